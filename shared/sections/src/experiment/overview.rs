//! Section `key-figures`, and the facts on the cover.

use std::collections::BTreeSet;

use crate::blocks::Blocks;
use report_document::{Block, Field, KeyFigure};
use report_facts::{format, leaderboard::Ranking, names};
use report_snapshot::experiment::Experiment;

/// Makes the section.
pub(super) fn key_figures(experiment: &Experiment, ranking: Option<&Ranking<'_>>) -> Blocks {
    let mut figures = Vec::new();
    if let Some((ranking, leader)) = ranking.and_then(|ranking| Some((ranking, ranking.leader()?))) {
        let on = leader.figure.rows.map(|rows| format!(", {}", rows.on()));
        let spread = ranking.spread(leader.entry).map(|spread| {
            let folds = spread.folds.map(|folds| format!(" over {folds} folds")).unwrap_or_default();
            format!(", ± {}{folds}", format::beside(spread.sd, spread.mean))
        });
        figures.push(KeyFigure {
            label: format!("Best {}", report_facts::words::in_sentence(&ranking.label)),
            value: leader.figure.shown(),
            note: Some(format!(
                "{}{}{}",
                names::shown(&leader.entry.name),
                on.unwrap_or_default(),
                spread.unwrap_or_default()
            )),
        });
    }
    let families: BTreeSet<&str> =
        experiment.leaderboard.iter().filter_map(|entry| entry.algorithm.as_deref()).collect();
    figures.push(KeyFigure {
        label: "Models trained".into(),
        value: format::count(experiment.leaderboard.len() as u64),
        note: match families.len() {
            0 => None,
            1 => Some("1 algorithm".into()),
            several => Some(format!("{several} algorithms")),
        },
    });
    if let Some(took) = run_time_ms(experiment) {
        figures.push(KeyFigure {
            label: "Run time".into(),
            value: format::duration_ms(took),
            note: training_time_ms(experiment)
                // Models trained side by side can take longer together than the run.
                .filter(|sum| *sum <= took)
                .map(|sum| format!("{} of it training", format::duration_ms(sum))),
        });
    } else if let Some(sum) = training_time_ms(experiment) {
        figures.push(KeyFigure {
            label: "Training time".into(),
            value: format::duration_ms(sum),
            note: Some("all models together".into()),
        });
    }
    let dataset = experiment.dataset.as_ref();
    if let Some(rows) = dataset.and_then(|dataset| dataset.rows) {
        figures.push(KeyFigure {
            label: "Rows of data".into(),
            value: format::count(rows),
            note: dataset
                .and_then(|dataset| dataset.columns)
                .map(|columns| format!("{} columns", format::count(columns))),
        });
    }
    Blocks::default().with(Block::KeyFigures(figures))
}

/// Milliseconds from start to end.
fn run_time_ms(experiment: &Experiment) -> Option<f64> {
    let (start, end) = experiment.started_at.zip(experiment.finished_at)?;
    let took = end.unix_millis() - start.unix_millis();
    (took >= 0).then_some(took as f64)
}

/// Sum of the models' training times, if any is known.
fn training_time_ms(experiment: &Experiment) -> Option<f64> {
    let known: Vec<f64> = experiment
        .leaderboard
        .iter()
        .filter_map(|entry| entry.training_time_ms)
        .filter(|time| time.is_finite() && *time >= 0.0)
        .collect();
    (!known.is_empty()).then(|| known.iter().sum())
}

/// What the cover says.
pub(super) fn cover_facts(experiment: &Experiment, ranking: Option<&Ranking<'_>>) -> Vec<Field> {
    let mut facts = vec![Field::new("Task", experiment.task.label())];
    let mut put =
        |label: &str, value: Option<String>| facts.extend(value.map(|value| Field::new(label, value)));
    put("Target", experiment.target.as_deref().map(names::shown));
    let best = experiment.best_model.as_ref();
    put("Positive class", best.and_then(|best| best.model.positive_class.as_deref()).map(names::shown));
    put("Dataset", experiment.dataset.as_ref().map(|dataset| names::shown(&dataset.name)));
    put(
        "Ranked by",
        ranking.filter(|ranking| ranking.direction.is_some()).map(|ranking| match experiment.ranking_split {
            Some(split) => format!("{}, {}", ranking.label, split.label().to_lowercase()),
            None => ranking.label.clone(),
        }),
    );
    put("Status", Some(experiment.status.label().to_owned()));
    put("Started", experiment.started_at.map(|at| at.display_minute()));
    put("Finished", experiment.finished_at.map(|at| at.display_minute()));
    facts
}
