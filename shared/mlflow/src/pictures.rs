//! Pictures that a run keeps where it keeps no figures to draw them from.
//!
//! `mlflow.evaluate` and autologging write confusion matrices and curves as PNG files only. Those are shown of which the
//! snapshot has no data, and other pictures, too.

use report_snapshot::{
    evaluation::{Evaluation, Split},
    figure::{Figure, LARGEST_FILE, MOST, MOST_BYTES, MOST_PIXELS, MediaType, Png},
    model::Model,
};

use crate::{
    api::Api,
    artifacts::stem,
    fault::{Fault, quoted},
    metrics::Meaning,
    runs::Run,
    wire::File,
};

/// Pictures that are named as left out.
const MOST_NAMES: usize = 3;

/// The pictures of a run.
pub(crate) struct Pictures {
    pub(crate) figures: Vec<Figure>,
    /// A sentence about those that are left out.
    pub(crate) left_out: Option<String>,
}

impl Pictures {
    /// Reads those files of which `model` has no data.
    ///
    /// # Errors
    /// When the server cannot be asked.
    pub(crate) fn of(api: &Api<'_>, run: &Run, files: &[File], model: &Model) -> Result<Self, Fault> {
        let mut wanted: Vec<(Shows, &File)> = files
            .iter()
            .map(|file| (Shows::by_name(&file.path), file))
            .filter(|(shows, file)| !shows.has_data(split(file), model))
            .collect();
        wanted.sort_by_key(|(shows, file)| (*shows, &file.path));
        let (mut figures, mut left_out) = (Vec::new(), Vec::new());
        let (mut bytes, mut pixels) = (0, 0);
        for (shows, file) in wanted {
            let known = file.file_size.and_then(|size| usize::try_from(size).ok());
            let png = if figures.len() == MOST {
                Err(format!("one more than {MOST}"))
            } else if let Some(size) = known.filter(|size| *size > LARGEST_FILE) {
                Err(format!("{size} bytes, more than {LARGEST_FILE}"))
            } else {
                let Some(bytes) = api.file(run.id(), &file.path)? else { continue };
                Png::read(bytes).map_err(|unfit| unfit.to_string())
            };
            let png = png.and_then(|png| {
                let fits =
                    bytes + png.file().len() <= MOST_BYTES && pixels + png.pixel_count() <= MOST_PIXELS;
                if fits { Ok(png) } else { Err("too large beside the others".into()) }
            });
            match png {
                Ok(png) => {
                    bytes += png.file().len();
                    pixels += png.pixel_count();
                    figures.push(figure(run, shows, file, png));
                }
                Err(reason) => left_out.push(format!("{} ({reason})", quoted(&file.path))),
            }
        }
        Ok(Self { figures, left_out: sentence(&left_out) })
    }
}

/// What a picture shows, in the order in which a report shows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Shows {
    Confusion,
    Roc,
    PrecisionRecall,
    Calibration,
    Lift,
    Importance,
    Other,
}

impl Shows {
    fn by_name(path: &str) -> Self {
        let name = stem(path).to_lowercase();
        let has = |part: &str| name.contains(part);
        if has("confusion_matrix") {
            Shows::Confusion
        } else if has("roc_curve") {
            Shows::Roc
        } else if has("precision_recall_curve") || has("pr_curve") {
            Shows::PrecisionRecall
        } else if has("calibration") {
            Shows::Calibration
        } else if has("lift_curve") {
            Shows::Lift
        // Shapley values are another importance than the one that a run's files have.
        } else if has("feature_importance") && !has("shap") {
            Shows::Importance
        } else {
            Shows::Other
        }
    }

