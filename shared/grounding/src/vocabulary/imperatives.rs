//! Verbs with which proposals begin, and words with which they do not.

use std::{collections::HashSet, sync::LazyLock};

const VERBS: &str = "\
    accept act add address adjust adopt aggregate agree alert align allow analyse analyze apply archive ask assemble \
    assess assign audit avoid balance begin benchmark bin block brief bring build calculate calibrate cap capture \
    change check choose clarify clean close collect combine commission communicate compare complete compute conduct \
    configure confirm connect consider consult continue convert correct cross-check cut debug decide define delete \
    deploy determine develop diagnose disclose discuss do document don't double-check drop enable encode engage \
    engineer ensure escalate establish estimate evaluate examine exclude expand expect experiment explain explore \
    extend fill filter find finish fix flag focus freeze gather generate get give go group grow guard handle have \
    hold identify implement impose improve impute include increase inform inspect instrument interview introduce \
    invest investigate invite involve isolate join justify keep label launch lean leave let limit link list lock log \
    look lower maintain make map match measure merge minimise minimize mitigate model monitor move name never \
    normalise normalize note notify obtain optimise optimize oversample pause perform pick pilot pin place plan \
    prefer prepare present prioritise prioritize probe proceed profile promote protect provide prune publish push \
    put quantify query question raise re-assess re-check re-estimate re-evaluate re-examine re-fit re-run re-train \
    reach read reassess rebuild recalibrate recheck recompute reconsider record redesign redo reduce reestimate \
    reevaluate reexamine refine refit refresh register regularise regularize reject relabel release rely remove \
    repair repeat replace replay report reproduce request require rerun resample rescale reserve resolve respond \
    restore restrict retain retest rethink retire retrain retry return reuse review revise revisit reweight rewrite \
    roll rotate rule run sample scale schedule screen search secure seed seek select send separate set settle shadow \
    share shift ship shorten show sign simplify simulate sort source specify spell split stabilise stabilize staff \
    stage standardise standardize start stop store stratify strengthen stress-test study supplement survey swap \
    switch synthesise synthesize take teach tell test think tighten trace track train transform treat trigger trim \
    trust try tune turn undersample understand update upgrade use validate verify version vet visualise visualize \
    wait walk watch weigh weight widen withdraw withhold write";

const OPENERS: &str = "\
    the a an in on at by for from with within without of off to into onto over under above below between across \
    through throughout during before after until about around against behind beyond near toward towards among \
    amongst upon amid unlike like given despite per via versus except because although though if when where while \
    whereas unless once that than as so yet but and or nor not no both half twice such what which who whose why how \
    here there now today it he she they we you i all even just still again more most less least only many much few \
    any every each another other is can may might will could would should must do did target label leader winner \
    algorithm task tool split";

static IMPERATIVES: LazyLock<HashSet<&str>> = LazyLock::new(|| VERBS.split(' ').collect());
static OPENING: LazyLock<HashSet<&str>> = LazyLock::new(|| OPENERS.split(' ').collect());

/// A verb in the form in which it proposes: "retrain".
pub(crate) fn is_imperative(word: &str) -> bool {
    IMPERATIVES.contains(word)
}

/// A word with which a statement may open although an article or a name follows it: "unlike the others".
pub(crate) fn opens_statement(word: &str) -> bool {
    OPENING.contains(word)
}
