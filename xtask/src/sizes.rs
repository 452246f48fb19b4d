//! What weighs most in a flavour's wasm, by function and by module: `cargo xtask sizes`; in a line, with every build.

use anyhow::Result;
use std::{cmp::Reverse, collections::BTreeMap};
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// Lines of each list.
const SHOWN: usize = 25;
/// Modules that are named with a build.
const NAMED: usize = 8;

/// Bytes of a wasm that still has its names.
pub struct Sizes {
    functions: Vec<(String, usize)>,
    data: usize,
}

impl Sizes {
    pub fn of(wasm: &[u8]) -> Result<Self> {
        let mut imported = 0;
        let mut bodies = Vec::new();
        let mut names = BTreeMap::new();
        let mut data = 0;
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::CodeSectionEntry(body) => bodies.push(body.range().len()),
                Payload::DataSection(segments) => {
                    for segment in segments {
                        data += segment?.data.len();
                    }
                }
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(subsections) = section.as_known() {
                        for subsection in subsections {
                            if let Name::Function(map) = subsection? {
                                for naming in map {
                                    let naming = naming?;
                                    names.insert(naming.index, naming.name.to_owned());
                                }
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        let functions = (imported..).zip(bodies).map(|(index, bytes)| {
            let name = names.get(&index).map(|name| plain(name));
            (name.unwrap_or_else(|| format!("function {index}")), bytes)
        });
        Ok(Sizes {
            functions: functions.collect(),
            data,
        })
    }

    /// The heaviest modules in a line, in kB before gzip.
    pub fn brief(&self) -> String {
        let kilo = |bytes: usize| format!("{:.1}", bytes as f64 / 1000.0);
        let mut modules = self.modules();
        modules.sort_by_key(|(_, bytes)| Reverse(*bytes));
        let named = modules.iter().take(NAMED);
        let named = named.map(|(name, bytes)| format!("{name} {}", kilo(*bytes)));
        let named = named.collect::<Vec<_>>().join(", ");
        format!("{named}; data {}", kilo(self.data))
    }

    /// Bytes of code by module.
    fn modules(&self) -> Vec<(String, usize)> {
        let mut modules: BTreeMap<String, usize> = BTreeMap::new();
        for (name, bytes) in &self.functions {
            *modules.entry(module(name)).or_default() += bytes;
        }
        modules.into_iter().collect()
    }

    /// Prints the heaviest.
    pub fn print(&self, flavour: &str) {
        let code: usize = self.functions.iter().map(|(_, bytes)| bytes).sum();
        println!(
            "\n{flavour}: {code} bytes of code, {} of data, before gzip",
            self.data
        );
        list("by module", self.modules());
        list("by function", self.functions.clone());
    }
}

fn list(what: &str, mut lines: Vec<(String, usize)>) {
    lines.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
    println!("\n{what}");
    for (name, bytes) in lines.iter().take(SHOWN) {
        println!("{bytes:>8} {name}");
    }
}

/// A name less the numbers of its crates: `core[8d60…]::fmt` is `core::fmt`.
fn plain(name: &str) -> String {
    let is_number = |text: &str| text.len() == 16 && text.bytes().all(|b| b.is_ascii_hexdigit());
    let mut out = String::new();
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('[') {
        out += before;
        rest = match after.split_once(']') {
            Some((number, after)) if is_number(number) => after,
            _ => {
                out.push('[');
                after
            }
        };
    }
    out + rest
}

/// The module of a function: its path of at most three names, of `<T as Trait>` that of T. What is generic
/// belongs to the module of ours that it was made for.
fn module(name: &str) -> String {
    let name = name.find("gouji::").map_or(name, |at| &name[at..]);
    let path = name.trim_start_matches(['<', '&', '[', '*']);
    let path = path.trim_start_matches("mut ").trim_start_matches("const ");
    let path = path
        .split([' ', '>', '<', '[', '{', '('])
        .next()
        .unwrap_or(path);
    let path = path.trim_end_matches("::");
    let mut parts: Vec<&str> = path.split("::").filter(|part| !part.is_empty()).collect();
    if parts.len() > 1 {
        parts.pop();
    }
    parts.truncate(3);
    parts.join("::")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_belongs_to_its_module() {
        assert_eq!(
            module("gouji::align::flow::Flow::read::h0123"),
            "gouji::align::flow"
        );
        assert_eq!(
            module("<gouji::align::Sheet as core::ops::Drop>::drop"),
            "gouji::align"
        );
        assert_eq!(module("core::fmt::write"), "core::fmt");
        assert_eq!(
            module("<alloc::vec::Vec<gouji::align::Cell>>::push"),
            "gouji::align"
        );
        assert_eq!(module("malloc"), "malloc");
        let name = plain("<core[8d604942416790b4]::slice::Iter<[u8]> as gouji[0123]>::next");
        assert_eq!(name, "<core::slice::Iter<[u8]> as gouji[0123]>::next");
        assert_eq!(module(&name), "core::slice");
    }
}
