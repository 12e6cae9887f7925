//! The rule book: what every rule is, as Markdown.

use std::fmt::Write;

use report_domain::Kind;

use crate::{Rule, Severity};

const INTRODUCTION: &str = "\
# The rules

This file is printed from the rules themselves and kept equal to them by a test; `UPDATE_BOOK=1 cargo test -p report-findings
--test book` rewrites it.

## Words

* A *finding* is what a rule says about one snapshot: a severity, a title, a statement, and the figures that the rule decided by. Every
  number in a statement is a figure.
* *Severity*: **good** (a check passed), **info** (worth knowing; nothing is judged), **warning** (should be looked at), **critical** (must be looked
  at before anyone relies on the result).
* A *contradiction* is two figures of a snapshot that cannot both be true, or one outside the bounds of its quantity. It is reported, never
  repaired, and no other rule uses a figure outside its bounds.
* An *unknown* is what a reader might take for granted and the snapshot does not say. Unknowns are listed as \"What this report does not
  know\", the most serious first, at most 8.
* *Finite*: present, and neither NaN nor infinite. A rule whose figures are missing or not finite does not speak, unless it says so.
* *Held-out rows* are those of test, cross-validation and validation, trusted in this order.
* *Median, percentile*: type 7 of Hyndman & Fan (1996), the default of R and numpy.
* *Interval for a share*: Wilson's score interval (1927) of 95 %. *Binomial test*: exact and one-sided, at 0.05.
* *Holm*: p-values adjusted by Holm's step-down procedure (1979) over everything that one rule judges, at 0.05.
* Lists name at most 3 entries, unless said otherwise, then \"and N more\". Ties are broken by name. Nothing depends on the order of entries
  in a snapshot, unless said so.
";

/// The rule book, printed from the rules.
pub fn rule_book() -> String {
    let rules = crate::rules();
    let mut book = String::from(INTRODUCTION);
    book.push_str("\n## Contents\n");
    for kind in Kind::ALL {
        let of_kind: Vec<String> = rules
            .iter()
            .filter(|rule| rule.kinds.contains(&kind))
            .map(|rule| format!("[{}](#{})", rule.name, anchor(rule)))
            .collect();
        if !of_kind.is_empty() {
            line(&mut book, format_args!("\n**{}**: {}", kind.label(), of_kind.join(", ")));
        }
    }
    book.push_str("\n## Rules\n");
    for rule in rules {
        let kinds: Vec<&str> = rule.kinds.iter().map(|kind| kind.label()).collect();
        let severities: Vec<&str> = rule.severities.iter().map(|severity| word(*severity)).collect();
        line(&mut book, format_args!("\n<a id=\"{}\"></a>\n\n### {}\n", anchor(rule), rule.name));
        line(&mut book, format_args!("{} · {}\n", kinds.join(", "), severities.join(", ")));
        line(&mut book, format_args!("* **Speaks**: {}", rule.speaks));
        line(&mut book, format_args!("* **Formula**: {}", rule.formula));
        line(&mut book, format_args!("* **Source**: {}", rule.source));
    }
    book
}

/// Rules of different kinds may have one name.
fn anchor(rule: &Rule) -> String {
    let kind = rule.kinds.first().map_or("", |kind| kind.as_str());
    format!("{kind}-{}", rule.name)
}

fn line(book: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = writeln!(book, "{text}");
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Good => "good",
        Severity::Info => "info",
        Severity::Warning => "warning",
        Severity::Critical => "critical",
    }
}
