//! Families of algorithms.

/// What people call families of algorithms, by fragments of the names that tools give them (lower case, letters only).
pub(crate) const ALGORITHMS: &[(&[&str], &[&str])] = &[
    (
        &["gbm", "gradientboosting", "histgradientboosting"],
        &[
            "gradient boosting",
            "gradient boosting machine",
            "gradient boosting machines",
            "gradient-boosted trees",
            "gradient-boosting",
            "gbm",
            "gbms",
        ],
    ),
    (&["xgboost", "xgb"], &["xgboost", "gradient boosting"]),
    (&["lightgbm", "lgbm"], &["lightgbm", "gradient boosting"]),
    (&["catboost"], &["catboost", "gradient boosting"]),
    (
        &["drf", "randomforest", "distributedrandomforest"],
        &["random forest", "random forests", "distributed random forest", "drf"],
    ),
    (&["xrt", "extratrees", "extremelyrandomized"], &["extremely randomized trees", "extra trees", "xrt"]),
    (
        &["glm", "generalizedlinear"],
        &["generalized linear model", "generalised linear model", "linear model", "glm", "glms"],
    ),
    (&["logisticregression"], &["logistic regression", "linear model"]),
    (&["linearregression", "ridge", "lasso", "elasticnet"], &["linear regression", "linear model"]),
    (
        &["deeplearning", "mlp", "neuralnetwork", "neural"],
        &["neural network", "neural networks", "deep learning", "deep neural network", "mlp"],
    ),
    (&["stackedensemble", "stacking"], &["stacked ensemble", "stacked ensembles"]),
    (
        &["svc", "svm", "svr", "supportvector"],
        &["support vector machine", "support-vector machine", "svm", "svms"],
    ),
    (
        &["kneighbors", "knn", "nearestneighbor"],
        &["k-nearest neighbors", "k-nearest neighbours", "nearest neighbors", "nearest neighbours", "knn"],
    ),
    (&["gaussiannb", "naivebayes", "bernoullinb", "multinomialnb"], &["naive bayes"]),
    (&["decisiontree"], &["decision tree", "decision trees"]),
    (&["adaboost"], &["adaboost"]),
    (&["gaussianprocess"], &["gaussian process"]),
    (&["transformer"], &["transformer"]),
    (&["prophet"], &["prophet"]),
    (&["arima"], &["arima"]),
];
