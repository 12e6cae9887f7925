//! The leaderboard's table.

use report_facts::Direction;
use report_snapshot::{Measured, MetricDefinition, Metrics};
use serde_json::Value;

use crate::{evaluation::metric_of, run::Run, table::Table, wire};

/// Columns of the table that are no metrics.
const NOT_METRICS: [&str; 5] = ["", "model_id", "training_time_ms", "predict_time_per_row_ms", "algo"];

/// A leaderboard.
#[derive(Debug, Clone, Default)]
pub(crate) struct Board {
    /// The metric that it is ranked by.
    pub(crate) sort_metric: Option<String>,
    /// Whether more of that metric is better.
    pub(crate) higher_is_better: Option<bool>,
    /// Whether the server gave a table, and it was empty.
    pub(crate) is_empty_table: bool,
    /// Names of the metrics in the order of the columns.
    pub(crate) metrics: Vec<String>,
    /// In the server's order.
    pub(crate) entries: Vec<Entry>,
}

/// One model on it.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) model_id: String,
    /// Whether the server has it first.
    pub(crate) is_first: bool,
    /// Where it stands, from 1, by what is true of the ranking metric.
    pub(crate) rank: u32,
    pub(crate) algorithm: Option<String>,
    pub(crate) metrics: Metrics,
    pub(crate) training_time_ms: Measured,
    pub(crate) predict_time_per_row_ms: Measured,
}

impl Board {
    /// From the answer that has the extra columns, else from the run's own; from the models alone, in the order of their
    /// names, if neither was saved.
    pub(crate) fn of(run: &Run) -> Self {
        let answers = [&run.leaderboard, &run.automl["leaderboard"]];
        let Some((answer, table)) =
            answers.into_iter().find_map(|answer| Some((answer, Table::read(&answer["table"])?)))
        else {
            return Self::unranked(run);
        };
        let metrics: Vec<String> =
            table.names().filter(|name| !NOT_METRICS.contains(name)).map(str::to_owned).collect();
        let ids = table.column("model_id").unwrap_or_default();
        let entries: Vec<Entry> =
            ids.iter().enumerate().filter_map(|(row, id)| entry(run, table, &metrics, row, id)).collect();
        let mut board = Self {
            is_empty_table: entries.is_empty(),
            sort_metric: wire::text(&answer["sort_metric"]).map(str::to_owned),
            higher_is_better: answer["sort_decreasing"].as_bool(),
            metrics,
            entries,
        };
        board.rank();
        board
    }

    /// Ranks by the known direction where the server sorts a well-known metric the other way round.
    fn rank(&mut self) {
        let Some(metric) = &self.sort_metric else { return };
        let Some(direction) = report_facts::metric::direction(metric) else { return };
        if self.higher_is_better.is_none_or(|higher| higher == (direction == Direction::Higher)) {
            return;
        }
        let value = |entry: &Entry| entry.metrics.get(metric).copied().flatten();
        let mut order: Vec<usize> = (0..self.entries.len()).collect();
        order.sort_by(|a, b| match (value(&self.entries[*a]), value(&self.entries[*b])) {
            (Some(a), Some(b)) => direction.advantage(b, a).total_cmp(&0.0),
            (a, b) => b.is_some().cmp(&a.is_some()),
        });
        for (rank, index) in (1..).zip(order) {
            self.entries[index].rank = rank;
        }
    }

    /// The best model.
    pub(crate) fn best(&self) -> Option<&Entry> {
        self.entries.iter().min_by_key(|entry| entry.rank)
    }

    /// Whether the ranking metric's values are those that the models have on these rows; also where none can be compared.
    pub(crate) fn is_measured_on(&self, run: &Run, rows: &str) -> bool {
        let Some(metric) = &self.sort_metric else { return true };
        let compared = self.entries.iter().filter_map(|entry| {
            let answer = &run.model(&entry.model_id)?["output"][rows];
            let (here, there) = (entry.metrics.get(metric).copied().flatten()?, metric_of(answer, metric)?);
            Some((here - there).abs() <= 1e-6 * here.abs().max(there.abs()))
        });
        let (equal, other): (Vec<bool>, Vec<bool>) = compared.partition(|equal| *equal);
        equal.len() >= other.len()
    }

    fn unranked(run: &Run) -> Self {
        let entries = run.models().zip(1..).map(|((id, model), rank)| Entry {
            model_id: id.to_owned(),
            is_first: rank == 1,
            rank,
            algorithm: algorithm(model, id),
            metrics: Metrics::new(),
            training_time_ms: None,
            predict_time_per_row_ms: None,
        });
        Self { entries: entries.collect(), ..Self::default() }
    }

    /// How the metrics are to be read. The ranking metric's direction is the server's word, which may contradict what is well
    /// known of it: a report says so. Others are well known.
    pub(crate) fn definitions(&self) -> Vec<MetricDefinition> {
        let define = |name: &String| MetricDefinition {
            name: name.clone(),
            label: None,
            higher_is_better: if self.sort_metric.as_ref() == Some(name) {
                self.higher_is_better
            } else {
                None
            },
        };
        self.metrics.iter().map(define).collect()
    }
}

fn entry(run: &Run, table: Table<'_>, metrics: &[String], row: usize, id: &Value) -> Option<Entry> {
    let model_id = wire::text(id)?.to_owned();
    let cell = |name: &str| table.column(name).and_then(|column| column.get(row));
    let number = |name: &str| cell(name).and_then(wire::number);
    Some(Entry {
        is_first: row == 0,
        rank: u32::try_from(row + 1).ok()?,
        algorithm: cell("algo")
            .and_then(wire::text)
            .map(str::to_owned)
            .or_else(|| algorithm(run.model(&model_id).unwrap_or(&Value::Null), &model_id)),
        metrics: metrics.iter().map(|name| (name.clone(), number(name))).collect(),
        // The server writes -1 for what it did not measure.
        training_time_ms: number("training_time_ms").filter(|time| *time >= 0.0),
        predict_time_per_row_ms: number("predict_time_per_row_ms").filter(|time| *time >= 0.0),
        model_id,
    })
}

/// The family of algorithms in the short form of the extra column `algo`, where that column was not asked for: AutoML's own
/// names begin with it.
fn algorithm(model: &Value, id: &str) -> Option<String> {
    let short = match wire::text(&model["algo"]) {
        Some("glm") => "GLM",
        Some("gbm") => "GBM",
        Some("drf") => "DRF",
        Some("xgboost") => "XGBoost",
        Some("deeplearning") => "DeepLearning",
        Some("stackedensemble") => "StackedEnsemble",
        Some(other) => other,
        None => match id.split('_').next()? {
            // Extremely randomized trees are a setting of random forests.
            "XRT" => "DRF",
            prefix @ ("GLM" | "GBM" | "DRF" | "XGBoost" | "DeepLearning" | "StackedEnsemble") => prefix,
            _ => return None,
        },
    };
    Some(short.to_owned())
}
