//! What is left to do once bindgen is done: functions that nothing can call go, what is there twice is
//! kept once, and functions that are alike stand beside each other, because gzip looks back 32 kB at most.
//! The page's wasm is a thirtieth smaller for it, and does the same.

use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{
    CodeSectionReader, Element, ElementItems, ExternalKind, FunctionBody, FunctionSectionReader,
    Operator, Parser, Payload, TypeRef,
};

/// Bytes of a stretch by which functions are compared.
const STRETCH: usize = 6;
/// A stretch that so many functions have says nothing of two of them.
const COMMON: usize = 400;
/// Keeps short functions from being alike by chance.
const WEIGHT: usize = 200;

/// The same module, tidied.
pub fn tidied(wasm: &[u8]) -> Result<Vec<u8>> {
    let read = Functions::of(wasm)?;
    let kept = read.reached()?;
    let (first, bodies) = read.distinct(&kept)?;
    let order = alike(&bodies);
    // Old number → new one. What is never called is named by the table alone: any number will do there.
    let mut places: BTreeMap<u32, u32> =
        (0..read.imported).map(|import| (import, import)).collect();
    for (&old, same) in &first {
        let at = order
            .iter()
            .position(|&at| at == *same)
            .context("a function got lost")?;
        places.insert(old, read.imported + u32::try_from(at)?);
    }
    let taken = bodies.iter().map(|(old, _)| *old).collect::<Vec<_>>();
    let mut moved = Moved {
        places,
        order: order
            .into_iter()
            .map(|at| taken[at] - read.imported)
            .collect(),
    };
    let mut module = Module::new();
    moved
        .parse_core_module(&mut module, Parser::new(0), wasm)
        .map_err(|error| anyhow::anyhow!("a module that cannot be put in order: {error}"))?;
    Ok(module.finish())
}

/// Functions of a module, by their numbers; those that are imported come first.
struct Functions<'w> {
    imported: u32,
    /// The type of each, imported ones included.
    types: Vec<u32>,
    bodies: Vec<FunctionBody<'w>>,
    /// Called from outside.
    roots: Vec<u32>,
    /// What calls through the table may reach.
    table: Vec<u32>,
}

/// The functions of a part of the table.
fn listed(element: Element) -> Result<Vec<u32>> {
    let ElementItems::Functions(functions) = element.items else {
        anyhow::bail!("a table of expressions");
    };
    Ok(functions.into_iter().collect::<Result<_, _>>()?)
}

impl<'w> Functions<'w> {
    fn of(wasm: &'w [u8]) -> Result<Self> {
        let mut read = Functions {
            imported: 0,
            types: Vec::new(),
            bodies: Vec::new(),
            roots: Vec::new(),
            table: Vec::new(),
        };
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        if let TypeRef::Func(kind) = import?.ty {
                            read.imported += 1;
                            read.types.push(kind);
                        }
                    }
                }
                Payload::FunctionSection(functions) => {
                    for kind in functions {
                        read.types.push(kind?);
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export?;
                        anyhow::ensure!(
                            export.kind != ExternalKind::Table,
                            "the table is exported"
                        );
                        if export.kind == ExternalKind::Func {
                            read.roots.push(export.index);
                        }
                    }
                }
                Payload::StartSection { func, .. } => read.roots.push(func),
                Payload::ElementSection(elements) => {
                    for element in elements {
                        read.table.extend(listed(element?)?);
                    }
                }
                Payload::CodeSectionEntry(body) => read.bodies.push(body),
                _ => {}
            }
        }
        Ok(read)
    }

    /// Every function of the module that a call may reach, be it through the table.
    fn reached(&self) -> Result<BTreeSet<u32>> {
        let mut reached = BTreeSet::new();
        let mut indirect = BTreeSet::new();
        let mut next = self.roots.clone();
        while let Some(function) = next.pop() {
            if !reached.insert(function) || function < self.imported {
                continue;
            }
            let body = &self.bodies[(function - self.imported) as usize];
            for operator in body.get_operators_reader()? {
                match operator? {
                    Operator::Call { function_index }
                    | Operator::ReturnCall { function_index }
                    | Operator::RefFunc { function_index } => next.push(function_index),
                    Operator::CallIndirect { type_index, .. }
                    | Operator::ReturnCallIndirect { type_index, .. }
                        if indirect.insert(type_index) =>
                    {
                        let kind = |&&other: &&u32| self.types[other as usize] == type_index;
                        next.extend(self.table.iter().filter(kind));
                    }
                    _ => {}
                }
            }
        }
        reached.retain(|&function| function >= self.imported);
        Ok(reached)
    }

    /// Each function that is kept → which of the bodies is its; and those, with the function they were of.
    #[allow(clippy::type_complexity)]
    fn distinct(
        &self,
        kept: &BTreeSet<u32>,
    ) -> Result<(BTreeMap<u32, usize>, Vec<(u32, &'w [u8])>)> {
        let mut known: BTreeMap<(u32, &[u8]), usize> = BTreeMap::new();
        let mut first = BTreeMap::new();
        let mut bodies = Vec::new();
        for &function in kept {
            let bytes = self.bodies[(function - self.imported) as usize].as_bytes();
            let at = *known
                .entry((self.types[function as usize], bytes))
                .or_insert(bodies.len());
            if at == bodies.len() {
                bodies.push((function, bytes));
            }
            first.insert(function, at);
        }
        Ok((first, bodies))
    }
}

