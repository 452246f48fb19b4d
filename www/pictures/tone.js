// What a pixel is in gray: the engine is given no colours.

// By how much red is brighter than green in what counts as red.
const RED = 60;

/**
 * The page of these pixels, 3 or 4 bytes each, as the engine takes it: { width, height, pixels, red }. `pixels` is the red part,
 * lighter where a pixel is red, as natively: a red seal is paper there. `red` is by how much red is brighter than green, where anything is.
 */
export class Toned {
  constructor(width, height) {
    this.width = width;
    this.height = height;
    this.pixels = new Uint8Array(width * height);
    this.reds = new Uint8Array(width * height);
    this.any = false;
  }

  /** Takes so many pixels, the first of them in this place. */
  take(data, bytes, from, many) {
    for (let n = 0, at = 0; n < many; n += 1, at += bytes) {
      const red = data[at];
      const green = data[at + 1];
      const beyond = red - Math.max(green, data[at + 2]);
      this.pixels[from + n] = beyond > 0 ? Math.min(255, red + (beyond >> 1)) : red;
      if (red > green) {
        this.reds[from + n] = red - green;
        this.any = this.any || red - green > RED;
      }
    }
  }

  get page() {
    const { width, height, pixels, reds, any } = this;
    return any ? { width, height, pixels, red: reds } : { width, height, pixels };
  }
}
