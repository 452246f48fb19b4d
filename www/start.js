// Runs before anything is drawn. A classic script, so that old browsers get their sentence too.
(function () {
  var root = document.documentElement;
  // A second policy can only take away: browsers that know 'wasm-unsafe-eval' (Chromium 97,
  // Firefox 102, Safari 16) lose 'unsafe-eval' here. [].findLast came with Chromium 97, requestSubmit with
  // Safari 16; others would lose the only word for it that they know.
  if ([].findLast && document.createElement("form").requestSubmit) {
    var meta = document.createElement("meta");
    meta.httpEquiv = "Content-Security-Policy";
    meta.content = "script-src 'self' 'wasm-unsafe-eval'";
    document.head.appendChild(meta);
  }
  function remembered(name) {
    try {
      return localStorage.getItem("gouji." + name);
    } catch (refused) {
      return null;
    }
  }
  var dark = window.matchMedia && matchMedia("(prefers-color-scheme: dark)").matches;
  var theme = remembered("theme");
  root.setAttribute("data-theme", theme === "dark" || theme === "light" ? theme : dark ? "dark" : "light");
  if (remembered("language") === "en") root.lang = "en";
  // What is pasted before the page's scripts run is put into the box; later/ready.js takes it from there.
  addEventListener("paste", function (event) {
    var data = event.clipboardData;
    var box = document.querySelector("textarea");
    if (event.defaultPrevented || root.hasAttribute("data-ready") || !data || !box || box.value) return;
    var text = data.getData("text/plain");
    if (!/[\t\n]/.test(text)) return;
    event.preventDefault();
    box.value = text;
    window.early = { text: text, html: data.getData("text/html") };
  });
  // A page whose scripts cannot be had says so.
  addEventListener("error", function (event) {
    if (!event.target || event.target.type !== "module") return;
    var disk = location.protocol === "file:";
    function say() {
      root.className = "too-old";
      document.getElementById("too-old").textContent = root.lang === "en"
        ? disk ? "Browsers do not run this page from a disk. Open gouji.html instead, or its site."
          : "The page did not arrive whole. Reload it, or ask its administrator."
        : disk ? "浏览器不运行从磁盘直接打开的本页。请改为打开单文件版 gouji.html，或从网站打开。"
          : "网页没有装全，不能校核。请刷新；若仍是这样，请管理员核对上传的文件是否齐全。";
    }
    if (document.getElementById("too-old")) say();
    else document.addEventListener("DOMContentLoaded", say);
  }, true);
  if (!("noModule" in document.createElement("script")) || !window.WebAssembly) root.className = "too-old";
})();
