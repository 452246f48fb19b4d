// The style of pages and of their progress.

import { sheet } from "../later/styles.js";

/** Resolves when the style is there, or cannot be had. */
export const dress = () => sheet("pdf.css", import.meta.url).catch(() => {});
