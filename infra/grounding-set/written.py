#!/usr/bin/env python3
"""Writes written.jsonl: sentences written by hand, as a colleague or a language model would put them."""

import json
import pathlib

BREAST, DEPLOY, SYNTH, PROJECT = (
    "experiment-breast_cancer_automl", "deployment-churn-scoring-prod", "synthgen-wa_churn-gaussian-copula",
    "project-Clinical-and-retention-models",
)

TRUE = {
    BREAST: [
        "GLM_1 leads the leaderboard with an AUC of 0.9951, ahead of StackedEnsemble_BestOfFamily_1 at 0.9948.",
        "The top two models are only 0.0003 apart in AUC.",
        "The generalized linear model comes out on top with a cross-validated AUC of 99.5%.",
        "Two of the 14 models are stacked ensembles.",
        "StackedEnsemble_AllModels_1 has the lowest log loss, 0.0703.",
        "The runner-up, StackedEnsemble_BestOfFamily_1, takes 2,982 ms to train, whereas GLM_1 needs 64 ms.",
        "Training GLM_1 took 64 ms.",
        "The AUC of all models lies between 0.985 and 0.995.",
        "AUC values range from 0.9854 to 0.9951.",
        "Every model reaches an AUC above 0.98.",
        "GLM_1's AUC drops from 0.9974 on training rows to 0.9951 in cross-validation.",
        "The recall for malignant is 95.8%.",
        "worst texture is the most important feature, followed by radius error.",
        "XGBoost_1 ranks last of all models.",
        "DeepLearning_1 trained fastest, in 59 ms.",
        "The dataset breast_cancer has 569 rows and 31 columns.",
        "GBM_2 (0.9943), GBM_4 (0.9941) and GBM_3 (0.9939) follow in AUC.",
        "Consider deploying GLM_1, since it is simple and fast.",
        "Before going live, validate the model on data from another hospital.",
        "There are no missing values in the data.",
        "The experiment ran on 23 November 2026.",
        "Scoring one row with GLM_1 takes 0.0262 ms.",
        "With an accuracy of 97.9%, the leading model misclassified 12 rows.",
        "Seven models have an AUC above 0.9935.",
        "XGBoost_1 is worse than GLM_1.",
    ],
    DEPLOY: [
        "Between 2 and 16 March 2026 the service is to be judged by its error rate of 2.2%.",
        "The deployment handled roughly 9,000 requests.",
        "195 of 8,959 requests failed, an error rate of 2.18%.",
        "13 March stands out with an error rate of 5.4%.",
        "On 2026-03-13 the error rate was 5.45%, the highest of all days.",
        "international_plan shows the strongest drift (PSI 0.288).",
        "Three features have drifted: international_plan, total_day_minutes and total_day_charge.",
        "The feature area_code is stable, with a PSI of 0.0016.",
        "The p95 latency is 30.4 ms, well below 50 ms.",
        "The error rate stayed below 5% overall.",
        "The model was trained on 3,000 rows with 19 features.",
        "Retrain the model on recent data.",
        "Add an alert on the error rate.",
        "PSI for international_plan exceeds 0.25.",
        "Sunday, 2026-03-08, saw only 222 requests.",
    ],
    SYNTH: [
        "The synthetic data scores 88.4% on overall quality.",
        "Column shapes are reproduced better than column pair trends.",
        "Column shapes score 98.4% while pair trends reach only 78.5%.",
        "No exact copies of real rows were found.",
        "monthly_charges is the column with the lowest score at 0.907.",
        "A logistic regression trained on synthetic data has an AUC of 0.841, compared with 0.862 on real data.",
        "Disclosure protection is 0.724.",
        "The run took 1 min 41 s.",
        "5,635 synthetic rows were generated.",
        "The correlation of tenure and monthly_charges is 0.25 in the real data and 0.18 in the synthetic data.",
    ],
    PROJECT: [
        "The project contains five datasets, four experiments and 44 models.",
        "churn-scoring-prod answered 8,959 requests with an error rate of 2.2%.",
        "wine is the smallest dataset with 178 rows.",
        "The best model of breast_cancer_automl is GLM_1_AutoML_1_20261123_215343 with an AUC of 0.9951.",
    ],
}

