#!/usr/bin/env python3
"""Pictures as they come in life, hard ones: see README.md. What a pen changed has the truth "?": no number may be read there."""

import argparse
import json
import os
import random
import tempfile

import cv2
import numpy as np

import figures
import make
import pages
import wear

PAPER = ["SHADOW", "DPI96", "TWO", "TURNED", "HOLES", "PEN", "REDPEN", "MARKER", "CUTSIDE", "CUTEND", "LOWFAX"]
SCREEN = ["CHAT", "DARK", "PALERULES", "NORULES", "MOIRE", "REDINK", "SMALL"]


def shadow(page, rng):
    """A hand's shadow with a soft edge over a photo in perspective."""
    height, width = page.seen.shape[:2]
    mask = np.zeros((height, width), np.float32)
    points = [(rng.uniform(-0.2, 0.5) * width, 0), (rng.uniform(0.5, 0.9) * width, 0), (rng.uniform(0.3, 1.1) * width, height), (rng.uniform(-0.2, 0.2) * width, height)]
    cv2.fillPoly(mask, [np.array(points, np.int32)], 1)
    mask = cv2.GaussianBlur(mask, (0, 0), rng.uniform(4, 25))
    page.seen = np.clip(page.seen * (1 - 0.55 * mask[..., None]), 0, 255).astype(np.uint8)
    wear.photographed(page, rng)


def chat(page, rng):
    """Sent on twice by a messenger: reduced to 1,080 across, colours halved, quality low."""
    if page.seen.shape[1] > 1080:
        page.scale(1080 / page.seen.shape[1], cv2.INTER_AREA)
    for _ in range(2):
        page.seen = wear.jpeg(page.seen, rng.randint(38, 60))


def moire(page, rng):
    """A screen taken by a phone: a fine grid beats with the sensor's."""
    page.scale(1.6, cv2.INTER_NEAREST)
    height, width = page.seen.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    turn, step = rng.uniform(-0.1, 0.1), rng.uniform(2.1, 3.3)
    beat = np.sin((x * np.cos(turn) + y * np.sin(turn)) * 6.28 / step) * np.sin((y * np.cos(turn) - x * np.sin(turn)) * 6.28 / step)
    slow = np.sin((x + y * rng.uniform(-0.5, 0.5)) * 6.28 / rng.uniform(60, 160))
    page.seen = np.clip(page.seen.astype(np.float32) * (0.86 + 0.1 * beat + 0.05 * slow)[..., None], 0, 255).astype(np.uint8)
    wear.photographed(page, rng)


def holes(page, rng):
    """Two holes at the left margin and a third in the way."""
    height, width = page.seen.shape[:2]
    size = int(width * 0.015)
    for y in (0.35, 0.62):
        cv2.circle(page.seen, (int(width * rng.uniform(0.05, 0.14)), int(height * y)), size, (25, 25, 25), -1, cv2.LINE_AA)
    cv2.circle(page.seen, (int(width * rng.uniform(0.3, 0.9)), int(height * rng.uniform(0.2, 0.8))), size, (25, 25, 25), -1, cv2.LINE_AA)
    wear.scanned(page, rng)


