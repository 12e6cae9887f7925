//! `reportctl keys`.

use std::{collections::BTreeSet, time::Duration};

use report_domain::{ApiKey, ProjectId, Rate, RateLimit, Scope, Timestamp};
use report_storage::{ApiKeys, Aws, KeyDigest, KeyText, ListedKey, Table};

use super::wait;
use crate::failure::{Failure, Outcome};

/// Make, limit, list and revoke API keys.
///
/// Needs TABLE_NAME, AWS_REGION and credentials in the environment; AWS_ENDPOINT_URL for an emulator.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Create(Create),
    Limit(Limit),
    List(List),
    Revoke(Revoke),
}

/// Make a key and print it, once: only its SHA-256 is stored.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  reportctl keys create --name nightly --scopes read,write --projects bf3eeeb1-3d0f-53b8-8482-a86068ed1ece --expires-in 90d
  reportctl keys create --name dashboard --scopes read --rate 5/s --burst 20")]
pub(crate) struct Create {
    /// Whose key it is, for people
    #[arg(long, value_parser = name)]
    name: String,
    /// What it may do: read (GET), write (POST) or admin (both)
    #[arg(long, value_delimiter = ',', required = true)]
    scopes: Vec<Scope>,
    /// The projects it may see; all by default
    #[arg(long, value_delimiter = ',', value_name = "UUID")]
    projects: Vec<ProjectId>,
    /// How long it is good: 90d, 12h, 30m; for ever by default
    #[arg(long, value_name = "TIME", value_parser = lifetime)]
    expires_in: Option<Duration>,
    #[command(flatten)]
    limit: Limits,
}

/// How many requests a key may make.
#[derive(Debug, clap::Args)]
struct Limits {
    /// How many requests it may make on average: 5/s, 100/min, 20/h; as many as the API admits by default
    #[arg(long, value_name = "NUMBER/s|min|h")]
    rate: Option<Rate>,
    /// How many requests it may make at once, after a pause; as many as the rate says by default
    #[arg(long, value_name = "NUMBER", requires = "rate")]
    burst: Option<u32>,
}

impl Limits {
    fn limit(&self) -> Result<Option<RateLimit>, Failure> {
        let Some(rate) = self.rate else { return Ok(None) };
        let burst = self.burst.unwrap_or_else(|| rate.count().min(RateLimit::LARGEST_BURST));
        Ok(Some(RateLimit::new(rate, burst)?))
    }
}

/// Change how many requests a key may make. Functions that know it may keep to the former limit for up to 60 seconds more.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  reportctl keys limit 5f70bf18a086 --rate 100/min --burst 20
  reportctl keys limit 5f70bf18a086 --none")]
pub(crate) struct Limit {
    /// The key's id, or at least 8 characters of its beginning
    id: String,
    #[command(flatten)]
    limit: Limits,
    /// Take the limit away
    #[arg(long, conflicts_with = "rate", required_unless_present = "rate")]
    none: bool,
}

/// List all keys by id, the SHA-256 of the key.
#[derive(Debug, clap::Args)]
pub(crate) struct List {}

/// Take a key back. Functions that know it may honour it for up to 60 seconds more.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  reportctl keys revoke 5f70bf18a086")]
pub(crate) struct Revoke {
    /// The key's id, or at least 8 characters of its beginning
    id: String,
}

pub(crate) fn run(command: &Command) -> Outcome {
    wait(async {
        let table = Table::from_env(&Aws::from_env()?)?;
        match command {
            Command::Create(arguments) => create(&table, arguments).await,
            Command::Limit(arguments) => limit(&table, arguments).await,
            Command::List(_) => list(&table).await,
            Command::Revoke(arguments) => revoke(&table, arguments).await,
        }
    })
}

async fn limit(table: &Table, arguments: &Limit) -> Outcome {
    let limit = arguments.limit.limit()?;
    let digest = digest(table, &arguments.id).await?;
    if !table.limit_api_key(digest, limit).await? {
        return Err(Failure::new(format!("there is no key {digest}")));
    }
    println!("{digest}  {}", in_words(limit));
    Ok(())
}

fn in_words(limit: Option<RateLimit>) -> String {
    limit.map_or_else(|| "no limit".to_owned(), |limit| limit.to_string())
}

