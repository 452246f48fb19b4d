//! The command line, described once: what is parsed, the help, the completions of shells, the man page
//! and the options of the npm command (`npm/command.json`) all come from here.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueHint};
use clap_complete::Shell;
use gouji::Language;
use std::path::PathBuf;

/// What follows every help text.
const EXIT: &str = "\
退出码 Exit status:
  0  全部一致 all consistent
  1  有不一致（另有读不了的，也是 1） something inconsistent, whatever else there is
  2  没有不一致，而有未判定、无法识别或读不了的；没有写成的，总是 2 nothing inconsistent, but something
     undecided, unrecognised or unreadable; always 2 where an output was not written
  3  用法错误，什么也没有校核 wrong usage; nothing was checked";

/// What follows the help of `compare`.
const COMPARED: &str = "\
退出码 Exit status:
  0  没有差别 nothing differs
  1  有差别 something differs
  2  有一份没有找到表格、没有填写或读不了，没有比较；或者没有差别，而有的格没有读出 one of them has no
     tables, is not filled in or cannot be read: not compared; or nothing differs, but cells were not read
  3  用法错误 wrong usage";

/// What follows the help of `verify`.
const HELD: &str = "\
退出码 Exit status:
  0  文件、程序、规则、结论都没有变 nothing has changed
  1  文件变了 the file is another
  2  文件这里读不了 the file cannot be read here
  3  用法错误，或不是回执 wrong usage, or no receipt
  4  文件未变，程序或规则变了，结论相同 same file, other engine or rules, same answer
  5  文件未变，程序或规则变了，结论也变了 same file, other engine or rules, another answer
  6  文件、程序、规则都未变，结论与回执不同（回执被改过） same file, engine and rules, but the receipt says
     otherwise: it was changed";

/// gouji 勾稽 — 校验政府信息公开工作年度报告 / checks government information disclosure annual reports
#[derive(Parser)]
#[command(name = "gouji", version = gouji::VERSION, after_help = EXIT, disable_help_subcommand = true)]
pub struct CommandLine {
    /// What is to be done.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Subcommand)]
pub enum Command {
    /// 校核文件和文件夹 check files and folders
    #[command(after_help = EXIT)]
    Check(Check),
    /// 另存一份标出问题（或改好）的 docx、xlsx write a docx or xlsx with its wrong cells marked, or corrected
    #[command(after_help = EXIT)]
    Mark(Mark),
    /// 对照同一份报告的两个版本 what changed between two versions of one report
    #[command(after_help = COMPARED)]
    Compare(Compare),
    /// 核对回执：同一份文件，现在是否还得出同样的结论 whether a receipt still holds of a file
    #[command(after_help = HELD)]
    Verify(Verify),
    /// 列出校核规则 list the rules
    Rules(Rules),
    /// 列出各版本表样（JSON） the forms as JSON
    Forms(FormOptions),
    /// 显示每一步读成了什么 what each stage makes of a file
    Stages(Stages),
    /// （npm 版）供智能体调用的 MCP 服务，只读所给的文件夹 tools for agents over MCP, reading only these folders: npx gouji mcp
    Mcp {
        /// 可以读取的文件夹 folders that may be read
        #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
        folders: Vec<PathBuf>,
    },
    /// 生成命令补全脚本 a script that completes commands in a shell
    Completions {
        /// 命令解释器 the shell
        shell: Shell,
    },
    /// 生成手册页 the manual page
    Man {
        /// 哪个命令的 of which command
        command: Option<String>,
    },
}

/// What is to be checked, and how it is said.
#[derive(Args)]
pub struct Check {
    /// 文件、文件夹、通配符，- 为标准输入 files, folders, patterns; - is standard input
    #[arg(required = true, value_name = "FILE|DIR|-", value_hint = ValueHint::AnyPath)]
    pub inputs: Vec<PathBuf>,
    /// 每份报告一行 JSON one line of JSON a report
    #[arg(long)]
    pub json: bool,
    /// 什么也不打印，只有退出码 print nothing; only the exit status answers
    #[arg(long, short, conflicts_with = "json")]
    pub quiet: bool,
    /// 上年的报告 last year's report
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub previous: Option<PathBuf>,
    /// 汇总其余各份的报告 the report that sums up the others
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub parent: Option<PathBuf>,
    /// 另存一览表（CSV） the list of reports as CSV
    #[arg(long, value_name = "OUT", value_hint = ValueHint::FilePath)]
    pub csv: Option<PathBuf>,
    /// 另存一览表（xlsx） the list of reports as a workbook
    #[arg(long, value_name = "OUT", value_hint = ValueHint::FilePath)]
    pub xlsx: Option<PathBuf>,
    /// 另存年度配对、上下级汇总、雷同、缺少的报告（JSON） pairs of years, sums, reports alike and absent ones as JSON
    #[arg(long, value_name = "OUT", value_hint = ValueHint::FilePath)]
    pub together: Option<PathBuf>,
    /// 把全部的数、报告、问题写成表，放进这个文件夹 everything as tidy tables into this folder
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath,
        conflicts_with_all = ["json", "parent", "csv", "xlsx", "together", "edit"])]
    pub tables: Option<PathBuf>,
    /// 表的格式 how the tables are written
    #[arg(long, value_name = "FORMAT", default_value = "csv", value_parser = format(), requires = "tables")]
    pub format: OutputFormat,
    /// 接着做上次没做完的 go on where a run was stopped
    #[arg(long, requires = "tables")]
    pub resume: bool,
    /// 按改过的内容校核一格，可重复 type over a cell; may be repeated
    #[arg(long, value_name = "CELL=TEXT", value_parser = edit)]
    pub edit: Vec<TypedEdit>,
    /// 给出的是一份报告的各页图片，依次 the files are pictures of the pages of one report, in their order
    #[arg(long, conflicts_with_all = ["tables", "receipt"])]
    pub pages: bool,
    /// 另存回执（JSON）：哪份文件、哪个程序、什么结论 a receipt: which file, which engine, what answer
    #[arg(long, value_name = "OUT", value_hint = ValueHint::FilePath,
        conflicts_with_all = ["tables", "parent", "csv", "xlsx", "together"])]
    pub receipt: Option<PathBuf>,
    /// 结果文件已有时覆盖 replace output files that are there already
    #[arg(long)]
    pub force: bool,
    /// 同时校核几份，默认与处理器核数相同 how many at once; as many as there are processors unless told
    #[arg(long, short, value_name = "N", visible_alias = "threads")]
    pub jobs: Option<usize>,
    /// 进度条：有人看着时显示 a bar of progress: shown where somebody looks on
    #[arg(long, value_name = "WHEN", default_value = "auto", value_parser = progress())]
    pub progress: Progress,
    /// What holds for more than one command.
    #[command(flatten)]
    pub common: Common,
}

