//! The server by the environment variables of MLflow's own clients. Their values are never printed.

use std::env;

use report_import::http::{Authorization, Client, Trust};

use crate::failure::Failure;

/// The client for a server, `address` by default being that of the environment.
///
/// # Errors
/// When no server is named, or what the environment says cannot be used.
pub(super) fn client(address: Option<&str>, token: Option<&str>) -> Result<Client, Failure> {
    let address = address
        .map(str::to_owned)
        .or_else(|| variable("MLFLOW_TRACKING_URI"))
        .ok_or_else(|| Failure::new("no server is named: give --tracking-uri, or set MLFLOW_TRACKING_URI"))?;
    Client::new(&address, &authorization(token)?, &trust()?).map_err(Failure::new)
}

/// A token that is named on the command line; else name and password before a token, as MLflow's clients do it.
fn authorization(token: Option<&str>) -> Result<Authorization, Failure> {
    if let Some(name) = token {
        let token = variable(name)
            .ok_or_else(|| Failure::new(format!("the environment variable {name} holds no token")))?;
        return Ok(Authorization::Bearer(token));
    }
    let basic = variable("MLFLOW_TRACKING_USERNAME").zip(variable("MLFLOW_TRACKING_PASSWORD"));
    let bearer = variable("MLFLOW_TRACKING_TOKEN");
    Ok(match (basic, bearer) {
        (Some((user, password)), _) => Authorization::Basic { user, password },
        (None, Some(token)) => Authorization::Bearer(token),
        (None, None) => Authorization::None,
    })
}

fn trust() -> Result<Trust, Failure> {
    let insecure = match variable("MLFLOW_TRACKING_INSECURE_TLS").map(|value| value.to_lowercase()).as_deref()
    {
        Some("true" | "1") => true,
        None | Some("false" | "0") => false,
        Some(_) => return Err(Failure::new("MLFLOW_TRACKING_INSECURE_TLS must be true or false")),
    };
    match (variable("MLFLOW_TRACKING_SERVER_CERT_PATH"), insecure) {
        (Some(_), true) => Err(Failure::new(
            "MLFLOW_TRACKING_INSECURE_TLS and MLFLOW_TRACKING_SERVER_CERT_PATH contradict each other: unset one of them",
        )),
        (Some(path), false) => Ok(Trust::File(path.into())),
        (None, true) => Ok(Trust::Anybody),
        (None, false) => Ok(Trust::System),
    }
}

/// A variable that is set to something.
fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}
