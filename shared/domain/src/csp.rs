//! What an HTML document is allowed to do in a browser.

/// The Content-Security-Policy of a report's HTML document. The document carries it itself, and `view` sends it as a
/// header; that is why it stands here, where both can reach it.
pub const DOCUMENT_CSP: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'";
