//! What a local profile asks of section one.

use super::section;
use crate::profile::Profile;
use crate::prose::page::ProsePage;
use crate::report::Finding;
use crate::rules;
use crate::words::Words;

pub(super) fn findings(page: &ProsePage, profile: &Profile, words: Words) -> Vec<Finding> {
    let mut findings = Vec::new();
    let heading = page.headings.iter().rev().find(|(h, _)| h.section == 0);
    let Some((_, at)) = heading else {
        return findings;
    };
    let count: usize = section(page, 0).map(|p| p.chars.len()).sum();
    for (bound, least) in profile.opening.iter().zip([true, false]) {
        let Some(bound) = *bound else {
            continue;
        };
        let is_beyond = match least {
            true => count < bound as usize,
            false => count > bound as usize,
        };
        if is_beyond {
            let message = words.opening_length(&profile.name, count, bound, least);
            findings.push(rules::finding("local.opening", message).standing(*at));
        }
    }
    let lacks = |any: &&Vec<String>| {
        let named = |word: &String| section(page, 0).any(|p| p.find(word).is_some());
        !any.iter().any(named)
    };
    let missing = profile.mention.iter().filter(lacks);
    let missing: Vec<String> = missing.map(|any| any.join("”或“")).collect();
    if !missing.is_empty() {
        let message = words.not_mentioned(&profile.name, &missing);
        findings.push(rules::finding("local.mention", message).standing(*at));
    }
    findings
}
