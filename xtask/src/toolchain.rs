//! A compiler for wasm: the one in use where it has or can get the target, else Debian's.

use crate::shell::{apt_install, cargo, run};
use anyhow::{Context, Result, bail};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, id},
};

pub const TARGET: &str = "wasm32-unknown-unknown";

/// A compiler that has the target.
pub struct Wasm {
    /// The rustc to build with, where it is not the one in use.
    rustc: Option<PathBuf>,
    /// What it has to be told beside the project's own flags.
    flags: &'static [&'static str],
}

/// The flags of a standard library that stops at a panic at once: it holds no message of one, which is a
/// twelfth of the page's wasm. A page is told of neither kind of panic more than that the wasm stopped.
const IMMEDIATE: [&str; 2] = ["-Zunstable-options", "-Cpanic=immediate-abort"];

impl Wasm {
    /// A cargo that compiles for wasm.
    pub fn cargo(&self) -> Command {
        let mut cargo = cargo();
        if let Some(rustc) = &self.rustc {
            cargo.env("RUSTC", rustc);
        }
        cargo
    }

    /// Whether the standard library came as it is, with its messages of panics.
    pub fn is_prebuilt(&self) -> bool {
        self.flags.is_empty()
    }

    /// Flags for code of the target, beside those of .cargo/config.toml.
    pub fn flags(&self) -> &'static [&'static str] {
        self.flags
    }
}

/// Clippy over the library as the page's full wasm has it, with the target's own compiler.
pub fn lint() -> Result<()> {
    const FEATURES: &str = "wasm,office";
    let wasm = wasm()?;
    let mut clippy = wasm.cargo();
    match &wasm.rustc {
        None => clippy.arg("clippy"),
        // Debian's clippy is of its compiler's version; cargo's own would be another's.
        Some(rustc) => {
            debian_clippy()?;
            let sysroot = rustc.parent().and_then(Path::parent);
            let flags = toml::Value::from(wasm.flags.to_vec());
            clippy
                .arg("--config")
                .arg(format!("target.{TARGET}.rustflags={flags}"))
                .arg("check")
                // For the flags: it is no script of ours that would add it.
                .env("RUSTC_BOOTSTRAP", "1")
                .env("RUSTC_WORKSPACE_WRAPPER", CLIPPY)
                .env("SYSROOT", sysroot.context("a compiler in no sysroot")?)
                .env("CLIPPY_ARGS", "-Dwarnings__CLIPPY_HACKERY__")
        }
    };
    clippy
        .args(["--quiet", "--locked", "--lib", "--target", TARGET])
        .args(["--no-default-features", "--features", FEATURES]);
    if wasm.rustc.is_none() {
        clippy.args(["--", "-Dwarnings"]);
    }
    run(&mut clippy)
}

const CLIPPY: &str = "/usr/bin/clippy-driver";

fn debian_clippy() -> Result<()> {
    match Path::new(CLIPPY).exists() {
        true => Ok(()),
        false => apt_install(&["rust-web-clippy"]),
    }
}

