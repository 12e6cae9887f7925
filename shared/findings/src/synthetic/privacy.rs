//! Whether people in the real data are protected.

use report_facts::{
    stats::binomial_at_least,
    synthetic::{CloserShare, attack, closer_by_chance, closer_to_training, distance, share},
};
use report_snapshot::synthgen::Privacy;

use super::check::{Aspect, Check, NO_BOUND};
use crate::prelude::*;

/// Share of new rows that half of the rows or more fail.
const HALF: f64 = 0.5;

/// Level of the test for memorised rows.
const LEVEL: f64 = 0.05;

fn check(label: &'static str, held_against: impl Into<String>) -> Check {
    Check::of(Aspect::Privacy, label, held_against)
}

fn figures(run: &Synthgen) -> Option<&Privacy> {
    run.privacy.as_ref()
}

rules! {
    of SYNTHGEN;

    COPIES = "exact_copies", [Good, Warning]:
        speaks: "privacy.exact_copies is given and no greater than synthetic_rows, where that is known. 0 good, else warning.",
        formula: "As given.",
        source: "None needed. That copies can be chance where few values are possible is said with the warning.";

    NEW_ROWS = "new_row_synthesis", [Good, Info, Warning]:
        speaks: "privacy.new_row_synthesis lies between 0 and 1. 1 good; over 0.5 info with the share that matches; 0.5 and less warning.",
        formula: "As given: the share of synthetic rows that match no real row. SDMetrics lets numbers and dates match within 1 % of \
                  the synthetic value by default; missing matches missing. The share that matches is 1 − it.",
        source: "SDMetrics, NewRowSynthesis. Half is the bound of the words \"at least half\".";

    MEMORISED = "memorised_rows", [Good, Info, Warning]:
        speaks: "The share of synthetic rows closer to a training row than to any held-out row is known: privacy.closer_to_training, \
                 else 1 − dcr_overfitting_protection / 2 where that is under 1, else \"half at most\" (all between 0 and 1). Chance: \
                 training rows over training and held-out rows where all are compared; half where SDMetrics compares samples of equal \
                 size, which the snapshot does not say. Good: both numbers of rows are known and above 0, and the share (half, for \
                 \"half at most\") is no more than the lesser of both chances. Warning: the share is more than the greater of both by \
                 an exact one-sided binomial test over synthetic_rows, p < 0.05; share · synthetic_rows must be whole within 1e-6, \
                 else the rows compared are not known. Else info, and info where the numbers of real rows are not known.",
        formula: "p = P(X ≥ share · n | n = synthetic_rows, greater chance).",
        source: "SDMetrics, DCROverfittingProtection: score = min(1, 2 · (1 − share)); num_rows_subsample draws as many training as \
                 held-out rows.";

    CLOSEST = "distance_to_closest_record", [Good, Info]:
        speaks: "Both medians are finite and not negative. The synthetic one less than that of held-out rows: info; else good.",
        formula: "As given.",
        source: "None needed: held-out rows are real rows that the synthesizer has not seen.";

    BASELINE = "dcr_baseline_protection", [Info]:
        speaks: "privacy.dcr_baseline_protection lies between 0 and 1; at 1 it says \"at least\". Both medians are added where given.",
        formula: "As given: min(1, median distance of synthetic rows to the closest real row / that of uniformly random rows).",
        source: "SDMetrics, DCRBaselineProtection. It fixes no bound: likeness to the real data costs distance.";

    DISCLOSURE = "disclosure_protection", [Good, Info, Warning]:
        speaks: "privacy.disclosure_protection s lies between 0 and 1. The base rate is known if there is one sensitive column, exactly \
                 one column has its name, and its real frequencies add up to training_rows or to dataset.rows with at least 2 \
                 categories over 0. Base rate known and s < 1: wrong < majority: warning; majority ≤ wrong < drawn: info; drawn ≤ wrong: \
                 good. s = 1: good. Base rate not known and s < 1: info.",
        formula: "c = real categories with a count over 0, p their shares. wrong = s · (1 − 1/c); majority = 1 − max p; drawn = 1 − Σ p². \
                  The simulated attack draws a value from the synthetic rows that agree in the known columns, so that its like among \
                  guesses without the synthetic data is one drawn at the base rate.",
        source: "SDMetrics, DisclosureProtection and CategoricalCAP: score = min(1, protection / baseline), the baseline being a uniform \
                 guess among all values. No base rate is higher than a uniform guess's, so that 1 is full protection.";
}

