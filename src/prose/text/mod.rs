//! Rules of the text by itself: what its sections must say, its dates, who speaks, what must not be in it.

mod basis;
mod content;
mod dates;
mod day;
mod general;
mod local;
mod parts;
mod persons;
mod subject;

use super::page::{Paragraph, ProsePage};
use crate::profile::Profile;
use crate::report::{Finding, Report};
use crate::words::Words;

/// What the text of a report asks to be looked at.
pub(super) fn findings(
    page: &ProsePage,
    report: &Report,
    profile: Option<&Profile>,
    words: Words,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let body = Body::of(report);
    if is_whole(page) && !page.is_excerpt() {
        findings.extend(content::topics(page, report, words));
        findings.extend(content::measures(page, words));
    }
    findings.extend(dates::findings(page, report, &body, profile, words));
    findings.extend(basis::findings(page, report, words));
    findings.extend(parts::findings(page, words));
    findings.extend(subject::findings(page, &body, words));
    findings.extend(general::findings(page, &body, words));
    findings.extend(persons::findings(page, words));
    findings.extend(profile.map_or_else(Vec::new, |p| local::findings(page, p, words)));
    findings
}

/// Whether a report's own sections are there, so that what one lacks is lacking.
fn is_whole(page: &ProsePage) -> bool {
    let has = |section| page.headings.iter().any(|(h, _)| h.section == section);
    has(0) && has(4) && has(5)
}

/// Paragraphs of one section.
fn section(page: &ProsePage, section: usize) -> impl Iterator<Item = &Paragraph> {
    let of = move |p: &&Paragraph| p.section == Some(section);
    page.paragraphs.iter().filter(of)
}

/// What kind of body reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum BodyKind {
    /// 人民政府 of a county or above, with departments and lower governments.
    Government,
    /// 镇, 乡, 街道.
    Town,
    Department,
    Unknown,
}

/// The body that reports, as far as its name tells.
struct Body {
    name: String,
    kind: BodyKind,
    year: Option<u16>,
}

impl Body {
    fn of(report: &Report) -> Body {
        let name = report.organ.clone().unwrap_or_default();
        let ends = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
        let office = ends(&["政府办公室", "政府办公厅", "政府办"]);
        let bare = name.trim_end_matches("人民政府").trim_end_matches("政府");
        let area = |ends: &[char]| bare.ends_with(ends);
        let kind = if name.is_empty() {
            BodyKind::Unknown
        } else if area(&['镇', '乡']) || ends(&["街道", "街道办事处", "街道办"]) {
            BodyKind::Town
        } else if office
            || area(&['省', '市', '州', '盟', '县', '旗', '区'])
            || ends(&["管委会", "管理委员会"])
        {
            BodyKind::Government
        } else if ends(&[
            "局",
            "厅",
            "委",
            "委员会",
            "办公室",
            "部",
            "院",
            "中心",
            "支队",
            "总队",
            "大队",
            "署",
        ]) {
            BodyKind::Department
        } else {
            BodyKind::Unknown
        };
        Body {
            name,
            kind,
            year: report.year,
        }
    }
}
