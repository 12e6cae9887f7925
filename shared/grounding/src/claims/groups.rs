//! Groups of things that are named together: "the four GBMs", "both ensembles", "the three worst models", "the top five
//! features". What is said of a group is said of each member.

use super::{
    Outcome,
    numbers::{matches, sort_of_noun},
    order::{Relation, figure_of},
};
use crate::{
    fact::Tag,
    name::{NameId, Sort},
    scene::{Mention, Scene},
};

/// A group in a sentence.
struct Group {
    /// From the first word, "all", "the", to the noun.
    start: usize,
    end: usize,
    /// How many the text says there are, and where.
    count: Option<(usize, usize)>,
    members: Vec<NameId>,
    sort: Sort,
    /// The text says how many of an order ("top five"); the number is no count to be checked.
    cut: bool,
}

/// Finds groups. Those that something is said of join the names, one mention for each member; "A and B are the two worst
/// models" and "both are among the top three" are checked here.
pub(crate) fn resolve(scene: &mut Scene<'_>) -> Outcome {
    let mut matched = Vec::new();
    let mut meant: Vec<Mention<NameId>> = Vec::new();
    let mut at = 0;
    while at < scene.tokens.len() {
        let Some(group) = family(scene, at).or_else(|| extreme(scene, at)) else {
            at += 1;
            continue;
        };
        at = group.end + 1;
        scene.group_words.extend(group.start..=group.end);
        if let Some((place, count)) = group.count {
            if !group.cut && count != group.members.len() {
                return Err(format!("there are {} of them, not {count}", group.members.len()));
            }
            scene.taken.push(place);
        }
        let before: Vec<NameId> = scene
            .names
            .iter()
            .chain(&meant)
            .filter(|mention| mention.at < group.start && scene.is_sort(mention.what, group.sort))
            .map(|mention| mention.what)
            .collect();
        // "There are five GBMs": that they are so many is all that is said.
        if scene.word_before(group.start, 2) == "there" && group.count.is_some() {
            matched.push(format!("{} of them", group.members.len()));
            scene.names.retain(|mention| mention.at < group.start || mention.at > group.end);
            continue;
        }
        match predicate(scene, group.start) {
            Some(whole) if !before.is_empty() => {
                let outside = before.iter().find(|name| !group.members.contains(name));
                if let Some(outside) = outside {
                    return Err(format!("{} is not among them", scene.text_of(*outside)));
                }
                if whole && group.cut && group.members.iter().any(|name| !before.contains(name)) {
                    return Err("names fewer than there are".into());
                }
                matched.push(format!("among {} of them", group.members.len()));
            }
            Some(_) => match counted_before(scene, group.start) {
                Some((place, count)) if !group.cut => {
                    if count != group.members.len() as f64 {
                        return Err(format!("there are {} of them", group.members.len()));
                    }
                    scene.taken.push(place);
                    matched.push(format!("{} of them", group.members.len()));
                }
                _ => return Err("says something of a group that cannot be told".into()),
            },
            None => scene.names.retain(|mention| mention.at < group.start || mention.at > group.end),
        }
        if predicate(scene, group.start).is_none() {
            meant.extend(group.members.iter().map(|name| Mention { at: group.end, what: *name }));
        }
    }
    scene.names.extend(meant);
    scene.names.sort_by_key(|mention| mention.at);
    matched.extend(top_features(scene)?);
    matched.extend(listed(scene));
    matched.extend(apposed(scene));
    Ok(matched)
}

/// "are the …" (all of them are named before), "are among the …", "are GBMs"; `None` where the group is what is spoken of.
fn predicate(scene: &Scene<'_>, start: usize) -> Option<bool> {
    match scene.word_before(start, 1) {
        "are" | "were" | "form" | "remain" | "is" | "was" | "as" | "occupy" | "take" | "hold" | "fill"
        | "claim" => Some(true),
        "among" | "amongst" | "in" | "within" | "of"
            if matches!(
                scene.word_before(start, 2),
                "are" | "is" | "were" | "was" | "both" | "all" | "one" | "rank" | "ranks" | "appear"
            ) =>
        {
            Some(false)
        }
        _ => None,
    }
}

/// The number that says how many are: "five of the 14 models are GBMs", "14 models, five of which are GBMs".
fn counted_before(scene: &Scene<'_>, start: usize) -> Option<(usize, f64)> {
    let mut numbers = (0..start).filter(|place| scene.tokens[*place].number().is_some());
    let of_all = numbers.clone().rfind(|place| scene.word(place + 1) == "of");
    let place = of_all.or_else(|| numbers.next())?;
    Some((place, scene.tokens[place].number()?.value()))
}

