//! Privacy sessions that cannot be are refused, and nothing in one can hold a value of the data.
#![allow(clippy::unwrap_used)]

use report_domain::Kind;
use report_snapshot::{json_schema, read_or_faults};
use serde_json::{Value, json};

fn session(content: Value) -> Value {
    let mut content = content;
    content["status"] = "completed".into();
    json!({
        "schema_version": 1, "kind": "privacy", "id": "e46a9bd1-8904-54e0-8788-8fb8ac8072ac",
        "project_id": "bf3eeeb1-3d0f-53b8-8482-a86068ed1ece", "name": "P", "content": content,
    })
}

#[track_caller]
fn refuses(content: Value, expected: &[(&str, &str)]) {
    let faults = read_or_faults(session(content).to_string().as_bytes(), 100).expect_err("faults");
    let found: Vec<(String, &str)> = faults
        .iter()
        .map(|fault| (fault.path.join(".").replace("content.", ""), fault.reason.as_str()))
        .collect();
    assert_eq!(found.len(), expected.len(), "{found:?}");
    for ((path, reason), (place, part)) in found.iter().zip(expected) {
        assert!(path == place && reason.contains(part), "{path}: {reason}, not {place}: {part}");
    }
}

fn column(before: Value) -> Value {
    json!({"dataset": {"name": "d", "rows": 10}, "columns": [{"name": "a", "before": before}]})
}

#[test]
fn counts_are_within_their_rows() {
    refuses(column(json!({"rows": 11, "cells": 0})), &[("columns.0.before.rows", "at most 10")]);
    refuses(column(json!({"rows": 5, "cells": 6})), &[("columns.0.before.cells", "at most 5")]);
    refuses(
        column(json!({"rows": 5, "cells": 0, "distinct": 6})),
        &[("columns.0.before.distinct", "at most 5")],
    );
    let of = |cells: u64, types: &[(&str, u64)]| {
        let all: Vec<Value> = types.iter().map(|(of, cells)| json!({"type": of, "cells": cells})).collect();
        column(json!({"rows": 10, "cells": cells, "detections": all}))
    };
    refuses(of(3, &[("A", 4)]), &[("columns.0.before.detections.0.cells", "at most 3")]);
    refuses(
        of(9, &[("A", 4), ("B", 4)]),
        &[("columns.0.before.cells", "at most 8, the cells of its detections")],
    );
    refuses(of(4, &[("A", 4), ("A", 4)]), &[("columns.0.before.detections.1.type", "each type once")]);
    let huge = u64::MAX;
    let dataset = json!({"columns": [{"name": "a", "before": {"rows": huge, "cells": huge, "detections": [
        {"type": "A", "cells": huge}, {"type": "B", "cells": huge}]}}]});
    assert!(read_or_faults(session(dataset).to_string().as_bytes(), 9).is_ok(), "sums do not run over");
}

#[test]
fn what_is_after_is_no_more_than_before() {
    let after = |after: Value, operation: &str| {
        json!({"dataset": {"name": "d", "rows": 10, "rows_after": 8}, "columns": [
            {"name": "a", "transformation": {"operation": operation}, "after": after}]})
    };
    refuses(after(json!({"rows": 9, "cells": 0}), "masked"), &[("columns.0.after.rows", "at most 8")]);
    refuses(after(json!({"rows": 8, "cells": 0}), "dropped"), &[("columns.0.after", "left out")]);
    refuses(
        json!({"dataset": {"name": "d", "rows": 10, "rows_after": 11}}),
        &[("dataset.rows_after", "at most 10")],
    );
    refuses(json!({"columns": [{"name": "a"}, {"name": "a"}]}), &[("columns.1.name", "each column once")]);
}

#[test]
fn shares_and_classes_can_be() {
    let risk = |after: Value| json!({"dataset": {"name": "d", "rows": 10}, "anonymity": {"after": after}});
    refuses(risk(json!({"k": 0})), &[("anonymity.after.k", "at least 1")]);
    refuses(risk(json!({"k": 11})), &[("anonymity.after.k", "at most 10")]);
    refuses(risk(json!({"k": 2, "l": 3})), &[("anonymity.after.l", "at most 2")]);
    refuses(risk(json!({"k": 2, "unique_rows": 1})), &[("anonymity.after.unique_rows", "where k is 1")]);
    refuses(risk(json!({"k": 1, "unique_rows": 0})), &[("anonymity.after.unique_rows", "where k is 1")]);
    let attack = |attack: Value| risk(json!({"prosecutor": attack}));
    refuses(attack(json!({"highest": 1.1})), &[("anonymity.after.prosecutor.highest", "0 to 1")]);
    refuses(
        attack(json!({"highest": 0.1, "mean": 0.2})),
        &[("anonymity.after.prosecutor.mean", "the highest")],
    );
    let bare = json!({"over_threshold": 0.2});
    refuses(attack(bare), &[("anonymity.after.prosecutor.over_threshold", "a threshold")]);
    let confidence = column(json!({"rows": 9, "cells": 1, "detections": [
        {"type": "A", "cells": 1, "mean_confidence": 0.5, "min_confidence": 0.6}]}));
    refuses(confidence, &[("columns.0.before.detections.0.min_confidence", "the mean confidence")]);
}

#[test]
fn a_value_of_the_data_has_no_place() {
    for value in ["ada@example.com", "+43 1 5555", "4012888888881881", "Ada", "", "_A", "A B"] {
        let typed = column(json!({"rows": 9, "cells": 1, "detections": [{"type": value, "cells": 1}]}));
        refuses(typed, &[("columns.0.before.detections.0.type", "never a value")]);
    }
    let faults = |content: Value| read_or_faults(session(content).to_string().as_bytes(), 9).is_err();
    assert!(faults(json!({"settings": {"example": "Ada"}})));
    assert!(faults(json!({"columns": [{"name": "a", "example": "Ada"}]})));
    assert!(faults(json!({"columns": [{"name": "x".repeat(201)}]})));
    // Every text of the content is short; what people declare is theirs to word.
    let schema = json_schema(Kind::Privacy).to_value();
    let mut texts = 0;
    for (name, of) in schema["$defs"].as_object().unwrap() {
        for (field, of) in of["properties"].as_object().into_iter().flatten() {
            let is_content =
                !["Source", "Timestamp", "Declared", "Approval", "Version"].contains(&name.as_str());
            if let Some(most) = of["maxLength"].as_u64().filter(|_| is_content) {
                assert!(most <= 200, "{name}.{field}: {most}");
                texts += 1;
            }
        }
    }
    assert!(texts >= 6, "{texts}");
}
