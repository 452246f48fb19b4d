//! Looking for a byte, eight at a time: the standard library's own search is made for long stretches, and
//! between the tags of a page there are short ones, many.

const LOW: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = LOW << 7;

/// From this length on it pays to get ready for a search.
#[cfg(all(feature = "office", not(target_arch = "wasm32")))]
const LONG: usize = 256;

/// Where a byte first stands.
pub(crate) fn find(bytes: &[u8], wanted: u8) -> Option<usize> {
    find_any(bytes, [wanted])
}

/// Where one of some bytes first stands.
#[inline]
pub(crate) fn find_any<const N: usize>(bytes: &[u8], wanted: [u8; N]) -> Option<usize> {
    let all = wanted.map(|wanted| LOW * u64::from(wanted));
    let mut at = 0;
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let chunk = u64::from_le_bytes(*chunk);
        let mut zeros = 0;
        for all in all {
            // Zero where the byte stands; of zeros the lowest is told apart for certain.
            let differs = chunk ^ all;
            zeros |= differs.wrapping_sub(LOW) & !differs & HIGH;
        }
        if zeros != 0 {
            return Some(at + zeros.trailing_zeros() as usize / 8);
        }
        at += 8;
    }
    let mut rest = bytes[at..].iter();
    rest.position(|byte| wanted.contains(byte))
        .map(|more| at + more)
}

/// Where the first byte stands that is a space, a control character, or the one that is wanted.
#[cfg(feature = "office")]
pub(crate) fn find_or_blank(bytes: &[u8], wanted: u8) -> Option<usize> {
    let all = LOW * u64::from(wanted);
    let mut at = 0;
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let chunk = u64::from_le_bytes(*chunk);
        let differs = chunk ^ all;
        let same = differs.wrapping_sub(LOW) & !differs;
        // Of those that are found the lowest is told apart for certain, here as well.
        let blank = chunk.wrapping_sub(LOW * 0x21) & !chunk;
        let found = (same | blank) & HIGH;
        if found != 0 {
            return Some(at + found.trailing_zeros() as usize / 8);
        }
        at += 8;
    }
    let mut rest = bytes[at..].iter();
    rest.position(|&byte| byte <= b' ' || byte == wanted)
        .map(|more| at + more)
}

/// How many ASCII letters the bytes begin with.
#[cfg(feature = "office")]
pub(crate) fn letters(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let chunk = u64::from_le_bytes(*chunk);
        // Lower case, less the highest bit: no sum of two bytes runs into the next.
        let low = (chunk | (LOW * 0x20)) & !HIGH;
        let from_a = low + LOW * (0x80 - b'a' as u64);
        let beyond_z = low + LOW * (0x7f - b'z' as u64);
        let others = !(from_a & !beyond_z & !chunk) & HIGH;
        if others != 0 {
            return at + others.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    let rest = &bytes[at..];
    at + rest.iter().take_while(|b| b.is_ascii_alphabetic()).count()
}

/// Whether a mark stands in a text: where its first byte is rare, sooner than the standard library's search says so.
pub(crate) fn has(text: &str, mark: &str) -> bool {
    // Where it can compare sixteen bytes at once, and more.
    #[cfg(all(feature = "office", not(target_arch = "wasm32")))]
    if text.len() > LONG {
        return memchr::memmem::find(text.as_bytes(), mark.as_bytes()).is_some();
    }
    let (mut rest, mark) = (text.as_bytes(), mark.as_bytes());
    while let Some(at) = find(rest, mark[0]) {
        rest = &rest[at..];
        if rest.starts_with(mark) {
            return true;
        }
        rest = &rest[1..];
    }
    false
}

/// Where a mark first stands, in a long stretch: looked for by that byte of it, counted from 0, which is the rarest.
#[cfg(feature = "office")]
pub(crate) fn find_mark(bytes: &[u8], mark: &[u8], rarest: usize) -> Option<usize> {
    let mut from = rarest;
    loop {
        from += memchr::memchr(mark[rarest], bytes.get(from..)?)?;
        let at = from - rarest;
        if bytes[at..].starts_with(mark) {
            return Some(at);
        }
        from += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_one_byte_after_the_other_has_it(bytes in proptest::collection::vec(0u8..4, 0..40), wanted in 0u8..6) {
            prop_assert_eq!(find(&bytes, wanted), bytes.iter().position(|&byte| byte == wanted));
        }

        #[test]
        fn of_several_bytes_the_first_is_found(bytes in proptest::collection::vec(0u8..9, 0..40), wanted: [u8; 3], far: bool) {
            let wanted = wanted.map(|byte| if far { byte } else { byte % 9 });
            prop_assert_eq!(find_any(&bytes, wanted), bytes.iter().position(|byte| wanted.contains(byte)));
        }

        #[test]
        fn marks_are_found_as_the_standard_library_finds_them(text in "[a-c总]{0,30}", mark in "[a-c总]{1,3}", long: bool) {
            let text = if long { format!("{text}{}", "总".repeat(100)) } else { text };
            prop_assert_eq!(has(&text, &mark), text.contains(&mark));
        }

        #[cfg(feature = "office")]
        #[test]
        fn a_mark_is_found_by_any_of_its_bytes(text in "[a-c]{0,30}", mark in "[a-c]{1,4}", rarest: proptest::sample::Index) {
            let found = find_mark(text.as_bytes(), mark.as_bytes(), rarest.index(mark.len()));
            prop_assert_eq!(found, text.find(&mark));
        }

        #[cfg(feature = "office")]
        #[test]
        fn a_blank_is_found_as_well(bytes in proptest::collection::vec(0x1eu8..0x26, 0..40), wanted in 0x20u8..0x26, far: bool) {
            let bytes: Vec<u8> = bytes.iter().map(|&byte| if far { byte.wrapping_mul(9) } else { byte | 0x20 }).collect();
            let place = bytes.iter().position(|&byte| byte <= b' ' || byte == wanted);
            prop_assert_eq!(find_or_blank(&bytes, wanted), place);
        }

        #[cfg(feature = "office")]
        #[test]
        fn letters_are_counted_up_to_the_first_other_byte(word in "[a-zA-Z]{0,20}", rest: Vec<u8>) {
            let bytes = [word.as_bytes(), &rest].concat();
            let wanted = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
            prop_assert_eq!(letters(&bytes), wanted);
        }

        #[test]
        fn whatever_the_bytes(bytes: Vec<u8>, wanted: u8) {
            prop_assert_eq!(find(&bytes, wanted), bytes.iter().position(|&byte| byte == wanted));
        }
    }
}
