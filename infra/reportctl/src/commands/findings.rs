//! `reportctl findings`.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

use clap::ValueEnum;
use report_domain::Kind;
use report_findings::{Finding, Severity};
use report_snapshot::Snapshot;
use serde::Serialize;

use crate::{
    failure::{Failure, Outcome},
    files,
};

/// Columns of a terminal that text is wrapped to.
const WIDTH: usize = 100;

/// Say what there is to say about snapshots: the findings of their reports, without the reports.
///
/// For people: severity, title and statement of each finding, the most severe first, then what the report does not know. With
/// --json: one document per line and file, in which each finding has its rule and its figures with exact values. Exit code 1 if
/// a finding is at least as severe as --fail-on, or if a file cannot be read; the other files are told of all the same.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  reportctl findings experiment.json
  reportctl findings snapshots/*.json --json | jq '.findings[] | select(.severity == \"critical\")'

A step of a GitHub workflow that lets nothing critical pass:
  - name: Findings
    run: reportctl findings snapshots/*.json --fail-on critical")]
pub(crate) struct Arguments {
    /// Snapshot files; - for standard input
    #[arg(required = true, value_name = "SNAPSHOT")]
    snapshots: Vec<PathBuf>,
    /// Print JSON, one document per line and file
    #[arg(long)]
    json: bool,
    /// Exit with 1 if a finding is at least so severe
    #[arg(long, value_name = "SEVERITY")]
    fail_on: Option<Gate>,
}

/// The severity from which a finding is a failure.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Gate {
    /// Should be looked at.
    Warning,
    /// Must be looked at before anyone relies on the result.
    Critical,
}

impl Gate {
    fn passes(self, findings: &[Finding]) -> bool {
        let least = match self {
            Gate::Warning => Severity::Warning,
            Gate::Critical => Severity::Critical,
        };
        findings.iter().all(|finding| finding.severity < least)
    }
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let mut out = io::stdout().lock();
    let mut passed = true;
    for (index, path) in arguments.snapshots.iter().enumerate() {
        let snapshot = match files::read_snapshot(path) {
            Ok((snapshot, _)) => snapshot,
            Err(failure) => {
                failure.report();
                passed = false;
                continue;
            }
        };
        let findings = report_findings::findings(&snapshot);
        let unknowns: Vec<String> =
            report_findings::unknowns(&snapshot).iter().map(report_findings::Statement::to_plain).collect();
        passed &= arguments.fail_on.is_none_or(|gate| gate.passes(&findings));
        let text = if arguments.json {
            document(path, &snapshot, &findings, &unknowns)?
        } else {
            let before = if index == 0 { "" } else { "\n" };
            format!("{before}{}", page(path, &snapshot, &findings, &unknowns))
        };
        writeln!(out, "{text}")?;
    }
    if passed { Ok(()) } else { Err(Failure::Reported) }
}

/// What --json prints of a file.
#[derive(Serialize)]
struct Document<'a> {
    snapshot: String,
    kind: Kind,
    name: &'a str,
    findings: &'a [Finding],
    unknowns: &'a [String],
}

fn document(
    path: &Path,
    snapshot: &Snapshot,
    findings: &[Finding],
    unknowns: &[String],
) -> serde_json::Result<String> {
    let header = snapshot.header();
    let (kind, name) = (header.kind, header.name);
    serde_json::to_string(&Document { snapshot: path.display().to_string(), kind, name, findings, unknowns })
}

fn page(path: &Path, snapshot: &Snapshot, findings: &[Finding], unknowns: &[String]) -> String {
    let header = snapshot.header();
    let mut lines = wrapped(&format!("{}: {} {}", files::name(path), header.kind, header.name), "", "");
    lines.push(String::new());
    if findings.is_empty() {
        lines.push("  No rule has anything to say.".into());
    }
    for finding in findings {
        let word = match finding.severity {
            Severity::Good => "good",
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Critical => "critical",
        };
        lines.extend(wrapped(&finding.title, &format!("  {word:<9} "), "            "));
        lines.extend(wrapped(&finding.statement.to_plain(), "            ", "            "));
    }
    if !unknowns.is_empty() {
        lines.extend([String::new(), "  What this report does not know".into()]);
        for unknown in unknowns {
            lines.extend(wrapped(unknown, "  - ", "    "));
        }
    }
    lines.join("\n")
}

/// Text in lines of at most [`WIDTH`] characters, the first after `first`, the others after `next`. Words that are longer
/// stay whole. Control characters, which a name may hold, do not reach the terminal.
fn wrapped(text: &str, first: &str, next: &str) -> Vec<String> {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut lines = Vec::new();
    let (mut line, mut has_word) = (first.to_owned(), false);
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if has_word && line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push(std::mem::replace(&mut line, next.to_owned()));
            has_word = false;
        }
        if has_word {
            line.push(' ');
        }
        line.push_str(word);
        has_word = true;
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_short_and_no_word_is_lost() {
        let text = "one two ".repeat(40);
        let lines = wrapped(&text, "  - ", "    ");
        assert!(lines.iter().all(|line| line.chars().count() <= WIDTH));
        assert!(lines[0].starts_with("  - one two") && lines[1].starts_with("    "));
        let words: Vec<&str> = lines.iter().flat_map(|line| line.split_whitespace()).collect();
        assert_eq!(words.len(), 81, "and the dash");
        assert_eq!(wrapped("a\u{1b}[31mb", "", ""), ["a [31mb"]);
        assert_eq!(wrapped(&"x".repeat(200), "", "").len(), 1);
    }
}
