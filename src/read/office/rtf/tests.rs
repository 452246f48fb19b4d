use super::*;
use crate::place::Place;

fn rows(rtf: &str) -> Vec<String> {
    let document = read(rtf.as_bytes(), &Bounds::default()).document;
    let row = |row: &crate::document::Row| {
        let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
        cells.join("|")
    };
    document.rows.iter().map(row).collect()
}

#[test]
fn bytes_are_of_the_code_page_and_unicode_has_a_fallback() {
    let rtf = r"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 SimSun;}}\f0 \'d7\'dc\'bc\'c6\uc1\u19968 ?\par x}";
    assert_eq!(rows(rtf), ["总计一", "x"]);
}

#[test]
fn cells_end_and_rows_say_which_are_covered() {
    let rtf = r"{\rtf1 before\par\trowd\clvmgf\cellx100\cellx200\intbl a\cell\intbl 1\cell\row\trowd\clvmrg\cellx100\cellx150\cellx200\intbl\cell b\cell 2\cell\row\pard after{\*\unknown gone}\v hidden\v0\par}";
    assert_eq!(rows(rtf), ["before", "a|1", "b|2", "after"]);
}

#[test]
fn styles_hide_and_strike_out_as_words_do() {
    let styles = r"{\colortbl;\red255\green255\blue255;\red0\green0\blue0;}{\stylesheet{\s0 a;}{\s15\v b;}{\*\cs16\v c;}{\*\cs17\sbasedon16 d;}{\s18\strike e;}}";
    let cell = |text: &str| {
        let rtf = format!(
            "{{\\rtf1{styles}\\trowd\\cellx100\\cellx200\\intbl x\\cell\\pard\\intbl {text}\\cell\\row}}"
        );
        rows(&rtf).concat()
    };
    for (text, read) in [
        (r"{\cs16 9}8", "8"),
        (r"{\cs17 9}8", "8"),
        (r"{\cs16\v0 9}8", "98"),
        (r"\s15 9\plain 8", ""),
        (r"\s18 8", STRUCK),
        (r"{\strike 8}", STRUCK),
        (r"{\strike 8}7", "7"),
        (r"{\strike x}", ""),
        (r"{\cf1 9}8", "8"),
        (r"{\cf2 9}8", "98"),
        (r"{\highlight2\cf1 9}8", "98"),
        (r"{\highlight2\cf2 9}8", "8"),
        (r"{\chcbpat2\cf2 9}8", "8"),
        (r"{\chshdng2500\chcbpat2\cf2 9}8", "98"),
        (r"\cbpat2{\cf2 9}8", "8"),
        (r"\cbpat2{\cf1 9}8", "98"),
        (r"{\pict\pngblip 0100}", "一张图片"),
        (r"{\pict\pngblip 0100}8", "8"),
        (r"{\*\shppict{\pict 01}}{\nonshppict{\pict 01}}", "一张图片"),
    ] {
        assert_eq!(cell(text), format!("x|{read}"), "{text}");
    }
}

#[test]
fn of_a_list_of_choices_the_chosen_one_is_read() {
    let field = |data: &str, result: &str| {
        let entries = r"{\*\ffl 5}{\*\ffl 12}";
        let field = format!(
            "{{\\field{{\\*\\fldinst FORMDROPDOWN {{\\*\\formfield{{\\fftype2{data}{entries}}}}}}}{{\\fldrslt {result}}}}}"
        );
        rows(&format!(
            "{{\\rtf1\\trowd\\cellx100\\cellx200\\intbl x\\cell {field}\\cell\\row}}"
        ))
        .concat()
    };
    assert_eq!(field(r"\ffres1\ffdefres0", ""), "x|12");
    assert_eq!(field(r"\ffres25\ffdefres0", ""), "x|5");
    assert_eq!(field(r"\ffres0\ffdefres1", "12"), "x|12");
    assert_eq!(field(r"\ffres7", ""), "x|□");
}

