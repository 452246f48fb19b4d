//! Whatever is pasted: an answer in one sentence, in bounded time, without a panic.

#![expect(
    clippy::disallowed_methods,
    reason = "it bounds the time that hostile input takes"
)]

use crate::check_text;
use crate::render::Rng;
use gouji::PartKind;
use gouji::report::{Report, Verdict};
use std::time::{Duration, Instant};

/// Debug builds on a busy machine included.
const MOST: Duration = Duration::from_secs(20);

fn bounded(text: impl Into<String>, kind: PartKind) -> Report {
    let clock = Instant::now();
    let report = check_text(text, kind);
    assert!(clock.elapsed() < MOST, "{:?}", clock.elapsed());
    assert!(!report.message.is_empty());
    report
}

#[test]
fn noise_of_twenty_megabytes() {
    let mut rng = Rng::new(7);
    let words = [
        "公开",
        " 12 ",
        "\t",
        "\n",
        "|",
        "<td>",
        "申请",
        "（一）",
        "0",
        "é",
        "总计",
        "\u{200b}",
    ];
    let mut noise = String::with_capacity(20 << 20);
    while noise.len() < 20 << 20 {
        noise.push_str(words[rng.below(words.len())]);
    }
    for kind in [PartKind::Text, PartKind::Html, PartKind::Csv] {
        assert_ne!(bounded(noise.as_str(), kind).verdict, Verdict::Consistent);
        let mut end = 6 << 20;
        while !noise.is_char_boundary(end) {
            end -= 1;
        }
        assert_ne!(bounded(&noise[..end], kind).verdict, Verdict::Consistent);
    }
}

#[test]
fn a_table_of_a_hundred_thousand_cells() {
    let row = format!("规章{}\n", "\t7".repeat(10));
    assert_ne!(
        bounded(row.repeat(10_000), PartKind::Text).verdict,
        Verdict::Consistent
    );
    let row = format!(
        "<tr><td>（一）予以公开</td>{}</tr>",
        "<td>7</td>".repeat(10)
    );
    let table = format!("<table>{}</table>", row.repeat(10_000));
    assert_ne!(bounded(table, PartKind::Html).verdict, Verdict::Consistent);
    let head = "（本列数据的勾稽关系为：第一项加第二项之和）申请人情况\n";
    let rows = "1 0 0 0 0 0 1\n".repeat(9_000);
    assert_ne!(
        bounded(format!("{head}{rows}"), PartKind::Text).verdict,
        Verdict::Consistent
    );
    let lines = "0\n".repeat(45_000);
    bounded(
        format!("{head}一、本年新收政府信息公开申请数量\n{lines}"),
        PartKind::Text,
    );
}

#[test]
fn markup_nested_a_hundred_thousand_deep() {
    for (open, close) in [
        ("<div>", "</div>"),
        ("<table><tr><td>", "</td></tr></table>"),
        ("<svg>", "</svg>"),
        ("<b>", ""),
    ] {
        let html = format!("{}规章{}", open.repeat(100_000), close.repeat(100_000));
        assert_eq!(bounded(html, PartKind::Html).verdict, Verdict::Unrecognised);
    }
}

#[test]
fn binary_data() {
    let mut rng = Rng::new(3);
    let bytes: Vec<u8> = (0..1 << 20).map(|_| rng.below(256) as u8).collect();
    let text = String::from_utf8_lossy(&bytes);
    for kind in [PartKind::Text, PartKind::Html, PartKind::Csv] {
        assert_eq!(bounded(text.as_ref(), kind).verdict, Verdict::Unrecognised);
    }
    for text in [
        "",
        "\0",
        "\u{feff}",
        "<",
        "<td",
        "\"",
        "\t\"",
        "|",
        "<table>",
        "&#x110000;",
        "\r\r\r",
    ] {
        for kind in [PartKind::Text, PartKind::Html, PartKind::Csv] {
            assert_eq!(
                bounded(text, kind).verdict,
                Verdict::Unrecognised,
                "{text:?}"
            );
        }
    }
}

#[test]
fn one_line_of_five_megabytes() {
    for piece in [
        "公开申请",
        "0",
        "1 ",
        "规章0",
        "(",
        "12,",
        "三、本年度办理结果（一）予以公开0000000",
    ] {
        bounded(piece.repeat((5 << 20) / piece.len()), PartKind::Text);
    }
}

#[test]
fn two_hundred_tables() {
    let table = "二、主动公开政府信息情况\n第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t1\t2\t3\n行政规范性文件\t1\t2\t3\n三、收到和处理政府信息公开申请情况\n（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\t申请人情况\n一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\n二、上年结转政府信息公开申请数量\t0\t0\t0\t0\t0\t0\t0\n（七）总计\t1\t0\t0\t0\t0\t0\t1\n四、结转下年度继续办理\t0\t0\t0\t0\t0\t0\t0\n";
    let report = bounded(table.repeat(100), PartKind::Text);
    assert_eq!(report.verdict, Verdict::Undecided);
}

#[test]
fn sums_beyond_what_a_page_can_hold_are_not_given_as_numbers() {
    let most = "9007199254740991";
    let row = format!("一、本年新收政府信息公开申请数量\t{most}\t{most}\t0\t0\t0\t0\t1\n");
    let table = "三、收到和处理政府信息公开申请情况\n（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\t申请人情况\n自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n";
    let report = bounded(format!("{table}{row}"), PartKind::Text);
    let sum = report.findings.iter().find(|f| f.rule == "t3.rowsum.r1");
    let sum = sum.expect("a finding");
    assert_eq!((sum.left.is_some(), sum.right), (false, Some(1)));
    assert!(sum.arithmetic.contains("18014398509481982"), "{sum:?}");
}
