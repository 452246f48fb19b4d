import type { Language, Place, Reason, Report, Verdict } from "../gouji.js";

/** A cell or a line of the page. */
export type Thing = Element | Range;

export interface Options {
  /** `zh-CN` where it is left out. */
  language?: Language;
  /** Last year's report, and kinds of hints that are not wanted: as in the engine's options. */
  previous?: Report | null;
  off?: string[];
  /** The list goes into this element; `false` for no list. */
  beside?: Element | false;
  /** Or below this one. With neither it stands at the edge of the page. */
  below?: Element;
  /** Elements that are none of the content, though they stand in it. */
  skip?(element: Element): boolean;
  /** Writes numbers into cells as one step of the editor's history; `false` where it could not. */
  fill?(changes: { element: Element; text: string }[]): boolean | void;
  /** Puts the caret somewhere. */
  caret?(range: Range): void;
  /** Hears of every answer: twice after the first edit, then once. */
  told?(answer: Answer): void;
  /** Frames in a layer instead of the browser's highlights: `false`. */
  highlights?: boolean;
  /** Who is asked instead of the worker beside these scripts. */
  ask?(job: Job, tell: (said: Answer) => void): Promise<void>;
  /** Makes a button that closes the list, and hears when it did. */
  close?(): void;
  /** What else stands below the list. */
  more?(watching: Watching): Node[];
}

export interface Job {
  pieces: { html: string; table: boolean }[];
  language: Language;
  previous?: Report | null;
  off?: string[];
  whole?: boolean;
  /** Number of the one that asks: what did not change since it asked is not read again. */
  of?: number;
}

export interface Answer {
  /** Whether the causes and the prose were looked at too. */
  complete: boolean;
  /** That engine could not be had. */
  lost?: boolean;
  /** One a report on the page. */
  reports: Told[];
}

export interface Told {
  verdict: Verdict;
  /** Why there is no answer, by the engine's own code. */
  reason: Reason | null;
  message: string;
  organ: string | null;
  year: number | null;
  findings: { key: string; kind: "broken" | "undecided" | "warned"; words: string; figures: string; message: string; cells: string[]; at: Place | null }[];
  proposals: { words: string; share: number; findings: number[]; changes: { cell: string; to: string }[] }[];
  notes: string[];
  /** Whether it was read now; what did not change is not read again. */
  fresh: boolean;
}

export interface Watching {
  /** Reads what changed; resolves to the answer. */
  check(): Promise<Answer | null>;
  /** Reads everything again. */
  refresh(): Promise<Answer | null>;
  /** The report on what stands there now, the worst where there are several: for `guard`. */
  report(): Promise<Report>;
  /** To the next finding or the one before. */
  walk(step: 1 | -1): unknown;
  /** Watches another root: an editor made its document anew. */
  move(root: Node): Promise<Answer | null>;
  /** Takes everything away. */
  stop(): void;
  readonly reports: Told[];
  /** The documents and shadow trees that are looked into. */
  readonly trees: Node[];
  /** What is marked now. */
  readonly marks: Map<Thing, { element: Element; look: "suspect" | "broken" | "undecided" | "warned"; id?: string }>;
}

/** Checks what stands in an element, a document or a shadow root, marks it in place and follows edits. */
export function watch(root: Element | Document | ShadowRoot, options?: Options): Watching;
