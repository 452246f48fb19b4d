//! For users of the library: the stages that [`crate::check`] runs one after the other, for whoever wants to see
//! what one of them made: read → align → check → infer → check again → locate. Each is a function of plain data.
//! The order itself is the program of `pipeline.rs` and `examine.rs`.
//!
//! ```
//! use gouji::stages::{Bounds, Outcome, align, check, infer, read};
//! use gouji::Input;
//!
//! let table = "四、政府信息公开行政复议、行政诉讼情况\n行政复议\t行政诉讼\n\
//!     结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉\n\
//!     4\t0\t1\t2\t7\t2\t0\t1\t1\t4\t3\t0\t2\t0\t5\n";
//! let document = read(Input::text(table), &Bounds::default())?;
//! let mut sheet = align(&document);
//! let checked = check(&sheet);
//! let inferred = infer(&mut sheet, &checked);
//! assert!(inferred.is_empty());
//! assert!(checked.iter().all(|one| one.outcome == Outcome::Holds));
//! # Ok::<(), gouji::stages::Refusal>(())
//! ```

pub use crate::check::{Checked, Outcome, check};
pub use crate::document::{Bounds, Cell, Document, Row, RowKind};
#[cfg(feature = "explain")]
pub use crate::evidence::Evidence;
pub use crate::infer::{Inferred, infer};
#[cfg(feature = "explain")]
pub use crate::locate::{Limits, Located, explain as locate};
pub use crate::read::Refusal;
pub use crate::sheet::{Entry, Facts, Sheet, State};

use crate::form::Forms;
use crate::options::Input;

/// What is read of an input; values need no reading, so that nothing is read of them.
///
/// # Errors
/// Why a file cannot be read.
pub fn read(input: impl Into<Input>, bounds: &Bounds) -> Result<Document, Refusal> {
    match input.into() {
        Input::Pieces(pieces) => {
            let how = crate::read::How {
                bounds,
                #[cfg(feature = "office")]
                name: None,
                #[cfg(feature = "office")]
                hidden: &|shown, whole| crate::align::adds(shown, whole, Forms::default()),
            };
            Ok(crate::read::read(&pieces, &how)?.document)
        }
        Input::Values(_) => Ok(Document::default()),
    }
}

/// The cells that the values of a document fill, before anything is inferred or checked.
pub fn align(document: &Document) -> Sheet {
    crate::align::align(document, Forms::default(), None).sheet
}

/// The pages of an OFD file, text and lines where they are shown; none of any other file.
#[cfg(feature = "office")]
pub fn pages(bytes: &[u8]) -> Option<Vec<crate::read::placed::Page>> {
    crate::read::file::pages(bytes)
}
