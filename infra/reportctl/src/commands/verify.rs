//! `reportctl verify`.

mod differences;
mod pdf;

use std::{fmt, path::PathBuf};

use report_render::{Bundle, BundledOther, Commentator, ENGINE_VERSION, RenderSettings};
use report_seal::{Fingerprint, Manifest, PublicKey};
use serde::Deserialize;

use super::wait;
use crate::{
    failure::{Failure, Outcome},
    files,
};

/// Prove what a document was made from, offline.
///
/// With a snapshot, the report is rendered again from it and from the bundle (options, ids, times, commentary) that the renderer has
/// kept, and compared byte for byte. With a seal, the signature is checked, and that it is of this very document and bundle. The
/// answer of GET /api/reports/{report_id}/seal has bundle and seal: save it, and give it as both.
///
/// Exit codes: 0 proven, 1 not, with what differs.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  curl -H \"X-API-Key: $KEY\" $API/api/reports/$ID/seal > seal.json
  reportctl verify report.pdf --snapshot model.json --bundle seal.json
  aws kms get-public-key --key-id $KEY_ARN --query PublicKey --output text | base64 -d > public.der
  reportctl verify report.pdf --seal seal.json --public-key public.der
  reportctl render model.json --bundle --out out/ && \\
    reportctl verify out/model.pdf --snapshot model.json --bundle out/model.bundle.json")]
pub(crate) struct Arguments {
    /// The document: a PDF, or the report in another format
    file: PathBuf,
    /// The snapshot that the report is said to be made from
    #[arg(long, value_name = "FILE", required_unless_present = "seal")]
    snapshot: Option<PathBuf>,
    /// The other snapshot, if the report says what has changed since that
    #[arg(long, value_name = "FILE", requires = "snapshot")]
    compared_to: Option<PathBuf>,
    /// What else it was made from: a bundle, or the answer of the call `seal`; by default the one in the seal's file
    #[arg(long, value_name = "FILE")]
    bundle: Option<PathBuf>,
    /// The seal: a JSON Web Signature, or the answer of the call `seal`
    #[arg(long, value_name = "FILE", requires = "public_key")]
    seal: Option<PathBuf>,
    /// The public key of the service's key, as PEM or DER
    #[arg(long, value_name = "FILE")]
    public_key: Option<PathBuf>,
    /// Folder with fallback fonts, if the service has them: scripts outside Latin, Greek and Cyrillic
    #[arg(long, value_name = "DIR")]
    fonts: Option<PathBuf>,
}

/// The answer of the call `seal`.
#[derive(Deserialize)]
struct Answer {
    seal: Sealed,
}

#[derive(Deserialize)]
struct Sealed {
    status: String,
    jws: Option<String>,
    bundle: String,
}

/// What a check has come to.
struct Verdict {
    holds: bool,
    said: String,
}

impl Verdict {
    fn yes(said: impl fmt::Display) -> Self {
        Self { holds: true, said: said.to_string() }
    }

    fn no(said: impl fmt::Display) -> Self {
        Self { holds: false, said: said.to_string() }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}  {}", if self.holds { "yes" } else { "NO " }, self.said)
    }
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let file = files::read(&arguments.file)?;
    let answer = match &arguments.seal {
        Some(path) => Some(read_seal(&files::read(path)?)?),
        None => None,
    };
    let bundle = match (&arguments.bundle, &answer) {
        (Some(path), _) => Some(bundle_text(files::read(path)?)),
        (None, Some((_, bundle))) => bundle.clone(),
        (None, None) => None,
    };
    let mut verdicts = Vec::new();
    if let (Some((jws, _)), Some(path)) = (&answer, &arguments.public_key) {
        let key = PublicKey::read(&files::read(path)?)?;
        verdicts.extend(sealed(jws, &key, &file, bundle.as_deref()));
    }
    if let Some(path) = &arguments.snapshot {
        let snapshot = files::read(path)?;
        verdicts.extend(rendered_again(&file, &snapshot, bundle.as_deref(), arguments)?);
    }
    for verdict in &verdicts {
        println!("{verdict}");
    }
    if verdicts.iter().all(|verdict| verdict.holds) { Ok(()) } else { Err(Failure::Reported) }
}

/// The seal in a file, and the bundle if the file has it.
fn read_seal(file: &[u8]) -> Result<(String, Option<Vec<u8>>), Failure> {
    if let Ok(Answer { seal }) = serde_json::from_slice(file) {
        let none = || Failure::new(format!("there is no seal in that file: its status is {}", seal.status));
        return Ok((seal.jws.ok_or_else(none)?, Some(seal.bundle.into_bytes())));
    }
    match std::str::from_utf8(file) {
        Ok(text) => Ok((text.to_owned(), None)),
        Err(_) => Err(report_seal::InvalidSeal::Form.into()),
    }
}

/// The bundle in a file: by itself, or in the answer of the call `seal`.
fn bundle_text(file: Vec<u8>) -> Vec<u8> {
    serde_json::from_slice(&file).map_or(file, |Answer { seal }| seal.bundle.into_bytes())
}

