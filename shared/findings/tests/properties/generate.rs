//! Snapshots of every kind, from a seed: realistic ones, and with odd values where asked.

use serde_json::{Map, Value, json};

/// Makes the parts of a snapshot.
pub struct Generator {
    random: fastrand::Rng,
    /// Whether values may be missing, out of bounds or huge.
    is_odd: bool,
    /// Whether names may be empty, blank or equal.
    has_odd_names: bool,
    named: usize,
}

const ID_STEM: &str = "00000000-0000-0000-0000-0000";
const ODD_NAMES: [&str; 8] = ["", " ", "a ", "a", "A", "年齢 (歳)", "الطول", "NA"];

impl Generator {
    pub fn new(seed: u64, is_odd: bool) -> Self {
        Self { random: fastrand::Rng::with_seed(seed), is_odd, has_odd_names: is_odd, named: 0 }
    }

    /// Without names that are empty or equal.
    pub fn with_plain_names(self) -> Self {
        Self { has_odd_names: false, ..self }
    }

    fn chance(&mut self, share: f64) -> bool {
        self.random.f64() < share
    }

    fn number(&mut self, least: usize, most: usize) -> usize {
        self.random.usize(least..=most)
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.random.usize(..of.len())]
    }

    /// A name that no other entry has, or an odd one.
    fn name(&mut self, stem: &str) -> String {
        self.named += 1;
        if self.has_odd_names && self.chance(0.2) {
            return self.pick(&ODD_NAMES).to_owned();
        }
        format!("{stem}_{:03}", self.named * 37 % 1_000)
    }

    fn id(&mut self) -> String {
        format!("{ID_STEM}{:08}", self.random.u32(..99_999_999))
    }

    /// A share, sometimes at its ends; odd ones may be null or no share.
    fn share(&mut self) -> Value {
        if self.is_odd && self.chance(0.15) {
            return self
                .pick(
                    &[Value::Null, json!(1.5), json!(-0.25), json!(1e308), json!(1.0 + 1e-13)][..]
                        .iter()
                        .collect::<Vec<_>>(),
                )
                .clone();
        }
        match self.number(0, 9) {
            0 => json!(0),
            1 => json!(1),
            _ => json!(self.random.f64()),
        }
    }

    /// A number in no scale.
    fn measure(&mut self, around: f64) -> Value {
        if self.is_odd && self.chance(0.15) {
            return self
                .pick(
                    &[Value::Null, json!(0), json!(-around), json!(1e308), json!(5e-324)][..]
                        .iter()
                        .collect::<Vec<_>>(),
                )
                .clone();
        }
        json!(around * (0.5 + self.random.f64()))
    }

    fn list(&mut self, least: usize, most: usize, mut make: impl FnMut(&mut Self) -> Value) -> Value {
        let length = if self.is_odd && self.chance(0.3) { least } else { self.number(least, most) };
        Value::Array((0..length).map(|_| make(self)).collect())
    }

    fn metric_names(&self, is_regression: bool) -> &'static [&'static str] {
        if is_regression { &["rmse", "mae", "r2", "mse"] } else { &["auc", "logloss", "accuracy", "f1"] }
    }

    /// A value of a metric that a model of some use has.
    fn metric(&mut self, name: &str) -> Value {
        match name {
            "rmse" | "mae" => self.measure(50.0),
            "mse" => self.measure(2_500.0),
            "logloss" => self.measure(0.4),
            _ => self.share(),
        }
    }

    fn metrics(&mut self, is_regression: bool) -> Value {
        let names = self.metric_names(is_regression);
        Value::Object(names.iter().map(|name| ((*name).to_owned(), self.metric(name))).collect())
    }

    fn folds(&mut self, is_regression: bool) -> Value {
        let metric = self.metric_names(is_regression)[0];
        let folds: Vec<Value> = (0..5).map(|_| self.metric(metric)).collect();
        let finite: Vec<f64> = folds.iter().filter_map(Value::as_f64).collect();
        let mean = finite.iter().map(|fold| fold / finite.len() as f64).sum::<f64>();
        let mean = if mean.is_finite() { json!(mean) } else { Value::Null };
        json!({metric: {"mean": mean, "sd": self.measure(0.02), "folds": folds}})
    }

    fn column(&mut self, rows: u64, name: String, is_target: bool) -> Value {
        let missing = if self.chance(0.5) { 0 } else { self.random.u64(0..=rows / 3) };
        if is_target || self.chance(0.4) {
            let count = self.number(if is_target { 2 } else { 1 }, 6) as u64;
            let kept = rows - missing;
            let mut left = kept;
            let categories: Vec<Value> = (0..count)
                .map(|index| {
                    let rows = if index + 1 == count { left } else { self.random.u64(0..=left) };
                    left -= rows;
                    let odd = self.is_odd && self.chance(0.1);
                    json!({"value": if odd { "nan".to_owned() } else { format!("level {index}") }, "count": rows})
                })
                .collect();
            return json!({"name": name, "type": "categorical", "missing": missing, "distinct": count, "categories": categories});
        }
        let (low, span) = (self.random.f64() * 100.0, self.random.f64() * 50.0);
        let at = |share: f64| json!(low + share * span);
        json!({"name": name, "type": "numeric", "missing": missing,
            "numeric": {"min": at(0.0), "p25": at(0.2), "median": at(0.5), "mean": at(0.55), "p75": at(0.7), "max": at(1.0), "std": span / 4.0}})
    }

    fn dataset(&mut self) -> Value {
        let rows = if self.is_odd && self.chance(0.2) { 1 } else { self.random.u64(20..100_000) };
        let target = self.column(rows, "target".into(), true);
        let mut columns = self.list(1, 8, |own| {
            let name = own.name("column");
            own.column(rows, name, false)
        });
        let list = columns.as_array_mut().unwrap();
        list.push(target);
        let missing: u64 = list.iter().filter_map(|column| column["missing"].as_u64()).sum();
        json!({"name": self.name("dataset"), "rows": rows, "columns": list.len(), "missing_values": missing,
            "target": "target", "column_summaries": list})
    }

    fn evaluation(&mut self, split: &str, is_regression: bool) -> Value {
        let mut evaluation = json!({"split": split, "rows": self.random.u64(20..5_000), "metrics": self.metrics(is_regression)});
        if !is_regression {
            let classes = ["no", "yes"];
            let counts: Vec<Vec<u64>> =
                (0..2).map(|_| (0..2).map(|_| self.random.u64(0..500)).collect()).collect();
            evaluation["confusion_matrix"] = json!({"labels": classes, "counts": counts, "threshold": 0.4});
            evaluation["calibration"] = self.list(0, 10, |own| {
                json!({"mean_predicted": own.share(), "observed_rate": own.share(), "count": own.random.u64(0..300)})
            });
            // A null stands for nothing in these.
            let bins = evaluation["calibration"].as_array_mut().unwrap();
            bins.retain(|bin| bin["mean_predicted"].is_number() && bin["observed_rate"].is_number());
        }
        evaluation
    }

    pub fn model(&mut self) -> Value {
        let is_regression = self.random.bool();
        let mut evaluations = Vec::new();
        for split in ["training", "cross_validation", "test"] {
            if self.chance(0.7) {
                evaluations.push(self.evaluation(split, is_regression));
            }
        }
        let task = if is_regression { "regression" } else { "binary_classification" };
        let features = self.list(1, 8, |own| json!({"name": own.name("column"), "value": own.measure(1.0)}));
        let mut model = json!({"task": task, "target": "target", "evaluations": evaluations,
            "folds": self.folds(is_regression), "ranking_metric": self.metric_names(is_regression)[0],
            "training_time_ms": self.random.u64(1..9_999),
            "feature_importance": [{"method": "model", "features": features}]});
        if !is_regression {
            model["classes"] = json!(["no", "yes"]);
            model["positive_class"] = json!("yes");
        }
        if self.chance(0.6) {
            let steps: Vec<usize> = (1..=self.number(1, 30)).collect();
            let validation: Vec<Value> = steps.iter().map(|_| self.measure(0.5)).collect();
            model["learning_curves"] = json!([{"metric": "logloss", "step_label": "Trees", "steps": steps, "validation": validation}]);
        }
        if self.chance(0.7) {
            model["dataset"] = self.dataset();
        }
        model
    }

    pub fn experiment(&mut self) -> Value {
        let is_regression = self.random.bool();
        let metric = self.metric_names(is_regression)[0];
        let board = self.list(1, 12, |own| {
            let is_ensemble = own.chance(0.2);
            json!({"name": own.name(if is_ensemble { "Ensemble" } else { "Model" }), "algorithm": own.pick(&["GBM", "GLM", "DRF"]),
                "is_ensemble": is_ensemble, "metrics": own.metrics(is_regression), "fold_spread": own.folds(is_regression),
                "folds_id": own.pick(&["five", "five", "other"]), "training_time_ms": own.random.u64(1..9_999),
                "predict_time_per_row_ms": own.random.f64()})
        });
        let mut model = self.model();
        model["task"] = json!(if is_regression { "regression" } else { "binary_classification" });
        model.as_object_mut().unwrap().remove("dataset");
        let evaluations =
            (0..1).map(|_| self.evaluation("cross_validation", is_regression)).collect::<Vec<_>>();
        model["evaluations"] = json!(evaluations);
        let place = self.number(0, board.as_array().unwrap().len() - 1);
        let mut content = json!({"task": model["task"], "status": self.pick(&["completed", "completed", "failed", "running"]),
            "target": "target", "ranking_metric": metric, "ranking_split": self.pick(&["cross_validation", "test"]),
            "metrics": [{"name": metric}], "dataset": self.dataset(),
            "best_model": {"name": board[place]["name"], "model": model}, "leaderboard": board});
        if self.chance(0.2) {
            content.as_object_mut().unwrap().remove("ranking_metric");
        }
        if self.chance(0.3) {
            content["remarks"] = self.list(1, 4, |own| json!({"kind": own.pick(&["time_limit", "skipped", "failed"]), "text": own.name("remark")}));
        }
        content
    }

    fn daily(&mut self, days: usize) -> Value {
        let days = (1..=days).map(|day| {
            json!({"date": format!("2026-03-{day:02}"), "rows": self.random.u64(0..5_000), "psi": self.measure(0.1)})
        });
        Value::Array(days.collect())
    }

    pub fn deployment(&mut self) -> Value {
        let days = self.number(1, 20);
        let mut totals = (0, 0);
        let intervals: Vec<Value> = (0..days * 24)
            .map(|hour| {
                let usual: u64 = if hour % 24 < 6 { 5 } else { 200 };
                let requests = self.random.u64(0..=2 * usual);
                let errors = if self.chance(0.02) { requests / 2 } else { requests / 200 };
                totals = (totals.0 + requests, totals.1 + errors);
                let p50 = 20.0 + self.random.f64();
                json!({"start": format!("2026-03-{:02}T{:02}:00:00Z", hour / 24 + 1, hour % 24), "requests": requests,
                    "errors": errors, "latency_ms": if requests > 0 { json!({"p50": p50, "p95": self.measure(60.0), "p99": p50 * 9.0}) } else { Value::Null }})
            })
            .collect();
        let end = format!("2026-03-{:02}T00:00:00Z", days + 1);
        let features = self.list(0, 8, |own| {
            let mut feature = json!({"feature": own.name("column"), "current": {"psi": own.measure(0.12), "p_value": own.share(), "test": "ks"},
                "daily": own.daily(days)});
            if own.chance(0.7) {
                feature["drifted"] = json!(own.random.bool());
                feature["bins"] = json!(10);
            }
            feature
        });
        let by_type = totals.1 / 2;
        json!({"status": self.pick(&["active", "active", "degraded", "failed"]), "window": {"start": "2026-03-01T00:00:00Z", "end": end},
            "totals": {"requests": totals.0, "errors": totals.1, "errors_by_type": {"ValueError": by_type, "Timeout": totals.1 - by_type},
                "latency_ms": {"p50": 20.0, "p95": 60.0, "p99": 180.0}},
            "intervals": intervals, "drift": {"reference_rows": 3_000, "current_rows": 2_000, "features": features},
            "predictions": {"what": "probability of yes", "bin_edges": [0.0, 0.5, 1.0],
                "periods": [{"name": "reference", "counts": [70, 30], "mean": self.share()}, {"name": "now", "counts": [60, 40], "mean": self.share()}],
                "current": {"psi": self.measure(0.1)}, "daily": self.daily(days)}})
    }

    pub fn synthgen(&mut self) -> Value {
        let columns = self.list(1, 8, |own| {
            let is_numeric = own.random.bool();
            let mut column = json!({"name": own.name("column"), "type": if is_numeric { "numeric" } else { "categorical" },
                "score": own.share(), "missing_real": own.share(), "missing_synthetic": own.share()});
            if !is_numeric {
                column["distribution"] = json!({"form": "frequencies", "categories": ["x", "y"],
                    "real": [own.random.u64(0..90), own.random.u64(0..90)], "synthetic": [own.random.u64(0..90), own.random.u64(0..90)]});
            }
            column
        });
        let names: Vec<Value> =
            columns.as_array().unwrap().iter().map(|column| column["name"].clone()).collect();
        let pairs: Vec<Value> = (1..names.len())
            .map(|b| json!({"column_a": names[b - 1], "column_b": names[b], "score": self.share()}))
            .collect();
        let models = self.list(1, 3, |own| json!({"name": own.name("classifier"), "trained_on_real": own.share(), "trained_on_synthetic": own.share()}));
        let mut content = json!({"status": self.pick(&["completed", "completed", "failed"]), "synthesizer": "GaussianCopula",
            "training_rows": self.random.u64(1..9_000), "synthetic_rows": 9_000, "columns": columns, "pairs": pairs,
            "quality": {"overall": self.share(), "column_shapes": self.share()}, "validity": self.share()});
        if self.chance(0.8) {
            content["privacy"] = json!({"new_row_synthesis": self.share(), "exact_copies": self.random.u64(0..50),
                "closer_to_training": self.share(), "disclosure_protection": self.share(), "sensitive_columns": [names[0]],
                "dcr_baseline_protection": self.share(), "dcr_overfitting_protection": self.share()});
        }
        if self.chance(0.8) {
            content["utility"] = json!({"metric": self.pick(&["ROC AUC on held-out real rows", "usefulness"]), "models": models});
        }
        if self.chance(0.5) {
            content["holdout_rows"] = json!(self.random.u64(1..3_000));
        }
        content
    }

    pub fn project(&mut self) -> Value {
        let datasets = self.list(0, 4, Self::dataset);
        let names: Vec<String> = datasets
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|data| data["name"].as_str())
            .map(str::to_owned)
            .collect();
        let of = |own: &mut Self| {
            if names.is_empty() || own.chance(0.2) {
                Value::Null
            } else {
                json!(names[own.random.usize(..names.len())])
            }
        };
        let experiments = self.list(0, 6, |own| {
            let day = own.number(1, 9);
            json!({"id": own.id(), "name": own.name("experiment"), "dataset": of(own), "status": own.pick(&["completed", "failed", "running", "queued"]),
                "started_at": format!("2026-03-0{day}T00:00:00Z"), "model_count": own.random.u64(0..20),
                "best_metric": {"name": own.pick(&["auc", "rmse", "sharpe"]), "value": own.share()}})
        });
        let models = self.list(0, 8, |own| {
            json!({"id": own.id(), "name": own.name("model"), "algorithm": own.pick(&["GBM", "GLM"]), "dataset": of(own),
                "status": own.pick(&["candidate", "deployed", "failed"]), "metric": {"name": "auc", "value": own.share()}})
        });
        let deployments = self.list(0, 6, |own| {
            let drifted: Vec<String> = (0..own.number(0, 3)).map(|_| own.name("column")).collect();
            json!({"id": own.id(), "name": own.name("deployment"), "status": own.pick(&["active", "degraded", "failed", "stopped"]),
                "model": {"id": own.id(), "name": own.name("model")}, "requests": own.random.u64(0..10_000),
                "error_rate": if own.chance(0.2) { Value::Null } else { json!(own.random.f64() / 10.0) }, "drifted_features": drifted})
        });
        let runs = self.list(0, 4, |own| {
            json!({"id": own.id(), "name": own.name("run"), "dataset": of(own), "status": own.pick(&["completed", "failed"]), "overall_quality": own.share()})
        });
        json!({"datasets": datasets, "experiments": experiments, "models": models, "deployments": deployments, "synthgen_runs": runs})
    }

    /// The content of a snapshot of the kind.
    pub fn content(&mut self, kind: &str) -> Value {
        match kind {
            "experiment" => self.experiment(),
            "model" => self.model(),
            "deployment" => self.deployment(),
            "synthgen" => self.synthgen(),
            _ => self.project(),
        }
    }

    /// The same figures with every list in another order whose order says nothing.
    pub fn shuffled(&mut self, value: &Value) -> Value {
        const LISTS: [&str; 15] = [
            "leaderboard",
            "column_summaries",
            "categories",
            "evaluations",
            "features",
            "daily",
            "columns",
            "pairs",
            "models",
            "experiments",
            "deployments",
            "datasets",
            "synthgen_runs",
            "calibration",
            "classes",
        ];
        let Value::Object(members) = value else {
            return match value {
                Value::Array(items) => items.iter().map(|item| self.shuffled(item)).collect(),
                other => other.clone(),
            };
        };
        let mut out: Map<String, Value> = Map::new();
        for (name, member) in members {
            let mut member = self.shuffled(member);
            // Categories of frequencies go with two other lists.
            if let (true, Some(items)) = (LISTS.contains(&name.as_str()), member.as_array_mut())
                && !members.contains_key("form")
            {
                self.random.shuffle(items);
            }
            out.insert(name.clone(), member);
        }
        if let (Some(labels), Some(counts)) = (members.get("labels"), members.get("counts")) {
            let mut order: Vec<usize> = (0..labels.as_array().unwrap().len()).collect();
            self.random.shuffle(&mut order);
            out["labels"] = order.iter().map(|index| labels[*index].clone()).collect();
            let row =
                |row: &usize| order.iter().map(|column| counts[*row][*column].clone()).collect::<Value>();
            out["counts"] = order.iter().map(row).collect();
        }
        Value::Object(out)
    }
}
