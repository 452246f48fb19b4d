//! What conditions ask of a number, and of a text that has one in it.

use super::TESTS;
use crate::float;

/// How a number is compared with another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Comparison {
    Equal,
    Unequal,
    Less,
    AtMost,
    Greater,
    AtLeast,
}

impl Comparison {
    pub fn of_operator(operator: &str) -> Option<Self> {
        Some(match operator {
            "equal" | "=" => Comparison::Equal,
            "notEqual" | "<>" => Comparison::Unequal,
            "lessThan" | "<" => Comparison::Less,
            "lessThanOrEqual" | "<=" => Comparison::AtMost,
            "greaterThan" | ">" => Comparison::Greater,
            "greaterThanOrEqual" | ">=" => Comparison::AtLeast,
            _ => return None,
        })
    }

    /// The same with its sides exchanged.
    fn turned(self) -> Self {
        match self {
            Comparison::Less => Comparison::Greater,
            Comparison::AtMost => Comparison::AtLeast,
            Comparison::Greater => Comparison::Less,
            Comparison::AtLeast => Comparison::AtMost,
            same => same,
        }
    }

    pub fn holds(self, value: f64, limit: f64) -> bool {
        match self {
            Comparison::Equal => value == limit,
            Comparison::Unequal => value != limit,
            Comparison::Less => value < limit,
            Comparison::AtMost => value <= limit,
            Comparison::Greater => value > limit,
            Comparison::AtLeast => value >= limit,
        }
    }
}

/// What a number has to pass that a rule may hold of, all of it; nothing where nothing is known. None where the
/// rule holds of no number but nought.
pub(super) type Tests = Option<Vec<(Comparison, f64)>>;

/// Of which texts a rule may hold.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum OfTexts {
    None,
    /// Those that have this in them, in small letters.
    With(String),
    All,
}

/// Of which texts it holds that a cell compares so with a number: of two, a text is the greater one.
pub(super) fn compared(comparison: Comparison) -> OfTexts {
    match comparison {
        Comparison::Greater | Comparison::AtLeast | Comparison::Unequal => OfTexts::All,
        Comparison::Equal | Comparison::Less | Comparison::AtMost => OfTexts::None,
    }
}

/// What a formula asks of a text in its cell, which is `@` in it.
pub(super) fn asked_of_texts(formula: &str) -> OfTexts {
    let text = ["ISTEXT(@)", "NOT(ISNUMBER(@))", "ISNUMBER(@)=FALSE"];
    match asked(formula, 0) {
        None if text.contains(&formula) => OfTexts::All,
        None => OfTexts::None,
        Some(_) if formula == "ISNUMBER(@)" => OfTexts::None,
        Some(tests) => {
            let never = |(is, _): &(Comparison, f64)| compared(*is) == OfTexts::None;
            match tests.iter().any(never) {
                true => OfTexts::None,
                false => OfTexts::All,
            }
        }
    }
}

/// A formula without blanks, in which the cell itself is `@`: one that always means the same row, or the same
/// column, does so only where the areas have no other.
pub(super) fn own_cell(formula: &str, areas: &[[u32; 4]], first: &str) -> String {
    let formula: String = formula.chars().filter(|&c| c != ' ').collect();
    let formula = formula.to_ascii_uppercase();
    let letters = first.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let (column, row) = first.split_at(letters);
    let Some([top, left, ..]) = areas.first() else {
        return formula;
    };
    let one_column = areas
        .iter()
        .all(|area| area[1] == *left && area[3] == *left);
    let one_row = areas.iter().all(|area| area[0] == *top && area[2] == *top);
    let mut names = vec![format!("{column}{row}")];
    names.extend(one_column.then(|| format!("${column}{row}")));
    names.extend(one_row.then(|| format!("{column}${row}")));
    names.extend((one_column && one_row).then(|| format!("${column}${row}")));
    let mut own = String::new();
    let mut rest = formula.as_str();
    while let Some(c) = rest.chars().next() {
        let part = |c: char| c.is_alphanumeric() || matches!(c, '$' | '!' | ':' | '_' | '.' | '\'');
        let free = !own.ends_with(part);
        let name = names.iter().find(|name| {
            let behind = rest.strip_prefix(name.as_str());
            free && behind.is_some_and(|behind| !behind.starts_with(part))
        });
        match name {
            Some(name) if !column.is_empty() => {
                own.push('@');
                rest = &rest[name.len()..];
            }
            _ => {
                own.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    own
}

/// What a formula asks of a number in its cell, which is `@` in it.
pub(super) fn asked(formula: &str, depth: usize) -> Tests {
    let all = formula.strip_prefix("AND(");
    if let Some(inner) = all.and_then(|inner| inner.strip_suffix(')'))
        && depth < 4
        && let Some(parts) = parts(inner)
    {
        let mut tests = Vec::new();
        for part in parts {
            tests.extend(asked(part, depth + 1)?);
        }
        tests.truncate(TESTS);
        return Some(tests);
    }
    // No number is blank, an error, or a text.
    let never = ["ISBLANK", "ISERROR", "ISNA", "ISERR"]
        .iter()
        .any(|function| {
            let inner = formula.strip_prefix(function);
            matches!(inner, Some("(@)" | "(TRIM(@))"))
        });
    let blank = [
        "ISTEXT(@)",
        "NOT(ISNUMBER(@))",
        "ISNUMBER(@)=FALSE",
        "@=\"\"",
        "\"\"=@",
        "TRIM(@)=\"\"",
        "\"\"=TRIM(@)",
        "LEN(@)=0",
        "0=LEN(@)",
        "LEN(@)<1",
        "LEN(TRIM(@))=0",
        "0=LEN(TRIM(@))",
        "LEN(TRIM(@))<1",
    ];
    if never || blank.contains(&formula) {
        return None;
    }
    if matches!(formula, "LEFT(@,1)=\"-\"" | "LEFT(@)=\"-\"") {
        return Some(vec![(Comparison::Less, 0.0)]);
    }
    let compared = |behind: &str| {
        let end = behind.find(|c| !matches!(c, '<' | '>' | '='));
        let (operator, rest) = behind.split_at(end?);
        Some((Comparison::of_operator(operator)?, rest.to_owned()))
    };
    let test = || {
        if let Some((is, limit)) = formula.strip_prefix('@').and_then(compared) {
            return Some((is, float::parse(&limit)?));
        }
        let limit = formula.strip_suffix('@')?;
        let at = limit.find(['<', '>', '='])?;
        let is = Comparison::of_operator(&limit[at..])?;
        Some((is.turned(), float::parse(&limit[..at])?))
    };
    Some(test().into_iter().collect())
}

/// What stands between the commas of a list; nothing where its brackets do not close one another.
fn parts(list: &str) -> Option<Vec<&str>> {
    let (mut parts, mut open, mut quoted, mut from) = (Vec::new(), 0usize, false, 0);
    for (at, c) in list.char_indices() {
        match c {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '(' => open += 1,
            ')' => open = open.checked_sub(1)?,
            ',' if open == 0 => {
                parts.push(&list[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&list[from..]);
    (open == 0 && !quoted).then_some(parts)
}
