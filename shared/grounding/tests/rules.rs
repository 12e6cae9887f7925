//! What the check understands, each with a sentence that is true and one that is not, on data made for it.
#![allow(clippy::unwrap_used)]

mod support;

use support::{deployment, experiment, hold, project, stacked, synthetic};

#[test]
fn phrases_that_stand_for_a_model() {
    hold(
        &experiment(),
        &[
            ("heron trains 4 times faster than the leader.", "heron trains 2 times faster than the leader."),
            ("wren trails the best model by 0.05 in AUC.", "wren trails the best model by 0.15 in AUC."),
            ("The best LightGBM is falcon.", "The best LightGBM is wren."),
            ("The runner-up heron is behind falcon.", "The runner-up wren is behind falcon."),
            ("heron comes second.", "heron comes third."),
            ("On log loss, heron comes first.", "On log loss, falcon comes first."),
            ("The random forest reaches an AUC of 0.88.", "The random forest reaches an AUC of 0.86."),
        ],
    );
}

#[test]
fn groups() {
    hold(
        &experiment(),
        &[
            ("Both LightGBM models have an AUC above 0.85.", "Both LightGBM models have an AUC above 0.87."),
            ("Two of the four models are LightGBMs.", "Three of the four models are LightGBMs."),
            ("heron and falcon are the top two models.", "wren and falcon are the top two models."),
            ("Three models exceed an AUC of 0.85.", "Two models exceed an AUC of 0.85."),
            (
                "The top three models all exceed an AUC of 0.85.",
                "The top four models all exceed an AUC of 0.85.",
            ),
            ("plover has the lowest AUC of all models.", "wren has the lowest AUC of all models."),
        ],
    );
}

#[test]
fn counts_and_their_parts() {
    hold(
        &experiment(),
        &[
            ("falcon misclassifies 16 of 200 rows.", "falcon misclassifies 26 of 200 rows."),
            ("It misses 10 of 50 sick sheep.", "It misses 6 of 50 sick sheep."),
            ("10 sick sheep were predicted as well.", "6 sick sheep were predicted as well."),
            ("It misses 20% of the sick cases.", "It misses 4% of the sick cases."),
            ("It finds 80% of the sick cases.", "It finds 96% of the sick cases."),
            ("92% of the rows are classified correctly.", "80% of the rows are classified correctly."),
            ("16 of 200 rows are misclassified, or 8%.", "16 of 200 rows are misclassified, or 18%."),
            ("A quarter of the rows are sick.", "A third of the rows are sick."),
            (
                "falcon uses 120 trees with a maximum depth of 6.",
                "falcon uses 6 trees with a maximum depth of 120.",
            ),
        ],
    );
    hold(
        &deployment(),
        &[
            ("Of 4,000 calls, 200 failed.", "Of 4,000 calls, 300 failed."),
            ("One in twenty calls failed.", "One in ten calls failed."),
            ("One of the three features has drifted.", "Two of the three features have drifted."),
            ("falcon was trained on 5,000 rows.", "falcon was trained on 900 rows."),
            ("The window covers 4 days.", "The window covers 5 days."),
        ],
    );
}

#[test]
fn sums_differences_and_ratios() {
    hold(
        &experiment(),
        &[
            (
                "pulse and wool together carry 70% of the importance.",
                "pulse and wool together carry 80% of the importance.",
            ),
            (
                "The top two features make up 80% of the importance.",
                "The top two features make up 70% of the importance.",
            ),
            (
                "pulse matters more than twice as much as wool, 50% against 20%.",
                "pulse has less importance than wool.",
            ),
            (
                "The AUC is 0.08 higher on training rows than on test rows.",
                "The AUC is 0.08 lower on training rows than on test rows.",
            ),
            (
                "The AUC falls from 0.99 on training rows to 0.91 on test rows.",
                "The AUC falls from 0.99 on test rows to 0.91 on training rows.",
            ),
            (
                "The AUC gap between falcon and heron is 0.03.",
                "The AUC gap between falcon and heron is 0.05.",
            ),
            (
                "falcon takes 4 s to train, twice as long as wren.",
                "falcon takes 4 s to train, three times as long as wren.",
            ),
        ],
    );
    hold(
        &deployment(),
        &[
            (
                "The maximum latency of 130 ms is more than four times the 95th percentile of 30 ms.",
                "The maximum latency of 130 ms is more than five times the 95th percentile of 30 ms.",
            ),
            (
                "On 3 March the error rate was 30%, six times the overall rate of 5%.",
                "On 3 March the error rate was 30%, seven times the overall rate of 5%.",
            ),
        ],
    );
}

