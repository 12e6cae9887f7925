//! Checking a text, sentence by sentence.

use serde::Serialize;

use crate::{
    claims, collect,
    facts::Facts,
    name::NameId,
    reasons,
    scene::Scene,
    text,
    token::{self, Spanned},
};

/// A sentence and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Checked {
    /// The sentence as plain text, markup and links taken away.
    pub sentence: String,
    /// Whether every claim in it was found in the facts, or there is none that can be checked.
    pub kept: bool,
    /// Why it was dropped, in a few words.
    pub reason: Option<String>,
    /// The facts that its claims rest on: `auc of GLM_1 = 0.995111`.
    pub matched: Vec<String>,
}

/// What a sentence may refer back to.
#[derive(Debug, Default)]
struct Context {
    names: Vec<NameId>,
    dropped: bool,
}

/// Characters of the longest sentence that is read; nobody needs a longer one, and reading takes longer the longer it is.
const LONGEST: usize = 1_000;

/// Words that refer to the sentence before.
const BACKWARD: [&str; 12] =
    ["it", "its", "this", "that", "they", "their", "these", "those", "both", "he", "she", "such"];

impl Facts {
    /// Checks a text: its markup is taken away, it is split into sentences, and each is kept or dropped as a whole.
    ///
    /// A claim that cannot be checked counts as false: a true sentence lost does less harm than a false one printed.
    /// Sentences without any checkable claim are kept.
    pub fn check(&self, text: &str) -> Vec<Checked> {
        let text = text::plain(text);
        let mut context = Context::default();
        text::sentences(&text).into_iter().map(|sentence| self.sentence(sentence, &mut context)).collect()
    }

    fn sentence(&self, sentence: &str, context: &mut Context) -> Checked {
        let kept = |matched| Checked { sentence: sentence.to_owned(), kept: true, reason: None, matched };
        if self.known_sentences.contains(&collect::comparable(sentence)) {
            *context = Context::default();
            return kept(vec!["a finding of this report".into()]);
        }
        if sentence.chars().nth(LONGEST).is_some() {
            context.dropped = true;
            let reason = Some(format!("longer than {LONGEST} characters"));
            return Checked { sentence: sentence.to_owned(), kept: false, reason, matched: Vec::new() };
        }
        let tokens = token::tokenize(sentence, self);
        let refers_back = tokens.first().is_some_and(|token| BACKWARD.contains(&token.text.as_str()));
        let inherited = if refers_back && !tokens.iter().any(|token| token.name().is_some()) {
            context.names.clone()
        } else {
            Vec::new()
        };
        let (outcome, names) = if refers_back && context.dropped {
            (Err("refers to a sentence that was removed".into()), Vec::new())
        } else {
            self.tokens(tokens, &inherited)
        };
        context.dropped = outcome.is_err();
        if !names.is_empty() || !refers_back {
            context.names = names;
        }
        match outcome {
            Ok(matched) => kept(matched),
            Err(reason) => Checked {
                sentence: sentence.to_owned(),
                kept: false,
                reason: Some(reason),
                matched: Vec::new(),
            },
        }
    }

    /// Checks a sentence, a proposal and its reason one after the other: "retrain it, because X has drifted" both proposes
    /// and states. Gives the names in it, too.
    fn tokens(&self, tokens: Vec<Spanned>, inherited: &[NameId]) -> (claims::Outcome, Vec<NameId>) {
        let Some((proposal, reason)) = reasons::split(self, &tokens) else {
            return self.statement(tokens, inherited, &[]);
        };
        let of_second = reasons::is_of_second(&proposal, &reason);
        let (proposed, mut names) = self.statement(proposal, inherited, &[]);
        let about = reasons::about(self, &reason, &names, of_second);
        let with_names = |reason| self.statement(reason, &about, &about);
        let (stated, named) = if !about.is_empty() && reasons::says_back(&reason) {
            with_names(reason)
        } else {
            let rivals = reasons::rivals(self, &reason, &names);
            let alone = self.statement(reason.clone(), &[], &rivals);
            // What is said of nothing that is named is said of what the proposal names.
            let is_empty = alone.0.as_ref().map_or(true, Vec::is_empty);
            if is_empty && !about.is_empty() { with_names(reason) } else { alone }
        };
        names.extend(named);
        let outcome = proposed.and_then(|mut matched| {
            matched.extend(stated?);
            Ok(matched)
        });
        (outcome, names)
    }

    fn statement(
        &self,
        tokens: Vec<Spanned>,
        inherited: &[NameId],
        rivals: &[NameId],
    ) -> (claims::Outcome, Vec<NameId>) {
        let mut scene = Scene::new(self, tokens);
        let outcome = claims::check(&mut scene, inherited, rivals);
        (outcome, scene.names.iter().map(|mention| mention.what).collect())
    }
}
