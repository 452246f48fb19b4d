// Tables that are none of the report's, and their totals: part of gouji.d.ts.

import type { Place } from "./gouji.js";

/** A table that is none of the report's, in which totals were checked. */
export interface OtherTable {
  /** What it is called: the line above it, or its number. */
  title: string;
  /** The form it is of: `penalties`, `permits`, `coercion`, `final-accounts`; null where only its words are known. */
  form: string | null;
  /** The edition whose columns it prints: `ZJ-2024`, …; null where no known one does. */
  edition: string | null;
  /** Where it begins. */
  at: Place | null;
  /** How many sums hold, do not hold, and could not be decided. */
  holds: number;
  broken: number;
  undecided: number;
  /** Its lines, cells from left to right; a cell stands once, where it begins. */
  lines: { column: number; text: string; number: boolean }[][];
  /** The sums that do not hold or could not be decided. */
  sums: OtherSum[];
  /** What table 2 of the annual report says of the same decisions; absent where it says nothing of them. */
  decided?: Decisions;
}

/** Decisions of a year as statistics of enforcement have them. @full */
export interface Decisions {
  /** What their table is called. */
  title: string;
  /** The row of the annual report's table 2: `行政许可`, `行政处罚`, `行政强制`. */
  row: string;
  /** The numbers that agree with it, the plainest first. */
  numbers: number[];
}

/** A sum of such a table; cells are [line, column]. */
export interface OtherSum {
  rule: `totals.${string}` | `enforcement.${string}` | "accounts.sums";
  status: "broken" | "undecided";
  message: string;
  total: [number, number];
  parts: [number, number][];
  /** The only cell that explains it, and what should stand there; null where there is none. */
  likely: [number, number] | null;
  likely_value: string | null;
}
