"""A quality report of SDMetrics as a synthetic-data run: `python sdmetrics_report.py > synthgen.json`."""

import json
import sys
import uuid

import numpy as np
import sdmetrics
from sdmetrics.reports import QualityReport
from sklearn.datasets import load_wine

real = load_wine(as_frame=True).data.iloc[:, 5:10]
# A poor synthesizer: each column is drawn by itself, so that nothing goes together as it did.
draw = np.random.default_rng(1)
synthetic = real.apply(lambda column: draw.choice(column, len(column)) + draw.normal(0, column.std() / 20, len(column)))
report = QualityReport()
metadata = {"tables": {"wine": {"columns": {name: {"sdtype": "numerical"} for name in real}}}}
report.generate({"wine": real}, {"wine": synthetic}, metadata, verbose=False)

# ---- from here on: the snapshot ----


def figure(value):
    """What was not computed, such as the score of columns that hardly correlate, is null; JSON has no NaN."""
    return None if np.isnan(value) else float(value)


scores = report.get_properties().set_index("Property")["Score"]
shapes, pairs = report.get_details("Column Shapes"), report.get_details("Column Pair Trends")
content = {
    "status": "completed",
    "training_rows": len(real),
    "synthetic_rows": len(synthetic),
    "quality": {
        "overall": figure(report.get_score()),
        "column_shapes": figure(scores["Column Shapes"]),
        "column_pair_trends": figure(scores["Column Pair Trends"]),
    },
    "columns": [
        {"name": row["Column"], "type": "numeric", "metric": row["Metric"], "score": figure(row["Score"])}
        for _, row in shapes.iterrows()
    ],
    "pairs": [
        {"column_a": row["Column 1"], "column_b": row["Column 2"], "metric": row["Metric"], "score": figure(row["Score"])}
        for _, row in pairs.iterrows()
    ],
}
snapshot = {
    "schema_version": 1,
    "kind": "synthgen",
    "id": str(uuid.uuid5(uuid.NAMESPACE_URL, "https://example.com/synthgen/wine")),
    "project_id": str(uuid.uuid5(uuid.NAMESPACE_URL, "https://example.com/projects/wine")),
    "name": "Wine, column by column",
    "source": {"tool": "SDMetrics", "version": sdmetrics.__version__},
    "content": content,
}
json.dump(snapshot, sys.stdout, allow_nan=False)
