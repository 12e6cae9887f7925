//! What an HTML document is allowed to do in a browser.

/// The Content-Security-Policy of a report's HTML document. The document carries it itself, and `view` sends it as a
/// header; that is why it stands here, where both can reach it.
///
/// Nothing may be fetched. The one script that may run is the document's own, by its digest; a test of the HTML writer
/// keeps the digest right.
pub const DOCUMENT_CSP: &str = "default-src 'none'; script-src 'sha256-lox69o5yneWhGjaBo+q9sOamOb1NHyEFfZOwtfwgjd8='; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'";