#[test]
fn a_table_in_a_cell_is_layout_seen_through_unless_it_is_small_and_beside_text() {
    let rtf = r"{\rtf1\trowd\cellx100\cellx300\intbl x\cell\pard\intbl\itap2 a\nestcell 1\nestcell{\*\nesttableprops\trowd\cellx50\cellx90\nestrow}\pard\intbl\itap1 y\cell\row\pard z\par}";
    assert_eq!(rows(rtf), ["x|□ a 1 y", "z"]);
    assert_eq!(rows(&rtf.replace(" x", " ")), ["a|1", "y", "z"]);
}

#[test]
fn columns_are_of_the_whole_table_and_edges_close_by_are_one() {
    let rtf = r"{\rtf1\trowd\cellx100\cellx300\intbl a\cell b\cell\row\trowd\cellx200\cellx310\cellx400\intbl c\cell d\cell e\cell\row}";
    let document = read(rtf.as_bytes(), &Bounds::default()).document;
    let cells = document.rows.iter().flat_map(|row| &row.cells);
    let columns = cells.map(|cell| match cell.at {
        Place::Cell { column, .. } => column,
        _ => u32::MAX,
    });
    assert_eq!(columns.collect::<Vec<_>>(), [0, 1, 0, 2, 3]);
}

#[test]
fn a_row_of_many_edges_is_not_kept_as_often_as_it_is_said_to_end() {
    let edges: String = (0..2000).map(|n| format!("\\cellx{}", n * 50)).collect();
    // 5·10⁸ edges of rows without cells, and a tenth of them of rows with one.
    let empty = format!("{{\\rtf1\\trowd{edges}{}", "\\row".repeat(250_000));
    assert_eq!(rows(&format!("{empty}\\intbl a\\cell\\row")), ["a"]);
    let filled = format!(
        "{{\\rtf1\\trowd{edges}{}",
        "\\intbl a\\cell\\row".repeat(25_000)
    );
    let document = read(filled.as_bytes(), &Bounds::default()).document;
    assert!(document.cut && document.rows.len() <= 101);
}

/// A row of two cells, of which the first says x.
fn second(text: &str) -> String {
    let colors = r"{\colortbl;\red254\green250\blue255;\red254\green128\blue255;}";
    let rtf = format!(
        "{{\\rtf1{colors}\\trowd\\cellx100\\cellx200\\intbl x\\cell\\pard\\intbl {text}\\cell\\row}}"
    );
    let row = rows(&rtf).concat();
    row.strip_prefix("x|").expect("two cells").to_owned()
}

#[test]
fn what_is_seen_without_a_text_leaves_no_blank() {
    for (text, shown) in [
        (r"{\listtext\pard\plain 1.\tab}\ls1 ", "□"),
        (r"{\pntext\f3\'B7\tab}{\*\pn\pnlvlblt}", "□"),
        (r"{\listtext 1.\tab}46", "46"),
        (r"{\field{\*\fldinst =SUM(LEFT)}{\fldrslt }}", "□"),
        (r"{\field{\*\fldinst =SUM(LEFT)}{\fldrslt {46}}}", "46"),
        (r"4{\field{\*\fldinst { EQ \\o(6,5)}}{\fldrslt {}}}", "4□"),
        (r"{\field{\*\fldinst FORMTEXT }{\fldrslt }}", ""),
        (r"{\v{\field{\*\fldinst REF a}{\fldrslt }}}", ""),
        (r"{\super\chftn{\footnote\chftn 99}}", "□"),
        (r"{\super 46}", "□"),
        (r"{\super 1}46", "46"),
        (r"46{\super 1}", "46"),
        (r"{\mmath{\*\moMath{\mr 46}}}", "□"),
        (r"{\object{\*\objdata 0105}{\result }}", "一张图片"),
        (r"{\object{\*\objdata 0105}{\result 46}}", "46"),
        (
            r"{\shp{\*\shpinst{\sp{\sn pib}{\sv {\pict 01}}}}}",
            "一张图片",
        ),
        // In whichever paragraph of the cell it stands.
        (r"{\strike 46}\par ", STRUCK),
        (r"{\pict 01}\par ", "一张图片"),
        (r"{\pict 01}\par 46", "46"),
    ] {
        assert_eq!(second(text), shown, "{text}");
    }
}