pub(super) fn exact_copies(run: &Synthgen) -> Check {
    let check = check("Exact copies of real rows", "none");
    let copies = figures(run).and_then(|privacy| privacy.exact_copies);
    let possible = |copies: &u64| run.synthetic_rows.is_none_or(|rows| *copies <= rows);
    let Some(copies) = copies.filter(possible) else { return check };
    let figure = Figure::of_entity(&EXACT_COPIES, copies as f64).over(run.synthetic_rows);
    let result = figure.shown();
    let finding = if copies == 0 {
        COPIES.good("No copies", say!("No synthetic row equals a real row.")).with([figure])
    } else {
        let statement = say!(
            "{} a real row. Where few values are possible this can be chance; else remove them before sharing.",
            counted(&figure, "synthetic row equals", "synthetic rows equal")
        );
        COPIES.warning("Copies of real rows", statement)
    };
    check.made(result, true, finding)
}

pub(super) fn new_rows(run: &Synthgen) -> Check {
    let check = check("New rows", format!("over {}", format::percent(HALF)));
    let Some(new) = figures(run).and_then(|privacy| share(privacy.new_row_synthesis)) else { return check };
    let figure = Figure::of_entity(&NEW_ROW_SYNTHESIS, new).over(run.synthetic_rows);
    let matched = Figure::of_entity(&MATCHED_ROWS, 1.0 - new).over(run.synthetic_rows);
    let finding = match new {
        new if new >= 1.0 => NEW_ROWS
            .good("Rows are new", say!("No synthetic row matches a real row, numbers within a tolerance.")),
        new if new > HALF => {
            let statement =
                say!("{} of the synthetic rows match a real row, numbers within a tolerance.", matched);
            NEW_ROWS.info("Some rows match real rows", statement)
        }
        _ => {
            let statement = say!(
                "{} of the synthetic rows match a real row, numbers within a tolerance: half of them or more.",
                matched
            );
            NEW_ROWS.warning("At least half of the rows match real rows", statement)
        }
    };
    check.made(figure.shown(), true, finding.with([figure]))
}

pub(super) fn memorised(run: &Synthgen) -> Check {
    let chance = closer_by_chance(run);
    let by_chance = |chance| Figure::of_entity(&CLOSER_BY_CHANCE, chance);
    let held_against = chance.map_or_else(
        || "chance is not known".to_owned(),
        |chance| format!("{} by chance, or half in samples of equal size", by_chance(chance).shown()),
    );
    let check = check("Rows closer to training than to held-out rows", held_against);
    let Some(privacy) = figures(run) else { return check };
    let Some(closer) = closer_to_training(privacy) else { return check };
    let score = share(privacy.dcr_overfitting_protection)
        .map(|score| Figure::of_entity(&DCR_OVERFITTING_PROTECTION, score));
    let (share, result, words) = match closer {
        CloserShare::Share(share) => {
            let figure = Figure::of_entity(&CLOSER_TO_TRAINING, share).over(run.synthetic_rows);
            (share, format::percent(share), say!("{} of the synthetic rows", figure))
        }
        CloserShare::AtMostHalf => (HALF, "at most half".into(), say!("At most half of the synthetic rows")),
    };
    let words = say!("{} are closer to a training row than to any held-out row", words);
    let Some(chance) = chance else {
        let statement = say!("{}. How many would be by chance is not known.", words);
        let finding = MEMORISED.info("Rows closer to training rows", statement);
        return check.made(result, false, finding.with(score));
    };
    let (lesser, greater) = (chance.min(HALF), chance.max(HALF));
    let samples = (chance != HALF).then(|| say!(", or half if samples of equal size were compared"));
    let statement = say!("{}; by chance {} would be{}.", words, by_chance(chance), samples);
    let compared = run
        .synthetic_rows
        .map(|rows| (rows, share * rows as f64))
        .filter(|(_, found)| (found - found.round()).abs() <= 1e-6);
    let p = compared.and_then(|(rows, found)| binomial_at_least(found.round() as u64, rows, greater));
    let (severity, title) = match p {
        _ if share <= lesser => (Good, "No sign of memorised rows"),
        Some(p) if p < LEVEL => (Warning, "Signs of memorised rows"),
        _ => (Info, "Rows closer to training rows"),
    };
    let p = p.map(|p| Figure::of_entity(&P_VALUE, p));
    let finding = MEMORISED.says(severity, title, statement).with(score).with(p);
    check.made(result, severity != Info, finding)
}

pub(super) fn closest_record(run: &Synthgen) -> Check {
    let closest = figures(run).and_then(|privacy| privacy.distance_to_closest_record.as_ref());
    let medians =
        closest.and_then(|closest| distance(closest.median_synthetic).zip(distance(closest.median_holdout)));
    let label = "Median distance to the closest training row";
    let Some((synthetic, holdout)) = medians else { return check(label, "that of held-out rows") };
    let median = |rows, value| Figure::of_entity(&MEDIAN_CLOSEST_DISTANCE, value).on(rows);
    let (of_synthetic, of_holdout) = (median(Rows::Synthetic, synthetic), median(Rows::Holdout, holdout));
    let check = check(label, format!("at least {}, that of held-out rows", of_holdout.shown()));
    let result = of_synthetic.shown();
    let finding = if synthetic < holdout {
        let statement = say!(
            "The median distance of a synthetic row to the closest training row is {}, less than that of held-out real \
             rows ({}).",
            of_synthetic,
            of_holdout
        );
        CLOSEST.info("Synthetic rows are nearer to training rows than real ones", statement)
    } else {
        let statement = say!(
            "The median distance of a synthetic row to the closest training row is {}, no less than that of held-out \
             real rows ({}).",
            of_synthetic,
            of_holdout
        );
        CLOSEST.good("Synthetic rows keep their distance", statement)
    };
    check.made(result, synthetic >= holdout, finding)
}

