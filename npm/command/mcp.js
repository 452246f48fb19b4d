// `gouji mcp FOLDER …`: the engine as tools for agents. The server is bundled with what it needs of the SDK.
import { Usage } from "./parse.js";
import { complain } from "./terminal.js";

export async function mcp(folders) {
  const { rootsOf, serve } = await import("../mcp.js");
  let roots;
  try {
    roots = rootsOf(folders);
  } catch (error) {
    throw new Usage(`mcp: ${error.message}`);
  }
  if (process.stdin.isTTY) complain("mcp: 等待智能体从标准输入发来请求，Ctrl+C 结束 waiting for an agent's requests on standard input; Ctrl+C ends");
  await serve(roots);
  return 0;
}
