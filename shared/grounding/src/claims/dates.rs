//! Dates and times of day.

use super::{Outcome, numbers, proposals};
use crate::{
    fact::{Event, EventKind},
    name::Sort,
    scene::{Scene, same_date},
    token::{self, Token},
};

/// Words that say what happened at a time.
const EVENTS: [(EventKind, &[&str]); 5] = [
    (EventKind::Start, &["started", "starts", "start", "began", "begins", "launched", "kicked"]),
    (EventKind::End, &["ended", "ends", "end", "finished", "finishes", "completed", "concluded"]),
    (EventKind::Created, &["created", "deployed", "live", "released"]),
    (EventKind::Trained, &["trained"]),
    (EventKind::Taken, &["taken", "snapshot", "captured"]),
];

pub(crate) fn check(scene: &Scene<'_>) -> Outcome {
    let mut matched = Vec::new();
    for (at, token) in scene.tokens.iter().enumerate() {
        match token.token {
            Token::Date(year, month, day) => {
                let clock = match scene.tokens.get(at + 1).map(|next| &next.token) {
                    Some(Token::Clock(hour, minute)) => Some((*hour, *minute)),
                    _ => None,
                };
                matched.push(date(scene, at, (year, month, day), clock)?);
            }
            Token::Clock(hour, minute) => {
                let after_date = at
                    .checked_sub(1)
                    .is_some_and(|before| matches!(scene.tokens[before].token, Token::Date(..)));
                let of_incident = scene.names.iter().any(|mention| {
                    scene.facts.incidents.contains(&mention.what)
                        && scene.text_of(mention.what).contains(&format!("{hour:02}:{minute:02}"))
                });
                let of_event = events(scene, at).iter().any(|event| event.time == (hour, minute));
                if !after_date && !of_incident && !of_event && !numbers::states_time(scene, at) {
                    return Err(format!("the time {} is not in the data", token.raw));
                }
            }
            _ => {}
        }
    }
    Ok(matched)
}

fn date(
    scene: &Scene<'_>,
    at: usize,
    written: (Option<i32>, u8, u8),
    clock: Option<(u8, u8)>,
) -> Result<String, String> {
    let text = &scene.tokens[at].raw;
    let is_day = token::day(scene.facts, written.0, written.1, written.2).is_some();
    if scene.whole_window && clock.is_none() {
        return Ok(format!("window: {text}"));
    }
    let said = said_event(scene, at);
    let found = events(scene, at).into_iter().find(|event| {
        same_date(event.date, written)
            && clock.is_none_or(|clock| clock == event.time)
            && said.is_none_or(|said| means(said, event.kind))
    });
    match found {
        Some(event) => {
            let (year, month, day) = event.date;
            Ok(format!("{}: {year:04}-{month:02}-{day:02}", event.kind.label()))
        }
        // A day with figures of its own; what is said of it is checked as a figure's subject.
        None if is_day
            && clock.is_none()
            && said.is_none_or(|said| {
                !matches!(said, EventKind::Created | EventKind::Trained | EventKind::Taken)
            }) =>
        {
            // What began or ended with a day must have; a drift or an incident has days of its own.
            let of_event = scene
                .tokens
                .iter()
                .any(|token| token.is_word(&["drift", "drifting", "shift", "incident", "burst"]));
            if said.is_some() && (of_event || !has_figure(scene)) {
                return Err(format!("nothing in the data happened so on {text}"));
            }
            Ok(format!("day {text}"))
        }
        None if numbers::states_time(scene, at) => Ok(format!("{text} in a finding")),
        None => Err(format!("the date {text} is not in the data")),
    }
}

/// Whether the sentence states a figure or an order that the day is the subject of.
fn has_figure(scene: &Scene<'_>) -> bool {
    scene.tokens.iter().any(|token| token.number().is_some())
}

fn means(said: EventKind, kind: EventKind) -> bool {
    kind == said
        || matches!(
            (said, kind),
            (EventKind::Start, EventKind::WindowStart) | (EventKind::End, EventKind::WindowEnd)
        )
}

/// The event that the nearest word before the date, or any in the sentence, says.
fn said_event(scene: &Scene<'_>, at: usize) -> Option<EventKind> {
    let said = |place: usize| {
        EVENTS.iter().find(|(_, words)| scene.tokens[place].is_word(words)).map(|(kind, _)| *kind)
    };
    // "Start with the logs of 13 March"
    if proposals::proposes(scene) {
        return None;
    }
    if scene.word_before(at, 1) == "since" {
        return Some(EventKind::Start);
    }
    (0..at).rev().find_map(said).or_else(|| (at..scene.tokens.len()).find_map(said))
}

/// Events of what is named near the date; of everything where nothing with events of its own is named.
fn events<'a>(scene: &Scene<'a>, at: usize) -> Vec<&'a Event> {
    let facts = scene.facts;
    let mut named = Vec::new();
    for sort in [Sort::Experiment, Sort::Model, Sort::Deployment, Sort::Run, Sort::Column, Sort::Other] {
        for name in scene.subjects(at, sort) {
            if facts.events.iter().any(|event| event.subject == Some(name)) {
                named.push(name);
            }
        }
    }
    let mut found: Vec<&Event> = facts
        .events
        .iter()
        .filter(|event| match event.subject {
            None => named.is_empty(),
            Some(subject) => {
                named.contains(&subject) || (named.is_empty() && facts.defaults.contains(&subject))
            }
        })
        .collect();
    // The entity's own event speaks before its parts'.
    found.sort_by_key(|event| event.subject.is_some());
    found
}
