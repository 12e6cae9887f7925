//! Whose imported snapshots are, and where they are written.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use report_import::{DEFAULT_NAMESPACE, Entities};
use report_snapshot::Snapshot;
use uuid::Uuid;

use super::purpose::{Purpose, Sink, checked};
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

impl Purpose for Destination {
    fn entities(&self) -> Entities {
        Entities { namespace: self.namespace, ..Entities::of(self.project) }
    }

    fn open(&self) -> Result<Box<dyn Sink + '_>, Failure> {
        let staging = self.out.join(format!(".import-{}", std::process::id()));
        files::make_dir(&staging)?;
        Ok(Box::new(Folder { path: &self.out, staging, names: Vec::new(), taken: BTreeSet::new() }))
    }
}

/// The folder that snapshots are written into. Until all of them are there, they lie in a hidden folder within it, which is
/// removed again if the import ends before.
struct Folder<'a> {
    path: &'a Path,
    staging: PathBuf,
    /// The files, in the order in which they were made.
    names: Vec<String>,
    taken: BTreeSet<String>,
}

impl Sink for Folder<'_> {
    fn keep(&mut self, place: &str, snapshots: Vec<Snapshot>) -> Outcome {
        for snapshot in snapshots {
            let bytes = checked(place, &snapshot)?;
            let name = self.name(&snapshot);
            files::write(&self.staging.join(&name), &bytes)?;
            self.taken.insert(name.clone());
            self.names.push(name);
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Outcome {
        for name in &self.names {
            let path = self.path.join(name);
            fs::rename(self.staging.join(name), &path)
                .map_err(|error| Failure::new(format!("cannot write {}: {error}", path.display())))?;
            println!("{}", path.display());
        }
        Ok(())
    }
}

impl Folder<'_> {
    /// `{kind}-{name}.json`, with the id added where two names look alike as file names.
    fn name(&self, snapshot: &Snapshot) -> String {
        let header = snapshot.header();
        let stem = format!("{}-{}", header.kind, files::stem(header.name));
        let name = format!("{stem}.json");
        if self.taken.contains(&name) { format!("{stem}-{}.json", header.id) } else { name }
    }
}

impl Drop for Folder<'_> {
    fn drop(&mut self) {
        // What is left there is of no use to anybody, also if it cannot be removed.
        let _ = fs::remove_dir_all(&self.staging);
    }
}
