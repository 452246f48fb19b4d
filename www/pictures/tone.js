// What a pixel is in gray: the engine is given no colours.

// How red or yellow what counts as red is, by how much more red must be brighter than blue, and the tone of most of a page that is dark.
const RED = 60;
const WARM = 80;
const DARK = 110;

/**
 * The page of these pixels, 3 or 4 bytes each, as the engine takes it: { width, height, pixels, red }. `pixels` is the red part,
 * lighter where a pixel is red, as natively: a red seal is paper there; of a dark page it is the lightest part. `red` is how red or
 * yellow a pixel is, where anything is.
 */
export class Toned {
  constructor(width, height) {
    this.width = width;
    this.height = height;
    this.pixels = new Uint8Array(width * height);
    this.reds = new Uint8Array(width * height);
    this.any = false;
    // How many pixels are dark, and how much lighter green or blue is than red, where it is anywhere.
    this.dark = 0;
    this.cool = null;
  }

  /** Takes so many pixels, the first of them in this place. */
  take(data, bytes, from, many) {
    for (let n = 0, at = 0; n < many; n += 1, at += bytes) {
      const red = data[at];
      const green = data[at + 1];
      const blue = data[at + 2];
      const beyond = red - Math.max(green, blue);
      this.pixels[from + n] = beyond > 0 ? Math.min(255, red + (beyond >> 1)) : red;
      this.dark += Math.max(red, green, blue) < DARK ? 1 : 0;
      const ink = Math.max(red - green, red - blue - WARM);
      if (ink > 0) {
        this.reds[from + n] = ink;
        this.any = this.any || ink > RED;
      }
      if (beyond < 0) {
        if (!this.cool) this.cool = new Uint8Array(this.pixels.length);
        this.cool[from + n] = -beyond;
      }
    }
  }

  get page() {
    const { width, height, pixels, reds, any, dark, cool } = this;
    if (cool && dark * 2 > pixels.length) {
      cool.forEach((more, n) => { pixels[n] += more; });
      this.cool = null;
    }
    return any ? { width, height, pixels, red: reds } : { width, height, pixels };
  }
}