/// A file that comes back with marks or with other values.
#[derive(Args)]
pub struct Mark {
    /// 文件 the file
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub input: PathBuf,
    /// 写到哪里，默认在旁边另起名字 where to; beside it under another name unless told
    #[arg(long, short, value_name = "OUT", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// 已有这个文件时覆盖 replace the file that is there already
    #[arg(long)]
    pub force: bool,
    /// 写进文件的数，可重复 a value to put into the file; may be repeated
    #[arg(long, value_name = "CELL=TEXT", value_parser = edit)]
    pub edit: Vec<TypedEdit>,
    /// 上年的报告 last year's report
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub previous: Option<PathBuf>,
    /// What holds for more than one command.
    #[command(flatten)]
    pub common: Common,
}

/// Two versions of one report.
#[derive(Args)]
pub struct Compare {
    /// 前一份，如送审稿 the earlier version
    #[arg(value_name = "BEFORE", value_hint = ValueHint::FilePath)]
    pub before: PathBuf,
    /// 后一份，如公布稿 the later version
    #[arg(value_name = "AFTER", value_hint = ValueHint::FilePath)]
    pub after: PathBuf,
    /// 输出 JSON one line of JSON
    #[arg(long)]
    pub json: bool,
    /// What holds for more than one command.
    #[command(flatten)]
    pub common: Common,
}

/// A receipt and the file it is of.
#[derive(Args)]
pub struct Verify {
    /// `check --receipt` 写的回执 what `check --receipt` wrote
    #[arg(value_name = "RECEIPT", value_hint = ValueHint::FilePath)]
    pub receipt: PathBuf,
    /// 文件 the file
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub input: PathBuf,
    /// 作出回执时对照的上年报告 last year's report that it was made against
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub previous: Option<PathBuf>,
    /// 作出回执时的本地要求 the profile that it was made with
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub profile: Option<PathBuf>,
    /// 作出回执时另给的表样，可重复 a form that was given then; may be repeated
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub form: Vec<PathBuf>,
    /// 回执里记着，写了就要相同，可重复 the receipt has it: if given, the same; may be repeated
    #[arg(long, value_name = "CELL=TEXT", value_parser = edit)]
    pub edit: Vec<TypedEdit>,
    /// 回执里记着，写了就要相同，可重复 the receipt has it: if given, the same; may be repeated
    #[arg(long, value_name = "KIND")]
    pub off: Vec<String>,
    /// 回执里记着，写了就要相同 the receipt has it: if given, the same
    #[arg(long)]
    pub totals: bool,
    /// 回执里记着，写了就要相同 the receipt has it: if given, the same
    #[arg(long, value_name = "LANGUAGE", value_parser = language(), visible_alias = "lang")]
    pub language: Option<Language>,
}