fn count_at(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let value = scene.tokens.get(at)?.number()?.value();
    (value.fract() == 0.0 && (1.0..1e6).contains(&value)).then_some(value as usize)
}

/// "all three XGBoost models", "the four GBMs", "both ensembles", "are stacked ensembles".
fn family(scene: &Scene<'_>, at: usize) -> Option<Group> {
    let token = &scene.tokens[at];
    let noun_follows = matches!(scene.word(at + 1), "models" | "ensembles" | "variants");
    let is_plural = token.text.ends_with('s') && !token.text.ends_with("ss");
    let mut members = match token.name().filter(|name| scene.is_sort(*name, Sort::Algorithm)) {
        Some(name)
            if is_plural || noun_follows || matches!(scene.word_before(at, 1), "every" | "each" | "any") =>
        {
            scene.facts.family(name)
        }
        Some(_) => return None,
        None if token.is_word(&["ensembles", "stacked ensembles"]) => scene.facts.ensembles.clone(),
        // "Higher than that of either ensemble"
        None if token.is_word(&["ensemble", "stacked ensemble"])
            && matches!(scene.word_before(at, 1), "either" | "each" | "every" | "any") =>
        {
            scene.facts.ensembles.clone()
        }
        None => return None,
    };
    let end = at + usize::from(noun_follows);
    let mut start = at;
    let mut count = None;
    if let Some(number) = start.checked_sub(1).and_then(|before| count_at(scene, before)) {
        count = Some((start - 1, number));
        start -= 1;
    } else if scene.word_before(start, 1) == "both" {
        count = Some((start - 1, 2));
        start -= 1;
    }
    let mut determined = false;
    // "A ranks behind the other four GBM models": all but those that are named before.
    if scene.word_before(start, 1) == "other" {
        let named: Vec<NameId> =
            scene.names.iter().filter(|mention| mention.at < start).map(|mention| mention.what).collect();
        members.retain(|name| !named.contains(name));
        start -= 1;
    }
    while matches!(
        scene.word_before(start, 1),
        "all" | "the" | "these" | "of" | "both" | "any" | "each" | "every" | "either"
    ) && start > 0
    {
        // "14 models, two of which are …", "5 of the GBMs": a part, not the group.
        if scene.word_before(start, 1) == "of"
            && !matches!(scene.word_before(start, 2), "all" | "both" | "any" | "each")
        {
            return None;
        }
        determined = true;
        start -= 1;
    }
    let said = predicate(scene, start).is_some();
    // "Stacked ensembles lead": no word says that it is all of them.
    let known = determined || said || count.is_some();
    (members.len() > 1 && known).then_some(Group {
        start,
        end,
        count,
        members,
        sort: Sort::Model,
        cut: false,
    })
}

/// "the top five models", "the three worst models", "the three best models".
fn extreme(scene: &Scene<'_>, at: usize) -> Option<Group> {
    let direction = |word: &str| match word {
        "top" | "best" | "leading" | "highest-ranked" | "first" => Some(Relation::Better),
        "worst" | "bottom" | "weakest" | "last" => Some(Relation::Worse),
        _ => None,
    };
    let (relation, number) = match (direction(scene.word(at)), count_at(scene, at)) {
        (Some(relation), _) => (relation, at + 1),
        (None, Some(_)) => (direction(scene.word(at + 1))?, at),
        _ => return None,
    };
    let count = count_at(scene, number)?;
    let noun = at + 2;
    if !matches!(scene.word(noun), "models" | "candidates" | "contenders" | "entries" | "places" | "spots") {
        return None;
    }
    // The leaderboard is in the order of what ranks; by anything else it says nothing.
    let ranking = scene.facts.ranking;
    if scene.measures.iter().any(|mention| {
        scene.word_before(mention.at, 1) == "by" && !mention.what.iter().any(|id| Some(*id) == ranking)
    }) {
        return None;
    }
    let board = &scene.facts.leaderboard;
    if board.is_empty() || count > board.len() {
        return None;
    }
    let members = match relation {
        Relation::Worse => board[board.len() - count..].to_vec(),
        _ => board[..count].to_vec(),
    };
    let mut start = at;
    while start > 0 && matches!(scene.word(start - 1), "the" | "all" | "of") {
        start -= 1;
    }
    Some(Group { start, end: noun, count: Some((number, count)), members, sort: Sort::Model, cut: true })
}

