//! What is said of files in folders that are not read.

use super::{Words, said};
use crate::batch::Left;

impl Words {
    pub fn left(self, left: &Left) -> Option<String> {
        let others: usize = left.others.values().sum();
        let all = others + left.hidden + left.own;
        let each: Vec<String> = (left.others.iter())
            .map(|(ending, n)| match ending.as_str() {
                "" => said!(
                    self,
                    format!("没有扩展名的 {n}"),
                    format!("{n} without an ending")
                ),
                ending => said!(self, format!(".{ending} {n}"), format!("{n} .{ending}")),
            })
            .collect();
        let (hidden, own) = (left.hidden, left.own);
        let kinds = [
            (
                others,
                said!(
                    self,
                    format!("不是报告的格式 {others}（{}）", each.join("、")),
                    format!("{others} of no format of reports ({})", each.join(", ")),
                ),
            ),
            (
                hidden,
                said!(
                    self,
                    format!("隐藏文件和 Office 锁文件 {hidden}"),
                    format!("{hidden} hidden or locks of office programs"),
                ),
            ),
            (
                own,
                said!(
                    self,
                    format!("gouji 自己写的 {own}"),
                    format!("{own} written by gouji itself"),
                ),
            ),
        ];
        let kinds: Vec<String> = (kinds.into_iter().filter(|(n, _)| *n > 0))
            .map(|(_, said)| said)
            .collect();
        (all > 0).then(|| {
            said!(
                self,
                format!("文件夹里另有 {all} 个文件没有读：{}", kinds.join("，")),
                format!(
                    "{all} more files in folders were not read: {}",
                    kinds.join("; ")
                ),
            )
        })
    }
}
