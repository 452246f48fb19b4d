// A report from what a tool was given: a file, a text or HTML.
import { check } from "../node.js";
import { reportOf } from "../command/files.js";

export async function read(asked, { language, off, previous }, allowed) {
  const given = ["path", "text", "html"].filter((kind) => asked[kind] !== undefined);
  if (given.length !== 1) throw new Error("path, text, html: 给出其中一种 give one of them");
  const options = { language, off: off ?? [] };
  if (previous) options.previous = (await reportAt(previous, {}, allowed)).report;
  const [kind] = given;
  if (kind !== "path") return check([{ kind, text: asked[kind] }], options);
  const { report } = await reportAt(asked.path, options, allowed);
  return { ...report, file: asked.path };
}

/** The same of a path that is allowed. Where the folder stands is nobody's business, in errors neither. */
async function reportAt(path, options, allowed) {
  const real = allowed(path);
  try {
    return await reportOf(real, options);
  } catch (error) {
    throw new Error(String(error.message ?? error).replaceAll(real, path));
  }
}
