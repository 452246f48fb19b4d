//! Which encoding the bytes of a text file are in, and their decoding.

/// Bytes at the start of a file in which its own word for its encoding is looked for, as browsers do.
const HEAD: usize = 1024;

/// What Windows-1252 has at 128 to 159, which are controls in Unicode; browsers take `&#128;` so too.
pub(crate) const WINDOWS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// A character of Windows-1252. Not by `TextDecoder`: that of Node.js takes it for Latin-1.
#[cfg(feature = "office")]
pub(crate) fn windows(byte: u8) -> char {
    let high = byte.checked_sub(0x80).map(usize::from);
    let high = high.and_then(|high| WINDOWS.chars().nth(high));
    high.unwrap_or(byte.into())
}

/// A label of the Encoding Standard, which `TextDecoder` and encoding_rs know.
///
/// In this order: a byte order mark; UTF-16 without one, by its zero bytes; what the file says of
/// itself (`<meta charset>`, `<?xml encoding>`, `@charset`), unless it says UTF-8 and is not;
/// UTF-8 where the bytes are valid, or nearly so; else GB 18030, which holds GBK and GB 2312.
pub fn of(bytes: &[u8]) -> &'static str {
    match bytes {
        [0xef, 0xbb, 0xbf, ..] => return "utf-8",
        [0xff, 0xfe, ..] => return "utf-16le",
        [0xfe, 0xff, ..] => return "utf-16be",
        _ => {}
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    if let Some(wide) = wide(head) {
        return wide;
    }
    let utf8 = is_utf8(bytes);
    match declared(head) {
        Some("utf-8") | None if utf8 => "utf-8",
        // Valid UTF-8 beyond ASCII is no accident: converted files often keep their old word.
        Some(_) if utf8 && !bytes.is_ascii() => "utf-8",
        Some("utf-8") | None => "gb18030",
        Some(label) => label,
    }
}

/// Whether bytes are UTF-8, cut anywhere and with a few that are spoilt: what is in GB 18030 has hardly
/// a character that is valid.
fn is_utf8(bytes: &[u8]) -> bool {
    const FEW: usize = 100;
    let (mut valid, mut spoilt) = (0, 0);
    let mut rest = bytes;
    loop {
        let error = std::str::from_utf8(rest).err();
        let end = error.map_or(rest.len(), |error| error.valid_up_to());
        valid += rest[..end].iter().filter(|byte| !byte.is_ascii()).count();
        let Some(length) = error.and_then(|error| error.error_len()) else {
            break;
        };
        spoilt += 1;
        rest = &rest[end + length..];
    }
    spoilt * FEW <= valid
}

/// UTF-16 without a mark, by the digits, tabs and line ends that every table has. Not by zero bytes
/// alone: 一 is U+4E00 and the wide space U+3000.
fn wide(head: &[u8]) -> Option<&'static str> {
    let common = |byte: u8| matches!(byte, b'\t' | b'\n' | b'\r' | b'1'..=b'9' | b'<');
    let (mut little, mut big) = (0, 0);
    for pair in head.chunks_exact(2) {
        match *pair {
            [byte, 0] if common(byte) => little += 1,
            [0, byte] if common(byte) => big += 1,
            _ => {}
        }
    }
    match (little, big) {
        (0, 0) => None,
        _ if little >= big => Some("utf-16le"),
        _ => Some("utf-16be"),
    }
}

/// What the file says of itself, of the encodings such files come in.
fn declared(head: &[u8]) -> Option<&'static str> {
    let head = head.to_ascii_lowercase();
    let after = |word: &[u8]| {
        let at = head.windows(word.len()).position(|window| window == word)?;
        head.get(at + word.len()..)
    };
    let value = after(b"charset").or_else(|| after(b"<?xml").and_then(|_| after(b"encoding")))?;
    let skipped = value
        .iter()
        .position(|byte| !matches!(byte, b' ' | b'=' | b'"' | b'\'' | b'\t' | b'\r' | b'\n'))?;
    let value = &value[skipped..];
    let name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let end = value
        .iter()
        .position(|byte| !name(byte))
        .unwrap_or(value.len());
    match &value[..end] {
        b"utf-8" | b"utf8" => Some("utf-8"),
        b"gb2312" | b"gbk" | b"gb18030" | b"gb_2312-80" | b"x-gbk" => Some("gb18030"),
        b"big5" | b"big5-hkscs" => Some("big5"),
        // Whoever can write this in ASCII is not writing UTF-16.
        b"utf-16" | b"utf-16le" | b"utf-16be" | b"unicode" => Some("utf-8"),
        _ => None,
    }
}

/// Decodes the bytes of a text file; what is no character becomes U+FFFD.
#[cfg(feature = "office")]
pub fn decode(bytes: &[u8]) -> String {
    decode_as(of(bytes), bytes)
}

/// Decodes bytes in an encoding of this label.
#[cfg(feature = "office")]
pub(crate) fn decode_as(label: &str, bytes: &[u8]) -> String {
    decoder::decode(label, bytes)
}

