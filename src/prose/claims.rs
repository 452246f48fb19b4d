//! Sentences → claims. A sentence falls into segments at its commas; a number is explained by the
//! words of its segment before it, or, where there are none, by those after it.

use super::lexicon::{Class, Lexicon};
use super::page::{Page, Paragraph};
use super::patterns::{AFTER, BEFORE, DENIED, Pattern, Topic};
use super::quantities::{self as q, Quantity};
use super::tokens::{Decimal, Speaker, Token, tokens};
use crate::place::Place;
use std::ops::Range;

/// Something that prose says and the tables say too.
#[derive(Debug, Clone)]
pub(crate) struct Claim {
    pub quantity: &'static Quantity,
    pub said: Said,
    /// Where the phrase stands.
    pub at: Place,
    /// The sentence, without its spaces.
    pub sentence: String,
    /// Which paragraph and which sentence of the report.
    pub paragraph: usize,
    pub number: usize,
}

/// What is said of a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Said {
    /// So many.
    Count(i64),
    /// So many of a hundred.
    Share(Decimal),
    /// So many of a hundred more than last year, or fewer.
    Growth(Decimal, Direction),
}

/// Which way something changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Up,
    Down,
}

/// What the sentences before have been about.
#[derive(Debug, Clone, Copy, Default)]
struct Context {
    applications: bool,
    docs: bool,
}

/// A claim before it is placed.
struct Raw {
    quantity: &'static Quantity,
    said: Said,
    at: Range<usize>,
}

/// Every claim of a report's prose.
pub(super) fn claims(page: &Page, lexicon: &Lexicon, speaker: &Speaker) -> Vec<Claim> {
    let mut claims = Vec::new();
    let mut number = 0;
    for (index, paragraph) in page.paragraphs.iter().enumerate() {
        let mut context = Context::default();
        for range in paragraph.sentences() {
            number += 1;
            let raw = of_sentence(lexicon, speaker, paragraph, range.clone(), &mut context);
            claims.extend(raw.into_iter().map(|raw| Claim {
                quantity: raw.quantity,
                said: raw.said,
                at: page.at(paragraph, raw.at),
                sentence: paragraph.text(range.clone()),
                paragraph: index,
                number,
            }));
        }
    }
    claims
}

fn of_sentence(
    lexicon: &Lexicon,
    speaker: &Speaker,
    paragraph: &Paragraph,
    range: Range<usize>,
    context: &mut Context,
) -> Vec<Raw> {
    let tokens = tokens(lexicon, speaker, &paragraph.chars, range);
    let has = |classes: &[Class]| tokens.iter().any(|t| classes.contains(&t.class));
    let unclear = has(&[Class::Off]);
    // What an unclear sentence is about must not explain the next.
    context.applications = !unclear && (context.applications || has(&[Class::Ask, Class::Request]));
    context.docs = !unclear && (context.docs || has(&[Class::Docs]));
    if unclear {
        return Vec::new();
    }
    let here = Context {
        applications: context.applications || has(&[Class::Info]),
        docs: context.docs,
    };
    let mut sentence = Sentence {
        context: here,
        tokens: &tokens,
        claims: Vec::new(),
        of_which: false,
        part_of: Vec::new(),
        counted: None,
    };
    sentence.read(0..tokens.len());
    sentence.settle()
}

/// A sentence while it is read.
struct Sentence<'t> {
    context: Context,
    tokens: &'t [Token],
    claims: Vec<Raw>,
    /// Whether 其中 was met: what follows is a part of what came before.
    of_which: bool,
    /// For each claim, whether it is such a part.
    part_of: Vec<bool>,
    /// What the last number counts, where that is clear.
    counted: Option<&'static Quantity>,
}

