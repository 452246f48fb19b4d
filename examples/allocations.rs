//! `cargo run --release --example allocations -- FILE…`: how often each stage of a check asks for memory, and for how
//! many kilobytes in all, as rows of a Markdown table. The same on every machine.

use allocation_counter::{AllocationInfo, measure};
use gouji::stages::{self, Bounds};
use gouji::{Input, Options, check};
use std::hint::black_box;

fn main() {
    println!(
        "| 输入 input | 读取 read | 对应 align | 推断、校核 infer, check | 全部 the whole check |"
    );
    println!("| --- | --- | --- | --- | --- |");
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).expect("a file");
        let input = || Input::file(&bytes).named(&path);
        let options = Options::default();
        // What is made once, such as the facts of a form, is no report's.
        black_box(check(input(), &options));
        let mut document = stages::Document::default();
        let read = measure(|| {
            document = stages::read(input(), &Bounds::default()).unwrap_or_default();
        });
        let mut sheet = None;
        let align = measure(|| sheet = Some(stages::align(&document)));
        let mut sheet = sheet.expect("it was aligned");
        let judge = measure(|| {
            let checked = stages::check(&sheet);
            black_box(stages::infer(&mut sheet, &checked));
        });
        let whole = measure(|| {
            black_box(check(input(), &options));
        });
        let name = path.rsplit(['/', '\\']).next().unwrap_or(&path);
        let said = |one: &AllocationInfo| {
            format!(
                "{}（{} kB）",
                one.count_total,
                one.bytes_total.div_ceil(1024)
            )
        };
        let [read, align, judge, whole] = [read, align, judge, whole].map(|one| said(&one));
        println!("| {name} | {read} | {align} | {judge} | {whole} |");
    }
}
