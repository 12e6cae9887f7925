//! The page around the sections.

use std::collections::HashMap;

use report_document::{Document, Text};
use serde::Serialize;

use crate::{
    anchors::{Anchors, Ids},
    blocks,
    policy::content_security_policy,
    running::paragraph,
    settings::HtmlSettings,
    style::sheet,
    templates::{self, HtmlError, Markup},
};

/// The script of every page. Its hash stands in the policy.
const SCRIPT: &str = include_str!("../assets/report.js");

#[derive(Serialize)]
struct Page<'a> {
    language: &'a str,
    policy: &'a str,
    style: &'a str,
    script: &'a str,
    main_id: String,
    contents_id: String,
    has_contents: bool,
    has_facts: bool,
    kind_label: &'a str,
    title: &'a str,
    subtitle: Option<&'a str>,
    /// The headline without its structure.
    description: Option<String>,
    headline: Option<Markup>,
    facts: Vec<blocks::Pair<'a>>,
    created: &'a str,
    created_rfc3339: &'a str,
    report_id: &'a str,
    /// The sections that a page without the rest of it would have.
    opening: Vec<Section<'a>>,
    sections: Vec<Section<'a>>,
    contents: Vec<Entry<'a>>,
}

/// A line of the contents.
#[derive(Serialize)]
struct Entry<'a> {
    anchor: String,
    title: &'a str,
}

#[derive(Serialize)]
struct Section<'a> {
    anchor: String,
    title: &'a str,
    body: Markup,
}

pub(crate) fn write(document: &Document, settings: &HtmlSettings) -> Result<String, HtmlError> {
    let mut ids = Ids::default();
    let (main_id, contents_id) = (ids.take("content"), ids.take("contents"));
    // All sections first: a link may point forward, and a chart must not take a section's id.
    let anchors: Vec<String> = document.sections.iter().map(|section| ids.take(&section.id)).collect();
    let mut sections = HashMap::with_capacity(anchors.len());
    for (section, anchor) in document.sections.iter().zip(&anchors) {
        sections.entry(section.id.clone()).or_insert_with(|| anchor.clone());
    }
    let mut places = Anchors { ids, sections };
    let contents = document.sections.iter().zip(&anchors);
    let contents: Vec<Entry<'_>> =
        contents.map(|(section, anchor)| Entry { anchor: anchor.clone(), title: &section.title }).collect();
    let mut opening = document
        .sections
        .iter()
        .zip(anchors)
        .map(|(section, anchor)| {
            Ok(Section {
                body: blocks::write_all(&section.blocks, &mut places)?,
                anchor,
                title: &section.title,
            })
        })
        .collect::<Result<Vec<_>, HtmlError>>()?;
    let sections = opening.split_off(document.parts().0.len());
    let meta = &document.meta;
    let named = meta.title.contains(&meta.entity_name);
    let page = Page {
        language: meta.language,
        policy: content_security_policy(),
        style: sheet(settings),
        script: SCRIPT,
        main_id,
        contents_id,
        has_contents: contents.len() > 1,
        has_facts: !meta.facts.is_empty(),
        kind_label: &meta.kind_label,
        title: &meta.title,
        subtitle: (!named).then_some(meta.entity_name.as_str()),
        description: meta.headline.as_ref().map(Text::to_plain),
        headline: meta.headline.as_ref().map(|words| paragraph("headline", words, &places)).transpose()?,
        facts: meta.facts.iter().map(blocks::Pair::from).collect(),
        created: &meta.created,
        created_rfc3339: &meta.created_rfc3339,
        report_id: &meta.report_id,
        opening,
        sections,
        contents,
    };
    templates::render(templates::PAGE, &page).map(Markup::into_string)
}
