//! What is said of pictures: how much of one was read, and why one was not.

use super::{Words, said};
use crate::form::{CellId, Form};
use crate::read::scan::Why;
use crate::text::joined;

/// Cells named one by one; of more only the first are.
const NAMED: usize = 12;

impl Words {
    pub fn picture_read(self, read: usize, inferred: usize, open: usize) -> String {
        let guessed = match inferred {
            0 => String::new(),
            n => said!(self, format!("，推断 {n} 格"), format!(", {n} inferred")),
        };
        match open {
            0 => said!(
                self,
                format!("数字是从图片上读的：读出 {read} 格{guessed}。请对照图片看一遍。"),
                format!(
                    "The figures were read from a picture: {read} cells read{guessed}. Compare them with the picture."
                )
            ),
            _ => said!(
                self,
                format!(
                    "数字是从图片上读的：读出 {read} 格{guessed}，有 {open} 格没有读出或拿不准，请对照图片填写。"
                ),
                format!(
                    "The figures were read from a picture: {read} cells read{guessed}; {open} were not read or are not certain. Type them from the picture."
                )
            ),
        }
    }

    pub fn picture_too_small(self) -> &'static str {
        self.pick(
            "图片太小，数字看不清（字高不到 7 个像素）。请用原图，或放大后重新截图、以 200 dpi 以上重新扫描。",
            "The picture is too small for its figures to be read (below 7 pixels high). Use the original, or take the screenshot or scan again, larger.",
        )
    }

    pub fn picture_no_rules(self) -> &'static str {
        self.pick(
            "图片上没有看到表格线，所以没有读出表格。请用带表格线、拍得完整清楚的图片，或文字版的报告。",
            "No ruled table was seen on the picture. Use a clear picture that shows the whole ruled table, or the report as text.",
        )
    }

    pub fn picture_not_a_form(self) -> &'static str {
        self.pick(
            "图片上有表格，但表格线和已知的表样对不上，没有读。请确认是年度报告的表，并拍全整张表。",
            "There is a table on the picture, but its rules are of no form that is known, so it was not read. Make sure that it is a table of the annual report and that all of it is on the picture.",
        )
    }

    pub fn picture_worn(self) -> &'static str {
        self.pick(
            "图片模糊或磨损，多数格读不出来。请换更清楚的图片，或用文字版的报告。",
            "The picture is too blurred or worn: most cells could not be read. Use a clearer one, or the report as text.",
        )
    }

    /// Cells of tables that begin on a picture and do not end there.
    pub fn picture_cut(self, lacking: usize) -> String {
        said!(
            self,
            format!(
                "表没有拍全：有 {lacking} 格所在的行不在图片上。请拍全整张表，或把其余各页的图片一起放入。"
            ),
            format!(
                "A table is not all on the picture: the rows of {lacking} cells are not there. Show the whole table, or put in the pictures of the other pages as well."
            )
        )
    }

    pub fn picture_handwriting(self) -> &'static str {
        self.pick(
            "表上印的字认得出，多数数字却认不准：可能是手写的，或字体特殊。手写的数字不读，请对照图片填写。",
            "The printed labels were read, but most figures could not be: they may be written by hand or in an unusual font. Handwriting is not read; type the figures from the picture.",
        )
    }

    /// Pages of text among pages that are pictures.
    pub fn picture_among_text(self, texts: &[usize], pictures: &[usize]) -> String {
        let listed = |pages: &[usize], between| {
            let pages: Vec<String> = pages.iter().map(usize::to_string).collect();
            joined(&pages, between)
        };
        said!(
            self,
            format!(
                "第 {} 页是文字，数字照文字读；第 {} 页是图片，数字从图片上识读。正文里的数没有与表格核对。",
                listed(texts, "、"),
                listed(pictures, "、")
            ),
            format!(
                "Pages {} are text, and their figures were taken as text; pages {} are pictures, and theirs were read from the picture. Figures in the prose were not compared with the tables.",
                listed(texts, ", "),
                listed(pictures, ", ")
            )
        )
    }

    /// Pictures, by their numbers, with a table that is none of the report's.
    pub fn picture_left(self, pictures: &[usize]) -> String {
        let numbers: Vec<String> = pictures.iter().map(usize::to_string).collect();
        said!(
            self,
            format!(
                "第 {} 张图片上有表格，没有归入这份报告的任何一张表：可能与别的图片重复，或是另一份报告的，请核对放入的图片。",
                joined(&numbers, "、")
            ),
            format!(
                "There is a table on picture {} that went into none of this report’s: it may be there twice, or another report’s. Look at what was put in.",
                joined(&numbers, ", ")
            )
        )
    }

    /// Cells of a table that were not read for one reason.
    pub fn picture_unread(self, form: &Form, why: Why, cells: &[CellId]) -> String {
        let n = cells.len();
        let named = cells.iter().take(NAMED).map(|&cell| self.cell(form, cell));
        let named: Vec<String> = named.collect();
        let why = self.picture_why(why);
        let more = match n > NAMED {
            true => self.pick("等", " and others"),
            false => "",
        };
        said!(
            self,
            format!("没有读出 {n} 格（{why}）：{}{more}。", joined(&named, "、")),
            format!(
                "{n} cells not read ({why}): {}{more}.",
                joined(&named, ", ")
            ),
        )
    }

    fn picture_why(self, why: Why) -> &'static str {
        match why {
            Why::TouchesRule => self.pick("字碰到表格线或印章", "ink touches a rule or a seal"),
            Why::Differ => self.pick("两次读出的数不同", "two readers say different numbers"),
            Why::Faint => self.pick("太淡或不清楚", "too pale or unclear"),
            Why::RowNotSure => self.pick(
                "这一行的栏目没有认准",
                "the label of the row was not made out",
            ),
            Why::EditionNotSure => self.pick(
                "不能确定是哪一年的表样",
                "the edition of the form is not certain",
            ),
            Why::CutByPage => self.pick("在换页处断开", "cut by the page break"),
            Why::NotANumber => self.pick("写的不像数", "what stands there is no number"),
            Why::Twice => self.pick(
                "同一行在图片上不止一处",
                "their rows are on the pictures more than once",
            ),
            Why::Red => self.pick(
                "格里有红字或红笔的笔迹",
                "something is written in them in red",
            ),
        }
    }
}