/// "the top three features, A, B and C": they must be those.
fn top_features(scene: &mut Scene<'_>) -> Outcome {
    let Some((at, top)) = scene.tags.iter().find_map(|mention| match mention.what {
        Tag::Top(count) => Some((mention.at, count as usize)),
        _ => None,
    }) else {
        return Ok(Vec::new());
    };
    let mut named: Vec<NameId> = Vec::new();
    for mention in scene.named(Sort::Column) {
        if !named.contains(&mention.what) {
            named.push(mention.what);
        }
    }
    let Some(quantity) = scene.facts.quantities.id("importance").filter(|_| !named.is_empty()) else {
        return Ok(Vec::new());
    };
    let columns = scene.facts.lexicon.of_sort(Sort::Column);
    let mut order: Vec<(NameId, f64)> =
        columns.filter_map(|name| Some((name, figure_of(scene, name, quantity)?.value))).collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1));
    let best: Vec<NameId> = order.into_iter().take(top).map(|(name, _)| name).collect();
    if let Some(outside) = named.iter().find(|name| !best.contains(name)) {
        return Err(format!("{} is not among the top {top}", scene.text_of(*outside)));
    }
    let only_some =
        named.len() < top && !scene.tokens[..at].iter().any(|token| token.is_word(&["among", "of", "one"]));
    if only_some || best.len() < top {
        return Err(format!("names fewer than {top}"));
    }
    scene.top_named = true;
    Ok(vec![format!("top {top} features")])
}

/// "Three runs reach a recall of 100%: A, B and C": the number says how many are listed, and must be how many there are with
/// that figure.
fn listed(scene: &mut Scene<'_>) -> Vec<String> {
    let Some(colon) = (0..scene.tokens.len()).find(|at| scene.tokens[*at].mark(&[':'])) else {
        return Vec::new();
    };
    let sort = [Sort::Model, Sort::Column, Sort::Class, Sort::Day].into_iter().find(|sort| {
        let named = scene.named(*sort);
        named.len() > 1 && named.iter().all(|mention| mention.at > colon)
    });
    let numbers: Vec<usize> = (0..colon).filter(|at| scene.tokens[*at].number().is_some()).collect();
    let (Some(sort), [count, value]) = (sort, numbers.as_slice()) else { return Vec::new() };
    let named = scene.named(sort);
    let number = scene.tokens[*value].number().cloned();
    let (Some(written), Some(number)) = (count_at(scene, *count), number) else { return Vec::new() };
    let quantities = scene.quantities(*value);
    let of_figure = quantities.iter().map(|id| {
        let all = scene.facts.lexicon.of_sort(sort);
        all.filter(|name| figure_of(scene, *name, *id).is_some_and(|fact| matches(&number, fact, false)))
            .count()
    });
    if written == named.len() && of_figure.max() == Some(written) {
        scene.taken.push(*count);
        return vec![format!("{written} of them")];
    }
    Vec::new()
}

/// "Two further inputs, A and B, …": as many as are listed, beside others.
fn apposed(scene: &mut Scene<'_>) -> Option<String> {
    let at = (0..scene.tokens.len()).find(|at| {
        let noun = at + 1 + usize::from(scene.tokens.get(at + 1).is_some_and(|token| token.is_word(FURTHER)));
        count_at(scene, *at).is_some() && sort_of_noun(scene.word(noun)).is_some()
    })?;
    let noun = at + 1 + usize::from(scene.tokens[at + 1].is_word(FURTHER));
    // "Two features, A and B, have drifted" says how many there are; "two further ones" and shares of them do not.
    let counts_all = noun == at + 1
        && scene.tokens.iter().any(|token| {
            token.is_word(&[
                "drifted", "drift", "drifting", "stable", "shifted", "failed", "only", "all", "unused",
            ])
        });
    let sort = sort_of_noun(scene.word(noun)).filter(|_| !counts_all)?;
    let opens = scene.tokens.get(noun + 1).is_some_and(|token| token.mark(&[',', ':', '(']));
    let mut listed = 0;
    let mut last = noun + 1;
    for mention in scene.named(sort).iter().filter(|mention| mention.at > at) {
        let joined = (last + 1..mention.at)
            .all(|place| scene.tokens[place].mark(&[',', '&']) || scene.tokens[place].is_word(&["and"]));
        if !joined {
            break;
        }
        listed += 1;
        last = mention.at;
    }
    if !opens || count_at(scene, at) != Some(listed) {
        return None;
    }
    scene.taken.push(at);
    Some(format!("{listed} that are named"))
}

const FURTHER: &[&str] = &["further", "other", "more", "additional"];
