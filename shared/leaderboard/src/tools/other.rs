//! Any other file: its columns are named by settings, or by well-known metrics.

use report_facts::quantity;

use crate::{
    error::Error,
    layout::{Layout, Values},
    settings::Settings,
    sheet::Sheet,
};

pub(super) fn layout(sheet: &Sheet, settings: &Settings) -> Result<Layout, Error> {
    let Some(model) = &settings.model else {
        return Err(Error::Unknown { file: sheet.file.clone(), there: sheet.header.clone() });
    };
    let is_asked = |name: &String| settings.metric.as_ref() == Some(name);
    let plain = |name: &str| name.strip_prefix("neg_").unwrap_or(name).to_owned();
    let metrics = sheet
        .header
        .iter()
        .enumerate()
        .filter(|(_, name)| *name != model)
        .filter(|(_, name)| is_asked(name) || quantity::find_prefixed(&plain(name)).is_some())
        .map(|(column, name)| Values::named(name, column, settings.split))
        .collect();
    Ok(Layout { metrics, ..Layout::default() })
}
