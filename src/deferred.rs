//! What the page's first build leaves to the full one: it reads plain reports, and says of any other input
//! that it has not read it ([`Reason::Deferred`](crate::report::Reason::Deferred)) instead of guessing.

use std::cell::Cell;

thread_local! {
    static DEFERRED: Cell<bool> = const { Cell::new(false) };
}

/// Whether what comes next is left to the full build, which is noted of the input that is being checked.
/// Never in the full build: what stands behind this is not compiled into the first one.
#[inline(always)]
pub(crate) fn to_full() -> bool {
    if cfg!(feature = "explain") {
        return false;
    }
    DEFERRED.set(true);
    true
}

/// Whether something was left to the full build since this was asked last.
#[cfg(not(feature = "explain"))]
pub(crate) fn was() -> bool {
    DEFERRED.replace(false)
}
