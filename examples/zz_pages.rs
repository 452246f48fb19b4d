//! scratch
use std::io::BufRead;
fn main() {
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        let v: serde_json::Value = serde_json::from_str(&line).unwrap();
        let pages: Vec<gouji::read::placed::Page> =
            serde_json::from_value(v["pages"].clone()).unwrap();
        let input = gouji::Input::Pieces(vec![gouji::Piece::Pages(pages, None)]);
        let report = gouji::check(input, &gouji::Options::default());
        println!("{}", serde_json::to_string(&report).unwrap());
    }
}
