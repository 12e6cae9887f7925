//! Whose imported snapshots are, and where they go.

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
    commands::publish::{Checked, Target},
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
    #[command(flatten)]
    place: Place,
}

/// Where snapshots go.
#[derive(Debug, clap::Args)]
#[group(required = true, multiple = false)]
struct Place {
    /// Folder to write {kind}-{name}.json into; made if it does not exist
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Put them where the service finds them, as reportctl publish does, when all of them are made and checked
    #[arg(long)]
    publish: bool,
}

impl Purpose for Destination {
    fn entities(&self) -> Entities {
        Entities { namespace: self.namespace, ..Entities::of(self.project) }
    }

    fn open(&self) -> Result<Box<dyn Sink + '_>, Failure> {
        let Some(out) = &self.place.out else {
            return Ok(Box::new(Post { target: Target::from_env()?, checked: Vec::new() }));
        };
        let staging = out.join(format!(".import-{}", std::process::id()));
        files::make_dir(&staging)?;
        Ok(Box::new(Folder { path: out, staging, names: Vec::new(), taken: BTreeSet::new() }))
    }
}

/// Snapshots that are published together. Nothing is sent before the last of them is made.
struct Post {
    target: Target,
    checked: Vec<Checked>,
}

impl Sink for Post {
    fn keep(&mut self, place: &str, snapshots: Vec<Snapshot>) -> Outcome {
        for snapshot in snapshots {
            let bytes = checked(place, &snapshot)?;
            let header = snapshot.header();
            self.checked.push(Checked::new(format!("{} {}", header.kind, header.name), &snapshot, bytes));
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Outcome {
        self.target.put_all(self.checked)
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
