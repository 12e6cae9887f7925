//! What a list says about a report on an experiment.

use report_facts::leaderboard::Ranking;
use report_snapshot::experiment::Experiment;

use super::figure::{SummaryFigures, put_count, put_number, put_text};

/// See [`super::summary_figures`].
pub(super) fn figures(content: &Experiment) -> SummaryFigures {
    let mut figures = Vec::new();
    let ranking = Ranking::of(content);
    if let Some((ranking, leader)) = ranking.as_ref().and_then(|ranking| Some((ranking, ranking.leader()?))) {
        put_text(&mut figures, "best_model", Some(&leader.entry.name));
        put_text(&mut figures, "best_metric", Some(ranking.metric));
        put_number(&mut figures, "best_value", Some(leader.figure.value));
    }
    put_count(&mut figures, "models", Some(content.leaderboard.len() as u64));
    put_count(&mut figures, "rows", content.dataset.as_ref().and_then(|dataset| dataset.rows));
    put_text(&mut figures, "task", Some(content.task.label()));
    put_text(&mut figures, "run_status", Some(content.status.label()));
    figures
}
