"""What happens to a page on its way to somebody: kinds of damage, each drawn by a seed. A page comes with its painted
twin, which goes the same way without losing a colour, so that where every cell went is known."""

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

SCREEN = ["S", "SJ", "SR"]
PAPER = ["P150", "P200", "P300", "SKEW", "PHOTO", "SEAL", "WEAR", "FAX"]


class Page:
    """A picture and its painted twin."""

    def __init__(self, seen, painted):
        self.seen, self.painted = seen, painted

    def warp(self, matrix, size, paper=(255, 255, 255)):
        self.seen = cv2.warpPerspective(self.seen, matrix, size, flags=cv2.INTER_LINEAR, borderValue=paper)
        self.painted = cv2.warpPerspective(self.painted, matrix, size, flags=cv2.INTER_NEAREST, borderValue=(255, 255, 255))

    def rotate(self, degrees):
        height, width = self.seen.shape[:2]
        matrix = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1), [0, 0, 1]])
        self.warp(matrix, (width, height))

    def scale(self, factor, how):
        self.seen = cv2.resize(self.seen, None, fx=factor, fy=factor, interpolation=how)
        self.painted = cv2.resize(self.painted, self.seen.shape[1::-1], interpolation=cv2.INTER_NEAREST)

    def curl(self, pixels, turns):
        height, width = self.seen.shape[:2]
        y, x = np.mgrid[0:height, 0:width].astype(np.float32)
        y = y + pixels * np.sin(x / width * 3.14 * turns)
        self.seen = cv2.remap(self.seen, x, y, cv2.INTER_LINEAR, borderValue=(255, 255, 255))
        self.painted = cv2.remap(self.painted, x, y, cv2.INTER_NEAREST, borderValue=(255, 255, 255))


def dice(rng):
    return np.random.default_rng(rng.randrange(1 << 30))


def blur(picture, sigma):
    return cv2.GaussianBlur(picture, (0, 0), sigma) if sigma > 0.2 else picture


def noise(picture, sigma, rng):
    grain = dice(rng).normal(0, sigma, picture.shape[:2] + (1,)).astype(np.float32)
    return np.clip(picture.astype(np.float32) + grain, 0, 255).astype(np.uint8)


def jpeg(picture, quality):
    return cv2.imdecode(cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_COLOR)


def scanned(page, rng, quality=(75, 90)):
    page.seen = blur(page.seen, rng.uniform(0.2, 0.6))
    page.rotate(rng.uniform(-1, 1))
    page.seen = jpeg(noise(page.seen, rng.uniform(1, 4), rng), rng.randint(*quality))


def lamp(picture, rng, darkest):
    """Light that falls off to one side."""
    height, width = picture.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    turn = rng.random() * 6.28
    slope = x / width * np.cos(turn) + y / height * np.sin(turn)
    slope = (slope - slope.min()) / (slope.max() - slope.min())
    return np.clip(picture * (darkest + (1 - darkest) * slope)[..., None], 0, 255).astype(np.uint8)


