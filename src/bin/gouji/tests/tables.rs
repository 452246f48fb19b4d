//! `gouji check --tables`: a folder in, tidy tables out, the same in every format and however often the run
//! was stopped. Invented organs.

#[path = "../../../../tests/written/mod.rs"]
mod written;

use gouji::Input;
use gouji::stages::{self, Bounds};
use gouji::tables::{TABLES, Table, Type};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use written::{handled, text};

/// A fresh folder with a folder of reports in it: one that tallies, one that does not, one that lost a
/// number, a damaged file, and one whose name is a formula.
fn folder(name: &str) -> PathBuf {
    let at = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&at);
    fs::create_dir_all(at.join("in")).unwrap();
    let write = |file: &str, organ: &str, n: i64| {
        fs::write(at.join("in").join(file), text(organ, 2023, &handled(n))).unwrap();
    };
    write("a.txt", "青江市水利局", 5);
    write("b.txt", "青江市教育局", 7);
    let wrong = text("青江市民政局", 2023, &handled(3)).replace("\t3\t", "\t@3+1\t");
    fs::write(at.join("in/c.txt"), wrong).unwrap();
    fs::write(at.join("in/d.docx"), b"PK\x03\x04 not really").unwrap();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures");
    for name in ["consistent-2021.docx", "inconsistent-2019.xlsx"] {
        fs::copy(fixtures.join(name), at.join("in").join(name)).unwrap();
    }
    fs::write(at.join("=1+1.txt"), text("青江市审计局", 2023, &handled(9))).unwrap();
    at
}

fn gouji(arguments: &[&str], at: &Path) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    let run = command.args(arguments).current_dir(at).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (run.status.code(), text(run.stdout), text(run.stderr))
}

/// The rows of a CSV file below its head, which must be the schema's.
fn csv_rows(path: &Path, table: &Table) -> Vec<Vec<String>> {
    let bytes = fs::read(path).unwrap();
    let rest = bytes.strip_prefix("\u{feff}".as_bytes());
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(rest.expect("a byte order mark"));
    let rows = reader.records().map(|row| row.unwrap());
    let mut rows: Vec<Vec<String>> = rows
        .map(|row| row.iter().map(str::to_owned).collect())
        .collect();
    let head = rows.remove(0);
    let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    assert_eq!(head, names);
    rows
}

/// The same of a Parquet file, whose columns must be of the schema's types.
fn parquet_rows(path: &Path, table: &Table) -> Vec<Vec<String>> {
    let reader = SerializedFileReader::new(File::open(path).unwrap()).unwrap();
    let schema = reader.metadata().file_metadata().schema_descr();
    for (column, field) in table.columns.iter().zip(schema.columns()) {
        let physical = match column.r#type {
            Type::Text => parquet::basic::Type::BYTE_ARRAY,
            Type::Integer => parquet::basic::Type::INT64,
            Type::Probability => parquet::basic::Type::DOUBLE,
        };
        assert_eq!(field.name(), column.name);
        assert_eq!(field.physical_type(), physical, "{}", column.name);
        assert_eq!(
            field.self_type().is_optional(),
            !column.required,
            "{}",
            column.name
        );
    }
    let rows = reader.get_row_iter(None).unwrap();
    let value = |field: &Field| match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Long(n) => n.to_string(),
        Field::Double(n) => format!("{n:.3}"),
        other => panic!("{other:?}"),
    };
    let row = |row: parquet::record::Row| row.get_column_iter().map(|(_, f)| value(f)).collect();
    rows.map(|one| row(one.unwrap())).collect()
}

/// Every row of the workbook's sheets, heads included; what follows the last value of a row is not there.
fn workbook_rows(path: &Path) -> Vec<Vec<String>> {
    let read = stages::read(Input::file(fs::read(path).unwrap()), &Bounds::default()).unwrap();
    let row = |row: &stages::Row| row.cells.iter().map(|cell| cell.text.clone()).collect();
    read.rows.iter().map(row).collect()
}

