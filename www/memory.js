// What is remembered, where the browser lets it be: settings; of a report nothing unless the reader asks.

/** Tells whether it is kept: private windows and strict settings refuse, and there is only so much room. */
export function remember(name, value) {
  try {
    if (value === null) localStorage.removeItem(`gouji.${name}`);
    else localStorage.setItem(`gouji.${name}`, value);
    return true;
  } catch (refused) {
    // The page works all the same.
    return false;
  }
}

export function recall(name) {
  try {
    return localStorage.getItem(`gouji.${name}`);
  } catch (refused) {
    return null;
  }
}
