"""The same work on Dask, Ray Data and Spark: which of them takes gouji to many machines with the least ado.

    python -m venv venv && venv/bin/pip install ray[data]==2.60.0 pyspark==4.3.0 dist/…/gouji-….whl -r docs/scale/requirements.txt
    node tests/bench/texts.mjs FOLDER 10000 && venv/bin/python tests/bench/scale.py FOLDER

Says of each engine in a process of its own: seconds until it takes work, seconds for all parts, the processor's seconds for everything, the peak of memory
of all its processes (as the system accounts pages, each shared one in parts), and what its packages weigh on the disk.
Seconds of the wall mean something where nothing else runs; those of the processor hold on a busy machine too. Spark wants Java besides.
"""

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "docs/scale"))
WORKERS = 2


def work(source):
    import fsspec
    import to_parquet

    fs, root = fsspec.core.url_to_fs(source)
    to, out = fsspec.core.url_to_fs("/tmp/gouji-scale-out")
    shutil.rmtree(out, ignore_errors=True)
    one = lambda part: to_parquet.check(fs, part, to, out) and len(part)  # noqa: E731
    return list(to_parquet.cut(to_parquet.listed(fs, root, source))), one


def threads(source):
    """No engine: one process of as many threads, for comparison."""
    from concurrent.futures import ThreadPoolExecutor

    parts, one = work(source)
    with ThreadPoolExecutor(WORKERS) as pool:
        yield
        yield sum(pool.map(one, parts))


def dask(source):
    import to_parquet

    parts, one = work(source)
    with to_parquet.cluster(WORKERS, None) as client:
        client.wait_for_workers(WORKERS)
        yield
        yield sum(client.gather(client.map(one, parts)))


def ray(source):
    os.environ["PYTHONPATH"] = str(ROOT / "docs/scale")
    import ray
    import ray.data

    parts, one = work(source)
    ray.init(num_cpus=WORKERS, include_dashboard=False, logging_level="error")
    ray.data.DataContext.get_current().enable_progress_bars = False
    yield
    data = ray.data.from_items([{"part": json.dumps(part)} for part in parts], override_num_blocks=len(parts))
    made = data.map(lambda row: {"n": one([tuple(file) for file in json.loads(row["part"])])})
    yield made.sum("n")


def spark(source):
    os.environ["PYTHONPATH"] = str(ROOT / "docs/scale")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    from pyspark.sql import SparkSession

    parts, one = work(source)
    session = SparkSession.builder.master(f"local[{WORKERS}]").config("spark.ui.enabled", "false").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield
    yield session.sparkContext.parallelize(parts, len(parts)).map(one).sum()


ENGINES = {
    "threads": (threads, ""),
    "dask": (dask, "dask distributed cloudpickle tornado msgpack zict tblib toolz partd locket sortedcontainers psutil yaml click jinja2"),
    "ray": (ray, "ray google jsonschema referencing rpds numpy pandas requests click yaml msgpack filelock"),
    "spark": (spark, "pyspark py4j"),
}


def measured(name, source):
    start = time.monotonic()
    steps = ENGINES[name][0](source)
    next(steps)
    ready = time.monotonic()
    files = next(steps)
    done = time.monotonic()
    return {"files": files, "ready": round(ready - start, 1), "work": round(done - ready, 1)}


def memory(root, spent):
    """Megabytes of a process and all below it; `spent` notes seconds of the processor of each."""
    children, seconds = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            pid, words = int(stat.parent.name), stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(words[1]), []).append(pid)
        seconds[pid] = (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")
    waiting, sum = [root], 0
    while waiting:
        pid = waiting.pop()
        waiting += children.get(pid, [])
        spent[pid] = seconds.get(pid, 0)
        try:
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
            sum += int(rollup.partition("\nPss:")[2].split()[0])
        except (OSError, IndexError, ValueError):
            continue
    return sum // 1024


def weight(packages):
    import importlib.util

    total = 0
    for name in packages.split():
        found = importlib.util.find_spec(name)
        for place in (found.submodule_search_locations or []) if found else []:
            total += sum(file.stat().st_size for file in Path(place).rglob("*") if file.is_file() and not file.is_symlink())
    return total >> 20


def main(source, *names):
    for name in names or ENGINES:
        peak, spent = [0], {}
        child = subprocess.Popen([sys.executable, __file__, "--one", name, source], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        over = threading.Event()

        def watch():
            while not over.wait(0.3):
                peak[0] = max(peak[0], memory(child.pid, spent))

        watching = threading.Thread(target=watch)
        watching.start()
        said = child.communicate()[0].strip().splitlines()
        over.set()
        watching.join()
        print(name, said[-1] if said else "failed", f"processor {sum(spent.values()):.1f} s, peak {peak[0]} MB, packages {weight(ENGINES[name][1])} MB", flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "--one":
        print(json.dumps(measured(*sys.argv[2:])), flush=True)
    else:
        main(*sys.argv[1:])