def pen(page, rng, cells, colour, truth):
    """Some figures struck through with another beside, some with a digit added by hand."""
    found = make.boxes(page.painted, cells)
    for cell, (left, top, right, bottom) in rng.sample(sorted(found.items()), min(12, len(found))):
        high, middle = bottom - top, (top + bottom) // 2
        kind = rng.choice(["struck", "digit", "circle"])
        centre = (left + right) // 2
        thick = max(2, high // 22)
        if kind == "struck":
            cv2.line(page.seen, (centre - high // 2, middle + rng.randint(-3, 3)), (centre + high // 2, middle + rng.randint(-3, 3)), colour, thick, cv2.LINE_AA)
        if kind in ("struck", "digit"):
            scale = high / 60
            cv2.putText(page.seen, str(rng.randrange(1, 99)), (min(right - high // 2, centre + high // 4), middle + high // 5), cv2.FONT_HERSHEY_SCRIPT_SIMPLEX, scale, colour, thick, cv2.LINE_AA)
            truth[cell] = "?"
        if kind == "circle":
            cv2.ellipse(page.seen, (centre, middle), (high // 2, high // 2 - 2), 0, 0, 350, colour, thick, cv2.LINE_AA)
    wear.scanned(page, rng)


def marker(page, rng):
    """A highlighter over some stretches."""
    height, width = page.seen.shape[:2]
    layer = np.full((height, width, 3), 255, np.uint8)
    for _ in range(14):
        x, y = rng.randrange(width), rng.randrange(height)
        colour = rng.choice([(90, 255, 255), (190, 160, 255), (140, 255, 150), (255, 220, 130)])
        cv2.rectangle(layer, (x, y), (x + int(width * rng.uniform(0.05, 0.3)), y + int(height * 0.016)), colour, -1)
    page.seen = (page.seen.astype(np.uint16) * layer // 255).astype(np.uint8)
    wear.scanned(page, rng)


def low_fax(page, rng):
    """204 by 98 dots an inch, two tones, each line twice."""
    height, width = page.seen.shape[:2]
    gray = cv2.cvtColor(page.seen, cv2.COLOR_BGR2GRAY)
    half = cv2.resize(gray, (width, height // 2), interpolation=cv2.INTER_AREA)
    black = ((half > rng.randint(130, 180)) * 255).astype(np.uint8)
    page.seen = cv2.cvtColor(cv2.resize(black, (width, height), interpolation=cv2.INTER_NEAREST), cv2.COLOR_GRAY2BGR)


def damage(kind, page, rng, cells, truth):
    if kind == "SHADOW":
        shadow(page, rng)
    elif kind == "CHAT":
        chat(page, rng)
    elif kind == "MOIRE":
        moire(page, rng)
    elif kind == "SMALL":
        page.scale(rng.uniform(0.55, 0.75), cv2.INTER_AREA)
    elif kind == "TURNED":
        turns = rng.choice([1, 2, 3])
        page.seen, page.painted = np.rot90(page.seen, turns).copy(), np.rot90(page.painted, turns).copy()
        wear.scanned(page, rng)
    elif kind == "HOLES":
        holes(page, rng)
    elif kind == "PEN":
        pen(page, rng, cells, rng.choice([(160, 50, 30), (30, 30, 30)]), truth)
    elif kind == "REDPEN":
        pen(page, rng, cells, rng.choice([(40, 30, 220), (80, 60, 255)]), truth)
    elif kind == "MARKER":
        marker(page, rng)
    elif kind == "CUTSIDE":
        width = page.seen.shape[1]
        at = int(width * rng.uniform(0.7, 0.9))
        page.seen, page.painted = page.seen[:, :at].copy(), page.painted[:, :at].copy()
        wear.scanned(page, rng)
    elif kind == "CUTEND":
        height = page.seen.shape[0]
        at = int(height * rng.uniform(0.3, 0.7))
        page.seen, page.painted = page.seen[:at].copy(), page.painted[:at].copy()
    elif kind == "LOWFAX":
        low_fax(page, rng)
    elif kind in ("DPI96", "TWO"):
        wear.scanned(page, rng)


LOOKS = {
    "DARK": "body{{background:#1e1e1e!important;color:#ddd!important}}td{{border-color:{}!important}}td.h{{background:#2a2a2a!important}}",
    "PALERULES": "td{{border:1px solid {}!important}}table{{border:1px solid {}!important}}",
    "NORULES": "td,table{{border:none!important}}tr:nth-child(odd){{background:#f4f6fa}}",
}


def look(kind, rng, cells, html):
    extra = ""
    if kind == "DARK":
        extra = LOOKS[kind].format(rng.choice(["#555", "#888", "#444"]))
    if kind == "PALERULES":
        tone = rng.choice(["#eee", "#e0e0e0", "#d8d8d8"])
        extra = LOOKS[kind].format(tone, tone)
    if kind == "NORULES":
        extra = LOOKS[kind].format()
    if kind == "REDINK":
        places = rng.sample(range(len(cells)), 40)
        parts = html.split("<td class=v")
        for place in places:
            if place + 1 < len(parts):
                parts[place + 1] = f' data-red style="color:{rng.choice(["red", "#c00", "#f00", "#e60012", "#ff6600", "magenta"])}"' + parts[place + 1]
        html = "<td class=v".join(parts)
    return html.replace("</style>", extra + "</style>")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out")
    parser.add_argument("--gouji", default="target/debug/gouji")
    parser.add_argument("--count", type=int, default=1)
    parser.add_argument("--kinds", default=",".join(SCREEN + PAPER))
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    os.makedirs(asked.out, exist_ok=True)
    tables, rules = figures.forms(asked.gouji)
    cases = []
    with tempfile.TemporaryDirectory() as scratch:
        config = f"{scratch}/fonts.conf"
        with open(config, "w") as file:
            file.write(make.FONTS.format(dirs="", cache=f"{scratch}/cache", smooth="true"))
        env = dict(os.environ, FONTCONFIG_FILE=config, HOME=scratch)
        for kind in asked.kinds.split(","):
            for number in range(asked.count):
                rng = random.Random(f"{asked.seed} {kind} {number}")
                screen = kind in SCREEN
                edition, kinds, cells, relations = figures.figures(tables, rules, rng)
                figures.zeros(cells, rng)
                how = pages.style(rng, screen)
                how["border"] = "1px solid #000" if kind not in ("DARK", "PALERULES") else how["border"]
                names = list(cells)
                have = how["only"] or ("t2", "t3", "t4")
                path = f"{scratch}/{kind}-{number}"
                ratio = rng.choice([1, 1.5, 2]) if kind != "SMALL" else 1
                dpi = 96 if kind == "DPI96" else rng.choice([150, 200])
                twins = []
                state = rng.getstate()
                for painted in (False, True):
                    html = pages.page(tables, edition, cells, how, painted)
                    rng.setstate(state)
                    if not painted or kind != "REDINK":
                        html = look(kind, rng, names, html) if not painted or kind == "NORULES" else html
                    with open(path + ".html", "w") as file:
                        file.write(html)
                    if screen:
                        twins.append([pages.screenshot(path, how, ratio, env)])
                    else:
                        pages.printed(path, env)
                        twins.append(pages.rasterised(path, dpi, painted))
                if kind == "TWO" and len(twins[0]) > 1:
                    twins = [[np.hstack(twin[:2])] + twin[2:] for twin in twins]
                case = f"{kind}-{number}"
                truth = {c: str(v) for c, v in cells.items() if c[:2] in have}
                record = {"case": case, "kind": kind, "dpi": dpi, "font": how["digits"], "edition": {key: edition[key] for key in have},
                          "pages": [], "boxes": {}}
                for at, (seen, painted) in enumerate(zip(*twins)):
                    if screen:
                        ink = np.nonzero((np.abs(painted.astype(int) - painted[2, 2]) > 12).any((1, 2)))[0]
                        seen, painted = seen[: ink.max() + 14], painted[: ink.max() + 14]
                    page = wear.Page(seen, painted)
                    damage(kind, page, rng, names, truth)
                    for cell, box in make.boxes(page.painted, names).items():
                        record["boxes"].setdefault(cell, []).append([at, *box])
                    name = f"{case}-{at + 1}." + ("png" if kind in ("DARK", "PALERULES", "NORULES", "REDINK", "SMALL", "LOWFAX") else "jpg")
                    cv2.imwrite(f"{asked.out}/{name}", page.seen, [] if name.endswith("png") else [cv2.IMWRITE_JPEG_QUALITY, 92])
                    record["pages"].append(name)
                record["cells"] = truth
                record["relations"] = [rule for rule in relations if rule[0][0][:2] in have and all(truth.get(c) != "?" for side in rule for c in side)]
                cases.append(record)
                print(case, len(record["pages"]), "pages", len(record["boxes"]), "of", len(truth), "cells", flush=True)
                with open(f"{asked.out}/truth.json", "w") as file:
                    json.dump(cases, file, ensure_ascii=False, indent=0)


if __name__ == "__main__":
    main()
