// Registers <gouji-check> in this page.
import { GoujiCheck } from "./gouji-check.js";

GoujiCheck.define();
