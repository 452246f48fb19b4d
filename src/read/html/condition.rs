//! Conditions of style sheets: which rules hold on a wide screen.

/// Whether the rules under an at-rule hold on a wide screen: certainly, perhaps, or not at all.
pub(super) fn condition(rule: &str) -> Option<bool> {
    let rule = rule.to_ascii_lowercase();
    let name = rule[1..].find(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    let (name, media) = rule.split_at(name.map_or(rule.len(), |end| end + 1));
    match name {
        "@media" => {
            let mut of = media.split(',').map(query);
            match of.clone().any(|of| of == Some(true)) {
                true => Some(true),
                false => of.any(|of| of.is_some()).then_some(false),
            }
        }
        "@layer" | "@scope" | "@container" | "@supports" | "@nest" | "@when" | "@else"
        | "@document" | "@-moz-document" => Some(false),
        _ => None,
    }
}

/// Whether one of the queries of a list holds, in small letters: not where it is of paper or sound, or of narrow
/// screens and nothing else can make it hold.
pub(super) fn query(query: &str) -> Option<bool> {
    let mut parts = query
        .split(" and ")
        .map(|part| part.split_whitespace().collect());
    let first: String = parts.clone().next().unwrap_or_default();
    match &*first {
        "print" | "onlyprint" | "speech" | "onlyspeech" => return None,
        "" | "all" | "screen" | "onlyall" | "onlyscreen" if parts.clone().count() == 1 => {
            return Some(true);
        }
        _ => {}
    }
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "()-:.<=".contains(c);
    let known = parts.clone().all(|part: String| {
        let within = part
            .strip_prefix('(')
            .and_then(|part| part.strip_suffix(')'));
        match within {
            Some(within) => !within.contains(&['(', ')'][..]) && within.chars().all(is_plain),
            None => matches!(&*part, "all" | "screen" | "onlyall" | "onlyscreen"),
        }
    });
    let narrow = parts.any(|part: String| {
        let names = ["(max-width:", "(max-device-width:", "(width<=", "(width<"];
        let most = names.iter().find_map(|name| part.strip_prefix(name));
        let most = most
            .and_then(|most| most.strip_suffix(')'))
            .unwrap_or_default();
        let whole = most.bytes().take_while(u8::is_ascii_digit).count();
        let (whole, unit) = most.split_at(whole);
        let unit = unit.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
        let least = match unit {
            "px" => 1600,
            "em" | "rem" => 100,
            _ => 0,
        };
        whole.parse::<u32>().is_ok_and(|most| most < least)
    });
    (!known || !narrow).then_some(false)
}
