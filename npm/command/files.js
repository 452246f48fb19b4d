// Files, folders, patterns and standard input; PDF is taken apart by pdf.js.
import { existsSync, readdirSync, readFileSync, realpathSync, statSync, lstatSync } from "node:fs";
import { basename, dirname, extname, join, sep } from "node:path";
import { isOurs } from "./output.js";
import { Usage } from "./parse.js";
import { fromPictures } from "./pictures.js";
import { complain } from "./terminal.js";
import { check, digestFile, digestParts, readFile } from "../node.js";

/** Endings taken from a folder, as the native command and the page do. */
export const ENDINGS = "html htm xhtml shtml mht mhtml eml txt text md csv tsv docx docm doc wps wpt rtf odt fodt xlsx xlsm xlsb xls et ett ods fods uof uot uos pdf ofd ceb sep gd caj rar 7z".split(" ");
const LARGEST = 100 * 1024 * 1024;

const PDF = {
  locked: "PDF 设有密码 the PDF is protected by a password",
  damaged: "PDF 已损坏或不完整 the PDF is damaged or incomplete",
  stuck: "PDF 读取时间过长 reading the PDF took too long",
  drawn: "PDF 的图片上另有图形、线条或文字，没有读；请打印成 PDF 再试 more than pictures is drawn on a scanned page, which was not read; print it to PDF and try that",
  too_large: "PDF 里的图片太大，没有读 the pictures in the PDF are too large and were not read",
  pictures: "图片页太多，没有读：一份报告最多 40 页 too many pages are pictures; 40 at most are read",
};
const MISSING = {
  ENOENT: "没有这个文件 there is no such file",
  EISDIR: "这是文件夹，请写明文件 this is a folder; name its files",
  EACCES: "没有读取它的权限 it may not be read",
};

/** Why a file or folder cannot be read, for who is no programmer. */
function reason(place, error) {
  if (error.code !== "EACCES" && lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() && !existsSync(place)) return "这个链接没有通到文件 this link leads to no file";
  return MISSING[error.code] ?? `读不了 it cannot be read (${error.message})`;
}

export const isFolder = (path) => existsSync(path) && statSync(path).isDirectory();
const inOrder = (names) => names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));

/**
 * The files that the arguments name, each once however often and in whatever way it is named, folders walked through in
 * the order of names; and, counted, what folders hold besides.
 */
export function expand(given) {
  const found = { files: [], left: { others: new Map(), hidden: 0, own: 0 }, known: new Set() };
  for (const path of given) {
    const named = existsSync(path) || path === "-" ? [path] : matches(path);
    for (const one of named.length ? named : [path]) {
      if (isFolder(one)) walk(one, found);
      else add(one, found);
    }
  }
  return found;
}

function add(path, { files, known }) {
  const is = identity(path);
  if (!known.has(is)) files.push(path);
  known.add(is);
}

/** What a path is whatever way it is spelled, links followed; of what is not there, where it would be. */
export function identity(path) {
  if (path === "-") return path;
  const real = (place) => realpathSync.native(place, { encoding: "buffer" }).toString("latin1");
  try {
    return real(placeOf(path));
  } catch {
    try {
      return `${real(dirname(path))}${sep}${Buffer.from(basename(path)).toString("latin1")}`;
    } catch {
      return path;
    }
  }
}

/** Says what folders hold that was not read, where somebody listens. */
export function tellLeft({ others, hidden, own }, { quiet, language }) {
  const several = [...others.values()].reduce((sum, n) => sum + n, 0);
  const all = several + hidden + own;
  if (quiet || !all) return;
  const endings = inOrder([...others.keys()]);
  if (language === "en") {
    const each = endings.map((ending) => (ending ? `${others.get(ending)} .${ending}` : `${others.get(ending)} without an ending`));
    const kinds = [[several, `${several} of no format of reports (${each.join(", ")})`], [hidden, `${hidden} hidden or locks of office programs`], [own, `${own} written by gouji itself`]];
    complain(`${all} more files in folders were not read: ${kinds.filter(([n]) => n).map(([, said]) => said).join("; ")}`);
  } else {
    const each = endings.map((ending) => (ending ? `.${ending} ${others.get(ending)}` : `没有扩展名的 ${others.get(ending)}`));
    const kinds = [[several, `不是报告的格式 ${several}（${each.join("、")}）`], [hidden, `隐藏文件和 Office 锁文件 ${hidden}`], [own, `gouji 自己写的 ${own}`]];
    complain(`文件夹里另有 ${all} 个文件没有读：${kinds.filter(([n]) => n).map(([, said]) => said).join("，")}`);
  }
}

