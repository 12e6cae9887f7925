//! From files to snapshots: what the rules of reading make of them, and what is said of those that cannot be read.
#![allow(clippy::unwrap_used)]

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use flate2::{Compression, write::GzEncoder};
use report_domain::Kind;
use report_predictions::{Columns, Imported, Scores, Settings, import};
use report_snapshot::{
    Snapshot, Task,
    evaluation::{Evaluation, IntervalMethod, Split},
    groups::GroupCounts,
    model::Model,
};
use uuid::{Uuid, uuid};

const PROJECT: Uuid = uuid!("bf3eeeb1-3d0f-53b8-8482-a86068ed1ece");

/// A file of a test's own.
fn file(name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("predictions");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, content).unwrap();
    path
}

fn columns() -> Columns {
    Columns { scores: Scores::Positive("score".into()), ..Columns::of("y") }
}

fn called() -> Columns {
    Columns { prediction: Some("said".into()), ..Columns::of("y") }
}

fn settings(columns: Columns) -> Settings {
    Settings::new(columns, PROJECT)
}

fn imported(name: &str, content: &str, settings: &Settings) -> Imported {
    import(&[file(name, content)], settings, &()).unwrap()
}

fn model(imported: &Imported) -> &Model {
    match imported.snapshots.as_slice() {
        [Snapshot::Model(envelope)] => &envelope.content,
        other => panic!("one model, not {other:?}"),
    }
}

fn evaluation(imported: &Imported) -> &Evaluation {
    match model(imported).evaluations.as_slice() {
        [evaluation] => evaluation,
        other => panic!("one evaluation, not {other:?}"),
    }
}

/// The sentence about a file that cannot be imported.
fn refused(name: &str, content: impl AsRef<[u8]>, settings: &Settings) -> String {
    import(&[file(name, content)], settings, &()).expect_err("a refusal").to_string()
}

#[track_caller]
fn says(sentence: &str, parts: &[&str]) {
    for part in parts {
        assert!(sentence.contains(part), "{part:?} is missing in: {sentence}");
    }
    assert!(!sentence.contains('\n'));
}

const BINARY: &str = "y,score\nno,0.1\nyes,0.9\nno,0.6\nyes,0.5\nno,0.2\n";

#[test]
fn two_classes_with_scores() {
    let imported = imported("churn.csv", BINARY, &settings(columns()));
    let model = model(&imported);
    assert_eq!((model.task, model.positive_class.as_deref()), (Task::BinaryClassification, Some("yes")));
    assert_eq!(
        (model.target.as_deref(), &model.classes[..]),
        (Some("y"), &["no".to_owned(), "yes".into()][..])
    );
    let evaluation = evaluation(&imported);
    assert_eq!((evaluation.split, evaluation.rows), (Split::Test, Some(5)));
    let matrix = evaluation.confusion_matrix.as_ref().unwrap();
    assert_eq!((matrix.counts.clone(), matrix.threshold), (vec![vec![2.0, 1.0], vec![0.0, 2.0]], Some(0.5)));
    assert_eq!(evaluation.metrics["recall"], Some(1.0));
    let interval = evaluation.intervals["accuracy"];
    assert!(interval.low <= 0.8 && 0.8 <= interval.high);
    assert_eq!((interval.level, interval.method), (0.95, IntervalMethod::PercentileBootstrap));
    let Snapshot::Model(envelope) = &imported.snapshots[0] else { panic!() };
    // Worked out with Python's uuid.uuid5.
    assert_eq!((envelope.name.as_str(), envelope.kind), ("churn", Kind::Model));
    assert_eq!(envelope.id, uuid!("4305670f-4d2d-5026-80d0-80eff00f9bf8"));
    let description = envelope.description.as_deref().unwrap();
    assert!(description.contains("Class yes counts as positive"), "{description}");
    assert!(description.contains("1,000 resamples"), "{description}");
    report_snapshot::read(&serde_json::to_vec(&imported.snapshots[0]).unwrap()).unwrap();
}

