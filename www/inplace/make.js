// Making elements of the layer. Text goes in as text. (dom.js of the page has the like; here it would bring
// all of the page's shared script along.)

/** What belongs to the layer and is none of the page's content. */
const own = new WeakSet();
export const isOwn = (node) => own.has(node);

/** An element with properties (`on…` are listeners, others attributes) and children. */
export function make(document, tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value == null) continue;
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value);
  }
  for (const child of children.flat(3)) if (child != null && child !== false) node.append(child);
  return node;
}

/**
 * An element of a page that is not to see, style or reach what is in it. What `:host` says as important
 * wins over whatever the page says so of it.
 */
export function box(document, css) {
  const host = document.createElement("div");
  own.add(host);
  const root = host.attachShadow({ mode: "closed" });
  try {
    const sheet = new document.defaultView.CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch (unknown) {
    // Firefox before 101, Safari before 16.4.
    root.append(make(document, "style", {}, css));
  }
  return { host, root };
}