async fn create(table: &Table, arguments: &Create) -> Outcome {
    let now = Timestamp::now();
    let end = |lifetime: &Duration| {
        let millis = i64::try_from(lifetime.as_millis()).unwrap_or(i64::MAX);
        Timestamp::from_unix_millis(now.unix_millis().saturating_add(millis))
    };
    let projects: BTreeSet<ProjectId> = arguments.projects.iter().copied().collect();
    let api_key = ApiKey {
        name: arguments.name.clone(),
        scopes: arguments.scopes.iter().copied().collect(),
        projects: (!projects.is_empty()).then_some(projects),
        expires_at: arguments.expires_in.as_ref().map(end),
        revoked: false,
        created_at: now,
        limit: arguments.limit.limit()?,
    };
    let key = KeyText::generate()?;
    let digest = KeyDigest::of(key.reveal());
    table.create_api_key(digest, &api_key).await?;
    eprintln!("id {digest}; the key is shown this once:");
    println!("{}", key.reveal());
    Ok(())
}

async fn list(table: &Table) -> Outcome {
    let now = Timestamp::now();
    for ListedKey { digest, key } in table.api_keys().await? {
        let scopes: Vec<&str> = key.scopes.iter().map(|scope| scope.as_str()).collect();
        let projects = key.projects.as_ref().map_or_else(
            || "all projects".to_owned(),
            |projects| projects.iter().map(ToString::to_string).collect::<Vec<_>>().join(","),
        );
        let state = if key.revoked {
            "revoked".to_owned()
        } else {
            match key.expires_at {
                None => "valid".to_owned(),
                Some(end) if now < end => format!("valid until {end}"),
                Some(end) => format!("expired {end}"),
            }
        };
        println!(
            "{digest}  {}  {projects}  created {}  {state}  {}  {}",
            scopes.join(","),
            key.created_at,
            in_words(key.limit),
            key.name
        );
    }
    Ok(())
}

async fn revoke(table: &Table, arguments: &Revoke) -> Outcome {
    let digest = digest(table, &arguments.id).await?;
    if !table.revoke_api_key(digest).await? {
        return Err(Failure::new(format!("there is no key {digest}")));
    }
    println!("revoked {digest}");
    Ok(())
}

/// The digest of the key that an id or its beginning names.
async fn digest(table: &Table, id: &str) -> Result<KeyDigest, Failure> {
    match id.parse::<KeyDigest>() {
        Ok(digest) => Ok(digest),
        Err(_) => by_beginning(table, id).await,
    }
}

async fn by_beginning(table: &Table, beginning: &str) -> Result<KeyDigest, Failure> {
    if beginning.starts_with("rk_") {
        return Err(Failure::new(
            "expected the key's id as `reportctl keys list` shows it, not the key itself",
        ));
    }
    if beginning.len() < 8 {
        return Err(Failure::new("expected at least 8 characters of the key's id"));
    }
    let keys = table.api_keys().await?;
    let mut found =
        keys.iter().map(|key| key.digest).filter(|digest| digest.to_string().starts_with(beginning));
    match (found.next(), found.next()) {
        (Some(digest), None) => Ok(digest),
        (Some(_), Some(_)) => {
            Err(Failure::new(format!("several keys begin with {beginning}; give more of the id")))
        }
        (None, _) => Err(Failure::new(format!("there is no key {beginning}"))),
    }
}

/// A name that shows well in a list.
fn name(text: &str) -> Result<String, String> {
    if text.trim().is_empty() || text.chars().count() > 200 || text.chars().any(char::is_control) {
        return Err("expected 1 to 200 characters, no control characters".into());
    }
    Ok(text.to_owned())
}

fn lifetime(text: &str) -> Result<Duration, String> {
    const EXPECTED: &str = "expected a whole number and a unit: 90d, 12h, 30m";
    let unit = text.chars().last().ok_or(EXPECTED)?;
    let seconds = match unit {
        'd' => 86_400,
        'h' => 3_600,
        'm' => 60,
        _ => return Err(EXPECTED.into()),
    };
    let count: u64 = text[..text.len() - unit.len_utf8()].parse().map_err(|_| EXPECTED)?;
    if count == 0 {
        return Err("expected more than 0".into());
    }
    count.checked_mul(seconds).map(Duration::from_secs).ok_or_else(|| EXPECTED.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lifetimes_have_a_number_and_a_unit() {
        assert_eq!(lifetime("90d"), Ok(Duration::from_secs(90 * 86_400)));
        assert_eq!(lifetime("30m"), Ok(Duration::from_secs(1_800)));
        for wrong in ["", "90", "d", "0d", "-1d", "1.5h", "3é", "99999999999999999d"] {
            assert!(lifetime(wrong).is_err(), "{wrong}");
        }
    }
}
