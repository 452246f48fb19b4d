"""Trains a reader: `python train.py NET OUT --steps N [--seed S] [--fonts FOLDER ...] [--from CHECKPOINT] [--rate R]`.

OUT (.npz) is written every 100 steps, so training can be stopped at any time and gone on with by `--from`.
"""
import argparse
import os
import random
import tempfile
import time

os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1")

import jax
import jax.numpy as jnp
import numpy as np
import optax

import crops
import fonts
import labels
import nets


def plainly(logits: np.ndarray) -> list[int]:
    """The likeliest class of each column, repeats and blanks taken out."""
    best = logits.argmax(-1)
    return [int(c) for i, c in enumerate(best) if c and (i == 0 or c != best[i - 1])]


def exact(logits, labels, padding) -> int:
    return sum(plainly(z) == [int(c) for c, q in zip(l, m) if not q] for z, l, m in zip(np.asarray(logits), labels, padding))


def source(name: str, net: nets.Net, r: random.Random, folders: list[str], names: list[str] | None = None, area: int = 4096):
    if name == "labels":
        return labels.batches(r, fonts.found(names or fonts.LABELS, folders), net.height, net.digit, area)
    wear, own = {"one": (crops.first, fonts.ONE), "two": (crops.second, fonts.TWO)}[name]
    return crops.batches(r, fonts.found(names or own, folders), wear, net.height, net.digit, area)


def main() -> None:
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("net", choices=list(nets.NETS))
    a.add_argument("out")
    a.add_argument("--steps", type=int, required=True)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--fonts", nargs="+", default=fonts.FOLDERS)
    a.add_argument("--from", dest="begun")
    a.add_argument("--rate", type=float, default=3e-3)
    a = a.parse_args()
    jax.config.update("jax_compilation_cache_dir", os.path.join(tempfile.gettempdir(), "gouji-training"))
    net, r = nets.NETS[a.net], random.Random(a.seed)
    p, s = nets.fresh(net, a.seed), nets.unseen(net)
    if a.begun:
        kept = np.load(a.begun)
        p, s = ({k: jnp.asarray(kept[k]) for k in part} for part in (p, s))
    print(sum(v.size for v in p.values()), "weights", flush=True)
    rule = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(optax.warmup_cosine_decay_schedule(1e-4, a.rate, min(100, a.steps // 4), a.steps, 1e-5), weight_decay=1e-4))
    state = rule.init(p)

    @jax.jit
    def step(p, s, state, x, labels, padding):
        def loss(p):
            logits, after = nets.forward(net, p, s, x, True)
            return optax.ctc_loss(logits, jnp.zeros(logits.shape[:2]), labels, padding).mean(), after

        (value, after), slope = jax.value_and_grad(loss, has_aux=True)(p)
        change, state = rule.update(slope, state, p)
        return optax.apply_updates(p, change), after, state, value

    look = jax.jit(lambda p, s, x: nets.forward(net, p, s, x, False)[0])
    fixed = source(a.net, net, random.Random(a.seed + 1_000_003), a.fonts, area=2048)
    held = source(a.net, net, random.Random(a.seed + 1_000_003), a.fonts, fonts.HELD[:4] if a.net == "labels" else fonts.HELD, area=2048)
    asked = [[next(kind) for _ in range(12)] for kind in (fixed, held)]
    begun, values, seen, making = time.time(), [], 0, 0.0
    for i, (x, labels, padding) in zip(range(1, a.steps + 1), source(a.net, net, r, a.fonts)):
        p, s, state, value = step(p, s, state, x, labels, padding)
        values.append(float(value))
        seen += len(x)
        if i % 100 == 0 or i == a.steps:
            np.savez(a.out, **p, **s)
            print(i, f"loss {np.mean(values[-100:]):.4f}", f"{seen} crops {time.time() - begun:.0f} s", flush=True)
        if i % 500 == 0 or i == a.steps:
            for who, some in zip(("own fonts", "held fonts"), asked):
                right = sum(exact(look(p, s, x), labels, padding) for x, labels, padding in some)
                print(f"   {who}: {right} of {sum(len(x) for x, _, _ in some)} exact", flush=True)


if __name__ == "__main__":
    main()
