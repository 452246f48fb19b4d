"""Lines of printed labels, whole and broken over lines, of the form's own characters.

labels.txt is what the forms print, a label a line; a test of the program keeps it so. Only ideographs tell labels
apart (`text::key`), so all else that is printed in them is one class, "·", and an ideograph of no label is "?".
"""
import pathlib
import random

import numpy as np
from PIL import Image

import crops
import fonts

LABELS = pathlib.Path(__file__).with_name("labels.txt").read_text("utf-8").split("\n")[:-1]


def ideograph(c: str) -> bool:
    return "\u4e00" <= c <= "\u9fff" or c == "〇"


ALPHABET = "".join(sorted({c for s in LABELS for c in s if ideograph(c)}))
CLASSES = ALPHABET + "·?"
# Ideographs of no label, the commonest first as the standard of 1980 orders none: its first level, by sound.
OTHERS = "".join(c for hi in range(0xB0, 0xD8) for lo in range(0xA1, 0xFF) if (c := bytes([hi, lo]).decode("gb2312", "ignore")) and c not in ALPHABET)
LONGEST = 30
WIDTHS = (96, 176, 276, 480)


def text(r: random.Random) -> str:
    """What stands on one line of a label."""
    u, s = r.random(), r.choice(LABELS)
    if u < 0.30:
        out = s if len(s) <= 24 else s[: r.randrange(4, 25)]
    elif u < 0.65:  # broken by the box
        a = r.randrange(len(s))
        out = s[a : a + r.randrange(1, 16)]
    elif u < 0.93:
        out = "".join(r.choice(ALPHABET if r.random() < 0.93 else "0123456789.、（），“”：/") for _ in range(r.randrange(1, 10)))
    else:
        out = "".join(r.choice(OTHERS if r.random() < 0.7 else ALPHABET) for _ in range(r.randrange(1, 9)))
    if r.random() < 0.08:
        i = r.randrange(len(out))
        out = out[:i] + r.choice(OTHERS) + out[i + 1 :]
    if r.random() < 0.2:
        out = out.replace("（", "(").replace("）", ")").replace("，", ",").replace("：", ":").replace("、", "､" if r.random() < 0.05 else "、")
    return out


def plain(s: str) -> str:
    out = ""
    for c in s:
        c = c if c in ALPHABET else "?" if ideograph(c) else "·"
        out += "" if c in "·?" and out.endswith(c) else c
    return out


def crop(r: random.Random, paths: list[str], height: int, high: int) -> tuple[np.ndarray, str]:
    """One line and its text."""
    g = np.random.default_rng(r.getrandbits(64))
    s = text(r)
    some = [p for p in paths if all(fonts.has(p, c) for c in s)]
    if not some:
        return crop(r, paths, height, high)
    second = r.random() < 0.5
    over = second and r.random() < 0.5
    ink, size = crops.drawn(r, r.choice(some), s, *((27, 90, 0.0) if over else (9, 42, 0.15)), probe="国")
    image, size, paper, black = (crops.second if second else crops.first)(r, g, ink, size)
    shown = size * r.uniform(0.87, 1.15)
    middle = image.height / 2 + r.gauss(0, 0.05) * size
    black = min(black + r.uniform(-15, 30), paper - 30)
    return crops.placed(image, shown, middle, paper + r.gauss(0, 2), black, height, high), plain(s)


def batches(r: random.Random, paths: list[str], height: int, high: int, area: int):
    return crops.binned(r, lambda: crop(r, paths, height, high), WIDTHS, LONGEST, CLASSES, area, 2)
