//! `reportctl`: snapshots, documents and API keys from the command line.
//!
//! Everything but `publish`, `create`, `reindex`, `schedule`, `keys`, `dlq` and imports from servers works offline; no AWS client is
//! built for it.

mod commands;
mod failure;
mod files;
mod lookup;
mod progress;
mod service;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use commands::{
    check_text, create, dlq, findings, import, keys, publish, reindex, render, report, schedule, schema,
    validate, verify,
};

/// Snapshots, reports and API keys of the Reports API.
///
/// Exit codes: 0 all is well, 1 a problem was found, 2 the command line makes no sense.
#[derive(Debug, Parser)]
#[command(name = "reportctl", version, propagate_version = true, max_term_width = 110)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Validate(validate::Arguments),
    Findings(findings::Arguments),
    CheckText(check_text::Arguments),
    Schema(schema::Arguments),
    Render(render::Arguments),
    Verify(verify::Arguments),
    #[command(subcommand)]
    Import(import::Import),
    #[command(subcommand)]
    Report(report::Report),
    Publish(publish::Arguments),
    Create(create::Arguments),
    Reindex(reindex::Arguments),
    #[command(subcommand)]
    Schedule(schedule::Command),
    #[command(subcommand)]
    Keys(keys::Command),
    #[command(subcommand)]
    Dlq(dlq::Command),
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Validate(arguments) => validate::run(&arguments),
        Command::Findings(arguments) => findings::run(&arguments),
        Command::CheckText(arguments) => check_text::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Render(arguments) => render::run(&arguments),
        Command::Verify(arguments) => verify::run(&arguments),
        Command::Import(source) => import::run(&source),
        Command::Report(report) => report::run(&report),
        Command::Publish(arguments) => publish::run(&arguments),
        Command::Create(arguments) => create::run(&arguments),
        Command::Reindex(arguments) => reindex::run(&arguments),
        Command::Schedule(command) => schedule::run(&command),
        Command::Keys(command) => keys::run(&command),
        Command::Dlq(command) => dlq::run(&command),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.report();
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        super::Cli::command().debug_assert();
    }
}
