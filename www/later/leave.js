// Leaving the page with work in it asks first.

/** `state` is the page's: what was typed over the report, reasons that are kept nowhere, a list of reports. */
export function watch(state) {
  addEventListener("beforeunload", (event) => {
    const { session, reasons, batch } = state;
    const typed = session.edits.size > 0 && !(state.recovers && state.safe);
    if (!typed && !(reasons && reasons.unsaved) && !(batch && batch.items.length)) return;
    event.preventDefault();
    event.returnValue = "";
  });
}
