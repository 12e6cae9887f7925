//! Claims: what a commentary may say, evaluated on the facts and worded here.
//!
//! A language model answers by choosing claims about figures and findings that it was offered by id ([`answer`]). Each claim
//! is evaluated ([`Facts::evaluate`]): what cannot be compared, or is not as the model expects, is refused. What is left is
//! worded from one table of words. No text of a model is ever part of a sentence.

mod advice;
pub mod answer;
pub mod commentary;
mod evaluate;
pub mod facts;
mod words;

pub use answer::Answer;
pub use commentary::{Commentary, Insights, Said, Usage};
pub use evaluate::{Evaluated, Kept, Refusal};
pub use facts::Facts;
