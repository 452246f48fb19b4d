// An article's page with one of the editors, as its maker says it is put in; ?kind=… and, to see what the
// editor does alone, &alone. window.editor is { save(), body() }, window.watching what gouji gives.

const asked = new URLSearchParams(location.search);
const lib = "/lib/";
const place = document.getElementById("place");
const field = document.getElementById("body");
const alone = asked.has("alone");

const script = (src) => new Promise((done, failed) => {
  const node = document.createElement("script");
  Object.assign(node, { src, onload: done, onerror: failed });
  document.head.append(node);
});
const style = (href) => new Promise((done) => {
  const node = document.createElement("link");
  Object.assign(node, { rel: "stylesheet", href, onload: done });
  document.head.append(node);
});
const attached = async (name, ...given) => {
  if (alone) return null;
  const { attach } = await import(`/gouji/inplace/${name}.js`);
  return attach(...given);
};

const tinymce = (folder, more) => async () => {
  await script(`${lib}${folder}/tinymce.min.js`);
  const [editor] = await new Promise((done) => {
    window.tinymce.init({ target: field, height: 520, plugins: "table", menubar: false, ...more }).then(done);
  });
  return { save: () => editor.getContent(), body: () => editor.getBody(), focus: () => editor.focus(), watching: await attached("tinymce", editor) };
};

const kinds = {
  tinymce: tinymce("tinymce", { license_key: "gpl", promotion: false }),
  tinymce4: tinymce("tinymce4", { plugins: "table paste" }),
  async ckeditor5() {
    await style(`${lib}ckeditor5/dist/browser/ckeditor5.css`);
    const ck = await import(`${lib}ckeditor5/dist/browser/ckeditor5.js`);
    const { ClassicEditor, Essentials, Paragraph, Bold, Heading, Table, TableToolbar, PasteFromOffice, Undo } = ck;
    place.append(document.createElement("div"));
    const editor = await ClassicEditor.create(place.firstElementChild, { licenseKey: "GPL", plugins: [Essentials, Paragraph, Bold, Heading, Table, TableToolbar, PasteFromOffice, Undo], toolbar: ["undo", "redo", "bold", "insertTable"] });
    return { save: () => editor.getData(), body: () => editor.editing.view.getDomRoot(), focus: () => editor.editing.view.focus(), watching: await attached("ckeditor5", editor) };
  },
  async ckeditor4() {
    await script(`${lib}ckeditor4/ckeditor.js`);
    const { CKEDITOR } = window;
    const editor = CKEDITOR.replace(field, { height: 420, versionCheck: false, customConfig: "", removePlugins: "scayt,wsc,exportpdf", language: "zh-cn" });
    await new Promise((done) => editor.on("instanceReady", done));
    return { save: () => editor.getData(), body: () => editor.editable().$, focus: () => editor.focus(), watching: await attached("ckeditor4", editor), editor };
  },
  async wangeditor() {
    await style(`${lib}@wangeditor/editor/dist/css/style.css`);
    await script(`${lib}@wangeditor/editor/dist/index.js`);
    const { createEditor, createToolbar } = window.wangEditor;
    place.innerHTML = "<div id=bar></div><div id=box style='height:420px;border:1px solid #ccc'></div>";
    const editor = createEditor({ selector: "#box", mode: "default", config: { autoFocus: false } });
    createToolbar({ editor, selector: "#bar", mode: "simple" });
    return { save: () => editor.getHtml(), body: () => document.querySelector("#box [data-slate-editor]"), focus: () => editor.focus(), watching: await attached("wangeditor", editor) };
  },
  async ueditor() {
    window.UEDITOR_HOME_URL = `${lib}@notadd/neditor/`;
    for (const file of ["third-party/jquery-1.10.2.min.js", "neditor.config.js", "neditor.all.js", "neditor.service.js", "i18n/zh-cn/zh-cn.js"]) await script(`${lib}@notadd/neditor/${file}`);
    place.innerHTML = "<div id=ue style='width:960px'></div>";
    const editor = window.UE.getEditor("ue", { initialFrameHeight: 420, autoHeightEnabled: false, enableAutoSave: false, toolbars: [["undo", "redo", "bold"]], elementPathEnabled: false, wordCount: false, autoFloatEnabled: false });
    await new Promise((done) => editor.ready(done));
    return { save: () => editor.getContent(), body: () => editor.body, focus: () => editor.focus(), watching: await attached("ueditor", editor) };
  },
  async plain() {
    place.innerHTML = "<div id=plain contenteditable style='height:420px;overflow:auto;border:1px solid'></div>";
    const body = place.firstElementChild;
    const { watch } = alone ? {} : await import("/gouji/inplace/inplace.js");
    return { save: () => body.innerHTML, body: () => body, focus: () => body.focus(), watching: alone ? null : watch(body, { below: place, highlights: !asked.has("frames") }) };
  },
};

const made = await kinds[asked.get("kind")]();
window.watching = made.watching;
window.editor = made;
if (made.watching) {
  const { guard } = await import("/gouji/embed/guard.js");
  const form = document.getElementById("article");
  guard(form, { content: () => "", check: () => made.watching.report(), confirm: (report) => { window.confirmed = report.message; return false; } });
}
document.documentElement.dataset.ready = "";
