//! What is said of prose: against the tables, of form and of wording.

use super::Words;

impl Words {
    /// A number in prose that the tables do not bear out.
    pub fn prose_differs(
        self,
        sentence: &str,
        name: &[&'static str; 2],
        said: i64,
        meanings: &[(&[&'static str; 2], i64)],
    ) -> String {
        let list = |i: usize, is: &str, or: &str| {
            let each: Vec<String> = meanings
                .iter()
                .map(|(name, value)| format!("{}{is}{value}", name[i]))
                .collect();
            each.join(or)
        };
        self.say(
            format!(
                "正文“{sentence}”：{}为 {said}，而{}，请核对。",
                name[0],
                list(0, "为 ", "，")
            ),
            format!(
                "The text says “{sentence}”: {} is {said}, but {}; worth a look.",
                name[1],
                list(1, " is ", ", ")
            ),
        )
    }

    /// A percentage in prose that the tables do not bear out.
    pub fn prose_share_differs(
        self,
        sentence: &str,
        name: &[&'static str; 2],
        said: &str,
        meanings: &[(&[&'static str; 2], i64)],
        whole: i64,
    ) -> String {
        let part = meanings.first().map_or(0, |(_, value)| *value);
        let shown = percent(part, whole);
        self.say(
            format!(
                "正文“{sentence}”：{}占 {said}%，而按表三计算为 {part} ÷ {whole} = {shown}%，请核对。",
                name[0]
            ),
            format!(
                "The text says “{sentence}”: the share of {} is {said}%, but by table 3 it is {part} ÷ {whole} = {shown}%; worth a look.",
                name[1]
            ),
        )
    }
}

/// A share to two places, rounded half up.
fn percent(part: i64, whole: i64) -> String {
    if whole <= 0 {
        return "—".into();
    }
    let (part, whole) = (i128::from(part), i128::from(whole));
    let hundredths = (part * 20_000 + whole) / (2 * whole);
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}
