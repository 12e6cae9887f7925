//! `every_claim SNAPSHOT…`: words every claim over every pair of offered figures, one JSON line each, for a checker that
//! knows nothing of this crate. A line has the claim's `text`, and with an expectation whether it was `accepted`.

#![allow(clippy::unwrap_used, missing_docs)]

use std::io::Write;

use report_claims::{
    Facts,
    answer::{Claim, Expect, Kind, Show},
};
use serde_json::json;

fn main() {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for path in std::env::args().skip(1) {
        let snapshot = report_snapshot::read(&std::fs::read(&path).unwrap()).unwrap();
        let facts = Facts::new(&snapshot, &[]);
        let (ids, figures): (Vec<String>, Vec<_>) = facts.offered_figures().unzip();
        let mut write = |claims: &[Claim], expect: Option<(&str, &Claim)>| {
            let evaluated: Vec<_> = claims.iter().filter_map(|claim| facts.evaluate(claim).ok()).collect();
            if evaluated.len() < claims.len() {
                return;
            }
            let mut line = json!({ "snapshot": path, "text": facts.word(&evaluated).to_plain() });
            if let Some((name, expecting)) = expect {
                line["expect"] = json!(name);
                line["change"] = json!(expecting.claim == Kind::Change);
                line["accepted"] = json!(facts.evaluate(expecting).is_ok());
            }
            writeln!(out, "{line}").unwrap();
        };
        let claim = |claim, of: &str, with: &str, show| Claim {
            claim,
            of: of.to_owned(),
            with: with.to_owned(),
            show,
            expect: Expect::None,
        };
        // The id of another figure of the same thing.
        let beside = |of: usize, like: usize| {
            let mut both = figures.iter().zip(&ids);
            both.find(|(figure, _)| {
                figure.of == figures[of].of
                    && figure.quantity == figures[like].quantity
                    && figure.rows == figures[like].rows
            })
        };
        for (number, of) in ids.iter().enumerate() {
            let alone = |kind| claim(kind, of, "none", Show::Order);
            for kind in [Kind::Value, Kind::Place, Kind::Spread] {
                write(&[alone(kind)], None);
            }
            write(&[alone(Kind::Place), alone(Kind::Spread)], None);
            for next in ids.iter().skip(number + 1).step_by(1 + number % 7).take(8) {
                let [value, place] =
                    [Kind::Value, Kind::Place].map(|kind| claim(kind, next, "none", Show::Order));
                write(&[alone(Kind::Value), value.clone(), place.clone()], None);
                write(&[alone(Kind::Place), value, place.clone()], None);
                write(&[alone(Kind::Place), place], None);
            }
            for (other, with) in ids.iter().enumerate() {
                write(&[claim(Kind::Share, of, with, Show::Order)], None);
                for (kind, show) in [
                    (Kind::Compare, Show::Order),
                    (Kind::Compare, Show::Difference),
                    (Kind::Compare, Show::Ratio),
                    (Kind::Change, Show::Order),
                ] {
                    let plain = claim(kind, of, with, show);
                    write(std::slice::from_ref(&plain), None);
                    if show == Show::Order {
                        for (name, expect) in
                            [("higher", Expect::Higher), ("lower", Expect::Lower), ("same", Expect::Same)]
                        {
                            let expecting = Claim { expect, ..plain.clone() };
                            write(std::slice::from_ref(&plain), Some((name, &expecting)));
                        }
                    }
                }
                let another = (number + other) % ids.len();
                if let (Some((_, a)), Some((_, b))) = (beside(number, another), beside(other, another)) {
                    let [compare, change] =
                        [Kind::Compare, Kind::Change].map(|kind| claim(kind, of, with, Show::Order));
                    let value = claim(Kind::Value, a, "none", Show::Order);
                    write(&[compare.clone(), claim(Kind::Compare, a, b, Show::Difference)], None);
                    write(&[compare, claim(Kind::Compare, b, a, Show::Order)], None);
                    write(&[change, value], None);
                }
            }
        }
    }
}
