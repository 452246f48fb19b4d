#!/usr/bin/env python3
"""Makes a set of pictures of reports with what stands in them: see README.md."""

import argparse
import json
import os
import random
import tempfile

import cv2
import numpy as np

import figures
import pages
import wear

FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>/usr/share/fonts</dir>{dirs}<cachedir>{cache}</cachedir>
<match target="font"><edit name="antialias" mode="assign"><bool>{smooth}</bool></edit></match></fontconfig>"""


def boxes(painted, names):
    """Cell → [x0, y0, x1, y1] of its colour in a painted page, in pixels."""
    flat = painted.astype(np.uint32)
    codes = flat[..., 0] | flat[..., 1] << 8 | flat[..., 2] << 16
    found = {}
    for index, name in enumerate(names):
        red, green, blue = pages.colour(index)
        ys, xs = np.nonzero(codes == (blue | green << 8 | red << 16))
        if len(xs) > 20:
            low, high = np.percentile(xs, [1, 99]), np.percentile(ys, [1, 99])
            found[name] = [int(low[0]), int(high[0]), int(low[1]) + 1, int(high[1]) + 1]
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", help="folder for the pictures and truth.json")
    parser.add_argument("--gouji", default="target/debug/gouji", help="the command, which knows the forms")
    parser.add_argument("--count", type=int, default=2, help="reports a kind of damage")
    parser.add_argument("--kinds", default=",".join(wear.SCREEN + wear.PAPER))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fonts", default="", help="folder with further fonts")
    asked = parser.parse_args()
    os.makedirs(asked.out, exist_ok=True)
    tables, rules = figures.forms(asked.gouji)
    cases = []
    with tempfile.TemporaryDirectory() as scratch:
        envs = {}
        for smooth in ("true", "false"):
            config = f"{scratch}/fonts-{smooth}.conf"
            folder = f"<dir>{os.path.abspath(asked.fonts)}</dir>" if asked.fonts else ""
            with open(config, "w") as file:
                file.write(FONTS.format(dirs=folder, cache=f"{scratch}/cache-{smooth}", smooth=smooth))
            envs[smooth] = dict(os.environ, FONTCONFIG_FILE=config, HOME=scratch)
        named = lambda family: os.popen(f"FONTCONFIG_FILE={scratch}/fonts-true.conf fc-match -f '%{{file}}' '{family}'").read()
        for kind in asked.kinds.split(","):
            for number in range(asked.count):
                rng = random.Random(f"{asked.seed} {kind} {number}")
                screen = kind in wear.SCREEN
                edition, kinds, cells, relations = figures.figures(tables, rules, rng)
                slips = [figures.slip(cells, kinds, rng) for _ in range(rng.choice([0, 0, 1, 2]))]
                zeros = figures.zeros(cells, rng)
                how = pages.style(rng, screen)
                have = how["only"] or ("t2", "t3", "t4")
                env = envs["false" if screen and rng.random() < 0.2 else "true"]
                path = f"{scratch}/{kind}-{number}"
                twins = []
                ratio = rng.choice([1, 1, 1, 1.25, 1.5, 2])
                dpi = 96 * ratio if screen else wear.dpi_of(kind, rng)
                for painted in (False, True):
                    with open(path + ".html", "w") as file:
                        file.write(pages.page(tables, edition, cells, how, painted))
                    if screen:
                        twins.append([pages.screenshot(path, how, ratio, env)])
                    else:
                        pages.printed(path, env)
                        twins.append(pages.rasterised(path, dpi, painted))
                case = f"{kind}-{number}"
                record = {"case": case, "kind": kind, "dpi": dpi, "zeros": zeros, "slips": slips, "font": how["digits"],
                          "unseen": how["unseen"], "edition": {key: edition[key] for key in have},
                          "cells": {c: str(v) for c, v in cells.items() if c[:2] in have},
                          "relations": [rule for rule in relations if rule[0][0][:2] in have], "pages": [], "boxes": {}}
                gray = rng.random() < 0.5
                for at, (seen, painted) in enumerate(zip(*twins)):
                    if screen:
                        ink = np.nonzero((np.abs(seen.astype(int) - seen[2, 2]) > 12).any((1, 2)))[0]
                        seen, painted = seen[: ink.max() + 14], painted[: ink.max() + 14]
                    page = wear.Page(seen, painted)
                    wear.damage(kind, page, rng, dpi, gray, named("Noto Serif CJK SC"))
                    for cell, box in boxes(page.painted, list(cells)).items():
                        record["boxes"].setdefault(cell, []).append([at, *box])
                    name = f"{case}-{at + 1}." + ("png" if kind in ("S", "FAX") else "jpg")
                    quality = [] if name.endswith("png") else [cv2.IMWRITE_JPEG_QUALITY, 95]
                    cv2.imwrite(f"{asked.out}/{name}", page.seen, quality)
                    record["pages"].append(name)
                cases.append(record)
                print(case, len(record["pages"]), "pages", len(record["boxes"]), "of", len(record["cells"]), "cells", flush=True)
                # Anew after every report, so that a run that is stopped leaves a set.
                with open(f"{asked.out}/truth.json", "w") as file:
                    json.dump(cases, file, ensure_ascii=False, indent=0)


if __name__ == "__main__":
    main()
