//! Which groups of rich text hold text of the document, by the control words that they begin with.

/// Groups whose text is not the document's.
const ELSEWHERE: [&str; 28] = [
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "footnote",
    "listtable",
    "listoverridetable",
    "revtbl",
    "rsidtbl",
    "themedata",
    "fldinst",
    "objdata",
    "nonesttables",
    "sp",
    "shprslt",
    "bkmkstart",
    "bkmkend",
    "xe",
    "tc",
];
/// Groups that a reader may pass over, and this one does not.
const TAKEN: [&str; 6] = [
    "nesttableprops",
    "shptxt",
    "shpinst",
    "shp",
    "shppict",
    "ffl",
];

/// For each length of a word the letters with which groups of [`ELSEWHERE`] begin, a bit each: nearly every
/// control word is told from them all by these.
const BEGINNINGS: [u32; 33] = {
    let mut bits = [0; 33];
    let mut n = 0;
    while n < ELSEWHERE.len() {
        let word = ELSEWHERE[n].as_bytes();
        bits[word.len()] |= 1 << (word[0] & 31);
        n += 1;
    }
    bits
};

/// Whether a control word, of 32 letters at most, begins a group whose text is not the document's.
pub(super) fn is_elsewhere(word: &[u8]) -> bool {
    BEGINNINGS[word.len()] >> (word[0] & 31) & 1 == 1
        && ELSEWHERE.iter().any(|known| known.as_bytes() == word)
}

/// Whether a reader that may pass over the group of a control word takes it all the same.
pub(super) fn is_taken(word: &[u8]) -> bool {
    TAKEN.iter().any(|taken| taken.as_bytes() == word)
}
