//! One module of JavaScript: what it takes from others, what it gives, and its text with names changed.

use anyhow::{Context, Result, bail};
use oxc::{
    allocator::Allocator,
    ast::{
        AstKind,
        ast::{
            BindingPatternKind, Declaration, ImportDeclarationSpecifier, ModuleExportName, Program,
            Statement,
        },
    },
    codegen::{Codegen, CodegenOptions},
    minifier::{CompressOptions, MangleOptions, Minifier, MinifierOptions},
    parser::Parser,
    semantic::{NodeId, Semantic, SemanticBuilder, SymbolId},
    span::{GetSpan, SourceType, Span},
};
use std::collections::{BTreeMap, BTreeSet};

/// The oldest browsers that must run it; see [floor] in wasm-pack.toml.
const OLDEST: [&str; 3] = ["chrome86", "firefox79", "safari15"];

/// A name that another module gives.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Import {
    /// Address of that module, as written.
    pub from: String,
    /// The name there; `*` for an object of all of them.
    pub name: String,
}

/// What an import declaration makes of a name here.
enum Taken {
    /// `import { name as here }`
    Name(Import),
    /// `import * as here`: `here.name` is that name, `here` by itself an object.
    All(String),
}

/// A module, read.
pub struct Module {
    /// Every name that it uses of others.
    pub imports: BTreeSet<Import>,
    /// Addresses of the modules that it imports, in order.
    pub asks: Vec<String>,
    /// Exported name → name here.
    pub exports: BTreeMap<String, String>,
    text: String,
    /// Spans to be replaced: what stands there instead.
    holes: Vec<(Span, Hole)>,
}

/// A place in a module that is written anew.
enum Hole {
    /// Nothing: `export` before a declaration, the declarations of imports and of lists of exports.
    Gone,
    /// A name of the module itself; `true`: with the key that a shorthand property names by it.
    Own(String, bool),
    /// A name of another module.
    Other(Import, bool),
}

impl Module {
    /// Reads a module; `path` is for messages.
    pub fn read(path: &str, text: String) -> Result<Module> {
        let allocator = Allocator::default();
        let program =
            parse(&allocator, &text, SourceType::mjs()).with_context(|| path.to_owned())?;
        let semantic = SemanticBuilder::new().build(&program).semantic;
        let reader = Reader {
            semantic: &semantic,
            imports: BTreeSet::new(),
            holes: Vec::new(),
        };
        let (imports, holes, asks, exports) =
            reader.read(&program).with_context(|| path.to_owned())?;
        Ok(Module {
            imports,
            asks,
            exports,
            holes,
            text,
        })
    }

    /// The module's text without its imports and exports, each name of its top as `own` calls it, each
    /// of another module as `other` does.
    pub fn written(
        &self,
        own: impl Fn(&str) -> String,
        other: impl Fn(&Import) -> String,
    ) -> String {
        let mut out = String::with_capacity(self.text.len());
        let mut at = 0;
        for (span, hole) in &self.holes {
            let (start, end) = (span.start as usize, span.end as usize);
            out += &self.text[at..start];
            let (name, key) = match hole {
                Hole::Gone => (String::new(), false),
                Hole::Own(name, key) => (own(name), *key),
                Hole::Other(import, key) => (other(import), *key),
            };
            if key {
                out += &format!("{}: ", &self.text[start..end]);
            }
            out += &name;
            at = end;
        }
        out + &self.text[at..]
    }
}

/// Makes a module of its syntax tree.
struct Reader<'s, 'a> {
    semantic: &'s Semantic<'a>,
    imports: BTreeSet<Import>,
    holes: Vec<(Span, Hole)>,
}

type Read = (
    BTreeSet<Import>,
    Vec<(Span, Hole)>,
    Vec<String>,
    BTreeMap<String, String>,
);

