//! What a browser is told to allow.

/// The Content-Security-Policy that every page carries.
///
/// A page fetches nothing. The only script that may run is the page's own, by its digest; a test keeps the digest right.
/// The policy is a file because the HTTP edge sends it as a header, too, and links no code that writes documents.
pub fn content_security_policy() -> &'static str {
    include_str!("../assets/content-security-policy.txt").trim_ascii_end()
}
