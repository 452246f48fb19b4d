//! docs/forms.md has a whole form of one's own: it is loaded and says what stands there.

use gouji::form::{Description, Forms};
use gouji::{Input, Options, check};

const PAGE: &str = include_str!("../../docs/forms.md");

fn block(language: &str) -> &'static str {
    let (_, rest) = PAGE
        .split_once(&format!("```{language}\n"))
        .expect("a block");
    rest.split("```").next().expect("its end")
}

#[test]
fn the_documented_form_is_read_and_checked() {
    let form: Description = serde_json::from_str(block("json")).expect("a form");
    let options = Options {
        forms: Forms::default()
            .with(&form)
            .expect("one that agrees with itself"),
        ..Options::default()
    };
    let right = block("text");
    let report = check(Input::text(right), &options);
    assert_eq!(report.summary.read, 12);
    let found = |text: &str| -> Vec<String> {
        let report = check(Input::text(text), &options);
        let found = report.findings.iter();
        found
            .map(|f| format!("- `{}`: {}", f.rule, f.message))
            .collect()
    };
    let expected = PAGE.lines().filter(|line| line.starts_with("- `letters."));
    assert_eq!(found(right), expected.collect::<Vec<_>>());
    let mended = right.replace("79", "78");
    assert_eq!(found(&mended), [""; 0]);
}
