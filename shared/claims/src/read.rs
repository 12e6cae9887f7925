//! What a reader of a commentary has read, and what of an item is new to one who has.

use report_facts::Figure;
use report_findings::Finding;

use crate::{
    evaluated::Evaluated,
    facts::is_alike,
    same::{is_same, is_same_value},
};

/// What a reader has read so far.
pub(crate) struct Read<'a> {
    /// The claims of the items before.
    claims: Vec<Evaluated<'a>>,
    /// The findings that the commentary repeats, in whichever item: a value that one of them states is left to it.
    findings: Vec<Evaluated<'a>>,
}

impl<'a> Read<'a> {
    /// Nothing yet, of a commentary that repeats these findings.
    pub(crate) fn with_findings(findings: impl Iterator<Item = &'a Finding>) -> Self {
        Self { claims: Vec::new(), findings: findings.map(Evaluated::Finding).collect() }
    }

    /// The claims of the next item that its reader learns something from. They are read with that.
    pub(crate) fn what_is_new(&mut self, claims: &[Evaluated<'a>]) -> Vec<Evaluated<'a>> {
        let is_finding = |claim: &&Evaluated<'a>| claim.finding().is_some();
        let repeated: Vec<Evaluated<'a>> = claims.iter().filter(is_finding).copied().collect();
        let is_read = |claim: &Evaluated<'a>| {
            is_told(claim, &self.claims) || !is_finding(&claim) && is_told(claim, &repeated)
        };
        // "P has a better log loss than Q, but a longer training time": the halves stay or go together.
        let has_new_half =
            |claim: &Evaluated<'a>| claims.iter().any(|other| are_halves(claim, other) && !is_read(other));
        let mut unread: Vec<(usize, Evaluated<'a>)> = claims
            .iter()
            .copied()
            .enumerate()
            .filter(|(_, claim)| !is_read(claim) || has_new_half(claim))
            .collect();
        // Findings are sentences of their own: what they state is left to them, and a value to any sentence that has it.
        unread.sort_by_key(|(_, claim)| match claim {
            Evaluated::Finding(_) => 0,
            Evaluated::Value(_) => 2,
            _ => 1,
        });
        let mut new: Vec<(usize, Evaluated<'a>)> = Vec::new();
        for (index, claim) in unread {
            let beside: Vec<Evaluated<'a>> = new.iter().map(|(_, claim)| *claim).collect();
            let is_left = matches!(claim, Evaluated::Value(_)) && is_told(&claim, &self.findings);
            if !is_left && !is_told(&claim, &beside) {
                new.push((index, claim));
            }
        }
        new.sort_by_key(|(index, _)| *index);
        let new: Vec<Evaluated<'a>> = new.into_iter().map(|(_, claim)| claim).collect();
        self.claims.extend(&new);
        new
    }
}

/// Whether who has read these claims learns nothing from this one.
fn is_told(claim: &Evaluated<'_>, read: &[Evaluated<'_>]) -> bool {
    let has = |of: &Evaluated<'_>, figure: &Figure| of.figures().iter().any(|other| is_same(other, figure));
    let in_a_finding = |figures: &[&Figure]| {
        read.iter().any(|of| of.finding().is_some() && figures.iter().all(|figure| has(of, figure)))
    };
    match *claim {
        Evaluated::Finding(_) => read.contains(claim),
        Evaluated::Value(figure) => read.iter().any(|of| has(of, figure)),
        // Who knows two values does not know yet how they compare.
        Evaluated::Same(a, b)
        | Evaluated::Compared(a, b, _)
        | Evaluated::Changed(a, b)
        | Evaluated::Share(a, b) => {
            let is_pair = |of: &Evaluated<'_>| of.pair().is_some() && has(of, a) && has(of, b);
            in_a_finding(&[a, b]) || read.iter().any(is_pair)
        }
        // Nor which place a value has. Equal figures share theirs, and the ends of a spread are the first and the last place.
        Evaluated::Placed { .. } | Evaluated::Spread { .. } => claim.placed().iter().all(|figure| {
            let is_placed = |of: &Evaluated<'_>| of.placed().iter().any(|other| share_a_place(other, figure));
            in_a_finding(&[*figure]) || read.iter().any(is_placed)
        }),
    }
}

fn share_a_place(a: &Figure, b: &Figure) -> bool {
    is_alike(a, b) && is_same_value(a.value, b.value)
}

/// Whether both compare the same two things.
fn are_halves(claim: &Evaluated<'_>, other: &Evaluated<'_>) -> bool {
    claim.pair().zip(other.pair()).is_some_and(|([a, b], [c, d])| {
        a.of != b.of && ((&a.of, &b.of) == (&c.of, &d.of) || (&a.of, &b.of) == (&d.of, &c.of))
    })
}
