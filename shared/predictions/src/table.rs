//! The files' rows as columns, by what they hold.

use std::{collections::BTreeSet, path::PathBuf};

use report_import::table::{self, Rows, is_missing, number, open};
use report_snapshot::evaluation::Split;

use crate::{
    error::Error,
    layout::Layout,
    progress::Progress,
    settings::Columns,
    splits,
    values::{Coded, Found, Values},
};

/// What is written for a group that a row does not name.
const NO_GROUP: &str = "(missing)";

/// Rows between two words of progress.
const STRIDE: u64 = 65_536;

/// All rows of all files.
#[derive(Debug)]
pub(crate) struct Table {
    /// The files, in the order in which they were read.
    pub(crate) files: Vec<PathBuf>,
    /// The model of each file, by the file's name; by its path where two files have the same.
    pub(crate) file_models: Vec<String>,
    /// Rows read, with those that were left out.
    pub(crate) read: u64,
    /// What was observed.
    pub(crate) target: Values,
    /// What the model said.
    pub(crate) prediction: Option<Values>,
    /// Classes that the columns of scores name, in their order; one without a name where there is one column.
    pub(crate) score_classes: Vec<String>,
    /// Scores by column.
    pub(crate) scores: Vec<Vec<f64>>,
    /// How much rows count.
    pub(crate) weight: Option<Vec<f64>>,
    /// The split of each row.
    pub(crate) split: Option<Vec<Split>>,
    /// The model of each row: by its column, else by its file.
    pub(crate) model: Coded,
    /// Groups by column.
    pub(crate) groups: Vec<Coded>,
    /// Columns in which needed values were missing, and in how many rows first.
    pub(crate) missing: Vec<(String, u64)>,
}

impl Table {
    /// Reads the files.
    pub(crate) fn read(files: &[PathBuf], columns: &Columns, progress: &dyn Progress) -> Result<Self, Error> {
        let mut table = Self {
            files: files.to_vec(),
            file_models: models_of(files),
            read: 0,
            target: Values::new(),
            prediction: columns.prediction.as_ref().map(|_| Values::new()),
            score_classes: Vec::new(),
            scores: Vec::new(),
            weight: columns.weight.as_ref().map(|_| Vec::new()),
            split: columns.split.as_ref().map(|_| Vec::new()),
            model: Coded::default(),
            groups: vec![Coded::default(); columns.groups.len()],
            missing: Vec::new(),
        };
        for index in 0..files.len() {
            table.add(index, columns, progress)?;
        }
        progress.read(table.read);
        if table.rows() == 0 {
            let columns = table.missing.into_iter().map(|(column, _)| column).collect();
            return Err(Error::NothingLeft { columns });
        }
        if let (Some(weights), Some(column)) = (&table.weight, &columns.weight)
            && weights.iter().all(|weight| *weight == 0.0)
        {
            return Err(Error::NoWeight { column: column.clone() });
        }
        Ok(table)
    }

    /// Rows that are kept.
    pub(crate) fn rows(&self) -> usize {
        self.model.codes.len()
    }

    /// Rows that were left out.
    pub(crate) fn left_out(&self) -> u64 {
        self.missing.iter().map(|(_, rows)| rows).sum()
    }

    fn add(&mut self, index: usize, columns: &Columns, progress: &dyn Progress) -> Result<(), Error> {
        let file = self.files[index].clone();
        let mut rows = open(&file)?;
        let layout = Layout::of(&file, rows.header(), columns)?;
        if index == 0 {
            self.score_classes = layout.scores.iter().map(|score| score.class.clone()).collect();
            self.scores = vec![Vec::new(); layout.scores.len()];
        }
        let scores = layout.score_columns(&file, rows.header(), columns, &self.score_classes)?;
        let before = self.read;
        let of_file = self.file_models[index].clone();
        let mut row_scores = Vec::with_capacity(scores.len());
        while let Some(line) = rows.next()? {
            self.read += 1;
            if self.read.is_multiple_of(STRIDE) {
                progress.read(self.read);
            }
            if let Some(column) = layout.needed.iter().find(|column| is_missing(rows.cell(**column))) {
                self.leave_out(&rows.header()[*column]);
                continue;
            }
            let place = Place { file: &file, index, line };
            if let Some(column) = self.scores_of(rows.as_ref(), &scores, &mut row_scores, place)? {
                self.leave_out(&rows.header()[column]);
                continue;
            }
            self.push(rows.as_ref(), &layout, columns, &of_file, place)?;
            for (all, score) in self.scores.iter_mut().zip(&row_scores) {
                all.push(*score);
            }
        }
        if self.read == before { Err(table::Error::Empty { file }.into()) } else { Ok(()) }
    }