/** Every file that is read for a command beside its inputs: none of them may be an output. */
export const readBesides = ({ previous, parent, profile, form }) => [previous, parent, profile, ...(form ?? [])];

/** What stands in the way of a folder, or in the place of a file in one (a pipe would be waited for without end): why it is not read. */
const odd = new Map();
const isOdd = (path) => existsSync(path) && !statSync(path).isFile();

/** Where files and folders are whose names are no UTF-8, by the paths they are shown under. */
const places = new Map();
const placeOf = (path) => places.get(path) ?? path;

/** A name in characters. What is no UTF-8 mostly came out of a Chinese archive on another system: it is in GB 18030. */
function shown(name) {
  for (const encoding of ["utf-8", "gb18030"]) {
    try {
      return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(name);
    } catch {
      // The next one.
    }
  }
  return name.toString("utf8");
}

/** The path of a name in a folder, to be shown and to be opened: the same, but where a name is no UTF-8. */
function within(folder, name) {
  const joined = folder.endsWith(sep) ? folder : `${folder}${sep}`;
  const path = joined + shown(name);
  if (!places.has(folder) && name.equals(Buffer.from(shown(name)))) return path;
  const known = placeOf(folder);
  const place = Buffer.concat([Buffer.isBuffer(known) ? known : Buffer.from(known), Buffer.from(sep), name]);
  // Two names may be one in characters; each is a file of its own.
  let free = path;
  for (let n = 2; places.has(free) || existsSync(free); n += 1) free = `${joined}(${n}) ${shown(name)}`;
  places.set(free, place);
  return free;
}

function walk(folder, found) {
  const is = identity(folder);
  if (found.known.has(is)) return;
  found.known.add(is);
  let names;
  try {
    names = readdirSync(placeOf(folder), { encoding: "buffer" }).sort(Buffer.compare);
  } catch (error) {
    odd.set(folder, reason(placeOf(folder), error));
    found.files.push(folder);
    return;
  }
  const { left } = found;
  const listed = names.some((name) => name.equals(Buffer.from(DESCRIPTION))) ? described(folder) : new Set();
  for (const name of names) {
    const path = within(folder, name);
    const place = placeOf(path);
    const ending = extname(path).slice(1).toLowerCase();
    if (isFolder(place) && !lstatSync(place).isSymbolicLink()) {
      if (!isHidden(name)) walk(path, found);
    } else if (isHidden(name)) left.hidden += 1;
    else if (listed.has(shown(name)) || isCopy(path) || (LISTS.includes(ending) && isOurs(place))) left.own += 1;
    else if (ending !== "zip" && !ENDINGS.includes(ending)) left.others.set(ending, (left.others.get(ending) ?? 0) + 1);
    else {
      if (isOdd(place)) odd.set(path, "不是普通的文件，没有读 no regular file, not read");
      add(path, found);
    }
  }
}

/** Hidden files, what a Mac leaves beside others, and by what office programs lock a file that is open. */
const isHidden = (name) => /^(\.|~\$|__MACOSX$)/.test(name.toString("latin1"));

/** The file that says what the tables of a folder are. */
export const DESCRIPTION = "datapackage.json";
const LISTS = ["csv", "xlsx", "json"];

/** The files of a folder that its description lists, itself among them; none where it is somebody else's. */
export function described(folder) {
  try {
    const known = JSON.parse(readFileSync(join(folder, DESCRIPTION), "utf8"));
    if (Object.prototype.toString.call(known.gouji) === "[object Object]") return new Set([...known.resources.map(({ path }) => path), DESCRIPTION]);
  } catch {
    // It describes nothing of ours.
  }
  return new Set();
}

/** Whether it is another file with marks or corrections, under the name that was not asked for. */
function isCopy(path) {
  const ending = extname(path);
  const stem = basename(path, ending);
  const suffix = [MARKED, CORRECTED].find((one) => stem.endsWith(one));
  return suffix !== undefined && existsSync(join(dirname(path), `${stem.slice(0, -suffix.length)}${ending}`));
}
/** What is added to the name of a file that comes back marked, or corrected. */
export const MARKED = "-标注";
export const CORRECTED = "-改正";

