#!/usr/bin/env node
// `npx gouji …`: what the native command does, and PDF besides; one file a command in `command/`.
import { version } from "./node.js";
import { Usage, parse } from "./command/parse.js";
import { Stopped } from "./command/stop.js";
import { complain, outlast, print } from "./command/terminal.js";

const fail = (error) => complain(error.message ?? error);

const COMMANDS = {
  check: async () => (await import("./command/check.js")).check,
  mark: async () => (await import("./command/mark.js")).mark,
  compare: async () => (await import("./command/compare.js")).compare,
  verify: async () => (await import("./command/verify.js")).verify,
  rules: async () => (await import("./command/rules.js")).rules,
  mcp: async () => (await import("./command/mcp.js")).mcp,
  forms: async () => (await import("./command/rules.js")).forms,
};

async function main(args) {
  try {
    const { say, command, options, files } = parse(args, version());
    if (say) {
      process.stdout.write(say);
      return 0;
    }
    // Known from here on, whatever the command asks of the engine.
    if (options.form) options.forms = (await import("./command/files.js")).formsOf(options.form, options.language);
    return await (await COMMANDS[command]())(files, options, print, fail);
  } catch (error) {
    if (error instanceof Stopped) {
      if (error.signal) process.kill(process.pid, error.signal);
      return 2;
    }
    // A usage is several lines on purpose.
    if (error instanceof Usage) process.stderr.write(`gouji: ${error.message}\n`);
    else fail(error);
    return error instanceof Usage ? 3 : 2;
  }
}

outlast();
const code = await main(process.argv.slice(2));
process.exitCode ??= code;
