// What old scripts do: names of their own on every prototype, `$`, keys and clicks taken everywhere.
Array.prototype.last = function () { return this[this.length - 1]; };
Function.prototype.defer = function () { setTimeout(this, 0); };
String.prototype.trimAll = function () { return this.replace(/\s/g, ""); };
window.say = window.find = window.h = "taken";
window.heard = [];
["gouji-ready", "gouji-report", "gouji-error"].forEach(function (type) {
  document.addEventListener(type, function (event) {
    window.heard.push([type, event.target.id, event.complete, event.report && event.report.verdict]);
  });
});
jQuery(document).on("keydown click", function () { window.touched = true; });
