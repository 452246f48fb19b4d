// SHA-256 of bytes, in hexadecimal. Browsers keep theirs from pages that come over plain http, as within an office's
// own network most do; there it is computed here, by FIPS 180-4. A package for thirty lines would want a bundler.

const WORDS = 64;
// The first 32 bits behind the point of square and cube roots of the first primes.
const primes = Array.from({ length: 312 }, (_, n) => n).filter((n) => n > 1 && ![2, 3, 5, 7, 11, 13, 17].some((p) => n > p && n % p === 0));
const bits = (root) => (n) => Math.floor((n ** root % 1) * 2 ** 32) | 0;
const START = primes.slice(0, 8).map(bits(1 / 2));
const ROUND = primes.slice(0, WORDS).map(bits(1 / 3));

const turn = (n, by) => (n >>> by) | (n << (32 - by));

/** Takes 64 bytes into the state. */
function block(state, view, at, w) {
  for (let i = 0; i < 16; i += 1) w[i] = view.getInt32(at + 4 * i);
  for (let i = 16; i < WORDS; i += 1) {
    const [x, y] = [w[i - 15], w[i - 2]];
    w[i] = w[i - 16] + w[i - 7] + (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10));
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < WORDS; i += 1) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + ROUND[i] + w[i]) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + one) | 0;
    d = c; c = b; b = a; a = (one + two) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((n, i) => { state[i] += n; });
}

/** The same without the browser's help. */
export function own(bytes) {
  const whole = bytes.length - (bytes.length % 64);
  const rest = bytes.subarray(whole);
  const last = new Uint8Array(rest.length < 56 ? 64 : 128);
  last.set(rest);
  last[rest.length] = 128;
  const end = new DataView(last.buffer);
  end.setUint32(last.length - 8, Math.floor(bytes.length / 2 ** 29));
  end.setUint32(last.length - 4, bytes.length * 8);
  const state = Int32Array.from(START);
  const w = new Int32Array(WORDS);
  const view = new DataView(bytes.buffer, bytes.byteOffset, whole);
  for (let at = 0; at < whole; at += 64) block(state, view, at, w);
  for (let at = 0; at < last.length; at += 64) block(state, end, at, w);
  return Array.from(state, (n) => (n >>> 0).toString(16).padStart(8, "0")).join("");
}

/** @param {Uint8Array} bytes */
export async function sha256(bytes) {
  if (typeof crypto === "undefined" || !crypto.subtle) return own(bytes);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", /** @type {any} */ (bytes)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
