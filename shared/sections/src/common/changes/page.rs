//! What the parts of the section are made from, and the sentences around them.

use report_changes::{Changes, FindingChange, FindingMove, Listed};
use report_document::{Span, Text};
use report_domain::Kind;
use report_facts::{names, words};

use crate::{common::statement::Places, context::Compared};

/// What the parts of the section are made from.
pub(super) struct Page<'a> {
    pub(super) compared: Compared<'a>,
    pub(super) kind: Kind,
    pub(super) places: &'a Places<'a>,
}

impl Page<'_> {
    pub(super) fn changes(&self) -> &Changes {
        self.compared.changes
    }

    /// What the two are called in tables: of one entity, what was and what is.
    pub(super) fn sides(&self) -> [&'static str; 2] {
        if self.compared.is_same_entity { ["Then", "Now"] } else { ["Other", "This"] }
    }

    /// How much differs, in a few sentences.
    pub(super) fn lead(&self) -> Text {
        let changes = self.changes();
        if self.compared.is_same_snapshot {
            return Text::plain("Nothing changed. Both reports are made from the same snapshot.");
        }
        if changes.is_empty() {
            return Text::plain(
                "Nothing changed. Every figure, name, setting and finding that is compared is the same.",
            );
        }
        let figures = &changes.figures;
        let mut sentences = Vec::new();
        let (differ, all) = (figures.changed.all(), figures.changed.all() + figures.same);
        if all > 0 {
            let differ_words = if differ == 1 { "differs" } else { "differ" };
            let mut sentence =
                format!("{} of {} {differ_words}", count(differ), counted(all, "figure", "figures"));
            if figures.tested > 0 {
                let (tested, beyond) = (figures.tested, figures.beyond_noise);
                sentence.push_str(&format!(
                    "; the noise is known of {} of them, and {} {} it",
                    count(tested),
                    if beyond == 0 { "none".to_owned() } else { count(beyond) },
                    if beyond <= 1 { "exceeds" } else { "exceed" },
                ));
            }
            sentences.push(sentence);
        }
        sentences.extend(findings_sentence(&changes.findings));
        let settings = changes.settings.all();
        if settings > 0 {
            let verb = if settings == 1 { "differs" } else { "differ" };
            sentences.push(format!("{} {verb}", counted(settings, "setting", "settings")));
        }
        Text::plain(sentences.iter().map(|sentence| format!("{sentence}.")).collect::<Vec<_>>().join(" "))
    }

    /// What it is compared with, and how.
    pub(super) fn with_what(&self) -> Text {
        let Compared { report_id, created_at, name, taken_at, snapshot_version, snapshot_sha256, .. } =
            self.compared;
        let mut text = Text::plain("Compared with ");
        text = match report_id {
            Some(id) => text.and("report ").code(id.to_string()),
            None => text.and("the snapshot"),
        };
        if let Some(created_at) = created_at {
            text = text.and(format!(", requested {},", created_at.display_minute()));
        }
        if !self.compared.is_same_entity {
            text = text.and(format!(" on another {}, ", word(self.kind)));
            text.0.push(Span::Name(names::shown(name)));
            text = text.and(",");
        }
        if let Some(taken_at) = taken_at {
            text = text.and(format!(" whose data was taken {}", taken_at.display_minute()));
        }
        text = text.and(": snapshot version ").code(snapshot_version);
        // A file's version is its digest.
        if !snapshot_version.ends_with(snapshot_sha256) {
            text = text.and(", SHA-256 ").code(snapshot_sha256);
        }
        text = text.and(". ");
        text.and(
            "Figures are the same if whose, what and of which rows agree; things, if their ids do or, without ids, their names. A \
             difference exceeds the noise where both snapshots say how a figure varies, over folds or by an interval, and chance alone \
             would give as much in less than 5% of cases: Welch's test, folds with the correction of Nadeau & Bengio (2003), adjusted \
             for all figures tested (Holm 1979).",
        )
    }
}

fn findings_sentence(findings: &Listed<FindingChange>) -> Option<String> {
    if findings.further > 0 {
        return Some(format!("{} are not as they were", counted(findings.all(), "finding", "findings")));
    }
    let number = |is: fn(FindingMove) -> bool| findings.shown.iter().filter(|it| is(it.what)).count();
    let parts = [
        (number(|it| matches!(it, FindingMove::Appeared(_))), "is new", "are new"),
        (number(|it| matches!(it, FindingMove::Went(_))), "has gone", "have gone"),
        (
            number(|it| matches!(it, FindingMove::Severity(..))),
            "has another severity",
            "have another severity",
        ),
        (
            number(|it| matches!(it, FindingMove::OfOthers(_))),
            "is about other things",
            "are about other things",
        ),
    ];
    let mut said = parts.into_iter().filter(|(number, ..)| *number > 0);
    let (number, one, many) = said.next()?;
    let first =
        format!("{} {}", counted(number, "finding", "findings"), if number == 1 { one } else { many });
    let all: Vec<String> =
        std::iter::once(first)
            .chain(said.map(|(number, one, many)| {
                format!("{} {}", count(number), if number == 1 { one } else { many })
            }))
            .collect();
    Some(all.join(", "))
}

pub(super) fn counted(number: usize, one: &str, many: &str) -> String {
    words::counted(number as u64, one, many)
}

fn count(number: usize) -> String {
    report_facts::format::count(number as u64)
}

/// A kind within a sentence.
pub(super) fn word(kind: Kind) -> String {
    words::in_sentence(kind.label())
}
