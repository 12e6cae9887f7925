//! `reportctl schedule`: reports that are asked for again and again.
//!
//! A schedule is one of EventBridge Scheduler, in the stack's group. When it fires it sends the queue of requests what an event
//! `Report Requested` would.

use std::env;

use aws_sdk_scheduler::{
    Client,
    error::{DisplayErrorContext, ProvideErrorMetadata, SdkError},
    types::{DeadLetterConfig, FlexibleTimeWindow, FlexibleTimeWindowMode, Target},
};
use clap::Subcommand;
use report_domain::{EntityId, Kind, ProjectId, ReportOptions};
use report_storage::Aws;
use serde_json::{Map, Value, json};

use super::{create::options, wait};
use crate::failure::{Failure, Outcome};

/// Have reports made again and again: every Monday at eight, once an hour.
///
/// Needs SCHEDULE_GROUP, SCHEDULE_ROLE_ARN, REQUEST_QUEUE_ARN and REQUEST_FAILURES_ARN, the stack's outputs ScheduleGroup,
/// ScheduleRoleArn, RequestQueueArn and RequestFailuresArn, and AWS_REGION and credentials in the environment; AWS_ENDPOINT_URL
/// for an emulator.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Create(Create),
    List(List),
    Delete(Delete),
}

/// Make a schedule.
///
/// Whatever is wrong with a request is told when the schedule fires, by an event `Report Rejected` on the stack's bus; options are
/// checked at once.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  reportctl schedule create weekly-churn --when 'cron(0 8 ? * MON *)' --time-zone Europe/Berlin --kind experiment \\
    --project bf3eeeb1-3d0f-53b8-8482-a86068ed1ece --entity e46a9bd1-8904-54e0-8788-8fb8ac8072ac
  reportctl schedule create hourly-health --when 'rate(1 hour)' --kind deployment --project … --entity … \\
    --options '{\"title\": \"Health at <aws.scheduler.scheduled-time>\"}'")]
pub(crate) struct Create {
    /// Its name: 1 to 64 letters, digits, - _ and .
    #[arg(value_parser = name)]
    name: String,
    /// When: cron(minute hour day month weekday year), rate(2 hours) or, once, at(2026-12-24T18:00:00)
    #[arg(long, value_name = "EXPRESSION", value_parser = expression)]
    when: String,
    /// The time zone of cron and at, such as Europe/Berlin
    #[arg(long, value_name = "ZONE", default_value = "UTC")]
    time_zone: String,
    /// What the report is about: experiment, model, project, deployment or synthgen
    #[arg(long)]
    kind: Kind,
    /// The project that the entity belongs to
    #[arg(long, value_name = "UUID")]
    project: ProjectId,
    /// The entity
    #[arg(long, value_name = "UUID")]
    entity: EntityId,
    /// The reports' options, as in the body of POST /api/reports
    #[arg(long, value_name = "JSON", default_value = "{}", value_parser = checked_options)]
    options: Map<String, Value>,
}

/// List the schedules: name, when, time zone, state, and what they ask for.
#[derive(Debug, clap::Args)]
pub(crate) struct List {}

/// Remove a schedule. Reports made by it stay.
#[derive(Debug, clap::Args)]
pub(crate) struct Delete {
    /// Its name
    name: String,
}

pub(crate) fn run(command: &Command) -> Outcome {
    wait(async {
        let schedules = Schedules::from_env()?;
        match command {
            Command::Create(arguments) => schedules.create(arguments).await,
            Command::List(_) => schedules.list().await,
            Command::Delete(arguments) => schedules.delete(arguments).await,
        }
    })
}

/// The schedules of a stack.
struct Schedules {
    client: Client,
    group: String,
}

impl Schedules {
    fn from_env() -> Result<Self, Failure> {
        Ok(Self { client: Client::new(Aws::from_env()?.config()), group: variable("SCHEDULE_GROUP")? })
    }