pub(super) fn baseline(run: &Synthgen) -> Check {
    let check = check("Distance to real rows against random data", NO_BOUND);
    let Some(privacy) = figures(run) else { return check };
    let Some(score) = share(privacy.dcr_baseline_protection) else { return check };
    let medians = distance(privacy.median_dcr_synthetic).zip(distance(privacy.median_dcr_random));
    let medians = medians.map(|(synthetic, random)| {
        let synthetic = Figure::of_entity(&MEDIAN_DCR, synthetic).on(Rows::Synthetic);
        say!(" ({} against {})", synthetic, Figure::of_entity(&MEDIAN_DCR_RANDOM, random))
    });
    let figure = Figure::of_entity(&DCR_BASELINE_PROTECTION, score);
    let result = figure.shown();
    let statement = say!(
        "The median distance of synthetic rows to the closest real row is {}{} of that of random data{}.",
        if score >= 1.0 { "at least " } else { "" },
        figure,
        medians
    );
    let finding = BASELINE.info("Distance against random data", statement);
    check.made(result, false, finding)
}

/// Who attacks and what is guessed.
fn attacker(privacy: &Privacy) -> Statement {
    let known = names(privacy.known_columns.iter().map(String::as_str), NAMED);
    let sensitive = names(privacy.sensitive_columns.iter().map(String::as_str), NAMED);
    let who = match privacy.known_columns.len() {
        0 => say!("An attacker who"),
        _ => say!("An attacker who knows {} and", known),
    };
    match privacy.sensitive_columns.len() {
        0 => say!("{} guesses sensitive values from the synthetic data", who),
        _ => say!("{} guesses {} from the synthetic data", who, sensitive),
    }
}

pub(super) fn disclosure(run: &Synthgen) -> Check {
    let label = "Wrong guesses of sensitive values";
    let none = || check(label, "the base rate");
    let Some(privacy) = figures(run) else { return none() };
    let Some(score) = share(privacy.disclosure_protection) else { return none() };
    let figure = Figure::of_entity(&DISCLOSURE_PROTECTION, score);
    let who = attacker(privacy);
    let Some(attack) = attack(run, score) else {
        let finding = if score >= 1.0 {
            let statement =
                say!("{} is wrong at least as often as with a uniform guess among all values.", who);
            DISCLOSURE.good("The synthetic data does not help to guess", statement)
        } else {
            let statement = say!(
                "{} is wrong {} as often as with a uniform guess among all values. How often the base rate alone would \
                 be wrong is not known.",
                who,
                &figure
            );
            DISCLOSURE.info("Guesses of sensitive values", statement)
        };
        let result = format!("{} of a uniform guess", figure.shown());
        return check(label, "the base rate is not known").made(result, score >= 1.0, finding.with([figure]));
    };
    let of = |quantity, value| Figure::of_entity(quantity, value);
    let wrong = of(&ATTACK_WRONG, attack.wrong);
    let drawn = of(&DRAWN_GUESS_WRONG, attack.drawn_wrong);
    let majority = of(&MAJORITY_GUESS_WRONG, attack.majority_wrong);
    let check = check(label, format!("{}, always naming the most frequent value", majority.shown()));
    let result = wrong.shown();
    let finding = match attack.wrong {
        w if w < attack.majority_wrong && score < 1.0 => {
            let statement = say!(
                "{} is wrong {} of the time; always naming the most frequent value would be wrong {} of the time.",
                who,
                wrong,
                &majority
            );
            DISCLOSURE.warning("Sensitive values can be guessed better than by the base rate", statement)
        }
        w if w < attack.drawn_wrong && score < 1.0 => {
            let statement = say!(
                "{} is wrong {} of the time. Values drawn at their real shares would be wrong {} of the time, always \
                 naming the most frequent one {}.",
                who,
                wrong,
                &drawn,
                &majority
            );
            DISCLOSURE.info("Guesses are no better than the most frequent value", statement)
        }
        _ => {
            let statement = say!(
                "{} is wrong {} of the time; values drawn at their real shares would be wrong {} of the time.",
                who,
                wrong,
                &drawn
            );
            DISCLOSURE.good("The synthetic data does not help to guess", statement)
        }
    };
    check.made(result, true, finding.with([figure, drawn, majority]))
}
