// Chromium 86 of October 2020, which many office browsers are built on. The npm package
// chrome-aws-lambda ships one, packed; it is unpacked once, beside its package.
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import puppeteer from "puppeteer-core";

/** Why it cannot run here; empty where it can. */
export const cannot = process.platform === "linux" && process.arch === "x64" ? "" : "Chromium 86 is had for x86-64 Linux only";

function program() {
  const bin = join(dirname(createRequire(import.meta.url).resolve("chrome-aws-lambda/package.json")), "bin");
  const chromium = join(bin, "chromium");
  if (!existsSync(chromium)) {
    // Renamed once whole: a run that was stopped leaves nothing that looks like a browser.
    writeFileSync(`${chromium}.new`, brotliDecompressSync(readFileSync(`${chromium}.br`)));
    chmodSync(`${chromium}.new`, 0o755);
    renameSync(`${chromium}.new`, chromium);
  }
  return chromium;
}

/** Starts it; `stop()` ends it for certain, it is known to hang. */
export async function old() {
  const browser = await puppeteer.launch({
    executablePath: program(),
    headless: true,
    args: ["--no-sandbox", "--disable-gpu", "--single-process", "--no-zygote"],
    timeout: 20_000,
  });
  return { browser, stop: () => browser.process().kill("SIGKILL") };
}
