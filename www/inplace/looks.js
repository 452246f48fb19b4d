// How marks, the note at a cell and the list look. Red is "does not hold", ochre undecided, blue what can be
// acted on, as on the page; each has a line of its own kind too.

const LOOKS = {
  suspect: ["#7d1414", "#f7c6c0", "wavy", "solid 3px"],
  broken: ["#8e1a1a", "#fce4e0", "dashed", "dashed 2px"],
  undecided: ["#694400", "#fbeecb", "dotted", "dotted 2px"],
  warned: ["#37506a", "#e6eef6", "dotted", "dotted 1px"],
};

/** The styles of highlights, for the tree that has the text; paper has it as it is. */
export const HIGHLIGHTS = `@media screen{${Object.entries(LOOKS).map(([look, [ink, ground, line]]) =>
  `::highlight(gouji-${look}){background-color:${ground};color:${ink};text-decoration:underline ${line} ${ink} 2px}`).join("")}}`;

export const BASE = "font:14px/1.6 'PingFang SC','Microsoft YaHei UI','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC','WenQuanYi Zen Hei',system-ui,sans-serif;color:#1c2126;text-align:left;letter-spacing:normal;white-space:normal;overflow-wrap:anywhere;";
const PARTS = `
button{font:inherit;color:#1d4e7a;background:#fffefc;border:1px solid #85898d;border-radius:4px;padding:2px 10px;min-height:28px;cursor:pointer;text-align:left}
button:hover{background:#e4edf5}
button:focus-visible{outline:3px solid #1d4e7a;outline-offset:1px}
button.fill{background:#1d4e7a;color:#fff;border-color:#1d4e7a}
p,ol,h2{margin:0;padding:0}
[hidden]{display:none}
.kind{font-weight:700;white-space:nowrap}
.broken .kind{color:#a51d1d}.undecided .kind{color:#7b5000}.warned .kind{color:#37506a}
.figures{display:block;font-variant-numeric:tabular-nums;color:#555c63}
.offers{display:flex;flex-wrap:wrap;gap:6px;margin-top:6px;align-items:center}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (forced-colors:active){button.fill{border:2px solid}}
@media print{:host{display:none!important}}
`;

const LIST = `
.panel{${BASE}box-sizing:border-box;background:#fffefc;border:1px solid #d9d5cb;border-top:3px solid #1d4e7a;border-radius:0 0 6px 6px;padding:10px 14px}
.panel.floats{position:absolute;right:12px;bottom:12px;width:min(420px,calc(100% - 24px));max-height:min(70%,560px);overflow:auto;border-color:#85898d;border-radius:6px;box-shadow:0 4px 22px rgba(28,33,38,.3);pointer-events:auto}
.panel.floats.left{right:auto;left:12px}
.panel.floats.top{bottom:auto;top:12px}
.panel.inconsistent{border-top-color:#a51d1d}.panel.undecided{border-top-color:#7b5000}.panel.consistent{border-top-color:#1b6a3a}
.head{display:flex;flex-wrap:wrap;gap:6px;align-items:center}
.head b{flex:1 1 5em;font-size:15px}
.said{margin-top:6px}
.later{color:#555c63}
h2{font:inherit;font-weight:700;margin-top:10px}
ol{list-style:none;margin-top:8px}
li{padding:8px 0 8px 10px;border-left:3px solid #37506a;margin-top:6px}
li.broken{border-left-color:#a51d1d}li.undecided{border-left:3px dotted #7b5000}
li.chosen{background:#e4edf5}
button.go{display:block;width:100%;border:0;background:none;color:inherit;padding:0 4px}
button.go:hover{background:none;text-decoration:underline}
.panel.folded{padding:4px 14px}
.folded b{white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.folded ol,.folded h2,.folded .said,.folded .more{display:none}
`;

/** The layer over everything: the list where it has no place of its own, frames around cells, the note at a cell. */
export const LAYER = `
:host{all:initial!important;direction:ltr!important;position:fixed!important;top:0!important;left:0!important;right:0!important;bottom:0!important;display:block!important;pointer-events:none!important;z-index:2147483647!important}
.all,.frames,.frame,.note{position:absolute;left:0;top:0;box-sizing:border-box}
.all,.frames{width:100%;height:100%}
.all{${BASE}}
.frames{overflow:hidden}
.frame{border-radius:2px}
${Object.entries(LOOKS).map(([look, [ink, , , line]]) => `.frame.${look}{border:${line} ${ink};background:${ink}14}`).join("")}
.frame.bare{border-color:transparent;background:none}
.frame.of{box-shadow:inset 0 0 0 1px #1d4e7a}
.frame.chosen{box-shadow:0 0 0 3px #1d4e7a,0 0 0 5px #fffefc}
.note{max-width:min(380px,calc(100% - 16px));overflow:auto;padding:10px 12px;background:#fffefc;border:1px solid #85898d;border-radius:6px;box-shadow:0 4px 22px rgba(28,33,38,.3);pointer-events:auto}
.note>div+div{margin-top:8px;padding-top:8px;border-top:1px solid #d9d5cb}
${LIST}
${PARTS}`;

/** The list: in its place beside an editor. */
export const PANEL = `
:host{all:initial!important;direction:ltr!important;display:block!important}
${LIST}
${PARTS}`;
