// Where something of the page is seen, in the coordinates of the document that shows the marks: through
// frames, scrolled boxes, zoom and scaled frames.

/** The document in which marks of a node are shown: the outermost that may be reached. */
export function outermost(node) {
  let document = node.nodeType === 9 ? node : node.ownerDocument;
  for (;;) {
    const frame = frameOf(document);
    if (!frame) return document;
    document = frame.ownerDocument;
  }
}

/** The frame element that a document is in, where it may be reached. */
export function frameOf(document) {
  try {
    return document.defaultView ? document.defaultView.frameElement : null;
  } catch (other) {
    return null;
  }
}

const parentOf = (node) => node.assignedSlot || node.parentElement || (node.getRootNode && node.getRootNode().host) || null;

/** Boxes around an element that cut off what lies outside of them. */
function clips(element) {
  const found = [];
  const view = element.ownerDocument.defaultView;
  for (let at = parentOf(element); at; at = parentOf(at)) {
    // What the page's root scrolls, the window shows.
    if (at === element.ownerDocument.documentElement || at === element.ownerDocument.body) continue;
    const { overflowX, overflowY } = view.getComputedStyle(at);
    if (overflowX !== "visible" || overflowY !== "visible") found.push(at);
  }
  return found;
}

/** How much older browsers leave out of their rectangles: there `zoom` of an ancestor is not in them. */
function zoomOf(element) {
  if ("currentCSSZoom" in element) return 1;
  let zoom = 1;
  for (let at = element; at; at = at.parentElement) zoom *= Number(element.ownerDocument.defaultView.getComputedStyle(at).zoom) || 1;
  return zoom;
}

function rectangle(thing, element) {
  const { left, top, right, bottom } = thing.getBoundingClientRect();
  const zoom = zoomOf(element);
  return { left: left * zoom, top: top * zoom, right: right * zoom, bottom: bottom * zoom };
}

const cut = (a, b) => ({ left: Math.max(a.left, b.left), top: Math.max(a.top, b.top), right: Math.min(a.right, b.right), bottom: Math.min(a.bottom, b.bottom) });
const empty = ({ left, top, right, bottom }) => right - left < 1 || bottom - top < 1;

/**
 * { whole, part }: the rectangle of an element or a range, and what can be seen of it, in the coordinates of
 * `top`; null where nothing can be seen. `around` are the boxes of clips(), a list for each document on the way.
 */
export function seen(thing, element, around, top) {
  let whole = rectangle(thing, element);
  let part = whole;
  let document = element.ownerDocument;
  for (let level = 0; ; level += 1) {
    for (const box of around[level] || []) part = cut(part, rectangle(box, box));
    const view = document.defaultView;
    if (!view) return null;
    part = cut(part, { left: 0, top: 0, right: view.innerWidth, bottom: view.innerHeight });
    if (document === top) break;
    const frame = frameOf(document);
    if (!frame) return null;
    const { left, top: above, right } = rectangle(frame, frame);
    const scale = (right - left) / (frame.offsetWidth || 1);
    const move = (one) => ({
      left: left + (one.left + frame.clientLeft) * scale, top: above + (one.top + frame.clientTop) * scale,
      right: left + (one.right + frame.clientLeft) * scale, bottom: above + (one.bottom + frame.clientTop) * scale,
    });
    whole = move(whole);
    part = move(part);
    document = frame.ownerDocument;
  }
  return empty(part) ? null : { whole, part };
}

/** The boxes that cut off an element, document by document up to `top`. */
export function around(element, top) {
  const all = [];
  for (let at = element; at; at = frameOf(at.ownerDocument)) {
    all.push(clips(at));
    if (at.ownerDocument === top) break;
  }
  return all;
}
