// A report from what a tool was given: a file, a text or HTML.
import { check } from "../node.js";
import { partsOf, reportOf } from "../command/files.js";

export async function read(asked, { language, off, previous }, allowed) {
  const kind = kindOf(asked);
  const options = { language, off: off ?? [] };
  if (previous) options.previous = (await reportAt(previous, {}, allowed)).report;
  if (kind !== "path") return check([{ kind, text: asked[kind] }], options);
  const { report } = await reportAt(asked.path, options, allowed);
  return { ...report, file: asked.path };
}

/** Which of the three a tool was given. */
function kindOf(asked) {
  const given = ["path", "text", "html"].filter((kind) => asked[kind] !== undefined);
  if (given.length !== 1) throw new Error("path, text, html: 给出其中一种 give one of them");
  return given[0];
}

/** What the engine takes for it, where it is not the report that is wanted. */
export async function partsGiven(asked, allowed) {
  const kind = kindOf(asked);
  return kind === "path" ? shownAs(asked.path, allowed, partsOf) : [{ kind, text: asked[kind] }];
}

/** The same of a path that is allowed. Where the folder stands is nobody's business, in errors neither. */
function reportAt(path, options, allowed) {
  return shownAs(path, allowed, (real) => reportOf(real, options));
}

async function shownAs(path, allowed, ask) {
  const real = allowed(path);
  try {
    return await ask(real);
  } catch (error) {
    throw new Error(String(error.message ?? error).replaceAll(real, path));
  }
}
