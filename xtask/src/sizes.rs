//! What weighs most in a flavour's wasm, by function and by module: `cargo xtask build --sizes`.

use anyhow::Result;
use std::collections::BTreeMap;
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// Lines of each list.
const SHOWN: usize = 25;

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
            let name = names.get(&index).cloned();
            (name.unwrap_or_else(|| format!("function {index}")), bytes)
        });
        Ok(Sizes {
            functions: functions.collect(),
            data,
        })
    }

    /// Prints the heaviest.
    pub fn print(&self, flavour: &str) {
        let code: usize = self.functions.iter().map(|(_, bytes)| bytes).sum();
        println!(
            "\n{flavour}: {code} bytes of code, {} of data, before gzip",
            self.data
        );
        let mut modules: BTreeMap<String, usize> = BTreeMap::new();
        for (name, bytes) in &self.functions {
            *modules.entry(module(name)).or_default() += bytes;
        }
        list("by module", modules.into_iter().collect());
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

/// The module of a function: its path of at most three names, of `<T as Trait>` that of T.
fn module(name: &str) -> String {
    let path = name.trim_start_matches(['<', '&', '[']);
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
        assert_eq!(module("malloc"), "malloc");
    }
}