#[test]
fn the_task_is_told_by_the_columns() {
    let numbers: String = (0..30).map(|row| format!("{row},{}\n", row + 1)).collect();
    let task =
        |name: &str, rows: &str| model(&imported(name, &format!("y,said\n{rows}"), &settings(called()))).task;
    assert_eq!(task("numbers.csv", &numbers), Task::Regression);
    assert_eq!(task("few.csv", "1,1\n2,2\n3,3\n"), Task::MulticlassClassification);
    assert_eq!(task("two.csv", "1,0\n0,0\n"), Task::BinaryClassification);
    let asked = Settings { task: Some(Task::Regression), ..settings(called()) };
    assert_eq!(model(&imported("asked.csv", "y,said\n1,1\n2,2\n", &asked)).task, Task::Regression);
}

#[test]
fn one_class_may_be_written_in_two_ways() {
    let imported = imported("floats.csv", "y,said\n1,1.0\n0,0.0\n1,0.0\n", &settings(called()));
    assert_eq!(model(&imported).classes, ["0", "1"]);
    assert_eq!(evaluation(&imported).metrics["recall"], Some(0.5));
}

#[test]
fn the_threshold_of_calls_is_the_one_that_gives_them() {
    let columns = Columns { prediction: Some("said".into()), ..columns() };
    let threshold = |name: &str, rows: &str| {
        let imported = imported(name, &format!("y,said,score\n{rows}"), &settings(columns.clone()));
        evaluation(&imported).confusion_matrix.as_ref().unwrap().threshold
    };
    assert_eq!(threshold("usual.csv", "0,0,0.4\n1,1,0.6\n"), Some(0.5));
    assert_eq!(threshold("low.csv", "0,0,0.2\n1,1,0.3\n0,1,0.7\n"), Some(0.3));
    assert_eq!(threshold("none.csv", "0,1,0.2\n1,0,0.3\n"), None);
    assert_eq!(threshold("never.csv", "0,0,0.2\n1,0,0.7\n"), None);
}

#[test]
fn rows_without_a_value_are_left_out_and_counted() {
    let rows = "y,score,part\nno,0.1,test\nyes,,test\n,0.5,test\nyes,0.7,\nyes,0.8,test\nNaN,inf,test\n";
    let columns = Columns { split: Some("part".into()), ..columns() };
    let imported = imported("gaps.csv", rows, &settings(columns));
    assert_eq!(evaluation(&imported).rows, Some(2));
    assert!(imported.notes[0].starts_with("4 of 6 rows were left out"), "{:?}", imported.notes);
    let error = refused("all_gaps.csv", "y,score\n,1\n,0\n", &settings(self::columns()));
    says(&error, &["every row lacks a value", "\"y\""]);
}

#[test]
fn splits_are_told_apart_and_a_class_that_is_absent_has_no_area() {
    let columns = Columns { split: Some("part".into()), ..columns() };
    let rows = "y,score,part\nno,0.1,train\nyes,0.8,Train\nno,0.3,HOLDOUT\nno,0.2,holdout\n";
    let imported = imported("parts.csv", rows, &settings(columns));
    let [training, test] = model(&imported).evaluations.as_slice() else { panic!("two splits") };
    assert_eq!((training.split, test.split), (Split::Training, Split::Test));
    assert_eq!((training.metrics["auc"], test.metrics["auc"]), (Some(1.0), None));
    assert!(test.roc.is_empty() && !test.intervals.contains_key("auc"));
    assert_eq!(test.metrics["accuracy"], Some(1.0));
}

#[test]
fn scores_that_are_no_probabilities_only_rank() {
    let imported = imported("logits.csv", "y,score\n0,-2\n1,3\n", &settings(columns()));
    let names: Vec<&str> = evaluation(&imported).metrics.keys().map(String::as_str).collect();
    assert_eq!(names, ["auc", "average_precision"]);
    assert!(evaluation(&imported).calibration.is_empty() && !evaluation(&imported).roc.is_empty());
    assert!(imported.notes.iter().any(|note| note.contains("outside 0 to 1")), "{:?}", imported.notes);

    let columns = Columns { scores: Scores::PerClass("p_".into()), ..Columns::of("y") };
    let rows = "y,p_a,p_b,p_c\na,0.5,0.3,0.1\nb,0.1,0.8,0.1\nc,0.2,0.2,0.6\n";
    let sums = self::imported("sums.csv", rows, &settings(columns));
    assert!(!evaluation(&sums).metrics.contains_key("logloss"));
    assert_eq!(evaluation(&sums).metrics["roc_auc_ovr"], Some(1.0));
    assert!(sums.notes.iter().any(|note| note.contains("do not sum up to 1")), "{:?}", sums.notes);
}

