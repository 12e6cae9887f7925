//! "Half of the calls take at most 22 ms, 99% at most 39 ms": percentiles of the latency.

use super::{Outcome, describe, numbers::matches};
use crate::{
    fact::{Stat, Tag},
    numeral::Measure,
    scene::Scene,
};

/// Checks times that a share of the calls stays within; the two numbers need no other check.
pub(crate) fn check(scene: &mut Scene<'_>) -> Outcome {
    let Some(latency) =
        scene.facts.quantities.id("latency").filter(|id| scene.facts.of(*id).next().is_some())
    else {
        return Ok(Vec::new());
    };
    let says_calls = scene.tokens.iter().any(|token| {
        token.is_word(&[
            "calls",
            "requests",
            "responses",
            "predictions",
            "latency",
            "all calls",
            "all requests",
            "of requests",
            "of calls",
            "of all requests",
            "of all calls",
        ])
    });
    let mut matched = Vec::new();
    let mut share = None;
    for at in 0..scene.tokens.len() {
        let token = &scene.tokens[at];
        let Some(number) = token.number().filter(|_| says_calls) else { continue };
        if let Some(stat) = percentile(number.value(), number.measure, &token.text) {
            share = Some((at, stat));
            continue;
        }
        let Some((from, stat)) = share.filter(|_| number.measure == Measure::Time) else { continue };
        let within = (from + 1..at).any(|place| {
            scene.tokens[place].is_word(&[
                "within", "most", "under", "below", "less", "than", "in", "faster", "take", "took",
            ])
        });
        let over = (from + 1..at).any(|place| {
            scene.tokens[place].is_word(&["least", "over", "more", "above", "longer", "exceed"])
        });
        if over {
            return Err("says of a percentile that it is a lower bound".into());
        }
        if !within {
            continue;
        }
        let fact =
            scene.facts.of(latency).find(|fact| fact.tags == [Tag::Stat(stat)] && fact.subjects.is_empty());
        let Some(fact) = fact else { return Err("the data does not have this percentile".into()) };
        // "Under 50 ms" leaves room, "within 39 ms" is the percentile itself.
        let is_bound = matches!(scene.word_before(at, 1), "under" | "below" | "than");
        if !(matches(number, fact, false) || (is_bound && fact.value < number.value())) {
            return Err(format!(
                "{} is not in the data; there, {}",
                scene.tokens[at].raw,
                describe(scene.facts, fact)
            ));
        }
        matched.push(describe(scene.facts, fact));
        scene.taken.extend([from, at]);
        share = None;
    }
    Ok(matched)
}

fn percentile(value: f64, measure: Measure, text: &str) -> Option<Stat> {
    let percent = match measure {
        Measure::Percent => value,
        Measure::Bare if text == "half" => 50.0,
        _ => return None,
    };
    [(50.0, Stat::Median), (95.0, Stat::P95), (99.0, Stat::P99)]
        .into_iter()
        .find(|(share, _)| *share == percent)
        .map(|(_, stat)| stat)
}
