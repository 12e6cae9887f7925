//! `reportctl import predictions`.

use std::path::PathBuf;

use report_domain::Timestamp;
use report_facts::format;
use report_predictions::{Bootstrap, Columns, GroupMetrics, Imported, Scores, Settings};
use report_snapshot::Task;

use super::{options::task, purpose::Purpose};
use crate::{failure::Outcome, files, progress::Bar};

/// From predictions in a file: a model; an experiment with a leaderboard where there are several models.
///
/// Computes what a model's report shows: metrics with bootstrap intervals, ROC and precision-recall curves, confusion matrix,
/// decision thresholds, calibration, gain and lift; residuals for a regression; one class against the rest for many classes. A
/// file is CSV with a header, also compressed by gzip. Rows that lack a needed value are left out and counted. The task is told
/// by the columns: a target of numbers with more than 20 different values and no scores is a regression, everything else a
/// classification.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  Two classes, with the probability of the positive one:
    reportctl import predictions test.csv --target churned --score probability --positive yes \\
      --project bf3eeeb1-3d0f-53b8-8482-a86068ed1ece --out snapshots/
  Many classes, with a column per class (proba_setosa, proba_versicolor, …):
    reportctl import predictions iris.csv --target species --prediction predicted --scores proba_ --project … --out …
  A regression, by split and with weights:
    reportctl import predictions prices.csv --target price --prediction predicted --split fold --weight w --project … --out …
  By group, for fairness; granting a loan is welcome to whom it is granted:
    reportctl import predictions loans.csv --target granted --score p --group sex,region --favourable yes --project … --out …
  Several models, one file each or in a column:
    reportctl import predictions gbm.csv forest.csv.gz --target y --score p --name churn --project … --out …
    reportctl import predictions all.csv --target y --score p --model model --metric logloss --project … --out …

Values of the split column: train, valid, cv (or oof), test and the like; without it, all rows are test rows.")]
pub(crate) struct Arguments<T: Purpose> {
    /// Files of predictions; - for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Column of what was observed
    #[arg(long, value_name = "COLUMN")]
    target: String,
    /// Column of what the model said: a class, or a number. Without it, the scores decide: 0.5 for two classes, else the highest
    #[arg(long, value_name = "COLUMN", required_unless_present_any = ["score", "scores"])]
    prediction: Option<String>,
    /// Column of the probability of the positive class, for two classes
    #[arg(long, value_name = "COLUMN")]
    score: Option<String>,
    /// What the names of columns with a class's probability begin with; the class follows
    #[arg(long, value_name = "PREFIX", conflicts_with = "score")]
    scores: Option<String>,
    /// The class that counts as positive; by default the last in order
    #[arg(long, value_name = "CLASS")]
    positive: Option<String>,
    /// Column of the split: train, valid, cv, test
    #[arg(long, value_name = "COLUMN")]
    split: Option<String>,
    /// Columns that group the rows, such as a sex: the report shows how each group fares; may be repeated
    #[arg(long, value_name = "COLUMN[,COLUMN…]", value_delimiter = ',')]
    group: Vec<String>,
    /// The class that is welcome to whom it is said of: with it, the selection of groups is held against four fifths
    #[arg(long, value_name = "CLASS", requires = "group")]
    favourable: Option<String>,
    /// Column of sample weights
    #[arg(long, value_name = "COLUMN")]
    weight: Option<String>,
    /// Column of the model's name, where a file has predictions of several
    #[arg(long, value_name = "COLUMN")]
    model: Option<String>,
    /// What is predicted, where the columns do not tell it rightly: binary, multiclass or regression
    #[arg(long, value_parser = task)]
    task: Option<Task>,
    /// Name of the model, or of the experiment where there are several models; by default the file's
    #[arg(long)]
    name: Option<String>,
    /// The metric that ranks several models; by default auc, f1_macro or rmse, by the task
    #[arg(long, value_name = "NAME")]
    metric: Option<String>,
    /// Resamples for the intervals, 0 for none; by default 1,000 up to 100,000 rows, then fewer, at least 200
    #[arg(long, value_name = "NUMBER")]
    replicates: Option<u32>,
    /// Seed of the resamples
    #[arg(long, default_value_t = 42)]
    seed: u32,
    /// When the predictions were made; unknown by default
    #[arg(long, value_name = "RFC3339", value_parser = Timestamp::parse)]
    taken_at: Option<Timestamp>,
    #[command(flatten)]
    purpose: T,
}

pub(crate) fn run(arguments: &Arguments<impl Purpose>) -> Outcome {
    let mut sink = arguments.purpose.open()?;
    let bar = Bar::new();
    let imported = report_predictions::import(&arguments.files, &settings(arguments), &bar);
    drop(bar);
    let Imported { snapshots, groups, notes } = imported?;
    let groups = groups.iter().filter_map(|group| told(group, arguments.metric.as_deref()));
    for note in notes.into_iter().chain(groups) {
        eprintln!("reportctl: {note}");
    }
    let places: Vec<String> = arguments.files.iter().map(|file| files::name(file)).collect();
    sink.keep(&places.join(", "), snapshots)?;
    sink.finish()
}

/// A group's rows and its metric: the one asked for, else the one that models are ranked by.
fn told(group: &GroupMetrics, wanted: Option<&str>) -> Option<String> {
    let usual = ["auc", "mcc", "f1_macro", "rmse"];
    let wanted = wanted.map(|name| report_facts::quantity::find(name).map_or(name, |known| known.id));
    let mut names = wanted.into_iter().chain(usual);
    let name = names.find(|name| group.metrics.contains_key(*name))?;
    let value = group.metrics[name].map_or("undefined".into(), format::metric);
    let interval = group.intervals.get(name).map(|interval| {
        format!(", 95 % from {} to {}", format::metric(interval.low), format::metric(interval.high))
    });
    Some(format!(
        "{} = {}, {} rows ({}): {} {value}{}",
        group.column,
        group.group,
        format::count(group.rows),
        group.split.label().to_lowercase(),
        report_facts::metric::label(name),
        interval.unwrap_or_default()
    ))
}

fn settings(arguments: &Arguments<impl Purpose>) -> Settings {
    let scores = match (&arguments.score, &arguments.scores) {
        (Some(column), _) => Scores::Positive(column.clone()),
        (None, Some(prefix)) => Scores::PerClass(prefix.clone()),
        (None, None) => Scores::None,
    };
    let mut entities = arguments.purpose.entities();
    entities.taken_at = arguments.taken_at;
    Settings {
        columns: Columns {
            target: arguments.target.clone(),
            prediction: arguments.prediction.clone(),
            scores,
            split: arguments.split.clone(),
            weight: arguments.weight.clone(),
            model: arguments.model.clone(),
            groups: arguments.group.clone(),
        },
        task: arguments.task,
        positive: arguments.positive.clone(),
        favourable: arguments.favourable.clone(),
        name: arguments.name.clone(),
        metric: arguments.metric.clone(),
        bootstrap: Bootstrap { replicates: arguments.replicates, seed: arguments.seed.into() },
        entities,
    }
}
