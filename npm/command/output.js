// What is written, all of it by the rule of the native command: an output takes the place of no input, and of nobody's
// file unless it is asked to; nothing is there half.
import { closeSync, existsSync, fstatSync, openSync, readSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { listOf } from "../node.js";
import { identity, isFolder } from "./files.js";
import { TABLES, line } from "./rows.js";

const REASONS = {
  ENOSPC: "磁盘满了 the disk is full",
  EDQUOT: "磁盘满了 the disk is full",
  EACCES: "没有写入的权限 it may not be written",
  EPERM: "没有写入的权限 it may not be written",
  EROFS: "这里只能读，不能写 it can only be read here",
  ENOENT: "没有这个文件夹 there is no such folder",
  ENOTDIR: "这里有同名的文件 a file of this name is in the way",
  EEXIST: "这里有同名的文件 a file of this name is in the way",
  ENAMETOOLONG: "文件名太长或不合规则 the name is too long or not allowed",
};
/** Why something could not be written, for who is no programmer. */
export const reason = (error) => REASONS[error.code] ?? `写不了 it cannot be written (${error.message})`;

/** Whether all may be written, asked before anything is read: `named` are pairs of an option and its path. */
export function ready(named, force, inputs) {
  const wanted = named.filter(([, path]) => path !== undefined);
  if (!wanted.length) return;
  const read = new Set(inputs.filter((path) => path !== undefined).map(identity));
  const others = new Set();
  for (const [option, path] of wanted) {
    const fail = (why) => { throw new Error(`${option}: ${path}: ${why}`); };
    const place = identity(path);
    if (read.has(place)) fail("这是要读的文件，不能写成结果，请另起名字 it is read, so it is not written to: choose another name");
    const why = inTheWay(path, force);
    if (why) fail(why);
    if (!isDevice(path) && others.has(place)) fail("两个结果不能写成同一个文件 two results cannot be one file");
    others.add(place);
  }
}

const about = (path) => statSync(path, { throwIfNoEntry: false });
/** A pipe or a device takes what is written and loses nothing by it. */
const isDevice = (path) => existsSync(path) && !about(path).isFile() && !about(path).isDirectory();

/** Why no file of this name may be made; nothing where it may. */
function inTheWay(path, force) {
  if (isFolder(path)) return "这是文件夹，请写明文件名 this is a folder: name a file";
  if (existsSync(path)) return about(path).isFile() && !force && !isOurs(path) ? "已有这个文件，不覆盖；要覆盖请加 --force it is there already and is not replaced; --force replaces it" : null;
  if (!path) return "没有写明文件名 no name of a file";
  return isFolder(dirname(path)) ? null : "没有这个文件夹 there is no such folder";
}

/** Writes a file as a whole, or leaves what is there. */
export function write(path, content, force) {
  const fail = (why) => { throw new Error(`${path}: ${why}`); };
  const why = inTheWay(path, force);
  if (why) fail(why);
  try {
    if (isDevice(path)) writeFileSync(path, content);
    else replace(path, content);
  } catch (error) {
    fail(`没有写成：${reason(error)}`);
  }
}

function replace(path, content) {
  // What a link leads to is written, and the link stays.
  const at = existsSync(path) ? realpathSync(path) : path;
  const fresh = join(dirname(at), `.${basename(at)}.${process.pid}.new`);
  try {
    writeFileSync(fresh, content);
    renameSync(fresh, at);
  } catch (error) {
    // On a full disk half a file is in the way.
    rmSync(fresh, { force: true });
    throw error;
  }
}

let beginnings;
/** How everything begins that is written here under a name that was asked for. */
function known() {
  if (beginnings) return beginnings;
  const lists = ["zh-CN", "en"].flatMap((language) => {
    const book = Buffer.from(listOf([], "xlsx", language));
    // What comes before the name of its sheet is the same in all of them; an entry of a zip has 30 bytes before its name.
    return [Buffer.from(listOf([], "csv", language)), book.subarray(0, book.indexOf("xl/workbook.xml") - 30)];
  });
  const tables = Object.values(TABLES).map((columns) => Buffer.from(`\ufeff${line(columns)}`));
  beginnings = [Buffer.from('{\n  "receipt": '), Buffer.from('{"reports":['), ...lists, ...tables];
  return beginnings;
}

/** Bytes at the end of a Parquet file in which it says who made it. */
const FOOT = 4096;

/**
 * Whether a file is one of the lists, tables and receipts that are written here: by how it begins, or for Parquet by what
 * it says of itself at its end.
 */
export function isOurs(place) {
  const start = Buffer.alloc(Math.max(...known().map(({ length }) => length)));
  let file;
  try {
    file = openSync(place, "r");
    const read = readSync(file, start);
    if (known().some((one) => read >= one.length && start.subarray(0, one.length).equals(one))) return true;
    if (start.toString("latin1", 0, 4) !== "PAR1") return false;
    const end = Buffer.alloc(FOOT);
    readSync(file, end, 0, FOOT, Math.max(0, fstatSync(file).size - FOOT));
    return end.includes("gouji.schema");
  } catch {
    return false;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
