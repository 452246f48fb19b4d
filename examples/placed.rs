//! Reads pages that another program took apart (JSON, as [`gouji::read::placed::Page`] has them) and
//! prints the report: `cargo run --example placed -- FILE [--rows]`; with `--rows` what was rebuilt.

use gouji::read::placed::Page;
use gouji::{Options, Piece, check};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("a file is wanted")?;
    let pages: Vec<Page> = serde_json::from_slice(&std::fs::read(file)?)?;
    if arguments.next().as_deref() == Some("--rows") {
        for row in gouji::read::placed::read(&pages, 0, &Default::default()).rows {
            let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
            println!("{:?} {cells:?}", row.kind);
        }
        return Ok(());
    }
    let report = check(&[Piece::Pages(pages, None)], &Options::default());
    println!("{}", serde_json::to_string(&report)?);
    Ok(())
}
