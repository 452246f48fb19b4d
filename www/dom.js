// Making elements. Text always goes in as text; nothing here can run what was pasted.

/** An element with attributes (`on…` are listeners; false and null are left out) and children. */
export function h(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === false || value == null) continue;
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  fill(node, children);
  return node;
}

/** Replaces what is in a node. */
export function put(node, ...children) {
  node.textContent = "";
  fill(node, children);
  return node;
}

function fill(node, children) {
  for (const child of children.flat(Infinity)) if (child != null && child !== false) node.append(child);
}

/** One of the shapes drawn in the page. */
export function shape(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", `shape ${name}`);
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

export const find = (id) => document.getElementById(id);
