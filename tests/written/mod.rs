//! Reports written out, for tests of many at once. Invented organs.

use gouji::form::{Line, edition};

/// The text of a report of the form of 2021: nought everywhere but in the cells given.
pub fn text(organ: &str, year: u16, cells: &[(&str, i64)]) -> String {
    let form = edition("2021").unwrap();
    let mut lines = vec![
        format!("{organ}{year}年政府信息公开工作年度报告"),
        form.template.sections[0].heading.to_owned(),
    ];
    for table in form.tables {
        let heading = form.template.sections[table.table.section].heading;
        let number = |name: String| {
            cells
                .iter()
                .find(|(cell, _)| *cell == name)
                .map_or(0, |c| c.1)
        };
        lines.push(heading.to_owned());
        let mut row = 0;
        for line in table.lines {
            let (labels, rows): (Vec<&str>, &[_]) = match line {
                Line::Head(labels) => (labels.iter().map(|l| l.text).collect(), &[]),
                Line::Rows(rows) | Line::Abreast(rows) => (Vec::new(), rows),
            };
            if !labels.is_empty() {
                lines.push(labels.join("\t"));
            }
            let abreast = matches!(line, Line::Abreast(_));
            let mut cells = Vec::new();
            for _ in rows {
                cells.extend(table.row(row).labels.iter().map(|l| l.text.to_owned()));
                let values = table.cells().filter(|cell| usize::from(cell.row) == row);
                cells.extend(values.map(|cell| number(table.name(cell)).to_string()));
                row += 1;
                if !abreast {
                    lines.push(std::mem::take(&mut cells).join("\t"));
                }
            }
            if abreast {
                lines.push(cells.join("\t"));
            }
        }
    }
    lines.extend(
        form.template.sections[4..]
            .iter()
            .flat_map(|section| [section.heading.to_owned(), "无。".to_owned()]),
    );
    lines.join("\n")
}

/// Received and handled: one natural person each time.
pub fn handled(n: i64) -> [(&'static str, i64); 6] {
    [
        "t3.r1.natural",
        "t3.r1.total",
        "t3.r3_1.natural",
        "t3.r3_1.total",
        "t3.r3_7.natural",
        "t3.r3_7.total",
    ]
    .map(|cell| (cell, n))
}
