// A paste or a drop anywhere on the page is one of a report.

import { find } from "./dom.js";
import { soon } from "./engine.js";
import { brief, flavours } from "./intake.js";

const inBatch = () => document.body.classList.contains("in-batch");
const holds = (event) => event.dataTransfer && Array.from(event.dataTransfer.types).includes("Files");

/** `last()` takes what is dropped beside last year's report, `many` folders and several files, `pasted` what is pasted beside them. */
export function anywhere({ intake, last, many, pasted }) {
  // What was taken in is to be seen.
  const leaveRules = () => {
    if (location.hash) location.hash = "";
  };

  document.addEventListener("paste", (event) => {
    const { nodeName } = event.target;
    if (event.defaultPrevented || nodeName === "TEXTAREA") return;
    // One number for one cell is typing.
    const data = event.clipboardData;
    if (nodeName === "INPUT" && (!data || brief(flavours(data)))) return;
    leaveRules();
    if (data && inBatch()) {
      event.preventDefault();
      pasted(flavours(data));
    } else intake.paste(event);
  });

  document.addEventListener("dragover", (event) => {
    if (!holds(event)) return;
    event.preventDefault();
    // What reads files comes while they are still held.
    if (find("drop").hidden) soon();
    find("drop").hidden = false;
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) find("drop").hidden = true;
  });
  document.addEventListener("drop", (event) => {
    find("drop").hidden = true;
    if (!holds(event)) return;
    event.preventDefault();
    leaveRules();
    const { dataTransfer } = event;
    // Two files, a folder or a zip. What stands in a folder can only be asked for now; a file is had as it is,
    // since a page opened from a disk is given no other.
    const items = Array.from(dataTransfer.items || []).filter(({ kind }) => kind === "file");
    const dropped = items.map((item) => ({ file: item.getAsFile(), entry: item.webkitGetAsEntry && item.webkitGetAsEntry() }));
    const folder = ({ entry, file }) => (entry && entry.isDirectory) || (file && /\.(zip|rar|7z)$/i.test(file.name));
    // Pictures are the pages of one report.
    const pictures = dropped.every(({ file }) => file && /^image\//.test(file.type));
    if (inBatch() || (dropped.length > 1 && !pictures) || dropped.some(folder)) {
      many(dropped.length ? dropped : Array.from(dataTransfer.files));
      return;
    }
    const target = find("previous").contains(/** @type {Node} */ (event.target)) ? last() : intake;
    target.open(Array.from(dataTransfer.files));
  });
}
