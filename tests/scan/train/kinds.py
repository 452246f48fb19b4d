"""Crops that measure the readers: in fonts that neither learnt from, worn in the ways of pages, one way a kind.

`python kinds.py OUT [--each N] [--seed S] [--fonts FOLDER ...]` writes what `cargo bench --bench readers -- OUT` reads: for each
crop a line "kind font text size width height" and the bytes of its pixels.
"""
import argparse
import pathlib
import random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

import crops
import fonts
import labels

KINDS = "S SJ SR P150 P200 P300 SKEW PHOTO SEAL WEAR FAX FAINT RULE".split()


def noisy(g: np.random.Generator, image: Image.Image, most: float) -> Image.Image:
    return crops.gray(np.asarray(image, np.float32) + g.normal(0, most, image.size[::-1]))


def blurred(image: Image.Image, radius: float) -> Image.Image:
    return image.filter(ImageFilter.GaussianBlur(radius))


def scanned(r: random.Random, g: np.random.Generator, ink: np.ndarray, digit: float, lean: float, quality: tuple[int, int]) -> Image.Image:
    """Twice as large from the printer, then the scanner's optics, grain and file."""
    paper, black = r.uniform(228, 252), r.uniform(15, 90)
    image = crops.leaned(r, crops.gray(paper - (paper - black) * ink), paper, lean, 0)
    image = blurred(image, r.uniform(0.6, 1.3)).resize((image.width // 2, image.height // 2), Image.Resampling.BOX)
    return crops.jpeg(noisy(g, image, r.uniform(1, 6)), r.randint(*quality))


def worn(kind: str, r: random.Random, font: str, s: str) -> tuple[Image.Image, float]:
    """A crop of a kind, and the height of its digits."""
    low, high = {"P150": (13, 17), "P200": (18, 23), "P300": (26, 34), "PHOTO": (14, 26), "SEAL": (15, 28), "WEAR": (15, 28), "FAX": (15, 23), "SKEW": (14, 28), "FAINT": (14, 28), "RULE": (14, 28)}.get(kind, (9, 22))
    twice = kind not in ("S", "SJ", "SR", "FAX")
    return worn_as(kind, r, *crops.drawn(r, font, s, *((2 * low, 2 * high, 0.0, 0.0) if twice else (low, high, 0.2 if kind != "FAX" else 0.0, 0.0))))


def worn_as(kind: str, r: random.Random, ink: np.ndarray, digit: float) -> tuple[Image.Image, float]:
    """Ink as a page of the kind shows it, and the height of a character there; what is scanned is drawn twice as large."""
    g = np.random.default_rng(r.getrandbits(64))
    if kind == "FAINT":  # what is small loses most: the point
        thin = np.asarray(blurred(Image.fromarray(np.uint8(255 * ink)), digit * r.uniform(0.03, 0.07)), np.float32) / 255
        ink = np.clip((thin - r.uniform(0.1, 0.25)) * 1.3, 0, 1)
    if kind == "SEAL":
        ink = crops.arc(r, ink, digit, 0.45)
    if kind == "RULE":
        ink = crops.rule(r, ink, digit)
    if kind in ("P150", "P200", "P300", "SEAL", "RULE", "FAINT"):
        return scanned(r, g, ink, digit, r.uniform(-1, 1), (60, 92)), digit / 2
    if kind == "SKEW":
        return scanned(r, g, ink, digit, r.choice([-1, 1]) * r.uniform(1.2, 3), (40, 70)), digit / 2
    if kind == "PHOTO":
        image = scanned(r, g, ink, digit, r.uniform(-2, 2), (85, 95))
        a = np.asarray(blurred(image, r.uniform(0.3, 0.045 * digit)), np.float32) * np.linspace(r.uniform(0.6, 1), r.uniform(0.6, 1), image.width, dtype=np.float32)
        return crops.jpeg(crops.gray(a + g.normal(0, 3, a.shape)), r.randint(55, 82)), digit / 2
    if kind == "WEAR":
        for _ in range(r.randrange(3)):
            ink = crops.dropped(r, ink, digit)
        return scanned(r, g, ink * r.uniform(0.35, 0.75), digit, r.uniform(-1, 1), (50, 85)), digit / 2
    black, paper = r.choice([0, 0, 51, 85]), r.choice([255, 255, 245])
    image = crops.gray(paper - (paper - black) * ink)
    if kind == "SJ":
        image = crops.jpeg(image, r.randint(40, 85))
    if kind == "SR":
        scale = r.uniform(0.72, 0.95)
        image = crops.jpeg(image.resize((round(image.width * scale), round(image.height * scale)), Image.Resampling.BICUBIC), r.randint(50, 85))
        digit *= scale
    if kind == "FAX":
        a = np.asarray(blurred(crops.leaned(r, image, paper, r.uniform(-1, 1), 0), r.uniform(0.3, 1)), np.float32) + g.normal(0, 12, ink.shape)
        a = np.where(a > paper * r.uniform(0.45, 0.65), 255.0, 0.0)
        image = crops.gray(np.where(g.random(a.shape) < r.uniform(0, 0.012), 255 - a, a))
    return image, digit


def text(kind: str, r: random.Random) -> str:
    """What readers must say exactly; of the kind FAINT decimals alone."""
    while True:
        s = crops.text(r)
        if s and "?" not in crops.plain(s) and (kind != "FAINT" or "." in s):
            return s


def label(kind: str, r: random.Random, font: str, s: str) -> tuple[Image.Image, float]:
    """The label as a box prints it, over as many lines as it takes, and the height of its ideographs."""
    size = round({"P150": 44, "P200": 58, "P300": 88, "SR": 18, "S": 14, "SJ": 15, "FAX": 26}.get(kind, 56) * r.uniform(0.9, 1.15))
    face = fonts.face(font, size)
    wide = r.choice([4, 6, 8, 10, 14, 20]) * size
    lines = [""]
    for c in s:
        if face.getlength(lines[-1] + c) > wide and c not in "，。、；：）”":
            lines.append("")
        lines[-1] += c
    pitch = size * r.uniform(1.15, 1.6)
    image = Image.new("L", (round(max(map(face.getlength, lines)) + size * r.uniform(0.3, 2)), round(pitch * len(lines) + size * r.uniform(0.1, 1))), 0)
    draw = ImageDraw.Draw(image)
    draw.fontmode = "1" if kind in ("S", "SJ") and r.random() < 0.2 or ".pcf" in font else "L"
    top, middle = (image.height - pitch * len(lines)) / 2, r.random() < 0.6
    for i, line in enumerate(lines):
        draw.text(((image.width - face.getlength(line)) / 2 if middle else size * 0.15, top + pitch * i + (pitch - size * 1.1) / 2), line, 255, font=face)
    box = face.getbbox("国")
    return worn_as(kind, r, np.asarray(image, np.float32) / 255, float(box[3] - box[1]))


def main() -> None:
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("out")
    a.add_argument("--labels", action="store_true", help="labels instead of numbers")
    a.add_argument("--each", type=int, default=600)
    a.add_argument("--seed", type=int, default=9)
    a.add_argument("--fonts", nargs="+", default=fonts.FOLDERS)
    a = a.parse_args()
    r, paths = random.Random(a.seed), fonts.found(fonts.HELD, a.fonts)
    kinds = [kind for kind in KINDS if not a.labels or kind != "FAINT"]
    with open(a.out, "wb") as out:
        for kind in kinds:
            for _ in range(a.each):
                s = r.choice(labels.LABELS) if a.labels else text(kind, r)
                font = r.choice([p for p in paths if all(fonts.has(p, c) for c in s)])
                image, digit = (label if a.labels else worn)(kind, r, font, s)
                name = pathlib.Path(font.rsplit("#", 1)[0]).stem
                out.write(f"{kind} {name} {s if a.labels else crops.plain(s)} {digit:.2f} {image.width} {image.height}\n".encode() + image.tobytes())


if __name__ == "__main__":
    main()
