// Scripts that are fetched when they are asked for.

const lost = new Map();

/**
 * The module at a path from here; `first` imports it by its literal name, so that whoever packs all
 * into one file finds it. An error says by `lost` that it could not be had: what was asked for may be
 * tried again, at a new address, for Firefox keeps a failure by its address.
 */
export function lazy(path, first) {
  const again = lost.get(path);
  const got = again ? import(new URL(`${path}?again=${again}`, import.meta.url).href) : first();
  return got.catch((error) => {
    lost.set(path, (again || 0) + 1);
    throw Object.assign(error, { lost: true });
  });
}
