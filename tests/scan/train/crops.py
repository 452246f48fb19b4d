"""Crops of single cells as a scanner, a screenshot or a chat leaves them, with what is printed in them.

Everything is drawn from one `random.Random`, so a seed gives the same crops with the same fonts.
`first` and `second` wear a crop in unlike orders, one for each reader; `kinds` is a third, and measures them.
"""
import io
import math
import random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

import fonts

# A class each; 0 is CTC's blank. The Chinese one is not a dash; whatever is no number is "?".
CLASSES = "0123456789.,-—一/%○?"
SAME = {"－": "-", "–": "-", "―": "—", "〇": "○", "／": "/"} | {chr(0xFF10 + i): str(i) for i in range(10)}
STRANGE = "无空件个万元注的其他总计二三四十百千日月年（）()*√×·:ABCOIlSZbgoqez+=№"
LONGEST = 14


def text(r: random.Random) -> str:
    """What stands in a cell: mostly small numbers, decimals often, since their point is what is lost first."""
    u = r.random()
    if u < 0.28:
        return str(r.randrange(10))
    if u < 0.56:
        return str(r.randrange(10 ** r.randrange(1, 4)))
    if u < 0.66:
        return str(r.randrange(10**3, 10 ** r.randrange(4, 9)))
    if u < 0.80:
        return f"{r.randrange(10 ** r.choice([1, 1, 2, 3, 4, 5]))}.{r.randrange(10**6):06d}"[: r.randrange(3, 13)].rstrip(".")
    if u < 0.82:
        return f"{r.randrange(1, 1000)},{r.randrange(1000):03d}" + r.choice(["", "", f".{r.randrange(100):02d}", f",{r.randrange(1000):03d}"])
    if u < 0.835:
        return f"{r.randrange(1000)}%" if r.random() < 0.5 else f"{r.randrange(100)}.{r.randrange(100)}%"
    if u < 0.845:
        return "-" + str(r.randrange(1, 1000))
    if u < 0.855:
        return "".join(chr(0xFF10 + int(c)) for c in str(r.randrange(1000)))
    if u < 0.935:
        return r.choice(["/", "/", "-", "-", "－", "—", "—", "——", "--", "一", "一", "○", "〇", "–", "／"])
    if u < 0.95:
        return ""
    strange = "".join(r.choice(STRANGE) for _ in range(r.choice([1, 1, 2, 3])))
    return r.choice([strange, strange, strange + str(r.randrange(100)), str(r.randrange(1000)) + strange])


def plain(s: str) -> str:
    """What a reader should say of the text: one spelling a class, a run of what is no number as one "?"."""
    out = ""
    for c in s:
        c = SAME.get(c, c)
        c = c if c in CLASSES else "?"
        out += "" if c == "?" and out.endswith("?") else c
    return out


def drawn(r: random.Random, font: str, s: str, low: float = 7, high: float = 40, sharp: float = 0.12, faint: float = 0.35, probe: str = "0") -> tuple[np.ndarray, float]:
    """Ink (0–1) of the text with paper around it, and the height of `probe` in pixels."""
    known = fonts.face(font, 40).getbbox(probe)
    bitmap = font.split("#")[0].endswith(".pcf")
    digit = math.exp(r.uniform(math.log(low), math.log(high)))
    size = max(6, round(40 * digit / (known[3] - known[1])))
    f = fonts.face(font, size)
    box = f.getbbox(probe)
    digit = box[3] - box[1]
    pad = digit * r.uniform(0.1, 0.9) + 1
    gap = digit * r.uniform(-0.04, 0.2) if len(s) > 1 and r.random() < 0.15 else 0.0
    width = max(f.getlength(s) + max(0.0, gap) * len(s), digit * r.uniform(0.6, 1.5)) + 2 * pad
    image = Image.new("L", (round(width), round(digit * 1.9) + 2), 0)
    draw = ImageDraw.Draw(image)
    if bitmap or r.random() < sharp:
        draw.fontmode = "1"
    top, x = (image.height - digit) / 2 - box[1], pad + r.random()
    point = r.uniform(0.3, 1) if "." in s and r.random() < faint else 1.0
    if gap or point < 1:
        for i, c in enumerate(s):
            draw.text((x, top), c, round(255 * point) if c in ".," else 255, font=f)
            x += (f.getlength(s[i : i + 2]) - f.getlength(s[i + 1 : i + 2])) + gap
    else:
        draw.text((x, top), s, 255, font=f)
    if bitmap and not r.randrange(3):
        image = image.resize((image.width * 2, image.height * 2), Image.Resampling.NEAREST)
        digit *= 2
    return np.asarray(image, np.float32) / 255, digit


