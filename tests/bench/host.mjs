// A host of built sites that sends everything packed and keeps connections, as portals do.
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".wasm": "application/wasm" };
const packed = new Map();

/** Serves a folder; `asked` collects what is asked for and the bytes that are sent. */
export async function host(folder) {
  const asked = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://host");
    const file = join(folder, pathname === "/" ? "index.html" : pathname);
    if (pathname.includes("..") || !existsSync(file)) return response.writeHead(404).end();
    if (!packed.has(file)) packed.set(file, gzipSync(readFileSync(file), { level: 9 }));
    const body = packed.get(file);
    asked.push([pathname, body.length]);
    response.writeHead(200, { "Content-Type": TYPES[extname(file)] ?? "text/plain", "Content-Encoding": "gzip", "Content-Length": body.length, "Cache-Control": "no-cache" });
    response.end(body);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { folder, url: `http://127.0.0.1:${server.address().port}/`, asked, stop: () => { server.closeAllConnections(); server.close(); } };
}
