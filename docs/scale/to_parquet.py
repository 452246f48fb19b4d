"""A folder or object store of reports in, Parquet out, over Dask. docs/scale.md says how it is used.

    python to_parquet.py SOURCE TARGET [--workers N | --scheduler tcp://HOST:8786]
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import io
import os
import socket
import sys
import uuid
from collections.abc import Iterator
from typing import Any

import fsspec
import gouji
import pyarrow
import pyarrow.parquet
from distributed import Client, Future, KilledWorker, LocalCluster, as_completed

# The last is written last: where it is, the others are.
TABLES = ("numbers", "findings", "reports")
# A part holds no more than so many files, and so many bytes of them: what a worker has in memory.
FILES, BYTES = 200, 64 << 20
# Bytes of a file beyond which it is not read.
LARGEST = 100 << 20
# What storages say of a file that changes when it does.
KNOWN = ("size", "mtime", "ETag", "etag", "LastModified", "last_modified", "updated", "CRC", "md5Hash")

File = tuple[str, str, str]  # its path in the storage, its name in the tables, what changes when it does


def listed(fs: Any, root: str, source: str) -> list[tuple[File, int]]:
    """The files under the source that may be reports, in the order of their names, and their sizes."""
    # A zip is read by nobody here, and has a row that says so.
    endings = tuple(f".{ending}" for ending in (*gouji.endings(), "zip"))
    found, left = [], 0
    for path, about in fs.find(root, detail=True).items():
        inside = path.removeprefix(root).lstrip("/")
        # Hidden files and locks of office programs are no reports, whatever their endings.
        if any(part.startswith((".", "~$")) or part == "__MACOSX" for part in inside.split("/")):
            left += 1
        elif not path.lower().endswith(endings):
            left += 1
        else:
            name = f"{source.rstrip('/')}/{inside}"
            state = repr([about.get(key) for key in KNOWN])
            found.append(((path, name, state), about.get("size") or 0))
    if left:
        print(f"另有 {left} 个文件不是报告的格式，没有读 {left} more files are of no format of reports and were not read", file=sys.stderr)
    return sorted(found)


def cut(files: list[tuple[File, int]]) -> Iterator[list[File]]:
    """The files of each part."""
    part: list[File] = []
    weight = 0
    for file, size in files:
        size = min(size, LARGEST)
        if part and (len(part) == FILES or weight + size > BYTES):
            yield part
            part, weight = [], 0
        part.append(file)
        weight += size
    if part:
        yield part


def key(part: list[File]) -> str:
    """The name of a part: the same files, engine and rules have the same, and give the same bytes."""
    made_of = [gouji.__version__, gouji.fingerprint(), *(f"{name}\0{state}" for _, name, state in part)]
    return hashlib.sha256("\n".join(made_of).encode()).hexdigest()[:24]


def whole(fs: Any, path: str, table: gouji.Table) -> None:
    """Writes a file that is there as a whole or not at all; a second time changes nothing."""
    content = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(table), content)
    fs.makedirs(path.rpartition("/")[0], exist_ok=True)
    # An object appears when it is whole. A file grows under another name, which no reader looks for.
    local = "file" in (fs.protocol if isinstance(fs.protocol, tuple) else (fs.protocol,))
    new = f"{path}.{uuid.uuid4().hex}" if local else path
    fs.pipe_file(new, content.getvalue())
    if new != path:
        fs.mv(new, path)


def content(fs: Any, path: str) -> bytes | Exception:
    try:
        return bytes(fs.cat_file(path, end=LARGEST + 1))
    except Exception as error:  # Whatever a storage raises, of this file alone.
        with contextlib.suppress(Exception):
            # Of an object without bytes no storage gives a range.
            if fs.size(path) == 0:
                return b""
        return error


def check(fs: Any, part: list[File], to: Any, target: str, lost: str = "") -> str:
    """Checks the files of a part and writes their rows; with `lost`, only why they are lost. Says which process did."""
    contents = {name: RuntimeError(lost) if lost else content(fs, path) for path, name, _ in part}
    made = gouji.tables(contents, workers=1)
    for name in TABLES:
        whole(to, f"{target}/{name}/{key(part)}.parquet", getattr(made, name))
    return f"{socket.gethostname()} {os.getpid()}"


def run(client: Client, source: str, target: str) -> str:
    """Makes every part that is not there yet, and leaves no other; says what was done."""
    (fs, root), (to, out) = fsspec.core.url_to_fs(source), fsspec.core.url_to_fs(target)
    parts = list(cut(listed(fs, root, source)))
    if not parts:
        raise ValueError(f"{source}: 没有可以校核的文件 no file that may be a report")
    wanted = {key(part) for part in parts}
    there = wanted & {name_of(path) for path in to.glob(f"{out}/reports/*.parquet")}
    due = [part for part in parts if key(part) not in there]
    if to.exists(f"{out}/_SUCCESS"):
        to.rm(f"{out}/_SUCCESS")

    def submit(part: list[File], lost: str = "") -> Future:
        return client.submit(check, fs, part, to, out, lost, retries=2, pure=False)

    workers = set()
    asked = {submit(part): part for part in due}
    suspects = []
    for future in as_completed(asked):
        try:
            workers.add(future.result())
        except KilledWorker:
            suspects.append(asked[future])
    # A worker that dies takes with it what waited for it. Tried one at a time, only what kills it is lost.
    while suspects:
        part = suspects.pop()
        try:
            workers.add(submit(part).result())
        except KilledWorker:
            if len(part) == 1:
                workers.add(submit(part, "校核它的进程中断了 the process that checked it stopped").result())
            else:
                # One of these files, at least, is found by halves.
                half = len(part) // 2
                wanted.discard(key(part))
                wanted.update(map(key, (part[:half], part[half:])))
                suspects += [part[half:], part[:half]]

    # Parts of files that have changed since, and what a worker left that was stopped.
    for name in TABLES:
        stale = [path for path in to.find(f"{out}/{name}") if name_of(path) not in wanted]
        for path in stale:
            to.rm(path)
    whole(to, f"{out}/code_book/code_book.parquet", gouji.tables([]).code_book)
    to.touch(f"{out}/_SUCCESS")
    files = sum(map(len, parts))
    return f"{files} files, {len(wanted)} parts, of which {len(due)} were made now by {len(workers)} processes"


def name_of(path: str) -> str:
    """The key of a part that is whole; of anything else, no key."""
    return path.rpartition("/")[2].removesuffix(".parquet")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("source", help="a folder or address of reports: 报告, s3://bucket/reports, zip://::报告.zip")
    asked.add_argument("target", help="a folder or address for the tables")
    asked.add_argument("--workers", type=int, help="processes on this machine; as many as it has processors unless told")
    asked.add_argument("--scheduler", help="a Dask cluster that is there already: tcp://HOST:8786")
    given = asked.parse_args()
    try:
        with cluster(given.workers, given.scheduler) as client:
            print(run(client, given.source, given.target))
    except (OSError, ImportError, ValueError) as error:
        sys.exit(f"to_parquet: {error}")


def cluster(workers: int | None, scheduler: str | None) -> Client:
    if scheduler:
        return Client(scheduler)
    # A thread each: the engine is the only work, and what kills a process takes one part with it.
    return Client(LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None))


if __name__ == "__main__":
    main()
