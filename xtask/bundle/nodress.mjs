// In place of pdf/dress.js: the style is in the page already, or no PDF is read.

export function dress() {}
