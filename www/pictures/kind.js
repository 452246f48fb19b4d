// Which files are pictures.

/** Whether bytes begin like a picture that browsers decode: PNG, JPEG, GIF, BMP, WebP. */
export const begins = (bytes) => /^(\x89PNG|\xff\xd8\xff|GIF8|BM[^]{4}\0\0\0\0|RIFF[^]{4}WEBP)/.test(String.fromCharCode(...bytes.subarray(0, 12)));

/** The same of a file. */
export const isPicture = async (file) => begins(new Uint8Array(await file.slice(0, 12).arrayBuffer()));

/** Whether a picture is all there: some browsers show of one that was cut off what there is, and the rest as paper. */
export function isWhole(bytes) {
  const word = (at) => (bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16)) + bytes[at + 3] * 0x1000000;
  switch (bytes[0]) {
    case 0x89:
      return endsPng(bytes);
    case 0xff:
      return endsJpeg(bytes);
    case 0x42:
      return word(2) <= bytes.length;
    case 0x52:
      return word(4) + 8 <= bytes.length;
    default:
      return bytes.subarray(-16).includes(0x3b);
  }
}

function endsPng(bytes) {
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = bytes[at] * 0x1000000 + ((bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]);
    if (String.fromCharCode(...bytes.subarray(at + 4, at + 8)) === "IEND") return true;
    at += length + 12;
  }
  return false;
}

/** From marker to marker; between a start of scan and the next one there is none but restarts. */
function endsJpeg(bytes) {
  for (let at = 2; at + 1 < bytes.length; ) {
    if (bytes[at] !== 0xff) {
      at += 1;
      continue;
    }
    const marker = bytes[at + 1];
    if (marker === 0xd9) return true;
    if (marker === 0xff) at += 1;
    else if (marker < 0xc0 || (marker >= 0xd0 && marker < 0xd8)) at += 2;
    else at += 2 + bytes[at + 2] * 256 + bytes[at + 3];
  }
  return false;
}
