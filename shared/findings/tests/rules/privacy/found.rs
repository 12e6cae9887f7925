//! Rules about what was found, and where nobody looked.

use report_findings::Severity::{Info, Warning};
use serde_json::{Value, json};

use super::{column, columns, silent, speaks};

#[test]
fn not_scanned() {
    let rule = "not_scanned";
    let mut part = column("city", 0, "kept", 0);
    part["before"] = json!({"rows": 9, "cells": 0});
    let mut passed = column("age", 0, "kept", 0);
    passed["before"] = json!({"rows": 0, "cells": 0});
    let unknown = json!({"name": "zip"});
    speaks(
        rule,
        columns(&[column("email", 1, "masked", 0), part.clone(), unknown, passed]),
        Warning,
        "Not everything was looked at",
        "The detectors did not look at all rows of all 4 columns. Not looked at: 2: age and zip. Looked at in part: 1: city.",
    );
    silent(rule, columns(&[column("email", 1, "masked", 0)]));
    // How many rows there are is not known.
    silent(rule, json!({"columns": [part]}));
    silent(rule, json!({}));
    let none = json!({"name": "email", "before": {"rows": 0, "cells": 0}});
    silent(rule, json!({"dataset": {"name": "empty", "rows": 0}, "columns": [none]}));
}

#[test]
fn personal_data_found() {
    let rule = "personal_data_found";
    let typed = |name: &str, types: &[(&str, u64)]| {
        let types: Vec<Value> = types.iter().map(|(of, cells)| json!({"type": of, "cells": cells})).collect();
        json!({"name": name, "before": {"rows": 10, "cells": 7, "detections": types}})
    };
    speaks(
        rule,
        columns(&[
            typed("notes", &[("PERSON", 7), ("EMAIL_ADDRESS", 2)]),
            typed("mail", &[("EMAIL_ADDRESS", 7), ("B", 1), ("A", 1)]),
            column("age", 0, "kept", 0),
        ]),
        Info,
        "Detections",
        "The detectors found something in 14 cells of 2 columns: EMAIL_ADDRESS (9), PERSON (7), A (1) and 1 more.",
    );
    let untyped = "The detectors found something in 3 cells of 1 column.";
    speaks(rule, columns(&[column("a", 3, "kept", 0)]), Info, "Detections", untyped);
    let nothing = "The detectors found nothing where they looked.";
    speaks(rule, columns(&[column("a", 0, "kept", 0)]), Info, "Nothing found", nothing);
    silent(rule, columns(&[json!({"name": "a"})]));
    silent(rule, json!({}));
}

#[test]
fn weak_confidence() {
    let rule = "weak_confidence";
    let with = |name: &str, mean: Value, cells: u64| {
        json!({"name": name, "before": {"rows": 10, "cells": 5, "detections": [
            {"type": "PHONE_NUMBER", "cells": cells, "mean_confidence": mean}, {"type": "PERSON", "cells": 5}]}})
    };
    speaks(
        rule,
        columns(&[with("b", json!(0.4999), 2), with("a", json!(0.1), 1), with("c", json!(0.5), 2)]),
        Info,
        "Found with little confidence",
        "2 types in columns were found with a mean confidence under 50%, and may be something else: PHONE_NUMBER in a (10.0%) and \
         PHONE_NUMBER in b (49.99%).",
    );
    silent(rule, columns(&[with("c", json!(0.5), 2)]));
    silent(rule, columns(&[with("c", json!(0.1), 0)]));
    silent(rule, columns(&[with("c", Value::Null, 2)]));
}
