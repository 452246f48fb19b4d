// How the element gets its style: a link and not text, since a page's policy may allow its own files
// and nothing written inside. The npm package has another module in this one's place.

/** Resolves once the style is there, or cannot be had. */
export function dress(root) {
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = new URL("gouji-check.css", import.meta.url).href;
  const done = new Promise((resolve) => {
    style.onload = style.onerror = resolve;
  });
  root.prepend(style);
  return done;
}