#[test]
fn percentiles() {
    hold(
        &deployment(),
        &[
            ("Half of the calls take at most 12 ms.", "Half of the calls take at most 30 ms."),
            ("99% of the calls are answered within 48 ms.", "95% of the calls are answered within 48 ms."),
            (
                "The 95th percentile is 30 ms and the 99th 48 ms.",
                "The 95th percentile is 48 ms and the 99th 30 ms.",
            ),
            ("The slowest call took 130 ms.", "The slowest call took 48 ms."),
        ],
    );
}

#[test]
fn judgements_in_words() {
    hold(
        &experiment(),
        &[
            ("falcon overfits.", "falcon does not overfit."),
            (
                "The gap between training and test rows is notable.",
                "The gap between training and test rows is negligible.",
            ),
            ("falcon finds most of the sick cases.", "falcon misses most of the sick cases."),
        ],
    );
    hold(
        &deployment(),
        &[
            ("pulse shows a major shift.", "shoe size shows a major shift."),
            ("shoe size shows a moderate shift.", "wool shows a moderate shift."),
            ("There is major drift.", "There is no drift."),
            ("wool is stable.", "pulse is stable."),
            ("The error rate is high.", "The error rate is negligible."),
        ],
    );
}

#[test]
fn what_cannot_be_checked_is_kept_only_as_a_proposal() {
    hold(
        &experiment(),
        &[
            ("Consider a field test of falcon.", "falcon was made by a shepherd."),
            ("falcon should be reviewed by a vet.", "falcon runs on every farm."),
            ("Collect more data.", "sparrow-9 reaches the highest AUC."),
        ],
    );
}

#[test]
fn leads_and_spreads() {
    hold(
        &stacked(),
        &[
            (
                "The lead over flock is only 0.005 in AUC, which is within the fold spread.",
                "The lead over flock is only 0.005 in AUC, which is outside the fold spread.",
            ),
            (
                "The lead over rook is 0.08 in AUC, which is beyond the fold spread.",
                "The lead over rook is 0.08 in AUC, which is within the fold spread.",
            ),
            (
                "Prefer the single model: the best ensemble is no better and slower.",
                "Prefer the single model: the best ensemble is better.",
            ),
            ("flock is slower.", "flock is faster."),
            ("From owl to rook, the AUC falls by 0.08.", "From rook to owl, the AUC falls by 0.08."),
            (
                "The AUC of owl lies between 0.88 and 0.92 in the five folds.",
                "The AUC of owl lies between 0.86 and 0.92 in the five folds.",
            ),
        ],
    );
}

#[test]
fn how_a_model_is_made() {
    hold(
        &stacked(),
        &[
            ("Three of the five base models are used.", "Two of the five base models are used."),
            ("One of two GBM base models is used.", "Two of three GBM base models are used."),
            ("owl has two hidden layers of 20 units each.", "owl has three hidden layers of 20 units each."),
            ("owl has trees with a depth of at most four.", "owl has trees with a depth of at most three."),
            (
                "Over nine iterations, the validation deviance of owl falls from 1.5 to 0.6.",
                "Over nine iterations, the validation deviance of owl falls from 1.4 to 0.6.",
            ),
            (
                "The training deviance of owl sinks from 1.4 to 0.2.",
                "The training deviance of owl sinks from 1.5 to 0.6.",
            ),
            (
                "The validation deviance sinks from 1.5 to 0.6.",
                "The deviance sinks from 1.5 on training rows to 0.6 on validation rows.",
            ),
        ],
    );
}

