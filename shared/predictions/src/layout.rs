//! Where in a file the columns are.

use std::path::Path;

use report_import::table::{self, column, is_twice};

use crate::{
    error::Error,
    settings::{Columns, Scores},
};

/// Places of columns in a header.
#[derive(Debug)]
pub(crate) struct Layout {
    pub(crate) target: usize,
    pub(crate) prediction: Option<usize>,
    pub(crate) scores: Vec<Score>,
    pub(crate) split: Option<usize>,
    pub(crate) weight: Option<usize>,
    pub(crate) model: Option<usize>,
    pub(crate) groups: Vec<usize>,
    /// Columns without whose value a row says nothing; scores are looked at apart.
    pub(crate) needed: Vec<usize>,
}

/// A column of scores.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Score {
    pub(crate) column: usize,
    /// The class that it is about; empty for the positive one.
    pub(crate) class: String,
}

impl Layout {
    /// Finds the columns.
    pub(crate) fn of(file: &Path, header: &[String], columns: &Columns) -> Result<Self, Error> {
        let find = |name: &String| column(file, header, name);
        let optional = |name: &Option<String>| name.as_ref().map(find).transpose();
        let target = find(&columns.target)?;
        let prediction = optional(&columns.prediction)?;
        let split = optional(&columns.split)?;
        let weight = optional(&columns.weight)?;
        let model = optional(&columns.model)?;
        let groups = columns.groups.iter().map(find).collect::<Result<Vec<_>, _>>()?;
        let needed: Vec<usize> =
            [Some(target), prediction, split, weight, model].into_iter().flatten().collect();
        let scores = match &columns.scores {
            Scores::None => Vec::new(),
            Scores::Positive(name) => vec![Score { column: find(name)?, class: String::new() }],
            Scores::PerClass(prefix) => {
                let scores: Vec<Score> = header
                    .iter()
                    .enumerate()
                    .filter(|(column, _)| !needed.contains(column) && !groups.contains(column))
                    .filter_map(|(column, name)| Some((column, name.strip_prefix(prefix.as_str())?)))
                    .filter(|(_, class)| !class.is_empty())
                    .map(|(column, class)| Score { column, class: class.to_owned() })
                    .collect();
                if scores.is_empty() {
                    let (file, prefix, there) = (file.to_owned(), prefix.clone(), header.to_vec());
                    return Err(Error::NoScores { file, prefix, there });
                }
                if let Some(twice) = scores.iter().find(|score| is_twice(header, &header[score.column])) {
                    let name = header[twice.column].clone();
                    return Err(table::Error::ColumnTwice { file: file.to_owned(), name }.into());
                }
                scores
            }
        };
        Ok(Self { target, prediction, scores, split, weight, model, groups, needed })
    }

    /// The columns of the scores of these classes, which those of the first file are.
    pub(crate) fn score_columns(
        &self,
        file: &Path,
        header: &[String],
        columns: &Columns,
        classes: &[String],
    ) -> Result<Vec<usize>, Error> {
        let prefix = match &columns.scores {
            Scores::PerClass(prefix) => prefix.as_str(),
            Scores::None | Scores::Positive(_) => "",
        };
        let column = |class: &String| {
            let score = self.scores.iter().find(|score| score.class == *class);
            score.map(|score| score.column).ok_or_else(|| table::Error::NoColumn {
                file: file.to_owned(),
                name: format!("{prefix}{class}"),
                there: header.to_vec(),
            })
        };
        Ok(classes.iter().map(column).collect::<Result<_, _>>()?)
    }
}