    async fn create(&self, arguments: &Create) -> Outcome {
        let target = Target::builder()
            .arn(variable("REQUEST_QUEUE_ARN")?)
            .role_arn(variable("SCHEDULE_ROLE_ARN")?)
            .dead_letter_config(DeadLetterConfig::builder().arn(variable("REQUEST_FAILURES_ARN")?).build())
            .input(request(arguments).to_string())
            .build()?;
        let window = FlexibleTimeWindow::builder().mode(FlexibleTimeWindowMode::Off).build()?;
        let sent = self
            .client
            .create_schedule()
            .group_name(&self.group)
            .name(&arguments.name)
            .schedule_expression(&arguments.when)
            .schedule_expression_timezone(&arguments.time_zone)
            .flexible_time_window(window)
            .target(target)
            .send()
            .await;
        match sent {
            Ok(_) => {
                println!("{}", arguments.name);
                Ok(())
            }
            Err(error) if error.code() == Some("ConflictException") => {
                Err(Failure::new(format!("there is a schedule {} already: delete it first", arguments.name)))
            }
            Err(error) => Err(refused(&error)),
        }
    }

    async fn list(&self) -> Outcome {
        let mut pages = self.client.list_schedules().group_name(&self.group).into_paginator().items().send();
        while let Some(listed) = pages.next().await {
            let listed = listed.map_err(|error| refused(&error))?;
            let name = listed.name().unwrap_or_default();
            // A list does not say when its schedules fire, nor what they send.
            let sent = self.client.get_schedule().group_name(&self.group).name(name).send().await;
            let schedule = match sent {
                Ok(schedule) => schedule,
                Err(error) if is_missing(&error) => continue,
                Err(error) => return Err(refused(&error)),
            };
            let state = schedule.state().map_or("", |state| state.as_str()).to_lowercase();
            println!(
                "{name}  {}  {}  {state}  {}",
                schedule.schedule_expression().unwrap_or_default(),
                schedule.schedule_expression_timezone().unwrap_or("UTC"),
                asked(schedule.target().and_then(Target::input).unwrap_or_default()),
            );
        }
        Ok(())
    }

    async fn delete(&self, Delete { name }: &Delete) -> Outcome {
        match self.client.delete_schedule().group_name(&self.group).name(name).send().await {
            Ok(_) => {
                println!("deleted {name}");
                Ok(())
            }
            Err(error) if is_missing(&error) => Err(Failure::new(format!("there is no schedule {name}"))),
            Err(error) => Err(refused(&error)),
        }
    }
}

/// What the schedule sends when it fires. The scheduler fills in what stands in angle brackets. It sends again what it cannot
/// deliver at once, and then the schedule's own name and the time that it was to fire at are still the same: one report for each
/// time.
fn request(Create { kind, project, entity, options, .. }: &Create) -> Value {
    json!({
        "id": "<aws.scheduler.execution-id>",
        "source": "aws.scheduler",
        "detail-type": "Report Requested",
        "time": "<aws.scheduler.scheduled-time>",
        "detail": {
            "project_id": project, "kind": kind, "entity_id": entity, "options": options,
            "idempotency_key": "<aws.scheduler.schedule-arn> <aws.scheduler.scheduled-time>",
        },
    })
}

/// What a schedule asks for, in a few words.
fn asked(input: &str) -> String {
    let request: Value = serde_json::from_str(input).unwrap_or_default();
    let member = |name: &str| request["detail"][name].as_str().unwrap_or("?").to_owned();
    format!("{} {} of project {}", member("kind"), member("entity_id"), member("project_id"))
}

fn variable(name: &'static str) -> Result<String, Failure> {
    env::var(name)
        .ok()
        .filter(|value| !value.is_empty())
        .ok_or_else(|| Failure::new(format!("{name} is not set: it is an output of the stack")))
}

