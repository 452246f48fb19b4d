import type { FilePart, Part, Report, checkCells } from "../gouji.js";

/** Values by cell id, as `checkCells` takes them. */
export type Values = Parameters<typeof checkCells>[0];

/** Last year's report, what is not wanted, and a name: as in the engine's options. */
export interface ContentOptions {
  name?: string;
  off?: string[];
}

/** Comes once quickly and once complete, then at every change of a number. */
export class GoujiReportEvent extends Event {
  readonly type: "gouji-report";
  readonly report: Report;
  /** Whether the causes and the prose were looked at too. */
  readonly complete: boolean;
}

export class GoujiReadyEvent extends Event {
  readonly type: "gouji-ready";
}

export class GoujiErrorEvent extends Event {
  readonly type: "gouji-error";
  /** A sentence for the user. */
  readonly message: string;
  readonly error: unknown;
}

/** `<gouji-check>`. Attributes: lang, theme, no-intake, previous (JSON); `verdict` is set by the element. */
export class GoujiCheck extends HTMLElement {
  static define(tag?: string, registry?: CustomElementRegistry): typeof GoujiCheck;
  theme: "light" | "dark" | "auto";
  noIntake: boolean;
  previous: Report | null;
  readonly report: Report | null;
  /** Resolves when everything is drawn. */
  ready(): Promise<void>;
  /** Checks a text, HTML or the engine's parts; both give null where other content came in between. */
  check(content: string | (Part | FilePart)[], options?: ContentOptions): Promise<Report | null>;
  checkCells(values: Values): Promise<Report | null>;
}

export function partsOf(content: string | Part[]): Part[];

declare global {
  interface HTMLElementTagNameMap {
    "gouji-check": GoujiCheck;
  }
  interface GoujiEventMap {
    "gouji-ready": GoujiReadyEvent;
    "gouji-report": GoujiReportEvent;
    "gouji-error": GoujiErrorEvent;
  }
  interface HTMLElementEventMap extends GoujiEventMap {}
  interface DocumentEventMap extends GoujiEventMap {}
}
