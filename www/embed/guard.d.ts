import type { Part, Report } from "../gouji.js";

export interface GuardOptions {
  content(): string | Part[] | Promise<string | Part[]>;
  check(content: string | Part[]): Promise<Report | null>;
  /** Whether this button publishes; every button where it is left out. Null where a script sends the form. */
  when?(button: (HTMLElement & { name?: string; value?: string }) | null): boolean;
  /** What happens to a report with broken relations. */
  mode?: "warn" | "block";
  decide?(report: Report): "allow" | "warn" | "block";
  confirm?(report: Report): boolean | Promise<boolean>;
  blocked?(report: Report): void;
  failed?(error: unknown): void;
}

/** Holds a form back until its content was checked; gives a function that takes the guard off. */
export function guard(form: HTMLFormElement, options: GuardOptions): () => void;
