//! The tools whose columns are known, a file each. Where each learned them is said there.

mod autogluon;
mod mljar;
mod other;
mod pycaret;
mod scikit_learn;

use crate::{error::Error, layout::Layout, settings::Settings, sheet::Sheet};

/// What the columns hold, by the tool that wrote them and by the settings.
pub(crate) fn layout(sheet: &Sheet, settings: &Settings) -> Result<Layout, Error> {
    let layout = if autogluon::wrote(sheet) {
        autogluon::layout(sheet, settings)?
    } else if mljar::wrote(sheet) {
        mljar::layout(sheet, settings)?
    } else if scikit_learn::wrote(sheet) {
        scikit_learn::layout(sheet, settings)?
    } else if pycaret::wrote(sheet) {
        pycaret::layout(sheet, settings)?
    } else {
        other::layout(sheet, settings)?
    };
    layout.with(sheet, settings)
}
