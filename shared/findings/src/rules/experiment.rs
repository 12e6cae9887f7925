//! What is worth saying about an experiment.

use report_snapshot::{
    Envelope, RunStatus,
    experiment::{Experiment, LeaderboardEntry},
};

use super::{data, model};
use crate::Severity;
use crate::legacy::{Figure, Finding, Unit};
use report_facts::{
    format,
    leaderboard::{Margin, Ranking, Verdict, as_good_as_leader},
    quality, words,
};

/// How many times faster another model must predict to be worth naming. This report's own bound.
const MUCH_FASTER: f64 = 2.0;

/// Applies every rule.
pub(crate) fn findings(snapshot: &Envelope<Experiment>) -> Vec<crate::Finding> {
    let experiment = &snapshot.content;
    let mut found = Vec::new();
    found.extend(status(snapshot));
    if experiment.leaderboard.is_empty() {
        found.push(no_models());
    }
    if let Some(ranking) = Ranking::of(experiment) {
        found.extend(leader_margin(experiment, &ranking));
        found.extend(unranked(experiment, &ranking));
        found.extend(ensemble_gain(experiment, &ranking));
        found.extend(faster_alternative(experiment, &ranking));
    }
    let best = experiment.best_model.as_ref();
    if let Some(best) = best {
        found.extend(model::about(&best.name, &best.model, experiment.ranking_split));
    }
    let mut found: Vec<crate::Finding> = found.into_iter().map(Into::into).collect();
    let dataset = experiment.dataset.as_ref().or_else(|| best?.model.dataset.as_ref());
    let balance = quality::class_balance(
        best.map(|best| &best.model),
        dataset,
        experiment.target.as_deref(),
        experiment.task,
    );
    found.extend(data::imbalance(&balance));
    if let Some(dataset) = dataset {
        found.extend(data::findings(dataset, experiment.task, experiment.target.as_deref(), &balance));
    }
    found
}

fn status(snapshot: &Envelope<Experiment>) -> Option<Finding> {
    let models = snapshot.content.leaderboard.len();
    let name = &snapshot.name;
    let trained = format!("{} trained before", words::counted(models as u64, "model was", "models were"));
    let (severity, title, statement) = match snapshot.content.status {
        RunStatus::Completed => return None,
        RunStatus::Failed => {
            (Severity::Critical, "The run failed", format!("{name} ended with an error; {trained}."))
        }
        RunStatus::Cancelled => {
            (Severity::Warning, "The run was stopped", format!("{name} was stopped by someone; {trained}."))
        }
        RunStatus::Running => (
            Severity::Warning,
            "The run is not over",
            format!("{name} is still running; every figure here may change."),
        ),
        RunStatus::Queued => {
            (Severity::Warning, "The run has not started", format!("{name} is waiting to start."))
        }
    };
    Some(Finding {
        rule: "run_status",
        severity,
        title: title.into(),
        statement,
        figures: vec![Figure::count("models", models)],
    })
}

fn no_models() -> Finding {
    Finding {
        rule: "no_models",
        severity: Severity::Warning,
        title: "No models".into(),
        statement: "The leaderboard is empty: the run has not produced a model.".into(),
        figures: vec![Figure::count("models", 0)],
    }
}