/// An order in which each is followed by the one most like it of those that are left.
fn alike(bodies: &[(u32, &[u8])]) -> Vec<usize> {
    let stretches: Vec<BTreeSet<&[u8]>> = bodies
        .iter()
        .map(|(_, bytes)| bytes.windows(STRETCH).collect())
        .collect();
    let mut having: HashMap<&[u8], Vec<usize>> = HashMap::new();
    for (at, own) in stretches.iter().enumerate() {
        for &stretch in own {
            having.entry(stretch).or_default().push(at);
        }
    }
    let mut left: BTreeSet<usize> = (0..bodies.len()).collect();
    let mut order = Vec::new();
    let mut shared = vec![0_usize; bodies.len()];
    let mut next = left.first().copied();
    while let Some(at) = next {
        left.remove(&at);
        order.push(at);
        let mut met = BTreeSet::new();
        for stretch in &stretches[at] {
            let others = &having[stretch];
            for &other in others.iter().filter(|_| others.len() < COMMON) {
                if left.contains(&other) {
                    shared[other] += 1;
                    met.insert(other);
                }
            }
        }
        let mut best: Option<usize> = None;
        for &other in &met {
            // Of fractions, without dividing.
            let weight = |at: usize| stretches[at].len() + WEIGHT;
            let more = |than: usize| shared[other] * weight(than) > shared[than] * weight(other);
            if best.is_none_or(more) {
                best = Some(other);
            }
        }
        for other in met {
            if Some(other) != best {
                shared[other] = 0;
            }
        }
        if let Some(best) = best {
            shared[best] = 0;
        }
        next = best.or(left.first().copied());
    }
    order
}

/// Functions in another order.
struct Moved {
    places: BTreeMap<u32, u32>,
    /// For each new place, which of the bodies stands there.
    order: Vec<u32>,
}

type Outcome = Result<(), reencode::Error<std::convert::Infallible>>;

impl Reencode for Moved {
    type Error = std::convert::Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, reencode::Error<Self::Error>> {
        Ok(self.places.get(&function).copied().unwrap_or(0))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Outcome {
        let types = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for &at in &self.order {
            functions.function(types[at as usize]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Outcome {
        let bodies = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for at in self.order.clone() {
            self.parse_function_body(code, bodies[at as usize].clone())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        ElementSection, Elements, ExportKind, ExportSection, Function, Instruction as I, RefType,
        TableSection, TableType, TypeSection, ValType,
    };

    /// `start` calls `one`, `two` (the same as `one`) and, through the table, whatever takes nothing:
    /// `four`. Nothing calls `three`, and nothing in the table that takes a number is ever called.
    fn module() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], [ValType::I32]);
        types.ty().function([ValType::I32], [ValType::I32]);
        let mut functions = FunctionSection::new();
        for kind in [0, 0, 0, 0, 0, 1] {
            functions.function(kind);
        }
        let mut tables = TableSection::new();
        tables.table(TableType {
            element_type: RefType::FUNCREF,
            table64: false,
            minimum: 2,
            maximum: Some(2),
            shared: false,
        });
        let mut exports = ExportSection::new();
        exports.export("start", ExportKind::Func, 0);
        let mut elements = ElementSection::new();
        let at = wasm_encoder::ConstExpr::i32_const(0);
        elements.active(None, &at, Elements::Functions([4, 5][..].into()));
        let mut code = CodeSection::new();
        let mut add = |instructions: &[I]| {
            let mut function = Function::new([]);
            for instruction in instructions {
                function.instruction(instruction);
            }
            function.instruction(&I::End);
            code.function(&function);
        };
        let through = I::CallIndirect {
            type_index: 0,
            table_index: 0,
        };
        add(&[
            I::Call(1),
            I::Call(2),
            I::I32Add,
            I::I32Const(0),
            through,
            I::I32Add,
        ]);
        add(&[I::I32Const(1)]);
        add(&[I::I32Const(1)]);
        add(&[I::I32Const(3)]);
        add(&[I::I32Const(4)]);
        add(&[I::I32Const(5)]);
        let mut module = Module::new();
        module.section(&types).section(&functions).section(&tables);
        module.section(&exports).section(&elements).section(&code);
        module.finish()
    }

    #[test]
    fn what_nothing_calls_goes_and_what_is_there_twice_is_kept_once() {
        let tidy = tidied(&module()).unwrap();
        let read = Functions::of(&tidy).unwrap();
        assert_eq!(read.bodies.len(), 3);
        // Of the three, the one that is exported calls the same function twice.
        let start = read.bodies[read.roots[0] as usize]
            .get_operators_reader()
            .unwrap();
        let calls: Vec<u32> = start
            .into_iter()
            .filter_map(|operator| match operator.unwrap() {
                Operator::Call { function_index } => Some(function_index),
                _ => None,
            })
            .collect();
        assert_eq!(calls.len(), 2);
        assert_eq!(calls[0], calls[1]);
        // What is called through the table is still there.
        let four = read.bodies[read.table[0] as usize]
            .get_operators_reader()
            .unwrap();
        let first = four.into_iter().next().unwrap().unwrap();
        assert!(matches!(first, Operator::I32Const { value: 4 }));
    }

    #[test]
    fn a_module_in_order_is_left_as_it_is() {
        let once = tidied(&module()).unwrap();
        assert_eq!(tidied(&once).unwrap(), once);
    }

    #[test]
    fn functions_that_are_alike_stand_beside_each_other() {
        let (a, b) = (
            b"the same words to begin with",
            b"nothing here that is like that",
        );
        let bodies: Vec<(u32, &[u8])> = vec![(0, a), (1, b), (2, &a[..20]), (3, &b[..20])];
        let order = alike(&bodies);
        assert_eq!(order, [0, 2, 1, 3]);
    }
}
