//! What is worth saying about the order of a leaderboard and about who leads it.

use report_facts::{
    lead::{Margin, Verdict},
    leaderboard::Valued,
};

use crate::prelude::*;

rules! {
    of EXPERIMENT;

    METRIC_DIRECTION = "metric_direction", [Warning]:
        speaks: "The snapshot defines the ranking metric as better the other way round than its direction in the table of known metrics.",
        formula: "None.",
        source: "The table of known metrics.";

    LEADERBOARD_ORDER = "leaderboard_order", [Warning, Info]:
        speaks: "The ranking metric has a known direction, and its values (finite and within its bounds) are not in its order as the \
                 snapshot lists the models. Warning if the first of them is the worst of all, else info.",
        formula: "Values of the ranking metric in the given order; an entry without one is passed over.",
        source: "None needed.";

    BEST_MODEL_NOT_LEADER = "best_model_not_leader", [Info]:
        speaks: "best_model is on the leaderboard under another name than the leader, with a worse value of the ranking metric.",
        formula: "The two values.",
        source: "None needed.";

    UNRANKED_MODELS_RULE = "unranked_models", [Warning]:
        speaks: "The ranking metric has a known direction, and at least one entry has no value of it that is finite and within its \
                 bounds.",
        formula: "Number of such entries and of all.",
        source: "None needed.";

    LEADER_MARGIN = "leader_margin", [Good, Info]:
        speaks: "At least two entries have a value of a ranking metric of known direction. Equal values of the first two: info, with \
                 how many share the best value. Comparable (ranking_split is cross_validation, the two have the same folds_id that is \
                 not blank, and as many values per fold of the ranking metric, at least 3, each finite and within the bounds): good if \
                 the adjusted p is under 0.05 and the mean advantage over the folds is positive, else info. Not comparable: info.",
        formula: "d = advantage of the leader per fold; t = mean(d) / sqrt((1/k + 1/(k − 1)) · s²) with s² the variance of d over k − 1; \
                  two-sided p with k − 1 degrees of freedom; adjusted p = min(1, p · (entries with a value − 1)). No p where all d \
                  are equal.",
        source: "Nadeau & Bengio (2003), Inference for the generalization error, Machine Learning 52; Bonferroni.";
}

/// Applies every rule.
pub(super) fn findings(experiment: &Experiment, ranking: &Ranking<'_>) -> Vec<Finding> {
    said([
        direction(experiment, ranking),
        order(experiment, ranking),
        margin(ranking),
        best_not_leader(experiment, ranking),
        unranked(ranking),
    ])
}

pub(super) fn in_sentence(ranking: &Ranking<'_>) -> Span {
    label(words::in_sentence(&ranking.label))
}

pub(super) fn with_article(ranking: &Ranking<'_>) -> Span {
    label(words::with_article(&ranking.label))
}

fn direction(experiment: &Experiment, ranking: &Ranking<'_>) -> Option<Finding> {
    let (said, so, by) = match contradicted_direction(&experiment.metrics, ranking.metric)? {
        Direction::Higher => ("less", "More", "highest"),
        Direction::Lower => ("more", "Less", "lowest"),
    };
    let statement = say!(
        "The source ranks by {} as if {} were better. {} is better; this report ranks by the {}.",
        in_sentence(ranking),
        said,
        so,
        by,
    );
    Some(METRIC_DIRECTION.warning("Metric taken the wrong way round", statement))
}

fn order(experiment: &Experiment, ranking: &Ranking<'_>) -> Option<Finding> {
    let direction = ranking.direction?;
    let leader = ranking.leader()?;
    let given: Vec<f64> = experiment.leaderboard.iter().filter_map(|entry| ranking.value(entry)).collect();
    if given.windows(2).all(|pair| direction.advantage(pair[0], pair[1]) >= 0.0) {
        return None;
    }
    let first = experiment.leaderboard.iter().find(|entry| ranking.value(entry).is_some())?;
    let first = ranking.valued().find(|valued| std::ptr::eq(valued.entry, first))?;
    let worst = given.iter().all(|value| direction.advantage(*value, first.figure.value) >= 0.0);
    let (severity, title) = if worst {
        (Warning, "Listed with the worst model first")
    } else {
        (Info, "Listed in another order than that of the metric")
    };
    let statement = if direction.advantage(leader.figure.value, first.figure.value) > 0.0 {
        say!(
            "The snapshot lists {} first, with {} of {}, though {} has {}. This report ranks by the metric.",
            name(&first.entry.name),
            with_article(ranking),
            first.figure,
            name(&leader.entry.name),
            leader.figure,
        )
    } else {
        say!(
            "The snapshot does not list the models in the order of their {}. This report does: {} leads with {}.",
            in_sentence(ranking),
            name(&leader.entry.name),
            leader.figure,
        )
    };
    Some(LEADERBOARD_ORDER.says(severity, title, statement))
}

