use super::*;
use crate::document::Row;
use crate::place::Place;

fn rows(html: &str) -> Vec<String> {
    let document = read(html, 0, 0, &Bounds::default());
    let row = |row: &Row| {
        let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
        cells.join("|")
    };
    document.rows.iter().map(row).collect()
}

#[test]
fn rows_cost_the_same_however_wide_a_table_is() {
    // 4·10⁹ steps, if every row looked at every column.
    let wide = "<td colspan=100>x".repeat(20);
    let html = format!("<table><tr>{wide}{}<td>last", "<tr>".repeat(2_000_000));
    assert_eq!(rows(&html).last().unwrap(), "last");
}

#[test]
fn cells_in_their_order_whatever_is_left_open() {
    assert_eq!(
        rows("<table><tr><td>a<td>b<tr><td>c<td>d</table>"),
        ["a|b", "c|d"]
    );
    assert_eq!(rows("<tr><td>a</td><td>b</td></tr>"), ["a|b"]);
    assert_eq!(rows("<td>a<td>b"), ["a|b"]);
}

#[test]
fn a_layout_table_is_seen_through() {
    let html = "<table><tr><td>nav</td><td><p>一、x</p><table><tr><td>a</td><td>1</td></tr></table><p>五、y</p></td></tr></table>";
    assert_eq!(rows(html), ["一、x", "a|1", "五、y", "nav"]);
}

#[test]
fn grid_columns_count_spans() {
    let html = "<table><tr><td rowspan=2>a</td><td colspan=2>b</td></tr><tr><td>c</td><td>d</td></tr></table>";
    let document = read(html, 3, 0, &Bounds::default());
    assert_eq!(
        document.rows[1].cells[1].at,
        Place::Cell {
            table: 3,
            row: 1,
            column: 2
        }
    );
}

#[test]
fn what_is_struck_out_and_marks_of_notes_are_not_read() {
    for (cell, read) in [
        ("<s>7</s>8", "8"),
        // All that is there: no blank.
        ("<s>7</s>", "划去或白色的数"),
        ("<strike><b>7</b></strike> 8", "8"),
        ("<del>7</del><ins>8</ins>", "8"),
        (
            "<span style='color:red;text-decoration:line-through'>7<span>1</span></span>8",
            "8",
        ),
        ("8<sup>1</sup>", "8"),
        ("8<span style='vertical-align:super'>注</span>", "8"),
        // Raised and all there is, it is a mark or the number.
        ("<sup>8</sup>", "□"),
        ("<sup>1</sup>8", "8"),
        ("<button>9</button>8", "9\n8"),
        ("<p style='color:#fff'>1</p><p>350</p>", "350"),
        (
            "<div style='text-decoration:line-through'><p>1</p></div><p>8</p>",
            "8",
        ),
        ("<input value=7>件", "7\n件"),
        ("<span style='display:block'>1</span>5", "1\n5"),
        ("<bdo dir=rtl>12</bdo>", "□12"),
        ("<span style='unicode-bidi:bidi-override'>12</span>", "□12"),
        ("<audio>9</audio>8", "8"),
        ("<object>9</object>", "一张图片"),
        ("<details>9</details>8", "8"),
        ("<details><summary>8</summary>9</details>", "8"),
        ("<dialog>9</dialog>8", "8"),
        ("<span style='color:rgba(0,0,0,0)'>9</span>8", "8"),
        ("<span style='max-height:0;overflow:hidden'>9</span>8", "8"),
        ("<span style='color:#fff;background:#fff'>9</span>8", "8"),
        ("<span style='content-visibility:hidden'>9</span>8", "8"),
        ("<span class=invisible>9</span>8", "8"),
        ("<font size=2>8</font></s></span>", "8"),
        // Left open, it ends with its cell.
        ("8<s>7", "8"),
        (&("<span>".repeat(100) + "8" + &"</span>".repeat(100)), "8"),
    ] {
        let html = format!("<table><tr><td>{cell}<td>9</table><p>5");
        assert_eq!(rows(&html), [format!("{read}|9"), "5".to_owned()], "{cell}");
    }
}