#[test]
fn two_classes_may_have_a_column_each() {
    let columns = Columns { scores: Scores::PerClass("p_".into()), ..Columns::of("y") };
    let rows = "y,p_yes,p_no\nno,0.1,0.9\nyes,0.9,0.1\nno,0.6,0.4\nyes,0.5,0.5\nno,0.2,0.8\n";
    let of_both = imported("both.csv", rows, &settings(columns.clone()));
    let of_one = imported("churn.csv", BINARY, &settings(self::columns()));
    assert_eq!(evaluation(&of_both), evaluation(&of_one));
    // Of the other class, the same pairs are in order.
    let no = Settings { positive: Some("no".into()), ..settings(columns) };
    let of_no = imported("both.csv", rows, &no);
    assert_eq!(evaluation(&of_no).metrics["auc"], evaluation(&of_one).metrics["auc"]);
    assert_eq!(evaluation(&of_no).metrics["recall"], evaluation(&of_one).metrics["specificity"]);
}

#[test]
fn many_classes_have_a_curve_each_even_where_it_has_no_points() {
    let columns = Columns { scores: Scores::PerClass("p_".into()), ..Columns::of("y") };
    let rows = "y,p_a,p_b,p_c\na,0.5,0.3,0.2\nb,0.1,0.8,0.1\nb,0.4,0.4,0.2\n";
    let imported = imported("three.csv", rows, &settings(columns));
    assert_eq!(model(&imported).classes, ["a", "b", "c"]);
    let evaluation = evaluation(&imported);
    let areas: Vec<_> = evaluation.roc.iter().map(|curve| (curve.class.as_deref(), curve.auc)).collect();
    assert_eq!(areas, [(Some("a"), Some(1.0)), (Some("b"), Some(1.0)), (Some("c"), None)]);
    assert_eq!(evaluation.metrics["roc_auc_ovr"], None);
    assert_eq!(evaluation.hit_ratios, [1.0, 1.0, 1.0]);
    // Of equal scores the first is called.
    assert_eq!(evaluation.confusion_matrix.as_ref().unwrap().counts[1], [1.0, 1.0, 0.0]);
}

#[test]
fn groups_are_measured_too() {
    let columns = Columns { groups: vec!["who".into()], ..columns() };
    let rows = "y,score,who\nno,0.1,a\nyes,0.9,a\nno,0.6,b\nyes,0.3,b\nno,0.2,\n";
    let imported = imported("groups.csv", rows, &settings(columns));
    let found: Vec<_> = imported
        .groups
        .iter()
        .map(|group| (group.group.as_str(), group.rows, group.metrics["auc"]))
        .collect();
    assert_eq!(found, [("(missing)", 1, None), ("a", 2, Some(1.0)), ("b", 2, Some(0.0))]);
    assert!(imported.groups[1].intervals.contains_key("accuracy"));
    let [grouping] = evaluation(&imported).groups.as_slice() else { panic!("one attribute") };
    assert_eq!((grouping.attribute.as_str(), grouping.favourable_class.as_deref()), ("who", None));
    let counts: Vec<_> = grouping.groups.iter().map(|group| group.counts.unwrap()).collect();
    let of = |true_positives, false_positives, true_negatives, false_negatives| GroupCounts {
        true_positives,
        false_positives,
        true_negatives,
        false_negatives,
    };
    assert_eq!(counts, [of(0, 0, 1, 0), of(1, 0, 1, 0), of(0, 1, 0, 1)]);
}

#[test]
fn of_very_many_groups_the_largest_are_kept_and_the_rest_is_said() {
    let columns = Columns { groups: vec!["who".into(), "who".into()], ..columns() };
    let mut rows = String::from("y,score,who\n");
    for group in 0..130 {
        // The later half of the groups has a row more.
        for row in 0..(1 + i32::from(group >= 65)) {
            rows.push_str(&format!("{},0.{},g{group:03}\n", ["no", "yes"][(group % 2) as usize], row + 3));
        }
    }
    let settings = Settings { favourable: Some("no".into()), ..settings(columns) };
    let imported = imported("many_groups.csv", &rows, &settings);
    let [grouping] = evaluation(&imported).groups.as_slice() else { panic!("named twice, grouped once") };
    assert_eq!((grouping.groups.len(), grouping.groups_total), (100, Some(130)));
    assert_eq!(grouping.favourable_class.as_deref(), Some("no"));
    assert!(grouping.groups[35..].iter().all(|group| group.rows == 2));
    let note = "Column who has 130 groups; the 100 with most rows are kept.";
    assert!(imported.notes.iter().any(|said| said == note), "{:?}", imported.notes);
}

