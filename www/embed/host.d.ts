import type { Part, Report } from "../gouji.js";
import type { ContentOptions, Values } from "../element/gouji-check.js";

export interface Settings {
  lang?: "zh-CN" | "en";
  theme?: "light" | "dark" | "auto";
  noIntake?: boolean;
}

export interface Heard {
  ready?(): void;
  report?(message: { report: Report; complete: boolean }): void;
  resize?(message: { height: number }): void;
  error?(message: { message: string }): void;
  close?(): void;
}

export interface Embedded {
  frame: HTMLIFrameElement;
  ready: Promise<void>;
  check(content: string | Part[], options?: ContentOptions): Promise<Report | null>;
  cells(values: Values): Promise<Report | null>;
  set(settings: Settings & { previous?: Report | null }): Promise<void>;
  remove(): void;
}

/** Puts the checker into a place as a frame; `src` is the address of gouji's folder embed/. */
export function embed(place: Element, options: Settings & { src: string; title?: string; heard?: Heard }): Embedded;
