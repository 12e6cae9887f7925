//! Whether a model trained on the synthetic data works on real data.

use report_facts::{
    names::shown,
    synthetic::{comparisons, utility_quantity},
};

use super::check::{Aspect, Check, NO_BOUND};
use crate::prelude::*;

/// A model that keeps less of its advantage over chance loses most of it.
const MOST: f64 = 0.5;

rules! {
    of SYNTHGEN;

    UTILITY = "utility", [Info, Warning]:
        speaks: "A model has both figures, finite and within the metric's bounds. The metric is the one known metric whose name or alias \
                 stands in utility.metric as whole words (one inside a longer one does not count; two different ones: none is known). It \
                 is about the model with the greatest loss (equal ones by name). AUC, trained on real rows over 0.5: warning if the \
                 model keeps less than half of its advantage over chance, else info. Every other metric: info. Direction unknown: info \
                 with both figures of the first model by name, and no loss.",
        formula: "loss = by how much the figure after training on synthetic rows is worse, in the metric's own unit. AUC: kept = \
                  (synthetic − 0.5) / (real − 0.5).",
        source: "Train on synthetic, test on real: Esteban, Hyland & Rätsch 2017, Real-valued (medical) time series generation with \
                 recurrent conditional GANs. 0.5 is the AUC of ranking by chance; that half of the rest is most of it follows from the word.";
}

pub(super) fn utility(run: &Synthgen) -> Check {
    let check = |held_against: String| {
        Check::of(Aspect::Utility, "Loss from training on synthetic rows", held_against)
    };
    let no_bound = || NO_BOUND.to_owned();
    let Some(utility) = &run.utility else { return check(no_bound()) };
    let all = comparisons(utility);
    let Some(worst) = all.first() else { return check(no_bound()) };
    let quantity = utility_quantity(utility);
    let models = Figure::count(&MODELS_COMPARED, all.len());
    let both = say!(
        "{}, trained on synthetic rows, reaches {} ({}); trained on real rows, it reaches {}",
        name(&worst.model.name),
        &worst.synthetic,
        name(&utility.metric),
        &worst.real
    );
    let Some(loss) = &worst.loss else {
        let statement = say!("{}.", both);
        let finding = UTILITY.info("Training on synthetic rows", statement);
        let result = format!("{} against {}", worst.synthetic.shown(), worst.real.shown());
        return check(no_bound()).made(result, false, finding.with([models]));
    };
    let of_all = |words: &'static str| {
        (all.len() > 1).then(|| say!("{} {}", words, counted(&models, "model", "models")))
    };
    let amount = match loss.value {
        0.0 => say!(": the same"),
        value if value < 0.0 => {
            let gain = Figure::new(loss.of.clone(), quantity.derived(&MARGIN), -value).on(Rows::Holdout);
            say!(": better by {}{}", gain, of_all(", the least gain of"))
        }
        _ => say!(": worse by {}{}", loss, of_all(", the greatest loss of")),
    };
    let result = format!("{} ({})", loss.shown(), shown(&worst.model.name));
    let title = "Training on synthetic rows";
    let Some(kept) = &worst.kept else {
        let finding = UTILITY.info(title, say!("{}{}.", both, amount));
        return check(no_bound()).made(result, false, finding.with([loss.clone(), models]));
    };
    let check = check(format!("{} of the advantage over chance is kept", format::percent(MOST)));
    let (severity, title, rest) = match kept.value {
        kept if kept <= 0.0 => {
            let rest = say!(" Nothing of its advantage over chance is left.");
            (Warning, "Training on synthetic rows loses all skill", rest)
        }
        value if value < MOST => {
            let bound = bound(&SKILL_KEPT, MOST);
            let rest = say!(" It keeps {} of its advantage over chance, less than {}.", kept, bound);
            (Warning, "Training on synthetic rows loses most of the skill", rest)
        }
        value if value < 1.0 => (Info, title, say!(" It keeps {} of its advantage over chance.", kept)),
        _ => (Info, title, say!("")),
    };
    let statement = say!("{}{}.{}", both, amount, rest);
    check.made(
        result,
        true,
        UTILITY.says(severity, title, statement).with([loss.clone(), kept.clone(), models]),
    )
}