#[test]
fn rows_with_weights_have_rates_and_no_counts() {
    let columns = Columns { groups: vec!["who".into()], weight: Some("w".into()), ..columns() };
    let rows = "y,score,who,w\nno,0.6,a,3\nyes,0.9,a,1\nno,0.1,b,1\nyes,0.3,a,4\n";
    let imported = imported("weighted_groups.csv", rows, &settings(columns));
    let [a, b] = evaluation(&imported).groups[0].groups.as_slice() else { panic!("two groups") };
    assert_eq!((a.counts, a.metrics["selection_rate"]), (None, Some(0.5)));
    assert_eq!((b.counts, b.metrics["selection_rate"]), (None, Some(0.0)));
}

#[test]
fn the_favourable_class_is_one_of_two() {
    let columns = Columns { groups: vec!["who".into()], ..columns() };
    let settings = Settings { favourable: Some("maybe".into()), ..settings(columns) };
    let rows = "y,score,who\nno,0.1,a\nyes,0.9,a\n";
    says(&refused("favourable.csv", rows, &settings), &["maybe", "no", "yes"]);
}

#[test]
fn several_models_make_an_experiment_best_first() {
    let good = "y,score\n0,0.1\n1,0.9\n0,0.2\n1,0.8\n";
    let bad = "y,score\n0,0.9\n1,0.9\n0,0.2\n1,0.1\n";
    let files = [file("bad.csv", bad), file("good.csv", good)];
    let imported = import(&files, &settings(columns()), &()).unwrap();
    let [Snapshot::Experiment(experiment), Snapshot::Model(first), Snapshot::Model(second)] =
        imported.snapshots.as_slice()
    else {
        panic!("an experiment and two models")
    };
    assert_eq!((experiment.name.as_str(), first.name.as_str()), ("Predictions of y", "good"));
    let content = &experiment.content;
    assert_eq!((content.ranking_metric.as_deref(), content.ranking_split), (Some("auc"), Some(Split::Test)));
    let board: Vec<_> = content.leaderboard.iter().map(|entry| (entry.name.as_str(), entry.id)).collect();
    assert_eq!(board, [("good", Some(first.id)), ("bad", Some(second.id))]);
    assert_eq!(content.best_model.as_ref().unwrap().model.rank, Some(1));
    assert_eq!(second.content.experiment.as_ref().unwrap().id, Some(experiment.id));

    let column = Columns { model: Some("model".into()), ..columns() };
    let rows = "y,score,model\n0,0.1,m1\n1,0.2,m1\n0,0.4,m2\n1,0.9,m2\n";
    let by = |metric: &str| Settings { metric: Some(metric.into()), ..settings(column.clone()) };
    let lower = import(&[file("all.csv", rows)], &by("log_loss"), &()).unwrap();
    let names: Vec<&str> = lower.snapshots.iter().map(|snapshot| snapshot.header().name).collect();
    assert_eq!(names, ["all", "m2", "m1"], "the smaller loss first, under its other name, too");
    says(&refused("all.csv", rows, &by("gini")), &["no model has metric \"gini\"", "test rows", "\"auc\""]);
}

#[test]
fn a_file_may_be_compressed_marked_and_otherwise_delimited() {
    let plain = imported("plain.csv", BINARY, &settings(columns()));
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(BINARY.as_bytes()).unwrap();
    let packed =
        import(&[file("plain.csv.gz", encoder.finish().unwrap())], &settings(columns()), &()).unwrap();
    assert_eq!(evaluation(&packed), evaluation(&plain));
    let other = format!("\u{feff}{}", BINARY.replace(',', " ; "));
    assert_eq!(evaluation(&imported("semicolons.csv", &other, &settings(columns()))), evaluation(&plain));
}

