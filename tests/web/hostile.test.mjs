// Whatever is pasted is inert: nothing in it runs, nothing is fetched, no dialog opens, nothing of it
// becomes an element of the page.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browsers, engine, open, serve } from "./harness.mjs";
import { asHtml, values } from "./report.mjs";

let server;
let report;
before(async () => {
  const [form] = (await engine()).forms();
  report = asHtml(form, values(form));
  server = await serve();
});
after(() => server?.stop());

const run = "window.ran=1;alert(1)";
const far = "//far.example/a";
const hostile = [
  `<script>${run}</script>`, `<script src="${far}.js"></script>`, `<img src=x onerror="${run}">`, `<img src="${far}.png" srcset="${far}.png 2x">`,
  `<svg onload="${run}"><script>${run}</script><use href="${far}.svg#a"/><image href="${far}.png"/></svg>`, `<svg><animate onbegin="${run}" attributeName=x dur=1s>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${run}&gt;">`, `<math href="javascript:${run}">a</math>`,
  `<template><img src=x onerror="${run}"></template>`, `<iframe src="javascript:${run}"></iframe><iframe srcdoc="<script>parent.${run}</script>"></iframe>`,
  `<object data="${far}"></object><embed src="${far}"><applet code="${far}">`, `<link rel=stylesheet href="${far}.css"><link rel=prefetch href="${far}">`,
  `<style>@import "${far}.css"; *{background:url(${far}.png)} body{display:none}</style>`, `<div style="background:url(${far}.png)" onmouseover="${run}">`,
  `<base href="${far}"><meta http-equiv=refresh content="0;url=${far}">`, `<form action="${far}"><button autofocus onfocus="${run}">`, `<input autofocus onfocus="${run}">`,
  `<video src="${far}" onerror="${run}" poster="${far}"><source src="${far}"></video><audio src="${far}">`, `<details open ontoggle="${run}">`, `<marquee onstart="${run}">`,
  `<noscript><p title="</noscript><img src=x onerror=${run}>">`, `<textarea></textarea><img src=x onerror="${run}">`, `</textarea><script>${run}</script>`,
  `<a href="javascript:${run}" ping="${far}">总计</a>`, `<td>${"<b>".repeat(2000)}<img src=x onerror="${run}">`, `<xmp><img src=x onerror="${run}"></xmp>`, `<![CDATA[<img src=x onerror="${run}">]]>`,
];

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, () => {
    let browser;
    before(async () => { browser = await launch(); });
    after(() => browser?.close());

    /** Puts HTML into the page as a paste does, and looks at what came of it. */
    async function paste(page, html, plainly) {
      await page.evaluate(([html, plainly]) => {
        const data = new DataTransfer();
        if (!plainly) data.setData("text/html", html);
        data.setData("text/plain", html);
        const event = new Event("paste", { bubbles: true, cancelable: true });
        Object.defineProperty(event, "clipboardData", { value: data });
        document.querySelector("textarea").dispatchEvent(event);
      }, [html, plainly]);
      await page.waitForFunction(() => !document.getElementById("result").hidden || !document.getElementById("trouble").hidden);
    }

    test("hostile content around and inside a report", { timeout: 120_000 }, async () => {
      const page = await open(await browser.newContext(), server.url);
      const dialogs = [];
      page.on("dialog", (dialog) => { dialogs.push(dialog.message()); dialog.dismiss(); });
      const inside = report.replace("<td>", `<td>${hostile.join("")}`);
      for (const html of [...hostile, hostile.join("\n"), hostile.join("") + report, inside]) {
        await paste(page, html);
        await page.evaluate(() => document.getElementById("clear").click());
      }
      // With the original opened, which shows all of it: as a web page whose markup goes before the report or
      // comes after it, and as the lines of a text.
      for (const [html, drawn] of [[hostile.join("\n") + report, "td"], [report + hostile.join("\n"), "td"], [hostile.join("\n") + report, ".line"]]) {
        await page.evaluate(() => document.getElementById("clear").click());
        await paste(page, html, drawn === ".line");
        await page.evaluate(() => { document.getElementById("original").open = true; });
        await page.waitForSelector(`#original ${drawn}`);
        // A picture of our own that fails after theirs would have.
        await page.evaluate(() => new Promise((done) => { Object.assign(new Image(), { onerror: done, src: "x" }); }));
        const own = await page.evaluate(() => ({
          ran: window.ran,
          strange: document.querySelectorAll("iframe, object, embed, base, template, math, marquee, video, audio, img, form, [onerror], [onload], [style*=far]").length,
          scripts: [...document.scripts].every((script) => script.src.startsWith(location.origin)),
        }));
        assert.deepEqual(own, { ran: undefined, strange: 0, scripts: true });
      }
      assert.deepEqual(dialogs, []);
      assert.deepEqual(page.asked.filter((url) => !url.startsWith(server.url)), []);
    });
  });
}
