// What is remembered, where the browser lets it be: settings; of a report nothing unless the reader asks.

export function remember(name, value) {
  try {
    if (value === null) localStorage.removeItem(`gouji.${name}`);
    else localStorage.setItem(`gouji.${name}`, value);
  } catch (refused) {
    // Private windows and strict settings refuse; the page works all the same.
  }
}

export function recall(name) {
  try {
    return localStorage.getItem(`gouji.${name}`);
  } catch (refused) {
    return null;
  }
}