def two_lines(r: random.Random, font: str) -> tuple[np.ndarray, float]:
    """A number broken over two lines, seen whole: no reader may make one number of it."""
    a, digit = drawn(r, font, str(r.randrange(10, 1000)), high=22)
    b, _ = drawn(r, font, str(r.randrange(10)), low=digit, high=digit + 0.01)
    both = np.zeros((round(digit * 2.6) + 2, max(a.shape[1], b.shape[1])), np.float32)
    shift = r.uniform(0.3, 0.7)
    for part, middle in ((a, shift * digit), (b, shift * digit + digit * r.uniform(1.2, 1.5))):
        part = part[part.shape[0] // 2 - round(digit / 2) - 1 :][: round(digit) + 2]
        y = max(0, round(middle - digit / 2))
        part = part[: both.shape[0] - y]
        both[y : y + part.shape[0], : part.shape[1]] = np.maximum(both[y : y + part.shape[0], : part.shape[1]], part)
    return both, digit


def arc(r: random.Random, ink: np.ndarray, digit: float, strong: float) -> np.ndarray:
    """The arc of a seal over the ink."""
    image = Image.new("L", ink.shape[::-1], 0)
    draw = ImageDraw.Draw(image)
    width, height = image.size
    radius, angle = digit * r.uniform(3, 9), r.uniform(0, 2 * math.pi)
    x = width / 2 + radius * math.cos(angle) + r.uniform(-1, 1) * (width / 2)
    y = height / 2 + radius * math.sin(angle) + r.uniform(-1, 1) * digit / 2
    tone, wide = round(255 * r.uniform(0.12, strong)), max(1, round(digit * r.uniform(0.08, 0.6)))
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=tone, width=wide)
    if r.random() < 0.3:  # strokes of the seal's characters
        for _ in range(r.randrange(1, 4)):
            x, y = r.uniform(0, width), r.uniform(0, height)
            draw.line((x, y, x + r.uniform(-1, 1) * digit, y + r.uniform(-1, 1) * digit), tone, max(1, wide // 2))
    return np.maximum(ink, np.asarray(image, np.float32) / 255) if r.random() < 0.6 else 1 - (1 - ink) * (1 - np.asarray(image, np.float32) / 255)


def rule(r: random.Random, ink: np.ndarray, digit: float) -> np.ndarray:
    """What is left of a rule at an edge."""
    image = Image.new("L", ink.shape[::-1], 0)
    draw = ImageDraw.Draw(image)
    width, height = image.size
    for _ in range(r.choice([1, 1, 1, 2])):
        thick, tone = max(1, round(digit * r.uniform(0.03, 0.12))), r.randrange(60, 256)
        if r.random() < 0.5:
            x = r.choice([r.uniform(0, digit * 0.12), width - 1 - r.uniform(0, digit * 0.12)])
            draw.line((x, 0, x + r.uniform(-2, 2), height), tone, thick)
        else:
            y = r.choice([0, height - 1]) + r.uniform(-0.15, 0.15) * digit
            draw.line((0, y, width, y + r.uniform(-2, 2)), tone, thick)
    return np.maximum(ink, np.asarray(image, np.float32) / 255)


def dropped(r: random.Random, ink: np.ndarray, digit: float) -> np.ndarray:
    """Ink missing in spots, and specks where there is none."""
    image = Image.fromarray(np.uint8(255 * ink))
    draw = ImageDraw.Draw(image)
    for _ in range(r.randrange(1, 4)):
        x, y, a = r.uniform(0, image.width), r.uniform(0, image.height), digit * r.uniform(0.03, 0.11)
        draw.ellipse((x - a, y - a, x + a, y + a), fill=0 if r.random() < 0.7 else r.randrange(60, 256))
    return np.asarray(image, np.float32) / 255


def leaned(r: random.Random, image: Image.Image, fill: float, angle: float, shear: float) -> Image.Image:
    """Turned by degrees and sheared about the middle."""
    c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    a, b, d, e = c, -s + shear, s, c * r.uniform(0.95, 1.05)
    x, y = image.width / 2, image.height / 2
    return image.transform(image.size, Image.Transform.AFFINE, (a, b, x - a * x - b * y, d, e, y - d * x - e * y), Image.Resampling.BICUBIC, fillcolor=round(fill))


def jpeg(image: Image.Image, quality: int) -> Image.Image:
    file = io.BytesIO()
    image.save(file, "JPEG", quality=quality)
    return Image.open(file).convert("L")


def gray(a: np.ndarray) -> Image.Image:
    return Image.fromarray(np.uint8(np.clip(a, 0, 255)))


def first(r: random.Random, g: np.random.Generator, ink: np.ndarray, digit: float) -> tuple[Image.Image, float, float, float]:
    """Marks, lean, blur, resampling, noise, fax, JPEG; the gray crop, a digit's height, the tones of paper and ink."""
    paper, black = r.uniform(200, 255), r.choice([0, 20, 40, 60, 90, 120]) if r.random() < 0.5 else r.uniform(0, 145)
    if r.random() < 0.15:
        ink = rule(r, ink, digit)
    if r.random() < 0.10:
        ink = arc(r, ink, digit, 0.55)
    if r.random() < 0.08:
        ink = dropped(r, ink, digit)
    if digit > 11 and r.random() < 0.12:
        ink = np.asarray(Image.fromarray(np.uint8(255 * ink)).filter(r.choice([ImageFilter.MaxFilter(3), ImageFilter.MinFilter(3)]) if digit > 20 else ImageFilter.MaxFilter(3)), np.float32) / 255
    image = gray(paper - (paper - black) * ink)
    if r.random() < 0.6:
        image = leaned(r, image, paper, r.gauss(0, 1), r.gauss(0, 0.03))
    if r.random() < 0.6:
        image = image.filter(ImageFilter.GaussianBlur(max(0.25, abs(r.gauss(0, 0.045 * digit + 0.35)))))
    if r.random() < 0.25:
        scale = r.uniform(0.55, 0.95)
        image = image.resize((max(3, round(image.width * scale)), max(3, round(image.height * scale))), Image.Resampling.BOX).resize(image.size, Image.Resampling.BILINEAR)
    a = np.asarray(image, np.float32)
    if r.random() < 0.08:
        a = a * np.linspace(r.uniform(0.75, 1), r.uniform(0.75, 1), a.shape[1], dtype=np.float32)
    if r.random() < 0.65:
        a = a + g.normal(0, r.uniform(1, 14), a.shape)
    if r.random() < 0.14:
        a = np.where(a > paper - (paper - black) * r.uniform(0.35, 0.55), 255.0, 0.0)
        a = np.where(g.random(a.shape) < r.choice([0, 0.005, 0.02, 0.04]), 255 - a, a)
        paper, black = 255.0, 0.0
    image = gray(a)
    if r.random() < 0.5:
        image = jpeg(image, r.randrange(35, 93))
    return image, digit, paper, black


def second(r: random.Random, g: np.random.Generator, ink: np.ndarray, digit: float) -> tuple[Image.Image, float, float, float]:
    """Drawn two or three times as large (see `crop`), spread of ink, reduced to size, then JPEG, lean, light, a second JPEG or a coarse scan."""
    over = r.choice([2, 3]) if digit >= 26 else 1
    paper, black = 255 - abs(r.gauss(0, 25)), abs(r.gauss(20, 55))
    black = min(black, paper - 70)
    if r.random() < 0.25:
        ink = np.clip((np.asarray(Image.fromarray(np.uint8(255 * ink)).filter(ImageFilter.GaussianBlur(digit * r.uniform(0.01, 0.05))), np.float32) / 255 - r.uniform(0.05, 0.4)) * r.uniform(1.2, 2.4), 0, 1)
    if r.random() < 0.12:
        ink = arc(r, ink, digit, 0.7)
    if r.random() < 0.12:
        ink = rule(r, ink, digit)
    image = gray(paper - (paper - black) * ink)
    if over > 1:
        image = image.resize((max(3, round(image.width / over)), max(3, round(image.height / over))), r.choice([Image.Resampling.BOX, Image.Resampling.BICUBIC, Image.Resampling.BILINEAR]))
        digit /= over
    if r.random() < 0.35:
        image = jpeg(image, r.randrange(40, 90))
    if r.random() < 0.2:
        image = image.filter(ImageFilter.BoxBlur(r.uniform(0.2, 0.06 * digit + 0.3)))
    if r.random() < 0.5:
        image = leaned(r, image, paper, r.uniform(-2, 2), r.uniform(-0.05, 0.05))
    a = np.asarray(image, np.float32)
    if r.random() < 0.15:
        y = np.linspace(-1, 1, a.shape[0], dtype=np.float32)[:, None] * r.uniform(-0.12, 0.12)
        a = a * (0.92 + y + np.linspace(-1, 1, a.shape[1], dtype=np.float32) * r.uniform(-0.08, 0.08))
    if r.random() < 0.12:  # worn: paler, the grain of the paper in the ink
        a = paper - (paper - a) * r.uniform(0.35, 0.8) * (1 - r.uniform(0, 0.5) * g.random(a.shape))
        black = paper - (paper - black) * 0.55
    if r.random() < 0.5:  # grain that is wider than a pixel
        grain = g.normal(0, r.uniform(2, 22), (a.shape[0] // 2 + 1, a.shape[1] // 2 + 1)).astype(np.float32)
        a = a + np.asarray(Image.fromarray(grain).resize(a.shape[::-1], Image.Resampling.BICUBIC))
    if r.random() < 0.3:
        a = a + g.normal(0, r.uniform(1, 9), a.shape)
    if r.random() < 0.15:  # a fax whose lines are coarser than its columns
        a = np.where(a > paper - (paper - black) * r.uniform(0.3, 0.5), 255.0, 0.0)
        if r.random() < 0.4:
            a = np.repeat(a[::2], 2, 0)[: a.shape[0]]
        a = np.where(g.random(a.shape) < r.uniform(0, 0.03), 255 - a, a)
        paper, black = 255.0, 0.0
    image = gray(a)
    if r.random() < 0.3:
        image = jpeg(image, r.randrange(30, 80))
    if r.random() < 0.1:
        image = image.filter(ImageFilter.UnsharpMask(1.2, r.randrange(60, 160), 0))
    return image, digit, paper, black


def placed(image: Image.Image, digit: float, middle: float, paper: float, black: float, height: int, high: int) -> np.ndarray:
    """The crop as a reader takes it: (height, width) u8, a digit `high` rows high about the middle row, paper 0 and ink 204.

    Resampled by a triangle as wide as an output pixel or a source pixel, whichever is wider; the reader in Rust does the same.
    """
    scale = high / digit
    width = min(560, max(8, math.ceil(image.width * scale)))
    top = middle - height / 2 / scale
    pad = max(0, math.ceil(-top)) + 1
    low = max(0, math.ceil(top + height / scale - image.height)) + 1
    right = max(0, math.ceil(width / scale - image.width))
    a = np.pad(np.asarray(image, np.float32), ((pad, low), (0, right)), constant_values=paper)
    out = Image.fromarray(a).resize((width, height), Image.Resampling.BILINEAR, (0, top + pad, width / scale, top + pad + height / scale))
    return np.uint8(np.clip((paper - np.asarray(out)) / max(25.0, paper - black) * 204 + 0.5, 0, 255))


def crop(r: random.Random, paths: list[str], wear, height: int, high: int) -> tuple[np.ndarray, str]:
    """One crop and its text."""
    g = np.random.default_rng(r.getrandbits(64))
    s = text(r)
    if r.random() < 0.012:
        ink, digit = two_lines(r, r.choice([p for p in paths if ".pcf" not in p]))
        s = "?"
    else:
        font = r.choice([p for p in paths if all(fonts.has(p, c) for c in s)])
        over = wear is second and r.random() < 0.6
        ink, digit = drawn(r, font, s, *((26, 80, 0.0) if over else (7, 40)))
    image, digit, paper, black = wear(r, g, ink, digit)
    # The layout measures height, middle and tones, and each a little wrong.
    shown = digit * r.uniform(0.87, 1.14)
    middle = image.height / 2 + r.gauss(0, 0.06) * digit
    black = min(black + r.uniform(-15, 30), paper - 30)
    return placed(image, shown, middle, paper + r.gauss(0, 2), black, height, high), plain(s)


WIDTHS = (64, 112, 176)


def batches(r: random.Random, paths: list[str], wear, height: int, high: int, area: int):
    return binned(r, lambda: crop(r, paths, wear, height, high), WIDTHS, LONGEST, CLASSES, area)


def binned(r: random.Random, more, widths: tuple[int, ...], longest: int, classes: str, area: int, again: int = 1):
    """Batches without end: (n, height, width) u8, labels (n, longest), 1 where a label is padding; of one of the widths each, n * width about `area`."""
    bins: dict[int, list] = {w: [] for w in widths}
    olds: dict[int, list] = {w: [] for w in widths}
    while True:
        image, s = more()
        width = next((w for w in widths if image.shape[1] <= w), None)
        if width is None or len(s) > longest:
            continue
        some = bins[width]
        some.append((image, s))
        if len(some) < max(4, area // width // 4 * 4):
            continue
        bins[width] = []
        x = np.zeros((len(some), image.shape[0], width), np.uint8)
        labels, padding = np.zeros((len(some), longest), np.int32), np.ones((len(some), longest), np.float32)
        for i, (image, s) in enumerate(some):
            at = r.randrange(width - image.shape[1] + 1)
            x[i, :, at : at + image.shape[1]] = image
            labels[i, : len(s)], padding[i, : len(s)] = [1 + classes.index(c) for c in s], 0
        yield x, labels, padding
        # Drawing a crop takes longer than learning from it, so each batch is learnt from again, later, a pixel aside
        # and in other tones.
        old = olds[width]
        old += [(x, labels, padding)] * again
        if len(old) > 12 * again:
            for _ in range(again):
                x, labels, padding = old.pop(r.randrange(len(old)))
                x = np.roll(x, (r.choice([-1, 0, 1]), r.choice([-1, 0, 1])), (1, 2)).astype(np.float32) * r.uniform(0.85, 1.15)
                yield np.uint8(np.clip(x + 0.5, 0, 255)), labels, padding