/// Whether the key has sealed this document and this bundle.
fn sealed(jws: &str, key: &PublicKey, file: &[u8], bundle: Option<&[u8]>) -> Vec<Verdict> {
    let manifest: Manifest = match report_seal::read(jws, key) {
        Ok(manifest) => manifest,
        Err(error) => return vec![Verdict::no(error)],
    };
    let report = &manifest.bundled.report;
    let mut verdicts = vec![Verdict::yes(format_args!(
        "The seal is of report {} ({} {} of project {}), made at {} by the holder of the key.",
        report.id, report.kind, report.entity_id, report.project_id, manifest.sealed_at
    ))];
    verdicts.push(match manifest.format_of(&Fingerprint::of(file)) {
        Some(format) => Verdict::yes(format_args!("The file is the sealed {format}, byte for byte.")),
        None => Verdict::no("The file is none of the sealed documents."),
    });
    if let Some(bundle) = bundle {
        verdicts.push(match manifest.bundle == Fingerprint::of(bundle) {
            true => Verdict::yes("The bundle is the sealed one, byte for byte."),
            false => Verdict::no("The bundle is not the sealed one."),
        });
    }
    verdicts
}

/// Whether the document is what is made of snapshot and bundle.
fn rendered_again(
    file: &[u8],
    snapshot: &[u8],
    bundle: Option<&[u8]>,
    arguments: &Arguments,
) -> Result<Vec<Verdict>, Failure> {
    let Some(bundle) = bundle else {
        return Ok(vec![Verdict::no(
            "Not reproducible: the report's options, ids, times and commentary are missing, which the snapshot does not have. Give \
             --bundle with the answer of GET /api/reports/{report_id}/seal.",
        )]);
    };
    let bundle = Bundle::read(bundle)?;
    let mut verdicts = Vec::new();
    let found = Fingerprint::of(snapshot);
    verdicts.push(if found == bundle.snapshot.file {
        Verdict::yes(format_args!("The snapshot is the one that the report was made from (SHA-256 {}).", found.sha256))
    } else {
        Verdict::no(format_args!(
            "The snapshot is another one: SHA-256 {} with {} bytes, where the report was made from {} with {} bytes.",
            found.sha256, found.bytes, bundle.snapshot.file.sha256, bundle.snapshot.file.bytes
        ))
    });
    let other = match &arguments.compared_to {
        Some(path) => Some(files::read(path)?),
        None => None,
    };
    if let Some(expected) = bundle.compared.as_ref().and_then(BundledOther::snapshot) {
        let Some(other) = &other else {
            verdicts.push(Verdict::no(format_args!(
                "Not reproducible: missing the snapshot that the report is compared with, version {} of {} (SHA-256 {}). Give it by \
                 --compared-to.",
                expected.version, expected.key, expected.file.sha256
            )));
            return Ok(verdicts);
        };
        let found = Fingerprint::of(other);
        verdicts.push(if found == expected.file {
            Verdict::yes(format_args!(
                "The other snapshot is the one that the report was compared with (SHA-256 {}).",
                found.sha256
            ))
        } else {
            Verdict::no(format_args!(
                "The other snapshot is not the one that the report was compared with: SHA-256 {}, where that had {}.",
                found.sha256, expected.file.sha256
            ))
        });
    }
    if bundle.engine != ENGINE_VERSION {
        verdicts.push(Verdict::no(format_args!(
            "Not reproducible with this program: the report was made by version {}, and this is {ENGINE_VERSION}. Take reportctl of \
             that version.",
            bundle.engine
        )));
    }
    let settings = RenderSettings::new(bundle.page.paper()?, arguments.fonts.clone())
        .attaching(bundle.page.attach_snapshot);
    let options = bundle.options()?;
    let Some(input) = bundle.input(snapshot, other.as_deref(), &options) else {
        // What is missing was said above.
        return Ok(verdicts);
    };
    let commentator = Commentator::Recorded(&bundle.commentary);
    let rendered = wait(async { Ok(report_render::render(input, &settings, commentator).await) })?;
    let rendered = match rendered {
        Ok(rendered) => rendered,
        Err(error) => {
            verdicts.push(Verdict::no(format_args!("The report cannot be rendered again: {error}")));
            return Ok(verdicts);
        }
    };
    match rendered.documents.iter().find(|(_, made)| made.as_slice() == file) {
        Some((format, _)) => verdicts.push(Verdict::yes(format_args!(
            "Rendered again, the {} is the same, byte for byte.",
            format.as_str()
        ))),
        None => {
            if bundle.page.has_fallback_fonts && arguments.fonts.is_none() {
                verdicts.push(Verdict::no(
                    "The report was made with fallback fonts, and here are none: give their folder by --fonts, if it has other \
                     scripts than Latin, Greek and Cyrillic.",
                ));
            }
            verdicts.extend(differences::between(file, &rendered.documents).into_iter().map(Verdict::no));
        }
    }
    Ok(verdicts)
}
