// Two settings are remembered, where the browser lets them be; nothing of a report ever is.

export function remember(name, value) {
  try {
    localStorage.setItem(`gouji.${name}`, value);
  } catch (refused) {
    // Private windows and strict settings refuse; the page works all the same.
  }
}
