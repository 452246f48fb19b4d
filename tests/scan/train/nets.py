"""The shapes of the nets and their forward pass in training."""
import dataclasses

import jax
import jax.numpy as jnp
import numpy as np

import crops
import labels

INK = 204  # what full ink is in a crop of u8


@dataclasses.dataclass(frozen=True)
class Net:
    height: int  # rows of a crop
    digit: int  # rows of a digit in it
    # in, out, kernel's height and width, step down and right; the kernel as high as what is left ends the rows.
    layers: tuple[tuple[int, int, int, int, int, int], ...]
    classes: int  # with CTC's blank


NETS = {
    "one": Net(32, 20, ((1, 16, 3, 3, 2, 1), (16, 24, 3, 3, 1, 2), (24, 32, 3, 3, 2, 1), (32, 40, 3, 3, 1, 1), (40, 56, 3, 3, 2, 1), (56, 56, 3, 3, 1, 1), (56, 80, 4, 1, 1, 1), (80, 80, 1, 3, 1, 1)), len(crops.CLASSES) + 1),
    "two": Net(24, 15, ((1, 20, 5, 5, 2, 2), (20, 32, 3, 3, 1, 1), (32, 48, 3, 3, 2, 1), (48, 64, 3, 3, 2, 1), (64, 96, 3, 1, 1, 1), (96, 96, 1, 3, 1, 1)), len(crops.CLASSES) + 1),
    "labels": Net(24, 19, ((1, 16, 3, 3, 2, 2), (16, 32, 3, 3, 2, 2), (32, 56, 3, 3, 1, 1), (56, 80, 3, 3, 2, 1), (80, 128, 3, 1, 1, 1), (128, 128, 1, 3, 1, 1)), len(labels.CLASSES) + 1),
}


def pads(layer: tuple[int, ...], height: int) -> list[tuple[int, int]]:
    """Rows and columns of nothing around what a layer looks at."""
    _, _, high, wide, _, _ = layer
    return [(0, 0) if high == height else (high // 2, high // 2), (wide // 2, wide // 2)]


def fresh(net: Net, seed: int) -> dict[str, jax.Array]:
    g = np.random.default_rng(seed)
    p = {"out.w": g.normal(0, 0.1, (net.layers[-1][1], net.classes)), "out.b": np.zeros(net.classes)}
    for i, (a, b, h, w, _, _) in enumerate(net.layers):
        p |= {f"{i}.w": g.normal(0, np.sqrt(2 / (a * h * w)), (h, w, a, b)), f"{i}.gain": np.ones(b), f"{i}.shift": np.zeros(b)}
    return {k: jnp.asarray(v, jnp.float32) for k, v in p.items()}


def unseen(net: Net) -> dict[str, jax.Array]:
    """Running mean and variance of each layer."""
    return {f"{i}.{k}": jnp.full(layer[1], v, jnp.float32) for i, layer in enumerate(net.layers) for k, v in (("mean", 0.0), ("var", 1.0))}


def forward(net: Net, p, s, x, training: bool):
    """Crops (n, height, w) of u8 to logits (n, w', classes), and the statistics after this batch."""
    h, after = x.astype(jnp.float32)[..., None] / INK, dict(s)
    for i, layer in enumerate(net.layers):
        h = jax.lax.conv_general_dilated(h, p[f"{i}.w"], layer[4:], pads(layer, h.shape[1]), dimension_numbers=("NHWC", "HWIO", "NHWC"))
        mean, var = (h.mean((0, 1, 2)), h.var((0, 1, 2))) if training else (s[f"{i}.mean"], s[f"{i}.var"])
        if training:
            after |= {f"{i}.mean": 0.97 * s[f"{i}.mean"] + 0.03 * mean, f"{i}.var": 0.97 * s[f"{i}.var"] + 0.03 * var}
        h = jax.nn.relu((h - mean) * jax.lax.rsqrt(var + 1e-4) * p[f"{i}.gain"] + p[f"{i}.shift"])
    return h[:, 0] @ p["out.w"] + p["out.b"], after
