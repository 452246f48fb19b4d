// Where things are, and the oldest browsers that must run what is bundled (see wasm-pack.toml).
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const oldest = { target: ["chrome86", "firefox79", "safari15"] };
