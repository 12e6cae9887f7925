//! Answers saved as files.

use std::{fs, io, path::Path};

use serde_json::Value;

use super::{Fault, Run};

/// Reads a folder of saved answers: `automl.json`, `leaderboard.json`, `frame_summary.json`, `models/*.json`,
/// `permutation_importance.json`, and `cloud.json` in it or one level up. Any of them may be missing, but not all of the
/// first two and the models.
///
/// # Errors
/// A file that is there but cannot be read, or is not JSON; a folder with nothing of use.
pub fn saved_run(dir: &Path) -> Result<Run, Fault> {
    let mut run = Run {
        automl: optional(&dir.join("automl.json"))?,
        leaderboard: optional(&dir.join("leaderboard.json"))?,
        frame_summary: optional(&dir.join("frame_summary.json"))?,
        permutation_importance: optional(&dir.join("permutation_importance.json"))?,
        cloud: optional(&dir.join("cloud.json"))?,
        ..Run::default()
    };
    if run.cloud.is_null() {
        run.cloud = optional(&dir.join("..").join("cloud.json"))?;
    }
    let models = dir.join("models");
    if models.is_dir() {
        let mut paths = Vec::new();
        for entry in fs::read_dir(&models).map_err(|source| unreadable(&models, source))? {
            let path = entry.map_err(|source| unreadable(&models, source))?.path();
            if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json")) {
                paths.push(path);
            }
        }
        // The order of a folder's entries differs between machines.
        paths.sort();
        for path in paths {
            run.add_models(optional(&path)?);
        }
    }
    if run.is_empty() {
        return Err(Fault::NothingSaved { path: dir.display().to_string() });
    }
    Ok(run)
}

/// A file's JSON; null if there is no such file.
fn optional(path: &Path) -> Result<Value, Fault> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Value::Null),
        Err(source) => return Err(unreadable(path, source)),
    };
    serde_json::from_slice(&bytes)
        .map_err(|source| Fault::NotJson { place: path.display().to_string(), source })
}

fn unreadable(path: &Path, source: io::Error) -> Fault {
    Fault::File { path: path.display().to_string(), source }
}