    /// Whether the report draws the same itself. Training rows need no picture where it draws that of any others.
    fn has_data(self, split: Option<Split>, model: &Model) -> bool {
        let of_rows = |evaluation: &&Evaluation| {
            split.is_none_or(|split| split == Split::Training || split == evaluation.split)
        };
        let mut evaluations = model.evaluations.iter().filter(of_rows);
        match self {
            Shows::Confusion => evaluations.any(|evaluation| evaluation.confusion_matrix.is_some()),
            Shows::Roc => evaluations.any(|evaluation| !evaluation.roc.is_empty()),
            Shows::PrecisionRecall => evaluations.any(|evaluation| !evaluation.precision_recall.is_empty()),
            Shows::Calibration => evaluations.any(|evaluation| !evaluation.calibration.is_empty()),
            Shows::Lift => evaluations.any(|evaluation| !evaluation.gains_lift.is_empty()),
            Shows::Importance => !model.feature_importance.is_empty(),
            Shows::Other => false,
        }
    }

    /// What it is called; of others, their files' names tell it.
    fn title(self, file: &File) -> String {
        match self {
            Shows::Confusion => "Confusion matrix".into(),
            Shows::Roc => "ROC curve".into(),
            Shows::PrecisionRecall => "Precision-recall curve".into(),
            Shows::Calibration => "Calibration curve".into(),
            Shows::Lift => "Lift curve".into(),
            Shows::Importance => "Feature importance".into(),
            Shows::Other => {
                let words = stem(&file.path).replace(['_', '-'], " ");
                let mut letters = words.trim().chars();
                match letters.next() {
                    Some(first) => first.to_uppercase().chain(letters).collect(),
                    None => "Picture".into(),
                }
            }
        }
    }
}

/// The rows that a file's name tells.
fn split(file: &File) -> Option<Split> {
    Meaning::of(stem(&file.path)).split
}

fn figure(run: &Run, shows: Shows, file: &File, png: Png) -> Figure {
    let rows = split(file).map(|split| format!(" ({} rows)", split.label().to_lowercase()));
    let title = format!("{}{}", shows.title(file), rows.unwrap_or_default());
    let alt = format!(
        "{title} of the run {}, a picture from the run's file {}.",
        quoted(&run.name),
        quoted(&file.path)
    );
    Figure { title, alt, media_type: MediaType::Png, data: png }
}

fn sentence(left_out: &[String]) -> Option<String> {
    let named = left_out.iter().take(MOST_NAMES).cloned().collect::<Vec<_>>().join(", ");
    let more = left_out.len().saturating_sub(MOST_NAMES);
    match left_out.len() {
        0 => None,
        1 => Some(format!("A picture of the run is left out: {named}.")),
        _ if more == 0 => Some(format!("Pictures of the run are left out: {named}.")),
        _ => Some(format!("Pictures of the run are left out: {named} and {more} more.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str) -> File {
        File { path: path.into(), is_dir: false, file_size: None }
    }

    #[test]
    fn a_picture_is_known_by_its_name() {
        for (path, title, rows) in [
            ("training_confusion_matrix.png", "Confusion matrix", Some(Split::Training)),
            ("roc_curve_plot.png", "ROC curve", None),
            ("val_precision_recall_curve_plot.png", "Precision-recall curve", Some(Split::Validation)),
            ("shap_feature_importance_plot.png", "Shap feature importance plot", None),
            ("plots/residuals-by-day.PNG", "Residuals by day", None),
            ("_.png", "Picture", None),
        ] {
            let file = file(path);
            assert_eq!((Shows::by_name(path).title(&file).as_str(), split(&file)), (title, rows), "{path}");
        }
    }

    #[test]
    fn what_is_left_out_is_said() {
        let names =
            |count: usize| -> Vec<String> { (0..count).map(|n| format!("\"{n}.png\" (big)")).collect() };
        assert_eq!(sentence(&names(0)), None);
        assert_eq!(
            sentence(&names(1)).as_deref(),
            Some("A picture of the run is left out: \"0.png\" (big).")
        );
        assert!(sentence(&names(5)).is_some_and(|said| said.ends_with("\"2.png\" (big) and 2 more.")));
    }
}
