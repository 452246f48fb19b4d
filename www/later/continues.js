// Whether what comes next continues what is there, or takes its place.

const tables = ({ verdict, edition }) => (verdict === "unrecognised" ? [] : Object.keys(edition));
const named = ({ organ, year }) => Boolean(organ || year);

/** Whether two reports are of two organs or years. */
export const differ = (a, b) => ["organ", "year"].some((key) => a[key] && b[key] && a[key] !== b[key]);

/**
 * The parts that stay beside what comes next; none where that replaces them. `base` and `alone` are the
 * reports on what is there and on what comes alone; `read(parts)` makes another.
 */
export function staying(old, base, fresh, alone, read) {
  const { parts } = old;
  // A sample is nobody's report, and two organs or years are two reports.
  if (old.values || fresh.values || parts.some(({ sample }) => sample) || fresh.parts.some(({ sample }) => sample) || differ(base, alone)) return [];
  if (!tables(base).length) {
    // A file that could not be read gives way; of words, only those that name the report whose tables come.
    if (old.files) return [];
    if (tables(alone).length) return named(base) && !named(alone) ? parts : [];
    return tables(read(parts.concat(fresh.parts))).length ? parts : [];
  }
  // Nothing to check: the next pages of what is there, or a report that could not be read.
  if (!tables(alone).length) return fresh.files || (named(base) && named(alone)) ? [] : parts;
  const again = (report) => tables(report).some((table) => table in alone.edition);
  if (!again(base)) return parts;
  // One table of several, corrected, takes the place of the part that held it.
  return parts.length < 2 || named(alone) ? [] : parts.filter((part) => !again(read([part])));
}
