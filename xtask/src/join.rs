//! The modules that the first answer needs, joined into two: a page asks for a file at a time, each time
//! a way to the server and back.
//!
//! `main.js` is the page; `shared.js` is what it shares with the element, the batch and what comes later,
//! each of which goes on importing it, so that there is one engine and one language. The sources stay one
//! idea a file, and whatever stands in a folder of www/ stays as it is but for where it imports from.
//!
//! Own code, on oxc's syntax trees and names: rolldown, which joins with them, wants a newer Rust than
//! ours and three hundred crates; esbuild wants Node.js, which the site does without.

use crate::script::{Import, Module};
use anyhow::{Context, Result, bail};
use std::collections::{BTreeMap, BTreeSet};

/// The page's own module, from www/; the others that are joined stand beside it.
const MAIN: &str = "main.js";
/// In place of a name: all that a module exports.
const ALL: &str = "*";
/// Where what is shared goes.
pub const SHARED: &str = "shared.js";

/// Modules by path from www/, as the site has them instead.
pub fn modules(sources: BTreeMap<String, String>) -> Result<BTreeMap<String, String>> {
    let mut modules = BTreeMap::new();
    for (path, text) in sources {
        modules.insert(path.clone(), Module::read(&path, text)?);
    }
    Site::new(&modules)?.written()
}

struct Site<'m> {
    modules: &'m BTreeMap<String, Module>,
    /// Those that are joined, in the order in which they run.
    joined: Vec<&'m str>,
    /// Those of them that something else imports too.
    shared: BTreeSet<&'m str>,
    /// Those that somebody wants an object of.
    whole: BTreeSet<&'m str>,
    /// What is imported of the shared ones by others: the module, the name there.
    wanted: BTreeSet<(&'m str, &'m str)>,
}

impl<'m> Site<'m> {
    fn new(modules: &'m BTreeMap<String, Module>) -> Result<Self> {
        let mut site = Site {
            modules,
            joined: Vec::new(),
            shared: BTreeSet::new(),
            whole: BTreeSet::new(),
            wanted: BTreeSet::new(),
        };
        site.join(MAIN)?;
        for (path, module) in modules {
            for import in module.imports.iter().filter(|import| import.name == ALL) {
                site.whole.insert(site.find(path, &import.from)?);
            }
        }
        let others = modules
            .keys()
            .filter(|path| !site.joined.contains(&path.as_str()));
        let mut ahead: Vec<&str> = others.map(String::as_str).collect();
        while let Some(path) = ahead.pop() {
            for ask in &modules[path].asks {
                let asked = site.find(path, ask)?;
                if site.joined.contains(&asked) && site.shared.insert(asked) {
                    ahead.push(asked);
                }
            }
        }
        for (path, module) in modules {
            if site.shared.contains(path.as_str()) {
                continue;
            }
            for import in &module.imports {
                let from = site.find(path, &import.from)?;
                if site.shared.contains(from) {
                    site.wanted.insert((from, &import.name));
                }
            }
        }
        if site.shared.contains(MAIN) {
            bail!("{MAIN} is imported: whoever did would have the page run");
        }
        Ok(site)
    }

