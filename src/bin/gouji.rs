//! The command line: the same functions as the page, over files.

use gouji::{Options, Part, PartKind, check};
use std::io::Read;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    for file in args.iter().filter(|a| !a.starts_with("--")).skip(1) {
        let mut bytes = Vec::new();
        std::fs::File::open(file)
            .and_then(|mut f| f.read_to_end(&mut bytes))
            .unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let kind = if file.ends_with(".html") {
            PartKind::Html
        } else {
            PartKind::Text
        };
        let options = Options {
            name: Some(file.clone()),
            ..Options::default()
        };
        let report = check(&[Part { kind, text }], &options);
        println!("{}", serde_json::to_string(&report).unwrap());
    }
}
