// Files out of folders and zips, as { file, path, trouble }; what is certainly no report is only counted.

export const ENDINGS = "html htm xhtml shtml mht mhtml eml txt text md csv tsv docx docm doc wps wpt rtf odt fodt xlsx xlsm xlsb xls et ett ods fods uof uot uos pdf ofd ceb sep gd caj rar 7z".split(" ");
// Read where they are given by themselves: in a folder they are mostly photographs, and what web pages are made of.
const PICTURE = /\.(png|jpe?g|webp|bmp|gif)$/i;
// Packed in a way that is not read here.
const PACKED = /\.(rar|7z|tar|t?gz|bz2|xz|cab|arj|lzh)$/i;
// Files beyond this are said to be too large; a zip may hold several.
export const LARGEST = 64 * 1024 * 1024;
const LARGEST_ZIP = 4 * LARGEST;

/**
 * From files, or from what was dropped as { file, entry of a file system, or the path where it is known }; folders are walked through, and
 * zips by `unpack(file)`, which gives { answer, trouble }.
 */
export async function collect(given, unpack) {
  const found = [];
  for (const one of given) {
    const { file, entry, path } = one instanceof File ? { file: one } : one;
    if (entry && entry.isDirectory) await walk(entry, found).catch((trouble) => found.push({ file: null, path: pathOf(entry), trouble }));
    else if (file) found.push({ file, path: path || file.webkitRelativePath || file.name, alone: !path && !file.webkitRelativePath });
  }
  const whole = [];
  for (const one of found) {
    if (/\.zip$/i.test(one.path) && one.file) whole.push(...await open(one, unpack));
    else if (PACKED.test(one.path)) whole.push({ file: null, path: one.path, trouble: "packed" });
    else whole.push(one);
  }
  return sift(whole);
}

const pathOf = ({ fullPath }) => fullPath.replace(/^\//, "");

/** Fails with a word where the browser does not let a folder be read: pages opened from a disk. */
async function walk(entry, found) {
  if (entry.isFile) {
    const file = await new Promise((done) => entry.file(done, () => done(null)));
    if (!file && location.protocol === "file:") throw "no_folder";
    // One that cannot be had any more is listed all the same, and then said to be gone.
    found.push({ file, path: pathOf(entry) });
    return;
  }
  const reader = entry.createReader();
  // A reader gives a hundred at a time.
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, () => failed("no_folder")));
    if (!some.length) return;
    for (const one of some) await walk(one, found);
  }
}

/** A zip is a folder. What cannot be had out of it is listed with the reason. */
async function open({ file, path }, unpack) {
  if (file.size > LARGEST_ZIP) return [{ file: null, path, trouble: "too_large" }];
  const { answer, trouble } = await unpack(file);
  if (!answer) return [{ file: null, path, trouble: trouble === "moved" ? trouble : "zip_damaged" }];
  return answer.map((one) => ({
    path: one.path ? `${path}/${one.path}` : path,
    file: one.bytes && new File([one.bytes], one.path.split("/").pop(), { lastModified: file.lastModified }),
    trouble: one.trouble === "other" ? null : one.trouble,
  }));
}

function sift(found) {
  const hidden = (path) => /(^|\/)(\.|~\$|__MACOSX\/)/.test(path);
  const known = ({ path, trouble, alone }) => (trouble || (alone && PICTURE.test(path)) || ENDINGS.includes(path.split(".").pop().toLowerCase())) && !hidden(path);
  const files = found.filter(known);
  files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return { files, skipped: found.filter((one) => !known(one)).map(({ path }) => path) };
}

/** Whether a file is another than the one of the same name before it. */
export async function changed(before, now) {
  if (!before || !now || before.size !== now.size) return before !== now;
  if (before.lastModified === now.lastModified) return false;
  try {
    const [old, fresh] = await Promise.all([before, now].map((file) => file.arrayBuffer()));
    const [a, b] = [new Uint8Array(old), new Uint8Array(fresh)];
    return a.some((byte, at) => byte !== b[at]);
  } catch (gone) {
    // What a browser gave before a file changed cannot be read any more.
    return true;
  }
}
