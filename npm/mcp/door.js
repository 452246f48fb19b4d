// What is bundled as `mcp.js`.
export { rootsOf } from "./roots.js";
export { serve } from "./server.js";
