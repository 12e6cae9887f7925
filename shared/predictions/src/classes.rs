//! The classes, and which of them each row has.

use std::cmp::Ordering;

use report_import::table::number;

use crate::{
    error::Error,
    settings::{Scores, Settings},
    values::Values,
};

/// Classes in order, and the actual and predicted one of each row.
#[derive(Debug)]
pub(crate) struct Classes {
    pub(crate) names: Vec<String>,
    pub(crate) actual: Vec<u32>,
    pub(crate) called: Option<Vec<u32>>,
}

impl Classes {
    /// All classes that the target, the prediction or a column of scores names.
    pub(crate) fn of(
        target: Values,
        prediction: Option<Values>,
        score_classes: &[String],
        settings: &Settings,
    ) -> Result<Self, Error> {
        let too_many = |column: &str| Error::TooManyValues { column: column.to_owned() };
        let target = target.classes.ok_or_else(|| too_many(&settings.columns.target))?;
        let mut names = target.names;
        let mut called = None;
        if let (Some(prediction), Some(column)) = (prediction, &settings.columns.prediction) {
            let known = names.len();
            let prediction = prediction.classes.ok_or_else(|| no_classes(column, known))?;
            let codes: Vec<u32> = prediction.names.iter().map(|name| add(name, &mut names)).collect();
            // A column of probabilities has hardly a value that is a class.
            if names.len() > 2 * known + MOST_NEW {
                return Err(no_classes(column, known));
            }
            called = Some(prediction.codes.iter().map(|code| codes[*code as usize]).collect());
        }
        if matches!(settings.columns.scores, Scores::PerClass(_)) {
            for class in score_classes {
                add(class, &mut names);
            }
        }
        let mut actual = target.codes;
        let places = sort(&mut names);
        for codes in std::iter::once(&mut actual).chain(called.as_mut()) {
            codes.iter_mut().for_each(|code| *code = places[*code as usize]);
        }
        Ok(Self { names, actual, called })
    }
}

/// Predicted classes that the target does not have, beside as many as it has.
const MOST_NEW: usize = 20;

fn no_classes(column: &str, classes: usize) -> Error {
    Error::Task {
        reason: format!(
            "column {column:?} has many values that are none of the target's {classes} classes: name it by --score if it holds \
             probabilities, or say --task regression if both are numbers"
        ),
    }
}

/// Which of the classes a text names: itself, else the same number (1.0 for 1) or truth value (TRUE for True).
pub(crate) fn class_of(text: &str, names: &[String]) -> Option<usize> {
    let exact = names.iter().position(|name| name == text);
    exact
        .or_else(|| {
            let wanted = number(text)?;
            names.iter().position(|name| number(name) == Some(wanted))
        })
        .or_else(|| {
            let is_truth = ["true", "false"].iter().any(|truth| text.eq_ignore_ascii_case(truth));
            names.iter().position(|name| is_truth && name.eq_ignore_ascii_case(text))
        })
}

fn add(text: &str, names: &mut Vec<String>) -> u32 {
    let place = class_of(text, names).unwrap_or_else(|| {
        names.push(text.to_owned());
        names.len() - 1
    });
    place as u32
}

/// Puts the classes in order, by number if all are numbers; where each one went.
fn sort(names: &mut Vec<String>) -> Vec<u32> {
    let are_numbers = names.iter().all(|name| number(name).is_some());
    let order = |a: &String, b: &String| match (number(a), number(b)) {
        (Some(a), Some(b)) if are_numbers => a.total_cmp(&b),
        _ => Ordering::Equal,
    };
    let mut codes: Vec<usize> = (0..names.len()).collect();
    codes.sort_by(|a, b| order(&names[*a], &names[*b]).then_with(|| names[*a].cmp(&names[*b])));
    let mut places = vec![0; codes.len()];
    codes.iter().zip(0..).for_each(|(code, place)| places[*code] = place);
    *names = codes.iter().map(|code| std::mem::take(&mut names[*code])).collect();
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_that_are_numbers_stand_by_number_and_others_by_text() {
        let mut numbers = ["10", "9", "-1"].map(str::to_owned).to_vec();
        assert_eq!(sort(&mut numbers), [2, 1, 0]);
        assert_eq!(numbers, ["-1", "9", "10"]);
        let mut texts = ["yes", "10", "9"].map(str::to_owned).to_vec();
        assert_eq!(sort(&mut texts), [2, 0, 1]);
        assert_eq!(texts, ["10", "9", "yes"]);
    }

    #[test]
    fn one_class_has_one_name_however_it_is_written() {
        let names = ["1", "01", "True", "a"].map(str::to_owned);
        let found = ["1", "01", "1.0", "TRUE", "A", "2"].map(|text| class_of(text, &names));
        assert_eq!(found, [Some(0), Some(1), Some(0), Some(2), None, None]);
    }
}
