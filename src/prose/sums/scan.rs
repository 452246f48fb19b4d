//! A run of sentences as what is counted in it: clause by clause, with the words and marks between them that
//! say what belongs to what.

use super::clause::read_clause;
use super::each::name_each;
use super::pieces::RunPiece;
use crate::prose::page::starts;
use std::ops::Range;

/// Reads a run of sentences.
pub(super) fn scan(chars: &[char], run: Range<usize>) -> Vec<RunPiece> {
    let mut pieces: Vec<RunPiece> = Vec::new();
    let mut from = run.start;
    let mut i = run.start;
    while i <= run.end {
        let c = if i == run.end { '\n' } else { chars[i] };
        let each = i > run.start && chars[i - 1] == ',' && starts(chars, i, "分别为");
        let of_which = each || starts(chars, i, "其中");
        let point = (c == ',' || c == ':')
            && i > run.start
            && chars[i - 1].is_ascii_digit()
            && chars.get(i + 1).is_some_and(char::is_ascii_digit);
        if !of_which && (point || !",，、;:。!?()\n".contains(c)) || i < from {
            i += 1;
            continue;
        }
        let clause = from..i;
        if from < i {
            read_clause(chars, clause, &mut pieces);
        }
        from = i + 1;
        match c {
            ';' => pieces.push(RunPiece::Semicolon),
            '。' | '!' | '?' => pieces.push(RunPiece::Stop),
            '(' => pieces.push(RunPiece::Open),
            ')' => pieces.push(RunPiece::Close),
            ':' => match pieces.last_mut() {
                Some(RunPiece::OfWhich(colon)) => *colon = true,
                Some(RunPiece::Item(_)) => pieces.push(RunPiece::OfWhich(true)),
                _ => {}
            },
            _ if of_which => {
                pieces.push(RunPiece::OfWhich(false));
                from = i + if each { 3 } else { 2 };
            }
            _ => {}
        }
        i += 1;
    }
    name_each(&mut pieces);
    pieces
}
