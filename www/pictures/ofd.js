// The pictures in an OFD of scanned pages: nothing is written on any of them, and each is one large picture. What the engine
// does natively (src/read/ofd/pictures.rs) is done here, since what reads OFD in the page sees no pictures.

const MOST = 64e6;
const PAGES = 40;

/** The parts of a zip archive by their names in lower case: { method, size, packed, sum, at }. */
function partsOf(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const parts = new Map();
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < 0) return parts;
  let at = view.getUint32(end + 16, true);
  for (let n = view.getUint16(end + 10, true); n > 0 && at + 46 <= bytes.length && view.getUint32(at, true) === 0x02014b50; n -= 1) {
    const [name, more, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    const called = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name));
    parts.set(called.replace(/\\/g, "/").replace(/^\//, "").toLowerCase(), {
      method: view.getUint16(at + 10, true),
      sum: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    });
    at += 46 + name + more + comment;
  }
  return parts;
}

/** The bytes of a part. Browsers inflate gzip, which is the same stream between a head and a foot. */
async function inflated(bytes, { method, sum, packed, size, at }) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const body = bytes.subarray(from, from + packed);
  if (size > MOST || method === 0) return body;
  const foot = new DataView(new ArrayBuffer(8));
  foot.setUint32(0, sum, true);
  foot.setUint32(4, size, true);
  const whole = new Blob([new Uint8Array([31, 139, 8, 0, 0, 0, 0, 0, 0, 255]), body, foot.buffer]);
  const reader = whole.stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  const content = new Uint8Array(size);
  let filled = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    // No more than it says it is, however much it would become.
    if (filled + next.value.length > size) {
      await reader.cancel();
      throw new RangeError("a part of the archive is larger than it says");
    }
    content.set(next.value, filled);
    filled += next.value.length;
  }
  return content;
}

/** The name of a part that another one points to. */
function resolved(from, target) {
  const steps = target.startsWith("/") ? [] : from.split("/").slice(0, -1);
  for (const step of target.split("/")) {
    if (step === "..") steps.pop();
    else if (step && step !== ".") steps.push(step);
  }
  return steps.join("/").toLowerCase();
}

/** @type {(xml: string, name: string) => { kind: string, of: (key: string) => string, text: string }[]} */
const tags = (xml, name) => Array.from(xml.matchAll(new RegExp(`<(?:\\w+:)?(${name})\\b([^>]*?)/?>([^<]*)`, "g")), ([, kind, attributes, text]) => ({
  kind,
  of: (key) => (new RegExp(`\\b${key}\\s*=\\s*["']([^"']*)["']`).exec(attributes) || [])[1],
  text: text.trim(),
}));

const OBJECTS = "(?:ImageObject|PathObject|CompositeObject|TextObject|TextCode|Layer)";

/**
 * What a page shows: the resource of its picture, "" where it shows nothing, null where it shows anything else. Under the picture lines
 * may be drawn, as paper is; what is not shown counts for nothing.
 */
function shown(content) {
  let [picture, below, layers] = ["", false, 0];
  for (const tag of tags(content, OBJECTS)) {
    const { kind } = tag;
    if (kind === "TextCode") return null;
    layers += kind === "Layer" ? 1 : 0;
    if (kind === "Layer" || /^(false|0)$/.test((tag.of("Visible") || "").trim()) || (tag.of("Alpha") || "").trim() === "0") continue;
    const [, , wide, high] = (tag.of("Boundary") || "").trim().split(/\s+/).map(Number);
    if (kind === "PathObject" && !picture) below = true;
    else if (kind !== "ImageObject" || picture || tag.of("ImageMask") || !(wide > 0 && high > 0)) return null;
    else picture = tag.of("ResourceID") || null;
    if (picture === null) return null;
  }
  // Layers lie on each other in an order of their own.
  return below && (!picture || layers > 1) ? null : picture;
}

/** A file a page, each with its picture; null where anything else is shown on one of them or noted beside it, or where it is no such file. */
export async function picturesIn(bytes, name) {
  const parts = partsOf(bytes);
  const read = async (part) => (parts.has(part) ? new TextDecoder().decode(await inflated(bytes, parts.get(part))) : "");
  // Some writers count from the root without saying so.
  const place = (from, target) => [resolved(from, target), resolved("", target)].find((part) => parts.has(part));
  const files = [];
  for (const { text: root } of tags(await read("ofd.xml"), "DocRoot")) {
    const own = resolved("", root);
    const xml = await read(own);
    for (const { text: list } of tags(xml, "Annotations")) {
      const part = place(own, list);
      if (!part) return null;
      for (const { text } of tags(await read(part), "FileLoc")) {
        const annotation = place(part, text);
        if (!annotation || shown(await read(annotation)) !== "") return null;
      }
    }
    const media = new Map();
    for (const { text } of tags(xml, "(?:PublicRes|DocumentRes)")) {
      const part = place(own, text);
      const resources = part ? await read(part) : "";
      const [res] = tags(resources, "Res");
      const base = res && res.of("BaseLoc");
      for (const [, tag, file] of resources.matchAll(/<(?:\w+:)?MultiMedia\b([^>]*)>\s*<(?:\w+:)?MediaFile\s*>([^<]*)</g)) {
        const [, id] = /\bID\s*=\s*["'](\d+)["']/.exec(tag) || [];
        media.set(id, place(part, base ? `${base}/${file.trim()}` : file.trim()));
      }
    }
    for (const kind of ["TemplatePage", "Page"]) {
      for (const { of } of tags(xml, kind)) {
        const content = await read(place(own, of("BaseLoc") || "") || "");
        const picture = shown(content);
        if (picture === "") continue;
        if (picture === null || kind !== "Page") return null;
        const part = parts.get(media.get(picture));
        if (!part || files.length >= PAGES) return null;
        files.push(new File([await inflated(bytes, part)], name));
      }
    }
  }
  return files.length ? files : null;
}
