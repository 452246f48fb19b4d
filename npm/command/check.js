// `gouji check`: reports over files and folders.
import { forms, listOf, overviewOf } from "../node.js";
import { expand, isFolder, optionsOf, readBesides, reportOf, tellLeft } from "./files.js";
import { ready, write } from "./output.js";
import { Usage, editsOf } from "./parse.js";
import { bar } from "./progress.js";
import { receipt } from "./receipt.js";
import { exitCode, lines } from "./show.js";
import { turn } from "./stop.js";
import { enforcement, json, parentLines, summary, sums, worstFirst, year } from "./together.js";

export async function check(given, options, print, fail) {
  if (options.resume && !options.tables) throw new Usage("--resume: 要与 --tables 同用 only with --tables");
  if (options.pages) throw new Usage("--pages: 请用本机命令 gouji the native command does this");
  if (options.tables) return (await import("./tables.js")).tables(given, options, print);
  if (options.receipt) return receipt(given, options, print);
  if (options.edit?.length && (given.length > 1 || isFolder(given[0]))) throw new Usage("--edit: 只能给一个文件 one file");
  const asked = { ...await optionsOf(options), edits: editsOf(options.edit, forms()) };
  const parent = options.parent && (await reportOf(options.parent, {}, true).catch((error) => { throw new Usage(`--parent: ${error.message}`); })).digest;
  const { files, left } = expand(given);
  ready(["csv", "xlsx", "together"].map((name) => [`--${name}`, options[name]]), options.force, [...files, ...readBesides(options)]);
  const wants = { digests: !options.json || options.csv || options.xlsx || options.together || parent, texts: !options.json && !options.quiet };
  const { digests, texts, verdicts, failed } = await all(files, asked, options, wants, print, fail);
  tellLeft(left, options);
  if (wants.digests) {
    const overview = overviewOf(digests, options.language);
    const declared = parent && sums(parent, digests, options.language);
    if (wants.texts) say({ digests, texts, overview, declared, last: Boolean(asked.previous) }, options.language, print);
    if (!digests.length && (options.csv || options.xlsx || options.together)) {
      // Earlier lists are worth more than empty ones.
      fail(new Error("一份也没有读成，原有的清单没有改动 nothing was read: lists are left as they were"));
      return exitCode(verdicts, failed);
    }
    if (options.csv) write(options.csv, listOf(digests, "csv", options.language), options.force);
    if (options.xlsx) write(options.xlsx, listOf(digests, "xlsx", options.language), options.force);
    if (options.together) write(options.together, json(overview, digests, declared), options.force);
  }
  return exitCode(verdicts, failed);
}

/** Checks every file, one after the other; objects are printed as they come. */
async function all(files, asked, options, wants, print, fail) {
  const made = { digests: [], texts: [], verdicts: [], failed: false };
  if (!files.length) fail(new Error("没有找到可以读的文件 no file to read was found"));
  const shown = bar(files.length, options.progress, options.quiet);
  for (const file of files) {
    try {
      const { report, digest } = await reportOf(file, asked, wants.digests);
      made.verdicts.push(report.verdict);
      if (digest) made.digests.push(digest);
      if (options.json) print(JSON.stringify(report));
      else if (wants.texts) made.texts.push(lines(report, options.language));
    } catch (error) {
      fail(error);
      made.failed = true;
    }
    shown.step();
    await turn();
  }
  shown.finish();
  return made;
}

function say({ digests, texts, overview, declared, last }, language, print) {
  for (const index of worstFirst(digests)) print(...texts[index], ...(last ? [] : [...year(overview, index, digests, language), ...enforcement(overview, index, digests, language)]));
  if (declared) print(...parentLines(declared, digests, language));
  if (digests.length > 1) print(...summary(overview, digests, language));
}
