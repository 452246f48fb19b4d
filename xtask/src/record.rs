//! wasm-pack.toml, and whether what was built is what it says.

use crate::{shell::root, site};
use anyhow::{Context, Result, bail};
use flate2::{Compression, write::GzEncoder};
use serde::Deserialize;
use std::{
    collections::BTreeMap,
    fs,
    io::Write,
    path::{Path, PathBuf},
};
use wasmparser::{Validator, WasmFeatures};

/// The flavour that the page loads first.
pub const PAGE: &str = "page";

/// The record.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    pub floor: Floor,
    flavour: BTreeMap<String, Flavour>,
    apart: Apart,
    door: BTreeMap<String, Door>,
}

/// Folders of www/ that the page does not load before it answers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Apart {
    folders: Vec<String>,
}

/// A file made for another way in than the site.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Door {
    /// From the root.
    file: PathBuf,
    /// Bytes, after gzip -9.
    gzip_budget: u64,
}

/// What the oldest browser must know.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Floor {
    features: Vec<String>,
}

/// One build of the crate.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Flavour {
    /// Features of the crate.
    pub cargo_features: Vec<String>,
    /// Optimisation, as cargo's profiles name it.
    opt_level: String,
    /// How much the compiler may inline, as LLVM counts it; its own measure where nothing is said.
    inline_threshold: Option<u16>,
    /// Folder of the output, from the root.
    pub out: PathBuf,
    /// Stem of the output's file names.
    pub name: String,
    /// Bytes, after gzip -9.
    pub gzip_budget: u64,
    /// Bytes that rustup's own standard library adds to those of one that stops at a panic at once.
    pub gzip_prebuilt: u64,
}

impl Record {
    /// Reads wasm-pack.toml at the root.
    pub fn read() -> Result<Self> {
        let file = root().join("wasm-pack.toml");
        let text = fs::read_to_string(&file).context("wasm-pack.toml cannot be read")?;
        toml::from_str(&text).context("wasm-pack.toml is not as xtask knows it")
    }

    /// The flavours by name.
    pub fn flavours(&self) -> impl Iterator<Item = (&str, &Flavour)> {
        self.flavour
            .iter()
            .map(|(name, flavour)| (name.as_str(), flavour))
    }

    /// The other doors by name.
    pub fn doors(&self) -> impl Iterator<Item = (&str, &Door)> {
        self.door.iter().map(|(name, door)| (name.as_str(), door))
    }

    /// The files that count for a flavour: those of its folder, and for the page everything that is
    /// not another's.
    pub fn files(&self, name: &str) -> Result<Vec<Size>> {
        let flavour = self.flavour.get(name);
        let flavour = flavour.with_context(|| format!("wasm-pack.toml has no flavour `{name}`"))?;
        let inside = |out: &Path| site::folder().join(out.strip_prefix("www").unwrap_or(out));
        if name != PAGE {
            return sizes(&inside(&flavour.out));
        }
        let mut files = sizes(&site::folder())?;
        for (_, other) in self.flavours().filter(|(other, _)| *other != PAGE) {
            let folder = other.out.strip_prefix("www").unwrap_or(&other.out);
            let folder = format!("{}/", folder.display());
            files.retain(|file| !file.path.starts_with(&folder));
        }
        for folder in &self.apart.folders {
            let folder = format!("{folder}/");
            files.retain(|file| !file.path.starts_with(&folder));
        }
        Ok(files)
    }
}

impl Floor {
    fn allowed(&self) -> Result<WasmFeatures> {
        let mut allowed = WasmFeatures::MVP;
        for name in &self.features {
            allowed |= match name.as_str() {
                "bulk-memory" => WasmFeatures::BULK_MEMORY,
                "multivalue" => WasmFeatures::MULTI_VALUE,
                "mutable-globals" => WasmFeatures::MUTABLE_GLOBAL,
                "nontrapping-fptoint" => WasmFeatures::SATURATING_FLOAT_TO_INT,
                "reference-types" => WasmFeatures::REFERENCE_TYPES,
                "sign-ext" => WasmFeatures::SIGN_EXTENSION,
                "simd128" => WasmFeatures::SIMD,
                other => bail!("wasm-pack.toml allows `{other}`, which xtask does not know"),
            };
        }
        Ok(allowed)
    }

    /// Fails where the wasm needs more of a browser than the floor has.
    pub fn check(&self, wasm: &[u8]) -> Result<()> {
        let mut validator = Validator::new_with_features(self.allowed()?);
        if let Err(error) = validator.validate_all(wasm) {
            bail!(
                "the wasm needs more of a browser than [floor] of wasm-pack.toml has ({}): {error}",
                self.features.join(", ")
            );
        }
        Ok(())
    }
}

impl Door {
    /// Bytes of the file after gzip -9 and what they may be; an error where there are more.
    pub fn weigh(&self) -> Result<(u64, u64)> {
        let bytes = fs::read(root().join(&self.file))
            .with_context(|| format!("{} was not made", self.file.display()))?;
        let weight = gzip(&bytes)?;
        if weight > self.gzip_budget {
            bail!(
                "{} weighs {weight} bytes gzipped, {} more than gzip-budget in wasm-pack.toml",
                self.file.display(),
                weight - self.gzip_budget
            );
        }
        Ok((weight, self.gzip_budget))
    }
}

/// A file of a page and its size in bytes.
#[derive(Debug, PartialEq, Eq)]
pub struct Size {
    /// From the folder, with `/`.
    pub path: String,
    pub raw: u64,
    /// After gzip -9.
    pub gzip: u64,
}