#[test]
fn what_nobody_sees_is_not_read_and_digits_beside_the_line_are_no_one_number() {
    for (text, shown) in [
        (r"{\fs2 9}46", "46"),
        (r"{\fs20 4}6", "46"),
        (r"{\charscalex1 9}46", "46"),
        (r"{\charscalex80 4}6", "46"),
        (r"{\mvf 9}46", "46"),
        (r"{\cf1 9}46", "46"),
        (r"{\cf2 4}6", "46"),
        (r"46{\up6 1}", "46□1"),
        (r"{\up6 4}6", "4□6"),
        (r"{\up6 46}", "46"),
        (r"{\up0 4}6", "46"),
    ] {
        assert_eq!(second(text), shown, "{text}");
    }
    let deleted = r"{\rtf1\trowd\cellx1\cldel\cellx2\cellx3\intbl a\cell 9\cell 46\cell\row}";
    assert_eq!(rows(deleted), ["a|46"]);
    let encoded =
        r"{\rtf1\ansi{\fonttbl{\f0\fcharset80 a;}{\f1\cpg936 b;}}\f0 \'d7\'dc\f1 \'bc\'c6}";
    assert_eq!(rows(encoded), ["总计"]);
}

#[test]
fn groups_never_closed_and_words_never_ended() {
    assert_eq!(rows(&"{\\*".repeat(100_000)), [""; 0]);
    let numbers = "\\u-99999999999999999999 \\bin99999999999".repeat(10);
    assert_eq!(rows(&numbers), ["\u{0}".repeat(10)]);
    let nested = read(
        "{\\trowd\\cellx1\\itap64 a\\nestcell"
            .repeat(10_000)
            .as_bytes(),
        &Bounds::default(),
    );
    let cells: usize = nested.document.rows.iter().map(|row| row.cells.len()).sum();
    assert!((1..=10_000).contains(&cells), "{cells}");
    assert_eq!(rows("\\'"), [""; 0]);
    assert_eq!(rows("{\\field{\\*\\fldinst {\\field"), [""; 0]);
}

#[test]
fn a_shade_is_found_as_the_wasm_finds_it() {
    for (rtf, shaded) in [
        (r"{\clcbpat3 1}", true),
        (r"\\clcbpat", true),
        (r"{\trowd\clshdng100", true),
        (r"{\chcbpat3 1}", false),
        (r"{\xclcbpat clcbpat clshdng\h\c\", false),
        ("", false),
    ] {
        assert_eq!(is_shaded(rtf.as_bytes()), shaded, "{rtf}");
        assert_eq!(has_shade(rtf.as_bytes()), shaded, "{rtf}");
    }
}

#[test]
fn text_in_the_colour_of_its_cell_is_not_read() {
    let row = |cells: &str, text: &str| {
        let colors = r"{\colortbl;\red255\green0\blue0;\red255\green255\blue255;}";
        rows(&format!(
            "{{\\rtf1{colors}\\trowd{cells}\\intbl {text} 46\\cell {text} 47\\cell\\row}}"
        ))
        .concat()
    };
    let shaded = r"\clcbpat1\cellx100\cellx200";
    assert_eq!(row(shaded, r"\cf1"), format!("{STRUCK}|47"));
    assert_eq!(row(shaded, r"\cf2"), format!("46|{STRUCK}"));
    let pattern = r"\clshdng2500\clcbpat1\cellx100\cellx200";
    assert_eq!(row(pattern, r"\cf1"), "46|47");
    assert_eq!(row(r"\cellx100\cellx200", r"\cf1"), "46|47");
}

#[test]
fn a_box_in_a_cell_is_no_part_of_the_number_beside_it_and_no_blank() {
    let shape = r"{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt \pard 9\par}}}";
    assert_eq!(second(&format!("4{shape}")), "4□");
    assert_eq!(second(shape), "□");
}

#[test]
fn two_digits_are_a_byte_as_the_standard_library_has_it() {
    for high in 0..=u8::MAX {
        for low in 0..=u8::MAX {
            let digits = [high, low];
            let text = std::str::from_utf8(&digits).unwrap_or_default();
            assert_eq!(hexadecimal(&digits), u8::from_str_radix(text, 16).ok());
        }
    }
    assert_eq!(hexadecimal(b"1"), None);
}
