// `gouji mark`: the file with its wrong cells marked, or with other values in some of them.
import { dirname, extname, basename, join } from "node:path";
import { correct, forms, mark as marked } from "../node.js";
import { CORRECTED, MARKED, bytesOf, optionsOf, readBesides, reportOf } from "./files.js";
import { ready, write } from "./output.js";
import { editsOf } from "./parse.js";
import { exitCode, lines } from "./show.js";
import { oneLine } from "./terminal.js";

export async function mark([file], options, print) {
  const edits = editsOf(options.edit, forms());
  const asked = await optionsOf(options);
  ready([["-o", options.output]], options.force, [file, ...readBesides(options)]);
  const bytes = bytesOf(file);
  const { report } = await reportOf(file, asked, false, bytes);
  const others = Object.keys(edits).length > 0;
  const done = others ? correct(bytes, report, edits, asked) : report.findings.length ? { bytes: marked(bytes, file, report, asked), left: [] } : null;
  let to = null;
  if (done) {
    const ending = extname(file);
    to = options.output ?? join(dirname(file), `${basename(file, ending)}${others ? CORRECTED : MARKED}${ending}`);
    write(to, done.bytes, options.force);
  }
  // Of what was written, with what stood there before and the answer before and after.
  const written = Object.fromEntries(Object.entries(edits).filter(([cell]) => !done.left.includes(cell)));
  const said = Object.keys(written).length ? (await reportOf(file, { ...asked, edits: written }, false, bytes)).report : report;
  print(...lines(said, options.language));
  print(to ? `→ ${oneLine(to)}` : "没有可标注的内容，没有写文件。 Nothing to mark; no file written.");
  if (done?.left.length) print(`没有写进文件的格（文件里没有、由公式算出，或格里还有别的内容） Cells that the file does not take: ${done.left.join(", ")}`);
  return exitCode([said.verdict]);
}