#[test]
fn scripts_say_nothing_and_entities_are_text() {
    assert_eq!(
        rows("<script>var a='<td>1'</script><p>1&nbsp;&lt;2</p><style>p{}</style>"),
        ["1\u{a0}<2"]
    );
}

#[test]
fn what_is_not_shown_is_not_read_however_it_is_hidden() {
    let style = "<style><!--\n.x {display:none} td.y, #z{ visibility : hidden !important }\n/* .n{display:none} */ table .w{mso-hide:all}\n@media print{.n{display:none}} @page A{size:1cm} @media screen{.m{display:none}}\n.b .c{display:none} .k{display:none}.k{display:inline} a:hover{display:none}--></style>";
    for (cell, read) in [
        ("8<span style='display:none'>7</span>", "8"),
        (
            "8<span style='DISPLAY: None !important'>7<b>6</b></span>",
            "8",
        ),
        ("8<i hidden>7</i><input type=hidden value=7>", "8"),
        ("8<span class='q x'>7</span>", "8"),
        ("8<span id=z>7</span>", "8"),
        ("8<em class=w>7</em>", "8"),
        ("8<em class=m>7</em>", "8"),
        ("8<em class=n>7</em>", "87"),
        ("8<em class=c>7</em>", "87"),
        ("<b class=b>8<em class=c>7</em></b>", "8"),
        ("8<em class=k>7</em>", "87"),
        ("8<em class=x style='display:inline'>7</em>", "87"),
        ("8<span class=sr-only>八</span>", "8"),
        ("8<em class='d-none d-md-block'>7</em>", "87"),
        (
            "8<span style='position:absolute;left:-9999px'>7</span>",
            "8",
        ),
        ("8<p hidden>7<p>6", "8\n6"),
        ("8<div hidden><div>7</div>7</div>", "8"),
        ("8<table hidden><tr><td>7<td>7</table>", "8"),
        ("8<div hidden><table><tr><td>7<td>7</table></div>", "8"),
        (
            "8<span style='color:#FFF'>7</span><font color=white>6</font>",
            "8",
        ),
        ("<span style='color:white;background:red'>8</span>", "8"),
        ("<ruby>8<rp>(<rt>7<rp>)</ruby>", "8"),
        ("<ruby>8<rt>7</rt></ruby>", "8"),
        ("8<td hidden>7</td>", "8"),
        (
            "8<td style='display:none'><table><tr><td>1<td>2</table>",
            "8",
        ),
        ("8<span hidden>7", "8"),
    ] {
        let html = format!("{style}<table><tr><td>{cell}<td>9</table><p>5");
        assert_eq!(rows(&html), [format!("{read}|9"), "5".to_owned()], "{cell}");
    }
    let row = "<tr><td>a<td>1";
    for gone in [
        "<tr style='display:none'><td>b<td>2",
        "<tr height=0 style='display:none;mso-height-source:userset'><td>b<td>2</tr>",
        "<tbody hidden><tr><td>b<td>2</tbody>",
        "<tr hidden><td>b<td><table><tr><td>3<td>4</tr></table></tr>",
    ] {
        let html = format!("<table>{row}{gone}{row}</table>x");
        assert_eq!(rows(&html), ["a|1", "a|1", "x"], "{gone}");
    }
    let html = format!(
        "<table><col><col width=0 style='display:none'><tr><td>a<td>7<td>1{row}<td>2<tr><td>b<td colspan=2>3</table>"
    );
    assert_eq!(rows(&html), ["a|1", "a|2", "b|3"]);
}

