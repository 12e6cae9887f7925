//! The OpenAPI document describes options as the table of options has them.

use report_domain::options::{OPTIONS, json_schema};

#[test]
fn the_document_s_options_are_those_of_the_table() {
    let document = include_str!("../../../infra/openapi.yaml");
    let schema = json_schema();
    // JSON is YAML; with a space after each colon and comma it is easier to read.
    let line = |name: &str| {
        let json = schema["properties"][name].to_string();
        format!("        {name}: {}\n", json.replace("\":", "\": ").replace(",\"", ", \""))
    };
    let properties = OPTIONS.iter().map(|option| line(option.name));
    let names: Vec<&str> = OPTIONS.iter().map(|option| option.name).collect();
    let parts = [
        (
            "the properties of Options",
            format!("      properties: &options\n{}", properties.collect::<String>()),
        ),
        ("what StoredOptions requires", format!("      required: [{}]\n", names.join(", "))),
    ];
    for (what, expected) in parts {
        assert!(document.contains(&expected), "infra/openapi.yaml: {what} must be\n{expected}");
    }
}
