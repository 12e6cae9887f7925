//! Writes specimen documents: `cargo run -p report-pdf --example specimen -- DIRECTORY`.

#[path = "../tests/support/mod.rs"]
mod support;

use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;

use report_document::Section;
use report_pdf::{Fonts, Paper, PdfSettings};

fn main() -> Result<(), Box<dyn Error>> {
    let target = PathBuf::from(std::env::args().nth(1).ok_or("name a directory to write to")?);
    std::fs::create_dir_all(&target)?;
    let fallback = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../fonts/fallback");
    let settings = PdfSettings { paper: Paper::A4, fonts: Fonts::new(Some(fallback)) };
    let mut wide = support::document("Forty classes");
    wide.sections = vec![
        Section::new("matrix", "Confusion matrix").with(support::wide(40, 40)),
        Section::new("small", "Small").with(support::wide(3, 3)),
    ];
    let documents = [
        ("everything", support::everything(30)),
        ("everything-500", support::everything(500)),
        ("scripts", support::scripts()),
        ("wide", wide),
        ("hostile", support::samples::hostile()),
        ("empty", support::samples::empty()),
    ];
    for (name, document) in documents {
        report_pdf::write(&document, &settings)?;
        let started = Instant::now();
        let output = report_pdf::write(&document, &settings)?;
        println!("{name}: {} pages, {} bytes, {:?}", output.pages, output.bytes.len(), started.elapsed());
        std::fs::write(target.join(format!("{name}.pdf")), output.bytes)?;
    }
    Ok(())
}
