//! What the columns say: the task, the classes, and each row's actual and predicted answer.

use std::path::PathBuf;

use report_snapshot::Task;

use crate::{
    classes::{Classes, class_of},
    error::Error,
    probabilities::{are_probabilities, most_probable, sums_to_one},
    settings::{Scores, Settings},
    table::{Table, mixed, not_a_number},
    values::{MOST_NUMBERED_CLASSES, Values},
};

/// The score at and above which a row is called positive where the file does not say what it is called.
const THRESHOLD: f64 = 0.5;

/// Actual and predicted answers of all rows.
#[derive(Debug)]
pub(crate) enum Answers {
    /// A regression.
    Numbers { actual: Vec<f64>, predicted: Vec<f64> },
    /// Two classes.
    Binary(Binary),
    /// More classes.
    Multiclass(Multiclass),
}

/// Answers of two classes.
#[derive(Debug)]
pub(crate) struct Binary {
    /// The classes, in order.
    pub(crate) classes: [String; 2],
    /// Which of the two is the positive one.
    pub(crate) positive: usize,
    /// Which of the two is the favourable one, where that is declared.
    pub(crate) favourable: Option<usize>,
    /// Whether each row is positive.
    pub(crate) actual: Vec<bool>,
    /// Whether each row is called positive.
    pub(crate) called: Option<Vec<bool>>,
    /// Scores of being positive.
    pub(crate) scores: Option<Vec<f64>>,
    /// Whether the scores are probabilities.
    pub(crate) are_probabilities: bool,
}

/// Answers of many classes.
#[derive(Debug)]
pub(crate) struct Multiclass {
    /// The classes, in order.
    pub(crate) classes: Vec<String>,
    /// The class of each row.
    pub(crate) actual: Vec<u32>,
    /// What each row is called.
    pub(crate) called: Vec<u32>,
    /// Scores by class; none where the file has none.
    pub(crate) scores: Vec<Vec<f64>>,
    /// Whether the scores are probabilities.
    pub(crate) are_probabilities: bool,
}

impl Answers {
    /// What is predicted.
    pub(crate) fn task(&self) -> Task {
        match self {
            Answers::Numbers { .. } => Task::Regression,
            Answers::Binary(_) => Task::BinaryClassification,
            Answers::Multiclass(_) => Task::MulticlassClassification,
        }
    }

    /// The classes in order, and the positive one of two.
    pub(crate) fn classes(&self) -> (Vec<String>, Option<String>) {
        match self {
            Answers::Numbers { .. } => (Vec::new(), None),
            Answers::Binary(answers) => {
                (answers.classes.to_vec(), Some(answers.classes[answers.positive].clone()))
            }
            Answers::Multiclass(answers) => (answers.classes.clone(), None),
        }
    }

    /// The class that is welcome to whom it is said of, where that is declared.
    pub(crate) fn favourable(&self) -> Option<String> {
        match self {
            Answers::Binary(answers) => answers.favourable.map(|class| answers.classes[class].clone()),
            Answers::Numbers { .. } | Answers::Multiclass(_) => None,
        }
    }

    /// Reads them out of the columns, which are used up. What was decided without being asked goes to `notes`.
    pub(crate) fn of(table: &mut Table, settings: &Settings, notes: &mut Vec<String>) -> Result<Self, Error> {
        let target = std::mem::replace(&mut table.target, Values::new());
        let prediction = table.prediction.take();
        let is_regression = match settings.task {
            Some(task) => task == Task::Regression,
            None => tells_regression(&target, prediction.as_ref(), settings, &table.files)?,
        };
        if is_regression {
            return numbers(target, prediction, settings, &table.files);
        }
        if prediction.is_none() && settings.columns.scores == Scores::None {
            return Err(Error::Task {
                reason: "nothing says what the model predicted: name a column of predictions or scores"
                    .into(),
            });
        }
        let classes = Classes::of(target, prediction, &table.score_classes, settings)?;
        let scores = std::mem::take(&mut table.scores);
        // More than two classes are many, whatever the columns seemed to tell.
        if classes.names.len() > 2 || settings.task == Some(Task::MulticlassClassification) {
            multiclass(classes, scores, table, settings, notes)
        } else {
            binary(classes, scores, table, settings, notes)
        }
    }
}

/// Whether the columns are those of a regression: numbers with many different values, and no scores.
fn tells_regression(
    target: &Values,
    prediction: Option<&Values>,
    settings: &Settings,
    files: &[PathBuf],
) -> Result<bool, Error> {
    if settings.columns.scores != Scores::None || !target.is_more_than(MOST_NUMBERED_CLASSES) {
        return Ok(false);
    }
    // Numbers with a few texts among them are neither good numbers nor good classes.
    let columns =
        [(Some(target), Some(&settings.columns.target)), (prediction, settings.columns.prediction.as_ref())];
    for (values, column) in columns {
        if let (Some(values), Some(column)) = (values, column)
            && let Some(found) = &values.first_text
            && values.are_mostly_numbers()
        {
            return Err(mixed(found, column, files));
        }
    }
    Ok(target.numbers.is_some() && prediction.is_some_and(|values| values.numbers.is_some()))
}

