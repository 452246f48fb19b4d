//! Checks the files that are named and says of each what does not hold:
//! `cargo run --example check -- 报告.docx …`

use gouji::report::Status;
use gouji::{Input, Options, check};

fn main() -> std::io::Result<()> {
    for name in std::env::args().skip(1) {
        let options = Options {
            name: Some(name.clone()),
            ..Options::default()
        };
        let report = check(Input::file(std::fs::read(&name)?), &options);
        println!("{name}: {} — {}", report.verdict, report.message);
        if let Some(reason) = report.reason {
            println!("  {reason}");
        }
        for finding in &report.findings {
            let sides = finding.sides.as_ref();
            let cells = sides.map(|s| format!("{} = {}", s.left.join(" + "), s.right.join(" + ")));
            if let (Status::Broken, Some(cells)) = (finding.status, cells) {
                println!("  {cells}: {}", finding.arithmetic);
            }
        }
        for explanation in &report.explanations {
            println!("  {}", explanation.message);
        }
    }
    Ok(())
}
