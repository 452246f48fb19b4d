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

        #[test]
        fn whatever_the_bytes(bytes: Vec<u8>, wanted: u8) {
            prop_assert_eq!(find(&bytes, wanted), bytes.iter().position(|&byte| byte == wanted));
        }
    }
}
