//! Whether a figure is one that a place in the sentence can be about.

use std::cell::RefCell;

use report_snapshot::evaluation::Split;

use super::{Mention, Scene, group_of};
use crate::{
    fact::{Fact, QuantityId, Side, Stat, Tag, Unit},
    facts::SORTS,
    name::{NameId, Sort},
};

/// Quantities that are averages themselves.
const AVERAGES: [&str; 4] =
    ["expected_calibration_error", "prediction_mean", "median_dcr", "requests_per_day"];

/// The place of models in [`SORTS`].
const MODELS: usize = 0;
const _: () = assert!(matches!(SORTS[MODELS], Sort::Model));

/// A place in a sentence with what it is about, so that many figures can be held against it.
pub(crate) struct Place<'s, 'a> {
    scene: &'s Scene<'a>,
    /// The names that it belongs to, for each of [`SORTS`].
    bound: Vec<Vec<NameId>>,
    /// The mentions of tags and those that it belongs to, by group.
    tags: Vec<(Vec<Mention<Tag>>, Vec<Tag>)>,
    at: usize,
    /// "The overall rate": of the whole, whatever else is named.
    overall: bool,
    says_pair: bool,
    is_whole_of_part: bool,
    /// Whether what is named has figures of a quantity, for each of [`SORTS`].
    own: RefCell<Vec<(QuantityId, [bool; SORTS.len()])>>,
}

impl<'a> Scene<'a> {
    /// Names that stand for the number's subject, by sort.
    pub(crate) fn subjects(&self, at: usize, sort: Sort) -> Vec<NameId> {
        self.bound(at, &self.named(sort))
    }

    /// What a place is about.
    pub(crate) fn place(&self, at: usize) -> Place<'_, 'a> {
        let training = Mention { at: 0, what: Tag::Split(Split::Training) };
        let trained_on =
            self.trained_on.filter(|_| self.tokens.get(at).is_some() && self.counted(at).is_some());
        let trained_on = trained_on.map(|at| Mention { at, ..training });
        let tags = (0..4).map(|group| {
            let all = self.tags.iter().copied().chain(trained_on);
            let mut of_group: Vec<Mention<Tag>> =
                all.filter(|mention| group_of(mention.what) == group).collect();
            of_group.sort_by_key(|mention| mention.at);
            let bound = self.bound(at, &of_group);
            (of_group, bound)
        });
        Place {
            scene: self,
            bound: SORTS.iter().map(|sort| self.subjects(at, *sort)).collect(),
            tags: tags.collect(),
            at,
            overall: (at.saturating_sub(4)..at).any(|place| self.tokens[place].is_word(&["overall"])),
            says_pair: self.tokens.iter().any(|token| token.is_word(&["pair"])),
            is_whole_of_part: self.is_whole_of_part(at),
            own: RefCell::default(),
        }
    }
}

impl Place<'_, '_> {
    /// Whether the figure is one that the text here can be about, by names and tags.
    pub(crate) fn fits(&self, fact: &Fact) -> bool {
        self.fits_names(fact) && self.fits_tags(fact)
    }

    pub(crate) fn fits_names(&self, fact: &Fact) -> bool {
        let scene = self.scene;
        let models = &self.bound[MODELS];
        if !models.is_empty() && fact.model.is_some_and(|model| !models.contains(&model)) {
            return false;
        }
        if self.overall && fact.subjects.is_empty() && fact.default {
            return true;
        }
        let columns = fact.subjects.iter().filter(|subject| scene.is_sort(**subject, Sort::Column)).count();
        // "The pair has a score below 0.5": not the columns' own scores.
        if columns == 1 && self.says_pair {
            return false;
        }
        let Some(confirmed) = self.confirms(fact, columns > 1) else { return false };
        SORTS.into_iter().enumerate().all(|(index, sort)| {
            fact.subjects.iter().any(|subject| scene.is_sort(*subject, sort))
                || self.allows(fact, index, sort, confirmed)
        })
    }

