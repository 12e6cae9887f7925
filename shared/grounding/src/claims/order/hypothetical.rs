//! Comparisons that state nothing: conditions and wishes.

use crate::{claims::proposals, name::Sort, scene::Scene};

/// "If recall matters more than precision", "try a model that ranks better than A".
pub(super) fn is_hypothetical(scene: &Scene<'_>, at: usize) -> bool {
    let own_statement = |place: &usize| {
        scene.tokens[*place].mark(&[',', ';', ':', '(', ')'])
            || scene.tokens[*place]
                .is_word(&["because", "since", "as", "while", "whereas", "but", "although"])
    };
    // "Consider a lower threshold than 0.5"
    if at > 0 && scene.tokens[at - 1].is_word(&["a", "an"]) && proposals::proposes(scene) {
        return true;
    }
    (0..at).rev().take_while(|place| !own_statement(place)).any(|place| {
        scene.tokens[place].is_word(&["if", "whether", "unless"])
            || scene.tokens[place].is_word(&["that", "which", "with"]) && is_wish(scene, place)
    })
}

/// "Try a synthesizer that …": what is proposed is not there yet.
fn is_wish(scene: &Scene<'_>, relative: usize) -> bool {
    let from = relative.saturating_sub(4);
    let article =
        (from..relative).rev().find(|at| scene.tokens[*at].is_word(&["a", "an", "another", "some"]));
    let unnamed = article.is_some_and(|article| {
        let within = |at: usize| at > article && at < relative;
        !scene.named(Sort::Model).iter().any(|mention| within(mention.at))
    });
    unnamed && proposals::proposes(scene)
}
