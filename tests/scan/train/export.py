"""Weights in integers: `python export.py NET CHECKPOINT OUT.bin [--vectors OUT.txt] [--fonts FOLDER ...]`.

Batch normalisation is folded in; a weight is i8 with a scale an output, what stands between layers is 0 to 2047 with a
scale a layer, taken from crops that were not trained on. `Whole` runs it as the program does, to the last bit.
"""
import argparse
import random

import numpy as np

import crops
import fonts
import labels
import nets

MOST = 2047


def folded(net: nets.Net, kept) -> list[tuple[tuple[int, ...], np.ndarray, np.ndarray]]:
    """Each layer's shape, float weights (kh, kw, in, out) and biases, the last one's too."""
    out = []
    for i, layer in enumerate(net.layers):
        k = kept[f"{i}.gain"] / np.sqrt(kept[f"{i}.var"] + 1e-4)
        out.append((layer, kept[f"{i}.w"] * k, kept[f"{i}.shift"] - kept[f"{i}.mean"] * k))
    return out + [((net.layers[-1][1], net.classes, 1, 1, 1, 1), kept["out.w"][None, None], kept["out.b"])]


def convolved(x: np.ndarray, layer: tuple[int, ...], w: np.ndarray) -> np.ndarray:
    """(n, h, w, in) to (n, h', w', out), in the numbers' own kind."""
    _, _, high, wide, down, right = layer
    x = np.pad(x, ((0, 0), *nets.pads(layer, x.shape[1]), (0, 0)))
    rows, columns = (x.shape[1] - high) // down + 1, (x.shape[2] - wide) // right + 1
    sum_ = 0
    for a in range(high):
        for b in range(wide):
            sum_ = sum_ + x[:, a : a + (rows - 1) * down + 1 : down, b : b + (columns - 1) * right + 1 : right] @ w[a, b]
    return sum_


class Whole:
    """A net in integers."""

    def __init__(self, net: nets.Net, kept, some: list[np.ndarray]):
        self.net, self.layers = net, []
        floats = folded(net, kept)
        most = [0.0] * len(floats)
        for x in some:
            h = x.astype(np.float64)[..., None] / nets.INK
            for i, (layer, w, b) in enumerate(floats):
                h = convolved(h, layer, w) + b
                if i < len(floats) - 1:
                    h = np.maximum(h, 0)
                    most[i] = max(most[i], float(h.max()))
        unit = 1 / nets.INK
        for i, (layer, w, b) in enumerate(floats):
            scale = np.abs(w).max((0, 1, 2)) / 127 + 1e-12
            after = 1.05 * most[i] / MOST if i < len(floats) - 1 else 1 / 1024
            ratio = unit * scale / after
            shift = 0
            while shift < 46 and np.round(ratio.max() * 2 ** (shift + 1)) < 2**30:
                shift += 1
            self.layers.append((layer, shift, np.round(ratio * 2**shift).astype(np.int64), np.round(b / unit / scale).astype(np.int64), np.clip(np.round(w / scale), -127, 127).astype(np.int64)))
            unit = after

    def scores(self, x: np.ndarray) -> np.ndarray:
        """Crops (n, height, w) of u8 to scores (n, w', classes) in 1/1024."""
        h = x.astype(np.int64)[..., None]
        for i, (layer, shift, factors, biases, w) in enumerate(self.layers):
            # Sums are below 2**53, so that floats add them exactly, and faster.
            sum_ = convolved(h.astype(np.float64), layer, w.astype(np.float64)).astype(np.int64) + biases
            h = (sum_ * factors + (1 << (shift - 1))) >> shift
            h = np.clip(h, 0, MOST) if i < len(self.layers) - 1 else h
        return h[:, 0]

    def file(self, alphabet: str) -> bytes:
        names = alphabet.encode()
        out = b"GJN1" + bytes([self.net.height, self.net.digit, len(self.layers)]) + len(names).to_bytes(2, "little") + names
        for (a, b, high, wide, down, right), shift, factors, biases, w in self.layers:
            out += a.to_bytes(2, "little") + b.to_bytes(2, "little") + bytes([high, wide, down, right, shift])
            out += factors.astype("<i4").tobytes() + biases.astype("<i4").tobytes() + w.astype(np.int8).tobytes()
        return out


def alphabet(name: str) -> str:
    return labels.CLASSES if name == "labels" else crops.CLASSES


def one_crop(name: str, net: nets.Net, r: random.Random, paths: list[str]) -> tuple[np.ndarray, str]:
    if name == "labels":
        return labels.crop(r, paths, net.height, net.digit)
    return crops.crop(r, paths, crops.first if name == "one" else crops.second, net.height, net.digit)


def main() -> None:
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("net", choices=list(nets.NETS))
    a.add_argument("checkpoint")
    a.add_argument("out")
    a.add_argument("--vectors")
    a.add_argument("--fonts", nargs="+", default=fonts.FOLDERS)
    a = a.parse_args()
    net, kept, r = nets.NETS[a.net], np.load(a.checkpoint), random.Random(77)
    paths = fonts.found({"one": fonts.ONE, "two": fonts.TWO, "labels": fonts.LABELS}[a.net], a.fonts)
    some = [one_crop(a.net, net, r, paths)[0][None] for _ in range(300)]
    whole = Whole(net, kept, some)
    data = whole.file(alphabet(a.net))
    open(a.out, "wb").write(data)
    print(len(data), "bytes")
    if a.vectors:
        with open(a.vectors, "w") as out:
            out.write("# Crops and what the training's own arithmetic makes of them: height, width; rows in hexadecimal; scores column by column.\n")
            for _ in range(2 if a.net == "labels" else 4):
                x, s = one_crop(a.net, net, r, paths)
                while x.shape[1] > (60 if a.net == "labels" else 90) or not s:
                    x, s = one_crop(a.net, net, r, paths)
                out.write(f"crop {x.shape[0]} {x.shape[1]}\n" + "".join(row.tobytes().hex() + "\n" for row in x))
                out.write("".join(" ".join(map(str, column)) + "\n" for column in whole.scores(x[None])[0]))


if __name__ == "__main__":
    main()
