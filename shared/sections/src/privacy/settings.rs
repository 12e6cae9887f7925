//! Section `settings`: how the session was set up.

use crate::blocks::Blocks;
use report_document::{Block, Field};
use report_facts::format;
use report_snapshot::privacy::{PrivacySession, SettingValue};

/// Makes the section; `None` without a setting.
pub(super) fn settings(session: &PrivacySession) -> Option<Blocks> {
    let field = |(name, value): (&String, &SettingValue)| {
        let value = match value {
            SettingValue::Bool(true) => "yes".to_owned(),
            SettingValue::Bool(false) => "no".to_owned(),
            SettingValue::Number(number) => format::number(*number),
        };
        Field::new(name.as_str(), value)
    };
    let fields: Vec<Field> = session.settings.iter().map(field).collect();
    (!fields.is_empty()).then(|| Blocks::default().with(Block::Fields(fields)))
}