#[test]
fn what_a_cell_shows_that_is_no_text_is_read_or_cannot_be() {
    for (cell, read) in [
        ("<input value=8>", "8"),
        ("<div><input type=Text readonly value='8'></div>", "8"),
        (
            "<input type=checkbox value=7>8<input type=submit value=7>",
            "8",
        ),
        ("<input type=number>", "输入框"),
        ("<span data-value='16'></span>", "□"),
        ("<span data-value></span>", ""),
        ("<span v-text='row.n'></span>", "□"),
        ("<x-num value=16></x-num>", "□"),
        ("<script>document.write(16)</script>", "□"),
        ("<iframe src=d16.html></iframe>", "□"),
        ("<i class=d16></i>", "□"),
        ("<div style='background-image:url(d16.png)'></div>", "□"),
        (
            "<div><template shadowrootmode=open>16</template></div>",
            "□",
        ),
        ("<x-num value=16></x-num>8", "8"),
        ("<span class=MsoNormal><o:p></o:p></span>", ""),
        ("<span style='color:white'>7</span>", "划去或白色的数"),
        ("<span style='color:white'>0</span>", ""),
        (
            "<table><tr><td>16</td><td>（上年15）</td></tr></table>",
            "16□（上年15）",
        ),
        ("<input value=''>", ""),
        ("<select><option>7<option selected>8</select>", "8"),
        ("<select><option>8</option><option>7</option></select>", "8"),
        ("<select><option>8", "8"),
        ("<textarea>8</textarea>", "8"),
        ("<math><mrow><mn>8</mn></mrow></math>", "8"),
        (
            "<math><semantics><mn>8</mn><annotation>7</annotation></semantics></math>",
            "8",
        ),
        ("<math><msup><mn>8</mn><mn>7</mn></msup></math>", "□87"),
        ("<img src=8.png>", "一张图片"),
        ("<svg><text>8</text></svg>", "一张图片"),
        ("<img src=dot.gif width=1 height=1>", ""),
        ("8<img src=8.png>", "8"),
    ] {
        let html = format!("<table><tr><td>{cell}<td>9</table>");
        assert_eq!(rows(&html), [format!("{read}|9")], "{cell}");
    }
    assert_eq!(
        rows("<select><option>甲</select><input value=乙>丙"),
        ["丙"]
    );
}

#[test]
fn what_a_style_sheet_hides_is_what_a_browser_hides() {
    for (style, cell, read) in [
        // An indent that hangs, and one off the page.
        (
            "",
            "<p style='margin-left:9.0pt;text-indent:-9.0pt'>36</p>",
            "36",
        ),
        ("", "<span style='margin-left:-9px'>36</span>", "36"),
        ("", "<span style='margin-left:-90.5pt'>36</span>", "36"),
        ("", "8<span style='margin-left:-999px'>36</span>", "8"),
        ("", "8<span style='text-indent:-99em'>36</span>", "8"),
        // The last of a property counts, not of another.
        (
            "",
            "<b style='display:none;display:inline-block'>36</b>",
            "36",
        ),
        (
            "",
            "8<b style='display:none;visibility:visible'>36</b>",
            "8",
        ),
        // Attributes, by each operator.
        ("[class^=c]", "<b class=xc>36</b>", "36"),
        ("[class^='c']", "8<b class=cx>36</b>", "8"),
        ("[class$=c]", "<b class=cx>36</b>", "36"),
        ("[class$=c]", "8<b class=xc>36</b>", "8"),
        ("[data-x~='a']", "<b data-x='ab c'>36</b>", "36"),
        ("[data-x~='a']", "8<b data-x='b a'>36</b>", "8"),
        ("[lang|=zh]", "<b lang=zhx>36</b>", "36"),
        ("[lang|=zh]", "8<b lang=zh-CN>36</b>", "8"),
        ("[class*=bc]", "8<b class=abcd>36</b>", "8"),
        ("[data-x]", "8<b data-x=y>36</b>", "8"),
        ("[data-x=a]", "<b data-x=ab>36</b>", "36"),
        // Only what is open is around.
        (".nav li span", "<span>36</span>", "36"),
        (".menu td", "36", "36"),
        (".t span", "8<span>36</span>", "8"),
        (".t .u span", "<b class=u>7</b><span>36</span>", "736"),
        (".t .u span", "<b class=u>7<span>36</span></b>", "7"),
        (".v .v", "<b class=v>36</b>", "36"),
        // The more specific rule wins, wherever it stands.
        ("#r b.v{display:inline} b.v", "<b class=v>36</b>", "36"),
        ("#r b.v{color:red} b.v", "8<b class=v>36</b>", "8"),
        ("b.v", "8<b class=v>36</b>", "8"),
        (
            "b.v{display:none !important} #r b.v{display:inline} .w",
            "8<b class=v style='display:inline'>36</b>",
            "8",
        ),
        // What is dropped for a style sheet or a usual class leaves no blank, unless it is a zero.
        (".v", "<b class=v>36</b>", "□"),
        (".v", "<b class=v>0</b>", ""),
        ("", "<b class=sr-only>36</b>", "□"),
        ("", "<b class=sr-only>无</b>", ""),
        ("", "<b hidden>36</b>", ""),
        ("", "<b style='display:none'>36</b>", ""),
        ("", "<b style='opacity:0'>36</b>", "□"),
        (
            "",
            "<b style='visibility:hidden'>0<i style='visibility:visible'>36</i></b>",
            "□",
        ),
        // White letters, where something has a colour that they may stand on.
        (
            "td{background:#036} .x",
            "<span style='color:#fff'>36</span>",
            "□36",
        ),
        (
            "tr:nth-child(odd){background:#036} .x",
            "<span style='color:#fff'>36</span>",
            "□36",
        ),
        ("", "8<span style='color:#fff'>36</span>", "8"),
    ] {
        let html = format!(
            "<style>{style}{{display:none}}</style><div class=nav><ul><li></ul></div>\
             <table class=menu><tr><th></table>\
             <div id=r class=t><table style='margin-left:-9.35pt'><tr><td>{cell}<td>9</table>"
        );
        assert_eq!(rows(&html), [format!("{read}|9")], "{style} {cell}");
    }
}

