// Files out of folders, as { file, path }; what is certainly no report is only counted.

const ENDINGS = new Set("html htm xhtml mht mhtml txt text md csv tsv docx docm doc wps wpt rtf odt xlsx xlsm xlsb xls et ett ods pdf ofd".split(" "));
// Files beyond this are said to be too large.
export const LARGEST = 64 * 1024 * 1024;

/** From files, or what was dropped as entries of a file system; folders are walked through. */
export async function collect(given) {
  const found = [];
  for (const one of given) {
    if (one instanceof File) found.push({ file: one, path: one.webkitRelativePath || one.name });
    else await walk(one, found);
  }
  return sift(found);
}

async function walk(entry, found) {
  const path = entry.fullPath.replace(/^\//, "");
  if (entry.isFile) {
    // One that cannot be had any more is listed all the same, and then said to be gone.
    const file = await new Promise((done) => entry.file(done, () => done(null)));
    found.push({ file, path });
    return;
  }
  const reader = entry.createReader();
  // A reader gives a hundred at a time.
  for (;;) {
    const some = await new Promise((done) => reader.readEntries(done, () => done([])));
    if (!some.length) return;
    for (const one of some) await walk(one, found);
  }
}

function sift(found) {
  const hidden = (path) => /(^|\/)(\.|~\$|__MACOSX\/)/.test(path);
  const known = ({ path }) => ENDINGS.has(path.split(".").pop().toLowerCase()) && !hidden(path);
  const files = found.filter(known);
  files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return { files, skipped: found.length - files.length };
}
