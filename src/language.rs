//! The language of every sentence, and which engine speaks which.

use crate::named::named;
use serde::{Deserialize, Serialize};

/// The language of every sentence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    /// 简体中文.
    #[default]
    #[serde(rename = "zh-CN")]
    Chinese,
    /// English.
    #[serde(rename = "en")]
    English,
}

/// Whether this is the engine that a page starts with. For its weight it leaves to the larger one what few
/// bring and what can come a moment later: sentences in English; text that has pipes, tags or the lists of
/// machines, HTML with fields or formulas, radicals and compatibility forms of ideographs (`contentOf()` in
/// www/content.js knows them); authority and year; and, giving no report, whatever asks for more than labels and
/// order: rows that lack a value or have one more, that stand there twice or nowhere, heads that are not plainly
/// as the form prints them (`align/printed.rs`), cells that are inferred, style sheets that hide, strike out or
/// raise anything (`read/html/look.rs`), what is no report at all.
pub(crate) const FIRST: bool = cfg!(all(feature = "wasm", not(feature = "explain")));

impl Language {
    /// Every language.
    pub const ALL: [Language; 2] = [Language::Chinese, Language::English];

    /// Its tag: `zh-CN` or `en`.
    pub fn tag(self) -> &'static str {
        match self {
            Language::Chinese => "zh-CN",
            Language::English => "en",
        }
    }
}

named!(Language, tag);
