//! The form's labels in English, by the printed label. A rendering of ours: the form has none.

/// The rendering of a label; a label without one stays as it is.
pub(super) fn label(printed: &'static str) -> &'static str {
    match printed {
        // Applicants.
        "自然人" => "natural persons",
        "商业企业" => "businesses",
        "科研机构" => "research institutions",
        "社会公益组织" => "public welfare organisations",
        "法律服务机构" => "legal service institutions",
        "其他" => "others",
        "总计" => "total",
        // Table 3.
        "一、本年新收政府信息公开申请数量" => {
            "1. applications newly received this year"
        }
        "二、上年结转政府信息公开申请数量" => {
            "2. applications carried over from last year"
        }
        "三、本年度办理结果" => "3. outcomes this year",
        "（一）予以公开" => "(1) disclosed",
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）" => {
            "(2) partly disclosed"
        }
        "（三）不予公开" => "(3) refused",
        "1.属于国家秘密" => "1. state secret",
        "2.其他法律行政法规禁止公开" => "2. forbidden by other law",
        "3.危及“三安全一稳定”" => "3. endangers security or stability",
        "4.保护第三方合法权益" => "4. rights of third parties",
        "5.属于三类内部事务信息" => "5. internal affairs",
        "6.属于四类过程性信息" => "6. information on deliberations",
        "7.属于行政执法案卷" => "7. case file of law enforcement",
        "8.属于行政查询事项" => "8. matter of an administrative query",
        "（四）无法提供" => "(4) cannot be provided",
        "1.本机关不掌握相关政府信息" => "1. not held by this organ",
        "2.没有现成信息需要另行制作" => "2. would have to be made",
        "3.补正后申请内容仍不明确" => "3. unclear even after correction",
        "（五）不予处理" => "(5) not processed",
        "1.信访举报投诉类申请" => "1. petition, report or complaint",
        "2.重复申请" => "2. repeated application",
        "3.要求提供公开出版物" => "3. asks for a publication",
        "4.无正当理由大量反复申请" => "4. mass applications without good reason",
        "5.要求行政机关确认或重新出具已获取信息" => {
            "5. asks to confirm or reissue information already obtained"
        }
        "（六）其他处理" => "(6) otherwise",
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请" => {
            "1. not corrected in time"
        }
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请" => {
            "2. fee not paid in time"
        }
        "3.其他" => "3. other",
        "（七）总计" => "(7) total",
        "四、结转下年度继续办理" => "4. carried over to next year",
        // Table 4.
        "行政复议" => "administrative reconsideration",
        "未经复议直接起诉" => "litigation without reconsideration",
        "复议后起诉" => "litigation after reconsideration",
        "结果维持" => "upheld",
        "结果纠正" => "corrected",
        "其他结果" => "other result",
        "尚未审结" => "pending",
        // Table 2.
        "规章" => "regulations",
        "行政规范性文件" | "规范性文件" => "normative documents",
        "行政许可" => "administrative permits",
        "其他对外管理服务事项" => "other services to the public",
        "行政处罚" => "administrative penalties",
        "行政强制" => "administrative coercion",
        "行政事业性收费" => "administrative fees",
        "政府集中采购" => "centralised government procurement",
        "本年制发件数" => "issued this year",
        "本年废止件数" => "repealed this year",
        "现行有效件数" => "in force",
        "本年处理决定数量" => "decisions this year",
        "本年收费金额（单位：万元）" => "collected this year (10 000 yuan)",
        "本年新制作数量" => "made this year",
        "本年新公开数量" => "newly published this year",
        "对外公开总数量" => "published in all",
        "上一年项目数量" => "items last year",
        "本年增/减" => "increase or decrease this year",
        "处理决定数量" => "decisions",
        "采购项目数量" => "procurement items",
        "采购总金额" => "total amount",
        other => other,
    }
}
