//! The rules beyond arithmetic: what each asks, how much it weighs, why, and where it comes from.
//!
//! Findings take their weight from here, the rules page and the command line their sentences, and
//! `Options::off` its ids. A finding whose id is not listed here cannot be made.

use crate::number;
use crate::place::Place;
use crate::report::{Finding, Severity, Status};

/// A rule that is not an equation of the form.
#[derive(Debug)]
pub(crate) struct Soft {
    /// The id that findings carry.
    pub id: &'static str,
    /// How much a violation weighs.
    pub severity: Severity,
    /// What is asked, in a sentence (zh-CN, English).
    pub sentence: [&'static str; 2],
    /// Why (zh-CN, English).
    pub why: [&'static str; 2],
    /// Where it comes from (zh-CN, English).
    pub source: [&'static str; 2],
}

const FORM: [&str; 2] = [
    "国办公开办函〔2021〕30号所附格式",
    "the form annexed to 国办公开办函〔2021〕30号",
];
const CONTENT: [&str; 2] = [
    "《政府信息公开条例》第五十条；国办公开办函〔2021〕30号",
    "article 50 of the 政府信息公开条例; 国办公开办函〔2021〕30号",
];
const FEES: [&str; 2] = [
    "国办函〔2020〕109号《政府信息公开信息处理费管理办法》",
    "国办函〔2020〕109号, rules on processing fees",
];
const LABELS: [&str; 2] = [
    "由表中项目的含义推出；不是格式印明的关系",
    "follows from the meaning of the labels; not a relation the form prints",
];
const PRACTICE: [&str; 2] = [
    "由公开发布的年度报告归纳；不是文件规定",
    "from practice in published reports; no document says so",
];
const SAME_FIGURES: [&str; 2] = [
    "同一份报告的文字和表格说的是同一年、同一机关的同一件事，数应当相同；口径不同的除外。",
    "Text and tables of one report speak of the same year and organ and should agree, unless they count different things.",
];

const fn prose(id: &'static str, sentence: [&'static str; 2]) -> Soft {
    Soft {
        id,
        severity: Severity::Hint,
        sentence,
        why: SAME_FIGURES,
        source: LABELS,
    }
}

/// Every one of them, in the order they are listed in.
pub(crate) static SOFT: &[Soft] = &[
    prose(
        "prose.new",
        [
            "正文的收到（新收、受理）申请数 = 表三第一项总计，或第一项加第二项总计。",
            "Applications received in the text = total of item 1, or of items 1 and 2, of table 3.",
        ],
    ),
    prose(
        "prose.handled",
        [
            "正文的办结（答复）数 = 表三第三项（七）总计。",
            "Applications handled in the text = line (7) total of table 3.",
        ],
    ),
    prose(
        "prose.carried_in",
        [
            "正文的上年结转数 = 表三第二项总计。",
            "Carried over from last year in the text = total of item 2 of table 3.",
        ],
    ),
    prose(
        "prose.carried_out",
        [
            "正文的结转下年度（顺延）数 = 表三第四项总计。",
            "Carried over to next year in the text = total of item 4 of table 3.",
        ],
    ),
    prose(
        "prose.granted",
        [
            "正文的予以公开数 = 表三（一）总计。",
            "予以公开 in the text = total of line (1) of table 3.",
        ],
    ),
    prose(
        "prose.partial",
        [
            "正文的部分公开数 = 表三（二）总计。",
            "部分公开 in the text = total of line (2) of table 3.",
        ],
    ),
    prose(
        "prose.granted_or_partial",
        [
            "正文的予以公开及部分公开数 = 表三（一）加（二）总计。",
            "予以公开及部分公开 in the text = totals of lines (1) and (2) of table 3.",
        ],
    ),
    prose(
        "prose.refused",
        [
            "正文的不予公开数 = 表三（三）各项总计之和。",
            "不予公开 in the text = sum of the totals of lines (3) of table 3.",
        ],
    ),
    prose(
        "prose.unavailable",
        [
            "正文的无法提供数 = 表三（四）各项总计之和。",
            "无法提供 in the text = sum of the totals of lines (4) of table 3.",
        ],
    ),
    prose(
        "prose.declined",
        [
            "正文的不予处理数 = 表三（五）各项总计之和。",
            "不予处理 in the text = sum of the totals of lines (5) of table 3.",
        ],
    ),
    prose(
        "prose.other",
        [
            "正文的其他处理数 = 表三（六）各项总计之和。",
            "其他处理 in the text = sum of the totals of lines (6) of table 3.",
        ],
    ),
    prose(
        "prose.reasons",
        [
            "正文按具体情形（不掌握、重复申请、执法案卷……）说的件数 = 表三该行总计。",
            "Cases of one kind (不掌握, 重复申请, 执法案卷 …) in the text = total of that line of table 3.",
        ],
    ),
    prose(
        "prose.natural",
        [
            "正文的自然人申请数 = 表三第一项（或加第二项）自然人列。",
            "Natural persons in the text = that column of item 1, or of items 1 and 2, of table 3.",
        ],
    ),
    prose(
        "prose.legal",
        [
            "正文的法人或其他组织申请数 = 表三第一项（或加第二项）相应各列之和。",
            "Legal persons in the text = those columns of item 1, or of items 1 and 2, of table 3.",
        ],
    ),
    prose(
        "prose.business",
        [
            "正文的商业企业申请数 = 表三第一项（或加第二项）该列。",
            "Companies in the text = that column of item 1, or of items 1 and 2, of table 3.",
        ],
    ),
    prose(
        "prose.research",
        [
            "正文的科研机构申请数 = 表三第一项（或加第二项）该列。",
            "Research institutions in the text = that column of item 1, or of items 1 and 2, of table 3.",
        ],
    ),
    prose(
        "prose.welfare",
        [
            "正文的社会公益组织申请数 = 表三第一项（或加第二项）该列。",
            "Welfare organisations in the text = that column of item 1, or of items 1 and 2, of table 3.",
        ],
    ),
    prose(
        "prose.law_firms",
        [
            "正文的法律服务机构申请数 = 表三第一项（或加第二项）该列。",
            "Legal service providers in the text = that column of item 1, or of items 1 and 2, of table 3.",
        ],
    ),
    prose(
        "prose.share",
        [
            "正文的百分比 = 表三相应数除以总数，四舍五入到所写的位数。",
            "A percentage in the text = that number of table 3 over the total, rounded as written.",
        ],
    ),
    prose(
        "prose.growth",
        [
            "正文的同比增减百分比 = 按本年和上年表三计算的百分比。",
            "A change on last year in the text = the change computed from table 3 of both years.",
        ],
    ),
    prose(
        "prose.review",
        [
            "正文的行政复议件数 = 表四行政复议总计。",
            "Reviews in the text = 行政复议 total of table 4.",
        ],
    ),
    prose(
        "prose.suit",
        [
            "正文的行政诉讼件数 = 表四行政诉讼两部分总计之和；分别说直接起诉、复议后起诉的，= 该部分总计。",
            "Lawsuits in the text = both 行政诉讼 totals of table 4, or one where only that is meant.",
        ],
    ),
    prose(
        "prose.results",
        [
            "正文的复议、诉讼结果（维持、纠正、其他、尚未审结）件数 = 表四相应各格。",
            "Results of reviews and lawsuits in the text = those cells of table 4.",
        ],
    ),
    prose(
        "prose.corrected",
        [
            "正文说未被纠错时，表四“结果纠正”为 0。",
            "Where the text says that nothing was corrected, 结果纠正 of table 4 is 0.",
        ],
    ),
    prose(
        "prose.upheld",
        [
            "正文说均获维持时，表四“结果纠正”和“尚未审结”为 0。",
            "Where the text says that all was upheld, 结果纠正 and 尚未审结 of table 4 are 0.",
        ],
    ),
    prose(
        "prose.docs_made",
        [
            "正文的制发规范性文件数 = 表二本年制发（新制作）数。",
            "Normative documents made in the text = that cell of table 2.",
        ],
    ),
    prose(
        "prose.docs_repealed",
        [
            "正文的废止规范性文件数 = 表二本年废止件数。",
            "Normative documents repealed in the text = that cell of table 2.",
        ],
    ),
    prose(
        "prose.docs_valid",
        [
            "正文的现行有效规范性文件数 = 表二现行有效件数。",
            "Normative documents in force in the text = that cell of table 2.",
        ],
    ),
    prose(
        "prose.regulations_made",
        [
            "正文的制定规章数 = 表二规章本年制发（新制作）数。",
            "Regulations made in the text = that cell of table 2.",
        ],
    ),
    prose(
        "prose.permits",
        [
            "正文的行政许可决定数 = 表二行政许可处理决定数量。",
            "Permits in the text = that cell of table 2.",
        ],
    ),
    prose(
        "prose.penalties",
        [
            "正文的行政处罚决定数 = 表二行政处罚处理决定数量。",
            "Penalties in the text = that cell of table 2.",
        ],
    ),
    prose(
        "prose.coercions",
        [
            "正文的行政强制数 = 表二行政强制处理决定数量。",
            "Coercive measures in the text = that cell of table 2.",
        ],
    ),
    Soft {
        id: "prose.fees",
        severity: Severity::Hint,
        sentence: [
            "第六部分收取的信息处理费不超过表二行政事业性收费。",
            "The processing fees of section 6 do not exceed the fees of table 2.",
        ],
        why: [
            "信息处理费是行政事业性收费的一种。反过来不成立：没有信息处理费，也可以有其他收费。",
            "A processing fee is one of the administrative fees; there may well be others.",
        ],
        source: FEES,
    },
    Soft {
        id: "prose.fee_rate",
        severity: Severity::Hint,
        sentence: [
            "信息处理费总额是 10 元的倍数。",
            "Processing fees add up to a multiple of 10 yuan.",
        ],
        why: [
            "按件计收每件 100 元起，按量计收每页 10、20、40 元。",
            "Per case they are multiples of 100 yuan, per page 10, 20 or 40 yuan.",
        ],
        source: FEES,
    },
    Soft {
        id: "form.sections",
        severity: Severity::Warning,
        sentence: ["六个部分齐全。", "All six sections are there."],
        why: [
            "没有内容的部分也保留标题，写“无”。",
            "A section with nothing to say keeps its heading and says so.",
        ],
        source: CONTENT,
    },
    Soft {
        id: "form.order",
        severity: Severity::Warning,
        sentence: [
            "六个部分按格式的顺序排列、编号。",
            "The six sections stand, and are numbered, in the order of the form.",
        ],
        why: [
            "读者和汇总人员按固定顺序查找。",
            "Readers look for them in their fixed order.",
        ],
        source: FORM,
    },
    Soft {
        id: "form.heading",
        severity: Severity::Warning,
        sentence: [
            "各部分标题没有错字。",
            "The headings are spelt as the form has them.",
        ],
        why: [
            "标题是固定用语；与之只差一两个字的多是笔误。",
            "Headings are fixed wording; what differs by a character or two is a slip.",
        ],
        source: FORM,
    },
    Soft {
        id: "form.title",
        severity: Severity::Warning,
        sentence: [
            "标题为“某机关某年政府信息公开工作年度报告”。",
            "The title reads 某机关某年政府信息公开工作年度报告.",
        ],
        why: [
            "标题中的错字会让读者找不到报告。",
            "A slip in the title hides the report from those who search for it.",
        ],
        source: PRACTICE,
    },
    Soft {
        id: "form.regulations",
        severity: Severity::Warning,
        sentence: [
            "没有规章制定权的机关，表二“规章”为 0。",
            "For a body without the power to make regulations, 规章 of table 2 is 0.",
        ],
        why: [
            "只有国务院部门、省级政府和设区的市、自治州政府可以制定规章；机关内部的规章制度不是规章。",
            "Only ministries, provinces, cities with districts and autonomous prefectures make regulations; house rules are none.",
        ],
        source: ["《立法法》第四章", "chapter 4 of the 立法法"],
    },
    Soft {
        id: "wording.year",
        severity: Severity::Warning,
        sentence: [
            "文中的年份是报告年度；对比、计划、引用文件和落款日期除外。",
            "The years in the text are the report's, but for comparisons, plans, citations and the date of signature.",
        ],
        why: [
            "沿用上年文稿时最容易漏改年份。",
            "The year is what is most often left over from last year's text.",
        ],
        source: PRACTICE,
    },
    Soft {
        id: "wording.template",
        severity: Severity::Warning,
        sentence: [
            "文中没有模板的编写说明、提示语和占位符。",
            "No hints or placeholders of a template are left in the text.",
        ],
        why: [
            "提示语是写给填报人的，不是报告的内容。",
            "Hints are meant for the writer; they are no part of the report.",
        ],
        source: PRACTICE,
    },
    Soft {
        id: "wording.parts",
        severity: Severity::Warning,
        sentence: [
            "开头说由几部分组成，就列出几部分。",
            "Where the text announces a number of parts it names as many.",
        ],
        why: [
            "说六部分而只列五部分，多是漏写。",
            "Six announced and five named means that one was forgotten.",
        ],
        source: PRACTICE,
    },
    Soft {
        id: "wording.fees",
        severity: Severity::Warning,
        sentence: [
            "第六部分说明收取信息处理费的情况。",
            "Section 6 says whether processing fees were charged.",
        ],
        why: [
            "格式要求在此处报告，没有收取也要说明。",
            "The form asks for it here, also where none were charged.",
        ],
        source: FORM,
    },
    Soft {
        id: "wording.fee_notice",
        severity: Severity::Hint,
        sentence: [
            "表三有“逾期未按收费通知要求缴纳费用”的，第六部分应提到收费通知。",
            "Where table 3 has cases of fees not paid in time, section 6 mentions the fee notices.",
        ],
        why: [
            "发出过收费通知，就有信息处理费的情况可以报告；最终没有收取并不矛盾。",
            "Where a notice was sent there is something to report; that nothing was paid is no contradiction.",
        ],
        source: FEES,
    },
    Soft {
        id: "year.carried_in",
        severity: Severity::Warning,
        sentence: [
            "本年“上年结转” = 上年报告的“结转下年度继续办理”，七列分别相等。",
            "Carried over from last year = carried over to next year in last year's report, in each of the seven columns.",
        ],
        why: [
            "同一批未办结的申请。机构合并、拆分，统计范围变化，申请人重新归类的除外。",
            "They are the same applications, unless bodies merged, the scope changed or applicants were reclassified.",
        ],
        source: LABELS,
    },
    Soft {
        id: "year.valid",
        severity: Severity::Warning,
        sentence: [
            "现行有效件数 = 上年现行有效件数 + 本年制发件数 − 本年废止件数（规章、行政规范性文件）。",
            "In force = in force last year + made − repealed, for regulations and for normative documents.",
        ],
        why: [
            "存量只因制发和废止而变化。自然失效未计入废止、清理、重新统计、范围变化的除外。",
            "The stock changes only by these, unless expiry was not counted, or it was counted anew or more widely.",
        ],
        source: LABELS,
    },
    Soft {
        id: "year.public_total",
        severity: Severity::Warning,
        sentence: [
            "2019 年版：对外公开总数量 = 上年对外公开总数量 + 本年新公开数量。",
            "Form of 2019: public in all = public in all last year + newly published.",
        ],
        why: ["总数量是累计数。", "It is a running total."],
        source: LABELS,
    },
    Soft {
        id: "year.items_last",
        severity: Severity::Warning,
        sentence: [
            "2019 年版：上一年项目数量 = 上年报告的上一年项目数量 + 本年增/减。",
            "Form of 2019: items last year = items the year before + the change of last year.",
        ],
        why: [
            "本年的期初数就是上年的期末数。",
            "A year begins with what the year before ended with.",
        ],
        source: LABELS,
    },
    Soft {
        id: "year.identical",
        severity: Severity::Hint,
        sentence: [
            "三张表的数不与上年完全相同。",
            "The tables are not the same as last year's, number for number.",
        ],
        why: [
            "有许多非零的数而全部相同，多是沿用了上年的表格。",
            "Many numbers and all of them the same: last year's tables were probably handed in again.",
        ],
        source: PRACTICE,
    },
    Soft {
        id: "family.sum",
        severity: Severity::Warning,
        sentence: [
            "声明为汇总关系时，上级报告的每一格 = 各下级报告该格之和；规章和现行有效件数除外。",
            "Where declared, each cell of a parent's report = the sum over its children, but for 规章 and 现行有效.",
        ],
        why: [
            "汇总报告由下级的数相加而成；上级本身的数也应作为一份列入。",
            "A summary is the sum of its parts; the parent's own office is one of them.",
        ],
        source: PRACTICE,
    },
];

/// A finding of a rule of the table, to be filled in.
///
/// # Panics
/// Where the table has no such rule.
pub(crate) fn finding(id: &str, message: String) -> Finding {
    let soft = SOFT
        .iter()
        .find(|soft| soft.id == id)
        .expect("a rule of the table");
    Finding {
        rule: id.to_owned(),
        status: Status::Broken,
        severity: soft.severity,
        message,
        arithmetic: String::new(),
        left: None,
        right: None,
        difference: None,
        cells: Vec::new(),
        at: None,
    }
}

impl Finding {
    /// The same finding with its cells.
    pub(crate) fn with_cells(self, cells: Vec<String>) -> Finding {
        Finding { cells, ..self }
    }

    /// The same finding with its place.
    pub(crate) fn standing(self, at: Place) -> Finding {
        Finding {
            at: Some(at),
            ..self
        }
    }

    /// The same finding with its two sides.
    pub(crate) fn of(self, left: i64, right: i64) -> Finding {
        Finding {
            left: number::exact(left),
            right: number::exact(right),
            difference: left.checked_sub(right).and_then(number::exact),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_listed_once_with_all_its_words() {
        for (i, soft) in SOFT.iter().enumerate() {
            assert!(
                SOFT[..i].iter().all(|other| other.id != soft.id),
                "{}",
                soft.id
            );
            let texts = [soft.sentence, soft.why, soft.source].concat();
            assert!(texts.iter().all(|text| !text.is_empty()), "{}", soft.id);
            assert_ne!(soft.severity, Severity::Error);
        }
    }

    #[test]
    fn kinds_are_switched_off_by_whole_words() {
        let finding = finding("prose.new", String::new());
        let off = |kind: &str| crate::judge::is_off(&finding, &[kind.to_owned()]);
        assert!(off("prose") && off("prose.") && off("prose.new"));
        assert!(!off("prose.ne") && !off("pro") && !off("form") && !off(""));
    }
}
