//! Sections about a trained model, for the model's own document and for the best model in an experiment's.
//!
//! Each module makes one section; `entries` has their rows for the tables of both kinds.

mod calibration;
mod confusion_matrix;
mod cross_validation;
mod curves;
mod data_summary;
mod duplicates;
mod entries;
mod feature_importance;
mod gains_lift;
mod groups;
mod hyperparameters;
mod learning_curves;
mod metrics;
mod pictures;
mod precision_recall;
mod residuals;
mod roc;
mod subject;
mod thresholds;

pub(crate) use data_summary::{DataSubject, data_in_short, data_summary};
pub(crate) use entries::ShowsModel;
pub(crate) use hyperparameters::{Shown, hyperparameters};
pub(crate) use pictures::pictures;
pub(crate) use subject::Subject;
