//! What is worth saying about how groups of rows fare: selection, equal opportunity and equalized odds.

use report_facts::groups::{Attribute, Compared, Difference, FEWEST_ROWS, attributes, is_independent};

use crate::prelude::*;

/// The ratio of selection rates under which a rule of thumb sees adverse impact.
const FOUR_FIFTHS: f64 = 0.8;

/// A difference of rates under which nothing needs to be looked at.
const SMALL: f64 = 0.05;

rules! {
    of TRAINED;

    SELECTION_RATIO_OF_GROUPS = "selection_ratio", [Warning, Info]:
        speaks: "Binary classification; the most trusted held-out rows that have groups, if they are test or validation rows; for each \
                 attribute with a favourable class. Groups of fewer than 30 rows are left out. The highest and the lowest share of rows \
                 called the favourable class differ by more than chance explains. Their ratio is under 4/5, exactly: warning; else info. \
                 Silent where no group is selected.",
        formula: "Ratio = lowest / highest selection rate, of equal ones the first group by name (Fairlearn's demographic_parity_ratio). \
                  More than chance explains: the lower end of the interval of highest − lowest is above 0. The interval is Newcombe's \
                  (method 10: d − √((a − aₗ)² + (bᵤ − b)²), d + √((aᵤ − a)² + (b − bₗ)²), of Wilson intervals) at the level 1 − 0.05 / m. \
                  m is the number of pairs of groups that are compared, k (k − 1) / 2 for k groups, over all attributes of the evaluation \
                  and all of their three rates (selection, true positive, false positive): Bonferroni.",
        source: "Uniform Guidelines on Employee Selection Procedures, 29 CFR 1607.4 D (four fifths; differences that may be chance); \
                 Newcombe (1998), Statistics in Medicine 17, 873; Fairlearn user guide. 30 rows are this report's own bound.";

    DEMOGRAPHIC_PARITY = "demographic_parity", [Info]:
        speaks: "The same rows and differences, for each attribute without a favourable class; the selection is that of the positive class. \
                 The selection rates differ by more than chance explains.",
        formula: "Difference = highest − lowest selection rate (Fairlearn's demographic_parity_difference); its interval as for \
                  selection_ratio.",
        source: "Fairlearn user guide; no ratio is judged, since it is not known which class is welcome.";

    EQUALIZED_ODDS = "equalized_odds", [Warning, Info]:
        speaks: "The same rows; for each attribute. The true or the false positive rates of groups, of the favourable class, else of the \
                 positive one, differ by more than chance explains; of both the larger difference, of equal ones that of true positive rates. \
                 A rate is left out where it is of fewer than 30 rows of the group. Warning if the lower end of the interval is at least \
                 0.05; else info.",
        formula: "True positive rate: rows of the class called so / rows of the class; false positive rate: rows of the other class called \
                  the class / rows of the other class. Difference = highest − lowest (Fairlearn's equal_opportunity_difference and \
                  equalized_odds_difference); a rate of no rows is undefined, where Fairlearn counts it as 0. Intervals as for \
                  selection_ratio.",
        source: "Hardt, Price & Srebro (2016), Equality of opportunity in supervised learning; Fairlearn user guide. 0.05 is this report's \
                 own bound.";
}

/// Applies every rule.
pub(super) fn findings(model: &Model, preferred: Option<Split>) -> Vec<Finding> {
    let has = |evaluation: &Evaluation| evaluation.groups.iter().any(|grouping| !grouping.groups.is_empty());
    let Some(evaluation) = quality::held_out(model, preferred, has).filter(|found| is_independent(found))
    else {
        return Vec::new();
    };
    let attributes = attributes(model, evaluation);
    let rows = quality::rows_of(evaluation);
    attributes.iter().flat_map(|of| said([selection(of, rows), odds(of, rows)])).collect()
}

