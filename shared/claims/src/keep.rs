//! Evaluates and words a whole answer: what holds, what a reader does not know yet, and what of it is left out.

use report_facts::Statement;
use report_findings::Finding;

use crate::{
    advice::Advice,
    answer::{self, Answer, MOST_CLAIMS, MOST_STATEMENTS, Maybe},
    claim::Claim,
    commentary::{CommentaryItem, LeftOut, Lists},
    evaluated::{Evaluated, Refusal},
    facts::Facts,
    read::Read,
    words,
};

/// An answer after all its claims have been evaluated.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Kept {
    /// The claims that hold, worded.
    pub lists: Lists,
    /// How many were left out.
    pub left_out: LeftOut,
    /// Why each of these was left out, for the model.
    pub problems: Vec<String>,
}

impl Kept {
    fn leave_out(&mut self, place: &str, refusal: &Refusal) {
        match refusal {
            Refusal::Contradicted(_) => self.left_out.contradicted += 1,
            Refusal::Refused(_) => self.left_out.refused += 1,
            Refusal::Unsupported(_) => self.left_out.unsupported += 1,
            Refusal::Conflicting => self.left_out.conflicting += 1,
        }
        self.problems.push(format!("{place}: {}", refusal.text()));
    }
}

impl Facts<'_> {
    /// Evaluates and words a whole answer.
    pub fn keep(&self, answer: &Answer) -> Kept {
        let mut kept = Kept::default();
        let lists =
            [("summary", &answer.summary), ("highlights", &answer.highlights), ("risks", &answer.risks)];
        let lists = lists.map(|(name, list)| self.statements(name, list, &mut kept));
        let advice = self.advice(&answer.recommendations, &mut kept);

        let all = lists.iter().flatten().chain(advice.iter().map(|(_, claims)| claims)).flatten();
        let mut read = Read::with_findings(all.filter_map(Evaluated::finding));
        let [summary, highlights, risks] = lists.map(|list| {
            list.iter().filter_map(|claims| self.item(claims, None, &mut read)).collect::<Vec<_>>()
        });
        let advised = advice.iter().filter_map(|(advice, claims)| self.item(claims, Some(advice), &mut read));
        kept.lists = Lists { summary, highlights, risks, recommendations: advised.collect() };
        kept
    }

    /// The claims of each statement of a list that hold.
    fn statements(
        &self,
        list: &str,
        statements: &[Maybe<answer::Statement>],
        kept: &mut Kept,
    ) -> Vec<Vec<Evaluated<'_>>> {
        let mut all = Vec::new();
        for (index, statement) in statements.iter().take(MOST_STATEMENTS).enumerate() {
            let place = format!("{list}[{index}]");
            match statement {
                Maybe::Fits(statement) => all.push(self.claims(&statement.say, &place, kept)),
                Maybe::Other(_) => kept.leave_out(&place, &not_a("statement")),
            }
        }
        all
    }

    /// The steps that can be advised, each with its reasons.
    fn advice(
        &self,
        recommendations: &[Maybe<answer::Advice>],
        kept: &mut Kept,
    ) -> Vec<(Advice<'_>, Vec<Evaluated<'_>>)> {
        let mut all: Vec<(Advice<'_>, Vec<Evaluated<'_>>)> = Vec::new();
        for (index, recommendation) in recommendations.iter().take(MOST_STATEMENTS).enumerate() {
            let place = format!("recommendations[{index}]");
            let Maybe::Fits(answer::Advice { action, because }) = recommendation else {
                kept.leave_out(&place, &not_a("recommendation"));
                continue;
            };
            let mut claims = self.claims(because, &place, kept);
            match action.admit(&self.objects, &claims, self.findings) {
                Err(refusal) => kept.leave_out(&place, &refusal),
                Ok(advice) if all.iter().any(|(before, _)| advice.contradicts(before)) => {
                    kept.leave_out(&place, &Refusal::Conflicting);
                }
                Ok(advice) if all.iter().any(|(before, _)| advice.repeats(before)) => {}
                Ok(advice) => {
                    claims.retain(|claim| !advice.is_beside(claim));
                    all.push((advice, claims));
                }
            }
        }
        all
    }

    fn claims(&self, claims: &[Maybe<Claim>], place: &str, kept: &mut Kept) -> Vec<Evaluated<'_>> {
        let mut evaluated = Vec::new();
        for (index, claim) in claims.iter().take(MOST_CLAIMS).enumerate() {
            let outcome = match claim {
                Maybe::Fits(claim) => self.evaluate(claim),
                Maybe::Other(_) => Err(not_a("claim")),
            };
            match outcome {
                Ok(claim) => evaluated.push(claim),
                Err(refusal) => kept.leave_out(&format!("{place}.claim[{index}]"), &refusal),
            }
        }
        evaluated
    }

    /// Words the claims that tell a reader of the items before something new; nothing if none does. Advice is worded in any case,
    /// and names all findings among its reasons.
    fn item<'f>(
        &'f self,
        claims: &[Evaluated<'f>],
        advice: Option<&Advice<'_>>,
        read: &mut Read<'f>,
    ) -> Option<CommentaryItem> {
        let new = read.what_is_new(claims);
        if new.is_empty() && advice.is_none() {
            return None;
        }
        let named = if advice.is_some() { claims } else { &new };
        let mut findings: Vec<String> = Vec::new();
        for Finding { title, .. } in named.iter().filter_map(Evaluated::finding) {
            if !findings.contains(title) {
                findings.push(title.clone());
            }
        }
        Some(CommentaryItem { statement: words::statement(self.kind, &new, advice), findings })
    }

    /// The claims as one statement, for tests and tools.
    pub fn word(&self, claims: &[Evaluated<'_>]) -> Statement {
        words::statement(self.kind, claims, None)
    }
}

fn not_a(what: &str) -> Refusal {
    Refusal::Refused(format!("it is not a {what} as the schema has it"))
}
