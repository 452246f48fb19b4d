//! What a run of sentences is made of.

use super::counted::CountedNumber;

/// What a run is made of.
#[derive(Debug, Clone)]
pub(super) enum RunPiece {
    Item(CountedNumber),
    /// 其中, or a colon behind a number: parts of the last number follow. Whether a colon is there.
    OfWhich(bool),
    /// 按申请方式分: parts of a number before follow.
    Divided,
    /// Words that make a list an open one, or its parts overlap: 包括, 主要, 同步.
    Loose,
    /// 包括, at the start of a clause: parts follow, of which more may be there.
    Including,
    /// A, B, C分别发布…: the names of what the numbers behind it count, the words between, and whether those are shares.
    Each(Vec<String>, String, bool),
    /// 采纳率40%: the quotient of two numbers of its sentence.
    Rate(CountedNumber),
    /// 较上年的80件减少24件: a change whose result is not said yet.
    Was(CountedNumber),
    /// A clause without a number.
    Words,
    Open,
    Close,
    Semicolon,
    Stop,
}

/// The number that was named last, not in brackets that are closed again. Where it is a part of another,
/// it is not said which of them what follows compares.
pub(super) fn last(pieces: &mut [RunPiece]) -> Option<&mut CountedNumber> {
    let mut depth = 0usize;
    if matches!(pieces.last(), Some(RunPiece::Was(_))) {
        return match pieces.last_mut() {
            Some(RunPiece::Was(was)) => Some(was),
            _ => None,
        };
    }
    let at = pieces.iter().rposition(|piece| {
        match piece {
            RunPiece::Close => depth += 1,
            RunPiece::Open => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(piece, RunPiece::Item(_))
    })?;
    let sentence = pieces[..at].iter().rev();
    let mut sentence = sentence.take_while(|piece| !matches!(piece, RunPiece::Stop));
    let part = sentence.any(|piece| matches!(piece, RunPiece::OfWhich(_)));
    match &mut pieces[at] {
        RunPiece::Item(item) => {
            item.change.vague |= part;
            Some(item)
        }
        _ => None,
    }
}
