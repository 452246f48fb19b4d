// A page that throws out what it does not know, changes prototypes and listens to every key.
Array.prototype.each = function each() {};
Object.prototype.each = "what every object has now";
window.thrown = [];
new MutationObserver((records) => {
  for (const { addedNodes } of records) {
    for (const node of addedNodes) {
      if (node.parentNode !== document.documentElement || window.thrown.length >= 3) continue;
      window.thrown.push(node.nodeName);
      node.remove();
    }
  }
}).observe(document.documentElement, { childList: true });
for (const type of ["click", "keydown", "pointerover"]) document.body.addEventListener(type, (event) => event.stopImmediatePropagation());
document.adoptedStyleSheets = [];
setInterval(() => { document.adoptedStyleSheets = []; }, 200);