#[test]
fn what_is_wrong_with_a_file_is_said_in_a_sentence() {
    let with_score = &settings(columns());
    says(&refused("empty.csv", "", with_score), &["empty.csv has no rows"]);
    says(&refused("header.csv", "y,score\n", with_score), &["header.csv has no rows"]);
    says(
        &refused("near.csv", "Y,scor\n1,1\n", with_score),
        &["no column \"y\"", "did you mean \"Y\"?", "\"scor\""],
    );
    says(&refused("twice.csv", "y,y,score\n1,1,1\n", with_score), &["two columns \"y\""]);
    says(&refused("text.csv", "y,score\n1,0.5\n0,high\n", with_score), &["line 3", "\"score\"", "\"high\""]);
    says(&refused("ragged.csv", "y,score\n1,0.5\n0\n", with_score), &["line 3", "1 fields", "has 2"]);
    says(&refused("latin.csv", b"y,score\n\xff,0.5\n", with_score), &["line 2", "UTF-8"]);
    says(&refused("one.csv", "y,score\n1,0.5\n1,0.4\n", with_score), &["only one class, \"1\""]);
    says(
        &refused("three.csv", "y,score\na,0.5\nb,0.4\nc,0.4\n", with_score),
        &["3 classes", "--scores PREFIX"],
    );
    let missing = import(&["nowhere.csv".into()], with_score, &()).unwrap_err().to_string();
    says(&missing, &["cannot read nowhere.csv"]);
    if cfg!(not(feature = "parquet")) {
        says(&refused("p.parquet", b"PAR1\x00", with_score), &["Parquet", "CSV", "feature `parquet`"]);
    }
}

#[test]
fn options_that_do_not_fit_the_data_are_refused() {
    let positive = Settings { positive: Some("maybe".into()), ..settings(columns()) };
    says(&refused("positive.csv", BINARY, &positive), &["no row has class \"maybe\"", "\"no\", \"yes\""]);
    let per_class = settings(Columns { scores: Scores::PerClass("p_".into()), ..Columns::of("y") });
    says(&refused("prefix.csv", BINARY, &per_class), &["begin with \"p_\""]);
    let rows = "y,p_a,p_b\na,0.5,0.5\nc,0.5,0.5\nb,0.5,0.5\n";
    says(&refused("class.csv", rows, &per_class), &["class \"c\"", "\"p_c\""]);
    let weighted = settings(Columns { weight: Some("w".into()), ..columns() });
    says(
        &refused("negative.csv", "y,score,w\n0,0.1,1\n1,0.2,-2\n", &weighted),
        &["line 3", "-2", "at least 0"],
    );
    says(&refused("zero.csv", "y,score,w\n0,0.1,0\n1,0.2,0\n", &weighted), &["all weights", "\"w\""]);
    let split = settings(Columns { split: Some("part".into()), ..columns() });
    says(&refused("split.csv", "y,score,part\n0,0.1,first\n", &split), &["line 2", "\"first\"", "holdout"]);
    let regression = Settings { task: Some(Task::Regression), ..settings(called()) };
    says(&refused("numbers.csv", "y,said\n1,2\nx,2\n", &regression), &["line 3", "\"y\"", "\"x\""]);
    let alone = Settings { task: Some(Task::Regression), ..settings(columns()) };
    says(&refused("alone.csv", BINARY, &alone), &["--prediction"]);
}

#[test]
fn numbers_with_a_text_among_them_are_neither() {
    let mut rows: String = (0..40).map(|row| format!("{row}.5,1\n")).collect();
    rows.push_str("n. a.,1\n");
    says(
        &refused("mixed.csv", format!("y,said\n{rows}"), &settings(called())),
        &["line 42", "\"n. a.\"", "--task"],
    );
    let many: String = (0..1_500).map(|row| format!("{row}.5,1\n")).collect();
    says(&refused("late.csv", format!("y,said\n{many}x,1\n"), &settings(called())), &["line 1502", "\"x\""]);
}

#[test]
fn more_classes_than_a_report_shows_are_refused() {
    let rows: String = (0..1_001).map(|row| format!("k{row},k{row}\n")).collect();
    says(&refused("many.csv", format!("y,said\n{rows}"), &settings(called())), &["\"y\"", "more than 1000"]);
    let probabilities: String =
        (0..100).map(|row| format!("{},{}\n", row % 2, f64::from(row) / 101.0)).collect();
    let error = refused("scores.csv", format!("y,said\n{probabilities}"), &settings(called()));
    says(&error, &["\"said\"", "--score"]);
}

#[test]
fn all_is_the_same_again() {
    let once = imported("again.csv", BINARY, &settings(columns()));
    assert_eq!(once, imported("again.csv", BINARY, &settings(columns())));
}
