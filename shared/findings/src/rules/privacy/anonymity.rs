//! How far rows can be told apart after the transformation.

use report_facts::privacy::{When, risk};
use report_snapshot::privacy::Risk;

use crate::prelude::*;

/// Rows of a class below which its people are commonly taken to be too few.
const FEW: u64 = 5;

/// The highest risk that the two authorities let the public have.
const THRESHOLD: f64 = 0.09;

rules! {
    of PRIVACY;

    K = "k_anonymity", [Critical, Warning, Info]:
        speaks: "k after the transformation is given: 1 critical, 2 to 4 warning, else info. With k = 1 also how many rows are alone, \
                 where given. Names the quasi-identifiers in the order of the snapshot.",
        formula: "k as given: rows of the smallest class, a class being rows that are alike in every quasi-identifier.",
        source: "Sweeney (2002), \"k-anonymity: a model for protecting privacy\", International Journal of Uncertainty, Fuzziness and \
                 Knowledge-Based Systems 10; for 5: El Emam & Dankar (2008), \"Protecting privacy using k-anonymity\", Journal of the \
                 American Medical Informatics Association 15";

    L = "l_diversity", [Warning, Info]:
        speaks: "l after the transformation is given: 1 warning, else info. Names the sensitive columns in the order of the snapshot.",
        formula: "l as given: the least number of different sensitive values in a class (distinct l-diversity).",
        source: "Machanavajjhala, Kifer, Gehrke & Venkitasubramaniam (2007), \"l-diversity: privacy beyond k-anonymity\", ACM \
                 Transactions on Knowledge Discovery from Data 1";

    RISK = "reidentification_risk", [Warning, Good]:
        speaks: "The highest risk of prosecutor or journalist after the transformation is given and finite: warning if one is over 0.09, \
                 else good. Names both that are given, prosecutor first. A marketer's risk is a mean and is not held against it.",
        formula: "As given.",
        source: "European Medicines Agency (EMA/90915/2016), \"External guidance on the implementation of the policy on the publication of \
                 clinical data\" (policy 0070), and Health Canada (2019), \"Public release of clinical information: guidance document\": \
                 a threshold of 0.09 for public release";
}

pub(super) fn findings(session: &PrivacySession) -> Vec<Finding> {
    let Some(after) = risk(session, When::After) else { return Vec::new() };
    said([smallest_class(session, after), diversity(session, after), reidentification(after)])
}

/// Names after words, if there are any.
fn by(words: &'static str, columns: &[String]) -> Option<Statement> {
    (!columns.is_empty()).then(|| say!("{}{}", words, names(columns.iter().map(String::as_str), NAMED)))
}

fn of_entity(what: &'static Known, number: u64) -> Figure {
    Figure::of_entity(what, number as f64).on(Rows::After)
}

fn smallest_class(session: &PrivacySession, after: &Risk) -> Option<Finding> {
    let k = after.k?;
    let known = session.anonymity.as_ref().map(|anonymity| anonymity.quasi_identifiers.as_slice());
    let known = by(" to whoever knows ", known.unwrap_or_default());
    let figure = of_entity(&K_ANONYMITY, k);
    if k <= 1 {
        let unique = after.unique_rows.map(|rows| of_entity(&UNIQUE_ROWS, rows));
        let statement = match &unique {
            Some(unique) => say!("{} like no other{}.", counted(unique, "row is", "rows are"), known),
            None => say!("At least one row is like no other{}.", known),
        };
        return Some(K.critical("Rows stand alone", statement).with([figure]));
    }
    let rows = counted(&figure, "row", "rows");
    Some(if k < FEW {
        let few = bound(&K_ANONYMITY, FEW as f64);
        let statement = say!("Only {} are alike in the smallest class{}: fewer than {}.", rows, known, few);
        K.warning("Small classes of rows", statement)
    } else {
        K.info("Smallest class of rows", say!("At least {} are alike{}.", rows, known))
    })
}

fn diversity(session: &PrivacySession, after: &Risk) -> Option<Finding> {
    let l = after.l?;
    let sensitive = session.anonymity.as_ref().map(|anonymity| anonymity.sensitive.as_slice());
    let sensitive = by(" in ", sensitive.unwrap_or_default());
    let figure = of_entity(&L_DIVERSITY, l);
    Some(if l <= 1 {
        let statement = say!(
            "In at least one class all rows have the same sensitive value{}: who is in it is known to have it.",
            sensitive
        );
        L.warning("A class without diversity", statement).with([figure])
    } else {
        let values = counted(&figure, "different value", "different values");
        L.info("Sensitive values differ", say!("Every class has at least {}{}.", values, sensitive))
    })
}

fn reidentification(after: &Risk) -> Option<Finding> {
    let attackers = [
        ("prosecutor", &PROSECUTOR_HIGHEST, &after.prosecutor),
        ("journalist", &JOURNALIST_HIGHEST, &after.journalist),
    ];
    let given: Vec<(&'static str, Figure)> = attackers
        .into_iter()
        .filter_map(|(who, what, attack)| {
            let highest = attack.as_ref()?.highest.filter(|highest| highest.is_finite())?;
            Some((who, Figure::of_entity(what, highest).on(Rows::After)))
        })
        .collect();
    if given.is_empty() {
        return None;
    }
    let over = given.iter().any(|(_, risk)| risk.value > THRESHOLD);
    let named = listed(given.iter().map(|(who, risk)| say!("{} {}", *who, risk)), NAMED);
    let most = bound(&PROSECUTOR_HIGHEST, THRESHOLD);
    Some(if over {
        let statement = say!("The highest re-identification risk of a row ({}) is over {}.", named, most);
        RISK.warning("Re-identification risk", statement)
    } else {
        let statement = say!("The highest re-identification risk of a row ({}) is not over {}.", named, most);
        RISK.good("Re-identification risk", statement)
    })
}
