import type { LaidPage } from "./gouji.js";

/** Why a PDF cannot be read: a password, damage, no answer in time, an aborted signal, no pdf.js. */
export class Refused extends Error {
  code: "locked" | "damaged" | "stuck" | "cancelled" | "absent";
}

/**
 * A PDF taken apart by pdf.js, for `check([{ kind: "pages", pages, name }])`. A page that cannot be read
 * is left empty and counted in `lost`; `cut` where there are more than 2,000. Throws `Refused`.
 */
export function open(
  bytes: Uint8Array,
  options?: { progress?: (done: number, all: number) => void; signal?: AbortSignal },
): Promise<{ pages: LaidPage[]; lost: number; cut: boolean }>;
