//! Columns made here, read back by the crate: whatever the rows, they are what went in.

use super::columns::ReportColumns;
use bytes::Bytes;
use gouji::tables::{TABLES, Table, TidyValue, Type};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::statistics::Statistics;
use parquet::record::Field;
use proptest::prelude::*;

/// A value of a row: a kind of it, and how often the row comes in succession.
#[derive(Debug, Clone)]
struct Rows {
    /// One a column.
    kinds: Vec<u16>,
    times: usize,
}

/// The value of a column for a kind: the greater the column's number the more there are, so that each width of places
/// comes, and columns in which nothing comes twice or nothing comes at all.
fn value<'a>(table: &Table, at: usize, kind: u16, texts: &'a [String]) -> TidyValue<'a> {
    let column = &table.columns[at];
    let kind = usize::from(kind) % (1 << (at % 12));
    match column.r#type {
        _ if !column.required && kind.is_multiple_of(3) => TidyValue::Nothing,
        Type::Text if at.is_multiple_of(2) => TidyValue::Listed(kind, &texts[kind]),
        Type::Text => TidyValue::Text(&texts[kind]),
        Type::Integer => TidyValue::Integer((kind as i64 - 7) << (at % 40)),
        Type::Probability => TidyValue::Thousandths((kind % 1001) as u16),
    }
}

fn said(value: &TidyValue) -> String {
    match value {
        TidyValue::Nothing => "-".to_owned(),
        TidyValue::Text(text) | TidyValue::Listed(_, text) => format!("“{text}”"),
        TidyValue::Integer(n) => n.to_string(),
        TidyValue::Thousandths(n) => format!("{:.3}", f64::from(*n) / 1000.0),
    }
}

fn read(field: &Field) -> String {
    match field {
        Field::Null => "-".to_owned(),
        Field::Str(text) => format!("“{text}”"),
        Field::Long(n) => n.to_string(),
        Field::Double(n) => format!("{n:.3}"),
        other => panic!("{other:?}"),
    }
}

fn all(file: Vec<u8>) -> Vec<Vec<String>> {
    let reader = SerializedFileReader::new(Bytes::from(file)).unwrap();
    let rows = reader.get_row_iter(None).unwrap();
    rows.map(|row| {
        row.unwrap()
            .get_column_iter()
            .map(|(_, field)| read(field))
            .collect()
    })
    .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn rows_come_back_as_they_were(
        table in 0..TABLES.len(),
        rows in prop::collection::vec(
            (prop::collection::vec(any::<u16>(), 26), prop_oneof![Just(1_usize), 1..20_usize, 100..400_usize])
                .prop_map(|(kinds, times)| Rows { kinds, times }),
            0..60,
        ),
    ) {
        let table = &TABLES[table];
        let texts: Vec<String> = (0..2048).map(|n| "字".repeat(n % 5) + &n.to_string()).collect();
        let mut columns = ReportColumns::of(table);
        let mut wanted = Vec::new();
        for Rows { kinds, times } in &rows {
            for _ in 0..*times {
                let row: Vec<TidyValue> = (0..table.columns.len())
                    .map(|at| value(table, at, kinds[at], &texts))
                    .collect();
                columns.push(&row);
                wanted.push(row.iter().map(said).collect::<Vec<_>>());
            }
            columns.close().unwrap();
        }
        prop_assert_eq!(all(columns.file().unwrap()), wanted);
    }
}

#[test]
fn much_text_is_several_groups_and_numbers_say_their_least_and_greatest() {
    let table = &TABLES[0];
    let long = "表".repeat(2 << 20);
    let mut columns = ReportColumns::of(table);
    for n in 0..4 {
        let text = format!("{n}{long}");
        let row: Vec<TidyValue> = table
            .columns
            .iter()
            .map(|column| match column.r#type {
                Type::Integer => TidyValue::Integer(10 * n - 10),
                _ if column.name == "text" => TidyValue::Text(&text),
                _ => TidyValue::Text("x"),
            })
            .collect();
        columns.push(&row);
        columns.close().unwrap();
    }
    let reader = SerializedFileReader::new(Bytes::from(columns.file().unwrap())).unwrap();
    let groups = reader.metadata().row_groups();
    let rows: Vec<i64> = groups.iter().map(|group| group.num_rows()).collect();
    assert_eq!(rows, [2, 2]);
    let value = table
        .columns
        .iter()
        .position(|column| column.name == "value");
    let said = groups[1].column(value.unwrap()).statistics();
    let Some(Statistics::Int64(said)) = said else {
        panic!("{said:?}");
    };
    assert_eq!(
        (said.min_opt(), said.max_opt(), said.null_count_opt()),
        (Some(&10), Some(&20), Some(0))
    );
}

#[test]
fn a_row_without_a_value_that_all_have_is_no_file() {
    let table = &TABLES[0];
    let mut columns = ReportColumns::of(table);
    columns.push(&vec![TidyValue::Nothing; table.columns.len()]);
    let error = columns.file().unwrap_err().to_string();
    assert!(error.contains("file: a row without a value"), "{error}");
}
