//! Reports, cells and values that JavaScript gives back, read by hand from what it holds.

use super::Read;
use super::argument::Argument;
use crate::options::{Given, Previous, Values};
use crate::place::Place;
use crate::report::{Cell, Claim, Edited, Number};
use crate::sheet::State;
use crate::sorted::Sorted;
use wasm_bindgen::prelude::*;

impl Argument {
    pub fn previous(&self) -> Read<Option<Previous>> {
        if self.is_nothing() {
            return Ok(None);
        }
        if !self.is_object() {
            return self.expected("a report");
        }
        let cells = self.get("cells")?;
        let Some(mut entries) = cells.entries() else {
            return cells.expected("the cells of a report");
        };
        Ok(Some(Previous {
            organ: self.get("organ")?.optional_text()?,
            year: self.get("year")?.year()?,
            edition: self.get("edition")?.edition()?,
            cells: entries.try_fold(Sorted::default(), |mut cells, (id, cell)| {
                cells.insert(id, cell.cell()?);
                Ok::<_, JsError>(cells)
            })?,
        }))
    }

    pub fn values(&self) -> Read<Values> {
        if !self.is_object() {
            return self.expected("{ edition, cells }");
        }
        let cells = self.get("cells")?;
        let Some(mut entries) = cells.entries() else {
            return cells.expected("an object of cells");
        };
        Ok(Values {
            edition: self.get("edition")?.edition()?,
            cells: entries.try_fold(Sorted::default(), |mut cells, (id, given)| {
                cells.insert(id, given.given()?);
                Ok::<_, JsError>(cells)
            })?,
            claims: self.get("claims")?.claims()?,
            organ: self.get("organ")?.optional_text()?,
            year: self.get("year")?.year()?,
            file: self.get("file")?.optional_text()?,
        })
    }

    pub fn claims(&self) -> Read<Vec<Claim>> {
        let names = |sum: &Argument| sum.texts();
        let claim = |claim: &Argument| {
            Ok(Claim {
                value: claim.get("value")?.small()?,
                any_of: claim
                    .get("any_of")?
                    .elements()?
                    .iter()
                    .map(names)
                    .collect::<Read<_>>()?,
            })
        };
        self.elements()?.iter().map(claim).collect()
    }

    pub fn given(&self) -> Read<Given> {
        if self.is_nothing() {
            return Ok(Given::Nothing(()));
        }
        if self.is_object() {
            return self.cell().map(Given::Cell);
        }
        let text = self.value.as_string().map(Given::Text);
        match text.or_else(|| self.whole().map(Given::Count)) {
            Some(given) => Ok(given),
            None => self.expected("a whole number, a text, a cell or null"),
        }
    }

    pub fn cell(&self) -> Read<Cell> {
        if !self.is_object() {
            return self.expected("a cell of a report");
        }
        let (value, state, at) = (self.get("value")?, self.get("state")?, self.get("at")?);
        let text = value.value.as_string().map(Number::Amount);
        let number = text.or_else(|| value.whole().map(Number::Count));
        if number.is_none() && !value.is_nothing() {
            return value.expected("a whole number, a decimal as text, or null");
        }
        let text = self.get("text")?.optional_text()?.unwrap_or_default();
        let state = match state.value.as_string().as_deref() {
            Some("read") => State::Read,
            Some("blank") => State::Blank,
            Some("inferred") => State::Inferred,
            Some("missing") => State::Missing,
            Some("unreadable") => State::Unreadable,
            _ => return state.expected("the state of a cell"),
        };
        Ok(Cell {
            at: (!at.is_nothing()).then(|| at.place()).transpose()?,
            edited: self.get("edited")?.edited()?,
            ..Cell::new(number, text, state)
        })
    }

    /// What stood in a cell that was typed over; none where nothing was.
    fn edited(&self) -> Read<Option<Edited>> {
        if self.is_nothing() {
            return Ok(None);
        }
        let Cell {
            value, text, state, ..
        } = self.cell()?;
        Ok(Some(Edited { value, text, state }))
    }

    pub fn place(&self) -> Read<Place> {
        if !self.is_object() {
            return self.expected("a place");
        }
        let number = |key| self.get(key)?.small::<u32>();
        #[cfg(feature = "office")]
        if !self.get("page")?.is_nothing() {
            let measure = |key| self.get(key)?.small::<i32>();
            return Ok(Place::Page {
                page: number("page")?,
                x: measure("x")?,
                y: measure("y")?,
                width: measure("width")?,
                height: measure("height")?,
            });
        }
        if self.get("table")?.is_nothing() {
            return Ok(Place::Span {
                line: number("line")?,
                start: number("start")?,
                end: number("end")?,
            });
        }
        Ok(Place::Cell {
            table: number("table")?,
            row: number("row")?,
            column: number("column")?,
        })
    }
}
