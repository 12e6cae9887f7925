//! What a deployment serves: "churn-prod serves forest_3 in production".

use super::Outcome;
use crate::{name::Sort, scene::Scene};

/// Words of stages that a text may name whether or not the data does.
const STAGES: &[&str] =
    &["production", "staging", "development", "testing", "test", "shadow", "canary", "preview", "sandbox"];

/// Holds the model and the stage of the one deployment that is named against the data.
pub(crate) fn check(scene: &Scene<'_>) -> Outcome {
    let says = scene.tokens.iter().any(|token| token.is_word(&["serves", "served", "serving"]));
    let (deployments, models) = (scene.named(Sort::Deployment), scene.named(Sort::Model));
    let ([deployment], [model], true) = (deployments.as_slice(), models.as_slice(), says) else {
        return Ok(Vec::new());
    };
    let Some(serves) = scene.facts.serves.get(&deployment.what) else { return Ok(Vec::new()) };
    let (deployment, model_name) = (scene.text_of(deployment.what), scene.text_of(model.what));
    if !serves.contains(&model.what) {
        return Err(format!("{deployment} does not serve {model_name}"));
    }
    let stage = (1..scene.tokens.len())
        .find(|at| scene.word(at - 1) == "in" && STAGES.contains(&scene.word(*at)))
        .map(|at| scene.word(at));
    let is_stage = |stage: &str| serves.iter().any(|name| scene.text_of(*name).eq_ignore_ascii_case(stage));
    match stage {
        Some(stage) if !is_stage(stage) => Err(format!("{deployment} is not in {stage}")),
        _ => Ok(vec![format!("{deployment} serves {model_name}")]),
    }
}
