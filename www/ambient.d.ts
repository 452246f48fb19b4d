// What the scripts here know beyond the browser's own declarations, for `tsc -p www`; nothing loads it.

// A selector finds what the page has put there: which element that is, the selector says to who reads it.
interface Element {
  dataset: DOMStringMap;
  disabled: boolean;
  open: boolean;
  title: string;
  value: string;
  focus(options?: FocusOptions): void;
}
interface EventTarget {
  nodeName?: string;
  type?: string;
}
interface Array<T> {
  /** Asked for only, to tell browsers apart. */
  findLast?: unknown;
}
interface Error {
  /** A script or an engine could not be had; the rest is well. */
  lost?: boolean;
  code?: string;
}
interface Window {
  /** What was pasted before the scripts ran. */
  early?: any;
}
interface Navigator {
  connection?: { saveData: boolean };
}
