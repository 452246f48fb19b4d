"""Reports → pictures of their pages, each with a twin whose cells are painted in colours that name them."""

import html
import os
import random
import subprocess

import cv2

# Figures in one font, the rest in another; the first were drawn in by neither net's training.
UNSEEN = [("Carlito", "AR PL SungtiL GB"), ("Caladea", "AR PL UMing CN"), ("Tinos", "cwTeXFangSong"),
          ("AR PL UKai CN", "AR PL UKai CN"), ("AR PL UMing CN", "AR PL UMing CN"),
          ("WenQuanYi Micro Hei", "WenQuanYi Micro Hei"), ("Nimbus Sans Narrow", "AR PL KaitiM GB"), ("P052", "Noto Serif CJK SC")]
SEEN = [("Liberation Serif", "Noto Serif CJK SC"), ("Liberation Sans", "Noto Sans CJK SC"), ("DejaVu Sans", "WenQuanYi Zen Hei"),
        ("Noto Sans CJK SC", "Noto Sans CJK SC"), ("Noto Serif CJK SC", "Noto Serif CJK SC")]


def colour(index):
    """An exact colour a cell, none of them near white, black or gray."""
    return (60 + index % 12 * 16, 10 + index // 12 % 14 * 17, 250 - index % 5 * 7)


def style(rng, screen):
    unseen = rng.random() < 0.6
    digits, words = rng.choice(UNSEEN if unseen else SEEN)
    first, second, third = rng.choice([4, 5, 6]), rng.choice([9, 11]), rng.choice([20, 24])
    rest = (100 - first - second - third) / 7
    return {
        "unseen": unseen, "digits": digits, "words": words, "screen": screen,
        "size": rng.choice([12, 13, 14, 15, 16] if screen else [12, 13, 14, 14.7, 16]),
        "height": rng.choice([1.2, 1.35, 1.6, 1.9]),
        "margin": rng.choice([15, 20, 26]), "inset": rng.choice([4, 12, 20]),
        "paper": rng.choice(["#fff", "#fff", "#fff", "#f7f9fc"]) if screen else "#fff",
        "ink": rng.choice(["#000", "#000", "#333", "#222"]),
        "width": rng.choice([760, 860, 980]) if screen else None,
        "outer": rng.choice(["", "", "border:2px solid #000;"]),
        "border": rng.choice(["1px solid #000"] * 3 + ["0.5pt solid #000", "1px solid #999", "1px solid #ccc", "2px solid #000"]),
        "pad": rng.choice(["2px 3px", "1px 2px", "4px 6px"]),
        "align": rng.choice(["center", "center", "center", "right", "left"]),
        "head": rng.choice(["transparent", "transparent", "#e9eef6", "#ddd"]),
        "weight": rng.choice(["normal", "normal", "bold"]),
        "prose": rng.choice([0, 2, 12, 30]),
        "columns": [first, second, third] + [rest] * 7,
        "only": rng.choice([None, ("t3",), ("t3", "t4"), ("t2", "t3", "t4")]) if screen else None,
    }


def page(tables, edition, cells, how, painted):
    """One report as HTML; painted, each value's cell is of its colour."""
    names = list(cells)
    width = f"{how['width']}px" if how["width"] else "100%"
    css = (
        f"@page{{size:A4;margin:{how['margin']}mm}} *{{-webkit-print-color-adjust:exact}}"
        f"body{{margin:{how['inset']}px;background:{how['paper']};font:{how['size']}px/{how['height']} '{how['digits']}','{how['words']}';color:{how['ink']}}}"
        f"table{{border-collapse:collapse;width:{width};margin:8px auto;{how['outer']}}}"
        f"td{{border:{how['border']};padding:{how['pad']};text-align:center;vertical-align:middle;word-break:break-all}}"
        f"td.v{{text-align:{how['align']}}} td.h{{background:{how['head']};font-weight:{how['weight']}}} h2{{font-size:1.1em}}"
    )
    parts = []
    line = "本年度按照条例和上级部署，健全工作机制，规范办理流程，及时回应社会关切。"
    if not how["only"]:
        parts.append("<h1 style='text-align:center;font-size:1.4em'>某某市某某局2023年政府信息公开工作年度报告</h1><h2>一、总体情况</h2><p>" + line * how["prose"] + "</p>")
    for key in how["only"] or ("t2", "t3", "t4"):
        table = tables[edition[key]][key]
        if not how["only"] or how["prose"]:
            parts.append(f"<h2>{table['heading']}</h2>")
        rows = []
        for cells_of_line in table["lines"]:
            row = ""
            for cell in cells_of_line:
                span = f' colspan={cell["columns"]}' + (f' rowspan={cell["lines"]}' if cell.get("lines", 1) > 1 else "")
                if "cell" in cell:
                    red, green, blue = colour(names.index(cell["cell"]))
                    paint = f' style="background:rgb({red},{green},{blue})"' if painted else ""
                    row += f'<td class=v{span}{paint}>{html.escape(str(cells[cell["cell"]]))}</td>'
                else:
                    row += f'<td class=h{span}>{html.escape(cell["text"])}</td>'
            rows.append(f"<tr>{row}</tr>")
        sizes = "".join(f'<col style="width:{size}%">' for size in how["columns"]) if key == "t3" else ""
        parts.append(f"<table>{sizes}{''.join(rows)}</table>")
    if not how["only"]:
        parts.append("<h2>五、存在的主要问题及改进情况</h2><p>" + line * 3 + "</p><h2>六、其他需要报告的事项</h2><p>无。</p>")
    return f'<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><style>{css}</style><body>' + "\n".join(parts)


def chromium(args, env):
    command = ["nice", "chromium-headless-shell", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", *args]
    subprocess.run(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)


def screenshot(path, how, ratio, env):
    picture = path + ".png"
    chromium([f"--force-device-scale-factor={ratio}", f"--window-size={how['width'] + 2 * how['inset'] + 20},3800",
              f"--screenshot={picture}", f"file://{path}.html"], env)
    return cv2.imread(picture)


def printed(path, env):
    chromium(["--no-pdf-header-footer", f"--print-to-pdf={path}.pdf", f"file://{path}.html"], env)


def rasterised(pdf, dpi, painted):
    """The pages of a PDF as pictures."""
    plain = ["-aa", "no", "-aaVector", "no"] if painted else []
    subprocess.run(["nice", "pdftoppm", "-r", str(dpi), "-png", *plain, pdf + ".pdf", pdf], check=True)
    folder, name = os.path.split(pdf)
    files = sorted(f for f in os.listdir(folder) if f.startswith(name + "-") and f.endswith(".png"))
    pictures = [cv2.imread(os.path.join(folder, file)) for file in files]
    for file in files:
        os.remove(os.path.join(folder, file))
    return pictures
