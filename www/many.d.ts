// Many reports at once, two versions of one, and packing files: part of gouji.d.ts.

import type { Finding, FilePart, Language, Options, PagesPart, Part, Reason, Verdict } from "./gouji.js";
import type { Decisions } from "./others.js";

/** What is kept of a report where there are many of them. */
export interface Digest {
  file: string | null;
  organ: string | null;
  year: number | null;
  edition: { [table: string]: string };
  verdict: Verdict;
  message: string;
  /** What to look at first. */
  first: string | null;
  broken: number;
  undecided: number;
  warnings: number;
  hints: number;
  /** Kind of rule (`t3.rowsum`, `format`, `prose`, …) → how many do not hold. */
  kinds: { [kind: string]: number };
  /** Cells that were typed over, in a sentence, and the answer without that; absent where none were. */
  edited?: string;
  original?: Verdict;
  /** That other tables have totals which were not checked, in a sentence; absent where there are none. */
  unchecked?: string;
  /** Decisions of the year as statistics of enforcement have them (`OtherTable.decided`); absent where there are none. */
  decided?: Decisions[];
  /** Table id → its numbers in the order of the form; `?` for what was not read for certain. */
  figures: { [table: string]: string };
  /** Section (`1`, `5`) → its prose in little, by which others are found that have the same. */
  prose: { [section: string]: string };
}

/** What reports say together; numbers are indices into the digests as given. */
export interface Overview {
  /** This year's report with last year's of the same organ. */
  pairs: { this: number; last: number; findings: Finding[] }[];
  /** Statistics of enforcement with the annual report of the same body and year, and decisions of which they have other numbers; absent in an engine without `totals`. */
  enforcement?: { this: number; annual: number; findings: Finding[] }[];
  /** Several reports of one organ and year; none of them is paired. */
  repeated: { reports: number[]; alike: boolean }[];
  /** Reports that are not there although most organs have one of that year. */
  absent: { organ: string; year: number }[];
  /** Reports whose organ or year was not read. */
  unnamed: number[];
  /** Who may sum up whom, from the names of the organs; a proposal. */
  families: { year: number; parent: number; children: number[] }[];
  /** Reports of which a part is the same. */
  alike: Alike[];
}

/** 雷同: prose or numbers that several reports share. */
export interface Alike {
  /** `1`, `5`: the section whose prose it is; else the id of the table. */
  part: string;
  /** Bodies of one year, or this year's report and last year's. */
  reports: number[];
  /** Whether they are one body's, of two years. */
  years: boolean;
  /** Whether all of them are of one proposed family. */
  family: boolean;
  /** Hundredths of the text that are the same. */
  share: number;
  /** Whether the text is the same to the letter but for the names of the bodies. */
  exact: boolean;
  message: string;
}

/** A parent's cells against the sums over its children. */
export interface Summed {
  /** Cells that could be compared. */
  compared: number;
  findings: Finding[];
  /** Children (indices) that lack some number. */
  unknown: number[];
}

/** As `readFile`, but gives only what is kept of a report. @full */
export function digestFile(bytes: Uint8Array, name?: string | null, options?: Options): Digest;

/** As `check`, but gives only what is kept of a report. @full */
export function digestParts(parts: (Part | FilePart | PagesPart)[], options?: Options): Digest;

/** Pairs years, proposes families, lists what is not there. @full */
export function overviewOf(digests: Digest[], language?: Language): Overview;

/** A parent against its children, once a person said that they belong together. @full */
export function familyOf(parent: Digest, children: Digest[], language?: Language): Summed;

/**
 * The list, worst first, as a file for a spreadsheet program: of all reports, or of those
 * with the numbers `only`; what is said of them is what all say together. @full
 */
export function listOf(digests: Digest[], format: "csv" | "xlsx", language?: Language, only?: number[]): Uint8Array;

/** A file of a zip: its bytes, or why they are not there. */
export interface Packed {
  path: string;
  bytes: Uint8Array | null;
  trouble: "other" | "zip_locked" | "zip_damaged" | "zip_beyond" | null;
}

/**
 * The files of a zip, those of zips in it too, that have one of these endings (lower case,
 * no dot); all others are named without their bytes. @full
 */
export function unpack(bytes: Uint8Array, endings: string[]): Packed[];

/** One zip of files; of two with one path, the second gets a number. @full */
export function pack(files: { path: string; bytes: Uint8Array }[]): Uint8Array;

/** What changed from one version of a report to another. */
export interface Versions {
  before: Version;
  after: Version;
  /** What changed, counted, in one sentence. */
  message: string;
  /** Cells that do not hold the same; a text is empty where the cell is blank. */
  cells: { cell: string; name: string; before: string; after: string }[];
  /** Cells that were not compared: what stands there was not read in one of the two, or is inferred. */
  unread: { cell: string; name: string; before: string; after: string }[];
  /** Sentences that are not in both; `section` is 1 to 6, null before the first heading. */
  sentences: { section: number | null; before: string | null; after: string | null }[];
  /** Findings that only the later version raises. */
  come: Finding[];
  /** Findings that only the earlier version raises. */
  gone: Finding[];
  /** Findings of both, of which the numbers differ: as it was, as it is. */
  changed: [Finding, Finding][];
  /** What was not compared, and what was taken for the same. */
  notes: string[];
}

/** One of two versions. */
export interface Version {
  file: string | null;
  organ: string | null;
  year: number | null;
  verdict: Verdict;
  /** Why there is no answer; with one nothing was compared. */
  reason: Reason | null;
  message: string;
}

/** Two versions of one report, each as `check` takes it. @full */
export function compare(before: (Part | FilePart | PagesPart)[], after: (Part | FilePart | PagesPart)[], options?: Options): Versions;