def stamp(page, rng, dpi, gray, font):
    """A round seal with a star and an arc of characters, over what is printed."""
    height, width = page.seen.shape[:2]
    ink = np.argwhere(cv2.cvtColor(page.seen, cv2.COLOR_BGR2GRAY) < 140)
    (top, left), (bottom, right) = (ink.min(0), ink.max(0)) if len(ink) else ((0, 0), (height, width))
    radius = int(dpi * 0.79 * rng.uniform(0.85, 1.1))
    middle_x = int(left + (right - left) * rng.uniform(0.2, 0.95))
    middle_y = int(top + (bottom - top) * rng.uniform(0.1, 0.9))
    layer = np.zeros((height, width), np.float32)
    cv2.circle(layer, (middle_x, middle_y), radius, 1, max(2, int(dpi * 0.045)), cv2.LINE_AA)
    turn = rng.random() * 6.28
    points = []
    for corner in range(10):
        reach = radius * (0.36 if corner % 2 == 0 else 0.14)
        points.append([middle_x + reach * np.sin(turn + corner * np.pi / 5), middle_y - reach * np.cos(turn + corner * np.pi / 5)])
    cv2.fillPoly(layer, [np.array(points, np.int32)], 1, cv2.LINE_AA)
    letters = Image.new("L", (width, height), 0)
    face = ImageFont.truetype(font, max(8, int(radius * 0.26)))
    for place, letter in enumerate("某市人民政府信息公开专用章"):
        angle = -130 + 260 * place / 12
        side = int(radius * 0.34)
        glyph = Image.new("L", (side, side), 0)
        ImageDraw.Draw(glyph).text((2, 0), letter, 255, font=face)
        x = middle_x + radius * 0.78 * np.sin(np.radians(angle))
        y = middle_y - radius * 0.78 * np.cos(np.radians(angle))
        glyph = glyph.rotate(-angle)
        letters.paste(255, (int(x - side / 2), int(y - side / 2)), glyph)
    layer = np.maximum(layer, np.asarray(letters, np.float32) / 255)
    patches = cv2.resize(dice(rng).random((height // 4 + 1, width // 4 + 1)).astype(np.float32), (width, height))
    layer *= np.clip(patches * 2.2, 0.35, 1) * rng.uniform(0.55, 0.95)
    red = np.array([60, 50, 215], np.float32) / 255
    seen = np.clip(page.seen * (1 - layer[..., None] * (1 - red)), 0, 255).astype(np.uint8)
    page.seen = cv2.cvtColor(cv2.cvtColor(seen, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR) if gray else seen


def worn(page, rng, dpi):
    """Faded, folded, with drop-outs and specks."""
    height, width = page.seen.shape[:2]
    seen = 255 - (255 - page.seen.astype(np.float32)) * rng.uniform(0.35, 0.75)
    for _ in range(rng.choice([1, 2])):
        fold, slope = int(height * rng.uniform(0.25, 0.75)), rng.uniform(-0.01, 0.01)
        darker = rng.uniform(0.78, 0.85)
        for x in range(width):
            y = int(fold + slope * x)
            seen[max(0, y - 3) : y + 4, x] *= darker
    for _ in range(rng.randint(60, 160)):
        y, x, long, thick = rng.randrange(height), rng.randrange(width), int(dpi * rng.uniform(0.04, 0.12)), rng.choice([1, 2, 3])
        if rng.random() < 0.5:
            seen[y : y + thick, x : x + long] = 255
        else:
            seen[y : y + long, x : x + thick] = 255
    for _ in range(rng.randint(50, 200)):
        y, x, wide = rng.randrange(height - 3), rng.randrange(width - 3), rng.choice([1, 1, 2])
        seen[y : y + wide, x : x + wide] = rng.choice([60, 120])
    page.seen = noise(np.clip(seen, 0, 255).astype(np.uint8), 4, rng)


def photographed(page, rng):
    height, width = page.seen.shape[:2]
    page.curl(rng.uniform(0, 6) * width / 1600, rng.choice([1, 1.5]))
    wide, high = int(width * 1.12), int(height * 1.1)
    left, top = (wide - width) / 2, (high - height) / 2
    off = lambda: rng.uniform(-0.045, 0.045)
    corners = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    where = np.float32([[left + x + width * off(), top + y + height * off()] for x, y in corners])
    matrix = cv2.getPerspectiveTransform(corners, where)
    paper = cv2.warpPerspective(np.full((height, width), 255, np.uint8), matrix, (wide, high))
    page.warp(matrix, (wide, high))
    desk = noise(np.full((high, wide, 3), (70, 95, 120), np.uint8), 10, rng)
    seen = np.where(paper[..., None] > 127, page.seen, desk)
    seen = noise(blur(lamp(seen, rng, rng.uniform(0.45, 0.8)), rng.uniform(0.6, 1.25)), rng.uniform(3, 8), rng)
    tint = np.array([rng.uniform(0.85, 1), 0.97, rng.uniform(0.95, 1.05)])
    page.seen = jpeg(np.clip(seen * tint, 0, 255).astype(np.uint8), rng.randint(55, 82))


def faxed(page, rng):
    page.seen = blur(page.seen, rng.uniform(0.3, 0.7))
    page.rotate(rng.uniform(-1, 1))
    gray = cv2.cvtColor(noise(page.seen, rng.uniform(8, 22), rng), cv2.COLOR_BGR2GRAY)
    black = ((gray > rng.randint(120, 175)) * 255).astype(np.uint8)
    specks = dice(rng).random(black.shape)
    black[specks < 0.0006], black[specks > 0.9994] = 0, 255
    page.seen = cv2.cvtColor(black, cv2.COLOR_GRAY2BGR)


def dpi_of(kind, rng):
    fixed = {"P150": 150, "P200": 200, "P300": 300}
    return fixed.get(kind) or rng.choice([180, 200, 220] if kind in ("PHOTO", "SEAL") else [150, 200, 200])


def damage(kind, page, rng, dpi, gray, font):
    """Damages a page in place."""
    if kind == "SJ":
        page.seen = jpeg(page.seen, rng.randint(40, 85))
    elif kind == "SR":
        page.scale(rng.uniform(0.72, 0.95), rng.choice([cv2.INTER_AREA, cv2.INTER_LINEAR]))
        page.seen = jpeg(page.seen, rng.randint(50, 85))
    elif kind in ("P150", "P200", "P300"):
        scanned(page, rng)
    elif kind == "SKEW":
        page.rotate(rng.choice([-1, 1]) * rng.uniform(1.2, 3))
        page.seen = jpeg(noise(blur(page.seen, rng.uniform(0.4, 1)), rng.uniform(2, 6), rng), rng.randint(40, 70))
    elif kind == "PHOTO":
        photographed(page, rng)
    elif kind == "SEAL":
        for _ in range(2):
            stamp(page, rng, dpi, gray, font)
        scanned(page, rng, (65, 88))
    elif kind == "WEAR":
        worn(page, rng, dpi)
        scanned(page, rng, (60, 85))
    elif kind == "FAX":
        faxed(page, rng)
