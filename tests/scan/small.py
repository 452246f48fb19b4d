#!/usr/bin/env python3
"""Takes a few pages out of sets that make.py made, gray and small, for the test that always runs: see README.md."""

import argparse
import json
import os

import cv2


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", help="folder for the pages and truth.json")
    parser.add_argument("pages", nargs="+", help="SET/CASE:PAGE:SIZE, the size in hundredths of what it is")
    asked = parser.parse_args()
    os.makedirs(asked.out, exist_ok=True)
    cases = []
    for wanted in asked.pages:
        place, page, size = wanted.rsplit(":", 2)
        folder, name = os.path.split(place)
        with open(f"{folder}/truth.json") as file:
            case = next(case for case in json.load(file) if case["case"] == name)
        at, scale = int(page) - 1, int(size) / 100
        # The part that is read, where a red seal is paper.
        seen = cv2.imread(f"{folder}/{case['pages'][at]}")[..., 2]
        seen = cv2.resize(seen, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        to = f"{name}." + ("png" if case["kind"] in ("S", "FAX") else "jpg")
        how = [cv2.IMWRITE_PNG_COMPRESSION, 9] if to.endswith("png") else [cv2.IMWRITE_JPEG_QUALITY, 55]
        cv2.imwrite(f"{asked.out}/{to}", seen, how)
        boxes = {cell: [box for box in boxes if box[0] == at] for cell, boxes in case["boxes"].items()}
        case["boxes"] = {cell: [[0, *(round(x * scale) for x in box[1:])] for box in boxes] for cell, boxes in boxes.items() if boxes}
        case["pages"] = [to]
        cases.append(case)
    with open(f"{asked.out}/truth.json", "w") as file:
        json.dump(cases, file, ensure_ascii=False, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main()
