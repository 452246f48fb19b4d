//! What reports say together, as text and as JSON.

use crate::terminal::one_line;
use gouji::Language;
use gouji::batch::{Digest, Overview, family, kind_name, kinds, same_organ};
use gouji::form::Forms;
use gouji::report::{Finding, Verdict};
use serde::Serialize;
use std::io::{self, Write};

/// Names listed one by one; the others are counted.
const NAMES: usize = 20;

/// Writes on reports in one language.
pub struct Together<'a> {
    pub reports: &'a [Digest],
    pub language: Language,
    /// The forms that were looked for.
    pub forms: Forms,
}

/// A declared parent against the sums over its children; numbers are indices into the reports.
#[derive(Serialize)]
pub struct DeclaredSums<'a> {
    #[serde(skip)]
    parent: &'a Digest,
    file: Option<&'a str>,
    children: Vec<usize>,
    compared: u32,
    findings: Vec<Finding>,
    unknown: Vec<usize>,
}

/// What is written with `--together`.
#[derive(Serialize)]
struct All<'a> {
    /// The files in the order of the indices.
    reports: Vec<Option<&'a str>>,
    #[serde(flatten)]
    overview: &'a Overview,
    parent: Option<&'a DeclaredSums<'a>>,
}

impl Together<'_> {
    fn pick<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        match self.language {
            Language::Chinese => zh,
            Language::English => en,
        }
    }

    fn file(&self, index: usize) -> &str {
        self.reports[index].file.as_deref().unwrap_or("-")
    }

    /// What a report says against last year's.
    pub fn year(&self, out: &mut impl Write, overview: &Overview, index: usize) -> io::Result<()> {
        let Some(pair) = overview.pairs.iter().find(|pair| pair.this == index) else {
            return Ok(());
        };
        if pair.findings.is_empty() {
            return Ok(());
        }
        let against = self.pick("与上年报告对照", "Against last year's report");
        writeln!(out, "  ↔ {against}  {}", one_line(self.file(pair.last)))?;
        findings(out, &pair.findings)
    }

    /// What statistics of enforcement say against the annual report of the same body and year.
    pub fn enforcement(
        &self,
        out: &mut impl Write,
        overview: &Overview,
        index: usize,
    ) -> io::Result<()> {
        let mut all = overview.enforcement.iter();
        let Some(stated) = all.find(|stated| stated.this == index) else {
            return Ok(());
        };
        if stated.findings.is_empty() {
            return Ok(());
        }
        let against = self.pick("与年度报告对照", "Against the annual report");
        writeln!(out, "  ↔ {against}  {}", one_line(self.file(stated.annual)))?;
        findings(out, &stated.findings)
    }

    /// A report that was declared to sum up the others of its year, against their sums.
    pub fn sums<'b>(&self, parent: &'b Digest) -> DeclaredSums<'b> {
        let same_year = |child: &Digest| match (child.year, parent.year) {
            (Some(child), Some(parent)) => child == parent,
            _ => true,
        };
        // It may stand in the folder too, under another path.
        let organ = |report: &Digest| report.organ.as_deref().map(same_organ);
        let itself = |child: &Digest| {
            child.file == parent.file || organ(child).is_some() && organ(child) == organ(parent)
        };
        let is_child = |child: &Digest| {
            !itself(child) && child.verdict != Verdict::Unrecognised && same_year(child)
        };
        // A second copy of a child is not a second child.
        let mut seen = Vec::new();
        let mut is_new = |child: &Digest| {
            let new = organ(child).is_none_or(|name| !seen.contains(&name));
            seen.extend(organ(child));
            new
        };
        let (children, digests): (Vec<usize>, Vec<Digest>) = (self.reports.iter().enumerate())
            .filter(|(_, child)| is_child(child) && is_new(child))
            .map(|(index, child)| (index, child.clone()))
            .unzip();
        let summed = family(parent, &digests, self.language);
        DeclaredSums {
            parent,
            file: parent.file.as_deref(),
            unknown: summed.unknown.iter().map(|&at| children[at]).collect(),
            children,
            compared: summed.compared,
            findings: summed.findings,
        }
    }

    /// The same, as text.
    pub fn parent(&self, out: &mut impl Write, sums: &DeclaredSums) -> io::Result<()> {
        let name = gouji::batch::family_name(sums.parent, sums.children.len(), self.language);
        let title = self.pick("上下级汇总", "Parent and children");
        writeln!(out, "\n{title}  {name}")?;
        let (compared, differ) = (sums.compared, sums.findings.len());
        match self.language {
            Language::Chinese => {
                writeln!(out, "  比较了 {compared} 格，{differ} 格不等于各下级之和。")?
            }
            Language::English => writeln!(
                out,
                "  {compared} cells compared, {differ} are not the sums."
            )?,
        }
        findings(out, &sums.findings)?;
        if !sums.unknown.is_empty() {
            let lacking = self.pick(
                "数没有读全，有关的格没有比较",
                "not every number was read; those cells were not compared",
            );
            writeln!(out, "  i {lacking}：")?;
            for &child in &sums.unknown {
                writeln!(out, "      {}", one_line(self.file(child)))?;
            }
        }
        Ok(())
    }

    /// All of it as one JSON object.
    pub fn json(&self, overview: &Overview, sums: Option<&DeclaredSums>) -> io::Result<Vec<u8>> {
        let all = All {
            reports: self.reports.iter().map(|r| r.file.as_deref()).collect(),
            overview,
            parent: sums,
        };
        Ok(serde_json::to_vec(&all)?)
    }

    /// Counts over all, what is not there, what may belong together.
    pub fn summary(&self, out: &mut impl Write, overview: &Overview) -> io::Result<()> {
        self.counts(out, overview)?;
        self.left_alone(out, overview)?;
        self.relatives(out, overview)
    }

    /// How many reports there are of each verdict, of each kind of finding, and beside last year's.
    fn counts(&self, out: &mut impl Write, overview: &Overview) -> io::Result<()> {
        let count = |verdict| self.reports.iter().filter(|r| r.verdict == verdict).count();
        let [bad, open, unknown, good] = [
            Verdict::Inconsistent,
            Verdict::Undecided,
            Verdict::Unrecognised,
            Verdict::Consistent,
        ]
        .map(count);
        let all = self.reports.len();
        match self.language {
            Language::Chinese => writeln!(
                out,
                "\n共 {all} 份：不一致 {bad}，未判定 {open}，无法识别 {unknown}，一致 {good}。"
            )?,
            Language::English => writeln!(
                out,
                "\n{all} reports: {bad} inconsistent, {open} undecided, {unknown} unrecognised, {good} consistent."
            )?,
        }
        for (kind, n) in kinds(self.reports) {
            writeln!(
                out,
                "  {n:>5}  {}",
                kind_name(self.forms, &kind, self.language)
            )?;
        }
        let pairs = overview.pairs.len();
        let broken = overview
            .pairs
            .iter()
            .filter(|p| !p.findings.is_empty())
            .count();
        if pairs > 0 {
            match self.language {
                Language::Chinese => writeln!(out, "与上年对照 {pairs} 对，{broken} 对不衔接。")?,
                Language::English => writeln!(
                    out,
                    "{pairs} compared with last year's report, {broken} do not follow."
                )?,
            }
        }
        let statistics = overview.enforcement.len();
        let differ = (overview.enforcement.iter())
            .filter(|stated| !stated.findings.is_empty())
            .count();
        if statistics > 0 {
            match self.language {
                Language::Chinese => writeln!(
                    out,
                    "行政执法统计与年度报告对照 {statistics} 份，{differ} 份不同。"
                )?,
                Language::English => writeln!(
                    out,
                    "{statistics} enforcement statistics compared with annual reports, {differ} differ."
                )?,
            }
        }
        Ok(())
    }

    /// Reports that are not there, or could not be compared.
    fn left_alone(&self, out: &mut impl Write, overview: &Overview) -> io::Result<()> {
        let absent = overview
            .absent
            .iter()
            .map(|a| format!("{} {}", a.organ, a.year));
        self.names(
            out,
            self.pick("没有提供的年度报告", "Reports that are not there"),
            absent,
        )?;
        let unnamed = overview.unnamed.iter().map(|&i| self.file(i).to_owned());
        self.names(
            out,
            self.pick(
                "没有读到机关或年份，未与上年对照",
                "No organ or year was read; not compared with last year",
            ),
            unnamed,
        )?;
        let repeated = overview.repeated.iter().map(|r| {
            let files: Vec<&str> = r.reports.iter().map(|&i| self.file(i)).collect();
            files.join("  =  ")
        });
        self.names(
            out,
            self.pick(
                "同一机关同一年度有几份，未作对照",
                "Several reports of one organ and year; not compared",
            ),
            repeated,
        )
    }

    /// Reports that are like others, or may be a parent and its children.
    fn relatives(&self, out: &mut impl Write, overview: &Overview) -> io::Result<()> {
        let alike = overview.alike.iter().map(|alike| alike.message.clone());
        self.names(
            out,
            self.pick("雷同，请核实", "The same as another's; worth a look"),
            alike,
        )?;
        let families = overview.families.iter().map(|f| {
            let name =
                gouji::batch::family_name(&self.reports[f.parent], f.children.len(), self.language);
            format!("{name}  --parent {}", self.file(f.parent))
        });
        self.names(
            out,
            self.pick(
                "名称上像是上下级；要核对汇总数，请用 --parent 指明",
                "May be parent and children; --parent compares the sums",
            ),
            families,
        )
    }

    fn names(
        &self,
        out: &mut impl Write,
        title: &str,
        names: impl ExactSizeIterator<Item = String>,
    ) -> io::Result<()> {
        let all = names.len();
        if all == 0 {
            return Ok(());
        }
        writeln!(out, "{title}（{all}）")?;
        for name in names.take(NAMES) {
            writeln!(out, "  {}", one_line(&name))?;
        }
        if all > NAMES {
            writeln!(out, "  …")?;
        }
        Ok(())
    }
}

fn findings(out: &mut impl Write, findings: &[Finding]) -> io::Result<()> {
    for finding in findings {
        writeln!(out, "  ! {}", finding.message)?;
    }
    Ok(())
}
