//! Quantities of models in service.

use super::{
    Known, Unit,
    derived::{NOT_NEGATIVE, neutral},
};

/// Number of calls.
pub static REQUESTS: Known = neutral("requests", "Calls", Unit::Count, NOT_NEGATIVE);
/// Number of calls that failed.
pub static ERRORS: Known = neutral("errors", "Failed calls", Unit::Count, NOT_NEGATIVE);
/// Population stability index.
pub static PSI: Known = neutral("psi", "PSI", Unit::Plain, NOT_NEGATIVE);
