"""What `reportctl import predictions` computes of two classes, by scikit-learn as one would write it: `scikit.py FILE REPLICATES`.

Prints the metrics as JSON.
"""

import json
import sys

import numpy as np
import pandas as pd
from sklearn import metrics as sk
from sklearn.calibration import calibration_curve

METRICS = {
    "accuracy": lambda y, called, p, w: sk.accuracy_score(y, called, sample_weight=w),
    "balanced_accuracy": lambda y, called, p, w: sk.balanced_accuracy_score(y, called, sample_weight=w),
    "precision": lambda y, called, p, w: sk.precision_score(y, called, sample_weight=w),
    "recall": lambda y, called, p, w: sk.recall_score(y, called, sample_weight=w),
    "specificity": lambda y, called, p, w: sk.recall_score(y, called, pos_label=0, sample_weight=w),
    "f1": lambda y, called, p, w: sk.f1_score(y, called, sample_weight=w),
    "mcc": lambda y, called, p, w: sk.matthews_corrcoef(y, called, sample_weight=w),
    "auc": lambda y, called, p, w: sk.roc_auc_score(y, p, sample_weight=w),
    "average_precision": lambda y, called, p, w: sk.average_precision_score(y, p, sample_weight=w),
    "logloss": lambda y, called, p, w: sk.log_loss(y, p, sample_weight=w),
    "brier": lambda y, called, p, w: sk.brier_score_loss(y, p, sample_weight=w),
}


def main(path, replicates):
    data = pd.read_csv(path)
    y, p = data["y"].to_numpy(), data["score"].to_numpy()
    called = (p >= 0.5).astype(int)
    found = {name: float(metric(y, called, p, None)) for name, metric in METRICS.items()}
    sk.roc_curve(y, p)
    sk.precision_recall_curve(y, p)
    sk.confusion_matrix(y, called)
    calibration_curve(y, p, n_bins=10)
    generator = np.random.default_rng(42)
    values = []
    for _ in range(replicates):
        counts = np.bincount(generator.integers(0, len(y), len(y)), minlength=len(y))
        values.append([metric(y, called, p, counts) for metric in METRICS.values()])
    np.percentile(values, [2.5, 97.5], axis=0)
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
