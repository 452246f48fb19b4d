// What is done beside the page: planes of gray → what is seen on them.

import { load } from "../load.js";

/** Resolves to { seen }, or { trouble } where the engine stopped; fails where it cannot be had. */
export async function see(pages, told) {
  const engine = await load("scan");
  try {
    return { seen: engine.seePictures(pages, told) };
  } catch (error) {
    console.error(error);
    return { trouble: "crashed" };
  }
}
