//! Whether a figure is one that a place in the sentence can be about.

use super::{Mention, Scene, group_of};
use crate::{
    fact::{Fact, QuantityId, Side, Stat, Tag, Unit},
    name::{NameId, Sort},
};

/// Quantities that are averages themselves.
const AVERAGES: [&str; 4] =
    ["expected_calibration_error", "prediction_mean", "median_dcr", "requests_per_day"];

impl Scene<'_> {
    /// Names that stand for the number's subject, by sort.
    pub(crate) fn subjects(&self, at: usize, sort: Sort) -> Vec<NameId> {
        self.bound(at, &self.named(sort))
    }

    /// Whether the figure is one that the text at `at` can be about, by names and tags.
    pub(crate) fn fits(&self, fact: &Fact, at: usize) -> bool {
        self.fits_names(fact, at) && self.fits_tags(fact, at)
    }

    /// Whether a figure of this quantity has a subject of the sort.
    pub(super) fn has_sort(&self, quantity: QuantityId, sort: Sort) -> bool {
        self.facts.of(quantity).any(|fact| fact.subjects.iter().any(|subject| self.is_sort(*subject, sort)))
    }

    pub(crate) fn fits_names(&self, fact: &Fact, at: usize) -> bool {
        const SORTS: [Sort; 8] = [
            Sort::Model,
            Sort::Column,
            Sort::Class,
            Sort::Day,
            Sort::Dataset,
            Sort::Experiment,
            Sort::Deployment,
            Sort::Run,
        ];
        // "The overall rate of 2.2%" in a sentence about a day.
        let overall = (at.saturating_sub(4)..at).any(|place| self.tokens[place].is_word(&["overall"]));
        if overall && fact.subjects.is_empty() && fact.default {
            return true;
        }
        let columns = fact.subjects.iter().filter(|subject| self.is_sort(**subject, Sort::Column)).count();
        let is_pair = columns > 1;
        // "The pair has a score below 0.5": not the columns' own scores.
        if columns == 1 && self.tokens.iter().any(|token| token.is_word(&["pair"])) {
            return false;
        }
        let mut confirmed = false;
        for subject in &fact.subjects {
            let sorts: Vec<Sort> = SORTS.into_iter().filter(|sort| self.is_sort(*subject, *sort)).collect();
            if sorts.is_empty() {
                // Error types, categories and families of algorithms: only if named.
                if !self.names.iter().any(|mention| mention.what == *subject) {
                    return false;
                }
                confirmed = true;
                continue;
            }
            let bound: Vec<Vec<NameId>> =
                sorts.iter().map(|sort| self.subjects(at, *sort)).filter(|bound| !bound.is_empty()).collect();
            let is_named = if is_pair && sorts.contains(&Sort::Column) {
                // A pair of columns: both are named, in any order.
                self.names.iter().any(|mention| mention.what == *subject)
            } else {
                bound.iter().any(|bound| bound.contains(subject))
            };
            if is_named {
                confirmed = true;
            } else if !bound.is_empty() || !self.facts.defaults.contains(subject) {
                return false;
            }
        }
        for sort in SORTS {
            if fact.subjects.iter().any(|subject| self.is_sort(*subject, sort)) {
                continue;
            }
            let bound = self.subjects(at, sort);
            // "212 of 569 rows are malignant": the whole is not of the class.
            if sort == Sort::Class && fact.unit == Unit::Count && self.is_whole_of_part(at) {
                continue;
            }
            let is_top = fact.tags.iter().any(|tag| matches!(tag, Tag::Top(_)));
            if self.top_named && sort == Sort::Column && is_top {
                continue;
            }
            if bound.is_empty() || bound.iter().all(|name| self.facts.protagonists.contains(name)) {
                continue;
            }
            let has_own = self
                .facts
                .of(fact.quantity)
                .any(|other| other.subjects.iter().any(|subject| bound.contains(subject)));
            let allowed = match sort {
                // Of the whole, though it is said beside a model: "less than the standard error of 1.95".
                Sort::Model if self.is_of_whole(fact) => true,
                Sort::Model | Sort::Column => {
                    let incidental = bound.iter().all(|name| self.is_sort(*name, Sort::Other));
                    !has_own && (fact.unit == Unit::Count || incidental)
                }
                // "On 13 March, during the error burst": an incident of that day.
                Sort::Day if fact.subjects.iter().any(|subject| self.facts.incidents.contains(subject)) => {
                    let incident = fact.subjects.iter().map(|subject| self.text_of(*subject));
                    let days: Vec<&str> = bound.iter().map(|day| self.text_of(*day)).collect();
                    incident.into_iter().any(|text| days.iter().all(|day| text.contains(day)))
                }
                Sort::Class | Sort::Day => !self.has_sort(fact.quantity, sort),
                // A model of one experiment says nothing of another.
                Sort::Experiment if !self.facts.experiment_of.is_empty() => {
                    fact.subjects.iter().any(|subject| {
                        self.facts.experiment_of.get(subject).is_some_and(|own| bound.contains(own))
                    }) || (!confirmed && !self.has_sort(fact.quantity, sort))
                }
                _ => confirmed || !self.has_sort(fact.quantity, sort),
            };
            if !allowed {
                return false;
            }
        }
        true
    }

    fn is_of_whole(&self, fact: &Fact) -> bool {
        const OF_WHOLE: [&str; 4] =
            ["standard_error", "majority_class_share", "rows_per_feature", "usual_error_rate"];
        let key = &self.facts.quantities.get(fact.quantity).key;
        fact.subjects.is_empty() && OF_WHOLE.iter().any(|ending| key.ends_with(ending))
    }

    fn fits_tags(&self, fact: &Fact, at: usize) -> bool {
        let mut said = Vec::new();
        for group in [0usize, 1, 2, 3] {
            let of_group: Vec<Mention<Tag>> =
                self.tags.iter().copied().filter(|mention| group_of(mention.what) == group).collect();
            let bound = self.bound(at, &of_group);
            if bound.is_empty() {
                continue;
            }
            let relevant = self
                .facts
                .of(fact.quantity)
                .any(|other| other.tags.iter().any(|tag| group_of(*tag) == group));
            // "A (33%), B (27%) and C (11%) are the top three": figures of single ones.
            let is_single = fact.subjects.iter().any(|subject| self.is_sort(*subject, Sort::Column));
            if self.top_named && is_single && matches!(bound[0], Tag::Top(_)) {
                continue;
            }
            // "Real" and "typical" are ordinary words where the quantity knows no such difference.
            let is_average = AVERAGES.contains(&self.facts.quantities.get(fact.quantity).key.as_str());
            // "49.4% of the real rows": what is measured of synthetic rows.
            let synthetic_only = matches!(
                self.facts.quantities.get(fact.quantity).key.as_str(),
                "closer_to_training" | "new_row_synthesis"
            );
            let before = of_group.iter().find(|mention| mention.at > at && mention.at <= at + 4);
            if synthetic_only && before.is_some_and(|mention| mention.what == Tag::Side(Side::Real)) {
                return false;
            }
            let of_real = self.facts.quantities.get(fact.quantity).key == "missing_values";
            if of_real && bound[0] == Tag::Side(Side::Synthetic) {
                return false;
            }
            if !relevant
                && (fact.unit == Unit::Count
                    || (is_average && matches!(bound[0], Tag::Stat(Stat::Mean | Stat::Median))))
            {
                continue;
            }
            let timed = matches!(fact.unit, Unit::Time | Unit::Size);
            if !relevant && (matches!(bound[0], Tag::Side(_)) || (timed && matches!(bound[0], Tag::Split(_))))
            {
                continue;
            }
            if !fact.tags.iter().any(|tag| bound.contains(tag)) {
                return false;
            }
            said.push(group);
        }
        fact.default || fact.tags.iter().all(|tag| said.contains(&group_of(*tag)))
    }
}
