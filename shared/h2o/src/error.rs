//! Why a run has no snapshots.

/// The run is of a sort that has no snapshot.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ImportError {
    /// Clustering, survival, word vectors, ….
    #[error("its models are of H2O's category {0}; expected Binomial, Multinomial, Ordinal or Regression")]
    Category(String),
    /// There is neither a model, nor a metric, nor a target column to tell the task by, nor a run that made no model.
    #[error("nothing in it says what is predicted: no model, no leaderboard and no frame summary")]
    Task,
}
