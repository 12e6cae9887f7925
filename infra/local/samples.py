"""The sample entities that a local stack is filled with, by the names under which `.local/env` gives their ids.

Real runs of real tools on public data; infra/samples says which. The ids are name-based UUIDs, so they never change.
"""

#: The project that the local stack publishes what it finds on an MLflow server into.
MLFLOW_PROJECT_ID = "5c1f6d0e-8a53-5b0e-9d0b-3c7f3f0b6a11"

IDS = {
    "PROJECT_ID": "bf3eeeb1-3d0f-53b8-8482-a86068ed1ece",
    # H2O AutoML on scikit-learn's breast cancer data: binary classification.
    "EXPERIMENT_ID": "e46a9bd1-8904-54e0-8788-8fb8ac8072ac",
    # Its leader, a generalised linear model.
    "MODEL_ID": "b98789d1-211c-5458-ae0f-888fcda0d66a",
    # H2O AutoML on scikit-learn's wine data: three classes.
    "WINE_EXPERIMENT_ID": "5bc90c9f-9513-59e0-8771-d004ca1b70c3",
    # H2O AutoML on scikit-learn's diabetes data: regression.
    "DIABETES_EXPERIMENT_ID": "fa1a722f-ff7d-5db6-a2e0-36d20c85ab3b",
    # Fourteen days of a churn model answering.
    "DEPLOYMENT_ID": "c3b0f8fc-113e-5a68-8331-de334b8a20dc",
    # A Gaussian copula on churn data.
    "SYNTHGEN_ID": "d88f36fe-8e38-5fab-848f-0f8e2afc19cb",
    # What detectors find in people that are made up, before and after a transformation.
    "PRIVACY_ID": "389178d4-343c-526d-bf6b-63b498021b99",
}
