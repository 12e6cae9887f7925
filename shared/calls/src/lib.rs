//! Single JSON calls over the connector that the AWS clients use: to a model's endpoint, and signed to AWS services of which
//! one operation is needed.
//!
//! The SDKs of these services would add hundreds of operations to the build for one call each.

mod aws;
mod http;
mod secret;

pub use aws::{AwsAccess, Call, MissingVariable};
pub use http::{CallError, Headers, Http};
pub use secret::Secret;