/** What a pattern with `*` and `?` in its parts matches, for shells that expand none. */
function matches(pattern) {
  if (!/[*?]/.test(pattern)) return [];
  const folder = dirname(pattern);
  const folders = /[*?]/.test(folder) ? matches(folder) : [folder];
  const escaped = basename(pattern).replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", "[^]*").replaceAll("?", "[^]");
  const like = new RegExp(`^${escaped}$`, "u");
  const named = folder === "." && !pattern.startsWith(`.${sep}`);
  return folders.filter(isFolder).flatMap((at) => inOrder(readdirSync(at)).filter((name) => like.test(name) && (!name.startsWith(".") || basename(pattern).startsWith("."))).map((name) => (named ? name : join(at, name))));
}

/** The bytes of a file or of standard input. */
export function bytesOf(path) {
  const tooLarge = () => new Error(`${path}: 文件太大，没有读（最大 100 MB） too large, not read (100 MB at most)`);
  if (odd.has(path)) throw new Error(`${path}: ${odd.get(path)}`);
  const place = placeOf(path);
  let bytes;
  try {
    if (path !== "-" && statSync(place).size > LARGEST) throw tooLarge();
    bytes = readFileSync(path === "-" ? 0 : place);
  } catch (error) {
    throw error.code ? new Error(`${path}: ${reason(place, error)}`) : error;
  }
  if (bytes.length > LARGEST) throw tooLarge();
  return bytes;
}

/** The forms in these files, each taken by the engine. */
export function formsOf(paths, language) {
  return paths.map((path) => {
    try {
      // Some editors begin a file with a mark of its encoding.
      const form = JSON.parse(bytesOf(path).toString("utf8").replace(/^\ufeff/, ""));
      check([], { forms: [form], language });
      return form;
    } catch (error) {
      const why = error instanceof SyntaxError ? `写法不对（${error.message}）` : error.message;
      throw new Usage(`--form: ${path}: ${why}`);
    }
  });
}

/** What is asked of every file: language, hints, last year's report, what a place asks for. */
export async function optionsOf({ language, off, previous, profile, totals, forms }) {
  const asked = { language, off: off ?? [], totals: totals ?? false, forms: forms ?? [] };
  const wrong = (name) => (error) => { throw new Usage(`--${name}: ${error.message}`); };
  if (off?.length) {
    try {
      // A profile may switch off the same rules, and says which are none.
      check([{ kind: "text", text: "" }], { profile: { off } });
    } catch (error) {
      wrong("off")(new Error(error.message.replace(/(^| )off[：:] ?/g, "$1")));
    }
  }
  if (previous) asked.previous = (await reportOf(previous, {}).catch(wrong("previous"))).report;
  if (profile) {
    try {
      asked.profile = JSON.parse(bytesOf(profile).toString("utf8"));
      check([{ kind: "text", text: "" }], asked);
    } catch (error) {
      wrong("profile")(new Error(`${profile}: ${error.message}`));
    }
  }
  return asked;
}

/** What the engine takes for a file: a PDF is taken apart. */
export async function partsOf(path, bytes = bytesOf(path)) {
  const name = path === "-" ? undefined : path;
  if (bytes.subarray(0, 5).toString("latin1") !== "%PDF-") return [{ kind: "file", bytes, name }];
  const { open } = await import("../pdf/open.js");
  try {
    // A copy: what Node.js read may lie in a pool that is not to be given away.
    const { pages } = await open(new Uint8Array(bytes));
    return [{ kind: "pages", pages, name }];
  } catch (error) {
    throw error.code ? new Error(`${path}: ${PDF[error.code] ?? error.code}`) : error;
  }
}

/** Its report; with `digest`, what the batch keeps of it too. */
export async function reportOf(path, options, digest = false, bytes = bytesOf(path)) {
  const [part] = await partsOf(path, bytes);
  const name = path === "-" ? null : path;
  if (part.kind === "file") return { report: readFile(bytes, name, options), digest: digest && digestFile(bytes, name, options) };
  const named = { ...options, name };
  const seen = await fromPictures(bytes, part.pages, named, digest).catch((error) => {
    throw error.code && PDF[error.code] ? new Error(`${path}: ${PDF[error.code]}`) : error;
  });
  if (seen) return seen;
  return { report: check([part], named), digest: digest && digestParts([part], named) };
}
