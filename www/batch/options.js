// What every report of many is checked with: the page's language, and what was chosen on a report.

import { asked as others } from "../later/others.js";
import { asked } from "../later/profile.js";
import { off } from "../off.js";
import { language } from "../words.js";

export const options = () => Object.assign({ language: language(), off: off() }, asked(), others(true));
