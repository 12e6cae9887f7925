//! The HTTP edge: what every call of the API has in common.
//!
//! A function implements [`Endpoint`] and hands it to [`run`], which does the rest: methods, API keys and their
//! scopes, errors in the contract's shape, request ids, `HEAD`, panics, logs. One call needs no key: [`OpenEndpoint`].
//!
//! API Gateway's events are read here and not by `lambda_http`'s own adapter, which builds a URL of the request's
//! host, path and query and panics if it does not parse. A client can send one that does not.

mod accept;
mod auth;
mod body;
mod call;
mod conditional;
mod delivery;
mod disposition;
mod failure;
mod query;
mod reply;
mod sending;
mod serve;
mod subject;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod throttle;

pub use accept::Accept;
pub use auth::{Authenticator, Caller};
pub use body::{Document, LARGEST_BODY, LARGEST_DOCUMENT, document, json_object};
pub use call::Call;
pub use conditional::{etag, is_unchanged, precondition};
pub use delivery::{Delivery, artifact, asked_format};
pub use disposition::attachment;
pub use failure::Failure;
pub use lambda_runtime::Error;
pub use query::Query;
pub use reply::{
    Detail, EntityItem, Job, LinkItem, ListItem, Reply, UploadItem, detail, entity_item, job, json,
    link_item, list_item, no_content, upload_item,
};
pub use sending::{DeliverySettings, LARGEST_INLINE, Purpose, Sender, URL_LIFE, revalidate};
pub use serve::{CallMethod, Endpoint, OpenEndpoint, run, run_open, serve, serve_open};
pub use subject::{subject, subject_if_any};