impl<'s, 'a> Reader<'s, 'a> {
    fn read(mut self, program: &Program<'a>) -> Result<Read> {
        let mut taken = BTreeMap::new();
        let mut asks = Vec::new();
        let mut exports = BTreeMap::new();
        for statement in &program.body {
            match statement {
                Statement::ImportDeclaration(import) => {
                    let from = import.source.value.to_string();
                    for specifier in import.specifiers.iter().flatten() {
                        let (local, what) = taken_by(specifier, &from)?;
                        taken.insert(local, what);
                    }
                    asks.push(from);
                    self.holes.push((import.span, Hole::Gone));
                }
                Statement::ExportNamedDeclaration(export) => {
                    if export.source.is_some() {
                        bail!("`export … from` is not known to `cargo xtask build`");
                    }
                    for specifier in &export.specifiers {
                        let name = |name: &ModuleExportName| name.name().to_string();
                        exports.insert(name(&specifier.exported), name(&specifier.local));
                    }
                    match &export.declaration {
                        Some(declaration) => {
                            for name in declared(declaration)? {
                                exports.insert(name.clone(), name);
                            }
                            let word = Span::new(export.span.start, declaration.span().start);
                            self.holes.push((word, Hole::Gone));
                        }
                        None => self.holes.push((export.span, Hole::Gone)),
                    }
                }
                Statement::ExportDefaultDeclaration(_) | Statement::ExportAllDeclaration(_) => {
                    bail!("`export default` and `export *` are not known to `cargo xtask build`");
                }
                _ => {}
            }
        }
        let scoping = self.semantic.scoping();
        for (name, here) in &exports {
            let symbol = scoping.get_root_binding(here);
            if symbol.is_some_and(|symbol| scoping.symbol_is_mutated(symbol)) {
                bail!("`{name}` is exported and given another value: export a function instead");
            }
        }
        let gone: Vec<Span> = self.holes.iter().map(|(span, _)| *span).collect();
        self.names(&taken, &gone)?;
        self.holes.sort_by_key(|(span, _)| (span.start, span.end));
        Ok((self.imports, self.holes, asks, exports))
    }

    /// Every place outside `gone` where a name of the module's top stands.
    fn names(&mut self, taken: &BTreeMap<SymbolId, Taken>, gone: &[Span]) -> Result<()> {
        let scoping = self.semantic.scoping();
        let top = scoping.root_scope_id();
        for node in self.semantic.nodes().iter() {
            let (symbol, span) = match node.kind() {
                AstKind::BindingIdentifier(name) => (name.symbol_id.get(), name.span),
                AstKind::IdentifierReference(name) => {
                    let reference = name.reference_id.get();
                    let symbol = reference.and_then(|id| scoping.get_reference(id).symbol_id());
                    (symbol, name.span)
                }
                _ => continue,
            };
            let Some(symbol) = symbol.filter(|id| scoping.symbol_scope_id(*id) == top) else {
                continue;
            };
            if gone
                .iter()
                .any(|gone| gone.start <= span.start && span.end <= gone.end)
            {
                continue;
            }
            let key = self.is_shorthand(node.id(), span);
            match taken.get(&symbol) {
                None => {
                    let name = scoping.symbol_name(symbol).to_owned();
                    self.holes.push((span, Hole::Own(name, key)));
                }
                Some(Taken::Name(import)) => {
                    self.imports.insert(import.clone());
                    self.holes.push((span, Hole::Other(import.clone(), key)));
                }
                Some(Taken::All(from)) => {
                    let (name, span, key) = match self.semantic.nodes().parent_kind(node.id()) {
                        AstKind::StaticMemberExpression(member) => {
                            (member.property.name.to_string(), member.span, false)
                        }
                        _ => ("*".to_owned(), span, key),
                    };
                    let import = Import {
                        from: from.clone(),
                        name,
                    };
                    self.imports.insert(import.clone());
                    self.holes.push((span, Hole::Other(import, key)));
                }
            }
        }
        Ok(())
    }

    /// Whether a name is a property's key and its value at once.
    fn is_shorthand(&self, id: NodeId, span: Span) -> bool {
        let nodes = self.semantic.nodes();
        let parents = [nodes.parent_id(id), nodes.parent_id(nodes.parent_id(id))];
        parents.into_iter().any(|parent| match nodes.kind(parent) {
            AstKind::ObjectProperty(property) => property.shorthand && property.key.span() == span,
            AstKind::BindingProperty(property) => property.shorthand && property.key.span() == span,
            AstKind::AssignmentTargetPropertyIdentifier(property) => property.binding.span == span,
            _ => false,
        })
    }
}

/// The symbol of an import and what it stands for.
fn taken_by(specifier: &ImportDeclarationSpecifier, from: &str) -> Result<(SymbolId, Taken)> {
    let from = from.to_owned();
    let what = match specifier {
        ImportDeclarationSpecifier::ImportSpecifier(name) => Taken::Name(Import {
            from,
            name: name.imported.name().to_string(),
        }),
        ImportDeclarationSpecifier::ImportNamespaceSpecifier(_) => Taken::All(from),
        ImportDeclarationSpecifier::ImportDefaultSpecifier(_) => Taken::Name(Import {
            from,
            name: "default".to_owned(),
        }),
    };
    Ok((specifier.local().symbol_id(), what))
}

