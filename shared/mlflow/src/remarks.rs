//! What went otherwise than planned: runs that are not compared, and why.

use report_snapshot::experiment::{RunRemark, RunRemarkKind};

use crate::{
    board::{Board, Others},
    runs::Run,
};

/// Runs that get a remark of their own.
const MOST_SINGLE: usize = 50;

/// Names in a remark about several runs.
const MOST_NAMES: usize = 3;

/// The remarks, failures first.
pub(crate) fn of(board: &Board<'_>, cut: Option<usize>) -> Vec<RunRemark> {
    let Others { failed, killed, running, scheduled, deleted, unmeasured, elsewhere } = &board.others;
    let mut remarks = Vec::new();
    each(&mut remarks, RunRemarkKind::Failed, failed, "failed and is not ranked");
    each(&mut remarks, RunRemarkKind::Skipped, killed, "was stopped before its end and is not ranked");
    each(&mut remarks, RunRemarkKind::Skipped, running, "is not over and is not ranked");
    let mut together = |runs: &[&Run], one: &str, many: &str| remarks.extend(summed(runs, one, many));
    together(scheduled, "has not started", "have not started");
    together(unmeasured, "has no metrics and is not ranked", "have no metrics and are not ranked");
    together(
        elsewhere,
        "has none of the metrics of the leaderboard and is not ranked",
        "have none of the metrics of the leaderboard and are not ranked",
    );
    together(deleted, "is deleted on the server and left out", "are deleted on the server and left out");
    remarks.extend(cut.map(|kept| skipped(format!("only the newest {kept} runs were read"))));
    if board.columns_cut > 0 {
        remarks.push(skipped(format!("the {} rarest metrics are left out", board.columns_cut)));
    }
    remarks
}

fn skipped(text: String) -> RunRemark {
    RunRemark { kind: RunRemarkKind::Skipped, text }
}

/// A remark for each run, and one for those that are too many.
fn each(remarks: &mut Vec<RunRemark>, kind: RunRemarkKind, runs: &[&Run], what: &str) {
    let single = runs.iter().take(MOST_SINGLE);
    remarks.extend(single.map(|run| RunRemark { kind, text: format!("{} {what}", run.name) }));
    if runs.len() > MOST_SINGLE {
        let text = format!("the same is true of {} further runs", runs.len() - MOST_SINGLE);
        remarks.push(RunRemark { kind, text });
    }
}

/// One remark for all.
fn summed(runs: &[&Run], one: &str, many: &str) -> Option<RunRemark> {
    match runs {
        [] => None,
        [run] => Some(skipped(format!("{} {one}", run.name))),
        runs => {
            let names: Vec<&str> = runs.iter().take(MOST_NAMES).map(|run| run.name.as_str()).collect();
            let more = if runs.len() > MOST_NAMES { ", …" } else { "" };
            Some(skipped(format!("{} runs {many}: {}{more}", runs.len(), names.join(", "))))
        }
    }
}