fn leader_margin(experiment: &Experiment, ranking: &Ranking<'_>) -> Option<Finding> {
    let Margin { leader, second, margin, verdict } = Margin::of(experiment, ranking)?;
    let (best, next) = (ranking.value(leader)?, ranking.value(second)?);
    let in_sentence = words::in_sentence(&ranking.label);
    let mut figures = vec![
        Figure::of(&leader.name, ranking.metric, best, Unit::Plain),
        Figure::of(&second.name, ranking.metric, next, Unit::Plain),
        Figure::of_entity(format!("{}_margin", ranking.metric), margin, Unit::Plain),
    ];
    let start = format!(
        "{} leads with {} of {}, ahead of {} ({}) by {}",
        leader.name,
        words::with_article(&ranking.label),
        format::metric(best),
        second.name,
        format::metric(next),
        format::metric(margin),
    );
    let (severity, title, statement) = match verdict {
        Verdict::Tied => {
            let tied =
                experiment.leaderboard.iter().filter(|entry| ranking.value(entry) == Some(best)).count();
            figures.push(Figure::count("tied_models", tied));
            let statement = format!(
                "{tied} models share the best {in_sentence} of {}, among them {} and {}. Choose by other figures.",
                format::metric(best),
                leader.name,
                second.name,
            );
            (Severity::Info, "Tie for the lead", statement)
        }
        Verdict::WithinSpread { standard_error } => {
            figures.push(standard_error_figure(ranking, standard_error));
            let statement = format!(
                "{start}. That is within one standard error of the folds ({}): the two cannot be told apart.",
                format::beside(standard_error, best)
            );
            (Severity::Info, "The lead is within the fold spread", statement)
        }
        Verdict::Slight { standard_error } => {
            figures.push(standard_error_figure(ranking, standard_error));
            let statement = format!(
                "{start}, between one and two standard errors of the folds ({}): a slight lead.",
                format::beside(standard_error, best)
            );
            (Severity::Info, "A slight lead", statement)
        }
        Verdict::Clear { standard_error } => {
            figures.push(standard_error_figure(ranking, standard_error));
            let statement = format!(
                "{start}, more than two standard errors of the folds ({}): a clear lead.",
                format::beside(standard_error, best)
            );
            (Severity::Good, "A clear lead", statement)
        }
        Verdict::Unknown { sd: None } => {
            let statement =
                format!("{start}. The spread over folds is not known, so the lead may be chance.");
            (Severity::Info, "Lead over the second", statement)
        }
        Verdict::Unknown { sd: Some(sd) } => {
            figures.push(Figure::of_entity(format!("{}_fold_sd", ranking.metric), sd, Unit::Plain));
            let (title, verdict) = if margin <= sd {
                ("The lead is within the fold spread", "the lead may be chance")
            } else {
                ("Lead over the second", "the lead is larger than that")
            };
            let statement = format!(
                "{start}. Over the folds the standard deviation is {}: {verdict}.",
                format::beside(sd, best)
            );
            (Severity::Info, title, statement)
        }
    };
    Some(Finding { rule: "leader_margin", severity, title: title.into(), statement, figures })
}

fn standard_error_figure(ranking: &Ranking<'_>, standard_error: f64) -> Figure {
    Figure::of_entity(format!("{}_standard_error", ranking.metric), standard_error, Unit::Plain)
}

fn unranked(experiment: &Experiment, ranking: &Ranking<'_>) -> Option<Finding> {
    let models = experiment.leaderboard.len();
    let without = experiment.leaderboard.iter().filter(|entry| ranking.value(entry).is_none()).count();
    if without == 0 {
        return None;
    }
    Some(Finding {
        rule: "unranked_models",
        severity: Severity::Warning,
        title: "Models without the ranking metric".into(),
        statement: format!(
            "{without} of {models} models have no {}; their place on the leaderboard means little.",
            words::in_sentence(&ranking.label)
        ),
        figures: vec![Figure::count("unranked_models", without), Figure::count("models", models)],
    })
}

