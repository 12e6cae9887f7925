//! What a list says about a report on a project.

use report_snapshot::project::Project;

use super::KeyFigures;

/// See [`super::key_figures`].
pub(super) fn key_figures(_content: &Project) -> KeyFigures {
    Vec::new()
}
