//! Numbers as files write them: what is the same number, and what a spreadsheet keeps as one.

/// A text less white space, what groups its digits, and zeros after a point that a format shows.
pub(super) fn bare(text: &str) -> String {
    let grouped = |c: &char| !c.is_whitespace() && !matches!(c, ',' | '，');
    let bare: String = text.chars().filter(grouped).collect();
    match bare.split_once('.') {
        Some((whole, rest)) if !whole.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()) => {
            let rest = rest.trim_end_matches('0');
            let point = if rest.is_empty() { "" } else { "." };
            format!("{whole}{point}{rest}")
        }
        _ => bare,
    }
}

/// Whether a text is a number as a spreadsheet keeps it.
pub(super) fn is_plain(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, rest) = text.split_once('.').unwrap_or((text, "0"));
    digits(whole) && digits(rest) && (whole == "0" || !whole.starts_with('0')) && text.len() <= 15
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_compared_without_what_a_format_adds() {
        for (shown, text) in [
            ("1,203.50", "1203.5"),
            ("21.00", "21"),
            (" 21 ", "21"),
            ("20", "20"),
        ] {
            assert_eq!(bare(shown), text, "{shown}");
        }
        assert_eq!(bare("12.3件"), "12.3件");
    }

    #[test]
    fn numbers_as_spreadsheets_keep_them() {
        for plain in ["0", "12", "0.5", "1203.50"] {
            assert!(is_plain(plain), "{plain}");
        }
        for other in [
            "",
            "007",
            "1,203",
            "12.",
            ".5",
            "1e3",
            "-",
            "1234567890123456",
        ] {
            assert!(!is_plain(other), "{other}");
        }
    }
}
