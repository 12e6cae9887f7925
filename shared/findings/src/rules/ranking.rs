//! What is worth saying about the order of a leaderboard and about who leads it.

use report_domain::Kind;
use report_facts::{
    Figure, Statement,
    lead::{Margin, Verdict},
    leaderboard::{Ranking, Valued},
    quantity::{Direction, FOLDS, MODELS, TIED_MODELS, UNRANKED_MODELS, contradicted_direction},
    say,
    statement::{Span, counted, label, name, names},
    words,
};
use report_snapshot::experiment::Experiment;

use crate::{
    Finding, Rule,
    Severity::{self, Good, Info, Warning},
};

const EXPERIMENT: &[Kind] = &[Kind::Experiment];

/// Models named in one sentence; the rest is counted.
const NAMED: usize = 3;

pub(crate) const RULES: &[&Rule] =
    &[&METRIC_DIRECTION, &LEADERBOARD_ORDER, &BEST_MODEL_NOT_LEADER, &UNRANKED_MODELS_RULE, &LEADER_MARGIN];

pub(crate) static METRIC_DIRECTION: Rule = Rule {
    name: "metric_direction",
    kinds: EXPERIMENT,
    severities: &[Warning],
    speaks: "The snapshot defines the ranking metric as better the other way round than its direction in the table of known metrics.",
    formula: "None.",
    source: "The table of known metrics.",
};

pub(crate) static LEADERBOARD_ORDER: Rule = Rule {
    name: "leaderboard_order",
    kinds: EXPERIMENT,
    severities: &[Warning, Info],
    speaks: "The ranking metric has a known direction, and its values (finite and within its bounds) are not in its order as the \
             snapshot lists the models. Warning if the first of them is the worst of all, else info.",
    formula: "Values of the ranking metric in the given order; an entry without one is passed over.",
    source: "None needed.",
};

pub(crate) static BEST_MODEL_NOT_LEADER: Rule = Rule {
    name: "best_model_not_leader",
    kinds: EXPERIMENT,
    severities: &[Info],
    speaks: "best_model is on the leaderboard under another name than the leader, with a worse value of the ranking metric.",
    formula: "The two values.",
    source: "None needed.",
};

pub(crate) static UNRANKED_MODELS_RULE: Rule = Rule {
    name: "unranked_models",
    kinds: EXPERIMENT,
    severities: &[Warning],
    speaks: "The ranking metric has a known direction, and at least one entry has no value of it that is finite and within its \
             bounds.",
    formula: "Number of such entries and of all.",
    source: "None needed.",
};

pub(crate) static LEADER_MARGIN: Rule = Rule {
    name: "leader_margin",
    kinds: EXPERIMENT,
    severities: &[Good, Info],
    speaks: "At least two entries have a value of a ranking metric of known direction. Equal values of the first two: info, with \
             how many share the best value. Comparable (ranking_split is cross_validation, the two have the same folds_id that is \
             not blank, and as many values per fold of the ranking metric, at least 3, each finite and within the bounds): good if \
             the adjusted p is under 0.05 and the mean advantage over the folds is positive, else info. Not comparable: info.",
    formula: "d = advantage of the leader per fold; t = mean(d) / sqrt((1/k + 1/(k − 1)) · s²) with s² the variance of d over k − 1; \
              two-sided p with k − 1 degrees of freedom; adjusted p = min(1, p · (entries with a value − 1)). No p where all d \
              are equal.",
    source: "Nadeau & Bengio (2003), Inference for the generalization error, Machine Learning 52; Bonferroni.",
};

/// Applies every rule.
pub(super) fn findings(experiment: &Experiment, ranking: &Ranking<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    found.extend(direction(experiment, ranking));
    found.extend(order(experiment, ranking));
    found.extend(margin(ranking));
    found.extend(best_not_leader(experiment, ranking));
    found.extend(unranked(ranking));
    found
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
    Some(Finding::new(
        &METRIC_DIRECTION,
        Warning,
        "Metric taken the wrong way round",
        say!(
            "The source ranks by {} as if {} were better. {} is better; this report ranks by the {}.",
            in_sentence(ranking),
            said,
            so,
            by,
        ),
    ))
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
    Some(Finding::new(&LEADERBOARD_ORDER, severity, title, statement))
}

