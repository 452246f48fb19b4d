#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|xml: &[u8]| gouji_fuzz::file(&gouji_fuzz::package::ofd(xml)));
