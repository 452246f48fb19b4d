// What is handed on of the reports that the list shows: lists, texts, marked files, tables, opinions.

import { put } from "../dom.js";
import { forms } from "../engine.js";
import { save } from "../later/away.js";
import { gaps } from "../later/coverage.js";
import { Reasons } from "../later/reasons.js";
import { sha256 } from "../later/sha256.js";
import { lazy } from "../lazy.js";
import { language } from "../words.js";
import { onPaper, opinion } from "./opinion.js";
import { options } from "./options.js";
import { changes, listed, markable, marks, text, toCorrect } from "./output.js";
import { number, say } from "./words.js";

// Opinions that are printed at once.
const SHEETS = 200;

export class Outputs {
  /** `batch` is the view: its list, its pool of engines, and where it says how something went. */
  constructor(batch) {
    this.batch = batch;
  }

  /** The list of those shown; what is said of them is what all say together. */
  async save(format) {
    const { batch } = this;
    const items = batch.items.filter(({ digest }) => digest);
    const shown = new Set(batch.list.shown);
    const only = items.map((_, at) => at).filter((at) => shown.has(items[at]));
    try {
      const bytes = await batch.pool.ask({ call: "listOf", args: [items.map(listed), format, language(), only] });
      if (!bytes.answer) throw new Error(bytes.sentence || bytes.trouble);
      const type = format === "csv" ? "text/csv;charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
      save(`${say("file_name")}.${format}`, bytes.answer, type);
      batch.tellNote(say("saved", number(only.length)));
    } catch (error) {
      console.error(error);
      batch.complain(say("no_engine"));
    }
  }

  /** Has each report read again by `job`, and says how far it is. Gives [item, what came of it]. */
  async reread(items, job) {
    const { batch } = this;
    let done = 0;
    batch.complain("");
    batch.making = true;
    batch.draw();
    const answers = await Promise.all(items.map(async (item) => {
      const { file, path, last } = item;
      const answer = file ? await batch.pool.ask(Object.assign({ file, path, options: options(), last: last && last.file }, job)) : { trouble: "moved" };
      done += 1;
      batch.tellNote(say("making", number(done), number(items.length)));
      return [item, answer];
    }));
    batch.making = false;
    batch.draw();
    return answers;
  }

  /** Says that nothing could be made where there was no engine to make it. */
  lost(answers) {
    const { batch } = this;
    if (!answers.some(([, { trouble }]) => trouble === "no_engine")) return false;
    batch.tellNote("");
    batch.complain(say("no_engine"));
    return true;
  }

  /** What is said where files were made of the originals and some were changed on the page. */
  original(items) {
    const changed = items.filter(({ edited }) => edited).length;
    return changed > 0 && say("of_original", number(changed));
  }

  /** One text of what to correct, an organ after the other. */
  async tell() {
    const { batch } = this;
    const items = batch.list.shown.filter(toCorrect);
    const answers = await this.reread(items, { call: "readFile" });
    if (this.lost(answers)) return;
    save(`${say("text_name")}.txt`, text(answers), "text/plain;charset=utf-8");
    batch.tellNote(say("saved_text", number(items.length)));
  }

  /** One zip of the files with marks in them. */
  async mark() {
    const { batch } = this;
    const items = batch.list.shown.filter(markable);
    const answers = await this.reread(items, { call: "markFile" });
    if (this.lost(answers)) return;
    const { files, failed: declined, more } = marks(answers);
    const said = files.length > 0 && changes(items);
    const { answer } = files.length ? await batch.pool.ask({ call: "pack", args: [files.concat(said || [])] }) : {};
    if (answer) save(`${say("marked_name")}.zip`, answer, "application/zip");
    else if (files.length) {
      batch.tellNote("");
      batch.complain(say("no_engine"));
      return;
    }
    batch.tellNote([
      files.length > 0 && say("saved_marked", number(files.length)), declined.length > 0 && say("not_marked", number(declined.length), declined.join("；")), more > 0 && say("marked_many", number(more)), files.length > 0 && this.original(items),
    ].filter(Boolean).join(" "));
  }

  /** What the opinion on a file says of itself; nothing where the file is gone meanwhile. */
  async receipt(file) {
    const { batch } = this;
    try {
      const { receiptOf } = await lazy("later/receipt.js", () => import("../later/receipt.js"));
      return await receiptOf(batch.engine, [{ sha256: await sha256(new Uint8Array(await file.arrayBuffer())) }]);
    } catch (error) {
      console.error(error);
      return null;
    }
  }

  /** Every number, report and finding as tables, one file of all. */
  async tidy(format) {
    const { batch } = this;
    const items = batch.list.shown;
    try {
      const { files, known, lost } = await lazy("batch/tables.js", () => import("./tables.js"));
      const answers = await this.reread(items, { call: "tidy", format });
      if (answers.some(([, { trouble }]) => trouble === "no_engine")) throw new Error("no engine");
      const about = await known(batch.engine, language());
      const parts = answers.map(([{ path }, { answer, sentence, trouble }]) => answer || lost(path, sentence || say(trouble), about, format));
      const { files: made, more } = files(parts, about, format);
      const bytes = await batch.engine("pack", made.concat((format === "csv" && changes(items)) || []));
      if (format === "csv") save(`${say("tidy_name")}.zip`, bytes, "application/zip");
      else save(`${say("tidy_name")}.xlsx`, bytes, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
      batch.tellNote([say("saved_tidy", number(items.length - more)), more > 0 && say("tidy_many", number(more)), this.original(items)].filter(Boolean).join(" "));
    } catch (error) {
      console.error(error);
      batch.making = false;
      batch.draw();
      batch.complain(say("no_engine"));
    }
  }

  /** Reads reports again and prints what is to be said of each. */
  async print(items) {
    const { batch } = this;
    if (items.length > SHEETS) {
      batch.complain(say("print_many", SHEETS));
      return;
    }
    batch.complain("");
    put(batch.sheets);
    let done = 0;
    for (const item of items) {
      if (items.length > 1) batch.said.textContent = say("printing", number(done), number(items.length));
      done += 1;
      const { file, path } = item;
      const { answer, trouble } = file ? await batch.pool.ask({ call: "readFile", file, path, options: options() }) : {};
      if (trouble === "no_engine") {
        batch.draw();
        batch.complain(say("no_engine"));
        return;
      }
      const receipt = answer && await this.receipt(file);
      // Those that are kept on this computer.
      const reasons = new Reasons();
      if (answer) reasons.open(answer);
      const pair = item.last && item.last.pair;
      const open = answer ? gaps({ report: answer, complete: true, previous: pair }, forms(language())[0].tables) : item.digest.edition && Object.keys(item.digest.edition).length ? [say("text_gone")] : [];
      batch.sheets.append(opinion(answer || item.digest, path, pair, answer && reasons, item.edited, receipt, open));
    }
    batch.draw();
    onPaper(batch.sheets);
  }
}
