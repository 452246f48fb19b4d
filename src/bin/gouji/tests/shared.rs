//! The sets of sentences and documents with what a careful clerk says of them, where they are at hand.

use std::process::Command;

/// Beside the repository; the attributes below name it from its root, where the compiler stands.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../../shared/cases");

/// Runs the scorer of the sets on one of them: it fails below this precision and recall.
fn score(set: &str, recall: &str, map: Option<&str>) {
    let path = format!("{FOLDER}/{set}.jsonl");
    let mut score = Command::new("python3");
    score.arg(format!("{FOLDER}/score.py"));
    score.args([env!("CARGO_BIN_EXE_gouji"), &path, "-v"]);
    score.args(["--precision", "1", "--recall", recall]);
    let folder = std::env::temp_dir().join(format!("gouji-{set}-{}", std::process::id()));
    if let Some(map) = map {
        std::fs::create_dir_all(&folder).expect("a folder");
        let file = folder.join("rules.json");
        std::fs::write(&file, map).expect("written");
        score.arg("--map").arg(file);
    }
    let done = score.output().expect("python3");
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    let error = String::from_utf8_lossy(&done.stderr).into_owned();
    let _ = std::fs::remove_dir_all(&folder);
    assert!(done.status.success(), "{said}{error}");
}

#[test_with::path(../shared/cases/prose-A.jsonl)]
#[test]
fn sentences_against_tables() {
    score("prose-A", "0.9", None);
}

#[test_with::path(../shared/cases/sums-A.jsonl)]
#[test]
fn sentences_by_themselves() {
    score("sums-A", "0.95", None);
}

#[test_with::path(../shared/cases/wording-A.jsonl)]
#[test]
fn rules_of_the_text() {
    let rules = [
        "topics", "measures", "late", "early", "period", "basis", "parts", "subject", "general",
        "date", "private",
    ];
    let map: Vec<String> = rules
        .iter()
        .map(|rule| format!("\"{rule}\": [\"wording.{rule}\"]"))
        .collect();
    score("wording-A", "1", Some(&format!("{{{}}}", map.join(", "))));
}
