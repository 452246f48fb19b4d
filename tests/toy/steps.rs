//! CONTRIBUTING says in how many places a thing is added; the other tests here add it so.

use std::path::Path;

const GUIDE: &str = include_str!("../../CONTRIBUTING.md");

/// The numbered steps of a section, each with the files that it names.
fn steps(heading: &str) -> Vec<Vec<&'static str>> {
    let start = GUIDE
        .find(&format!("**{heading}.**"))
        .unwrap_or_else(|| panic!("{heading}"));
    let section = GUIDE[start..].split("\n\n**").next().unwrap_or("");
    let mut steps: Vec<Vec<&str>> = Vec::new();
    for line in section.lines() {
        if line.starts_with(|c: char| c.is_ascii_digit()) {
            steps.push(Vec::new());
        }
        if line.is_empty() && !steps.is_empty() {
            break;
        }
        if let Some(step) = steps.last_mut() {
            let code = line.split('`').enumerate().filter(|(at, _)| at % 2 == 1);
            step.extend(code.map(|piece| piece.1).filter(|code| code.contains('/')));
        }
    }
    steps
}

#[test]
fn each_thing_is_added_in_two_files() {
    for heading in [
        "Add a sum rule",
        "Add an edition",
        "Add a table",
        "Add a form",
    ] {
        let steps = steps(heading);
        assert_eq!(steps.len(), 2, "{heading}: two steps");
        for step in &steps {
            assert_eq!(step.len(), 1, "{heading}: one file a step, {step:?}");
            // The step names a file of its kind that is there.
            assert!(Path::new(step[0]).is_file(), "{}", step[0]);
        }
    }
}
