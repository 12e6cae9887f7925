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
        let ids: Vec<String> = facts.offered_figures().map(|(id, _)| id).collect();
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
        let claim = |claim, of: &str, with: &str, show, expect| {
            let (of, with) = (of.to_owned(), with.to_owned());
            Claim { claim, of, with, show, expect }
        };
        for (number, of) in ids.iter().enumerate() {
            let alone = |kind| claim(kind, of, "none", Show::Order, Expect::None);
            for kind in [Kind::Value, Kind::Place, Kind::Spread] {
                write(&[alone(kind)], None);
            }
            for next in ids.iter().skip(number + 1).step_by(1 + number % 7).take(8) {
                let value = claim(Kind::Value, next, "none", Show::Order, Expect::None);
                let place = Claim { claim: Kind::Place, ..value.clone() };
                write(&[alone(Kind::Value), value.clone()], None);
                write(&[alone(Kind::Place), value, place], None);
            }
            for with in &ids {
                write(&[claim(Kind::Share, of, with, Show::Order, Expect::None)], None);
                for (kind, show) in [
                    (Kind::Compare, Show::Order),
                    (Kind::Compare, Show::Difference),
                    (Kind::Compare, Show::Ratio),
                    (Kind::Change, Show::Order),
                ] {
                    let plain = claim(kind, of, with, show, Expect::None);
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
            }
        }
    }
}