fn numbers(
    target: Values,
    prediction: Option<Values>,
    settings: &Settings,
    files: &[PathBuf],
) -> Result<Answers, Error> {
    let (Some(prediction), Some(column)) = (prediction, &settings.columns.prediction) else {
        return Err(Error::Task {
            reason: "a regression needs the predicted numbers: name their column by --prediction".into(),
        });
    };
    let of = |values: Values, column: &str| {
        let text = values.first_text;
        values.numbers.ok_or_else(|| not_a_number(text.unwrap_or_default(), column, files))
    };
    if settings.favourable.is_some() {
        return Err(Error::Task {
            reason:
                "a regression has no favourable class: leave out --favourable, or name the task by --task"
                    .into(),
        });
    }
    if settings.columns.scores != Scores::None {
        return Err(Error::Task {
            reason: "a regression has no scores: leave out --score and --scores, or name the task by --task"
                .into(),
        });
    }
    Ok(Answers::Numbers { actual: of(target, &settings.columns.target)?, predicted: of(prediction, column)? })
}

fn binary(
    classes: Classes,
    mut columns: Vec<Vec<f64>>,
    table: &Table,
    settings: &Settings,
    notes: &mut Vec<String>,
) -> Result<Answers, Error> {
    let Classes { names, actual, called } = classes;
    let names: [String; 2] = names.try_into().map_err(|names: Vec<String>| Error::OneClass {
        column: settings.columns.target.clone(),
        class: names.into_iter().next().unwrap_or_default(),
    })?;
    let positive = match &settings.positive {
        Some(class) => class_of(class, &names)
            .ok_or_else(|| Error::NoClass { class: class.clone(), classes: names.to_vec() })?,
        None => {
            notes.push(format!("Class {} counts as positive, since it is the last in order.", names[1]));
            1
        }
    };
    let favourable = match &settings.favourable {
        Some(class) => Some(
            class_of(class, &names)
                .ok_or_else(|| Error::NoClass { class: class.clone(), classes: names.to_vec() })?,
        ),
        None => None,
    };
    let sums_to_one = sums_to_one(&columns);
    let scores = match &settings.columns.scores {
        Scores::None => None,
        Scores::Positive(_) => columns.pop(),
        Scores::PerClass(prefix) => {
            let column = class_of(&names[positive], &table.score_classes).ok_or_else(|| {
                Error::NoScoreOfClass { class: names[positive].clone(), prefix: prefix.clone() }
            })?;
            Some(columns.swap_remove(column))
        }
    };
    let are_probabilities = match &scores {
        Some(scores) => {
            are_probabilities(std::slice::from_ref(scores), columns.is_empty() || sums_to_one, notes)
        }
        None => {
            notes.push(
                "The file has no scores, so that there are no curves and no figures of probabilities.".into(),
            );
            false
        }
    };
    let is_positive = |code: &u32| *code as usize == positive;
    let called = match (called, &scores) {
        (Some(called), _) => Some(called.iter().map(is_positive).collect()),
        (None, Some(scores)) if are_probabilities => {
            notes.push(format!(
                "The file does not say what rows are called: those with a score of at least {THRESHOLD} count as {}.",
                names[positive]
            ));
            Some(scores.iter().map(|score| *score >= THRESHOLD).collect())
        }
        (None, _) => {
            notes.push(
                "The file does not say what rows are called, so that there are no figures of right and wrong calls.".into(),
            );
            None
        }
    };
    let actual = actual.iter().map(is_positive).collect();
    Ok(Answers::Binary(Binary {
        classes: names,
        positive,
        favourable,
        actual,
        called,
        scores,
        are_probabilities,
    }))
}

fn multiclass(
    classes: Classes,
    columns: Vec<Vec<f64>>,
    table: &Table,
    settings: &Settings,
    notes: &mut Vec<String>,
) -> Result<Answers, Error> {
    let Classes { names, actual, called } = classes;
    let count = names.len();
    let too_many = |what: &str, instead: &str| Error::Task {
        reason: format!(
            "column {:?} has {count} classes, but {what} is for two: {instead}",
            settings.columns.target
        ),
    };
    if settings.task == Some(Task::BinaryClassification) {
        return Err(too_many("--task binary", "say --task multiclass, or leave rows of other classes out"));
    }
    if settings.positive.is_some() {
        return Err(too_many("--positive", "leave it out"));
    }
    if settings.favourable.is_some() {
        return Err(too_many("--favourable", "leave it out"));
    }
    let scores = match &settings.columns.scores {
        Scores::None => {
            notes.push(
                "The file has no scores, so that there are no curves and no figures of probabilities.".into(),
            );
            Vec::new()
        }
        Scores::Positive(_) => {
            return Err(too_many("--score", "name a column per class by --scores PREFIX"));
        }
        Scores::PerClass(prefix) => {
            let mut columns: Vec<Option<Vec<f64>>> = columns.into_iter().map(Some).collect();
            let column = |class: &String| {
                class_of(class, &table.score_classes)
                    .and_then(|column| columns[column].take())
                    .ok_or_else(|| Error::NoScoreOfClass { class: class.clone(), prefix: prefix.clone() })
            };
            names.iter().map(column).collect::<Result<Vec<_>, _>>()?
        }
    };
    let are_probabilities = !scores.is_empty() && are_probabilities(&scores, sums_to_one(&scores), notes);
    let called = called.unwrap_or_else(|| {
        notes.push("The file does not say what rows are called: it is the class with the highest score, of equal ones the first.".into());
        most_probable(&scores)
    });
    Ok(Answers::Multiclass(Multiclass { classes: names, actual, called, scores, are_probabilities }))
}
