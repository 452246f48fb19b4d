// `gouji mcp`: the engine as tools for agents, over standard input and output by the official SDK. Nothing
// listens on a port, nothing is written, and only files below the folders named at the start are read.
import { McpServer } from "@modelcontextprotocol/server";
import { StdioServerTransport, serveStdio } from "@modelcontextprotocol/server/stdio";
import * as z from "zod";
import { compare, forms, rules, version } from "../node.js";
import { Answered } from "./answered.js";
import { below } from "./roots.js";
import { cellAnswer, checkAnswer, codeBook, compareAnswer, ruleList, versionsAnswer } from "./answers.js";
import { partsGiven, read } from "./read.js";

const INSTRUCTIONS = `Checks Chinese government information disclosure annual reports (政府信息公开工作年度报告): whether the three statutory tables tally, which cell is probably wrong. Deterministic and offline: no model, no network. "consistent" means free of contradiction, not true. Probabilities are of explanations, not facts: never change a report without a person's decision, and say so where a number was inferred. Undecided and unrecognised are not "no errors".`;

const language = z.enum(["zh-CN", "en"]).default("zh-CN").describe("the language of sentences");
const input = {
  path: z.string().optional().describe("a file below one of the folders named at start: docx, xlsx, pdf, html, ofd, doc, wps, txt and others"),
  text: z.string().max(2_000_000).optional().describe("the report as text, if there is no file"),
  html: z.string().max(4_000_000).optional().describe("the report as HTML, if there is no file"),
};
const cell = z.string().describe("id of a cell, such as t3.r3_7.total; code_book lists them");
const looks = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false };

/** The tools over files below these folders. */
function server(roots) {
  const made = new McpServer({ name: "gouji", version: version() }, { instructions: INSTRUCTIONS });
  const tool = (name, title, description, shape, answer) => made.registerTool(name, { title, description, inputSchema: z.object(shape), annotations: { title, ...looks } }, async (asked) => {
    try {
      return { content: [{ type: "text", text: JSON.stringify(await answer(asked), null, 1) }] };
    } catch (error) {
      return { isError: true, content: [{ type: "text", text: String(error.message ?? error) }] };
    }
  });
  const report = (asked, options) => read(asked, options, (path) => below(roots, path));
  tool("check_report", "校核一份报告 check a report", "Reads a report and checks every relation its tables must satisfy. Answers with the verdict, what does not hold, and the probable causes with the values cells should have. Name cells to see their values.", {
    ...input, previous: z.string().optional().describe("last year's report: a file, as path"), off: z.array(z.string()).max(50).optional().describe("kinds of hints that are not wanted"), cells: z.array(z.string()).max(60).optional().describe("ids of cells whose values are wanted"), language,
  }, async (asked) => checkAnswer(await report(asked, asked), asked.cells));
  tool("compare", "两个版本对照，或与上年对照 compare two versions, or with last year's", "With `before`, as `gouji compare BEFORE AFTER`: an earlier version of the same report (a draft, the PDF) against this one: which cells and sentences differ, which findings came or went. With `previous`, as `gouji check --previous`: this year's report against last year's of the same body: which carried numbers do not follow, which cells changed most (null is a cell that nobody filled in). Give one of the two.", {
    ...input, before: z.string().optional().describe("an earlier version of the same report: a file, as path"), previous: z.string().optional().describe("last year's report: a file, as path"), language,
  }, async (asked) => {
    if ((asked.before === undefined) === (asked.previous === undefined)) throw new Error("before, previous: 给出其中一种 give one of them");
    const parts = (one) => partsGiven(one, (path) => below(roots, path));
    if (asked.before !== undefined) return versionsAnswer(compare(await parts({ path: asked.before }), await parts(asked), { language: asked.language }));
    return compareAnswer(await report(asked, asked), await report({ path: asked.previous }, { language: asked.language }), await report(asked, { language: asked.language }));
  });
  tool("explain_cell", "一格的来龙去脉 explain a cell", "What stands in one cell of a report, which sums it is in, which of them are broken, and whether it is suspected.", {
    ...input, cell, language,
  }, async (asked) => cellAnswer(await report(asked, asked), asked.cell, rules(asked.language), forms(asked.language)));
  tool("list_rules", "校核规则 list the rules", "Kinds of rules and how many each has; with a kind, each rule of it with its sentence, reason and source.", {
    kind: z.string().optional().describe("a kind of rule, such as t3.rowsum or prose"), language,
  }, async (asked) => ruleList(rules(asked.language), asked.kind));
  tool("code_book", "格的编号 code book", "What the ids of cells mean, for an edition of the form, the newest unless told; with words to search for, only cells whose id or name has all of them.", {
    edition: z.enum(forms().map(({ id }) => id)).default(forms()[0].id), search: z.string().max(200).optional().describe("words parted by spaces, such as 总计 自然人"), language,
  }, async (asked) => codeBook(forms(asked.language), asked.edition, asked.search));
  return made;
}

/** What went wrong outside any answer, on one line. */
function told(error) {
  const why = String(error.message).replace(/\s+/g, " ").slice(0, 200);
  return error instanceof SyntaxError || /Zod/.test(error.name) ? `有一行不是请求，没有回答 a line is no request and was not answered (${why})` : why;
}

/** Serves until standard input has ended and every request that came by it is answered. */
export async function serve(roots) {
  const wire = new Answered(StdioServerTransport, process.stdin);
  const served = serveStdio(() => server(roots), { transport: wire.transport, onerror: (error) => process.stderr.write(`gouji: mcp: ${told(error)}\n`) });
  await wire.answered();
  await served.close();
}
