//! Writes a page with every kind of block and chart: `cargo run -p report-html --example html_specimen > specimen.html`.

#[path = "../tests/support/mod.rs"]
mod support;

use std::io::Write;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let document = support::specimen(str::to_owned);
    std::io::stdout().write_all(&report_html::write(&document, &report_html::HtmlSettings::default())?)?;
    Ok(())
}
