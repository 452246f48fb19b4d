import type { Language, Report } from "../gouji.js";

export interface FieldsOptions {
  /** Table id → edition id; the newest where it is left out. */
  edition?: { [table: string]: string };
  language?: Language;
  /** Where the list of findings goes; at the top of the form where it is left out. */
  summary?: HTMLElement;
  previous?: Report;
  off?: string[];
  told?: (report: Report) => void;
}

/** Checks the fields of a form that carry `data-gouji-cell`, now and at every change. */
export function attach(form: HTMLElement, options?: FieldsOptions): { check(): Promise<Report>; detach(): void };
