// What is marked `@full` the page's first engine has not: it comes with the one after the first answer, and is
// always there in the npm package.

export * from "./many.js";
export * from "./others.js";

import type { OtherTable } from "./others.js";

/** The result object of gouji, the same from the page, the npm package and `gouji check --json`. */
export interface Report {
  schema: 1;
  /** Name of the file as given; null for pasted text. */
  file: string | null;
  organ: string | null;
  year: number | null;
  /** Table id (`t2`, `t3`, `t4`) → edition id (`2021`, `2019`), for the recognised tables. */
  edition: { [table: string]: string };
  verdict: Verdict;
  /**
   * Why there is no answer: why a file is not read, or why no report was found in it; null where one was,
   * unless it is a blank form.
   */
  reason: Reason | null;
  /** The answer in one sentence. */
  message: string;
  /** The answer without what was typed over cells (`Options.edits`); absent where nothing was. */
  original?: { verdict: Verdict; message: string };
  summary: Summary;
  /** Cell id → what is known of it, for every cell of the recognised tables. */
  cells: { [id: string]: Cell };
  findings: Finding[];
  explanations: Explanation[];
  /** Totals that the prose claims; hand them back to `checkCells`. */
  claims: Claim[];
  /** `totals-unchecked` says how many other tables have totals that were not looked at. */
  notes: Note[];
  /** Tables that are none of the report's, with their totals (`Options.totals`); absent where there are none. @full */
  others?: OtherTable[];
  /** What it was read from: pictures; absent for text. */
  source?: "picture";
  /** The pictures that it was read from; absent where there are none. */
  pages?: PicturePage[];
}

/** A picture that was read. */
export interface PicturePage {
  /** Pixels a row, and rows. */
  width: number;
  height: number;
  /** Degrees that it was turned clockwise to be read. */
  rotation: 0 | 90 | 180 | 270;
  /** Tables on it, or pieces of them: corners in pixels of the picture, from the table's upper left, clockwise. */
  tables: { table: string; quad: [number, number][] }[];
}

export type Verdict = "consistent" | "inconsistent" | "undecided" | "unrecognised";

/** More may be added. */
export type Reason =
  // Files that are not read.
  | "too-large"
  | "encrypted"
  | "damaged"
  | "pdf"
  | "picture"
  | "format"
  | "unknown-format"
  | "embedded"
  | "uncomputed"
  // No report in what was read.
  | "empty"
  | "cut"
  | "before-2019"
  | "illegible"
  | "pictures"
  | "no-report"
  | "unknown-id"
  | "blank-form";

export interface Summary {
  /** Of the full form; 0 where no form was recognised. */
  relations: number;
  holds: number;
  broken: number;
  undecided: number;
  read: number;
  blank: number;
  inferred: number;
  missing: number;
  unreadable: number;
  /** Cells that were typed over, whatever their state is now. */
  edited: number;
}

export type State = "read" | "blank" | "inferred" | "missing" | "unreadable";

export interface Cell {
  /** A whole number; for an amount the decimal exactly as written; null where there is none. */
  value: number | string | null;
  /** What stood there. */
  text: string;
  state: State;
  at: Place | null;
  /** What stood there before it was typed over (`Options.edits`); absent where it was not. */
  edited?: { value: number | string | null; text: string; state: State };
  /** What was made of it in a picture, likeliest first, with its share of all that it might be; absent where nothing was. */
  readings?: { text: string; p: number }[];
  /** Why it was not read from a picture. */
  why?: "touches-rule" | "differ" | "faint" | "row-not-sure" | "edition-not-sure" | "cut-by-page" | "not-a-number" | "twice" | "red";
}

/**
 * Where something stood, counted from 0: a cell of a table; a stretch of a line in UTF-16 units, end
 * exclusive; a rectangle on a page in hundredths of a point from its top left corner, on a picture in pixels.
 */
export type Place =
  | { table: number; row: number; column: number }
  | { line: number; start: number; end: number }
  | { page: number; x: number; y: number; width: number; height: number };

/** Weight of a rule: a relation of the form; between years, parent and children, form and wording; worth a look. */
export type Severity = "error" | "warning" | "hint";

/** Kinds of rules beyond the equations of tables (`t2`, `t3`, `t4`); more may be added. */
export type RuleKind = "format" | "form" | "wording" | "prose" | "sum" | "year" | "family" | "local" | "enforcement" | "accounts" | "totals";

export interface Finding {
  /** `t3.subtotal.total`, `format.negative`, `prose.new` …; every one is listed by `rules`. */
  rule: `${RuleKind}.${string}` | `t${number}.${string}`;
  status: "broken" | "undecided";
  severity: Severity;
  message: string;
  /** The sum in figures; empty where there is none. */
  arithmetic: string;
  left: number | null;
  right: number | null;
  difference: number | null;
  cells: string[];
  /** The cells of either side of `=`, for an equation of the form. */
  sides: { left: string[]; right: string[] } | null;
  at: Place | null;
}