    /// The path of the module that one asks for.
    fn find(&self, path: &str, ask: &str) -> Result<&'m str> {
        let found = resolve(path, ask);
        let found = self.modules.get_key_value(&found);
        let (found, _) =
            found.with_context(|| format!("{path} imports {ask}, which is not there"))?;
        Ok(found)
    }

    /// Adds a module of www/ itself after those that it imports.
    fn join(&mut self, path: &'m str) -> Result<()> {
        if path.contains('/') || self.joined.contains(&path) {
            return Ok(());
        }
        let module = self.modules.get(path);
        let module = module.with_context(|| format!("there is no {path}"))?;
        // There already while its imports are, for they may lead back to it; then after them.
        self.joined.push(path);
        for ask in &module.asks {
            let asked = self.find(path, ask)?;
            self.join(asked)?;
        }
        self.joined.retain(|other| *other != path);
        self.joined.push(path);
        Ok(())
    }

    fn written(&self) -> Result<BTreeMap<String, String>> {
        let mut site = BTreeMap::new();
        for (path, module) in self.modules {
            if !self.joined.contains(&path.as_str()) {
                site.insert(path.clone(), self.beside(path, module)?);
            }
        }
        site.insert(SHARED.to_owned(), self.chunk(SHARED, true)?);
        site.insert(MAIN.to_owned(), self.chunk(MAIN, false)?);
        Ok(site)
    }

    /// A name of a joined module as no other is.
    fn name(&self, path: &str, name: &str) -> String {
        let number = self.joined.iter().position(|other| *other == path);
        format!("${}_{name}", number.unwrap_or_default())
    }

    /// The name here of what a joined module exports.
    fn exported(&self, path: &str, name: &str) -> Result<String> {
        if name == ALL {
            return Ok(self.name(path, "$"));
        }
        let here = self.modules[path].exports.get(name);
        let here = here.with_context(|| format!("{path} exports no {name}"))?;
        Ok(self.name(path, here))
    }

    /// By what name `shared.js` gives an export of one of its modules: a short one, for the page asks for it
    /// before it answers, and only what is built here knows it.
    fn public(&self, path: &str, name: &str) -> String {
        let number = self.wanted.iter().position(|other| *other == (path, name));
        let mut left = number.unwrap_or(self.wanted.len());
        let mut short = String::new();
        loop {
            short.push(char::from(
                b'a' + u8::try_from(left % 26).unwrap_or_default(),
            ));
            if left < 26 {
                return short;
            }
            left = left / 26 - 1;
        }
    }

    /// The shared modules as one, or the others.
    fn chunk(&self, at: &str, is_shared: bool) -> Result<String> {
        let mut taken = BTreeSet::new();
        let mut given = Vec::new();
        let mut body = String::new();
        for path in &self.joined {
            if self.shared.contains(path) != is_shared {
                continue;
            }
            let module = &self.modules[*path];
            let mut names = BTreeMap::new();
            for import in &module.imports {
                let from = self.find(path, &import.from)?;
                let name = if self.joined.contains(&from) {
                    let here = self.exported(from, &import.name)?;
                    if self.shared.contains(from) && !is_shared {
                        taken.insert((SHARED, self.public(from, &import.name), here.clone()));
                    }
                    here
                } else {
                    let here = self.name(path, &import.name.replace(ALL, "$"));
                    taken.insert((from, import.name.clone(), here.clone()));
                    here
                };
                names.insert(import, name);
            }
            body += &module.written(|own| self.name(path, own), |import| names[import].clone());
            body.push('\n');
            let is_whole = self.whole.contains(path);
            if is_whole {
                // As good as what a browser makes of a module, since no module gives a name another value.
                let mut names = Vec::new();
                for name in module.exports.keys() {
                    names.push(format!("{name}: {}", self.exported(path, name)?));
                }
                let object = self.exported(path, ALL)?;
                body += &format!("const {object} = {{ {} }};\n", names.join(", "));
            }
            if is_shared {
                self.give(path, module, &mut given)?;
            }
        }
        Ok(imports(at, &taken) + &body + &exports(&given))
    }

    /// What of a shared module others want, under the names by which they know it.
    fn give(&self, path: &str, module: &Module, given: &mut Vec<String>) -> Result<()> {
        if self.wanted.contains(&(path, ALL)) {
            let (object, public) = (self.exported(path, ALL)?, self.public(path, ALL));
            given.push(format!("{object} as {public}"));
        }
        for name in module.exports.keys() {
            if !self.wanted.contains(&(path, name.as_str())) {
                continue;
            }
            let here = self.exported(path, name)?;
            given.push(format!("{here} as {}", self.public(path, name)));
        }
        Ok(())
    }

    /// A module that stands beside what is joined.
    fn beside(&self, path: &str, module: &Module) -> Result<String> {
        let mut taken = BTreeSet::new();
        let mut names = BTreeMap::new();
        for (number, import) in module.imports.iter().enumerate() {
            let from = self.find(path, &import.from)?;
            let here = format!("$_{number}_{}", import.name.replace(ALL, "$"));
            taken.insert(match self.joined.contains(&from) {
                true => (SHARED, self.public(from, &import.name), here.clone()),
                false => (from, import.name.clone(), here.clone()),
            });
            names.insert(import.clone(), here);
        }
        // One that is imported for what it does alone.
        let mut bare = String::new();
        for ask in &module.asks {
            if !module.imports.iter().any(|import| import.from == *ask) {
                let asked = self.find(path, ask)?;
                let asked = if self.joined.contains(&asked) {
                    SHARED
                } else {
                    asked
                };
                bare += &format!("import \"{}\";\n", relative(path, asked));
            }
        }
        let text = module.written(str::to_owned, |import: &Import| names[import].clone());
        let given: Vec<String> = module
            .exports
            .iter()
            .map(|(name, here)| format!("{here} as {name}"))
            .collect();
        Ok(bare + &imports(path, &taken) + &text + "\n" + &exports(&given))
    }
}