impl Sentence<'_> {
    /// Reads a stretch of tokens: a sentence, or what stands in its brackets.
    fn read(&mut self, range: Range<usize>) {
        let mut segment: Vec<Token> = Vec::new();
        let mut i = range.start;
        while i < range.end {
            let token = &self.tokens[i];
            let after_number = matches!(
                segment.last().map(|t| t.class),
                Some(Class::Count | Class::Percent | Class::Money)
            );
            match token.class {
                Class::Open => {
                    let close = self.tokens[i..range.end]
                        .iter()
                        .position(|t| t.class == Class::Close)
                        .map_or(range.end, |n| i + n);
                    // What the bracket is a remark on comes first.
                    let rest = segment.split_off(0);
                    self.segment(&rest);
                    self.read(i + 1..close);
                    // A remark within a phrase does not end it.
                    if !rest.iter().any(|t| t.class == Class::Count) {
                        segment = rest;
                    }
                    i = close + 1;
                    continue;
                }
                Class::Comma => self.segment(&segment.split_off(0)),
                Class::List if after_number => self.segment(&segment.split_off(0)),
                Class::OfWhich => {
                    self.segment(&segment.split_off(0));
                    self.of_which = true;
                }
                _ => segment.push(token.clone()),
            }
            i += 1;
        }
        self.segment(&segment);
    }

    fn segment(&mut self, segment: &[Token]) {
        let numbers: Vec<usize> = (0..segment.len())
            .filter(|&i| segment[i].class == Class::Count)
            .collect();
        if numbers.is_empty() {
            self.share(segment);
            self.growth(segment);
            self.denial(segment);
            self.upheld(segment);
            return;
        }
        for (k, &i) in numbers.iter().enumerate() {
            let from = if k == 0 { 0 } else { numbers[k - 1] + 1 };
            let to = numbers.get(k + 1).copied().unwrap_or(segment.len());
            let (before, after) = (&segment[from..i], &segment[i + 1..to]);
            let count = Said::Count(segment[i].number.digits);
            self.counted = None;
            // 备案 20 件、3 件…: only a segment's first number may be explained by what follows.
            if let Some(pattern) = self.first(BEFORE, before) {
                let start = before.iter().find(|t| is_head(t.class));
                let start = start.map_or(segment[i].at.start, |t| t.at.start);
                self.claim(pattern.claims, count, start..segment[i].at.end);
                self.tail(after);
            } else if !before.iter().any(|t| is_head(t.class))
                && before
                    .iter()
                    .all(|t| !matches!(t.class, Class::Unknown | Class::Stop))
                && to == segment.len()
                && let Some(pattern) = self.first(AFTER, after)
            {
                let end = after.iter().rev().find(|t| is_head(t.class));
                let end = end.map_or(segment[i].at.end, |t| t.at.end);
                self.claim(pattern.claims, count, segment[i].at.start..end);
            }
        }
    }

    /// What follows a number in its own segment: 占 33.9%, 均获维持.
    fn tail(&mut self, after: &[Token]) {
        if after.iter().any(|t| t.class == Class::Percent) {
            self.share(after);
            self.growth(after);
        }
        self.upheld(after);
    }

    fn first(&self, patterns: &'static [Pattern], tokens: &[Token]) -> Option<&'static Pattern> {
        patterns
            .iter()
            .find(|p| self.knows(p.topic) && p.fits(tokens))
    }

    fn knows(&self, topic: Topic) -> bool {
        match topic {
            Topic::Applications => self.context.applications,
            Topic::Docs => self.context.docs,
            Topic::Any => true,
        }
    }

    fn claim(&mut self, quantity: &'static Quantity, said: Said, at: Range<usize>) {
        if matches!(said, Said::Count(_)) {
            self.counted = Some(quantity);
        }
        self.part_of.push(self.of_which);
        self.claims.push(Raw { quantity, said, at });
    }

    /// 同比增长 33.9%: how what was named last changed.
    fn growth(&mut self, segment: &[Token]) {
        let of = |class| segment.iter().filter(move |t| t.class == class);
        let (up, down) = (of(Class::Up).count(), of(Class::Down).count());
        let direction = match (up, down) {
            (1, 0) => Direction::Up,
            (0, 1) => Direction::Down,
            _ => return,
        };
        let known = [
            Class::Up,
            Class::Down,
            Class::Percent,
            Class::Plain,
            Class::This,
            Class::Receive,
            Class::Ask,
            Class::Apply,
        ];
        let Some(percent) = of(Class::Percent).next() else {
            return;
        };
        let clear =
            segment.iter().all(|t| known.contains(&t.class)) && of(Class::Percent).count() == 1;
        let counted = self.counted.filter(|q| matches!(q.rule, "new" | "handled"));
        if let Some(quantity) = counted.filter(|_| clear) {
            let start = segment
                .iter()
                .find(|t| matches!(t.class, Class::Up | Class::Down));
            let start = start.map_or(percent.at.start, |t| t.at.start.min(percent.at.start));
            let said = Said::Growth(percent.number, direction);
            self.claim(quantity, said, start..percent.at.end);
        }
    }

    /// A percentage by itself is a share of what was named last.
    fn share(&mut self, segment: &[Token]) {
        let Some(percent) = segment.iter().find(|t| t.class == Class::Percent) else {
            return;
        };
        let fillers = [
            Class::Share,
            Class::Plain,
            Class::Percent,
            Class::Handle,
            Class::Ask,
            Class::Apply,
            Class::Receive,
            Class::This,
        ];
        if !segment.iter().all(|t| fillers.contains(&t.class)) {
            return;
        }
        if let Some(quantity) = self.counted.filter(|q| has_share(q)) {
            self.claim(quantity, Said::Share(percent.number), percent.at.clone());
        }
    }

    /// 未收到政府信息公开申请.
    fn denial(&mut self, segment: &[Token]) {
        let Some(no) = segment.iter().position(|t| t.class == Class::None) else {
            return;
        };
        let (before, after) = (&segment[..no], &segment[no..]);
        let subject = |t: &Token| {
            matches!(
                t.class,
                Class::This
                    | Class::Whole
                    | Class::Own
                    | Class::Plain
                    | Class::Info
                    | Class::Review
                    | Class::Suit
                    | Class::Ask
            )
        };
        if !before.iter().all(subject) {
            return;
        }
        // 未收到 holds its verb; after it only what is denied counts.
        let after = &after[1..];
        let at = segment[no].at.start..segment[segment.len() - 1].at.end;
        let corrected = after.iter().any(|t| t.class == Class::Corrected);
        if corrected {
            let known = |t: &Token| {
                matches!(
                    t.class,
                    Class::Plain
                        | Class::Info
                        | Class::Ask
                        | Class::Apply
                        | Class::Request
                        | Class::Review
                        | Class::Suit
                        | Class::Corrected
                        | Class::List
                        | Class::This
                )
            };
            if after.iter().all(known) && self.context.applications {
                self.about_disputes(segment, &at, &q::REVIEW_CORRECTED, &q::SUIT_CORRECTED);
            }
            return;
        }
        if after
            .iter()
            .any(|t| matches!(t.class, Class::Review | Class::Suit))
        {
            for pattern in DENIED.iter().filter(|p| p.fits(after)) {
                if !self.knows(pattern.topic) {
                    continue;
                }
                self.claim(pattern.claims, Said::Count(0), at.clone());
            }
        } else if let Some(pattern) = self.first(DENIED, after) {
            self.claim(pattern.claims, Said::Count(0), at);
        }
    }

    /// 均获维持.
    fn upheld(&mut self, segment: &[Token]) {
        let Some(upheld) = segment.iter().find(|t| t.class == Class::Upheld) else {
            return;
        };
        if self.context.applications && !segment.iter().any(|t| t.class == Class::Stop) {
            let at = upheld.at.clone();
            self.about_disputes(segment, &at, &q::REVIEW_NOT_UPHELD, &q::SUIT_NOT_UPHELD);
        }
    }

    /// A nought for reviews, lawsuits or both: what the segment names, else what the sentence does.
    fn about_disputes(
        &mut self,
        segment: &[Token],
        at: &Range<usize>,
        review: &'static Quantity,
        suit: &'static Quantity,
    ) {
        let names = |tokens: &[Token], class| tokens.iter().any(|t| t.class == class);
        let of = |tokens: &[Token]| (names(tokens, Class::Review), names(tokens, Class::Suit));
        let scope = match of(segment) {
            (false, false) => of(self.tokens),
            scope => scope,
        };
        if scope.0 {
            self.claim(review, Said::Count(0), at.clone());
        }
        if scope.1 {
            self.claim(suit, Said::Count(0), at.clone());
        }
    }

    /// Takes out what turned out to be unclear once the whole sentence was read.
    fn settle(self) -> Vec<Raw> {
        let partial = self.claims.iter().any(|c| c.quantity.rule == "partial");
        let numbers = |quantity: &Quantity| -> Vec<Said> {
            let same = self
                .claims
                .iter()
                .filter(|c| c.quantity.rule == quantity.rule && c.quantity.name == quantity.name);
            same.filter(|c| matches!(c.said, Said::Count(_)))
                .map(|c| c.said)
                .collect()
        };
        // Two numbers for one thing are of two bodies, channels or months.
        let twice = |quantity: &Quantity| numbers(quantity).windows(2).any(|w| w[0] != w[1]);
        let unclear: Vec<bool> = self.claims.iter().map(|c| twice(c.quantity)).collect();
        let claims = self.claims.into_iter().zip(self.part_of).zip(unclear);
        claims
            .filter(|(_, unclear)| !unclear)
            .filter_map(|((mut raw, part), _)| {
                let quantity = raw.quantity;
                if part && std::ptr::eq(quantity, &q::HANDLED) {
                    raw.quantity = &q::HANDLED_OF_NEW;
                } else if part && matches!(quantity.rule, "new" | "review" | "suit") {
                    return None;
                } else if partial && std::ptr::eq(quantity, &q::GRANTED) {
                    raw.quantity = &q::GRANTED_ALONE;
                }
                Some(raw)
            })
            .collect()
    }
}

