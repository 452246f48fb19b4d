// Where pdf.js is in the package; Node.js reads its character maps as files.

const here = (file) => new URL(`lib/${file}`, import.meta.url);
const node = typeof process === "object" && Boolean(process.versions && process.versions.node);

/** pdf.js, and where it finds what it fetches. */
export async function load() {
  const pdfjs = await quietly(() => import("./lib/pdf.js"));
  pdfjs.GlobalWorkerOptions.workerSrc = here("worker.js").href;
  const path = async (folder) => (node ? (await import("node:url")).fileURLToPath(here(folder)) : here(folder).href);
  return { pdfjs, given: { cMapUrl: await path("cmaps/"), cMapPacked: true, wasmUrl: await path("wasm/"), useWorkerFetch: false } };
}

/** In Node.js pdf.js warns that nothing can be drawn; nothing is. */
async function quietly(task) {
  if (!node) return task();
  const { log, warn } = console;
  console.log = console.warn = () => {};
  try {
    return await task();
  } finally {
    Object.assign(console, { log, warn });
  }
}