    fn leave_out(&mut self, column: &str) {
        match self.missing.iter_mut().find(|(name, _)| name == column) {
            Some((_, rows)) => *rows += 1,
            None => self.missing.push((column.to_owned(), 1)),
        }
    }

    /// Reads a row's scores; the column of one that is missing, if any.
    fn scores_of(
        &self,
        rows: &dyn Rows,
        columns: &[usize],
        scores: &mut Vec<f64>,
        place: Place<'_>,
    ) -> Result<Option<usize>, Error> {
        scores.clear();
        for column in columns {
            match rows.cell(*column) {
                text if is_missing(text) => return Ok(Some(*column)),
                text => scores.push(place.number(text, &rows.header()[*column])?),
            }
        }
        Ok(None)
    }

    fn push(
        &mut self,
        rows: &dyn Rows,
        layout: &Layout,
        columns: &Columns,
        of_file: &str,
        place: Place<'_>,
    ) -> Result<(), Error> {
        let name = |column: usize| &rows.header()[column];
        if let (Some(weights), Some(column)) = (&mut self.weight, layout.weight) {
            let value = place.number(rows.cell(column), name(column))?;
            if value < 0.0 {
                let (file, column) = (place.file.to_owned(), name(column).clone());
                return Err(Error::NegativeWeight { file, line: place.line, column, value });
            }
            weights.push(value);
        }
        if let (Some(splits), Some(column)) = (&mut self.split, layout.split) {
            let text = rows.cell(column);
            let Some(split) = splits::find(text) else {
                let (file, column, text) = (place.file.to_owned(), name(column).clone(), text.to_owned());
                return Err(Error::UnknownSplit { file, line: place.line, column, text });
            };
            splits.push(split);
        }
        let model = layout.model.map_or(of_file, |column| rows.cell(column));
        coded(&mut self.model, model, columns.model.as_deref().unwrap_or("model"))?;
        for (groups, column) in self.groups.iter_mut().zip(&layout.groups) {
            let text = rows.cell(*column);
            coded(groups, if is_missing(text) { NO_GROUP } else { text }, name(*column))?;
        }
        value(&mut self.target, rows.cell(layout.target), &columns.target, place, &self.files)?;
        if let (Some(values), Some(column)) = (&mut self.prediction, layout.prediction) {
            value(values, rows.cell(column), name(column), place, &self.files)?;
        }
        Ok(())
    }
}

/// Where a row stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    file: &'a PathBuf,
    index: usize,
    line: u64,
}

impl Place<'_> {
    fn number(self, text: &str, column: &str) -> Result<f64, Error> {
        let number = number(text).ok_or_else(|| table::Error::NotANumber {
            file: self.file.clone(),
            line: self.line,
            column: column.to_owned(),
            text: text.to_owned(),
        })?;
        Ok(number)
    }
}

fn coded(values: &mut Coded, text: &str, column: &str) -> Result<(), Error> {
    if values.push(text) { Ok(()) } else { Err(Error::TooManyValues { column: column.to_owned() }) }
}

fn value(
    values: &mut Values,
    text: &str,
    column: &str,
    place: Place<'_>,
    files: &[PathBuf],
) -> Result<(), Error> {
    if values.push(text, place.index, place.line) {
        return Ok(());
    }
    Err(match values.first_text.take() {
        // Numbers up to here.
        Some(found) if (found.file, found.line) == (place.index, place.line) => mixed(&found, column, files),
        _ => Error::TooManyValues { column: column.to_owned() },
    })
}

/// That this text is no number.
pub(crate) fn not_a_number(found: Found, column: &str, files: &[PathBuf]) -> Error {
    let file = files.get(found.file).cloned().unwrap_or_default();
    table::Error::NotANumber { file, line: found.line, column: column.to_owned(), text: found.text }.into()
}

/// That a column of numbers has this text.
pub(crate) fn mixed(found: &Found, column: &str, files: &[PathBuf]) -> Error {
    Error::MixedTypes {
        file: files.get(found.file).cloned().unwrap_or_default(),
        line: found.line,
        column: column.to_owned(),
        text: found.text.clone(),
    }
}

fn models_of(files: &[PathBuf]) -> Vec<String> {
    let mut models: Vec<String> =
        files.iter().map(|file| table::stem(file).unwrap_or_else(|| "predictions".into())).collect();
    let different: BTreeSet<&String> = models.iter().collect();
    if different.len() < models.len() {
        models = files.iter().map(|file| file.display().to_string()).collect();
    }
    models
}
