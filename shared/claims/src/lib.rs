//! Claims: the statements of a commentary, evaluated on the facts and worded here.
//!
//! A language model answers by choosing claims about figures and findings that it was offered by id ([`answer`]). Each claim
//! is evaluated ([`Facts::evaluate`]): figures that cannot be compared and expectations that the data contradicts are
//! refused. The other claims are worded from one table of words. No text of a model is ever part of a sentence.

mod about;
mod advice;
pub mod answer;
mod claim;
pub mod commentary;
mod evaluate;
mod evaluated;
pub mod facts;
mod keep;
mod next;
mod objects;
mod read;
mod recorded;
mod same;
mod steps;
mod text;
mod words;

pub use answer::Answer;
pub use commentary::{Commentary, CommentaryItem, CommentaryOutcome, Usage};
pub use evaluated::{Evaluated, Refusal};
pub use facts::Facts;
pub use keep::Kept;
pub use next::{NextStep, next_steps};
pub use recorded::{Recorded, Unreplayable};
pub use text::short_line;
