//! The nine tables of 部门决算 from a list of their values.

use crate::render::{Cell, Printed, cell, wide};
use serde_json::Value;
use std::fs;

/// The layouts in a folder of forms.
fn layout(folder: &str) -> Value {
    let text = fs::read_to_string(format!("{folder}final-accounts.json")).expect("layouts");
    serde_json::from_str(&text).expect("JSON")
}

/// Kinds of expenditure: one list, or one of several.
fn kinds(form: &Value, which: &str) -> Vec<String> {
    let kinds = &form["expenditure"];
    texts(kinds.get(which).unwrap_or(kinds))
}

fn texts(value: &Value) -> Vec<String> {
    let list = value.as_array().expect("a list").iter();
    list.map(|one| one.as_str().expect("a text").to_owned())
        .collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or("").to_owned()
}

/// 2010601 → 科目二〇一〇六〇一: a name of its own for every code.
fn named(code: &str) -> String {
    let kinds = [
        ("201", "一般公共服务支出"),
        ("208", "社会保障和就业支出"),
        ("210", "卫生健康支出"),
        ("212", "城乡社区支出"),
        ("220", "自然资源海洋气象等支出"),
        ("221", "住房保障支出"),
    ];
    if let Some((_, kind)) = kinds.iter().find(|(known, _)| *known == code) {
        return (*kind).to_owned();
    }
    let digits: Vec<char> = "〇一二三四五六七八九".chars().collect();
    let numeral = |c: char| c.to_digit(10).map_or(c, |digit| digits[digit as usize]);
    format!("科目{}支出", code.chars().map(numeral).collect::<String>())
}

fn numbered(at: usize, label: &str) -> String {
    let numerals: Vec<char> = "一二三四五六七八九十".chars().collect();
    let number = match at + 1 {
        n @ 1..=10 => numerals[n - 1].to_string(),
        n @ 11..=19 => format!("十{}", numerals[n - 11]),
        20 => "二十".to_owned(),
        n => format!("二十{}", numerals[n - 21]),
    };
    format!("{number}、{label}")
}

fn printed(title: &str) -> Printed {
    Printed {
        title: title.to_owned(),
        unit: "单位：万元".to_owned(),
        lines: Vec::new(),
    }
}

/// The tables of one authority; codes of 类, 款 and 项 in three columns, or joined.
pub fn accounts(folder: &str, sample: &Value, apart: bool) -> Vec<Printed> {
    let forms = &layout(folder)["tables"];
    let mut all = vec![
        overall(&forms["T1"], &sample["t1"]),
        by_code("收入决算表", &forms["T2"], &sample["t2"], apart),
        by_code("支出决算表", &forms["T3"], &sample["t3"], apart),
        of_grants(forms, &sample["t4"]),
        by_code(
            "一般公共预算财政拨款支出决算表",
            &forms["T5"],
            &sample["t5"],
            apart,
        ),
        basic(&forms["T6"], &sample["t6"]),
        three(&sample["t7"], apart),
    ];
    all.extend(sample.get("t8").map(|values| carried(&forms["T8"], values)));
    let unit = sample["unit"].as_str().unwrap_or("万元");
    for table in &mut all {
        table.unit = format!("单位：{unit}");
    }
    all
}

fn overall(form: &Value, values: &Value) -> Printed {
    let mut table = printed("收入支出决算总表");
    table.lines = vec![
        vec![wide("收入", 2, 1), wide("支出", 2, 1)],
        ["项目", "决算数", "项目", "决算数"].map(cell).to_vec(),
    ];
    let kinds = kinds(form, "seen in two of three real copies (26 rows)");
    let income = texts(&form["income"]);
    let value = |side: &str, label: &str| text(&values[format!("{side}.{label}")]);
    for (at, kind) in kinds.iter().enumerate() {
        let left = income
            .get(at)
            .map(|label| [numbered(at, label), value("in", label)]);
        let [label, number] = left.unwrap_or_default();
        let right = [numbered(at, kind), value("out", kind)];
        table.lines.push(
            [[label, number], right]
                .concat()
                .into_iter()
                .map(cell)
                .collect(),
        );
    }
    let tails = texts(&form["income_tail"])
        .into_iter()
        .zip(texts(&form["expenditure_tail"]));
    for (left, right) in tails {
        let cells = [
            left.clone(),
            value("in", &left),
            right.clone(),
            value("out", &right),
        ];
        table.lines.push(cells.map(cell).to_vec());
    }
    table
}

fn by_code(title: &str, form: &Value, values: &Value, apart: bool) -> Printed {
    let mut table = printed(title);
    let stub = if apart { 4 } else { 2 };
    let columns = texts(&form["columns"]);
    let mut head = vec![wide("项目", stub, 1)];
    head.extend(columns.iter().map(|label| wide(label, 1, 2)));
    let below = match apart {
        true => ["类", "款", "项", "科目名称"].map(cell).to_vec(),
        false => ["功能分类科目编码", "科目名称"].map(cell).to_vec(),
    };
    table.lines = vec![head, below];
    let numbers = |code: &str| -> Vec<Cell> {
        let list = values[code].as_array().expect("a row").iter();
        list.map(|value| cell(text(value))).collect()
    };
    let mut total = vec![wide("合计", stub, 1)];
    total.extend(numbers("合计"));
    table.lines.push(total);
    let codes = values.as_object().expect("rows").keys();
    for code in codes.filter(|code| *code != "合计") {
        let mut line = match apart {
            true => {
                let part = |from: usize, to: usize| cell(code.get(from..to).unwrap_or(""));
                vec![part(0, 3), part(3, 5), part(5, 7)]
            }
            false => vec![cell(code.clone())],
        };
        line.push(cell(named(code)));
        line.extend(numbers(code));
        table.lines.push(line);
    }
    table
}