/// Whether a share of this quantity is a share of all applications.
fn has_share(quantity: &Quantity) -> bool {
    let rules = [
        "granted",
        "partial",
        "granted_or_partial",
        "refused",
        "unavailable",
        "declined",
        "other",
        "natural",
        "legal",
        "business",
        "research",
        "welfare",
        "law_firms",
    ];
    rules.contains(&quantity.rule)
}

/// Whether a word names what is counted.
fn is_head(class: Class) -> bool {
    !matches!(
        class,
        Class::This
            | Class::Whole
            | Class::Own
            | Class::Plain
            | Class::Unknown
            | Class::Stop
            | Class::List
            | Class::OfWhich
            | Class::Info
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The claims of a text in a report of 青江市水利局 on 2023.
    fn of(text: &str) -> Vec<String> {
        by(text, "青江市水利局")
    }

    fn by(text: &str, organ: &str) -> Vec<String> {
        let document = crate::read::text::read(text, 0, &crate::document::Bounds::default());
        let page = Page::of(&document, &super::super::Taken::default());
        let speaker = Speaker {
            organ: Some(organ.chars().collect()),
            year: Some(2023),
        };
        let show = |claim: Claim| match claim.said {
            Said::Count(n) => format!("{} {n}", claim.quantity.rule),
            Said::Share(share) => format!("{} {share}%", claim.quantity.rule),
            Said::Growth(share, way) => format!("{} {way:?} {share}%", claim.quantity.rule),
        };
        let claims = claims(&page, &Lexicon::new(), &speaker);
        claims.into_iter().map(show).collect()
    }

    #[test]
    fn what_is_said_of_applications() {
        for (text, expected) in [
            (
                "2023年，我局共收到政府信息公开申请 13 件，办结 12 件，结转下年度继续办理 1 件。",
                "new 13, handled 12, carried_out 1",
            ),
            ("全年新收政府信息公开申请三件，均已按期答复。", "new 3"),
            (
                "2023年共受理政府信息公开申请1,295件，办结1191件（含上年结转189件），另有293件顺延至下一年度办理。",
                "new 1295, handled 1191, carried_in 189, carried_out 293",
            ),
            (
                "市水利局收到政府信息公开申请２１件，上年度结转2件，结转至2024年办理的有1件。",
                "new 21, carried_in 2, carried_out 1",
            ),
            (
                "全年共收到政府信息公开申请75件，其中自然人72件、商业企业3件。",
                "new 75, natural 72, business 3",
            ),
            (
                "全年收到公民、法人和其他组织提出的政府信息公开申请8件，其中7件已在法定期限内予以答复，剩余1件结转下年度办理。",
                "new 8, handled 7, carried_out 1",
            ),
            ("本年度未收到政府信息公开申请。", "new 0"),
            (
                "受理政府信息公开申请3646件，同比增长1.05%。",
                "new 3646, new Up 1.05%",
            ),
            (
                "收到政府信息公开申请30件，较上年下降12.5%。",
                "new 30, new Down 12.5%",
            ),
            ("2023年，全局未收到依申请公开。", "new 0"),
            (
                "2023年，我局共收到公民提出的政府信息公\n开申请十二件，全部办结。",
                "new 12",
            ),
        ] {
            assert_eq!(of(text).join(", "), expected, "{text}");
        }
    }

    #[test]
    fn what_is_said_of_outcomes() {
        for (text, expected) in [
            (
                "在办结的政府信息公开申请中，予以公开3件，部分公开2件，不予公开1件，无法提供4件，不予处理5件，其他处理6件。",
                "granted 3, partial 2, refused 1, unavailable 4, declined 5, other 6",
            ),
            (
                "办结政府信息公开申请50件。其中，予以公开及部分公开20件（40%），因本机关不掌握等原因无法提供30件（60.00%，含撤回3件）。",
                "handled 50, granted_or_partial 20, granted_or_partial 40%, unavailable 30, unavailable 60.00%",
            ),
            (
                "共办结政府信息公开申请20件：属信访、重复申请等不予处理5件，占25%；同意公开答复15件。",
                "handled 20, declined 5, declined 25%, granted 15",
            ),
            (
                "所有政府信息公开申请中，3件予以公开，2件无法提供。",
                "granted 3, unavailable 2",
            ),
        ] {
            assert_eq!(of(text).join(", "), expected, "{text}");
        }
    }

    #[test]
    fn what_is_said_of_disputes_and_of_table_2() {
        for (text, expected) in [
            (
                "全年因政府信息公开引发的行政复议7件、行政诉讼9件，均获维持。",
                "review 7, suit 9, upheld 0, upheld 0",
            ),
            (
                "因政府信息公开被申请行政复议2起，被提起行政诉讼1起，未发生被纠错情形。",
                "review 2, suit 1, corrected 0, corrected 0",
            ),
            (
                "全年政府信息公开行政复议、行政诉讼案件共74件。",
                "review 74",
            ),
            ("2023年有1件涉及政府信息公开工作的行政复议。", "review 1"),
            (
                "未发生因政府信息公开引发的行政复议、行政诉讼案件。",
                "review 0, suit 0",
            ),
            (
                "全年未发生因依申请公开被行政复议纠错或行政诉讼败诉情形。",
                "corrected 0, corrected 0",
            ),
            (
                "全年制发行政规范性文件4件，废止2件，现行有效32件。",
                "docs_made 4, docs_repealed 2, docs_valid 32",
            ),
            (
                "集中公开现行有效行政规范性文件698件，动态更新本年度制发的规范性文件88件。",
                "docs_valid 698, docs_made 88",
            ),
            (
                "作出行政许可决定505件，办理行政处罚12件。",
                "permits 505, penalties 12",
            ),
        ] {
            assert_eq!(of(text).join(", "), expected, "{text}");
        }
    }

    #[test]
    fn what_is_unclear_is_left_alone() {
        for text in [
            // A narrower scope, another body, several bodies.
            "2023年，区政府办代表区政府受理政府信息公开申请17件。",
            "全年市住建局受理政府信息公开申请5件，市教育局受理政府信息公开申请3件。",
            "全市各部门收到政府信息公开申请12件。",
            // Channels.
            "收到网上政府信息公开申请10件，信函申请3件。",
            "通过政府网站收到政府信息公开申请10件。",
            // Other things counted.
            "受理咨询20件，办理人大建议8件、政协提案6件。",
            "受理行政许可申请500件，办结480件。",
            "审查备案规范性文件134件，办理行政复议备案57件。",
            "全年办理行政复议案件120件。",
            "信访部门受理群众来信20件，办结18件。",
            // Other years, comparisons, plans, parts.
            "2022年受理政府信息公开申请20件。",
            "政府信息公开申请数较上年增加3件，同比增长33.9%。",
            "上半年受理政府信息公开申请6件。",
            "收到政府信息公开申请近20件。",
            "收到政府信息公开申请20余件。",
            "政府信息公开申请办结率100%。",
            "主动公开各类信息1088条，其中规范性文件34件。",
            "自然人、法人政府信息公开申请分别为3件、4件。",
            "公示行政许可信息300条。",
        ] {
            assert_eq!(of(text), Vec::<String>::new(), "{text}");
        }
        let office = "县政府受理政府信息公开申请17件。";
        assert!(by(office, "临川县人民政府").is_empty());
        let town = "镇政府受理政府信息公开申请17件。";
        assert_eq!(by(town, "临川县白石镇人民政府"), ["new 17"]);
    }
}
