// The only module that knows the engine. One that trapped is thrown away: its memory may be in any
// state, so the next try starts a fresh one.

import { load } from "./load.js";

let engine = null;
let starting = null;
let deepening = null;
let depth = "full";

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
    const wanted = depth;
    deepening = load(wanted).then((module) => {
      if (wanted === depth) engine = module;
    }).catch((error) => {
      deepening = null;
      throw error;
    });
  }
  return deepening;
}

/** The same at the first sign that it will be wanted: where it cannot be had, whoever wants it will hear of that. */
export const soon = () => void deepen().catch(() => {});

/** From now on the one that knows other tables and forms as well. */
export function widen() {
  if (depth !== "whole") deepening = null;
  depth = "whole";
}

/** Whether it is there. */
export const full = () => engine !== null && "readFile" in engine;

/** Whether a check can be answered at once. */
export const ready = () => engine !== null;

/** Any function of the engine, by its name: some are there only once it was deepened. */
export function call(name, ...given) {
  if (!engine) throw new ReferenceError("the engine has not started");
  try {
    return engine[name](...given);
  } catch (error) {
    // What it declines is a plain Error, what trapped or lacked memory another one.
    if (error.constructor !== Error) engine = starting = deepening = null;
    throw error;
  }
}

export const check = (parts, options) => call("check", parts, options);
export const checkCells = (values, options) => call("checkCells", values, options);
export const forms = (language) => call("forms", language);
export const rules = (language) => call("rules", language);
export const encodingOf = (bytes) => call("encodingOf", bytes);
export const version = () => call("version");

/** What a session asks of it. */
export const asked = { start, deepen, full, ready, check, checkCells };