    /// Whether every subject of the figure is named here or goes without saying, and whether one is named.
    fn confirms(&self, fact: &Fact, is_pair: bool) -> Option<bool> {
        let scene = self.scene;
        let named = |subject: &NameId| scene.names.iter().any(|mention| mention.what == *subject);
        let mut confirmed = false;
        for subject in &fact.subjects {
            let sorts = scene.facts.lexicon.get(*subject).sorts;
            let mut own = SORTS.iter().zip(&self.bound).filter(|(sort, _)| sorts.has(**sort)).peekable();
            if own.peek().is_none() {
                // Error types, categories, periods and families of algorithms: only if named, and of several the one that
                // the number belongs to.
                if !named(subject) || !self.belongs(fact.quantity, *subject) {
                    return None;
                }
                confirmed = true;
                continue;
            }
            let mut bound = own.map(|(_, bound)| bound).filter(|bound| !bound.is_empty());
            let is_bound = bound.clone().next().is_some();
            // A pair of columns: both are named, in any order.
            let is_named = if is_pair && scene.is_sort(*subject, Sort::Column) {
                named(subject)
            } else {
                bound.any(|bound| bound.contains(subject))
            };
            if is_named {
                confirmed = true;
            } else if is_bound || !scene.facts.defaults.contains(subject) {
                return None;
            }
        }
        Some(confirmed)
    }

    /// Whether of the names that have figures of the quantity, and are of no sort by which things are told apart, this is the
    /// one that the number belongs to.
    fn belongs(&self, quantity: QuantityId, name: NameId) -> bool {
        let scene = self.scene;
        let is_other = |name: NameId| !SORTS.iter().any(|sort| scene.is_sort(name, *sort));
        let has_figure =
            |name: NameId| scene.facts.of_subject(quantity, name).any(|fact| fact.subjects == [name]);
        let mut alike: Vec<Mention<NameId>> = scene.names.clone();
        alike.retain(|mention| is_other(mention.what) && has_figure(mention.what));
        alike.len() < 2 || scene.bound(self.at, &alike).contains(&name)
    }

    /// Whether names of a sort that the figure has no subject of may stand beside it.
    fn allows(&self, fact: &Fact, index: usize, sort: Sort, confirmed: bool) -> bool {
        let scene = self.scene;
        let facts = scene.facts;
        let bound = &self.bound[index];
        // "212 of 569 rows are malignant": the whole is not of the class.
        if sort == Sort::Class && fact.unit == Unit::Count && self.is_whole_of_part {
            return true;
        }
        let is_top = fact.tags.iter().any(|tag| matches!(tag, Tag::Top(_)));
        if scene.top_named && sort == Sort::Column && is_top {
            return true;
        }
        if bound.is_empty() || bound.iter().all(|name| facts.protagonists.contains(name)) {
            return true;
        }
        let has_sort = || facts.has_sort(fact.quantity, sort);
        match sort {
            // Of the whole, though it is said beside a model: "less than the standard error of 1.95".
            Sort::Model if self.is_of_whole(fact) => true,
            // "Disclosure protection is 72% for those who know A and B"
            Sort::Column if fact.subjects.is_empty() && self.is_about_columns(fact) => true,
            // "14 models in 70 seconds, of which A is the best": how long the whole took.
            Sort::Model if self.comes_first(fact) => true,
            Sort::Model | Sort::Column => {
                let incidental = bound.iter().all(|name| scene.is_sort(*name, Sort::Other));
                (fact.unit == Unit::Count || incidental) && !self.has_own(fact.quantity, index)
            }
            // "On 13 March, during the error burst": an incident of that day.
            Sort::Day if fact.subjects.iter().any(|subject| facts.incidents.contains(subject)) => {
                let mut incident = fact.subjects.iter().map(|subject| scene.text_of(*subject));
                incident.any(|text| bound.iter().all(|day| text.contains(scene.text_of(*day))))
            }
            Sort::Class | Sort::Day => !has_sort(),
            // A model of one experiment says nothing of another.
            Sort::Experiment if !facts.experiment_of.is_empty() => {
                let of_it = |subject: &NameId| {
                    facts.experiment_of.get(subject).is_some_and(|own| bound.contains(own))
                };
                // The rows of a dataset are of no experiment.
                let of_dataset = fact.subjects.iter().any(|subject| scene.is_sort(*subject, Sort::Dataset));
                fact.subjects.iter().any(of_it) || (!confirmed && !has_sort()) || (confirmed && of_dataset)
            }
            _ => confirmed || !has_sort(),
        }
    }

