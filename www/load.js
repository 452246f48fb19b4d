// Where an engine comes from: the folders beside this file. The single file has another module in
// this one's place.

import { lazy } from "./lazy.js";

const tries = { pkg: 0, full: 0, whole: 0, scan: 0 };

/** A fresh engine; an error says by `lost` that it could not be had. */
export async function load(folder) {
  // A new address makes a new instance: browsers keep modules, and failures to load them, by address.
  const again = tries[folder] ? `?again=${tries[folder]}` : "";
  tries[folder] += 1;
  try {
    const module = await import(`./${folder}/gouji.js${again}`);
    await module.default({ module_or_path: await binary(folder) });
    return module;
  } catch (error) {
    throw Object.assign(error, { lost: true });
  }
}

/** The response where it can be compiled while it arrives, else its bytes: not every server knows the type. */
async function binary(folder) {
  const response = await fetch(new URL(`${folder}/gouji_bg.wasm`, import.meta.url));
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  const type = response.headers.get("Content-Type") || "";
  if (!type.startsWith("application/wasm")) return response.arrayBuffer();
  // It takes a while, and says how far it is.
  return folder === "pkg" ? response : lazy("later/arrive.js", () => import("./later/arrive.js")).then(({ arriving }) => arriving(response), () => response);
}
