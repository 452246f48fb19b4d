//! What is said of files: why one is not read, what was left out, how it is marked.

use super::{Words, said};
use crate::read::{Refusal, Remark};
use crate::report::Candidate;

impl Words {
    pub fn refused(self, refusal: Refusal) -> String {
        let (zh, en) = match refusal {
            Refusal::TooLarge => (
                "文件太大，没有读。请另存为只含报告文字和表格的 docx，或复制表格后粘贴。",
                "The file is too large and was not read. Save a docx with only the report's text and tables, or copy the tables and paste them.",
            ),
            Refusal::Encrypted => (
                "文件设有密码，无法读取。请取消密码后另存，或打开后复制表格粘贴。",
                "The file is protected by a password. Save it without one, or open it, copy the tables and paste them.",
            ),
            Refusal::Corrupt => (
                "文件已损坏或不完整，无法读取。请用 WPS 或 Word 打开并另存为 docx（表格另存为 xlsx），或复制表格后粘贴。",
                "The file is damaged or incomplete. Open it in WPS or Word and save it as docx (a sheet as xlsx), or copy the tables and paste them.",
            ),
            Refusal::Laid => (
                "PDF 由网页和 npm 版的命令读取，这里不能。请在网页中打开，或用原来的 docx。",
                "PDF is read by the page and by the npm command, not here. Open it in the page, or use the original docx.",
            ),
            // Natively of other formats, and of a picture among texts.
            #[cfg(all(feature = "scan", feature = "office", not(target_arch = "wasm32")))]
            Refusal::Picture => (
                "图片只读 PNG 和 JPEG，也不能与文字混在一起。请另存为 PNG 或 JPEG，或用文字版的报告。",
                "Of pictures only PNG and JPEG are read, and not among texts. Save it as PNG or JPEG, or use the report as text.",
            ),
            #[cfg(not(all(feature = "scan", feature = "office", not(target_arch = "wasm32"))))]
            Refusal::Picture => (
                "这里不读图片：PNG、JPEG 请用网页版或本机的命令 gouji 读，别的图片先另存为 PNG 或 JPEG；或用文字版的报告。",
                "Pictures are not read here: read a PNG or JPEG on the site or with the native command gouji, and save any other picture as one of these first; or use the report as text.",
            ),
            Refusal::Unknown => (
                "无法识别这种文件。请另存为 docx 或 xlsx，或复制表格后粘贴。",
                "This kind of file is not known. Save it as docx or xlsx, or copy the tables and paste them.",
            ),
            Refusal::Archive(name) => {
                return said!(
                    self,
                    format!("{name} 是压缩包，不能直接读取。请先解压，再打开里面的报告。"),
                    format!(
                        "{name} is an archive and cannot be read. Unpack it first and open the report in it."
                    ),
                );
            }
            Refusal::Reader(name) => {
                return said!(
                    self,
                    format!(
                        "{name} 文件要用专门的阅读器打开，这里不能读取。请在阅读器中打印成 PDF，或复制表格后粘贴；也可以用原来的 docx。"
                    ),
                    format!(
                        "{name} files open only in a reader of their own. Print the file to PDF there, or copy the tables and paste them; or use the original docx."
                    ),
                );
            }
            Refusal::Format(name) => {
                return said!(
                    self,
                    format!(
                        "{name} 文件不能直接读取。请用 WPS 或 Office 打开，另存为 docx 或 xlsx，或复制表格后粘贴。"
                    ),
                    format!(
                        "{name} files cannot be read. Open the file in WPS or Office and save it as docx or xlsx, or copy the tables and paste them."
                    ),
                );
            }
        };
        self.pick(zh, en).to_owned()
    }

    /// A story of what went wrong, with the values it proposes.
    pub fn story(self, candidate: &Candidate) -> String {
        let mut text = candidate.message.clone();
        for change in &candidate.changes {
            let to = change.to.to_string();
            if !text.contains(&to) {
                let from = change.from.map_or(String::new(), |from| from.to_string());
                text.push_str(&said!(
                    self,
                    format!("（{from} → {to}）"),
                    format!(" ({from} → {to})")
                ));
            }
        }
        text
    }

    pub fn cannot_mark(self) -> &'static str {
        self.pick(
            "这种文件不能直接标注，只有 docx 和 xlsx 可以。请用 WPS 或 Office 打开，另存为 docx（表格另存为 xlsx）后再查。",
            "This kind of file cannot be marked, only docx and xlsx can. Open it in WPS or Office, save it as docx (a sheet as xlsx) and check again.",
        )
    }

    pub fn another_file(self) -> &'static str {
        self.pick(
            "这个文件与校验时的内容不同，没有标注。请重新校验后再标注。",
            "This file is not the one that was checked, so it was not marked. Check it again first.",
        )
    }

    /// What stood in a cell before it was changed.
    pub fn was(self, text: &str) -> String {
        match text.trim() {
            "" => self.pick("原为空", "Was blank").to_owned(),
            text => said!(self, format!("原为 {text}"), format!("Was {text}")),
        }
    }

    pub fn not_corrected(self) -> &'static str {
        self.pick(
            "改动没有写进文件：文件里没有这些格，它们由公式算出，或者格里除了数还有别的内容。请在原文件里改。",
            "The changes were not written into the file: it has no such cells, computes them, or says more in them than a number. Please change the file itself.",
        )
    }

    pub fn remark(self, remark: Remark) -> &'static str {
        match remark {
            Remark::Damaged => self.pick(
                "文件有损坏，只读了能读的部分。请用 WPS 或 Word 打开并另存后再查。",
                "The file is damaged; only what could be read was read. Open it in WPS or Word, save it and check again.",
            ),
            Remark::Embedded => self.pick(
                "文件中嵌有另一个文件，嵌入的内容没有读。请用 WPS 或 Word 打开并另存为 docx，或复制表格后粘贴。",
                "The file embeds another one, which was not read. Open it in WPS or Word and save it as docx, or copy the tables and paste them.",
            ),
            Remark::Hidden => self.pick(
                "表格中有隐藏的行、列或工作表，也一并读了。",
                "Hidden rows, columns or sheets were read as well.",
            ),
            Remark::Uncomputed => self.pick(
                "有公式没有保存计算结果，这些格没有读到数字。请用 WPS 或 Excel 打开并保存一次。",
                "Some formulas were saved without a result, so their cells hold no number. Open the file in WPS or Excel and save it once.",
            ),
        }
    }
}
