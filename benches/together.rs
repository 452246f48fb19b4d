//! How long it takes to say what 2,000 reports say together, once they are read: years, families, 雷同.
//!
//! `cargo bench --bench together` prints milliseconds, the least of five runs. As a test it does nothing.

#![expect(clippy::disallowed_methods, reason = "it times")]

use gouji::batch::{Digest, overview};
use gouji::{Input, Language, Options, check};
use std::hint::black_box;
use std::time::Instant;

const REPORTS: usize = 2_000;
const PARTS: [&str; 4] = ["水利", "教育", "民政", "农业"];

/// A report of a town or department; one in eight copies sections one and five of the one before.
fn text(number: usize) -> String {
    let of_text = if number % 8 == 7 { number - 1 } else { number };
    let mut state = of_text as u32 + 1;
    let mut next = |most: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % most
    };
    let mut prose = |sentences: usize| -> String {
        let mut text = String::new();
        for _ in 0..sentences {
            let length = 12 + next(30);
            text.extend((0..length).filter_map(|_| char::from_u32(0x4e00 + next(3_000))));
            text.push('。');
        }
        text
    };
    let (one, five) = (prose(40), prose(10));
    let organ = match number % 5 {
        0 => format!("临川市第{}县人民政府", number / 40),
        kind => format!(
            "临川市第{}县{}{}局",
            number / 40,
            PARTS[kind - 1],
            number % 40
        ),
    };
    format!(
        "{organ}2023年政府信息公开工作年度报告\n一、总体情况\n{one}\n二、主动公开政府信息情况\n第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0\n行政规范性文件\t{}\t0\t{}\n第二十条第（五）项\n信息内容\t本年处理决定数量\n行政许可\t{}\n五、存在的主要问题及改进情况\n{five}\n六、其他需要报告的事项\n无。\n",
        number % 7,
        number % 91,
        number * 37 % 5_000,
    )
}

fn main() {
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let digest = |number| Digest::from(&check(Input::text(text(number)), &Options::default()));
    let digests: Vec<Digest> = (0..REPORTS).map(digest).collect();
    let bytes: usize = digests
        .iter()
        .map(|d| d.prose.values().map(String::len).sum::<usize>())
        .sum();
    let mut times: Vec<f64> = Vec::new();
    for _ in 0..5 {
        let start = Instant::now();
        let all = black_box(overview(black_box(&digests), Language::Chinese));
        times.push(start.elapsed().as_secs_f64() * 1e3);
        assert!(all.alike.len() >= REPORTS / 8, "{}", all.alike.len());
    }
    let least = times.iter().copied().fold(f64::INFINITY, f64::min);
    println!(
        "{REPORTS} reports: {least:.0} ms, {} bytes of prose kept of each",
        bytes / REPORTS
    );
}