#[test]
fn a_table_of_one_cell_in_a_cell_is_the_cell() {
    let one = |text: &str| format!("<table><tbody><tr><td>{text}</td></tr></tbody></table>");
    let html = format!(
        "<table><tr><td>a<td>{}<td>{}</table>",
        one("8"),
        one(&one("7"))
    );
    assert_eq!(rows(&html), ["a|8|7"]);
    let image = one("<img src=8.png>");
    assert_eq!(
        rows(&format!("<table><tr><td>a<td>{image}</table>")),
        ["a|一张图片"]
    );
    // Layout within layout.
    let html = format!(
        "<table><tr><td>{}</table>",
        one("x<table><tr><td>a<td>1</table>y")
    );
    assert_eq!(rows(&html), ["x", "a|1", "y"]);
}

#[test]
fn a_cell_that_an_editor_keeps_open_is_empty() {
    for kept in [
        "\u{feff}",
        "&#8203;",
        "<span>\u{2060} &nbsp;\u{feff}</span>",
        "<br>",
    ] {
        let html = format!("<table><tr><td>a<td>{kept}<td>9</table>");
        assert_eq!(rows(&html), ["a||9"], "{kept:?}");
    }
    assert_eq!(
        rows("<table><tr><td>a<td>\u{feff}8</table>"),
        ["a|\u{feff}8"]
    );
}