fn best_not_leader(experiment: &Experiment, ranking: &Ranking<'_>) -> Option<Finding> {
    let best = experiment.best_model.as_ref()?;
    let leader = ranking.leader()?;
    let given = ranking.valued().find(|valued| valued.entry.name == best.name)?;
    if ranking.direction?.advantage(leader.figure.value, given.figure.value) <= 0.0 {
        return None;
    }
    let statement = say!(
        "The source names {} as its best model, with {} of {}; {} leads with {}. The details below are about {}.",
        name(&best.name),
        with_article(ranking),
        given.figure,
        name(&leader.entry.name),
        leader.figure,
        name(&best.name),
    );
    Some(BEST_MODEL_NOT_LEADER.info("The best model is not the leader", statement))
}

fn unranked(ranking: &Ranking<'_>) -> Option<Finding> {
    ranking.direction?;
    let all = ranking.places.len();
    let without = all - ranking.valued().count();
    if without == 0 {
        return None;
    }
    let end = match (ranking.leader().is_some(), without) {
        (false, _) => ", so that there is no leader",
        (true, 1) => " and stands last",
        (true, _) => " and stand last",
    };
    let statement = say!(
        "{} of {} {} no valid {}{}.",
        Figure::count(&UNRANKED_MODELS, without),
        number_of(&MODELS, all, "model", "models"),
        verb(without, "has", "have"),
        in_sentence(ranking),
        end,
    );
    Some(UNRANKED_MODELS_RULE.warning("Models without the ranking metric", statement))
}

fn margin(ranking: &Ranking<'_>) -> Option<Finding> {
    let Margin { leader, second, margin, verdict } = Margin::of(ranking)?;
    let lead = say!(
        "{} leads with {} of {}, ahead of {} ({}) by {}.",
        name(&leader.entry.name),
        with_article(ranking),
        leader.figure,
        name(&second.entry.name),
        second.figure,
        &margin,
    );
    let chance = |end| LEADER_MARGIN.info("The lead may be chance", lead.clone().and(end));
    Some(match verdict {
        Verdict::Tied { models } => LEADER_MARGIN.info("Tie for the lead", tie(ranking, leader, models)),
        Verdict::NotComparable => {
            let end = " Whether that is more than chance is not known: the snapshot does not say that both were measured on the same \
                       folds.";
            LEADER_MARGIN.info("Lead over the second", lead.and(end))
        }
        Verdict::Chance(None) => {
            chance(say!(" It is the same in every fold, which allows no test against chance."))
        }
        Verdict::Chance(Some(paired)) if paired.mean.value <= 0.0 => {
            let end = say!(" Over the folds that both share it is not ahead on average.");
            chance(end).with([paired.mean, paired.p_value])
        }
        Verdict::Chance(Some(paired)) => {
            let end = say!(
                " Over the {} that both share, chance alone may give as much (adjusted p-value {}).",
                folds(&paired.mean),
                &paired.p_value,
            );
            chance(end).with([paired.mean])
        }
        Verdict::Clear(paired) => {
            let end = say!(
                " Over the {} that both share, that is more than chance alone would give (adjusted p-value {}).",
                folds(&paired.mean),
                &paired.p_value,
            );
            LEADER_MARGIN.good("A clear lead", lead.and(end)).with([paired.mean])
        }
    })
}

fn folds(mean: &Figure) -> Span {
    number_of(&FOLDS, mean.count.unwrap_or_default() as usize, "fold", "folds")
}

fn tie(ranking: &Ranking<'_>, leader: Valued<'_, '_>, models: usize) -> Statement {
    let tied = ranking.valued().take(models).map(|valued| valued.entry.name.as_str());
    say!(
        "{} share the best {} of {}: {}.",
        number_of(&TIED_MODELS, models, "model", "models"),
        in_sentence(ranking),
        leader.figure,
        names(tied, NAMED),
    )
}
