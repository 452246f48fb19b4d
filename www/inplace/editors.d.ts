// Of tinymce.js, ckeditor4.js, ckeditor5.js, wangeditor.js and ueditor.js alike.
import type { Options, Watching } from "./inplace.js";

/** Watches what an editor that is ready holds; wangEditor's also wants its `DomEditor`. */
export function attach(editor: any, options?: Options & { DomEditor?: any }): Watching;