/// Import declarations for a module at a path: from where, the name there, the name here.
fn imports(path: &str, taken: &BTreeSet<(&str, String, String)>) -> String {
    let mut from: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut lines = String::new();
    for (module, there, here) in taken {
        if there == ALL {
            let address = relative(path, module);
            lines += &format!("import * as {here} from \"{address}\";\n");
            continue;
        }
        let names = from.entry(module).or_default();
        names.push(format!("{there} as {here}"));
    }
    for (module, names) in from {
        let (names, address) = (names.join(", "), relative(path, module));
        lines += &format!("import {{ {names} }} from \"{address}\";\n");
    }
    lines
}

/// The export declaration of `name here as name there`.
fn exports(given: &[String]) -> String {
    match given.is_empty() {
        true => String::new(),
        false => format!("export {{ {} }};\n", given.join(", ")),
    }
}

/// The path from www/ of what a module there asks for.
fn resolve(path: &str, ask: &str) -> String {
    let mut folders: Vec<&str> = path.split('/').collect();
    folders.pop();
    for part in ask.split('/') {
        match part {
            "." => {}
            ".." => {
                folders.pop();
            }
            part => folders.push(part),
        }
    }
    folders.join("/")
}

/// The address of one module in another.
fn relative(path: &str, to: &str) -> String {
    let (from, mut to_parts): (Vec<&str>, Vec<&str>) =
        (path.split('/').collect(), to.split('/').collect());
    let mut from = &from[..from.len() - 1];
    while let (Some((first, rest)), true) = (from.split_first(), to_parts.len() > 1) {
        if *first != to_parts[0] {
            break;
        }
        from = rest;
        to_parts.remove(0);
    }
    let up = match from.len() {
        0 => "./".to_owned(),
        folders => "../".repeat(folders),
    };
    up + &to_parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(sources: &[(&str, &str)]) -> Result<BTreeMap<String, String>> {
        let sources = sources
            .iter()
            .map(|(p, t)| ((*p).to_owned(), (*t).to_owned()));
        modules(sources.collect())
    }

    #[test]
    fn what_others_share_stands_in_one_and_the_rest_in_the_other() {
        let site = joined(&[
            ("main.js", "import { say } from \"./words.js\";\nimport { go } from \"./own.js\";\ngo(say);"),
            ("own.js", "import * as words from \"./words.js\";\nexport const go = (say) => say(words.name);"),
            ("words.js", "export const say = 1, name = 2;"),
            ("later/more.js", "import { say as told } from \"../words.js\";\nimport { x } from \"./x.js\";\nexport function more() { return told + x; }"),
            ("later/x.js", "export const x = 1;"),
        ])
        .unwrap();
        let paths: Vec<&str> = site.keys().map(String::as_str).collect();
        assert_eq!(
            paths,
            ["later/more.js", "later/x.js", "main.js", "shared.js"]
        );
        assert_eq!(
            site["shared.js"],
            "const $0_say = 1, $0_name = 2;\nexport { $0_name as a, $0_say as b };\n"
        );
        assert_eq!(
            site["main.js"],
            "import { a as $0_name, b as $0_say } from \"./shared.js\";\n\
             \nconst $1_go = (say) => say($0_name);\n\n\n$1_go($0_say);\n"
        );
        assert_eq!(
            site["later/more.js"],
            "import { x as $_1_x } from \"./x.js\";\nimport { b as $_0_say } from \"../shared.js\";\n\
             \n\nfunction more() { return $_0_say + $_1_x; }\nexport { more as more };\n"
        );
    }

    #[test]
    fn a_name_that_two_share_is_told_apart() {
        let site = joined(&[
            (
                "main.js",
                "import { go } from \"./a.js\";\nimport { go as walk } from \"./b.js\";\ngo(walk);",
            ),
            ("a.js", "export const go = 1;"),
            ("b.js", "export const go = 2;"),
            (
                "later/c.js",
                "import { go } from \"../a.js\";\nimport * as b from \"../b.js\";\ngo(b.go);",
            ),
        ])
        .unwrap();
        assert!(site["shared.js"].ends_with("export { $0_go as a, $1_go as b };\n"));
        assert!(site["later/c.js"].starts_with("import { a as $_0_go, b as $_1_go }"));
        assert!(site["later/c.js"].ends_with("$_0_go($_1_go);\n"));
    }

    #[test]
    fn a_module_that_is_handed_on_as_a_whole_is_an_object() {
        let site = joined(&[
            ("main.js", "import * as a from \"./a.js\";\ngo(a, a.x);"),
            ("a.js", "export const x = 1;\nexport function y() {}"),
            (
                "later/b.js",
                "import * as a from \"../a.js\";\nimport * as c from \"./c.js\";\ngo({ a, c });",
            ),
            ("later/c.js", "export const z = 1;"),
        ])
        .unwrap();
        assert_eq!(
            site["shared.js"],
            "const $0_x = 1;\nfunction $0_y() {}\nconst $0_$ = { x: $0_x, y: $0_y };\n\
             export { $0_$ as a, $0_x as b };\n"
        );
        assert_eq!(
            site["main.js"],
            "import { a as $0_$, b as $0_x } from \"./shared.js\";\n\ngo($0_$, $0_x);\n"
        );
        assert_eq!(
            site["later/b.js"],
            "import * as $_1_$ from \"./c.js\";\nimport { a as $_0_$ } from \"../shared.js\";\n\
             \n\ngo({ a: $_0_$, c: $_1_$ });\n"
        );
    }

    #[test]
    fn what_is_not_there_is_said() {
        let error = |sources: &[(&str, &str)]| joined(sources).unwrap_err().to_string();
        let gone = error(&[("main.js", "import { a } from \"./a.js\";\na();")]);
        assert!(gone.contains("./a.js"), "{gone}");
        let gone = error(&[
            ("main.js", "import { b } from \"./a.js\";\nb();"),
            ("a.js", "export const a = 1;"),
        ]);
        assert!(gone.contains("exports no b"), "{gone}");
        let runs = error(&[
            ("main.js", "export const a = 1;"),
            ("later/x.js", "import { a } from \"../main.js\";\na();"),
        ]);
        assert!(runs.contains("main.js is imported"), "{runs}");
    }

    #[test]
    fn addresses_lead_from_file_to_file() {
        assert_eq!(resolve("later/a.js", "../dom.js"), "dom.js");
        assert_eq!(resolve("a.js", "./later/b.js"), "later/b.js");
        assert_eq!(relative("later/a.js", "dom.js"), "../dom.js");
        assert_eq!(relative("later/a.js", "later/b.js"), "./b.js");
        assert_eq!(relative("a.js", "later/b.js"), "./later/b.js");
        assert_eq!(relative("later/a.js", "batch/b.js"), "../batch/b.js");
    }
}
