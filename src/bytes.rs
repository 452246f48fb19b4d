//! Looking for a byte, eight at a time: the standard library's own search is made for long stretches, and
//! between the tags of a page there are short ones, many.

const LOW: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = LOW << 7;

/// Where a byte first stands.
pub(crate) fn find(bytes: &[u8], wanted: u8) -> Option<usize> {
    let all = LOW * u64::from(wanted);
    let mut at = 0;
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        // Zero where the byte stands; of zeros the lowest is told apart for certain.
        let differs = u64::from_le_bytes(*chunk) ^ all;
        let zeros = differs.wrapping_sub(LOW) & !differs & HIGH;
        if zeros != 0 {
            return Some(at + zeros.trailing_zeros() as usize / 8);
        }
        at += 8;
    }
    let mut rest = bytes[at..].iter();
    rest.position(|&byte| byte == wanted).map(|more| at + more)
}

/// Whether a mark stands in a text: where its first byte is rare, sooner than the standard library's search says so.
pub(crate) fn has(text: &str, mark: &str) -> bool {
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
        fn marks_are_found_as_the_standard_library_finds_them(text in "[a-c总]{0,30}", mark in "[a-c总]{1,3}") {
            prop_assert_eq!(has(&text, &mark), text.contains(&mark));
        }

        #[test]
        fn whatever_the_bytes(bytes: Vec<u8>, wanted: u8) {
            prop_assert_eq!(find(&bytes, wanted), bytes.iter().position(|&byte| byte == wanted));
        }
    }
}
