//! scikit-learn: `pandas.DataFrame(search.cv_results_).to_csv()` of `GridSearchCV`, `RandomizedSearchCV` and the halving ones.
//!
//! Columns are those of the documentation of `GridSearchCV.cv_results_`. A scorer makes all that it measures better when higher,
//! so that errors are negated; its own are called `neg_…`, those of others may not be. Folds are the same for all candidates:
//! they are split once for all (`BaseSearchCV.fit`), but anew for each iteration of a halving search.

use report_snapshot::evaluation::Split;

use crate::{
    error::Error,
    layout::{Convention, Layout, Values},
    settings::Settings,
    sheet::Sheet,
};

pub(super) fn wrote(sheet: &Sheet) -> bool {
    sheet.has("params") && sheet.header.iter().any(|name| name.starts_with("mean_test_"))
}

pub(super) fn layout(sheet: &Sheet, settings: &Settings) -> Result<Layout, Error> {
    let mut metrics = Vec::new();
    for (rows, split) in [("test", Split::CrossValidation), ("train", Split::Training)] {
        for (column, header) in sheet.header.iter().enumerate() {
            let Some(name) = header.strip_prefix(&format!("mean_{rows}_")) else { continue };
            // A search with one scorer calls it `score`, whatever it measures.
            let metric = if name == "score" { settings.metric.as_deref().unwrap_or(name) } else { name };
            let values = Values::new(metric, Some(split), column);
            let folds =
                (0..).map_while(|fold| sheet.optional(&format!("split{fold}_{rows}_{name}")).transpose());
            let folds = folds.collect::<Result<_, _>>()?;
            metrics.push(Values { folds, convention: Some(Convention::Scores), ..values });
        }
    }
    let parameter =
        |(column, name): (usize, &String)| Some((name.strip_prefix("param_")?.to_owned(), column));
    Ok(Layout {
        tool: Some("scikit-learn"),
        time: sheet.optional("mean_fit_time")?,
        metrics,
        parameters: sheet.header.iter().enumerate().filter_map(parameter).collect(),
        round: sheet.optional("iter")?,
        ..Layout::default()
    })
}
