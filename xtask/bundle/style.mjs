// Stands in for www/element/style.js in the npm package: the style is in the script. A sheet made by
// script is no inline style to a policy; browsers before Firefox 101 and Safari 16.4 take one.
import css from "gouji:css";

export async function dress(root) {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch (unknown) {
    const style = document.createElement("style");
    style.textContent = css;
    root.prepend(style);
  }
}
