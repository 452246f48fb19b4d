//! Names of elements, by what they do to the text around them.

use crate::bytes;

/// Elements that begin a line.
const BLOCKS: [&str; 31] = [
    "p",
    "div",
    "br",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "section",
    "article",
    "header",
    "footer",
    "nav",
    "aside",
    "main",
    "dl",
    "dt",
    "dd",
    "hr",
    "form",
    "blockquote",
    "caption",
    "figure",
    "fieldset",
    "address",
    "option",
    "pre",
];
/// Elements whose text is not shown.
pub(super) const SILENT: [&str; 8] = [
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "annotation",
    "annotation-xml",
    "datalist",
];
/// Elements that have no end.
pub(super) const VOID: [&str; 9] = [
    "br", "hr", "img", "input", "embed", "wbr", "area", "link", "meta",
];
/// The name of a block, for as long as the program runs.
pub(super) fn block(name: &str) -> Option<&'static str> {
    BLOCKS.iter().find(|&&block| block == name).copied()
}

/// Whether an element is one of [`BLOCKS`]; the usual ones that are not are known at once.
pub(super) fn is_block(name: &str) -> bool {
    match name.as_bytes() {
        b"td" | b"tr" | b"th" | b"a" | b"b" | b"i" | b"u" | b"o:p" | b"span" | b"font" | b"col" => {
            false
        }
        _ => BLOCKS.contains(&name),
    }
}

/// Whether one of these names of a tag stands somewhere behind a `<`.
pub(super) fn has_tag(html: &str, names: [&str; 2]) -> bool {
    let mut rest = html.as_bytes();
    while let Some(at) = bytes::find(rest, b'<') {
        rest = &rest[at + 1..];
        if names.iter().any(|name| rest.starts_with(name.as_bytes())) {
            return true;
        }
    }
    false
}
