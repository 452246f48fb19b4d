//! What the tables hold: their columns in order, with types and what is said of them.

/// Version of the tables' shape: columns are only added at the end without a new one.
pub const SCHEMA: u32 = 1;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// Words: UTF-8.
    Text,
    /// A whole number within ±(2⁵³ − 1), which every reader keeps exact: 64 bits in Parquet.
    Integer,
    /// A number from 0 to 1 with three decimals: a double in Parquet.
    Probability,
}

impl Type {
    /// Its name in a table schema (Frictionless Data).
    pub fn name(self) -> &'static str {
        match self {
            Type::Text => "string",
            Type::Integer => "integer",
            Type::Probability => "number",
        }
    }
}

/// A column of a table.
#[derive(Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub r#type: Type,
    /// Whether every row has a value.
    pub required: bool,
    /// What it says (zh-CN, English).
    pub says: [&'static str; 2],
}

/// One of the tables.
#[derive(Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// What a row is (zh-CN, English).
    pub says: [&'static str; 2],
    /// Its columns in order.
    pub columns: &'static [Column],
}

const fn text(name: &'static str, says: [&'static str; 2]) -> Column {
    Column {
        name,
        r#type: Type::Text,
        required: false,
        says,
    }
}

const fn integer(name: &'static str, says: [&'static str; 2]) -> Column {
    Column {
        r#type: Type::Integer,
        ..text(name, says)
    }
}

impl Column {
    const fn always(self) -> Column {
        Column {
            required: true,
            ..self
        }
    }
}

const FILE: Column = text(
    "file",
    [
        "文件，照命令里或文件夹里的写法；- 为标准输入",
        "the file as it was named or found; - is standard input",
    ],
)
.always();
const AUTHORITY: Column = text("authority", ["机关，取自题目", "the organ, from the title"]);
const YEAR: Column = integer("year", ["报告年度", "the year reported on"]);
const EDITION: [&str; 2] = [
    "表样的版本，如 2021",
    "the edition of the form, such as 2021",
];
const PLACE: [&str; 2] = [
    "在文件里的位置，都从 1 数起：T1R3C2 第 1 张表第 3 行第 2 列；L12:5-9 第 12 行第 5 至 9 个字；P2@72.00,300.50+40.00x12.00 第 2 页左上角起的矩形（磅，从 0 起）",
    "where it stands, counted from 1: T1R3C2 table 1, row 3, column 2; L12:5-9 line 12, characters 5 to 9; P2@72.00,300.50+40.00x12.00 a rectangle on page 2 (points from its top left corner, from 0)",
];

const FOUND: [&str; 2] = [
    "在文件里的位置，写法同 numbers.place；一条等式的是 cells 里各格的位置，次序相同，以空格分隔，没有位置的记 -",
    "where it stands, written as in numbers.place; of an equation the places of its cells in the order of cells, separated by spaces, - for one that has none",
];

/// One row a cell of a recognised table.
const NUMBERS: Table = Table {
    name: "numbers",
    says: [
        "每份报告认出的每张表的每一格一行",
        "one row for each cell of each table that was recognised",
    ],
    columns: &[
        FILE,
        AUTHORITY,
        YEAR,
        text("edition", EDITION).always(),
        text(
            "table",
            ["表的编号，见 code_book", "the table, see code_book"],
        )
        .always(),
        text(
            "cell",
            [
                "格的编号，见 code_book",
                "the id of the cell, see code_book",
            ],
        )
        .always(),
        text(
            "label",
            [
                "格的全名：表三 · 行 · 列",
                "the cell in words: table, row, column",
            ],
        )
        .always(),
        integer(
            "value",
            [
                "整数；空格没有数（校核时按 0 计），金额在 amount",
                "the whole number; a blank cell has none (checks count it as 0), amounts are in amount",
            ],
        ),
        text(
            "amount",
            [
                "金额，与原文逐位相同的十进制数",
                "an amount: the decimal exactly as written",
            ],
        ),
        text(
            "unit",
            ["单位：件、项、万元", "the unit, where the form has one"],
        ),
        text(
            "state",
            [
                "read 读到；blank 空格；inferred 推断（不是证据）；missing 没有；unreadable 认不出",
                "read, blank, inferred (never evidence), missing or unreadable",
            ],
        )
        .always(),
        text("text", ["原文", "what stands in the cell"]),
        text("place", PLACE),
    ],
};