fn selection(attribute: &Attribute<'_>, rows: Rows) -> Option<Finding> {
    let difference = attribute.difference(Compared::Selection).filter(|of| of.is_beyond_chance())?;
    let of = Of { attribute, difference, rows };
    if attribute.grouping.favourable_class.is_none() {
        let statement = say!(
            "{} {} Which class is favourable is not declared, so that no ratio is judged.",
            of.rates(),
            of.beyond_chance(),
        );
        return Some(DEMOGRAPHIC_PARITY.info("Groups are selected at different rates", statement));
    }
    let ratio = difference.ratio()?;
    let ratio = of.figure(&SELECTION_RATIO, difference.lowest.0, ratio);
    let is_under = difference.is_under_four_fifths();
    let statement = say!(
        "{} The ratio of both is {}, {} four fifths ({}). {}",
        of.rates(),
        ratio,
        if is_under { "under" } else { "not under" },
        bound(&SELECTION_RATIO, FOUR_FIFTHS),
        of.beyond_chance(),
    );
    let (severity, title) = if is_under {
        (Warning, "A group's selection rate is under four fifths")
    } else {
        (Info, "Groups are selected at different rates")
    };
    Some(SELECTION_RATIO_OF_GROUPS.says(severity, title, statement))
}

fn odds(attribute: &Attribute<'_>, rows: Rows) -> Option<Finding> {
    let both = [Compared::TruePositive, Compared::FalsePositive];
    let beyond = both.into_iter().filter_map(|rate| attribute.difference(rate));
    let beyond = beyond.filter(|difference| difference.is_beyond_chance());
    let difference = beyond.reduce(|a, b| if b.value > a.value { b } else { a })?;
    let (least, _) = difference.interval?;
    let of = Of { attribute, difference, rows };
    let severity = if least >= SMALL { Warning } else { Info };
    let title = match difference.compared {
        Compared::FalsePositive => "False positive rates differ between groups",
        Compared::TruePositive | Compared::Selection => "True positive rates differ between groups",
    };
    let statement = say!("{} {}", of.rates(), of.beyond_chance());
    Some(EQUALIZED_ODDS.says(severity, title, statement))
}

/// What is said of a difference.
struct Of<'a> {
    attribute: &'a Attribute<'a>,
    difference: &'a Difference<'a>,
    rows: Rows,
}

impl Of<'_> {
    fn figure(&self, what: impl Into<Quantity>, group: &str, value: f64) -> Figure {
        Figure::new(
            Subject::pair(Sort::Group, self.attribute.grouping.attribute.as_str(), group),
            what,
            value,
        )
        .on(self.rows)
    }

    /// `By sex, the selection rate of class yes on test rows is 45.2% for female (of 310 rows) and 61.0% for male (of 690 rows).`
    fn rates(&self) -> Statement {
        let Difference { compared, highest, lowest, .. } = *self.difference;
        let of = |(group, rate): (&str, report_facts::groups::Rate)| {
            say!(
                "{} for {} (of {})",
                self.figure(compared.quantity(), group, rate.value().unwrap_or_default()),
                name(group),
                counted(&self.figure(&ROWS, group, rate.of as f64), "row", "rows"),
            )
        };
        let class = self.attribute.class.map(|class| say!(" of class {}", name(class)));
        say!(
            "By {}, the {}{} {} is {} and {}.",
            name(&self.attribute.grouping.attribute),
            label(words::in_sentence(compared.quantity().label)),
            class,
            self.rows.on(),
            of(lowest),
            of(highest),
        )
    }

    /// `The difference is 15.8 percentage points, by its interval between 9.1 and 22.4 percentage points: more than chance explains.`
    fn beyond_chance(&self) -> Statement {
        let quantity = Quantity::from(self.difference.compared);
        let (least, most) = self.difference.interval.unwrap_or_default();
        let figure = |what, value| self.figure(quantity.derived(what), self.difference.lowest.0, value);
        say!(
            "The difference is {}, by its simultaneous interval between {} and {}: more than chance explains.",
            figure(&POINTS, self.difference.value),
            report_facts::statement::unitless(&figure(&LEAST_DIFFERENCE, least)),
            figure(&MOST_DIFFERENCE, most),
        )
    }
}

/// The bound that the book states.
const _: () = assert!(FEWEST_ROWS == 30);
