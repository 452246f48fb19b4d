// A static host as portals have: a folder under any path, with the headers it is told to send.
import { createReadStream, existsSync, statSync } from "node:fs";
import http from "node:http";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css",
  ".wasm": "application/wasm", ".svg": "image/svg+xml", ".json": "application/json",
};

/** Serves { path: folder, or the text of a page or of a list }; resolves to { origin, asked, stop }. */
export async function host(folders, { headers = {}, types = TYPES } = {}) {
  const asked = [];
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    asked.push(pathname);
    const answer = (status, type, write) => {
      response.writeHead(status, { ...(type ? { "Content-Type": type } : {}), ...headers });
      write();
    };
    if (pathname in folders && /^[<[]/.test(folders[pathname])) {
      answer(200, TYPES[extname(pathname)] || TYPES[".html"], () => response.end(folders[pathname]));
      return;
    }
    const under = Object.keys(folders).filter((path) => path.endsWith("/") && pathname.startsWith(path)).sort((a, b) => b.length - a.length)[0];
    let file = under && join(folders[under], normalize(decodeURIComponent(pathname.slice(under.length))));
    if (file && existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
    if (!file || !existsSync(file)) {
      answer(404, "text/plain", () => response.end());
      return;
    }
    answer(200, types[extname(file)], () => createReadStream(file).pipe(response));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    asked,
    stop: () => { server.closeAllConnections(); server.close(); },
  };
}