    /// Whether what is named has figures of the quantity.
    fn has_own(&self, quantity: QuantityId, index: usize) -> bool {
        let mut known = self.own.borrow_mut();
        if let Some((_, own)) = known.iter().find(|(id, _)| *id == quantity) {
            return own[index];
        }
        let mut own = [false; SORTS.len()];
        for subject in self.scene.facts.of(quantity).flat_map(|fact| &fact.subjects) {
            for (index, bound) in self.bound.iter().enumerate() {
                own[index] |= bound.contains(subject);
            }
        }
        known.push((quantity, own));
        own[index]
    }

    fn is_about_columns(&self, fact: &Fact) -> bool {
        self.scene.facts.quantities.get(fact.quantity).key == "disclosure_protection"
    }

    fn comes_first(&self, fact: &Fact) -> bool {
        let scene = self.scene;
        let is_duration = scene.facts.quantities.get(fact.quantity).key == "duration";
        is_duration && scene.named(Sort::Model).iter().all(|mention| mention.at > self.at)
    }

    fn is_of_whole(&self, fact: &Fact) -> bool {
        const OF_WHOLE: [&str; 5] = [
            "standard_error",
            "majority_class_share",
            "rows_per_feature",
            "usual_error_rate",
            "counted_up_to",
        ];
        let key = &self.scene.facts.quantities.get(fact.quantity).key;
        fact.subjects.is_empty() && OF_WHOLE.iter().any(|ending| key.ends_with(ending))
    }

    fn fits_tags(&self, fact: &Fact) -> bool {
        let scene = self.scene;
        let key = scene.facts.quantities.get(fact.quantity).key.as_str();
        let mut said = Vec::new();
        for (group, (mentions, bound)) in self.tags.iter().enumerate() {
            let Some(first) = bound.first() else { continue };
            // "A (33%), B (27%) and C (11%) are the top three": figures of single ones.
            let is_single = fact.subjects.iter().any(|subject| scene.is_sort(*subject, Sort::Column));
            if scene.top_named && is_single && matches!(first, Tag::Top(_)) {
                continue;
            }
            // "49.4% of the real rows": what is measured of synthetic rows; missing values are counted in real ones.
            let next = mentions.iter().find(|mention| mention.at > self.at && mention.at <= self.at + 4);
            let of_real = next.is_some_and(|mention| mention.what == Tag::Side(Side::Real));
            if of_real && matches!(key, "closer_to_training" | "new_row_synthesis")
                || key == "missing_values" && *first == Tag::Side(Side::Synthetic)
            {
                return false;
            }
            // "On average off by 46": the mean absolute error is an average.
            if key == "mae" && *first == Tag::Stat(Stat::Mean) {
                continue;
            }
            if !scene.facts.has_tags(fact.quantity, group) && ignores(fact, key, *first) {
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

/// "Real" and "typical" are ordinary words where the quantity knows no such difference.
fn ignores(fact: &Fact, key: &str, said: Tag) -> bool {
    let is_timed = matches!(fact.unit, Unit::Time | Unit::Size);
    match said {
        _ if fact.unit == Unit::Count => true,
        Tag::Side(_) => true,
        Tag::Split(_) => is_timed,
        Tag::Stat(Stat::Mean | Stat::Median) => AVERAGES.contains(&key),
        Tag::Stat(_) | Tag::Top(_) => false,
    }
}
