//! `reportctl schema`.

use report_domain::Kind;

use crate::failure::Outcome;

/// Print the JSON Schema (draft 2020-12) of a kind of snapshot.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  reportctl schema experiment > experiment.schema.json")]
pub(crate) struct Arguments {
    /// experiment, model, project, deployment, synthgen or privacy
    kind: Kind,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    println!("{}", serde_json::to_string_pretty(&report_snapshot::json_schema(arguments.kind))?);
    Ok(())
}
