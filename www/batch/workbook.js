// Rows as a workbook of a sheet each, to be packed by the engine: the native command writes the same values.

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml";
// Cell formats: 0 plain, 1 the head.
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
/** Rows that a sheet takes, its head included. */
const ROWS = 1048576;
// UTF-16 units that a cell takes.
const UNITS = 32767;
const WIDE = { message: 48, label: 48, explanation: 48, heading: 48, file: 24, title: 24, cells: 24, arithmetic: 24, sha256: 24 };
const NUMBERS = new Set("year value bytes relations holds broken undecided read blank inferred missing unreadable errors warnings hints schema number left right difference group probability candidates".split(" "));

/** As much of a text as a cell takes, without half a character and what XML does not know. */
function plain(text) {
  const short = text.length > UNITS ? text.slice(0, UNITS).replace(/[\ud800-\udbff]$/, "") : text;
  const sound = /[\ud800-\udfff]/.test(short) ? Array.from(short, (c) => (/^[\ud800-\udfff]$/.test(c) ? "\ufffd" : c)).join("") : short;
  return sound.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\r", "&#13;");
}

const cell = (value, style, number) => {
  if (value === null || value === undefined || value === "") return "<c/>";
  // A text is always a text, also one that begins like a formula.
  return number ? `<c><v>${value}</v></c>` : `<c t="inlineStr"${style}><is><t xml:space="preserve">${plain(String(value))}</t></is></c>`;
};

/** One row of a table whose columns have these names. */
export const row = (values, names) => `<row>${values.map((value, at) => cell(value, "", NUMBERS.has(names[at]))).join("")}</row>`;

/**
 * The files of a workbook, to be packed: `tables` are [name, columns, parts], a part the bytes of its rows and their
 * `count`. A further sheet begins where one is full.
 */
export function workbook(tables, join, rows = ROWS) {
  const sheets = tables.flatMap(([name, columns, parts]) => {
    const made = [];
    let room = 0;
    for (const part of parts.length ? parts : [{ bytes: new Uint8Array(0), count: 0 }]) {
      if (!made.length || part.count > room) {
        made.push({ name: made.length ? `${name} ${made.length + 1}` : name, columns, parts: [] });
        room = rows - 1;
      }
      made[made.length - 1].parts.push(part.bytes);
      room -= part.count;
    }
    return made;
  });
  const at = (n) => `worksheets/sheet${n + 1}.xml`;
  const text = (path, words) => ({ path, bytes: join([words]) });
  return [
    text("[Content_Types].xml", `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${KIND}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${KIND}.styles+xml"/>${sheets.map((_, n) => `<Override PartName="/xl/${at(n)}" ContentType="${KIND}.worksheet+xml"/>`).join("")}</Types>`),
    text("_rels/.rels", `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`),
    text("xl/workbook.xml", `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.map(({ name }, n) => `<sheet name="${name}" sheetId="${n + 1}" r:id="rId${n + 1}"/>`).join("")}</sheets></workbook>`),
    text("xl/_rels/workbook.xml.rels", `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${sheets.map((_, n) => `<Relationship Id="rId${n + 1}" Type="${OFFICE}/worksheet" Target="${at(n)}"/>`).join("")}<Relationship Id="rId${sheets.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`),
    text("xl/styles.xml", STYLES),
    ...sheets.map(({ columns, parts }, n) => ({
      path: `xl/${at(n)}`,
      bytes: join([
        `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.map((name, i) => `<col min="${i + 1}" max="${i + 1}" width="${WIDE[name] || (NUMBERS.has(name) ? 10 : 14)}" customWidth="1"/>`).join("")}</cols><sheetData><row>${columns.map((name) => cell(name, ' s="1"')).join("")}</row>`,
        ...parts,
        "</sheetData></worksheet>",
      ]),
    })),
  ];
}