/// The rules, to be read or as lines of JSON.
#[derive(Args)]
pub struct Rules {
    /// 每条一行 JSON one line of JSON a rule
    #[arg(long)]
    pub json: bool,
    /// What holds for more than one command.
    #[command(flatten)]
    pub forms: FormOptions,
}

/// The forms, in one language.
#[derive(Args)]
pub struct FormOptions {
    /// 另一种表样（JSON），可重复 a form of your own in JSON; may be repeated
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub form: Vec<PathBuf>,
    /// 句子的语言 the language of sentences
    #[arg(long, value_name = "LANGUAGE", default_value = "zh-CN", value_parser = language(), visible_alias = "lang")]
    pub language: Language,
}

/// A file, stage by stage.
#[derive(Args)]
pub struct Stages {
    /// 文件 the file
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub input: PathBuf,
}

/// What holds for every command that checks.
#[derive(Args)]
pub struct Common {
    /// 不要的提示：规则编号或其前段，可重复 a kind of hints that is not wanted; may be repeated
    #[arg(long, value_name = "KIND")]
    pub off: Vec<String>,
    /// 本地要求（JSON） what a place asks for beyond the national rules, in JSON
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub profile: Option<PathBuf>,
    /// 核对其他表格的合计 check the totals of other tables, as far as their words tell
    #[arg(long)]
    pub totals: bool,
    /// The forms and the language.
    #[command(flatten)]
    pub forms: FormOptions,
}

impl Default for FormOptions {
    fn default() -> Self {
        FormOptions {
            form: Vec::new(),
            language: Language::Chinese,
        }
    }
}

/// A cell's public id and the text that stands for it.
pub type TypedEdit = (String, String);

/// When a bar of progress is shown.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum Progress {
    /// Where the errors go to a terminal and there is more than a moment's work.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How tables are written.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum OutputFormat {
    /// A file each, as Excel opens it.
    #[default]
    Csv,
    /// A file each.
    Parquet,
    /// One workbook, a sheet each.
    Xlsx,
}

impl OutputFormat {
    /// Each of them.
    pub const ALL: [OutputFormat; 3] =
        [OutputFormat::Csv, OutputFormat::Parquet, OutputFormat::Xlsx];

    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            OutputFormat::Csv => "csv",
            OutputFormat::Parquet => "parquet",
            OutputFormat::Xlsx => "xlsx",
        }
    }
}

fn edit(text: &str) -> Result<TypedEdit, String> {
    match text.split_once('=') {
        Some((cell, text)) => Ok((cell.to_owned(), text.to_owned())),
        None => Err("CELL=TEXT".to_owned()),
    }
}

fn language() -> impl TypedValueParser<Value = Language> {
    let zh = clap::builder::PossibleValue::new("zh-CN").alias("zh");
    PossibleValuesParser::new([zh, "en".into()]).map(|text| match text.as_str() {
        "en" => Language::English,
        _ => Language::Chinese,
    })
}

fn format() -> impl TypedValueParser<Value = OutputFormat> {
    PossibleValuesParser::new(["csv", "parquet", "xlsx"]).map(|text| match text.as_str() {
        "parquet" => OutputFormat::Parquet,
        "xlsx" => OutputFormat::Xlsx,
        _ => OutputFormat::Csv,
    })
}

fn progress() -> impl TypedValueParser<Value = Progress> {
    PossibleValuesParser::new(["auto", "always", "never"]).map(|text| match text.as_str() {
        "always" => Progress::Always,
        "never" => Progress::Never,
        _ => Progress::Auto,
    })
}

/// What the arguments ask for; help and wrong usage as what is to be printed.
///
/// # Errors
/// Help, the version, or what is wrong with the arguments: [`clap::Error::use_stderr`] tells which.
pub fn parse() -> Result<Command, clap::Error> {
    Ok(CommandLine::try_parse()?.command)
}

/// The whole description.
pub fn described() -> clap::Command {
    CommandLine::command()
}

/// The script for a shell.
pub fn completions(shell: Shell) -> Vec<u8> {
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut described(), "gouji", &mut out);
    out
}

/// The manual page of the whole, or of one command; none where there is no such command.
pub fn manual(command: Option<&str>) -> Option<Vec<u8>> {
    let mut all = described();
    all.build();
    let (page, title) = match command {
        None => (all.clone(), "gouji".to_owned()),
        Some(name) => (all.find_subcommand(name)?.clone(), format!("gouji-{name}")),
    };
    let mut out = Vec::new();
    // Written to memory, which takes it.
    let page = clap_mangen::Man::new(page).title(title);
    page.render(&mut out).ok().map(|()| out)
}