#[test]
fn a_folder_comes_out_the_same_in_every_format() {
    let at = folder("tables-formats");
    for format in ["csv", "parquet", "xlsx"] {
        let (code, out, said) = gouji(
            &[
                "check", "--tables", format, "--format", format, "in", "=1+1.txt", "in/a.txt",
            ],
            &at,
        );
        assert_eq!((code, said.as_str()), (Some(1), ""), "{out}");
        assert!(
            out.starts_with("共 7 份：不一致 1，未判定 1，无法识别 1，一致 4，读不了 0。"),
            "{out}"
        );
        assert!(!at.join(format).join(".gouji-tables").exists());
    }
    for table in &TABLES {
        let rows = csv_rows(&at.join(format!("csv/{}.csv", table.name)), table);
        let mut plain = rows.clone();
        for value in plain.iter_mut().flatten() {
            // The apostrophe that keeps a spreadsheet from computing is of CSV alone.
            if let Some(rest) = value.strip_prefix('\'') {
                *value = rest.to_owned();
            }
        }
        let columns = parquet_rows(&at.join(format!("parquet/{}.parquet", table.name)), table);
        assert_eq!(plain, columns, "{}", table.name);
        let package = fs::read(at.join("csv/datapackage.json")).unwrap();
        let package: serde_json::Value = serde_json::from_slice(&package).unwrap();
        let resources = package["resources"].as_array().unwrap();
        let own = resources
            .iter()
            .find(|one| one["name"] == table.name)
            .unwrap();
        assert_eq!(own["rows"], rows.len());
        let fields = own["schema"]["fields"].as_array().unwrap();
        let described: Vec<_> = fields
            .iter()
            .map(|field| (&field["name"], &field["type"]))
            .collect();
        let known: Vec<_> = table
            .columns
            .iter()
            .map(|c| (c.name, c.r#type.name()))
            .collect();
        assert_eq!(described.len(), known.len());
        assert!(
            described
                .iter()
                .zip(known)
                .all(|(a, b)| *a.0 == b.0 && *a.1 == b.1)
        );
    }
    // Seven reports, the damaged one too: each has one row, and the one that was named twice has one.
    let reports = csv_rows(&at.join("csv/reports.csv"), &TABLES[1]);
    let files: Vec<&str> = reports.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(
        files,
        [
            "in/a.txt",
            "in/b.txt",
            "in/c.txt",
            "in/consistent-2021.docx",
            "in/d.docx",
            "in/inconsistent-2019.xlsx",
            "'=1+1.txt"
        ]
    );
    let sheets = workbook_rows(&at.join("xlsx/gouji.xlsx"));
    let has = |start: &[&str]| {
        sheets
            .iter()
            .any(|row| row.starts_with(&start.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>()))
    };
    assert!(has(&["file", "sha256", "bytes", "authority"]));
    assert!(has(&["edition", "cell", "table", "row", "column"]));
    assert!(has(&["=1+1.txt", "青江市审计局", "2023", "2021", "t2"]));
}

/// What a formula in a cell of somebody's report would do in a spreadsheet: nothing.
#[test]
fn a_text_that_looks_like_a_formula_stays_a_text() {
    let at = folder("tables-formula");
    for format in ["csv", "xlsx"] {
        gouji(
            &[
                "check", "--tables", format, "--format", format, "=1+1.txt", "in/c.txt",
            ],
            &at,
        );
    }
    let csv = fs::read_to_string(at.join("csv/numbers.csv")).unwrap();
    assert!(csv.contains(",'@3+1,") && csv.contains("\n'=1+1.txt,"));
    assert!(!csv.contains(",@") && !csv.contains("\n="));
    let book = fs::read(at.join("xlsx/gouji.xlsx")).unwrap();
    let found = gouji::batch::unpack(&book, &["xml".to_owned()]);
    let sheets = found
        .iter()
        .filter(|part| part.path.contains("worksheets/sheet"));
    let sheets: Vec<_> = sheets.map(|part| part.content.as_ref().unwrap()).collect();
    assert_eq!(sheets.len(), TABLES.len());
    for sheet in sheets {
        let text = String::from_utf8_lossy(sheet);
        assert!(!text.contains("<f>") && !text.contains("<f "));
    }
}

/// 40 reports, of which the last cannot be read to its end: the run is killed there.
#[cfg(unix)]
#[test]
fn a_run_that_was_stopped_goes_on_and_comes_out_the_same() {
    let at = folder("tables-stopped");
    for n in 0..40 {
        let report = text(&format!("青江市第{n}局"), 2023, &handled(n));
        fs::write(at.join(format!("in/r{n:02}.txt")), report).unwrap();
    }
    let pipe = at.join("in/z.txt");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    let run = [
        "check", "--tables", "out", "--format", "parquet", "--jobs", "1", "in",
    ];
    let mut stopped = Command::new(env!("CARGO_BIN_EXE_gouji"));
    let mut stopped = stopped.args(run).current_dir(&at).spawn().unwrap();
    let parts = at.join("out/.gouji-tables");
    while !parts.join("000001.json").exists() {
        assert!(stopped.try_wait().unwrap().is_none(), "it has ended");
        std::thread::yield_now();
    }
    stopped.kill().unwrap();
    stopped.wait().unwrap();
    let tables = |dir: &str| {
        let names = fs::read_dir(at.join(dir))
            .unwrap()
            .map(|one| one.unwrap().file_name());
        let mut names: Vec<_> = names.filter_map(|name| name.into_string().ok()).collect();
        names.sort();
        names
    };
    assert_eq!(tables("out"), [".gouji-tables"], "nothing is there half");
    fs::remove_file(&pipe).unwrap();
    fs::write(&pipe, text("青江市审计局", 2023, &handled(9))).unwrap();
    // Nothing is thrown away unasked.
    let (code, _, said) = gouji(&run, &at);
    assert_eq!(code, Some(3));
    assert!(said.contains("--resume"), "{said}");
    // A part that lost its end is made again.
    let lost = parts.join("000001.findings");
    let half = fs::read(&lost).unwrap();
    fs::write(&lost, &half[..half.len() / 2]).unwrap();
    let resumed = [&run[..], &["--resume"]].concat();
    let (code, out, said) = gouji(&resumed, &at);
    assert_eq!((code, said.as_str()), (Some(1), ""), "{out}");
    let straight = [
        "check", "--tables", "once", "--format", "parquet", "--jobs", "3", "in",
    ];
    let (_, once, _) = gouji(&straight, &at);
    assert_eq!(out.replace("out/", "once/"), once);
    assert_eq!(tables("out"), tables("once"));
    for name in tables("once") {
        let read = |dir: &str| fs::read(at.join(dir).join(&name)).unwrap();
        assert!(read("out") == read("once"), "{name} differs");
    }
    // Asked once more, nothing is to be done.
    let (code, again, _) = gouji(&resumed, &at);
    assert_eq!((code, again), (Some(1), out));
}

#[test]
fn tables_of_somebody_else_are_not_replaced_and_own_ones_are() {
    let at = folder("tables-others");
    fs::create_dir(at.join("out")).unwrap();
    fs::write(at.join("out/numbers.csv"), "mine").unwrap();
    let run = ["check", "--tables", "out", "in/a.txt"];
    let (code, _, said) = gouji(&run, &at);
    assert_eq!(code, Some(2));
    assert!(said.contains("numbers.csv"), "{said}");
    assert_eq!(
        fs::read_to_string(at.join("out/numbers.csv")).unwrap(),
        "mine"
    );
    let forced = [&run[..], &["--force"]].concat();
    assert_eq!(gouji(&forced, &at).0, Some(0));
    for _ in 0..2 {
        assert_eq!(gouji(&run, &at).0, Some(0));
    }
    // Nothing is said to be done that is not there any more.
    fs::remove_file(at.join("out/numbers.csv")).unwrap();
    let resumed = [&run[..], &["--resume"]].concat();
    assert_eq!(gouji(&resumed, &at).0, Some(0));
    assert!(at.join("out/numbers.csv").exists());
    // What a run over something else left behind is taken away, and no lock stays.
    fs::create_dir(at.join("out/.gouji-tables")).unwrap();
    fs::write(at.join("out/.gouji-tables/000000.json"), "{}").unwrap();
    assert_eq!(gouji(&run, &at).0, Some(3));
    assert_eq!(gouji(&resumed, &at).0, Some(0));
    assert!(!at.join("out/.gouji-tables").exists());
}

#[test]
fn what_cannot_be_read_has_a_row_and_stops_nothing() {
    let at = folder("tables-unread");
    let (code, out, _) = gouji(
        &["check", "--tables", "out", "nowhere.txt", "in/a.txt"],
        &at,
    );
    assert_eq!(code, Some(2));
    assert!(
        out.starts_with("共 2 份：不一致 0，未判定 0，无法识别 0，一致 1，读不了 1。"),
        "{out}"
    );
    let reports = csv_rows(&at.join("out/reports.csv"), &TABLES[1]);
    assert_eq!(reports[0][..2], ["nowhere.txt", ""]);
    assert_eq!(reports[0][6], "unread");
    assert!(
        reports[0][8].starts_with("nowhere.txt: "),
        "{:?}",
        reports[0]
    );
}

#[test]
fn options_that_do_not_go_together_are_wrong_usage() {
    let at = folder("tables-usage");
    for wrong in [
        &["check", "--tables", "out", "--json", "in"][..],
        &["check", "--tables", "out", "--format", "sav", "in"],
        &["check", "--format", "csv", "in"],
        &["check", "--resume", "in"],
        &["check", "--tables", "out", "--parent", "in/a.txt", "in"],
    ] {
        assert_eq!(gouji(wrong, &at).0, Some(3), "{wrong:?}");
    }
    assert!(!at.join("out").exists());
}

/// `docs/tables.md` says of every column what the schema says; `GOUJI_BLESS=1` writes it down.
#[test]
fn the_documentation_is_the_schema() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../docs/tables.md");
    let text = fs::read_to_string(&path).unwrap();
    let (before, rest) = text
        .split_once("<!-- schema -->\n")
        .expect("where it begins");
    let (_, after) = rest.split_once("<!-- end -->").expect("where it ends");
    let mut schema = String::new();
    for table in &TABLES {
        let [zh, en] = table.says;
        schema += &format!("\n### `{}`\n\n{zh}。 {en}.\n\n", table.name);
        schema += "| 列 column | 类型 type | 含义 meaning |\n| --- | --- | --- |\n";
        for column in table.columns {
            let always = if column.required {
                ""
            } else {
                "，可空 nullable"
            };
            let [zh, en] = column.says.map(|says| says.replace('|', "\\|"));
            let kind = column.r#type.name();
            schema += &format!("| `{}` | {kind}{always} | {zh}<br>{en} |\n", column.name);
        }
    }
    let wanted = format!("{before}<!-- schema -->\n{schema}\n<!-- end -->{after}");
    let bless = std::env::var_os("GOUJI_BLESS").is_some() && std::env::var_os("CI").is_none();
    if bless {
        fs::write(&path, &wanted).unwrap();
    }
    assert!(
        bless || text == wanted,
        "docs/tables.md is not what GOUJI_BLESS=1 writes"
    );
}

/// A folder holds the tables of one run: those of another format are taken away when the new ones come, and nobody
/// else's file is.
#[test]
fn tables_of_two_formats_do_not_stand_beside_each_other() {
    let at = folder("tables-replaced");
    let run = |format: &str, input: &str| {
        let arguments = [
            "check", "--tables", "out", "--format", format, "--force", input,
        ];
        gouji(&arguments, &at)
    };
    let there = || -> Vec<String> {
        let entries = fs::read_dir(at.join("out")).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name());
        let mut names: Vec<String> = names.map(|name| name.into_string().unwrap()).collect();
        names.sort();
        names
    };
    let named = |ending: &str| -> Vec<String> {
        let tables = TABLES
            .iter()
            .map(|table| format!("{}.{ending}", table.name));
        let mut names: Vec<String> = tables.chain(["datapackage.json".to_owned()]).collect();
        names.sort();
        names
    };
    run("parquet", "in");
    assert_eq!(there(), named("parquet"));
    let (code, out, said) = run("csv", "in/a.txt");
    assert_eq!((code, said.as_str()), (Some(0), ""));
    assert!(
        out.contains("上次用另一种格式写的表已删去（一个文件夹只放一次的表）：numbers.parquet、reports.parquet、findings.parquet、code_book.parquet\n"),
        "{out}"
    );
    assert_eq!(there(), named("csv"));
    run("xlsx", "in/a.txt");
    assert_eq!(there(), ["datapackage.json", "gouji.xlsx"]);
    run("parquet", "in/a.txt");
    // Of an earlier gouji, which described the last ones only.
    fs::remove_file(at.join("out/datapackage.json")).unwrap();
    run("csv", "in/a.txt");
    assert_eq!(there(), named("csv"));
    // Somebody else's stay, and nothing is written beside them.
    for (name, content) in [
        ("numbers.parquet", &b"PAR1 of somebody else"[..]),
        ("gouji.xlsx", b"PK"),
    ] {
        let csv = fs::read(at.join("out/reports.csv")).unwrap();
        fs::write(at.join("out").join(name), content).unwrap();
        let (code, _, said) = run("csv", "in");
        assert_eq!(code, Some(2));
        assert!(said.contains(&format!("其中已有别的 {name}")), "{said}");
        assert_eq!(fs::read(at.join("out/reports.csv")).unwrap(), csv);
        assert_eq!(fs::read(at.join("out").join(name)).unwrap(), content);
        fs::remove_file(at.join("out").join(name)).unwrap();
    }
}
