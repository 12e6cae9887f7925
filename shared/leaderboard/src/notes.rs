//! What was decided, in sentences.

use report_facts::{Direction, words};

use crate::{layout::Layout, measures::Measure, ranking::Ranking, settings::Settings};

/// The sentences about the leaderboard, the most important first.
pub(crate) fn of(
    measures: &[Measure],
    ranking: &Ranking<'_>,
    layout: &Layout,
    settings: &Settings,
    is_task_guessed: bool,
) -> Vec<String> {
    let rows_unknown = ranking.split().is_none();
    let notes = [
        reversed(measures),
        ranked(measures, ranking, settings),
        not_followed(ranking, settings),
        zeros(measures),
        layout.note.map(str::to_owned),
        rows_unknown.then(|| "The file does not say which rows the metrics were computed on.".to_owned()),
        is_task_guessed.then(|| {
            "Nothing in the file says how many classes there are; this report takes them for two.".to_owned()
        }),
    ];
    notes.into_iter().flatten().collect()
}

/// What people call the metric, within a sentence.
fn called(measure: &Measure) -> String {
    words::in_sentence(measure.metric.label())
}

/// That signs were reversed, and are no more.
fn reversed(measures: &[Measure]) -> Option<String> {
    let mut labels: Vec<String> = measures.iter().filter(|measure| measure.was_negated).map(called).collect();
    labels.sort_unstable();
    labels.dedup();
    match labels.as_slice() {
        [] => None,
        [one] => Some(format!("The file has {one} with its sign reversed; this report reverses it back.")),
        several => Some(format!(
            "The file has {} with their signs reversed; this report reverses them back.",
            several.join(", ")
        )),
    }
}

/// What ranks, where nobody asked for it and there are others.
fn ranked(measures: &[Measure], ranking: &Ranking<'_>, settings: &Settings) -> Option<String> {
    let others = measures.iter().any(|measure| measure.metric.id != ranking.measure.metric.id);
    (settings.metric.is_none() && others)
        .then(|| format!("No metric was named to rank by; this report takes {}.", called(ranking.measure)))
}

/// That a direction was given which a well-known metric does not have.
fn not_followed(ranking: &Ranking<'_>, settings: &Settings) -> Option<String> {
    let said = settings.direction.filter(|said| *said != ranking.direction);
    let better = if ranking.direction == Direction::Higher { "higher" } else { "lower" };
    let label = ranking.measure.metric.label();
    said.map(|_| {
        format!("{label} is better when it is {better}; the direction that was given is not followed.")
    })
}

/// That PyCaret's zeros are no AUC.
fn zeros(measures: &[Measure]) -> Option<String> {
    let zeros: usize = measures.iter().map(|measure| measure.zeros_left_out).sum();
    let models = if zeros == 1 { "1 model has".to_owned() } else { format!("{zeros} models have") };
    (zeros > 0).then(|| {
        format!(
            "{models} an AUC of 0, which PyCaret writes where it cannot be computed; it is left out here."
        )
    })
}
