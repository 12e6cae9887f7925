//! Saved answers, and folders for a test's own.
#![allow(dead_code, clippy::unwrap_used, reason = "shared by several tests, none of which needs all of it")]

use std::{fs, path::PathBuf};

use report_h2o::{ImportError, Imported, Settings, import, saved_run};
use uuid::{Uuid, uuid};

pub const PROJECT: Uuid = uuid!("bf3eeeb1-3d0f-53b8-8482-a86068ed1ece");

pub fn saved(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/saved").join(name)
}

/// A folder for one test's own answers.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(test: &str) -> Self {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn write(&self, name: &str, answer: &serde_json::Value) -> &Self {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, answer.to_string()).unwrap();
        self
    }

    pub fn copy(&self, from: &str, name: &str) -> &Self {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::copy(saved(from).join(name), path).unwrap();
        self
    }

    pub fn import(&self) -> Result<Imported, ImportError> {
        import(&saved_run(&self.0).unwrap(), &Settings::new(PROJECT))
    }

    /// A saved answer, changed.
    pub fn change(&self, from: &str, name: &str, change: impl FnOnce(&mut serde_json::Value)) -> &Self {
        let mut answer = serde_json::from_slice(&fs::read(saved(from).join(name)).unwrap()).unwrap();
        change(&mut answer);
        self.write(name, &answer)
    }
}
