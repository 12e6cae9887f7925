//! Files that are read and written.

use std::{
    fs,
    io::{self, Read},
    path::Path,
};

use report_snapshot::Snapshot;

use crate::failure::Failure;

/// A file's bytes; of standard input for `-`.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        io::stdin()
            .read_to_end(&mut bytes)
            .map_err(|error| Failure::new(format!("cannot read standard input: {error}")))?;
        return Ok(bytes);
    }
    fs::read(path).map_err(|error| Failure::new(format!("cannot read {}: {error}", path.display())))
}

/// A snapshot with its bytes.
pub(crate) fn read_snapshot(path: &Path) -> Result<(Snapshot, Vec<u8>), Failure> {
    let bytes = read(path)?;
    let snapshot =
        report_snapshot::read(&bytes).map_err(|error| Failure::new(format!("{} {error}", name(path))))?;
    Ok((snapshot, bytes))
}

/// How a file is called in messages.
pub(crate) fn name(path: &Path) -> String {
    if path.as_os_str() == "-" { "standard input".into() } else { path.display().to_string() }
}

/// Writes a file.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(path, bytes).map_err(|error| Failure::new(format!("cannot write {}: {error}", path.display())))
}

/// Makes a folder and those above it.
pub(crate) fn make_dir(path: &Path) -> Result<(), Failure> {
    fs::create_dir_all(path)
        .map_err(|error| Failure::new(format!("cannot make the folder {}: {error}", path.display())))
}

/// A name as part of a file name: letters, digits and a few signs stay, everything else becomes a hyphen; at most 100
/// characters, never empty, never hidden.
pub(crate) fn stem(name: &str) -> String {
    let kept: String = name
        .chars()
        .take(100)
        .map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' })
        .collect();
    let kept = kept.trim_matches(['-', '.']);
    if kept.is_empty() { "unnamed".into() } else { kept.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_never_leaves_the_folder() {
        assert_eq!(stem("../../etc/passwd"), "etc-passwd");
        assert_eq!(stem("GBM_1_AutoML_1"), "GBM_1_AutoML_1");
        assert_eq!(stem("解約 予測"), "解約-予測");
        assert_eq!(stem("///"), "unnamed");
    }
}