/// Finds such a compiler, or gets one.
pub fn wasm() -> Result<Wasm> {
    const AS_IT_IS: Wasm = Wasm {
        rustc: None,
        flags: &[],
    };
    let in_use = PathBuf::from(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    if has_target(&in_use)? {
        return Ok(AS_IT_IS);
    }
    // Set where only Debian's packages and the crate registry can be reached: rustup is not asked.
    if env::var_os("WASM_FROM_DEBIAN").is_none() {
        println!("rustup target add {TARGET}");
        let added = Command::new("rustup")
            .args(["target", "add", TARGET])
            .status();
        if added.is_ok_and(|status| status.success()) && has_target(&in_use)? {
            return Ok(AS_IT_IS);
        }
    }
    Ok(Wasm {
        rustc: Some(from_debian()?),
        flags: &IMMEDIATE,
    })
}

/// Whether a compiler finds a core library of its own version for the target.
fn has_target(rustc: &Path) -> Result<bool> {
    let probe = env::temp_dir().join(format!("gouji-probe-{}", id()));
    let source = probe.with_extension("rs");
    fs::write(&source, "#![no_std]").context("cannot write to the temporary folder")?;
    let compiled = Command::new(rustc)
        .args([
            "--target",
            TARGET,
            "--crate-type",
            "lib",
            "--emit",
            "metadata",
            "-o",
        ])
        .args([&probe, &source])
        .output();
    // What is left behind is the temporary folder's business.
    let _ = fs::remove_file(&source);
    let _ = fs::remove_file(&probe);
    Ok(compiled.is_ok_and(|output| output.status.success()))
}

#[cfg(not(target_os = "linux"))]
fn from_debian() -> Result<PathBuf> {
    bail!("this compiler has no target {TARGET} and rustup could not add it");
}

#[cfg(target_os = "linux")]
use debian::from_debian;

/// Debian's own compiler, with which it builds its browsers, and the standard library for wasm built
/// from Debian's source of it: a small sysroot in target/wasm-sysroot.
#[cfg(target_os = "linux")]
mod debian {
    use super::*;
    use crate::shell::{has_apt, target_dir};
    use std::os::unix::fs::{PermissionsExt, symlink};

    const PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];
    const INSTALLED: [&str; 4] = [
        "/usr/bin/rustc",
        "/usr/bin/cargo",
        "/usr/lib/rustlib/src/rust/library",
        LINKER,
    ];
    const LINKER: &str = "/usr/bin/lld-22";
    /// Its own features: sorting, searching and printing in their short forms (4 kB gzipped in the page).
    const FEATURES: &str = "optimize_for_size";
    /// The file in the sysroot that says with which features its library was built.
    const RECIPE: &str = "features";
    const VENDORED: &str = "/usr/lib/rustlib/src/rust/library/vendor";

    pub fn from_debian() -> Result<PathBuf> {
        let sysroot = target_dir().join("wasm-sysroot");
        let rustc = sysroot.join("bin/rustc");
        // One left by an older Debian compiler is not found by a newer one, and made again.
        let recipe = fs::read_to_string(sysroot.join(RECIPE)).unwrap_or_default();
        if recipe == FEATURES && rustc.exists() && has_target(&rustc)? {
            return Ok(rustc);
        }
        if !INSTALLED.iter().all(|path| Path::new(path).exists()) {
            if !has_apt() {
                bail!("rustup could not add {TARGET}, and this is no Debian to take it from");
            }
            apt_install(&PACKAGES)?;
        }
        let scratch = target_dir().join("wasm-std");
        let built = build_std(&scratch)?;
        lay_out(&sysroot, &built)?;
        fs::remove_dir_all(&scratch)?;
        if !has_target(&rustc)? {
            bail!("{} does not find the library built for it", rustc.display());
        }
        Ok(rustc)
    }

    /// Builds the standard library through an empty crate; gives the folder of the libraries.
    fn build_std(scratch: &Path) -> Result<PathBuf> {
        let manifest = scratch.join("Cargo.toml");
        fs::create_dir_all(scratch.join("src"))?;
        fs::write(scratch.join("src/lib.rs"), "")?;
        fs::write(
            &manifest,
            "[package]\nname = \"empty\"\nedition = \"2021\"\n[workspace]\n",
        )?;
        println!("building the standard library for {TARGET}, once, about a minute");
        run(Command::new("/usr/bin/cargo")
            .args([
                "build",
                "--quiet",
                "--release",
                "--offline",
                "--target",
                TARGET,
            ])
            .args([
                "-Zbuild-std=std,panic_abort",
                &format!("-Zbuild-std-features={FEATURES}"),
                "--config",
            ])
            .arg("source.crates-io.replace-with = 'vendored'")
            .arg("--config")
            .arg(format!("source.vendored.directory = '{VENDORED}'"))
            .arg("--manifest-path")
            .arg(&manifest)
            .env("CARGO_TARGET_DIR", scratch.join("target"))
            .env("RUSTC", "/usr/bin/rustc")
            .env("RUSTC_BOOTSTRAP", "1")
            // As small as the page wants it.
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "z")
            // Bitcode for our link-time optimisation; unstable parts stay closed to us.
            .env(
                "RUSTFLAGS",
                format!(
                    "-Cembed-bitcode=yes -Zforce-unstable-if-unmarked {}",
                    IMMEDIATE.join(" ")
                ),
            ))?;
        Ok(scratch.join("target").join(TARGET).join("release/deps"))
    }

    fn lay_out(sysroot: &Path, built: &Path) -> Result<()> {
        if sysroot.exists() {
            fs::remove_dir_all(sysroot)?;
        }
        let rustlib = sysroot.join("lib/rustlib");
        let libraries = rustlib.join(TARGET).join("lib");
        fs::create_dir_all(&libraries)?;
        for entry in fs::read_dir(built)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if name.ends_with(".rlib") && !name.starts_with("libempty") {
                fs::copy(&path, libraries.join(&*name))?;
            }
        }
        // For build scripts and macros; and the linker where rustc looks for it.
        let host = host()?;
        let tools = rustlib.join(&host).join("bin");
        fs::create_dir_all(&tools)?;
        let own = Path::new("/usr/lib/rustlib").join(&host).join("lib");
        symlink(own, rustlib.join(&host).join("lib"))?;
        symlink(LINKER, tools.join("rust-lld"))?;
        // A symbolic link would not do: rustc would follow it to Debian's own sysroot.
        let rustc = sysroot.join("bin/rustc");
        fs::create_dir_all(sysroot.join("bin"))?;
        // Unstable flags are for the target's code alone: build scripts and macros are compiled without,
        // and find nothing unstable there.
        let script = format!(
            "#!/bin/sh\n\
             case \" $* \" in *\" {} \"*) export RUSTC_BOOTSTRAP=1 ;; esac\n\
             exec /usr/bin/rustc --sysroot '{}' \"$@\"\n",
            IMMEDIATE[1],
            sysroot.display()
        );
        fs::write(&rustc, script)?;
        fs::set_permissions(&rustc, fs::Permissions::from_mode(0o755))?;
        fs::write(sysroot.join(RECIPE), FEATURES)?;
        Ok(())
    }

    fn host() -> Result<String> {
        let output = Command::new("/usr/bin/rustc").arg("-vV").output()?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let host = text.lines().find_map(|line| line.strip_prefix("host: "));
        host.map(str::to_owned).context("`rustc -vV` names no host")
    }
}