fn of_grants(forms: &Value, values: &Value) -> Printed {
    let form = &forms["T4"];
    let mut table = printed("财政拨款收入支出决算总表");
    table.lines = vec![
        vec![wide("收入", 2, 1), wide("支出", 5, 1)],
        texts(&form["columns"]).into_iter().map(cell).collect(),
    ];
    let kinds = kinds(&forms["T1"], "template (24 rows)");
    let income = texts(&form["income"]);
    let given = |label: &str| text(&values[format!("in.{label}")]);
    let line = |left: [String; 2], label: String, key: &str| {
        let mut line = left.map(cell).to_vec();
        line.push(cell(label));
        let values = values[format!("out.{key}")].as_array().cloned();
        let values = values.unwrap_or_else(|| vec![Value::Null; 4]);
        line.extend(values.iter().map(|value| cell(text(value))));
        line
    };
    for (at, kind) in kinds.iter().enumerate() {
        let left = income
            .get(at)
            .map(|label| [numbered(at, label), given(label)]);
        table
            .lines
            .push(line(left.unwrap_or_default(), numbered(at, kind), kind));
    }
    let none = || [String::new(), String::new()];
    let named = |label: &str| [label.to_owned(), given(label)];
    table.lines.push(line(
        named("本年收入合计"),
        "本年支出合计".to_owned(),
        "本年支出合计",
    ));
    let carried = "年末财政拨款结转和结余";
    table.lines.push(line(
        named("年初财政拨款结转和结余"),
        carried.to_owned(),
        carried,
    ));
    for kind in &income {
        let left = [kind.clone(), given(&format!("{kind}(结转)"))];
        table.lines.push(line(left, String::new(), ""));
    }
    table.lines.push(line(none(), String::new(), ""));
    table
        .lines
        .push(line(named("总计"), "总计".to_owned(), "总计"));
    table
}

fn basic(form: &Value, values: &Value) -> Printed {
    let mut table = printed("一般公共预算财政拨款基本支出决算表");
    let head = ["经济分类科目编码", "科目名称", "决算数"];
    table.lines = vec![[head, head].concat().into_iter().map(cell).collect()];
    let list = |codes: [&str; 2]| -> Vec<[String; 3]> {
        let mut lines = Vec::new();
        for code in codes {
            lines.push([code.to_owned(), named(code), text(&values[code])]);
            for item in texts(&form["items"][code]) {
                let (code, name) = item.split_once(' ').expect("a code and a name");
                lines.push([code.to_owned(), name.to_owned(), text(&values[code])]);
            }
        }
        lines
    };
    let (left, right) = (list(["301", "303"]), list(["302", "310"]));
    for at in 0..left.len().max(right.len()) {
        let pair = [left.get(at).cloned(), right.get(at).cloned()];
        let cells = pair.map(Option::unwrap_or_default).concat();
        table.lines.push(cells.into_iter().map(cell).collect());
    }
    let total = |label: &str| [wide(label, 2, 1), cell(text(&values[label]))];
    table
        .lines
        .push([total("人员经费合计"), total("公用经费合计")].concat());
    table
}

/// 政府性基金: what was left, came in, was spent and is left.
fn carried(form: &Value, values: &Value) -> Printed {
    let mut table = printed("政府性基金预算财政拨款收入支出决算表");
    let columns = texts(&form["columns"]);
    let high = |at: usize| wide(&columns[at], 1, 2);
    table.lines = vec![
        vec![
            wide("项目", 2, 1),
            high(0),
            high(1),
            wide("本年支出", 3, 1),
            high(5),
        ],
        [
            "功能分类科目编码",
            "科目名称",
            &columns[2],
            &columns[3],
            &columns[4],
        ]
        .map(cell)
        .to_vec(),
    ];
    for (code, row) in values.as_object().expect("rows") {
        let mut line = match code.as_str() {
            "合计" => vec![wide("合计", 2, 1)],
            code => vec![cell(code), cell(named(code))],
        };
        line.extend(
            row.as_array()
                .expect("a row")
                .iter()
                .map(|value| cell(text(value))),
        );
        table.lines.push(line);
    }
    table
}

fn three(values: &Value, apart: bool) -> Printed {
    let mut table = printed("财政拨款“三公”经费支出决算表");
    let list: Vec<String> = values
        .as_array()
        .expect("values")
        .iter()
        .map(text)
        .collect();
    let car = "公务用车购置及运行维护费";
    let car_kinds = ["小计", "公务用车购置费", "公务用车运行维护费"];
    if apart {
        // 预算数 and 决算数 over six columns each.
        table.lines = vec![
            vec![wide("预算数", 6, 1), wide("决算数", 6, 1)],
            [0, 1]
                .map(|_| {
                    [
                        wide("合计", 1, 2),
                        wide("因公出国（境）费", 1, 2),
                        wide(car, 3, 1),
                        wide("公务接待费", 1, 2),
                    ]
                })
                .concat(),
            [car_kinds; 2].concat().into_iter().map(cell).collect(),
        ];
        let half = |from: usize| list.iter().skip(from).step_by(2).cloned();
        table.lines.push(half(0).chain(half(1)).map(cell).collect());
    } else {
        table.lines = vec![
            vec![
                wide("合计", 2, 2),
                wide("因公出国（境）费", 2, 2),
                wide(car, 6, 1),
                wide("公务接待费", 2, 2),
            ],
            car_kinds.map(|kind| wide(kind, 2, 1)).to_vec(),
            [["预算数", "决算数"]; 6]
                .concat()
                .into_iter()
                .map(cell)
                .collect(),
            list.into_iter().map(cell).collect(),
        ];
    }
    table
}
