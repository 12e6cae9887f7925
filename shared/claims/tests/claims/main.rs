//! What is kept of answers, and in which words.
#![allow(clippy::unwrap_used)]

mod advice;
mod news;
mod support;
mod words;
