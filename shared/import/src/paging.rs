//! Lists that a server gives in pages.

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// Its items.
    pub items: Vec<T>,
    /// What to ask the next page with; `None` on the last.
    pub next: Option<String>,
}

/// The items of all pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paged<T> {
    /// At most as many as were wanted, in the server's order.
    pub items: Vec<T>,
    /// Whether the server has more of them.
    pub is_cut: bool,
}

/// Asks for page after page until the last, or until there are `most` items. The question gets the token of its page, none
/// for the first, and the number of items so far.
///
/// A token that comes twice in a row ends the list: some servers repeat their last page for ever.
///
/// # Errors
/// The question's own.
pub fn pages<T, E>(
    most: usize,
    mut ask: impl FnMut(Option<&str>, usize) -> Result<Page<T>, E>,
) -> Result<Paged<T>, E> {
    let mut items = Vec::new();
    let mut token: Option<String> = None;
    loop {
        let page = ask(token.as_deref(), items.len())?;
        items.extend(page.items);
        let next = page.next.filter(|next| !next.is_empty() && Some(next) != token.as_ref());
        if items.len() > most || (items.len() == most && next.is_some()) {
            items.truncate(most);
            return Ok(Paged { items, is_cut: true });
        }
        if next.is_none() {
            return Ok(Paged { items, is_cut: false });
        }
        token = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A list of numbers in pages of three.
    fn numbers(length: usize) -> impl FnMut(Option<&str>, usize) -> Result<Page<usize>, String> {
        move |token, so_far| {
            let start = token.map_or(Ok(0), str::parse).map_err(|_| "no number".to_owned())?;
            assert_eq!(start, so_far);
            let end = (start + 3).min(length);
            Ok(Page { items: (start..end).collect(), next: (end < length).then(|| end.to_string()) })
        }
    }

    #[test]
    fn all_pages_are_read_and_no_more_than_wanted() {
        assert_eq!(pages(100, numbers(7)), Ok(Paged { items: (0..7).collect(), is_cut: false }));
        assert_eq!(pages(6, numbers(7)), Ok(Paged { items: (0..6).collect(), is_cut: true }));
        assert_eq!(pages(5, numbers(7)), Ok(Paged { items: (0..5).collect(), is_cut: true }));
        assert_eq!(pages(7, numbers(7)), Ok(Paged { items: (0..7).collect(), is_cut: false }));
        assert_eq!(pages(5, numbers(0)), Ok(Paged { items: vec![], is_cut: false }));
    }

    #[test]
    fn a_token_that_never_advances_ends_the_list() {
        let mut asked = 0;
        let paged = pages(100, |_, _| {
            asked += 1;
            Ok::<_, String>(Page { items: vec![asked], next: Some("same".into()) })
        });
        assert_eq!(paged.map(|paged| paged.items), Ok(vec![1, 2]));
    }
}