/// Where nobody else decodes: by the tables of the Encoding Standard.
#[cfg(all(
    feature = "office",
    not(all(target_arch = "wasm32", target_os = "unknown"))
))]
mod decoder {
    pub fn decode(label: &str, bytes: &[u8]) -> String {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes());
        let encoding = encoding.unwrap_or(encoding_rs::UTF_8);
        encoding.decode(bytes).0.into_owned()
    }
}

/// In a page, whose browser has those tables: whoever knows the browser hands its decoder in. Without one
/// only UTF-8 is decoded, and what is not is no character.
#[cfg(all(feature = "office", target_arch = "wasm32", target_os = "unknown"))]
pub(crate) mod decoder {
    use std::sync::OnceLock;

    /// Decodes bytes in an encoding of a label.
    pub type Decode = fn(&str, &[u8]) -> String;

    static DECODE: OnceLock<Decode> = OnceLock::new();

    /// Hands a decoder in; the first one stays.
    pub fn set(decode: Decode) {
        let _ = DECODE.set(decode);
    }

    pub fn decode(label: &str, bytes: &[u8]) -> String {
        match DECODE.get() {
            Some(decode) => decode(label, bytes),
            None => String::from_utf8_lossy(bytes).into_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GBK: &[u8] = b"\xd7\xdc\xbc\xc6\t12"; // 总计\t12

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[cfg(feature = "office")]
    #[test]
    fn windows_1252_is_latin_1_but_for_its_quotes_and_its_euro() {
        // Fuzzing found that the decoder of Node.js knows Latin-1 alone.
        let text: String = b"a\x80\x93\x9f\xa0\xe9"
            .iter()
            .map(|&byte| windows(byte))
            .collect();
        assert_eq!(text, "a€“Ÿ\u{a0}é");
    }

    #[test]
    fn a_byte_order_mark_comes_first() {
        assert_eq!(of(b"\xef\xbb\xbf1"), "utf-8");
        assert_eq!(of(b"\xff\xfe1\0"), "utf-16le");
        assert_eq!(of(b"\xfe\xff\x001"), "utf-16be");
    }

    #[test]
    fn what_the_file_says_counts_where_the_bytes_bear_it() {
        let page = |charset: &str, text: &[u8]| {
            let meta =
                format!("<html><META http-equiv=x content=\"text/html; charset={charset}\">");
            [meta.as_bytes(), text].concat()
        };
        assert_eq!(of(&page("gb2312", GBK)), "gb18030");
        assert_eq!(of(&page("GBK", b"1")), "gb18030");
        assert_eq!(of(&page("big5", b"\xc1\x60\xad\x70")), "big5");
        assert_eq!(of(&page("utf-8", GBK)), "gb18030");
        assert_eq!(of(&page("gb2312", "总计".as_bytes())), "utf-8");
        assert_eq!(of(&page("utf-16", "总计".as_bytes())), "utf-8");
        assert_eq!(of(b"<meta charset=\"gbk\">"), "gb18030");
        assert_eq!(of(b"<?xml version='1.0' encoding='GB2312'?>"), "gb18030");
        let late = [&[b' '; HEAD][..], b"<meta charset=big5>\xff"].concat();
        assert_eq!(of(&late), "gb18030");
    }

    #[test]
    fn without_a_word_the_bytes_decide() {
        assert_eq!(of(b""), "utf-8");
        assert_eq!(of(b"1\t2\r\n"), "utf-8");
        assert_eq!(of("总计\t12".as_bytes()), "utf-8");
        assert_eq!(of(GBK), "gb18030");
        let text = "一、一　总计\t12\r\n";
        assert_eq!(of(&utf16(text, u16::to_le_bytes)), "utf-16le");
        assert_eq!(of(&utf16(text, u16::to_be_bytes)), "utf-16be");
    }

    #[test]
    fn utf_8_may_be_cut_or_have_a_spoilt_byte() {
        let text = "政府信息公开工作年度报告".repeat(20);
        assert_eq!(of(&text.as_bytes()[..text.len() - 1]), "utf-8");
        assert_eq!(
            of(&[text.as_bytes(), b"\xff", text.as_bytes()].concat()),
            "utf-8"
        );
        assert_eq!(of(&GBK.repeat(20)), "gb18030");
    }

    #[cfg(feature = "office")]
    #[test]
    fn decoding_follows_and_drops_the_mark() {
        assert_eq!(decode(GBK), "总计\t12");
        assert_eq!(decode("\u{feff}总计".as_bytes()), "总计");
        assert_eq!(decode(&utf16("\u{feff}总计", u16::to_le_bytes)), "总计");
        assert_eq!(decode(&utf16("总计12", u16::to_be_bytes)), "总计12");
        assert_eq!(decode(b"\xff"), "\u{fffd}");
    }

    #[cfg(feature = "office")]
    proptest::proptest! {
        #[test]
        fn every_answer_is_an_encoding_and_decoding_never_fails(bytes: Vec<u8>) {
            assert!(encoding_rs::Encoding::for_label(of(&bytes).as_bytes()).is_some());
            decode(&bytes);
        }
    }
}
