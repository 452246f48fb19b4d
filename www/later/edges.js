// What is wider than the screen says that it goes on.

/** Marks whatever holds a box in `root` that can be scrolled further to the right, for the style. */
export function watch(root) {
  const mark = () => {
    for (const box of root.querySelectorAll(".scroll, .wide")) {
      box.parentNode.classList.toggle("scrolls", box.scrollLeft + box.clientWidth < box.scrollWidth - 2);
    }
  };
  root.addEventListener("scroll", mark, true);
  // Tables come, and the screen is turned.
  new ResizeObserver(mark).observe(root);
}
