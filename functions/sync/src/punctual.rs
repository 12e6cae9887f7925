//! No question after a certain time.

use report_import::http::{Answer, Request, Server, Unanswered};

/// A server that is asked nothing more once the time is over.
pub struct Punctual<'a, S> {
    /// The server.
    pub server: S,
    /// Whether the time is over.
    pub is_over: &'a dyn Fn() -> bool,
}

impl<S: Server> Server for Punctual<'_, S> {
    fn ask(&self, request: &Request<'_>) -> Result<Answer, Unanswered> {
        if (self.is_over)() {
            return Err(Unanswered::Other("the time of this pass is over".into()));
        }
        self.server.ask(request)
    }
}
