//! Rules of the text by itself, and what is said where one is not met.

use super::requirement::{CONTENT, FORM, PRACTICE, Requirement};
use crate::report::Severity;
use crate::words::Words;
use crate::words::said;

const DEADLINE: [&str; 2] = [
    "《政府信息公开条例》第四十九条",
    "article 49 of the 政府信息公开条例",
];
const PRIVACY: [&str; 2] = [
    "《政府信息公开条例》第十五条；《个人信息保护法》",
    "article 15 of the 政府信息公开条例; the 个人信息保护法",
];

const fn rule(
    id: &'static str,
    sentence: [&'static str; 2],
    why: [&'static str; 2],
    source: [&'static str; 2],
) -> Requirement {
    Requirement {
        id,
        severity: Severity::Warning,
        sentence,
        why,
        source,
    }
}

pub(super) static RULES: &[Requirement] = &[
    rule(
        "wording.topics",
        [
            "第一部分写到主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障五个方面。",
            "Section 1 speaks of all five topics: 主动公开, 依申请公开, 政府信息管理, 平台建设, 监督保障.",
        ],
        [
            "通知规定总体情况主要包括这五个方面，“不能遗漏”。",
            "The notice lists these five for section 1, of which none may be left out.",
        ],
        CONTENT,
    ),
    rule(
        "wording.measures",
        [
            "第五部分既写存在的问题，也写改进情况。",
            "Section 5 names problems and what is done about them.",
        ],
        [
            "标题是“存在的主要问题及改进情况”；写“无”或只写一半，没有报告应报告的内容。",
            "Its heading asks for both; 无, or half of it, does not report them.",
        ],
        CONTENT,
    ),
    rule(
        "wording.period",
        [
            "数据的统计期限为报告年度的1月1日至12月31日。",
            "The figures are of the whole year, from 1 January to 31 December.",
        ],
        [
            "年度报告报告上一年度的情况；提前截止，会漏掉年末的数。",
            "A yearly report is on the whole year; closed early, its figures lack the last days.",
        ],
        DEADLINE,
    ),
    rule(
        "wording.early",
        [
            "报告在报告年度结束之后公布。",
            "The report is published after its year has ended.",
        ],
        [
            "年度没有结束，全年的数还不知道。",
            "The figures of a year are not known before it ends.",
        ],
        DEADLINE,
    ),
    rule(
        "wording.late",
        [
            "报告按时公布：县级以上政府部门每年1月31日前，县级以上地方政府3月31日前；乡镇、街道过了3月31日才提示。",
            "The report is published in time: departments by 31 January, governments by 31 March; towns are told of only after 31 March.",
        ],
        [
            "不按时公布由主管部门督促整改；发布日期取自页面或落款。",
            "Late publication is followed up; the date is that of the page, or of the signature.",
        ],
        DEADLINE,
    ),
    rule(
        "wording.basis",
        [
            "使用 2021 年格式的报告，不以 2019 年的通知（国办公开办函〔2019〕60号）为依据，不论写文号还是写标题。",
            "A report in the form of 2021 does not cite the notice of 2019, by number or by title.",
        ],
        [
            "2021 年的格式由国办公开办函〔2021〕30号印发，旧的试行格式已被代替。",
            "The form of 2021 replaced that of 2019.",
        ],
        FORM,
    ),
    rule(
        "wording.subject",
        [
            "文中的自称是本机关：镇的报告里没有“我局”，也不“推动全省”。",
            "Who speaks is the body that reports: no 我局 in a town's report, and no town leads a province.",
        ],
        [
            "别的机关的自称，多是沿用了它的文字。",
            "What another kind of body calls itself was mostly taken over with its text.",
        ],
        PRACTICE,
    ),
    rule(
        "wording.general",
        [
            "部门和乡镇、街道的报告写本机关的事，不泛写“多数部门”“部分地区”，也不只写应当怎样。",
            "A department or town reports on itself, not on 多数部门 and 部分地区, nor only on what should be.",
        ],
        [
            "通知要求内容“不宜泛化”；没有本机关的数和事的段落，多是从别处摘来的。",
            "The notice warns of generalities; a passage without a number or deed of its own is mostly from elsewhere.",
        ],
        CONTENT,
    ),
    rule(
        "wording.date",
        [
            "日期写得完整，并且有这一天。",
            "Dates are whole, and there is such a day.",
        ],
        [
            "多是漏了“月”“日”或打错了数字。",
            "Mostly a sign of the date was left out or a digit is wrong.",
        ],
        PRACTICE,
    ),
    rule(
        "wording.private",
        [
            "文中没有个人的身份证号码、手机号码。",
            "No identity or mobile numbers of people are in the text.",
        ],
        [
            "涉及个人隐私的信息公开会损害其权益的，不得公开；提示里只写号码的首尾几位。",
            "Private information must not be published; a finding shows the ends of the number alone.",
        ],
        PRIVACY,
    ),
];

impl Words {
    pub fn topics_missing(self, missing: &[&str]) -> String {
        let names = missing.join("”“");
        said!(
            self,
            format!(
                "第一部分没有写到“{names}”；通知要求总体情况包括主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障。"
            ),
            format!(
                "Section 1 does not speak of “{names}”; the notice asks for 主动公开, 依申请公开, 政府信息管理, 政府信息公开平台建设 and 监督保障."
            ),
        )
    }

    /// What section five lacks: everything, problems, or measures.
    pub fn measures_missing(self, lacks: usize) -> String {
        let (zh, en) = [
            (
                "没有写存在的问题和改进情况",
                "names neither problems nor improvements",
            ),
            ("没有写存在的问题", "names no problem"),
            (
                "只写了问题，没有写改进情况",
                "names problems, but not what is done about them",
            ),
        ][lacks];
        said!(
            self,
            format!("第五部分{zh}；该部分应报告存在的主要问题及改进情况。"),
            format!("Section 5 {en}; it reports both."),
        )
    }

    pub fn period(self, text: &str, year: u16) -> String {
        said!(
            self,
            format!("统计期限写的是“{text}”，不是 {year} 年1月1日至12月31日，请核实。"),
            format!("The figures are said to be of “{text}”, not of all of {year}; worth a look."),
        )
    }

    pub fn published_early(self, date: &str, year: u16) -> String {
        said!(
            self,
            format!("公布（落款）日期是{date}，{year} 年还没有结束，全年的数不可能齐全，请核实。"),
            format!("Published or signed on {date}, before {year} had ended; worth a look."),
        )
    }

    /// `who`: a department, a government, another body. `local`: the name of the profile whose deadline it is.
    pub fn published_late(
        self,
        date: &str,
        (month, day): (u8, u8),
        who: usize,
        local: Option<&str>,
    ) -> String {
        if let Some(profile) = local {
            let (zh, en) = match profile {
                "" => Default::default(),
                name => (format!("（{name}）"), format!(" ({name})")),
            };
            return said!(
                self,
                format!(
                    "公布（落款）日期是{date}，晚于本地要求{zh}的期限{month}月{day}日，请核实。"
                ),
                format!(
                    "Published or signed on {date}, after the deadline of the local profile{en}, {month}-{day}; worth a look."
                ),
            );
        }
        let (zh, en) = [
            ("政府部门", "departments"),
            ("地方政府", "governments"),
            ("年度报告", "yearly reports"),
        ][who];
        said!(
            self,
            format!("公布（落款）日期是{date}，晚于{zh}的公布期限{month}月{day}日，请核实。"),
            format!(
                "Published or signed on {date}, after the deadline for {en}, {month}-{day}; worth a look."
            ),
        )
    }

    pub fn subject(self, text: &str, organ: &str) -> String {
        said!(
            self,
            format!("正文写“{text}”，而报告机关是{organ}，请核实是否沿用了别处的文字。"),
            format!(
                "The text says “{text}”, but the report is by {organ}; it may have been taken over."
            ),
        )
    }

    pub fn general(self, phrase: &str) -> String {
        said!(
            self,
            format!("这一段写“{phrase}”一类的情况，没有本机关的数和事，请改写本机关的情况。"),
            format!(
                "This passage is about “{phrase}” and the like, without a number or deed of the body that reports."
            ),
        )
    }

    pub fn date_malformed(self, text: &str) -> String {
        said!(
            self,
            format!("日期“{text}”写得不完整，或没有这一天，请核实。"),
            format!("“{text}” is no date; worth a look."),
        )
    }

    pub fn parts_differ(self, sentence: &str, said: usize, found: usize) -> String {
        said!(
            self,
            format!("“{sentence}”说有 {said} 部分，正文有 {found} 部分，请核实。"),
            format!(
                "“{sentence}” announces {said} parts, but the report has {found}; worth a look."
            ),
        )
    }

    pub fn private(self, identity: bool, masked: &str) -> String {
        let (zh, en) = match identity {
            true => ("身份证号码", "an identity number"),
            false => ("手机号码", "a mobile number"),
        };
        said!(
            self,
            format!("文中有个人的{zh}（{masked}），公布前应当隐去。"),
            format!("The text has {en} of a person ({masked}); it must not be published."),
        )
    }
}
