#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| gouji_fuzz::number(text));