FALSE = {
    BREAST: [
        "GLM_1 leads the leaderboard with an AUC of 0.9948, ahead of StackedEnsemble_BestOfFamily_1 at 0.9951.",
        "The top two models are 0.003 apart in AUC.",
        "The generalized linear model comes out on top with a cross-validated AUC of 99.9%.",
        "Three of the 14 models are stacked ensembles.",
        "GLM_1 has the lowest log loss, 0.0740.",
        "The runner-up, StackedEnsemble_AllModels_1, takes 3,015 ms to train.",
        "Training GLM_1 took 64 s.",
        "AUC values range from 0.9754 to 0.9951.",
        "Every model reaches an AUC above 0.99.",
        "GLM_1's AUC rises from 0.9974 on training rows to 0.9951 in cross-validation.",
        "The recall for benign is 95.8%.",
        "radius error is the most important feature, followed by worst texture.",
        "XGBoost_2 ranks last of all models.",
        "GLM_1 trained fastest, in 64 ms.",
        "The dataset breast_cancer has 596 rows and 31 columns.",
        "GBM_2 (0.9941), GBM_4 (0.9943) and GBM_3 (0.9939) follow in AUC.",
        "A lower AUC is better, so XGBoost_1 should be chosen.",
        "There are 12 missing values in the data.",
        "The experiment ran on 24 November 2026.",
        "Scoring one row with GLM_1 takes 0.262 ms.",
        "With an accuracy of 99.1%, the leading model misclassified 5 rows in cross-validation.",
        "Nine models have an AUC above 0.9935.",
        "GLM_1 does not lead the leaderboard.",
        "GLM_1 is not better than XGBoost_1.",
        "The support vector machine reaches an AUC of 0.9951.",
        "GLM_1, a random forest, reaches an AUC of 0.9951.",
        "An AUC of 1.0 makes GLM_1 perfect.",
        "GLM_1's AUC is 12% higher than that of XGBoost_1.",
        "GLM_1 is twice as fast to train as DeepLearning_1.",
        "The AUC of GLM_1 improved by 0.02 over time.",
        "tumour_size is the strongest driver.",
        "The random forest outperforms all other models.",
        "Every other model beats GLM_1.",
        "The leaderboard is led by GBM_2.",
        "GLM_1 was beaten by DRF_1.",
        "GLM_1 costs $12 to run.",
        "The AUC of the runner-up is 0.9951.",
        "Of all models, DRF_1 has the highest AUC.",
        "GLM_1 has an AUC of 0.9951 on test rows.",
    ],
    DEPLOY: [
        "The deployment handled roughly 12,000 requests.",
        "195 of 8,959 requests failed, an error rate of 21.8%.",
        "12 March stands out with an error rate of 5.4%.",
        "On 2026-03-13 the error rate was 5.45%, the lowest of all days.",
        "total_day_minutes shows the strongest drift (PSI 0.205).",
        "Four features have drifted: international_plan, total_day_minutes, total_day_charge and state.",
        "The feature state has drifted.",
        "The feature international_plan is stable.",
        "The p95 latency is 38.7 ms.",
        "The p95 latency is 30.4 s.",
        "The error rate stayed below 2% overall.",
        "The model was trained on 19 rows with 3,000 features.",
        "PSI for total_day_minutes exceeds 0.25.",
        "Latency has doubled since the start of the window.",
        "Traffic grew by 30% in the second week.",
        "The deployment was created on 2026-03-02.",
        "The incident began at 10:37 on 2026-03-13.",
        "No feature has drifted.",
        "churn-gradient-forest has an AUC of 0.9371.",
        "The error rate is 2.2 ms.",
        "Requests were highest on 2026-03-08.",
    ],
    SYNTH: [
        "The synthetic data scores 98.4% on overall quality.",
        "Column pair trends are reproduced better than column shapes.",
        "Column shapes score 78.5% while pair trends reach 98.4%.",
        "12 exact copies of real rows were found.",
        "tenure is the column with the lowest score at 0.942.",
        "A logistic regression trained on synthetic data has an AUC of 0.862, compared with 0.841 on real data.",
        "A random forest trained on synthetic data has an AUC of 0.841.",
        "Disclosure protection is 0.742.",
        "The run took 2 min 41 s.",
        "7,043 synthetic rows were generated.",
        "The correlation of tenure and monthly_charges is 0.18 in the real data and 0.25 in the synthetic data.",
    ],
    PROJECT: [
        "The project contains six datasets, four experiments and 44 models.",
        "churn-scoring-prod answered 8,959 requests with an error rate of 4.2%.",
        "diabetes is the smallest dataset with 442 rows.",
        "The best model of wine_automl is GLM_1_AutoML_1_20261123_215343 with an AUC of 0.9951.",
        "wine has 569 rows.",
    ],
}


def main():
    with open(pathlib.Path(__file__).resolve().parent / "written.jsonl", "w") as out:
        for label, sentences in ((True, TRUE), (False, FALSE)):
            for snapshot, of_snapshot in sentences.items():
                for sentence in of_snapshot:
                    row = {"snapshot": snapshot, "sentence": sentence, "label": label, "claim": "written", "part": "written"}
                    out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
