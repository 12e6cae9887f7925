//! The `Accept` header (RFC 9110, section 12.5.1).

/// What a client is ready to receive.
#[derive(Debug, Clone)]
pub struct Accept {
    /// Type, subtype and quality in thousandths.
    ranges: Vec<(String, String, u16)>,
}

impl Accept {
    /// Reads the header's value. Ranges that cannot be read are ignored. If none is left, every type is acceptable.
    pub fn parse(header: Option<&str>) -> Self {
        Self { ranges: header.unwrap_or_default().split(',').filter_map(range).collect() }
    }

    /// The quality of a media type such as `text/html`, in thousandths; 0 if it is not acceptable.
    pub fn quality(&self, media_type: &str) -> u16 {
        if self.ranges.is_empty() {
            return 1000;
        }
        let (kind, name) = media_type.split_once('/').unwrap_or((media_type, ""));
        // The most specific range decides.
        let specific = self.best(|(k, n, _)| k == kind && n == name);
        let specific = specific.or_else(|| self.best(|(k, n, _)| k == kind && n == "*"));
        specific.or_else(|| self.best(|(k, n, _)| k == "*" && n == "*")).unwrap_or(0)
    }

    fn best(&self, matches: impl Fn(&&(String, String, u16)) -> bool) -> Option<u16> {
        self.ranges.iter().filter(matches).map(|(_, _, quality)| *quality).max()
    }
}

/// One media range. Parameters other than the quality are ignored: `text/html;charset=utf-8` is read as `text/html`.
fn range(text: &str) -> Option<(String, String, u16)> {
    let mut parts = text.split(';').map(str::trim);
    let (kind, name) = parts.next()?.split_once('/')?;
    if kind.is_empty() || name.is_empty() {
        return None;
    }
    let mut quality = 1000;
    for parameter in parts {
        if let Some((key, value)) = parameter.split_once('=')
            && key.trim().eq_ignore_ascii_case("q")
        {
            quality = weight(value.trim())?;
        }
    }
    Some((kind.to_ascii_lowercase(), name.to_ascii_lowercase(), quality))
}

/// A weight, `0` to `1` with at most three decimals, in thousandths.
fn weight(text: &str) -> Option<u16> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    if !matches!(whole, "0" | "1")
        || decimals.len() > 3
        || !decimals.bytes().all(|digit| digit.is_ascii_digit())
    {
        return None;
    }
    let thousandths: u16 = format!("{decimals:0<3}").parse().ok()?;
    match whole {
        "0" => Some(thousandths),
        _ => (thousandths == 0).then_some(1000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quality(header: &str, media_type: &str) -> u16 {
        Accept::parse(Some(header)).quality(media_type)
    }

    #[test]
    fn the_most_specific_range_decides() {
        let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";
        assert_eq!((quality(browser, "text/html"), quality(browser, "application/pdf")), (1000, 800));
        assert_eq!(quality("*/*, application/pdf;q=0", "application/pdf"), 0);
        assert_eq!(quality("application/*;q=0.25, */*;q=0.5", "application/pdf"), 250);
        assert_eq!(quality("TEXT/HTML; charset=utf-8 ; Q=0.5", "text/html"), 500);
        assert_eq!(quality("image/png", "text/html"), 0);
    }

    #[test]
    fn what_cannot_be_read_rules_nothing_out() {
        assert_eq!(Accept::parse(None).quality("text/html"), 1000);
        for header in ["", "  ", "html", "/", "text/html;q=2", ";;,,"] {
            assert_eq!(quality(header, "text/html"), 1000, "{header}");
        }
    }
}
