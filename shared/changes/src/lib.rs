//! What has changed between two snapshots of a kind: an entity a week apart, a run before and after a change, champion and
//! challenger.
//!
//! [`Side::of`] keeps of a snapshot what is compared, so that the snapshot itself need not stay in memory beside the other;
//! [`changes`] holds two sides against each other. Things are matched by their ids where both have one, else by their names;
//! figures by whose, what and of which rows they are; findings by their rule. Everything is bounded: the largest differences
//! are listed, and the rest is counted.
//!
//! Nothing here judges. A difference has a sign, and is called better or worse only where the quantity has a direction. It
//! exceeds the noise only where both snapshots say how much the figure varies by chance (see [`Noise`]).

mod figures;
mod findings;
mod groups;
mod incidents;
mod listed;
mod noise;
mod settings;
mod side;
mod things;

pub use figures::{FigureChange, FigureChanges, Reading, Series};
pub use findings::{FindingChange, FindingMove};
pub use incidents::{IncidentChange, IncidentChanges};
pub use listed::{Listed, Move};
pub use noise::{LEVEL, Noise};
pub use settings::{SettingChange, SettingKey};
pub use side::Side;
pub use things::{Thing, ThingChange};

/// What differs between two snapshots.
#[derive(Debug, Clone, PartialEq)]
pub struct Changes {
    /// Figures that both have.
    pub figures: FigureChanges,
    /// Findings that appeared, went, or changed.
    pub findings: Listed<FindingChange>,
    /// Incidents of a deployment.
    pub incidents: IncidentChanges,
    /// Models, columns and whatever else has a name.
    pub things: Vec<ThingChange>,
    /// How things are configured.
    pub settings: Listed<SettingChange>,
}

/// Holds two snapshots of the same kind against each other, the earlier or other one first.
pub fn changes(mut then: Side, now: &Side) -> Changes {
    let is_same_entity = then.id == now.id;
    then.call_things_as(now);
    Changes {
        figures: figures::between(&then, now),
        findings: findings::between((&then.findings, &then.name), (&now.findings, &now.name)),
        incidents: incidents::between(&then, now),
        things: things::between(&then.things, &now.things),
        settings: settings::between(&then.settings, &now.settings, is_same_entity),
    }
}

impl Changes {
    /// Whether nothing that is compared differs.
    pub fn is_empty(&self) -> bool {
        let Self { figures, findings, incidents, things, settings } = self;
        figures.is_empty()
            && findings.all() == 0
            && incidents.changed.all() == 0
            && things.is_empty()
            && settings.all() == 0
    }
}
