//! Pages of placed text out of bytes.

use crate::invariants;
use gouji::read::placed::{Page, RulingLine, Run};
use gouji::{Options, Piece, check};

/// What runs say: parts of labels, numbers, what has no character.
const TEXTS: [&str; 16] = [
    "三、收到和处理政府信息公开申请情况",
    "自然人",
    "总计",
    "一、本年新收政府信息公开申请数量",
    "（一）予以公开",
    "（七）总计",
    "四、结转下年度继续办理",
    "行政复议",
    "规章",
    "0",
    "1",
    "12",
    "345",
    "/",
    "\u{fffd}",
    "1 2",
];

/// Six bytes a mark: what it is, where it stands, how large it is. Places lie on a coarse grid, so that
/// small inputs meet; one kind of byte throws them far away.
pub fn pages(bytes: &[u8]) {
    let (mut pages, mut page) = (Vec::new(), Page::default());
    for mark in bytes.chunks_exact(6) {
        let [kind, x, y, width, height, far] = [0, 1, 2, 3, 4, 5].map(|i| i32::from(mark[i]));
        let scale = if far == 255 { 10_000_000 } else { 300 };
        let (x, y) = (x.saturating_mul(scale), y.saturating_mul(scale));
        match kind {
            0..=15 => page.runs.push(Run {
                x,
                y,
                width: width * 100 - 300,
                height: height * 10 - 100,
                text: TEXTS[kind as usize].to_owned(),
            }),
            16..=200 => page.rules.push(RulingLine {
                x0: x,
                y0: y,
                x1: x.saturating_add((kind & 1) * width * 300),
                y1: y.saturating_add((1 - (kind & 1)) * height * 300),
            }),
            201..=203 => page.pictures += 1,
            _ => pages.push(std::mem::take(&mut page)),
        }
    }
    pages.push(page);
    let report = check(&[Piece::Pages(pages, None)], &Options::default());
    invariants::hold(&report);
}
