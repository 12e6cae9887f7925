//! Whose imported snapshots are, and where they are written.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use report_import::{DEFAULT_NAMESPACE, Entities};
use report_snapshot::Snapshot;
use uuid::Uuid;

use crate::{
    failure::{Failure, Outcome},
    files,
};

/// What every source is asked for.
#[derive(Debug, clap::Args)]
pub(crate) struct Destination {
    /// The project that the entities belong to
    #[arg(long, value_name = "UUID")]
    project: Uuid,
    /// Namespace of the entities' ids, which are UUIDs version 5 of "kind:name"
    #[arg(long, value_name = "UUID", default_value_t = DEFAULT_NAMESPACE)]
    namespace: Uuid,
    /// Folder to write {kind}-{name}.json into; made if it does not exist
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

impl Destination {
    /// Whose the snapshots are; taken at a time that is not known.
    pub(crate) fn entities(&self) -> Entities {
        Entities { namespace: self.namespace, ..Entities::of(self.project) }
    }

    /// Opens the folder.
    pub(crate) fn folder(&self) -> Result<Folder<'_>, Failure> {
        files::make_dir(&self.out)?;
        Ok(Folder { path: &self.out, written: BTreeSet::new() })
    }
}

/// The folder that snapshots are written into.
pub(crate) struct Folder<'a> {
    path: &'a Path,
    written: BTreeSet<PathBuf>,
}

impl Folder<'_> {
    /// Writes snapshots that were made from `place`, all or none, and prints their paths.
    pub(crate) fn write(&mut self, place: &str, snapshots: impl IntoIterator<Item = Snapshot>) -> Outcome {
        let files = snapshots
            .into_iter()
            .map(|snapshot| self.file(place, &snapshot))
            .collect::<Result<Vec<(PathBuf, Vec<u8>)>, Failure>>()?;
        for (path, bytes) in files {
            files::write(&path, &bytes)?;
            println!("{}", path.display());
        }
        Ok(())
    }

    /// The path of a snapshot's file, and its bytes.
    fn file(&mut self, place: &str, snapshot: &Snapshot) -> Result<(PathBuf, Vec<u8>), Failure> {
        let mut bytes = serde_json::to_vec(snapshot)?;
        bytes.push(b'\n');
        // What is written must be fit to be published, whatever the other tool gave.
        report_snapshot::read(&bytes)
            .map_err(|error| Failure::new(format!("{place} gives a snapshot that {error}")))?;
        let path = self.path.join(self.name(snapshot));
        self.written.insert(path.clone());
        Ok((path, bytes))
    }

    /// `{kind}-{name}.json`, with the id added where two names look alike as file names.
    fn name(&self, snapshot: &Snapshot) -> String {
        let header = snapshot.header();
        let stem = format!("{}-{}", header.kind, files::stem(header.name));
        let name = format!("{stem}.json");
        if self.written.contains(&self.path.join(&name)) {
            format!("{stem}-{}.json", header.id)
        } else {
            name
        }
    }
}
