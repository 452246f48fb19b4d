#![no_main]

use gouji::PartKind;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| gouji_fuzz::part(PartKind::Csv, text));
