// `gouji rules` and `gouji forms`.
import { forms as known, rules as all } from "../node.js";

export function rules(_, { json, language }, print) {
  for (const rule of all(language)) {
    print(json ? JSON.stringify(rule) : `${rule.id} [${rule.edition}]\n  ${rule.sentence}\n  ${rule.why}（${rule.source}）`);
  }
  return 0;
}

export function forms(_, { language }, print) {
  print(JSON.stringify(known(language)));
  return 0;
}
