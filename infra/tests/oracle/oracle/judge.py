"""All findings that a snapshot calls for."""

from . import contradictions, data, deployment, leaderboard, model, privacy, project, synthgen


def judge(snapshot):
    """List of `Expected` and `Open`."""
    kind = snapshot["kind"]
    found = contradictions.judge(snapshot)
    if kind == "experiment":
        return found + leaderboard.judge(snapshot["content"]) + model.judge(snapshot) + data.judge(snapshot)
    if kind == "model":
        return found + model.judge(snapshot) + data.judge(snapshot)
    return found + {"deployment": deployment, "synthgen": synthgen, "project": project, "privacy": privacy}[kind].judge(snapshot)


RULES = {
    "experiment": "contradictions run_status run_remarks no_models metric_direction leaderboard_order best_model_not_leader "
    "unranked_models leader_margin ensemble_gain faster_alternative",
    "model": "contradictions no_metrics generalization_gap held_out_gap perfect_score no_better_than_chance explained_variance "
    "accuracy_over_majority_class weakest_class calibration selection_ratio demographic_parity equalized_odds "
    "fold_stability still_improving dominating_feature "
    "importance_concentration class_imbalance few_rows missing_values missing_in_disguise constant_columns "
    "near_constant_columns identifier_columns",
    "deployment": "contradictions deployment_status no_traffic error_rate volume error_burst latency_spike traffic_gap incidents "
    "latency latency_change drift_flags feature_drift drift_tests drift_disagreement prediction_drift "
    "outcome_level outcome_trend labelled_share",
    "synthgen": "contradictions run_status verdict overall_quality column_quality pair_trends constant_synthetic_column validity "
    "missing_values exact_copies new_row_synthesis memorised_rows distance_to_closest_record dcr_baseline_protection "
    "disclosure_protection utility",
    "project": "contradictions empty_project deployment_status deployment_error_rate deployment_drift further_deployments "
    "unknown_served_model failed_experiments failed_models unfinished_experiments best_result failed_synthgen_runs "
    "synthgen_quality missing_values unused_datasets",
    "privacy": "contradictions run_status remaining_detections replacements_found kept_untransformed reversible_transformation "
    "nothing_remains k_anonymity l_diversity reidentification_risk not_scanned personal_data_found weak_confidence",
}
RULES = {kind: rules.split() for kind, rules in RULES.items()}
RULES["experiment"] = RULES["experiment"] + [r for r in RULES["model"] if r not in ("contradictions", "no_metrics")]
