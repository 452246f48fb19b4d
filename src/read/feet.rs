//! Running feet: page numbers between the lines of a text.

use crate::document::{Document, RowKind};
use crate::text::{fold, is_invisible};

/// `- 4 -`, `— 5 —`, `第 3 页 共 7 页`: a running foot, which stands between rows of a page's text.
pub(super) fn is_page_number(line: &str) -> bool {
    let seen = line.chars().filter(|&c| !is_invisible(c)).map(fold);
    let mut seen = seen.filter(|c| !c.is_whitespace()).peekable();
    let dash = |c: char| matches!(c, '-' | '—' | '–' | '―' | '─' | '~' | '·');
    if !seen.peek().is_some_and(|&c| c == '第' || dash(c)) {
        return false;
    }
    let bare: String = seen.collect();
    let inner = bare.trim_matches(dash);
    let dashed = bare.starts_with(dash) && bare.ends_with(dash);
    // More dashes are a row of blanks with a number among them.
    let dashes = bare.chars().filter(|&c| dash(c)).count();
    let dashed = dashed && dashes <= 4 && inner != "0";
    let numeral = |s: &str| !s.is_empty() && s.len() <= 4 && s.bytes().all(|b| b.is_ascii_digit());
    if dashed && numeral(inner) {
        return true;
    }
    let Some(rest) = bare.strip_prefix('第') else {
        return false;
    };
    let Some((page, rest)) = rest.split_once('页') else {
        return false;
    };
    let rest = rest.trim_start_matches(&[',', '/', '，'][..]);
    let total = rest.strip_prefix('共').and_then(|r| r.strip_suffix('页'));
    numeral(page) && (rest.is_empty() || total.is_some_and(numeral))
}

/// Drops lines `3` or `3/9` where all lines of that kind count up one by one through the document;
/// a single one, or one out of step, may be a value.
pub(super) fn drop_page_numbers(document: &mut Document) {
    for total in [false, true] {
        let mut pages: Vec<(usize, PageNumber)> = Vec::new();
        for (index, row) in document.rows.iter().enumerate() {
            if row.kind == RowKind::Line
                && let Some(page) =
                    page(&row.cells[0].text).filter(|page| page.1.is_some() == total)
            {
                pages.push((index, page));
            }
        }
        let next = |pair: &[(usize, PageNumber)]| {
            let [(_, (n, of)), (_, (following, whole))] = pair else {
                return true;
            };
            following == &(n + 1) && of == whole
        };
        if pages.len() > 1 && pages.windows(2).all(next) {
            for (index, _) in pages.into_iter().rev() {
                document.rows.remove(index);
            }
        }
    }
}

/// A page, and of how many.
type PageNumber = (u32, Option<u32>);

fn page(line: &str) -> Option<PageNumber> {
    let bare: String = line
        .chars()
        .map(fold)
        .filter(|c| !c.is_whitespace())
        .take(8)
        .collect();
    let numeral = |s: &str| {
        let short = s.len() <= 3 && s.bytes().all(|b| b.is_ascii_digit());
        short.then(|| s.parse().ok()).flatten()
    };
    match bare.split_once('/') {
        Some((n, of)) => Some((numeral(n)?, Some(numeral(of)?))),
        None => Some((numeral(&bare)?, None)),
    }
}
