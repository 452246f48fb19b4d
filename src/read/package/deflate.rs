//! Inflating: natively what is fastest, in a wasm what is smallest. Both take the same streams.

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Inflating {
    /// The stream did.
    Done,
    /// There was no more room.
    Full,
    /// The stream is damaged, or ends before its end.
    Damaged,
}

/// Inflates a stream into the room that is given; says how much of that it took.
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
pub(super) fn inflate_into(data: &[u8], room: &mut [u8]) -> (Inflating, usize) {
    use zlib_rs::{Inflate, InflateFlush, Status};
    let mut inflate = Inflate::new(false, 15);
    let status = inflate.decompress(data, room, InflateFlush::NoFlush);
    let length = inflate.total_out() as usize;
    let ended = match status {
        Ok(Status::StreamEnd) => Inflating::Done,
        Ok(_) if length == room.len() => Inflating::Full,
        _ => Inflating::Damaged,
    };
    (ended, length)
}

/// Inflates a stream into the room that is given; says how much of that it took.
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
pub(super) fn inflate_into(data: &[u8], room: &mut [u8]) -> (Inflating, usize) {
    smaller(data, room)
}

/// The same with what the wasm has.
#[cfg(any(test, all(target_arch = "wasm32", target_os = "unknown")))]
fn smaller(data: &[u8], room: &mut [u8]) -> (Inflating, usize) {
    use miniz_oxide::inflate::TINFLStatus;
    use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};
    let mut state = DecompressorOxide::new();
    let flags = inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
    let (status, _, length) = decompress(&mut state, data, room, 0, flags);
    let ended = match status {
        TINFLStatus::Done => Inflating::Done,
        TINFLStatus::HasMoreOutput => Inflating::Full,
        _ => Inflating::Damaged,
    };
    (ended, length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use miniz_oxide::deflate::compress_to_vec;
    use proptest::prelude::*;

    /// Both, and what stands in the room afterwards.
    fn both(data: &[u8], room: usize) -> [(Inflating, Vec<u8>); 2] {
        [inflate_into, smaller].map(|inflate| {
            let mut bytes = vec![0; room];
            let (ended, length) = inflate(data, &mut bytes);
            bytes.truncate(length);
            (ended, bytes)
        })
    }

    proptest! {
        #[test]
        fn what_was_packed_comes_back(bytes in proptest::collection::vec(0u8..4, 0..2000), level in 0u8..10, spare in 0usize..3) {
            let packed = compress_to_vec(&bytes, level);
            for (ended, found) in both(&packed, bytes.len() + spare) {
                prop_assert_eq!(ended, Inflating::Done);
                prop_assert_eq!(&found, &bytes);
            }
        }

        #[test]
        fn without_room_for_all_it_is_full_of_the_beginning(bytes in proptest::collection::vec(0u8..4, 1..2000), lacking in 1usize..100) {
            let packed = compress_to_vec(&bytes, 6);
            let room = bytes.len().saturating_sub(lacking);
            for (ended, found) in both(&packed, room) {
                prop_assert_eq!(ended, Inflating::Full);
                prop_assert_eq!(&found[..], &bytes[..room]);
            }
        }

        #[test]
        fn a_damaged_stream_is_damaged_for_both(bytes in proptest::collection::vec(0u8..4, 1..500), cut in 0usize..500, at in 0usize..500, other: u8) {
            let mut packed = compress_to_vec(&bytes, 6);
            let at = at % packed.len();
            packed[at] ^= other;
            packed.truncate(packed.len().saturating_sub(cut % 5));
            // Whoever says that it is whole has read the same; the checksum tells the rest.
            let [native, small] = both(&packed, bytes.len() + 50);
            if native.0 == Inflating::Done && small.0 == Inflating::Done {
                prop_assert_eq!(&native.1, &small.1);
            }
            // Neither gives more than there is room for, and what was left as it was is whole.
            prop_assert!([&native, &small].iter().all(|one| one.1.len() <= bytes.len() + 50));
            if other == 0 && cut % 5 == 0 {
                prop_assert_eq!([native.0, small.0], [Inflating::Done; 2]);
            }
        }
    }
}