impl Flavour {
    /// Its optimisation as a value of TOML: cargo tells numbers from letters there.
    pub fn level(&self) -> String {
        match self.opt_level.parse::<u8>() {
            Ok(number) => number.to_string(),
            Err(_) => format!("'{}'", self.opt_level),
        }
    }

    /// What the compiler is told of it besides.
    pub fn flags(&self) -> Option<String> {
        let threshold = self.inline_threshold?;
        Some(format!("-Cllvm-args=-inline-threshold={threshold}"))
    }

    /// Fails where the files weigh more than the budget, which is larger where the standard library is
    /// `prebuilt`.
    pub fn check_budget(&self, files: &[Size], prebuilt: bool) -> Result<()> {
        let budget = self.gzip_budget + if prebuilt { self.gzip_prebuilt } else { 0 };
        let sum: u64 = files.iter().map(|file| file.gzip).sum();
        if sum > budget {
            let mut files: Vec<_> = files.iter().collect();
            files.sort_by_key(|file| std::cmp::Reverse(file.gzip));
            let heaviest: Vec<_> = files
                .iter()
                .take(3)
                .map(|file| format!("{} {}", file.path, file.gzip))
                .collect();
            bail!(
                "the page weighs {sum} bytes gzipped, {} more than the {budget} of wasm-pack.toml; heaviest: {}",
                sum - budget,
                heaviest.join(", ")
            );
        }
        Ok(())
    }
}

/// Every file under a folder that a page could load, by path.
pub fn sizes(folder: &Path) -> Result<Vec<Size>> {
    const LOADED: [&str; 10] = [
        "html",
        "css",
        "js",
        "wasm",
        "svg",
        "png",
        "ico",
        "webmanifest",
        "bcmap",
        "txt",
    ];
    let mut folders = vec![folder.to_owned()];
    let mut sizes = Vec::new();
    while let Some(at) = folders.pop() {
        let entries =
            fs::read_dir(&at).with_context(|| format!("{} is no folder", at.display()))?;
        for entry in entries {
            let path = entry?.path();
            let ending = path.extension().and_then(|e| e.to_str()).unwrap_or("");
            if path.is_dir() {
                folders.push(path);
            } else if LOADED.contains(&ending) {
                let bytes = fs::read(&path)?;
                let name = path.strip_prefix(folder).unwrap_or(&path);
                sizes.push(Size {
                    path: name.to_string_lossy().replace('\\', "/"),
                    raw: bytes.len() as u64,
                    gzip: gzip(&bytes)?,
                });
            }
        }
    }
    sizes.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(sizes)
}

fn gzip(bytes: &[u8]) -> Result<u64> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{CodeSection, Function, FunctionSection, Module, TypeSection, ValType};

    /// A module of one function `(i32) -> i32`, or `(externref) -> externref`.
    fn module(kind: ValType, body: impl FnOnce(&mut Function)) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([kind], [kind]);
        let mut functions = FunctionSection::new();
        functions.function(0);
        let mut code = CodeSection::new();
        let mut function = Function::new([]);
        function.instructions().local_get(0);
        body(&mut function);
        function.instructions().end();
        code.function(&function);
        let mut module = Module::new();
        module.section(&types).section(&functions).section(&code);
        module.finish()
    }

    #[test]
    fn the_record_is_read_and_names_the_page() {
        let record = Record::read().unwrap();
        let page = &record.flavour[PAGE];
        assert_eq!(page.cargo_features, ["wasm"]);
        assert_eq!(page.gzip_budget, 150_000);
        assert!(record.files("pgae").is_err());
    }

    #[test]
    fn the_floor_lets_through_what_chromium_86_has() {
        let floor = Record::read().unwrap().floor;
        let plain = module(ValType::I32, |_| ());
        floor.check(&plain).unwrap();
        let signs = module(ValType::I32, |f| {
            f.instructions().i32_extend8_s();
        });
        floor.check(&signs).unwrap();
    }

    #[test]
    fn the_floor_refuses_what_chromium_86_has_not() {
        let floor = Record::read().unwrap().floor;
        let refused = module(ValType::EXTERNREF, |_| ());
        let error = floor.check(&refused).unwrap_err().to_string();
        assert!(error.contains("reference types"), "{error}");
        assert!(error.contains("wasm-pack.toml"), "{error}");
        let simd = module(ValType::V128, |_| ());
        assert!(floor.check(&simd).is_err());
    }

    #[test]
    fn a_page_over_its_budget_is_refused_with_its_heaviest_file() {
        let record = Record::read().unwrap();
        let page = &record.flavour[PAGE];
        let size = |path: &str, gzip| Size {
            path: path.into(),
            raw: gzip,
            gzip,
        };
        let fits = [size("a.js", 60_000), size("b.wasm", 90_000)];
        page.check_budget(&fits, false).unwrap();
        let over = [size("a.js", 60_001), size("b.wasm", 90_000)];
        let error = page.check_budget(&over, false).unwrap_err().to_string();
        assert!(error.contains("1 more"), "{error}");
        assert!(error.contains("b.wasm 90000, a.js"), "{error}");
        // rustup's own library may make it heavier, by so much and no more.
        let heavier = [size("a.js", 60_000), size("b.wasm", 103_500)];
        page.check_budget(&heavier, true).unwrap();
        let error = page.check_budget(&heavier, false).unwrap_err().to_string();
        assert!(error.contains("13500 more"), "{error}");
    }

    #[test]
    fn a_record_with_a_misspelt_key_is_refused() {
        let text = "[floor]\nfeatures = []\nbrowser = 1\n[flavour]\n";
        assert!(toml::from_str::<Record>(text).is_err());
    }
}
