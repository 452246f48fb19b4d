//! What sentences are understood, and what is left alone.

use super::claimed::ClaimedValue;
use super::claims::{TextClaim, claims};
use super::page::ProsePage;
use super::tokens::Speaker;

/// The claims of a text in a report of 青江市水利局 on 2023.
fn of(text: &str) -> Vec<String> {
    by(text, "青江市水利局")
}

fn by(text: &str, organ: &str) -> Vec<String> {
    let document = crate::read::text::read(text, 0, 0, &crate::document::Bounds::default());
    let page = ProsePage::of(&document, &super::CoveredRanges::default());
    let speaker = Speaker {
        organ: Some(organ.chars().collect()),
        year: Some(2023),
    };
    let show = |claim: TextClaim| match claim.said {
        ClaimedValue::Count(n) => format!("{} {n}", claim.quantity.rule),
        ClaimedValue::Amount(n, _) => format!("{} {n}", claim.quantity.rule),
        ClaimedValue::Share(share) => format!("{} {share}%", claim.quantity.rule),
        ClaimedValue::Growth(share, way) => format!("{} {way:?} {share}%", claim.quantity.rule),
    };
    let claims = claims(&page, &speaker);
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
    // Brackets in brackets, a number without end, one that is not exact everywhere.
    for text in [
        "（".repeat(90_000),
        "0".repeat(90_000),
        "千".repeat(90_000),
        "收到政府信息公开申请123456789012345678件。".into(),
    ] {
        assert_eq!(of(&text), Vec::<String>::new());
    }
    assert_eq!(of("收到政府信息公开申请1,234,567件。"), ["new 1234567"]);
    let office = "县政府受理政府信息公开申请17件。";
    assert!(by(office, "临川县人民政府").is_empty());
    let town = "镇政府受理政府信息公开申请17件。";
    assert_eq!(by(town, "临川县白石镇人民政府"), ["new 17"]);
}

#[test]
fn no_word_is_in_two_classes() {
    let mut seen: Vec<(&str, super::lexicon::Class)> = Vec::new();
    for (class, words) in super::lexicon::WORDS {
        for word in words.split(' ') {
            let before = seen.iter().find(|(known, _)| *known == word);
            assert!(before.is_none(), "{word}: {class:?} and {before:?}");
            seen.push((word, *class));
        }
    }
}
