// `gouji mcp FOLDER …`: the engine as tools for agents. The server is bundled with what it needs of the SDK.
import { Usage } from "./parse.js";

export async function mcp(folders) {
  const { rootsOf, serve } = await import("../mcp.js");
  try {
    serve(rootsOf(folders));
  } catch (error) {
    throw new Usage(error.message);
  }
  // Until standard input ends.
  await new Promise((done) => process.stdin.once("close", done));
  return 0;
}