export interface Explanation {
  /** Indices into `findings`. */
  findings: number[];
  /** About equally good stories, best first. */
  candidates: Candidate[];
  /** A few less likely ones, best first; never to be shown as equal. */
  further: Candidate[];
  message: string;
  /** The cell to look up first, where several stories are left. */
  look_first: string | null;
  /** Cell id → probability that it is wrong. */
  suspicion: { [id: string]: number };
  cut: boolean;
}

/** A kind of mistake; more may be added. */
export type MistakeKind =
  | "blank"
  | "carry"
  | "exchange"
  | "lost"
  | "misread"
  | "row"
  | "shift"
  | "slide"
  | "stale"
  | "swap"
  | "twice"
  | "typing"
  | "unfilled"
  | "unknown";

export interface Candidate {
  /** With several mistakes, their kinds joined by `+`. */
  kind: MistakeKind | `${MistakeKind}+${string}`;
  probability: number;
  message: string;
  changes: { cell: string; from: number | null; to: number }[];
}

export interface Claim {
  value: number;
  /** What it may mean: sums of cells, one of which should be the number. */
  any_of: string[][];
}

/** More may be added. */
export type NoteCode =
  // Of the input.
  | "edited"
  | "unknown-id"
  | "previous"
  | "several-reports"
  | "row-twice"
  | "table-twice"
  | "columns-lacking"
  | "cut"
  | "damaged"
  | "embedded"
  | "hidden"
  | "uncomputed"
  | "picture-pages"
  // Of pictures.
  | "scan.read"
  | "scan.too-small"
  | "scan.no-rules"
  | "scan.not-a-form"
  | "scan.worn"
  | "scan.handwriting"
  | "scan.cut"
  | "scan.left"
  | "scan.mixed"
  // Of tables and cells.
  | "table-absent"
  | "hybrid"
  | "edition"
  | "unplaced"
  | "inferred"
  | "placed-by-sums"
  | "unreadable"
  | "ambiguous"
  | "missing"
  | "blank-as-zero"
  | "dressed"
  // Of other tables with totals.
  | "totals-unchecked"
  | "totals-uncovered"
  | "totals-unclear"
  | "totals-too-large";

export interface Note {
  code: NoteCode;
  message: string;
  at: Place | null;
  /** How many tables `totals-unchecked` speaks of. */
  count?: number;
}

export type Language = "zh-CN" | "en";

export interface Options {
  language?: Language;
  /** Name of the file, repeated in the report; its ending decides how text is read. */
  name?: string;
  /** Last year's report of the same organ, as returned by `check`. */
  previous?: Report;
  /** Kinds of warnings and hints that are not wanted: rule ids, or their first part (`prose`). */
  off?: string[];
  /**
   * What was typed over cells, as a person would type it: cell id → text. Such a cell counts as read (also
   * where it confirms what was only inferred), everything is checked against it, and it says what stood
   * there before. An id that no cell of the report has is a note (`unknown-id`).
   */
  edits?: { [cell: string]: string };
  /**
   * Forms of the caller's own, beside those that are built in, as `gouji check --form` reads them: only in the
   * engine that knows most (`whole` in `wasm-pack.toml`, the npm package's), an Error in any other. The same one
   * is kept once and never given back, so at most 64 different ones are taken; what is wrong with one is the
   * message of an Error. `forms`, `rules`, digests and tables for the clipboard know them from then on. @full
   */
  forms?: FormDescription[];
  /**
   * Whether totals of tables that are none of the report's are checked too, as far as their words tell: only in the
   * engine that knows most (`whole` in `wasm-pack.toml`, the npm package's), an Error in any other. @full
   */
  totals?: boolean;
  /** What a place asks for beyond the national rules; what is wrong with it is the message of an Error. @full */
  profile?: Profile | null;
}

/** A form in words: `tests/toy/form.json` is a whole one. Texts in two languages are zh-CN, English. */
export interface FormDescription {
  id: string;
  title: [string, string];
  sections: { heading: string; keys: string[] }[];
  /** What whole numbers count, by a part of the label of their column. */
  units?: [string, string][];
  tables: {
    key: string;
    title: [string, string];
    section: number;
    shape: "fields" | "matrix" | "strip";
    numbered?: boolean;
    marks: number;
    density?: [number, number] | null;
    /** Bounds, chains between years, what a parent does not sum up, usual shares: docs/forms.md. */
    facts?: { [fact: string]: unknown };
  }[];
  editions: { id: string; source: string; years: [number, number | null]; tables: { [key: string]: unknown }[] }[];
}

/** What a place asks for beyond the national rules (docs/profile.md); every key may be left out. */
export interface Profile {
  name?: string;
  /** `MM-DD`: published later is told of; none is later than the national deadline. */
  deadline_departments?: string;
  deadline_governments?: string;
  deadline_towns?: string;
  /** Characters of section one, without spaces. */
  opening_least?: number;
  opening_most?: number;
  /** What section one names; `a|b` is one of them. */
  mention?: string[];
  /** Findings of wording that quote one of these are not made. */
  allow?: string[];
  /** Kinds of findings that are not wanted. */
  off?: string[];
}