fn is_missing<E: ProvideErrorMetadata, R>(error: &SdkError<E, R>) -> bool {
    error.code() == Some("ResourceNotFoundException")
}

/// The scheduler's own words.
fn refused<E, R>(error: &SdkError<E, R>) -> Failure
where
    E: ProvideErrorMetadata + std::error::Error + 'static,
    R: std::fmt::Debug,
{
    match (error.code(), error.message()) {
        (Some(code), Some(message)) => Failure::new(format!("the scheduler refuses: {code}: {message}")),
        _ => Failure::new(format!("the scheduler does not answer: {}", DisplayErrorContext(error))),
    }
}

/// Options that the service takes: nobody waits for the answer when the schedule fires.
fn checked_options(text: &str) -> Result<Map<String, Value>, String> {
    let members = options(text)?;
    let problems = match ReportOptions::from_json(&members, &["options"]) {
        Ok(_) => return Ok(members),
        Err(problems) => problems,
    };
    let said = problems.iter().map(|problem| format!("{}: {}", problem.loc.join("."), problem.msg));
    Err(said.collect::<Vec<_>>().join("; "))
}

/// A name that the scheduler takes.
fn name(text: &str) -> Result<String, String> {
    let is_good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if (1..=64).contains(&text.len()) && text.chars().all(is_good) {
        return Ok(text.to_owned());
    }
    Err("expected 1 to 64 letters, digits, - _ and .".into())
}

/// An expression in one of the scheduler's three forms; it checks the rest itself.
fn expression(text: &str) -> Result<String, String> {
    const EXPECTED: &str = "expected cron(0 8 ? * MON *), rate(2 hours) or at(2026-12-24T18:00:00)";
    let (form, rest) = text.split_once('(').ok_or(EXPECTED)?;
    let inner = rest.strip_suffix(')').ok_or(EXPECTED)?;
    let words: Vec<&str> = inner.split_whitespace().collect();
    let fits = match (form, words.as_slice()) {
        ("cron", words) => words.len() == 6,
        ("rate", [count, unit]) => {
            let units = ["minute", "minutes", "hour", "hours", "day", "days"];
            count.parse::<u32>().is_ok_and(|count| count > 0) && units.contains(unit)
        }
        ("at", [time]) => time.len() == "2026-12-24T18:00:00".len(),
        _ => false,
    };
    if fits { Ok(text.to_owned()) } else { Err(EXPECTED.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_has_one_of_three_forms() {
        for good in ["cron(0 8 ? * MON *)", "rate(1 hour)", "rate(15 minutes)", "at(2026-12-24T18:00:00)"] {
            assert_eq!(expression(good).as_deref(), Ok(good));
        }
        for wrong in [
            "",
            "weekly",
            "cron(0 8 * * MON)",
            "rate(hour)",
            "rate(0 hours)",
            "rate(1 week)",
            "at(now)",
            "cron(0 8 ? * MON *",
        ] {
            assert!(expression(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_name_is_one_that_the_scheduler_takes() {
        assert!(name("weekly-churn_2.0").is_ok());
        for wrong in ["", "a b", "é", "group/name", &"x".repeat(65)] {
            assert!(name(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn options_are_checked_before_anything_is_scheduled() {
        assert!(checked_options(r#"{"title":"Week of <aws.scheduler.scheduled-time>"}"#).is_ok());
        let wrong = checked_options(r#"{"titel":"x","include_charts":"yes"}"#).expect_err("two mistakes");
        assert!(wrong.contains("options.titel") && wrong.contains("options.include_charts"), "{wrong}");
    }

    #[test]
    fn a_list_says_what_is_asked_for() {
        let input =
            r#"{"detail":{"kind":"model","entity_id":"e","project_id":"p","options":{"comments":"long"}}}"#;
        assert_eq!(asked(input), "model e of project p");
        assert_eq!(asked("no JSON"), "? ? of project ?");
    }
}
