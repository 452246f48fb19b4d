//! `src/ARCHITECTURE.md`, CONTRIBUTING and what is said of limits speak of the tree as it is: what they name
//! exists, and what stands at the root of `src` is named in the first.

use std::fs;
use std::path::Path;

/// Made by a build, or named because it is not there.
const NO_FILES: [&str; 1] = ["shared.js"];

fn paths(folder: &Path, all: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.to_string_lossy().replace('\\', "/");
        if path.is_dir() {
            if !name.ends_with("/node_modules") && !name.ends_with("/target") {
                all.push(format!("/{name}/"));
                paths(&path, all);
            }
        } else {
            all.push(format!("/{name}"));
        }
    }
}

/// `read/{pipes,fields}.rs` → both.
fn each(token: &str) -> Vec<String> {
    match token.split_once('{').and_then(|(start, rest)| {
        let (names, end) = rest.split_once('}')?;
        Some((start, names, end))
    }) {
        Some((start, names, end)) => {
            let names = names.split(',');
            names.map(|name| format!("{start}{name}{end}")).collect()
        }
        None => vec![token.to_owned()],
    }
}

/// The files and folders that a text names between backticks.
fn named(text: &str) -> Vec<String> {
    let ends = [".rs", ".js", ".mjs", ".json", ".toml", ".md", "/"];
    let tokens = text.split('`').skip(1).step_by(2).flat_map(each);
    let is_path = |token: &String| {
        ends.iter()
            .any(|end| token.ends_with(end) && token.len() > end.len())
            && !token.contains(char::is_whitespace)
    };
    tokens.filter(is_path).collect()
}

/// Every file and folder of the project.
fn tree() -> Vec<String> {
    let mut all = Vec::new();
    for entry in fs::read_dir(".").expect("the root") {
        let name = entry.expect("an entry").file_name();
        let name = name.to_string_lossy();
        if name.starts_with('.') || ["target", "dist"].contains(&&*name) {
            continue;
        }
        if Path::new(&*name).is_dir() {
            all.push(format!("/{name}/"));
            paths(Path::new(&*name), &mut all);
        } else {
            all.push(format!("/{name}"));
        }
    }
    all
}

#[test]
fn what_guides_name_is_there_and_all_rooms_are_named() {
    let all = tree();
    for guide in ["src/ARCHITECTURE.md", "CONTRIBUTING.md", "docs/trust.md"] {
        let text = fs::read_to_string(guide).expect("the text");
        for name in named(&text) {
            let is = |path: &String| path.ends_with(&format!("/{name}"));
            let known = all.iter().any(is) || NO_FILES.contains(&name.as_str());
            assert!(known, "{guide}: {name} is named and not there");
        }
    }
    let text = fs::read_to_string("src/ARCHITECTURE.md").expect("the text");
    let names = named(&text);
    for entry in fs::read_dir("src").expect("the folder") {
        let entry = entry.expect("an entry");
        let room = entry.file_name().to_string_lossy().into_owned();
        // A folder is named by itself or by the file it belongs to.
        let stem = room.trim_end_matches(".rs");
        let is = |name: &String| {
            let name = format!("/{name}");
            name.contains(&format!("/{stem}/")) || name.contains(&format!("/{stem}.rs"))
        };
        let apart = ["ARCHITECTURE.md", "lib.rs"].contains(&room.as_str());
        assert!(apart || names.iter().any(is), "{room} is not named");
    }
}
