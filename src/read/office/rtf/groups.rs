//! Which groups of rich text hold text of the document, by the control words that they begin with.

/// Groups whose text is not the document's.
const ELSEWHERE: [&str; 31] = [
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
    // The number of a list, and its text for readers that number none.
    "pntext",
    "listtext",
    "pn",
];
/// Groups that a reader may pass over, and this one does not.
const TAKEN: [&str; 7] = [
    "nesttableprops",
    "shptxt",
    "shpinst",
    "shp",
    "shppict",
    "ffl",
    "ud",
];

/// Words that the reader makes something of; most of a file are others.
const KNOWN: [&str; 72] = [
    "ansicpg",
    "bin",
    "blue",
    "cbpat",
    "cell",
    "cellx",
    "cf",
    "charscalex",
    "chcbpat",
    "chdate",
    "chdpa",
    "chdpl",
    "chftn",
    "chpgn",
    "chshdng",
    "chtime",
    "clcbpat",
    "cldel",
    "clmrg",
    "clshdng",
    "clvmrg",
    "cpg",
    "cs",
    "deleted",
    "dn",
    "emdash",
    "endash",
    "f",
    "fcharset",
    "ffdefres",
    "ffl",
    "ffres",
    "field",
    "fs",
    "green",
    "highlight",
    "intbl",
    "itap",
    "ldblquote",
    "line",
    "lquote",
    "mvf",
    "nestcell",
    "nestrow",
    "nosupersub",
    "page",
    "par",
    "pard",
    "plain",
    "rdblquote",
    "red",
    "row",
    "rquote",
    "s",
    "sbasedon",
    "sect",
    "sectnum",
    "shading",
    "shpinst",
    "shptxt",
    "strike",
    "striked",
    "sub",
    "super",
    "tab",
    "trowd",
    "u",
    "uc",
    "ud",
    "up",
    "upr",
    "v",
];

/// For each length of a word the letters with which words of a list begin and end, a bit each: nearly every
/// control word is told from them all by these.
type Letters = [[u32; 2]; 33];

const fn letters(words: &[&str]) -> Letters {
    let mut bits = [[0; 2]; 33];
    let mut n = 0;
    while n < words.len() {
        let word = words[n].as_bytes();
        bits[word.len()][0] |= 1 << (word[0] & 31);
        bits[word.len()][1] |= 1 << (word[word.len() - 1] & 31);
        n += 1;
    }
    bits
}

static ELSEWHERE_LETTERS: Letters = letters(&ELSEWHERE);
static KNOWN_LETTERS: Letters = letters(&KNOWN);

fn may_be(word: &[u8], letters: &Letters) -> bool {
    let [begin, end] = letters[word.len()];
    begin >> (word[0] & 31) & end >> (word[word.len() - 1] & 31) & 1 == 1
}

/// Whether the reader may make something of a control word, of 32 letters at most.
pub(super) fn is_known(word: &[u8]) -> bool {
    may_be(word, &KNOWN_LETTERS)
}

/// For each length of a word and letter with which it begins those with which words of both lists end, a bit each.
type Ends = [[u32; 32]; 33];

const fn ends(mut bits: Ends, words: &[&str]) -> Ends {
    let mut n = 0;
    while n < words.len() {
        let word = words[n].as_bytes();
        bits[word.len()][word[0] as usize & 31] |= 1 << (word[word.len() - 1] & 31);
        n += 1;
    }
    bits
}

static ENDS: Ends = ends(ends([[0; 32]; 33], &ELSEWHERE), &KNOWN);

/// Whether a control word, of 32 letters at most, says nothing to the reader where it may not pass over its group.
#[inline]
pub(super) fn is_idle(word: &[u8]) -> bool {
    let (first, last) = (word[0] & 31, word[word.len() - 1] & 31);
    ENDS[word.len()][usize::from(first)] >> last & 1 == 0
}

/// Whether a control word, of 32 letters at most, begins a group whose text is not the document's.
pub(super) fn is_elsewhere(word: &[u8]) -> bool {
    may_be(word, &ELSEWHERE_LETTERS) && ELSEWHERE.iter().any(|known| known.as_bytes() == word)
}

/// Whether a reader that may pass over the group of a control word takes it all the same.
pub(super) fn is_taken(word: &[u8]) -> bool {
    TAKEN.iter().any(|taken| taken.as_bytes() == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_that_something_is_made_of_is_known() {
        let source = include_str!("words.rs");
        let arms = source
            .split_once("fn describe(")
            .expect("the words of styles");
        // Outside of literals and inside, by turns.
        let parts: Vec<&str> = arms.1.split('"').collect();
        let words = parts.chunks_exact(2).filter(|two| two[0].ends_with('b'));
        let words: Vec<&str> = words.map(|two| two[1]).collect();
        assert!(words.len() > 60);
        for word in words {
            assert!(KNOWN.contains(&word), "{word}");
        }
    }
}
