//! Section `privacy`: what was measured, in words.

use crate::blocks::Blocks;
use report_charts::{Bins, Frame};
use report_document::{Block, Chart, Field, Text};
use report_findings::synthetic::{Aspect, Check};
use report_snapshot::synthgen::{Privacy, Synthgen};

use crate::common::statement::unlinked;

/// Makes the section; `None` where privacy was not measured.
pub(super) fn privacy(run: &Synthgen, checks: &[Check]) -> Option<Blocks> {
    let privacy = run.privacy.as_ref()?;
    let mut body = Blocks::default();
    let measured: Vec<Text> = checks
        .iter()
        .filter(|check| check.aspect == Aspect::Privacy)
        .filter_map(|check| {
            let finding = check.finding()?;
            let mut text = Text::default().strong(format!("{}. ", check.label));
            text.0.extend(unlinked(&finding.statement).0);
            Some(text.and(format!(" {}", meaning(finding.rule.name))))
        })
        .collect();
    if measured.is_empty() {
        return None;
    }
    body.push(Block::Bullets(measured));
    body.extend(closest_record(privacy).map(Block::Chart));
    let fields = attacker(privacy);
    if !fields.is_empty() {
        body.push(Block::Subheading("What the attacker is taken to know".into()));
        body.push(Block::Fields(fields));
    }
    Some(body)
}

/// What a measure means for people in the real data.
fn meaning(rule: &str) -> &'static str {
    match rule {
        "exact_copies" => "A copy would publish a real person's row as it is.",
        "new_row_synthesis" => {
            "A row that matches a real one, within a tolerance for numbers, can give a person away."
        }
        "memorised_rows" => {
            "A synthesizer that has learned the data in general is as close to rows it has never seen as to those it was \
             trained on."
        }
        "distance_to_closest_record" => {
            "Rows that lie nearer than real people lie to one another would be suspect."
        }
        "dcr_baseline_protection" => {
            "Random data is the safest and the least useful there can be; likeness to the real data costs some of that distance."
        }
        "disclosure_protection" => {
            "Where the columns known really are related to the sensitive ones, data that is true to them makes guessing \
             easier; that is the price of fidelity."
        }
        _ => "",
    }
}

/// Distances to the closest training row: synthetic rows against held-out real rows.
fn closest_record(privacy: &Privacy) -> Option<Chart> {
    let closest = privacy.distance_to_closest_record.as_ref()?;
    let caption = format!(
        "Each is drawn as shares of its own rows.{}",
        closest.metric.as_deref().map(|metric| format!(" Distance: {metric}.")).unwrap_or_default()
    );
    report_charts::histogram_pair(
        &Frame::full("chart-closest-record", "Distance to the closest training row").caption(&caption),
        Bins::Edges(&closest.bin_edges),
        ("Held-out real rows", &closest.holdout),
        ("Synthetic rows", &closest.synthetic),
    )
}

fn attacker(privacy: &Privacy) -> Vec<Field> {
    let mut fields = Vec::new();
    if !privacy.known_columns.is_empty() {
        fields.push(Field::new("Known columns", privacy.known_columns.join(", ")));
    }
    if !privacy.sensitive_columns.is_empty() {
        fields.push(Field::new("Guessed columns", privacy.sensitive_columns.join(", ")));
    }
    fields
}
