//! The address of a link.

use std::env;

use report_edge::Call;
use report_storage::LinkToken;

/// Where links are opened, below the API's base.
const OPENED_AT: &str = "/api/shared";

/// Makes the addresses of links.
#[derive(Debug, Default)]
pub struct Addresses {
    base: Option<String>,
}

impl Addresses {
    /// Addresses below `PUBLIC_URL`, for an API that is reached by another name than the gateway's, behind a proxy for instance.
    /// Without it, below what the request itself has called.
    pub fn from_env() -> Self {
        let base = env::var("PUBLIC_URL").ok().map(|url| url.trim_end_matches('/').to_owned());
        Self { base: base.filter(|url| !url.is_empty()) }
    }

    /// The address at which a token opens its link, as seen by whoever made this call.
    pub fn of(&self, token: &LinkToken, call: &Call) -> String {
        let base = self.base.clone().unwrap_or_else(|| {
            // A stage or a mapping of a domain comes before the API's own paths.
            let prefix = call.path.split_once("/api/").map_or("", |(prefix, _)| prefix);
            call.host.as_ref().map_or_else(String::new, |host| format!("https://{host}{prefix}"))
        });
        format!("{base}{OPENED_AT}/{}", token.reveal())
    }
}

#[cfg(test)]
mod tests {
    use lambda_http::http::Method;
    use report_domain::{LinkId, ReportId};
    use report_edge::testing::call;

    use super::*;

    #[test]
    fn an_address_is_below_the_configured_base_or_what_was_called() {
        let token = LinkToken::generate(ReportId::new(), LinkId::new()).expect("randomness");
        let call = call(Method::POST, "", &[]);
        let staged = Call { path: format!("/prod{}", call.path), ..call.clone() };
        let unknown = Call { host: None, ..call.clone() };
        let configured = Addresses { base: Some("https://ml.example/reports".into()) };
        for (addresses, call, base) in [
            (&Addresses::default(), &call, "https://reports.example.com"),
            (&Addresses::default(), &staged, "https://reports.example.com/prod"),
            (&Addresses::default(), &unknown, ""),
            (&configured, &staged, "https://ml.example/reports"),
        ] {
            assert_eq!(addresses.of(&token, call), format!("{base}/api/shared/{}", token.reveal()));
        }
    }
}
