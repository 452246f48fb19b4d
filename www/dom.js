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

/**
 * Takes back, or does again, where a key asks for it: but not in a field that does so itself. Tells
 * whether it was such a key.
 */
export function history(event, session) {
  const key = event.key.toLowerCase();
  if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== "z" && key !== "y")) return false;
  const { nodeName, dataset, value } = event.composedPath()[0];
  if (/^(TEXTAREA|INPUT)$/.test(nodeName) && value && !dataset.cell) return false;
  if (key === "y" || event.shiftKey ? session.redo() : session.undo()) event.preventDefault();
  return true;
}

export const find = (id) => document.getElementById(id);