fn best_not_leader(experiment: &Experiment, ranking: &Ranking<'_>) -> Option<Finding> {
    let best = experiment.best_model.as_ref()?;
    let leader = ranking.leader()?;
    let given = ranking.valued().find(|valued| valued.entry.name == best.name)?;
    if ranking.direction?.advantage(leader.figure.value, given.figure.value) <= 0.0 {
        return None;
    }
    Some(Finding::new(
        &BEST_MODEL_NOT_LEADER,
        Info,
        "The best model is not the leader",
        say!(
            "The source names {} as its best model, with {} of {}; {} leads with {}. The details below are about {}.",
            name(&best.name),
            with_article(ranking),
            given.figure,
            name(&leader.entry.name),
            leader.figure,
            name(&best.name),
        ),
    ))
}

fn unranked(ranking: &Ranking<'_>) -> Option<Finding> {
    ranking.direction?;
    let all = ranking.places.len();
    let without = all - ranking.valued().count();
    if without == 0 {
        return None;
    }
    let (some, models) = (Figure::count(&UNRANKED_MODELS, without), Figure::count(&MODELS, all));
    let has = if without == 1 { "has" } else { "have" };
    let end = match (ranking.leader().is_some(), without) {
        (false, _) => ", so that there is no leader",
        (true, 1) => " and stands last",
        (true, _) => " and stand last",
    };
    Some(Finding::new(
        &UNRANKED_MODELS_RULE,
        Warning,
        "Models without the ranking metric",
        say!(
            "{} of {} {} no valid {}{}.",
            &some,
            counted(&models, "model", "models"),
            has,
            in_sentence(ranking),
            end,
        ),
    ))
}

fn margin(ranking: &Ranking<'_>) -> Option<Finding> {
    let Margin { leader, second, margin, verdict } = Margin::of(ranking)?;
    let start = || {
        say!(
            "{} leads with {} of {}, ahead of {} ({}) by {}.",
            name(&leader.entry.name),
            with_article(ranking),
            leader.figure,
            name(&second.entry.name),
            second.figure,
            &margin,
        )
    };
    let (severity, title, statement, also): (Severity, _, Statement, Vec<Figure>) = match verdict {
        Verdict::Tied { models } => (Info, "Tie for the lead", tie(ranking, leader, models), Vec::new()),
        Verdict::NotComparable => {
            let end = say!(
                " Whether that is more than chance is not known: the snapshot does not say that both were measured on the same \
                 folds."
            );
            (Info, "Lead over the second", start().and(end), Vec::new())
        }
        Verdict::Chance(None) => {
            let end = say!(" It is the same in every fold, which allows no test against chance.");
            (Info, "The lead may be chance", start().and(end), Vec::new())
        }
        Verdict::Chance(Some(paired)) if paired.mean.value <= 0.0 => {
            let end = say!(" Over the folds that both share it is not ahead on average.");
            (Info, "The lead may be chance", start().and(end), vec![paired.mean, paired.p_value])
        }
        Verdict::Chance(Some(paired)) => {
            let end = say!(
                " Over the {} that both share, chance alone may give as much (adjusted p-value {}).",
                folds(&paired.mean),
                &paired.p_value,
            );
            (Info, "The lead may be chance", start().and(end), vec![paired.mean])
        }
        Verdict::Clear(paired) => {
            let end = say!(
                " Over the {} that both share, that is more than chance alone would give (adjusted p-value {}).",
                folds(&paired.mean),
                &paired.p_value,
            );
            (Good, "A clear lead", start().and(end), vec![paired.mean])
        }
    };
    Some(Finding::new(&LEADER_MARGIN, severity, title, statement).with(also))
}

fn folds(mean: &Figure) -> Span {
    counted(&Figure::count(&FOLDS, mean.count.unwrap_or_default() as usize), "fold", "folds")
}

fn tie(ranking: &Ranking<'_>, leader: Valued<'_, '_>, models: usize) -> Statement {
    let tied = ranking.valued().take(models).map(|valued| valued.entry.name.as_str());
    say!(
        "{} share the best {} of {}: {}.",
        counted(&Figure::count(&TIED_MODELS, models), "model", "models"),
        in_sentence(ranking),
        leader.figure,
        names(tied, NAMED),
    )
}
