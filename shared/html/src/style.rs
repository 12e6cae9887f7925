//! The style sheet of a page.

use std::sync::OnceLock;

use base64::{Engine, engine::general_purpose::STANDARD};

use crate::{palette::palette, settings::HtmlSettings};

const RULES: &str = include_str!("../assets/report.css");
const REGULAR: &[u8] = include_bytes!("../fonts/inter-regular.woff2");
const SEMIBOLD: &[u8] = include_bytes!("../fonts/inter-semibold.woff2");

/// The whole sheet, made once for each setting.
pub(crate) fn sheet(settings: &HtmlSettings) -> &'static str {
    static WITH_FONTS: OnceLock<String> = OnceLock::new();
    static WITHOUT: OnceLock<String> = OnceLock::new();
    if settings.embed_fonts {
        WITH_FONTS.get_or_init(|| {
            format!("{}{}{}{RULES}", face(REGULAR, 400), face(SEMIBOLD, 600), palette().css())
        })
    } else {
        WITHOUT.get_or_init(|| format!("{}{RULES}", palette().css()))
    }
}

fn face(font: &[u8], weight: u16) -> String {
    format!(
        "@font-face{{font-family:Report;font-weight:{weight};font-display:swap;src:url(data:font/woff2;base64,{}) format(\"woff2\")}}",
        STANDARD.encode(font)
    )
}
