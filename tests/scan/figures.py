"""Reports with figures that tally, of the forms that `gouji forms` and `gouji rules --json` print."""

import json
import subprocess


def forms(gouji):
    """Edition id → table id → printed lines, and edition id → [(left cells, right cells)]."""
    tables = {}
    for edition in json.loads(subprocess.check_output([gouji, "forms"])):
        tables[edition["id"]] = {key: table for key, table in edition["tables"].items()}
    rules = {}
    for line in subprocess.check_output([gouji, "rules", "--json"]).decode().splitlines():
        rule = json.loads(line)
        if rule.get("sides"):
            rules.setdefault(rule["edition"], []).append((rule["sides"]["left"], rule["sides"]["right"]))
    return tables, rules


def value_cells(table):
    """Cell id → kind, in reading order."""
    return {cell["cell"]: cell["kind"] for line in table["lines"] for cell in line if "cell" in cell}


def size(rng):
    """A count as reports have them: mostly 0, few large."""
    if rng.random() < 0.55:
        return 0
    return rng.randrange(10 ** rng.choice([1, 1, 1, 2, 2, 3]))


def figures(tables, rules, rng):
    """Cell id → text of one report whose tables are each of an edition: {table: edition}, cells."""
    newest, older = "2021", "2019"
    edition = {"t2": rng.choice([newest, newest, older]), "t4": newest}
    edition["t3"] = edition["t2"] if rng.random() < 0.8 else rng.choice([newest, older])
    kinds = {}
    for key, of in edition.items():
        kinds.update(value_cells(tables[of][key]))
    cells = {}
    for cell, kind in kinds.items():
        if kind == "amount":
            whole = rng.choice([0, 3, 41, 268, 5930, 72701, 0, 12, 1007])
            cells[cell] = rng.choice([str(whole), f"{whole}.{rng.randrange(10 ** rng.choice([1, 2, 4, 6]))}"])
        elif kind == "change":
            cells[cell] = rng.choice([0, size(rng), -size(rng)])
        elif cell.startswith("t2"):
            cells[cell] = size(rng) if rng.random() < 0.6 else rng.randrange(10 ** rng.choice([2, 3, 4, 5]))
        else:
            cells[cell] = size(rng)
    wanted = [(left, right) for of in dict.fromkeys(edition.values()) for left, right in rules[of]]
    wanted = [(left, right) for left, right in wanted if all(cell in kinds for cell in left + right)]
    # Columns first, then what is carried, then the rows' totals: each settles a cell that none before it reads.
    for left, right in wanted:
        if right[0].startswith("t3.r3_7.") and len(right) == 1:
            cells[right[0]] = sum(cells[cell] for cell in left)
    for left, right in wanted:
        if len(right) == 2 and not right[0].endswith("total"):
            new, carried = left
            due = cells[right[0]] + cells[right[1]]
            cells[carried] = min(cells[carried], due)
            cells[new] = due - cells[carried]
    for left, right in wanted:
        if len(right) == 1 and right[0].endswith("total") and len(left) > 1 and not left[0].endswith("total"):
            cells[right[0]] = sum(cells[cell] for cell in left)
    relations = [rule for rule in wanted if all(holds(rule, cells) for rule in [rule])]
    assert len(relations) == len(wanted), "figures that do not tally"
    return edition, kinds, cells, wanted


def number(text):
    return 0 if text in ("", "/", "-", "—") else int(text)


def holds(rule, cells):
    left, right = rule
    return sum(number(str(cells[c])) for c in left) == sum(number(str(cells[c])) for c in right)


def slip(cells, kinds, rng):
    """A clerk's slip in one cell, as text."""
    cell = rng.choice([c for c, kind in kinds.items() if kind == "count" and not c.startswith("t2")])
    old = cells[cell]
    cells[cell] = rng.choice([old + 1 + rng.randrange(9), old * 10 + rng.randrange(10), max(0, old - 1) if old else 7])
    return cell


def zeros(cells, rng):
    """How zeros are written."""
    mode = rng.choice(["0", "0", "0", "0", "", "/", "-", "—", "mix"])
    for cell, value in cells.items():
        if value == 0 and mode != "0" and not cell.endswith("total"):
            cells[cell] = rng.choice(["0", "0", "", "/"]) if mode == "mix" else mode
    return mode
