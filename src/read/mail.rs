//! Mail and web archives (.eml, .mht, .mhtml, Confluence's .doc): headers, parts between boundaries,
//! base64 and quoted-printable.
//!
//! Of alternatives the page is read and not its text, of parts that belong together every page, of a
//! mail its body and what is attached to it. Ours, since the crates for it (mail-parser, mailparse)
//! bring tables of encodings that weigh more than all readers of office files; what is needed of MIME
//! is small: two encodings and the lines that part its parts.

use super::joined::Joined;
use super::{Reading, Refusal};
use crate::document::Bounds;
use crate::encoding;
use crate::options::{Part, PartKind};

/// Parts in one another, and in all.
const DEPTH: u32 = 8;
const PARTS: usize = 256;
/// Bytes in which a header must name a content type.
const HEAD: usize = 16 << 10;

/// What reads an attached file of this name.
type Attached<'a> = dyn Fn(&[u8], Option<&str>) -> Result<Reading, Refusal> + 'a;

/// Whether a file begins with the headers of a mail.
pub(super) fn is_mail(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    let (headers, _) = split(head);
    let first = headers.split(|&b| b == b'\n').next().unwrap_or_default();
    let name = first.iter().position(|&b| b == b':').map(|at| &first[..at]);
    let is_name = |name: &[u8]| {
        !name.is_empty() && name.iter().all(|&b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let told = |name| header(headers, name).is_some();
    let sheet = first.starts_with(b"socialcalc:");
    !sheet
        && name.is_some_and(is_name)
        && told("content-type")
        && (told("mime-version") || told("from"))
}

/// Reads a mail; `file` reads what is attached.
pub(super) fn read(bytes: &[u8], file: &Attached, bounds: &Bounds) -> Result<Reading, Refusal> {
    let mut reader = MailReader {
        joined: Joined::default(),
        left: PARTS,
        read: false,
        refused: None,
        file,
        bounds,
    };
    reader.part(bytes, 0);
    match reader.refused {
        Some(refusal) if !reader.read => Err(refusal),
        _ => Ok(reader.joined.whole),
    }
}

struct MailReader<'a> {
    joined: Joined,
    left: usize,
    read: bool,
    refused: Option<Refusal>,
    file: &'a Attached<'a>,
    bounds: &'a Bounds,
}

impl MailReader<'_> {
    fn part(&mut self, bytes: &[u8], depth: u32) {
        if depth > DEPTH || self.left == 0 {
            self.joined.whole.document.cut = true;
            return;
        }
        self.left -= 1;
        let (headers, body) = split(bytes);
        let kind = header(headers, "content-type").unwrap_or_else(|| "text/plain".to_owned());
        let main = kind
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase();
        if main.starts_with("multipart/") {
            if let Some(boundary) = parameter(&kind, "boundary") {
                let parts = parts(body, boundary.as_bytes());
                self.several(&parts, main == "multipart/alternative", depth + 1);
            }
            return;
        }
        if main.starts_with("image/") {
            self.joined.whole.document.pictures += 1;
            return;
        }
        let encoding = header(headers, "content-transfer-encoding").unwrap_or_default();
        let content = match encoding.trim().to_ascii_lowercase().as_str() {
            "base64" => base64(body),
            "quoted-printable" => quoted(body),
            _ => body.to_vec(),
        };
        if main == "message/rfc822" {
            self.part(&content, depth + 1);
            return;
        }
        self.single(&main, &kind, headers, &content);
    }

    /// All of several parts, or the page among alternatives.
    fn several(&mut self, parts: &[&[u8]], alternatives: bool, depth: u32) {
        let is = |part: &&&[u8], kind: &str| {
            let (headers, _) = split(part);
            header(headers, "content-type")
                .is_some_and(|told| told.to_ascii_lowercase().starts_with(kind))
        };
        let page = |part: &&&[u8]| is(part, "text/html") || is(part, "multipart/related");
        let one = parts.iter().rev().find(page).filter(|_| alternatives);
        match one {
            Some(part) => self.part(part, depth),
            None => parts.iter().for_each(|part| self.part(part, depth)),
        }
    }

    /// One part that holds no others, its transfer encoding taken off; `kind` is `main` with its parameters.
    fn single(&mut self, main: &str, kind: &str, headers: &[u8], content: &[u8]) {
        let content = &content[..content.len().min(super::FILE)];
        let text = || match parameter(kind, "charset") {
            Some(label) if !label.eq_ignore_ascii_case("us-ascii") => {
                encoding::decode_as(&label, &content[..content.len().min(self.bounds.bytes)])
            }
            _ => encoding::decode(&content[..content.len().min(self.bounds.bytes)]),
        };
        let disposition = header(headers, "content-disposition").unwrap_or_default();
        let name = parameter(&disposition, "filename").or(parameter(kind, "name"));
        let attached = disposition
            .trim_start()
            .to_ascii_lowercase()
            .starts_with("attachment");
        let reading = match main {
            "text/html" | "application/xhtml+xml" => Ok(self.text(PartKind::Html, text())),
            "text/plain" if !attached => Ok(self.text(PartKind::Text, text())),
            "text/css" | "text/javascript" | "application/javascript" | "application/json" => {
                return;
            }
            _ if main.starts_with("font/") || main.contains("theme") => return,
            _ => (self.file)(content, name.as_deref()),
        };
        match reading {
            Ok(reading) => {
                self.read |= !reading.document.rows.is_empty();
                self.joined.add(reading, None);
            }
            Err(refusal) => self.refused = Some(refusal),
        }
    }

    fn text(&self, kind: PartKind, text: String) -> Reading {
        super::parts(&[Part { kind, text }], self.bounds).into()
    }
}