/** One piece of text; a report may come in several. */
export interface Part {
  /** `csv`: @full */
  kind: "html" | "text" | "csv";
  text: string;
}

/** A file of any format that is read, as it is. @full */
export interface FilePart {
  kind: "file";
  bytes: Uint8Array;
  name?: string;
}

/** The pages of a PDF, taken apart. @full */
export interface PagesPart {
  kind: "pages";
  pages: LaidPage[];
  name?: string;
}

/** A page as it is shown, measured in points from its top left corner, y downwards. */
export interface LaidPage {
  width: number;
  height: number;
  /** Pictures on it. */
  pictures?: number;
  /** Glyphs, words or lines, in any order; U+FFFD for a glyph without a character. */
  runs: { x: number; y: number; width: number; height: number; text: string }[];
  /** Ruling lines: x, y, x, y. */
  lines?: [number, number, number, number][];
}

/**
 * Reads the parts as one report and checks it. Never throws on any text of up to 16 Mi characters in
 * all; an `Error` says what is wrong with longer ones or with arguments of another shape. (The engine that a page of
 * ours starts with gives null where it leaves the parts to the larger one.)
 */
export function check(parts: (Part | FilePart | PagesPart)[], options?: Options): Report;

/**
 * Checks values that need no reading: cell id → a number, a text, or a cell of an earlier report
 * (which keeps its state and place). `edition` as in a report.
 */
export function checkCells(
  values: {
    edition: { [table: string]: string };
    cells: { [id: string]: number | string | null | Cell };
    claims?: Claim[];
    organ?: string | null;
    year?: number | null;
    file?: string | null;
  },
  options?: Options,
): Report;

/** One edition of the form, to draw it. */
export interface FormEdition {
  id: string;
  source: string;
  tables: {
    [table: string]: {
      /** What sentences call it: 表三. */
      title: string;
      /** The section's official heading. */
      heading: string;
      /** Few values a row under heads of their own; rows with the same columns; one line of values. */
      shape: "fields" | "matrix" | "strip";
      /** Printed lines; a cell is a label (`text`) or a value (`cell`). */
      lines: FormCell[][];
    };
  };
}

export type FormCell =
  | { text: string; columns: number; lines: number; scope: "col" | "row" | "colgroup" | "rowgroup" }
  | {
      cell: string;
      columns: number;
      kind: "count" | "change" | "amount";
      name: string;
      /** What it is counted in (件, 项, 万元), where the form says; never in the page's first engine. */
      unit?: string;
    };

/** The editions of the form; `name` of a value is its full name in words, in `language`. */
export function forms(language?: Language): FormEdition[];

export interface RuleInfo {
  id: string;
  /** What the ids of its kind begin with: `t3.rowsum`, `prose`. */
  kind: string;
  /** What that kind is called: 表三：各行总计. */
  title: string;
  /** `*` for a rule of every edition. */
  edition: string;
  severity: Severity;
  /** What must hold, in a sentence. */
  sentence: string;
  why: string;
  source: string;
  /** The cells of either side of `=`, for an equation of the form; not in what the page loads first. */
  sides?: { left: string[]; right: string[] } | null;
}

/** Every rule with its sentence and source. */
export function rules(language?: Language): RuleInfo[];

/** The encoding to decode the bytes of a text file with: a label that `TextDecoder` knows. */
export function encodingOf(bytes: Uint8Array): string;

/**
 * Reads a file of any format that is known and checks it. What it is,
 * its content tells; the ending of its name only decides how plain text is taken. A file that cannot
 * be read is `unrecognised`, with a sentence that says what to do. @full
 */
export function readFile(bytes: Uint8Array, name?: string | null, options?: Options): Report;

/**
 * The user's own docx or xlsx with what was found in it: cells of broken
 * relations shaded, the probable culprit more strongly, a comment for each finding. Throws an error
 * whose message is a sentence for the user where the file cannot be marked. @full
 */
export function mark(
  bytes: Uint8Array,
  name: string | null | undefined,
  report: Report,
  options?: Options,
): Uint8Array;

/**
 * The file with other values in some of its cells (`values`: cell id → text), each
 * with a comment that says what stood there. `report` is that on the file as it is; `left` names the cells that
 * the file does not take: it has no such cell, computes it, or says more in it than a number. @full
 */
export function correct(
  bytes: Uint8Array,
  report: Report,
  values: { [cell: string]: string },
  options?: Options,
): { bytes: Uint8Array; left: string[] };

/**
 * The recognised tables, or one of them, as HTML: doubtful cells shaded, or plain. A number
 * that was inferred stands in no cell. @full
 */
export function tableHtml(report: Report, plain?: boolean, table?: string): string;

/** The same, tab-separated. @full */
export function tableTsv(report: Report, plain?: boolean, table?: string): string;

/** The pages of an OFD file, to be shown; null for any other file. @full */
export function pagesOf(bytes: Uint8Array): LaidPage[] | null;

/** A kind of rule in words. @full */
export function kindName(kind: string, language?: Language): string;

/** Version of the engine and its rules. */
export function version(): string;
