//! What a list says about a report on a model.

use report_facts::quality::Quality;
use report_snapshot::{Envelope, model::Model};

use super::figure::{SummaryFigures, put_count, put_number, put_text};

/// See [`super::summary_figures`].
pub(super) fn figures(envelope: &Envelope<Model>) -> SummaryFigures {
    let content = &envelope.content;
    let mut figures = Vec::new();
    put_text(&mut figures, "algorithm", content.algorithm.as_deref());
    if let Some(quality) = Quality::of_model(&envelope.name, content) {
        put_text(&mut figures, "metric", Some(quality.metric));
        put_number(&mut figures, "value", Some(quality.figure.value));
        put_text(&mut figures, "split", Some(quality.split.label()));
    }
    put_count(&mut figures, "rank", content.rank.map(u64::from));
    put_count(&mut figures, "rows", content.dataset.as_ref().and_then(|dataset| dataset.rows));
    put_text(&mut figures, "task", Some(content.task.label()));
    figures
}