/// The names of a declaration.
fn declared(declaration: &Declaration) -> Result<Vec<String>> {
    Ok(match declaration {
        Declaration::VariableDeclaration(variables) => {
            let mut names = Vec::new();
            for variable in &variables.declarations {
                let BindingPatternKind::BindingIdentifier(name) = &variable.id.kind else {
                    bail!("an exported pattern is not known to `cargo xtask build`");
                };
                names.push(name.name.to_string());
            }
            names
        }
        other => vec![
            other
                .id()
                .context("a declaration without a name")?
                .name
                .to_string(),
        ],
    })
}

fn parse<'a>(allocator: &'a Allocator, text: &'a str, kind: SourceType) -> Result<Program<'a>> {
    let parsed = Parser::new(allocator, text, kind).parse();
    if let Some(error) = parsed.errors.first() {
        bail!("{error}");
    }
    Ok(parsed.program)
}

/// A script with short names, less what only its authors read; a module unless it is `classic`.
pub fn lean(text: &str, classic: bool) -> Result<String> {
    let kind = match classic {
        true => SourceType::cjs().with_script(true),
        false => SourceType::mjs(),
    };
    let allocator = Allocator::default();
    let mut program = parse(&allocator, text, kind)?;
    let target = oxc_compat::EngineTargets::from_target_list(&OLDEST);
    let options = MinifierOptions {
        mangle: Some(MangleOptions {
            top_level: !classic,
            ..MangleOptions::default()
        }),
        compress: Some(CompressOptions {
            target: target.map_err(anyhow::Error::msg)?,
            ..CompressOptions::smallest()
        }),
    };
    let scoping = Minifier::new(options)
        .minify(&allocator, &mut program)
        .scoping;
    let code = Codegen::new()
        .with_options(CodegenOptions::minify())
        .with_scoping(scoping)
        .build(&program)
        .code;
    Ok(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        let module = Module::read("a.js", text.to_owned()).unwrap();
        module.written(
            |name| format!("own_{name}"),
            |import| format!("other_{}", import.name),
        )
    }

    #[test]
    fn names_of_the_top_are_changed_wherever_they_stand_and_nowhere_else() {
        assert_eq!(
            written("export const a = 1;\nfunction f(a, { b = a }) { return { a, f, c: a.f }; }"),
            "const own_a = 1;\nfunction own_f(a, { b = a }) { return { a, f: own_f, c: a.f }; }"
        );
        assert_eq!(
            written("const { a, b: [c], d = 1 } = x;\n({ a, c: c } = y);\nexport { a as e };"),
            "const { a: own_a, b: [own_c], d: own_d = 1 } = x;\n({ a: own_a, c: own_c } = y);\n"
        );
        assert_eq!(
            written(
                "export class A extends B { a() { return new A(); } }\nconst B = class A { static a = A; };"
            ),
            "class own_A extends own_B { a() { return new own_A(); } }\nconst own_B = class A { static a = A; };"
        );
    }

    #[test]
    fn names_of_other_modules_too() {
        assert_eq!(
            written(
                "import { say as told, h } from \"./a.js\";\nimport * as e from \"./e.js\";\ntold({ h, told: e.say }, (h) => h(e.go()));"
            ),
            "\n\nother_say({ h: other_h, told: other_say }, (h) => h(other_go()));"
        );
    }

    #[test]
    fn what_is_not_known_is_said() {
        for text in [
            "export default 1;",
            "export * from \"./a.js\";",
            "export const { a } = b;",
            "export let a = 1;\nfunction f() { a = 2; }",
            "const = 1;",
        ] {
            assert!(Module::read("a.js", text.to_owned()).is_err(), "{text}");
        }
    }

    #[test]
    fn a_lean_script_keeps_what_others_know_it_by_and_old_syntax() {
        let lean = |text, classic| lean(text, classic).unwrap();
        assert_eq!(
            lean(
                "// Why.\nexport const long = (value) => value === undefined ? 1 : value;\n",
                false
            ),
            "export const long=e=>e===void 0?1:e;"
        );
        // What Chromium 85 knows already.
        assert_eq!(
            lean(
                "const short = f();\nif (!short.a) short.a = f();\nexport { short };",
                false
            ),
            "const e=f();e.a||=f();export{e as short};"
        );
        // What a classic script declares, others may see.
        assert_eq!(lean("var seen = 1;", true), "var seen=1;");
    }
}
