//! Figures that runs keep as files: feature importance, confusion matrices, curves, the results of a search.
//!
//! MLflow itself writes confusion matrices and curves as pictures only (see [`crate::pictures`]). Files with their figures are people's own, so that
//! several common forms are read, and what cannot be understood is left alone.

mod classes;
mod confusion;
mod csv;
mod curve;
mod importance;
mod search;

use report_snapshot::{
    evaluation::{ConfusionMatrix, FoldSpread, PrecisionRecallCurve, RocCurve, Split},
    model::FeatureImportance,
};

use crate::{api::Api, fault::Fault, metrics::Meaning, runs::Run, wire::File};

/// Folders below the first that are looked into.
const MOST_FOLDERS: usize = 20;
/// Files of a run that are read.
const MOST_FILES: usize = 30;
/// Bytes of a file that is read.
const LONGEST_FILE: i64 = 2 * 1024 * 1024;

/// Folders that hold models, not figures.
const MODELS: [&str; 3] = ["model", "models", "checkpoints"];
/// The folder of images that are logged by step: rows of data more often than figures of a model.
const IMAGES: &str = "images";

/// Something of which the file's name may say the rows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Of<T> {
    pub(crate) split: Option<Split>,
    pub(crate) what: T,
}

/// What a run's files say.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Artifacts {
    pub(crate) importance: Option<FeatureImportance>,
    pub(crate) confusion: Vec<Of<ConfusionMatrix>>,
    pub(crate) roc: Vec<Of<RocCurve>>,
    pub(crate) precision_recall: Vec<Of<PrecisionRecallCurve>>,
    /// The folds of the best candidate of a search.
    pub(crate) folds: Option<FoldSpread>,
    /// The classes, in the order of a confusion matrix or of a report by class.
    pub(crate) classes: Vec<String>,
    /// The files that are pictures, not yet read.
    pub(crate) pictures: Vec<File>,
}

impl Artifacts {
    /// Reads the files that have figures.
    pub(crate) fn of(api: &Api<'_>, run: &Run) -> Result<Self, Fault> {
        let files = listed(api, run)?;
        let pictures = files.iter().filter(|file| is_picture(&file.path)).cloned().collect();
        let mut found = Self { pictures, ..Self::default() };
        for (file, kind) in wanted(files) {
            if let Some(bytes) = api.file(run.id(), &file.path)? {
                found.add(&file, kind, &bytes, run);
            }
        }
        if found.classes.is_empty() {
            found.classes = found.confusion.first().map(|of| of.what.labels.clone()).unwrap_or_default();
        }
        Ok(found)
    }

    fn add(&mut self, file: &File, kind: Kind, bytes: &[u8], run: &Run) {
        let split = Meaning::of(stem(&file.path)).split;
        match kind {
            Kind::Importance => {
                self.importance = self.importance.take().or_else(|| importance::read(bytes, run));
            }
            Kind::Confusion => self.confusion.extend(confusion::read(bytes).map(|what| Of { split, what })),
            Kind::Roc => self.roc.extend(curve::roc(bytes).map(|what| Of { split, what })),
            Kind::PrecisionRecall => {
                self.precision_recall.extend(curve::precision_recall(bytes).map(|what| Of { split, what }));
            }
            Kind::Search => self.folds = search::best(bytes),
            Kind::ByClass => self.classes = classes::read(bytes),
        }
    }
}

/// What a file holds, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    ByClass,
    Confusion,
    Roc,
    PrecisionRecall,
    Importance,
    Search,
}

impl Kind {
    fn of(path: &str) -> Option<Self> {
        let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
        let has = |part: &str| name.contains(part);
        match name.rsplit('.').next()? {
            "json" if has("confusion_matrix") => Some(Kind::Confusion),
            "json" if has("roc_curve") => Some(Kind::Roc),
            "json" if has("precision_recall_curve") || has("pr_curve") => Some(Kind::PrecisionRecall),
            "json" if has("classification_report") => Some(Kind::ByClass),
            "json" | "csv" if has("feature_importance") => Some(Kind::Importance),
            "csv" if has("per_class_metrics") => Some(Kind::ByClass),
            "csv" if name == "cv_results.csv" => Some(Kind::Search),
            _ => None,
        }
    }
}

fn is_picture(path: &str) -> bool {
    path.to_lowercase().ends_with(".png")
}

/// The files of a run, and of the folders right below.
fn listed(api: &Api<'_>, run: &Run) -> Result<Vec<File>, Fault> {
    let mut files = api.files(run.id(), None)?;
    let is_other = |path: &str| MODELS.contains(&path) || path == IMAGES;
    let folders: Vec<String> = files
        .iter()
        .filter(|file| file.is_dir && !is_other(&file.path))
        .map(|file| file.path.clone())
        .take(MOST_FOLDERS)
        .collect();
    for folder in folders {
        files.extend(api.files(run.id(), Some(&folder))?);
    }
    files.retain(|file| !file.is_dir);
    Ok(files)
}

/// The files that have figures, in the order in which they are to be read.
fn wanted(files: Vec<File>) -> Vec<(File, Kind)> {
    let is_short = |file: &File| file.file_size.is_none_or(|size| size <= LONGEST_FILE);
    let mut wanted: Vec<(File, Kind)> = files
        .into_iter()
        .filter(|file| is_short(file))
        .filter_map(|file| Kind::of(&file.path).map(|kind| (file, kind)))
        .collect();
    wanted.sort_by_key(|(file, kind)| (*kind, importance::preference(stem(&file.path)), file.path.clone()));
    wanted.truncate(MOST_FILES);
    wanted
}

/// A file's name without folders and ending.
pub(crate) fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_names() {
        for (path, kind) in [
            ("reports/confusion_matrix.json", Some(Kind::Confusion)),
            ("training_confusion_matrix.png", None),
            ("feature_importance_gain.json", Some(Kind::Importance)),
            ("reports/feature_importance.csv", Some(Kind::Importance)),
            ("cv_results.csv", Some(Kind::Search)),
            ("eval_per_class_metrics.csv", Some(Kind::ByClass)),
            ("model/MLmodel", None),
        ] {
            assert_eq!(Kind::of(path), kind, "{path}");
        }
        assert_eq!(Meaning::of(stem("a/training_roc_curve.json")).split, Some(Split::Training));
    }
}
