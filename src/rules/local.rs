//! What a local profile asks for, and what is said where it is not met.

use super::requirement::{Requirement, RuleOrigin};
use crate::report::Severity;
use crate::words::Words;
use crate::words::said;

const LOCAL: RuleOrigin = RuleOrigin([
    "所载入的本地要求；不是全国的规定",
    "the local profile that was loaded; no national rule",
]);

pub(super) static RULES: &[Requirement] = &[
    LOCAL.rule(
        "local.opening",
        Severity::Warning,
        [
            "载入了本地要求的，第一部分的字数在所要求的范围内。",
            "Where a local profile asks for it, section one is neither shorter nor longer.",
        ],
        [
            "考核办法多规定总体情况的篇幅。",
            "Assessments often ask for a certain length of section one.",
        ],
    ),
    LOCAL.rule(
        "local.mention",
        Severity::Warning,
        [
            "载入了本地要求的，第一部分写到所要求的事项。",
            "Where a local profile asks for it, section one names certain things.",
        ],
        [
            "各地按当年重点工作要求写明的事项。",
            "Places ask for what they worked on in that year.",
        ],
    ),
];

impl Words {
    /// Section one is shorter or longer than the profile of this name asks for.
    pub fn opening_length(self, profile: &str, count: usize, bound: u32, least: bool) -> String {
        let (zh, en) = match least {
            true => ("不少于", "at least"),
            false => ("不多于", "at most"),
        };
        let (of_zh, of_en) = named(profile);
        said!(
            self,
            format!("第一部分有 {count} 字；本地要求{of_zh}{zh} {bound} 字。"),
            format!(
                "Section 1 has {count} characters; the local profile{of_en} asks for {en} {bound}."
            ),
        )
    }

    pub fn not_mentioned(self, profile: &str, missing: &[String]) -> String {
        let names = missing.join("”“");
        let (of_zh, of_en) = named(profile);
        said!(
            self,
            format!("第一部分没有写到“{names}”，这是本地要求{of_zh}的。"),
            format!("Section 1 does not name “{names}”, as the local profile{of_en} asks for."),
        )
    }
}

fn named(profile: &str) -> (String, String) {
    match profile {
        "" => Default::default(),
        name => (format!("（{name}）"), format!(" ({name})")),
    }
}
