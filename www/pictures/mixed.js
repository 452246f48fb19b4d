// A PDF in which some pages are text and others pictures: what is seen on these and what stands on those, as one report.

// Tables that a report has.
const TABLES = 3;

/** The numbers of the pages, counted from one, that show pictures and no text. */
export const pictured = (pages) => pages.map(({ runs, pictures }, n) => (pictures && !runs.length ? n + 1 : 0)).filter(Boolean);

const tableOf = (id) => id.slice(0, id.indexOf("."));

/** Whether the report that pages of text make lacks what pictures may show. */
export const lacks = ({ cells, reason, summary }) => reason !== null || summary.missing > 0 || new Set(Object.keys(cells).map(tableOf)).size < TABLES;

/**
 * What `seen` says of the pages with these numbers, joined with the `report` on pages that are text, as the engine of pictures
 * takes it; where both have a cell, the text's stays.
 */
export function merged(seen, numbers, pages, report) {
  const here = ([n, box]) => [numbers[n] - 1, box];
  const tables = seen.tables.map((table) => Object.assign({}, table, {
    outlines: table.outlines.map(here),
    cells: table.cells.map((cell) => (cell.at ? Object.assign({}, cell, { at: here(cell.at) }) : cell)),
  }));
  const whole = pages.map(({ width, height }) => ({ width: Math.round(width * 100), height: Math.round(height * 100), quarters: 0, outlines: 0, text: true }));
  numbers.forEach((number, n) => { whole[number - 1] = seen.pages[n]; });
  const said = Object.assign({}, seen, { pages: whole, tables, organ: report.organ, year: report.year });
  if (report.reason !== null) return said;
  for (const [id, cell] of Object.entries(report.cells)) {
    if (cell.state === "missing") continue;
    const key = tableOf(id);
    let table = tables.find((one) => one.table === key);
    if (!table) tables.push(table = { table: key, edition: report.edition, cells: absent(report, key), outlines: [] });
    const place = table.cells.findIndex((one) => one.cell === id);
    // The picture's table is of another edition.
    if (place >= 0) table.cells[place] = asSeen(id, cell);
  }
  return said;
}

const absent = ({ cells }, key) => Object.keys(cells).filter((id) => tableOf(id) === key).map((cell) => ({ cell, told: "absent", text: null, readings: [], at: null }));

function asSeen(cell, { state, text, at }) {
  const told = state === "read" ? "text" : state === "blank" ? "blank" : "not-a-number";
  return { cell, told, text, readings: [], at: at && "page" in at ? [at.page, [at.x, at.y, at.x + at.width, at.y + at.height]] : null };
}