#[test]
fn all_but_some() {
    hold(
        &stacked(),
        &[
            ("Only owl has an AUC above 0.897.", "Only owl has an AUC above 0.85."),
            (
                "Two models have an AUC below 0.85: rook and crow.",
                "Two models have an AUC below 0.85: rook and flock.",
            ),
            (
                "All models except rook and crow have an AUC above 0.85.",
                "All models except crow have an AUC above 0.85.",
            ),
            (
                "crow ranks last, behind the other GBM model rook.",
                "rook ranks last, behind the other GBM model crow.",
            ),
            (
                "Among the GBM models, rook has the highest AUC.",
                "Among the GBM models, crow has the highest AUC.",
            ),
            ("crow comes fourth of 4.", "crow comes fourth of 5."),
            (
                "Training flock took 500 ms, longer than any other model.",
                "Training rook took 90 ms, longer than any other model.",
            ),
            ("flock needs 410 ms more than rook to train.", "rook needs 410 ms more than flock to train."),
        ],
    );
}

#[test]
fn columns_and_their_categories() {
    hold(
        &stacked(),
        &[
            (
                "wing span ranges from 2.5 to 9.5 with a mean of 5.",
                "wing span ranges from 2.5 to 8.5 with a mean of 5.",
            ),
            ("The most frequent colour is umber.", "The most frequent colour is ochre."),
        ],
    );
    hold(
        &synthetic(),
        &[
            (
                "In the synthetic rows, the most frequent plumage is umber with 70 rows.",
                "In the synthetic rows, the most frequent plumage is ochre with 30 rows.",
            ),
            (
                "The overall quality lies below the score of the column shapes.",
                "The overall quality lies above the score of the column shapes.",
            ),
            (
                "plumage is umber in 60% of the real rows and in 70% of the synthetic rows.",
                "plumage is umber in 70% of the real rows and in 60% of the synthetic rows.",
            ),
            ("beak is reproduced better than nest.", "nest is reproduced better than beak."),
            (
                "plumage and beak are the only pair with a score below 0.5.",
                "plumage and beak are the only pair with a score below 0.9.",
            ),
        ],
    );
}

#[test]
fn projects() {
    hold(
        &project(),
        &[
            (
                "Two of the three datasets, herd and fleece, are meant for regression.",
                "Two of the three datasets, herd and pen, are meant for regression.",
            ),
            (
                "Two of the two experiments use the dataset herd.",
                "Two of the two experiments use the dataset pen.",
            ),
            ("herd has 200 rows more than fleece.", "fleece has 200 rows more than herd."),
            ("shear-off has the fewest models, four.", "shear-off has the fewest models, six."),
            ("gate-keeper serves ewe-tree in production.", "gate-keeper serves ram-net in production."),
            ("gate-keeper serves ewe-tree.", "gate-keeper serves ewe-tree in staging."),
        ],
    );
}

#[test]
fn false_alarms_and_days() {
    hold(
        &experiment(),
        &[
            (
                "pulse carries most weight in falcon, with shoe size in second place.",
                "shoe size carries most weight in falcon, with wool in second place.",
            ),
            (
                "pulse is the most important feature of falcon, ahead of shoe size and wool.",
                "pulse is the most important feature of falcon, and wool is ahead of shoe size.",
            ),
            (
                "The most important feature is pulse, which leads.",
                "pulse is the most important feature, ahead of wool, which leads.",
            ),
            (
                "falcon overlooks ten sick cases and flags six well ones.",
                "falcon overlooks ten sick cases and flags ten well ones.",
            ),
        ],
    );
    hold(
        &deployment(),
        &[
            (
                "The median predicted probability rose from 10% to 25%.",
                "The median predicted probability rose from 20% to 30%.",
            ),
            ("3 March accounts for 75% of all errors.", "3 March accounts for 30% of all errors."),
            (
                "The errors rose from 20 on 2 March to 150 on 3 March.",
                "The errors rose from 30 on 2 March to 150 on 3 March.",
            ),
        ],
    );
}
