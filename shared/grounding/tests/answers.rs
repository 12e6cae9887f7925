//! Ways in which language models put things, on data made for the tests.

mod support;

use support::{deployment, experiment, hold, stacked, synthetic};

#[test]
fn orders_of_two_numbers() {
    hold(
        &experiment(),
        &[
            (
                "heron has a lower log loss than falcon, 0.29 against 0.31.",
                "heron has a higher log loss than falcon, 0.29 against 0.31.",
            ),
            (
                "The log loss of heron, 0.29, undercuts that of falcon, 0.31.",
                "The log loss of falcon, 0.31, undercuts that of heron, 0.29.",
            ),
            (
                "plover had the shorter training time at 50 ms, compared with 4 s for falcon.",
                "plover had the longer training time at 50 ms, compared with 4 s for falcon.",
            ),
            (
                "falcon shows an AUC of 0.99 on training rows; on test rows it falls to 0.91.",
                "falcon shows an AUC of 0.91 on test rows; on training rows it falls to 0.99.",
            ),
            (
                "The training time of falcon, 4 s, is longer than that of any other model.",
                "The training time of heron, 1 s, is longer than that of any other model.",
            ),
            ("The leaderboard is led by falcon.", "The leaderboard is led by heron."),
        ],
    );
}

#[test]
fn rows_that_a_figure_is_of() {
    hold(
        &experiment(),
        &[
            (
                "falcon has an AUC of 0.99 on training rows and of 0.91 on test rows.",
                "falcon has an AUC of 0.99 on both training rows and test rows.",
            ),
            (
                "On test rows falcon is right on 92% of the rows, where always naming well would be right on 75%.",
                "On test rows falcon is right on 75% of the rows, where always naming well would be right on 92%.",
            ),
            (
                "falcon has 16 misclassified rows, 10 of them sick.",
                "falcon has 16 misclassified rows, 6 of them sick.",
            ),
        ],
    );
}

#[test]
fn services() {
    hold(
        &deployment(),
        &[
            (
                "The mean predicted probability went from 0.20 in the reference to 0.30 in the last days.",
                "The mean predicted probability went from 0.30 in the reference to 0.20 in the last days.",
            ),
            (
                "Callers waited up to 130 ms, the maximum latency.",
                "Callers waited up to 130 seconds, the maximum latency.",
            ),
            ("95% of requests were answered within 30 ms.", "95% of requests were answered within 12 ms."),
            ("All errors are of type KeyError.", "All errors are of type falcon."),
            (
                "falcon, trained on 5,000 rows, serves pasture.",
                "falcon, trained on 4,000 rows, serves pasture.",
            ),
        ],
    );
}

#[test]
fn none_of_many() {
    hold(&deployment(), &[("One of the 3 features has drifted.", "None of the 3 features has drifted.")]);
}

#[test]
fn means_and_spreads() {
    hold(
        &stacked(),
        &[
            (
                "owl reaches an AUC of 0.900 \u{b1} 0.016 over 5 folds.",
                "owl reaches an AUC of 0.900 \u{b1} 0.061 over 5 folds.",
            ),
            (
                "Averaged over 5 folds, owl has an AUC of 0.900 with a standard deviation of 0.016.",
                "Averaged over 5 folds, owl has an AUC of 0.950 with a standard deviation of 0.016.",
            ),
        ],
    );
}

#[test]
fn lists() {
    hold(
        &synthetic(),
        &[(
            "plumage and beak, the columns with the highest scores, are well imitated.",
            "plumage and nest, the columns with the highest scores, are well imitated.",
        )],
    );
}

#[test]
fn each_of_several() {
    hold(
        &stacked(),
        &[
            (
                "owl has an AUC of at least 0.88 in each of the 5 folds.",
                "owl has an AUC of at least 0.89 in each of the 5 folds.",
            ),
            ("owl uses 3 of its 5 base models.", "owl makes use of every one of its 5 base models."),
        ],
    );
    hold(
        &experiment(),
        &[
            (
                "In test rows falcon mostly takes sick for well.",
                "In test rows falcon mostly takes well for sick.",
            ),
            ("falcon has an AUC of 0.91 on test rows.", "None but falcon and heron have an AUC above 0.8."),
            ("heron is second only to falcon in AUC.", "wren is second only to falcon in AUC."),
            ("The most important feature is pulse.", "The most important feature is glucose."),
        ],
    );
}
