//! Prints one case and what was made of it: `cargo run --example case SHAPE SEED [changed]`.

#[allow(dead_code)]
#[path = "../tests/render/mod.rs"]
mod render;

use gouji::sheet::State;
use gouji::{Options, check};
use render::shapes::{Shape, case};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (_, shape) = Shape::ALL
        .into_iter()
        .find(|(name, _)| *name == args[0])
        .expect("a shape");
    let changed = args.get(2).is_some();
    let case = case(shape, args[1].parse().expect("a seed"), |figures, rng| {
        if changed {
            figures.change(rng);
        }
    });
    for part in &case.parts {
        println!("{}", part.text);
    }
    println!("{:?} {:?}", case.style, case.noise);
    let report = check(&case.parts, &Options::default());
    println!("{:?} {}", report.verdict, report.message);
    for note in &report.notes {
        println!("{}: {}", note.code, note.message);
    }
    for (name, cell) in report.cells.iter() {
        if !matches!(cell.state, State::Read | State::Blank) {
            println!("{name} {cell:?}");
        }
    }
}