/// Headers, and what comes after the empty line.
fn split(bytes: &[u8]) -> (&[u8], &[u8]) {
    let bytes = bytes.trim_ascii_start();
    let mut at = 0;
    while let Some(length) = bytes[at..].iter().position(|&b| b == b'\n') {
        if bytes[at..at + length].trim_ascii().is_empty() {
            return (&bytes[..at], &bytes[at + length + 1..]);
        }
        at += length + 1;
    }
    (bytes, &[])
}

/// The value of a header, its further lines joined.
fn header(headers: &[u8], wanted: &str) -> Option<String> {
    let mut lines = headers.split(|&b| b == b'\n');
    let mut value = lines.by_ref().find_map(|line| {
        let (name, value) = line.split_at_checked(wanted.len())?;
        let value = value.strip_prefix(b":")?;
        name.eq_ignore_ascii_case(wanted.as_bytes())
            .then(|| value.to_vec())
    })?;
    for line in lines.take_while(|line| line.starts_with(b" ") || line.starts_with(b"\t")) {
        value.extend_from_slice(line);
    }
    Some(String::from_utf8_lossy(value.trim_ascii()).into_owned())
}

/// A parameter of a header's value.
fn parameter(value: &str, wanted: &str) -> Option<String> {
    let mut rest = value.split_once(';')?.1;
    loop {
        let (name, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let (text, after) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => after
                .split_once(';')
                .map_or((after, ""), |(text, _)| (text, &after[text.len()..])),
        };
        if name
            .trim()
            .trim_end_matches('*')
            .eq_ignore_ascii_case(wanted)
        {
            return Some(text.trim().to_owned());
        }
        rest = after.trim_start().trim_start_matches(';');
    }
}

/// What stands between the lines that name a boundary.
fn parts<'b>(body: &'b [u8], boundary: &[u8]) -> Vec<&'b [u8]> {
    let mut parts = Vec::new();
    let (mut at, mut from) = (0, None);
    while at <= body.len() && parts.len() < PARTS {
        let length = body[at..].iter().position(|&b| b == b'\n');
        let end = length.map_or(body.len(), |length| at + length);
        let line = body[at..end].trim_ascii_end();
        let after = line
            .strip_prefix(b"--")
            .and_then(|line| line.strip_prefix(boundary));
        if let Some(after) = after.filter(|after| after.is_empty() || *after == b"--") {
            if let Some(from) = from {
                parts.push(&body[from..at]);
            }
            from = after.is_empty().then(|| (end + 1).min(body.len()));
        }
        if length.is_none() {
            break;
        }
        at = end + 1;
    }
    // One that the end of the file cut short.
    if let Some(from) = from {
        parts.push(&body[from..]);
    }
    parts
}

fn base64(body: &[u8]) -> Vec<u8> {
    let digit = |b: u8| match b {
        b'A'..=b'Z' => Some(b - b'A'),
        b'a'..=b'z' => Some(b - b'a' + 26),
        b'0'..=b'9' => Some(b - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let mut out = Vec::with_capacity(body.len() / 4 * 3);
    let (mut held, mut bits) = (0u32, 0);
    for digit in body.iter().filter_map(|&b| digit(b)) {
        held = held << 6 | u32::from(digit);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push((held >> bits) as u8);
        }
    }
    out
}

fn quoted(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let mut at = 0;
    while let Some(&byte) = body.get(at) {
        at += 1;
        if byte != b'=' {
            out.push(byte);
            continue;
        }
        let hex = body
            .get(at..at + 2)
            .and_then(|hex| std::str::from_utf8(hex).ok());
        if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            out.push(byte);
            at += 2;
        } else if let Some(end) = body[at..].iter().position(|&b| b == b'\n')
            && body[at..at + end].trim_ascii().is_empty()
        {
            at += end + 1;
        } else {
            out.push(byte);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(mail: &str) -> Vec<String> {
        assert!(is_mail(mail.as_bytes()), "{mail}");
        let file = |bytes: &[u8], _: Option<&str>| {
            Ok(Reading::from(crate::read::parts(
                &[Part {
                    kind: PartKind::Text,
                    text: String::from_utf8_lossy(bytes).into_owned(),
                }],
                &Bounds::default(),
            )))
        };
        let document = read(mail.as_bytes(), &file, &Bounds::default())
            .unwrap()
            .document;
        let row = |row: &crate::document::Row| {
            let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
            cells.join("|")
        };
        document.rows.iter().map(row).collect()
    }

    #[test]
    fn a_page_saved_as_an_archive() {
        let mail = "From: <x>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"b c\"\r\n\r\nnothing\r\n--b c\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<table><tr><td>=E4=B8=\r\n=80<td>8 =3D</table>\r\n--b c\r\nContent-Type: image/png\r\n\r\n8\r\n--b c--\r\n9";
        assert_eq!(rows(mail), ["一|8 ="]);
    }

    #[test]
    fn of_alternatives_the_page_and_of_a_mail_what_is_attached() {
        let mail = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n7\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+ODwvcD4=\n--b--\n--a\nContent-Type: application/octet-stream; name=x\nContent-Disposition: attachment\n\n9\n";
        assert_eq!(rows(mail), ["8", "9"]);
    }

    #[test]
    fn mails_in_mails_are_bounded_and_text_is_no_mail() {
        let mut mail = String::new();
        for n in 0..50 {
            mail += &format!(
                "From: x\nMIME-Version: 1\nContent-Type: multipart/mixed; boundary={n}\n\n--{n}\n"
            );
        }
        assert_eq!(rows(&mail), [""; 0]);
        assert!(!is_mail("一、本年新收：8\n\nContent-Type: x".as_bytes()));
        assert!(!is_mail(b"From: a\nx"));
    }
}
