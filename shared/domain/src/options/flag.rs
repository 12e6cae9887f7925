//! Options that are true or false.

/// An option that is true or false.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flag {
    /// `llm_insights`
    LlmInsights,
    /// `include_metrics`
    IncludeMetrics,
    /// `include_charts`
    IncludeCharts,
    /// `include_hyperparameters`
    IncludeHyperparameters,
    /// `include_data_summary`
    IncludeDataSummary,
    /// `include_leaderboard`
    IncludeLeaderboard,
    /// `include_feature_importance`
    IncludeFeatureImportance,
    /// `include_confusion_matrix`
    IncludeConfusionMatrix,
    /// `include_roc_curve`
    IncludeRocCurve,
    /// `include_learning_curves`
    IncludeLearningCurves,
    /// `include_groups`
    IncludeGroups,
    /// `include_figures`
    IncludeFigures,
    /// `include_coverage`
    IncludeCoverage,
}