/// What the best ensemble gains over the best single model, and what it costs at prediction time.
fn ensemble_gain(experiment: &Experiment, ranking: &Ranking<'_>) -> Option<Finding> {
    let direction = ranking.direction?;
    let best_of = |is_ensemble: bool| {
        experiment
            .leaderboard
            .iter()
            .filter(|entry| entry.is_ensemble == is_ensemble)
            .filter_map(|entry| Some((entry, ranking.value(entry)?)))
            // The first of equals stays, so a tie goes to the one further up.
            .reduce(|best, entry| if direction.advantage(entry.1, best.1) > 0.0 { entry } else { best })
    };
    let ((ensemble, with), (single, without)) = best_of(true).zip(best_of(false))?;
    let gain = direction.advantage(with, without);
    let label = words::in_sentence(&ranking.label);
    let mut figures = vec![
        Figure::of(&ensemble.name, ranking.metric, with, Unit::Plain),
        Figure::of(&single.name, ranking.metric, without, Unit::Plain),
    ];
    if gain <= 0.0 {
        return Some(Finding {
            rule: "ensemble_gain",
            severity: Severity::Good,
            title: "No ensemble needed".into(),
            statement: format!(
                "The single model {} ({label} {}) is at least as good as the best ensemble, {} ({}), and simpler to run.",
                single.name,
                format::metric(without),
                ensemble.name,
                format::metric(with),
            ),
            figures,
        });
    }
    figures.push(Figure::of_entity(format!("{}_ensemble_gain", ranking.metric), gain, Unit::Plain));
    let cost = slowdown(ensemble, single).map(|(slow, fast, factor)| {
        figures.push(Figure::of(&ensemble.name, "predict_time_per_row", slow, Unit::Milliseconds));
        figures.push(Figure::of(&single.name, "predict_time_per_row", fast, Unit::Milliseconds));
        figures.push(Figure::of_entity("ensemble_prediction_time_ratio", factor, Unit::Plain));
        format!(
            " It takes {} per row to predict against {}: {} times as long.",
            format::duration_ms(slow),
            format::duration_ms(fast),
            factor_text(factor),
        )
    });
    Some(Finding {
        rule: "ensemble_gain",
        severity: Severity::Info,
        title: "What the ensemble costs".into(),
        statement: format!(
            "The ensemble {} improves the {label} by {} over the best single model, {} ({} against {}).{}",
            ensemble.name,
            format::metric(gain),
            single.name,
            format::metric(with),
            format::metric(without),
            cost.unwrap_or_default(),
        ),
        figures,
    })
}

/// Prediction times per row of a slower and a faster model, and their ratio; `None` if unknown.
fn slowdown(slow: &LeaderboardEntry, fast: &LeaderboardEntry) -> Option<(f64, f64, f64)> {
    let (slow, fast) = slow.predict_time_per_row_ms.zip(fast.predict_time_per_row_ms)?;
    let factor = slow / fast;
    (fast > 0.0 && factor.is_finite()).then_some((slow, fast, factor))
}

/// One decimal where it says something.
fn factor_text(factor: f64) -> String {
    format::signed(factor, usize::from(factor < 10.0))
}

/// A much faster model among those that are as good as the leader by the one-standard-error rule.
fn faster_alternative(experiment: &Experiment, ranking: &Ranking<'_>) -> Option<Finding> {
    let leader = experiment.leaderboard.first()?;
    let near = as_good_as_leader(experiment, ranking)?;
    if near.len() < 2 {
        return None;
    }
    let (fast, (slow_ms, fast_ms, factor)) = near
        .iter()
        .skip(1)
        .filter_map(|entry| Some((*entry, slowdown(leader, entry)?)))
        .max_by(|a, b| a.1.2.total_cmp(&b.1.2))
        .filter(|(_, (_, _, factor))| *factor >= MUCH_FASTER)?;
    let value = ranking.value(fast)?;
    Some(Finding {
        rule: "faster_alternative",
        severity: Severity::Info,
        title: "As good and faster".into(),
        statement: format!(
            "{} of {} models are within one standard error of the leader. Of these {} predicts fastest: {} per row, {} \
             times as fast as the leader ({}), with {} of {}.",
            near.len(),
            experiment.leaderboard.len(),
            fast.name,
            format::duration_ms(fast_ms),
            factor_text(factor),
            format::duration_ms(slow_ms),
            words::with_article(&ranking.label),
            format::metric(value),
        ),
        figures: vec![
            Figure::count("models_within_one_standard_error", near.len()),
            Figure::count("models", experiment.leaderboard.len()),
            Figure::of(&fast.name, "predict_time_per_row", fast_ms, Unit::Milliseconds),
            Figure::of(&leader.name, "predict_time_per_row", slow_ms, Unit::Milliseconds),
            Figure::of(&fast.name, "speed_ratio_to_leader", factor, Unit::Plain),
            Figure::of(&fast.name, ranking.metric, value, Unit::Plain),
        ],
    })
}
