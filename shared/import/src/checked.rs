//! Snapshots as they are written.

use report_snapshot::Snapshot;

/// The bytes of a snapshot: compact JSON, and the end of the line.
///
/// # Errors
/// What is wrong with the snapshot, as the end of a sentence: "a snapshot that …".
pub fn written(snapshot: &Snapshot) -> Result<Vec<u8>, String> {
    let mut bytes =
        serde_json::to_vec(snapshot).map_err(|error| format!("cannot be written as JSON: {error}"))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The same of a snapshot that is fit to be published, whatever the other tool gave.
///
/// # Errors
/// As with [`written`].
pub fn checked(snapshot: &Snapshot) -> Result<Vec<u8>, String> {
    let bytes = written(snapshot)?;
    report_snapshot::read(&bytes).map_err(|error| error.to_string())?;
    Ok(bytes)
}