#[test]
fn conditions_and_importance_are_those_of_a_wide_screen() {
    for (style, cell, read) in [
        // What a condition shows again is in doubt, as is what it hides.
        (
            "b{display:none} @media (min-width:9px){b{display:inline}}",
            "2<b>7</b>",
            "2□7",
        ),
        (
            "b{display:none} @media (max-width:9px){b{display:inline}}",
            "2<b>7</b>",
            "2",
        ),
        (
            ".n{display:none!important} @media (min-width:9px){.s{display:inline!important}}",
            "2<b class='n s'>7</b>",
            "2□7",
        ),
        (
            "b{color:red} @media (min-width:9px){b{display:inline}}",
            "2<b>7</b>",
            "27",
        ),
        // What is important wins, whatever comes later; of a rule only what says so.
        (
            "b{display:inline!important} b{display:none}",
            "2<b>7</b>",
            "27",
        ),
        (
            "b{display:none!important} b{display:inline}",
            "2<b>7</b>",
            "2",
        ),
        (
            "b{display:inline;color:red!important} .v{display:none}",
            "2<b class=v>7</b>",
            "2",
        ),
        (
            "b{display:none!important}",
            "2<b style='display:inline ! important'>7</b>",
            "27",
        ),
        // Conditions.
        ("@media print{b{display:none}}", "2<b>7</b>", "27"),
        ("@media print, speech{b{display:none}}", "2<b>7</b>", "27"),
        ("@media screen, print{b{display:none}}", "2<b>7</b>", "2"),
        ("@media only screen{b{display:none}}", "2<b>7</b>", "2"),
        (
            "@media print, (hover:hover){b{display:none}}",
            "2<b>7</b>",
            "2□7",
        ),
        ("@media not screen{b{display:none}}", "2<b>7</b>", "2□7"),
        ("@media not all{b{display:none}}", "2<b>7</b>", "2□7"),
        ("@media (width>=600px){b{display:none}}", "2<b>7</b>", "2□7"),
        ("@media (width<=600px){b{display:none}}", "2<b>7</b>", "27"),
        (
            "@media (min-width:1400px){b{display:none}}",
            "2<b>7</b>",
            "2□7",
        ),
        (
            "@media screen and (max-width:40.5em){b{display:none}}",
            "2<b>7</b>",
            "27",
        ),
        (
            "@media (max-width:2000px){b{display:none}}",
            "2<b>7</b>",
            "2□7",
        ),
        (
            "@media (max-width:9px) or (min-width:9px){b{display:none}}",
            "2<b>7</b>",
            "2□7",
        ),
        (
            "@media (orientation:landscape){b{display:none}}",
            "2<b>7</b>",
            "2□7",
        ),
        (
            "@supports not (display:grid){b{display:none}}",
            "2<b>7</b>",
            "2□7",
        ),
        (
            "b{@media (min-width:9px){display:none}}",
            "2<b>7</b>",
            "2□7",
        ),
        ("b{color:red;@media print{display:none}}", "2<b>7</b>", "27"),
        // Letters without a size, struck out or white, whatever their element.
        ("", "2<b style='font-size:0'>7</b>", "2□7"),
        ("", "2<label style='font-size:0'>7</label>", "2□7"),
        ("", "2<x-y style='font-size:0'>7</x-y>", "2□7"),
        ("i{font:0/0 a}", "2<i>7</i>", "2□7"),
        ("i{font:normal 0px/1 a}", "2<i>7</i>", "2□7"),
        ("", "2<span style='font:bold 0px/1 a'>7</span>", "2"),
        ("i{font:normal 10px/0 a}", "2<i>7</i>", "27"),
        ("", "2<b style='text-decoration:line-through'>7</b>", "2"),
        (
            "",
            "2<x-y style='text-decoration:line-through'>7</x-y>",
            "2□7",
        ),
    ] {
        let html = format!("<style>{style}</style><table><tr><td>a<td>{cell}<td>9</table>");
        assert_eq!(rows(&html), [format!("a|{read}|9")], "{style} {cell}");
    }
}

#[test]
fn cells_and_rows_that_a_condition_may_show_are_not_read() {
    let style = "<style>.pc{display:none} @media (min-width:9px){.pc{display:table-cell}}</style>";
    let html = format!("{style}<table><tr><td>a<td class=pc>7<td>9</table>");
    assert_eq!(rows(&html), ["a|□7|9"]);
    let html = format!("{style}<table><tr class=pc><td>a<td>7</table>");
    assert_eq!(rows(&html), ["□a|□7"]);
}

#[test]
fn rules_that_never_end_hide_nothing_and_end_the_style() {
    let style = "a{".repeat(2_000);
    let html = format!("<style>{style}</style><table><tr><td>a<td>7</table>");
    assert_eq!(rows(&html), ["a|7"]);
    // Deeper than conditions are followed, what hides is in doubt all the same.
    let (open, close) = ("@layer x{".repeat(40), "}".repeat(40));
    let html = format!(
        "<style>{open}b{{display:none}}{close}i{{display:none}}</style>\
         <table><tr><td>2<b>7</b><td>2<i>7</i></table>"
    );
    assert_eq!(rows(&html), ["2□7|2"]);
}
