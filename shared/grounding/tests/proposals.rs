//! Proposals: what they name must exist, what they give as a reason must be so, what they wish for need not.

mod support;

use support::{deployment, experiment, hold, project};

#[test]
fn the_reason_of_a_proposal_is_a_statement() {
    hold(
        &experiment(),
        &[
            (
                "Prefer heron to falcon, because its log loss is lower.",
                "Prefer heron to falcon, because its log loss is higher.",
            ),
            (
                "Switch from falcon to heron, because it has the lower log loss.",
                "Switch from heron to falcon, because it has the lower log loss.",
            ),
            (
                "Look at pulse first, since it matters most in falcon.",
                "Look at wool first, since it matters most in falcon.",
            ),
            (
                "Collect more sick sheep, as sick is the smaller of the two classes.",
                "Collect more well sheep, as well is the smaller of the two classes.",
            ),
            (
                "Because falcon has an AUC of 0.91, deploy it.",
                "Because falcon has an AUC of 0.97, deploy it.",
            ),
            ("Deploy falcon, because its AUC is 0.91.", "Deploy falcon, because it takes less memory."),
        ],
    );
    hold(
        &deployment(),
        &[
            (
                "Retrain falcon on recent data, since pulse has drifted.",
                "Retrain falcon on recent data, since wool has drifted.",
            ),
            (
                "Clean the inputs before scoring, since all errors are of type KeyError.",
                "Clean the inputs before scoring, because most of its features show drift.",
            ),
        ],
    );
    hold(
        &project(),
        &[(
            "Watch gate-keeper, since it is the only deployment.",
            "Watch gate-keeper, since herd is the only dataset.",
        )],
    );
}

#[test]
fn conditions_and_wishes_state_nothing() {
    hold(
        &experiment(),
        &[
            (
                "Lower the threshold of falcon if a missed case costs more than a false alarm.",
                "Lower the threshold of falcon, because falcon costs more than heron.",
            ),
            (
                "Look for a model that ranks better than falcon.",
                "Look for shoes, because wren ranks better than falcon.",
            ),
            (
                "Coarsen pulse before it is shared with anybody.",
                "Coarsen pulse-rate-variability before it is shared with anybody.",
            ),
        ],
    );
}
