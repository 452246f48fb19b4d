export * from "./gouji.js";

/** Starts the engine; needed once before anything else, except in Node.js, where it does nothing. */
export function init(source?: string | URL | Request | Response | BufferSource | WebAssembly.Module): Promise<void>;