/// One row an input.
const REPORTS: Table = Table {
    name: "reports",
    says: [
        "每个文件一行，读不了的也有",
        "one row for each input, also for one that could not be read",
    ],
    columns: &[
        FILE,
        text(
            "sha256",
            [
                "文件内容的 SHA-256（十六进制）；读不了的没有",
                "SHA-256 of the file's bytes in hexadecimal; none where they could not be read",
            ],
        ),
        integer("bytes", ["文件的字节数", "how many bytes the file has"]),
        AUTHORITY,
        YEAR,
        text(
            "edition",
            [
                "表样的版本；各表不同的写作“表=版本”，以空格分隔",
                "the edition; tables of different ones as table=edition, with spaces between",
            ],
        ),
        text(
            "verdict",
            [
                "consistent 一致；inconsistent 不一致；undecided 未判定；unrecognised 打开了，但没有认出要校核的表（加密、PDF、没有表的图片、别的文件，见 reason）；unread 文件打不开（没有权限、太大、链接断了），没有一个数",
                "consistent, inconsistent, undecided; unrecognised: opened, but no table to check was found (protected, a PDF, a picture without a table, something else: see reason); unread: the file could not be opened (not allowed, too large, a lost link), so there are no counts",
            ],
        )
        .always(),
        text(
            "reason",
            [
                "为什么没有结论：no-report、encrypted、pdf 等固定的词；unread 的没有，原因在 message",
                "why there is no answer: a fixed word such as no-report, encrypted, pdf; none of what is unread, whose message says why",
            ],
        ),
        text("message", ["结论，一句话", "the answer in a sentence"]).always(),
        integer(
            "relations",
            [
                "勾稽关系的条数；没认出表样的为 0",
                "relations of the form; 0 where none was recognised",
            ],
        ),
        integer("holds", ["成立的条数", "those that hold"]),
        integer("broken", ["不成立的条数", "those that are broken"]),
        integer(
            "undecided",
            ["无法判定的条数", "those that could not be decided"],
        ),
        integer("read", ["读到的格数", "cells that were read"]),
        integer("blank", ["空格数", "blank cells"]),
        integer("inferred", ["推断的格数", "inferred cells"]),
        integer("missing", ["没有的格数", "missing cells"]),
        integer("unreadable", ["认不出的格数", "unreadable cells"]),
        integer(
            "errors",
            ["不成立的硬性规则条数", "findings that are errors"],
        ),
        integer("warnings", ["请核实的条数", "findings that are warnings"]),
        integer("hints", ["提示的条数", "findings that are hints"]),
        text(
            "claims",
            [
                "正文所述的数和它可能所指的格：数=格|格+格，以 ; 分隔",
                "totals that the prose claims and the sums of cells each may mean, separated by ;",
            ],
        ),
        text(
            "notes",
            [
                "阅读时的说明，固定的词，以空格分隔",
                "codes of what was noted in reading, separated by spaces",
            ],
        ),
        text(
            "engine",
            [
                "程序的版本，加号后面是源码的散列：同一版本的不同构建由它分开",
                "version of the engine; after the + a hash of its sources, which tells builds of one version apart",
            ],
        ).always(),
        text(
            "rules",
            [
                "规则集的指纹：表样和规则的 SHA-256 前 16 位",
                "fingerprint of forms and rules: the first 16 digits of their SHA-256",
            ],
        )
        .always(),
        integer(
            "schema",
            ["这些表的版本", "version of these tables"],
        )
        .always(),
    ],
};

/// One row a finding.
const FINDINGS: Table = Table {
    name: "findings",
    says: [
        "每条不成立、无法判定、请核实的一行",
        "one row for each finding: broken, undecided or worth a look",
    ],
    columns: &[
        FILE,
        AUTHORITY,
        YEAR,
        integer(
            "number",
            [
                "报告里的第几条，从 1 数起",
                "its number within the report, from 1",
            ],
        )
        .always(),
        text("rule", ["规则的编号", "id of the rule"]).always(),
        text(
            "kind",
            [
                "规则的种类：编号的前段",
                "the kind of rule: what the ids of its kind begin with",
            ],
        )
        .always(),
        text("title", ["种类的名称", "what that kind is called"]),
        text(
            "severity",
            [
                "error 硬性规则；warning 请核实；hint 提示",
                "error, warning or hint",
            ],
        )
        .always(),
        text(
            "status",
            ["broken 不成立；undecided 无法判定", "broken or undecided"],
        )
        .always(),
        text(
            "cells",
            [
                "有关的格，等式左边在前，以空格分隔",
                "its cells, left side first, separated by spaces",
            ],
        ),
        integer("left", ["左边的和", "the left side"]),
        integer("right", ["右边的和", "the right side"]),
        integer("difference", ["左 − 右", "left − right"]),
        text("message", ["一句话", "the finding in a sentence"]).always(),
        text("arithmetic", ["算式", "the sum in figures"]),
        text("place", FOUND),
        integer(
            "group",
            [
                "哪一组原因里的，从 1 数起",
                "the group of relations that is explained together, from 1",
            ],
        ),
        text(
            "mistake",
            ["最可能的失误的种类", "the most probable kind of mistake"],
        ),
        text(
            "explanation",
            ["最可能的说法", "the most probable explanation"],
        ),
        Column {
            r#type: Type::Probability,
            ..text("probability", ["这种说法的可能性", "its probability"])
        },
        text(
            "changes",
            [
                "照这种说法应填的数：格=数，以空格分隔",
                "what the cells would hold by it, separated by spaces",
            ],
        ),
        integer(
            "candidates",
            [
                "几种差不多可能的说法",
                "how many about equally good explanations there are",
            ],
        ),
        text(
            "look_first",
            [
                "几种说法时最该先核对的格",
                "the cell to look at first where several are left",
            ],
        ),
    ],
};

/// One row a cell of an edition.
const CODE_BOOK: Table = Table {
    name: "code_book",
    says: [
        "每个版本的每一格一行",
        "one row for each cell of each edition",
    ],
    columns: &[
        text("edition", EDITION).always(),
        text("cell", ["格的编号", "id of the cell"]).always(),
        text("table", ["编号里的表", "its table"]).always(),
        text("row", ["编号里的行", "its row"]).always(),
        text(
            "column",
            [
                "编号里的列；一行只有一格的没有",
                "its column; none where the row has one cell",
            ],
        ),
        text(
            "kind",
            [
                "count 非负整数；change 带正负号的整数；amount 金额",
                "count, change (with a sign) or amount",
            ],
        )
        .always(),
        text("unit", ["单位", "its unit"]),
        text("title", ["表的名称", "what the table is called"]).always(),
        text(
            "heading",
            ["所在部分的标题", "heading of the section it stands in"],
        )
        .always(),
        text("label", ["全名", "the cell in words"]).always(),
    ],
};

/// The tables in the order in which they are written.
pub static TABLES: [Table; 4] = [NUMBERS, REPORTS, FINDINGS, CODE_BOOK];
