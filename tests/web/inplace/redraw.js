// What a portal's own script may do: a report in a shadow tree, and a list that draws itself again and again.
const holder = document.getElementById("shadow");
if (holder) holder.attachShadow({ mode: "open" }).append(document.getElementById("template").content.cloneNode(true));
const ticker = document.getElementById("ticker");
const list = document.getElementById("redrawn");
let n = 0;
setInterval(() => {
  n += 1;
  if (ticker) ticker.textContent = `今日访问 ${n}`;
  // As frameworks do that know no better: all of it anew.
  if (list && n % 5 === 0) list.innerHTML = list.innerHTML;
}, 100);
