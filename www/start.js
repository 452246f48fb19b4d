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
  if (!("noModule" in document.createElement("script")) || !window.WebAssembly) root.className = "too-old";
})();
