// Generated reports as text in a folder, for whoever measures something over many: node tests/bench/texts.mjs FOLDER COUNT
import { engine } from "../web/harness.mjs";
import { texts } from "../web/many.mjs";

const [folder, count] = process.argv.slice(2);
texts(folder, (await engine()).forms()[0], Number(count));
