//! The licences of the crates in the wasm: their texts go with every copy of it.

use crate::{
    record::Record,
    shell::{cargo, root},
    toolchain::TARGET,
};
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

/// What `cargo metadata` says, as far as it is asked.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    license: Option<String>,
    authors: Vec<String>,
    repository: Option<String>,
    manifest_path: PathBuf,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    kind: Vec<String>,
}

#[derive(Deserialize)]
struct Resolve {
    root: String,
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    pkg: String,
    dep_kinds: Vec<Kind>,
}

#[derive(Deserialize)]
struct Kind {
    kind: Option<String>,
}

/// The notices: each text once, under the crates that it is for. Crates of several licences are used
/// under MIT where that is one of them.
pub fn text() -> Result<String> {
    let mut features = BTreeSet::new();
    for (_, flavour) in Record::read()?.flavours() {
        features.extend(flavour.cargo_features.iter().cloned());
    }
    let features: Vec<_> = features.into_iter().collect();
    let output = cargo()
        .args(["metadata", "--format-version", "1", "--locked"])
        .args(["--filter-platform", TARGET])
        .args(["--no-default-features", "--features", &features.join(",")])
        .current_dir(root())
        .output()
        .context("cargo cannot be run")?;
    if !output.status.success() {
        bail!(
            "cargo metadata: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    let metadata: Metadata = serde_json::from_slice(&output.stdout)?;
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in linked(&metadata) {
        let license = package.license.as_deref().unwrap_or("no licence named");
        let name = format!("{} {} ({license})", package.name, package.version);
        texts.entry(terms(package)?).or_default().push(name);
    }
    let mut notices = String::from(
        "Crates in gouji's WebAssembly, and the terms they come under. The standard library of Rust,\n\
         (c) The Rust Project Developers, comes under MIT or Apache-2.0 as well.\n",
    );
    let mut texts: Vec<_> = texts
        .into_iter()
        .map(|(text, names)| (names, text))
        .collect();
    texts.sort();
    for (names, text) in texts {
        notices += &format!("\n{}\n{}\n\n{text}\n", "-".repeat(72), names.join("\n"));
    }
    Ok(notices)
}

/// The packages whose code is in the wasm, by name: not the crate itself, nor what only runs at build.
fn linked(metadata: &Metadata) -> Vec<&Package> {
    let package = |id: &str| metadata.packages.iter().find(|package| package.id == id);
    let mut seen = BTreeSet::new();
    let mut ahead = vec![metadata.resolve.root.as_str()];
    let mut packages = Vec::new();
    while let Some(id) = ahead.pop() {
        let macros = |package: &&Package| {
            package
                .targets
                .iter()
                .any(|target| target.kind.contains(&"proc-macro".into()))
        };
        let Some(found) = package(id).filter(|found| !macros(found)) else {
            continue;
        };
        if !seen.insert(id) {
            continue;
        }
        packages.push(found);
        for node in metadata.resolve.nodes.iter().filter(|node| node.id == id) {
            let normal = |dependency: &&Dependency| {
                dependency.dep_kinds.iter().any(|kind| kind.kind.is_none())
            };
            ahead.extend(
                node.deps
                    .iter()
                    .filter(normal)
                    .map(|dependency| dependency.pkg.as_str()),
            );
        }
    }
    packages.retain(|package| package.id != metadata.resolve.root);
    packages.sort_by(|a, b| a.name.cmp(&b.name));
    packages
}

/// The text of a package's licence: MIT's where it has several; who made it where it brings none along.
fn terms(package: &Package) -> Result<String> {
    let folder = package
        .manifest_path
        .parent()
        .context("a manifest in no folder")?;
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .to_ascii_uppercase();
        if path.is_file()
            && ["LICENSE", "LICENCE", "COPYING"]
                .iter()
                .any(|start| name.starts_with(start))
        {
            files.push((!name.contains("MIT"), name, path));
        }
    }
    files.sort();
    let Some((_, _, path)) = files.first() else {
        return Ok(format!(
            "No text comes with it. Its authors: {}. Its sources: {}",
            package.authors.join(", "),
            package.repository.as_deref().unwrap_or("not named"),
        ));
    };
    let text =
        fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    Ok(text.replace("\r\n", "\n").trim().to_owned())
}
