// The only module that knows of wasm. An engine that trapped is thrown away: its memory may be in
// any state, so the next try starts a fresh one.

let engine = null;
let starting = null;
let deepening = null;
const tries = { pkg: 0, full: 0 };

/** Starts the engine once; after a failure the next call tries again. */
export function start() {
  if (!starting) {
    starting = load("pkg").then((module) => {
      engine = engine || module;
    }).catch((error) => {
      starting = null;
      throw error;
    });
  }
  return starting;
}

/** Fetches the engine that knows more and puts it in the place of the first. */
export function deepen() {
  if (!deepening) {
    deepening = load("full").then((module) => {
      engine = module;
    }).catch((error) => {
      deepening = null;
      throw error;
    });
  }
  return deepening;
}

/** Whether it was asked for, and whether it is there. */
export const deep = () => deepening !== null;
export const full = () => engine !== null && "readFile" in engine;

async function load(folder) {
  // A new address makes a new instance: browsers keep modules, and failures to load them, by address.
  const again = tries[folder] ? `?again=${tries[folder]}` : "";
  tries[folder] += 1;
  const module = await import(`./${folder}/gouji.js${again}`);
  await module.default({ module_or_path: await binary(folder) });
  return module;
}

/** The response where it can be compiled while it arrives, else its bytes: not every server knows the type. */
async function binary(folder) {
  const response = await fetch(new URL(`${folder}/gouji_bg.wasm`, import.meta.url));
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  const type = response.headers.get("Content-Type") || "";
  return type.startsWith("application/wasm") ? response : response.arrayBuffer();
}

/** Whether a check can be answered at once. */
export const ready = () => engine !== null;

function call(name, ...given) {
  if (!engine) throw new Error("the engine has not started");
  try {
    return engine[name](...given);
  } catch (error) {
    engine = starting = deepening = null;
    throw error;
  }
}

export const check = (parts, options) => call("check", parts, options);
export const checkCells = (values, options) => call("checkCells", values, options);
export const forms = (language) => call("forms", language);
export const rules = (language) => call("rules", language);
export const encodingOf = (bytes) => call("encodingOf", bytes);
export const version = () => call("version");
// Only once deepened.
export const mark = (bytes, name, report, options) => call("mark", bytes, name, report, options);
export const tableHtml = (report, corrected) => call("tableHtml", report, corrected);
export const tableTsv = (report, corrected) => call("tableTsv", report, corrected);
