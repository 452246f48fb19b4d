//! The words that a sentence with a checkable number is made of. What is not in here makes a
//! claim unclear, and an unclear claim is left alone.

use crate::sorted::InOrder;
use std::sync::OnceLock;

/// What a word does in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    // Whose and when.
    This,
    Last,
    Next,
    /// Another year, or a part of this one.
    When,
    Whole,
    /// The area: of a government all it reports on, of a department more than that.
    Area,
    Own,
    Plain,
    /// 共计: what follows may be a sum of what came before.
    Sum,
    /// 等: more than what is named.
    Etc,
    /// 事项, 案件: of what, the sentence must say.
    Thing,
    /// Another body than the one that reports: 县住建局, 乡镇.
    Body,
    /// 公民: everyone, or natural persons where others are named beside them.
    Citizen,
    // What is counted.
    Info,
    Ask,
    Request,
    Apply,
    Receive,
    Handle,
    /// 办理: handled, or all that was to be.
    Process,
    CarryIn,
    CarryOut,
    Carry,
    Granted,
    Partial,
    GrantedOrPartial,
    Refused,
    Unavailable,
    Declined,
    OtherOutcome,
    /// One of the cases within an outcome, by its index in [`LEAVES`](super::quantities::LEAVES).
    Leaf(u8),
    Natural,
    Legal,
    /// 其他组织 by itself.
    OtherOrgs,
    Business,
    Research,
    Welfare,
    LawFirm,
    Review,
    Suit,
    SuitDirect,
    SuitAfter,
    Docs,
    Regulations,
    Make,
    Repeal,
    /// 失效, which tables may count as repealed.
    Lapse,
    Valid,
    Permit,
    Penalty,
    Coercion,
    Decide,
    Fees,
    // How it is said.
    None,
    Upheld,
    Corrected,
    /// Results of reviews and lawsuits.
    Kept,
    OtherResult,
    Pending,
    Concluded,
    Share,
    Up,
    Down,
    OfWhich,
    // What makes it unclear: here, from here on, or the whole sentence.
    Stop,
    /// Applications taken back, which tables count among the handled ones.
    Withdrawn,
    /// 主动公开 as an outcome, which tables count as 予以公开.
    Already,
    Aside,
    /// 备案: a count of files kept, where it is said of reviews and lawsuits.
    Filed,
    Off,
    /// 审查: with a number right behind it, of documents that were looked at. Otherwise as [`Class::Stop`].
    Checked,
    /// 涉及供水、排水等方面的: all of them, where a total follows.
    Topics,
    /// 从答复结果看: what follows is said of applications. Otherwise as [`Class::Plain`].
    Results,
    /// 均作出: what follows is said of all that was counted. Otherwise as [`Class::Plain`].
    All,
    /// 行政许可决定: decisions, whatever the verb.
    PermitMade,
    PenaltyMade,
    CoercionMade,
    /// 申诉, 举报: beside reviews and lawsuits.
    Complaint,
    /// 发布: of documents, made or only shown.
    Issue,
    /// 区级: of whom documents are.
    Level,
    /// 收取, of fees.
    Charge,
    /// A number without a unit, where nothing follows.
    Bare,
    // Marks and what is left.
    Comma,
    List,
    Open,
    Close,
    Count,
    Percent,
    Money,
    Unknown,
}

use Class::{
    Already, Apply, Area, Aside, Ask, Body, Business, Carry, CarryIn, CarryOut, Charge, Checked,
    Citizen, Close, Coercion, CoercionMade, Comma, Complaint, Concluded, Corrected, Decide,
    Declined, Docs, Down, Etc, Fees, Filed, Granted, GrantedOrPartial, Handle, Info, Issue, Kept,
    Lapse, Last, LawFirm, Leaf, Legal, Level, List, Make, Natural, Next, None as No, OfWhich, Off,
    Open, OtherOrgs, OtherOutcome, OtherResult, Own, Partial, Penalty, PenaltyMade, Pending,
    Permit, PermitMade, Plain, Process, Receive, Refused, Regulations, Repeal, Request, Research,
    Review, Share, Stop, Suit, SuitAfter, SuitDirect, Sum, Thing, This, Unavailable, Unknown, Up,
    Upheld, Valid, Welfare, When, Whole, Withdrawn,
};

/// Words by class, separated by spaces; the longest that fits counts.
pub(super) const WORDS: &[(Class, &str)] = &[
    (
        This,
        "今年 本年 本年度 全年 全年度 年内 年度内 一年来 本报告期 报告期 报告期内 统计期内 本报告年度 报告年度 1月1日 12月31日 1月1日至12月31日 1月至12月 1至12月 1-12月 1—12月 12月底 12月末 当年 当年度 本年内 今年以来 一年间 年度 统计年度 本统计年度 统计期间 本统计期",
    ),
    (
        Last,
        "上年 上年度 上一年 上一年度 去年 往年 前一年度 去年度 前一年",
    ),
    (
        Next,
        "下年 下年度 下一年 下一年度 次年 明年 来年 下一个年度",
    ),
    (
        When,
        "上半年 下半年 季度 一季度 二季度 三季度 四季度 第一季度 第二季度 第三季度 第四季度 前三季度 月份 月底 月末 历年 以来 以前 之前 近三年 近两年 近年来 三年来 五年来 任期内 十三五 十四五 十三五期间 十四五期间",
    ),
    (
        Whole,
        "我镇 我乡 我街道 我局 我委 我厅 我办 我院 我中心 我处 我部 我单位 我机关 全镇 全乡 全街道 全局 全委 全厅 本镇 本乡 本街道 本局 本委 本厅 我们 我街 我所 我站 我队 我室 我校 本院 本中心 本街 全街 全院 全中心 全处 本处 本部 全办 我镇街 全体",
    ),
    (
        Area,
        "我市 我区 我县 我旗 我州 我盟 我省 全市 全区 全县 全旗 全州 全盟 全省 本市 本区 本县 本旗 本省 本行政区域 本地区",
    ),
    (Own, "本机关 本单位 本行政机关 本部门 我部门 本办公室"),
    (
        Plain,
        "累计 总 计 为 是 有 达 达到 了 的 和 与 及 或 各类 各 各级 各级行政机关 行政机关 各级各部门 有关 相关 涉及 涉 属于 属 因 由于 由 对 以 在 内 中 于 数 数量 总数 总量 总数量 件数 量 件 申请人 申请人情况 申请人类型 提交 提出 提起 提交的 提出的 公众 社会公众 群众 公民、法人和其他组织 公民、法人或其他组织 公民、法人或者其他组织 公民、法人以及其他组织 公民法人和其他组织 公民法人或其他组织 公民和法人 依法 依规 依法依规 依法依规予以 按照 按 规定 严格 严格按照 规定时限内 规定期限内 法定期限内 法定时限内 法定期限 法定时限 按时 按期 及时 均 均已 全部 都 已 已经 予以 得到 并 情况 工作 方面 情形 问题 引发 引发的 引起 产生 产生的 发生 发生的 出现 被 剩余 其余 余下 另有 另外 此外 还有 同时 另 截至 截止 止 起 底 末 年底 期末 期间 继续 继续办理 继续处理 上 下 实际 新增的 该 所有 这 其 人 者 结果 类 复议机关 审查机关 复议审查机关 法院 人民法院 上级机关 信息 依申请 动态更新 集中公开 目前 现 进行 作出的 较好 有效 全 处理 办理量 “ ” \" ‘ ’ ' 全局上下 自 从 应 应诉 依法应诉 完成 任何 里 当中 向 其它 现已 业已 先后 陆续 妥善 规范 认真 逐件 逐一 按要求 按程序 在规定时间内 规定时间内 法定时间内 按规定程序 规定的期限内 法定的期限内 的是 情况的 事宜 现象 所提出的 顺利 之中 全年累计 总量为 共计为 期内 本单位的 依据 受 遭 递交 递交的 递交了 来自 尚有 仍有 还剩 针对 不服 而 收案 受案 加上 承接",
    ),
    (
        Sum,
        "共 共有 收到的 所收到的 受理的 共计 总共 合计 总计 一共",
    ),
    (Etc, "等 原因 主要"),
    (
        Thing,
        "事项 案件 案 办件 业务 各类事项 件事 案件数 办件数 案件量 事件",
    ),
    (Citizen, "公民 个人 居民 村民"),
    (
        Info,
        "政府信息公开工作 信息公开工作 依申请公开工作 政府信息公开工作方面 政务公开工作 政府信息公开行为 信息公开行为 政府信息公开 信息公开 政务信息公开 依申请公开 依申请公开政府信息 申请公开",
    ),
    (
        Ask,
        "新增申请 新增政府信息公开申请 政府信息公开申请 信息公开申请 依申请公开申请 政府信息公开的申请 政务信息公开申请 政府信息申请 公开申请 政府信息公开申请件 信息公开申请件 依申请公开政府信息申请 政府信息依申请公开申请 依申请公开的申请 公开政府信息的申请 公开政府信息申请",
    ),
    (
        Request,
        "依申请公开件 依申请公开事项 依申请公开信息 依申请件 依申请公开政府信息事项 政府信息公开依申请 依申请公开事件 依申请公开办件 依申请信息公开 依申请政府信息公开 政府信息依申请公开",
    ),
    (
        Apply,
        "申请 申请件 申请事项 申请量 申请数 申请数量 申请总数",
    ),
    (
        Receive,
        "接收并登记 收到并登记 受理登记 登记接收 收到 收到过 接到过 收到了 新收到 新接收 新接到 接收 接到 接收到 受理 新收 收件 登记受理 新受理 收取申请 接受 收悉 收到并受理 受理了 新收取 收受 新增受理 收到各类",
    ),
    (
        Handle,
        "已办 办结 办复 答复 回复 办理完成 办理完毕 办结回复 办结答复 答复办结 处理完毕 办理答复 依法答复 已答复 已办结 办理并答复 作出答复 做出答复 予以答复 处理完成 办结的 已处理 已办理 办理完结 办完 已办完 答复完毕 已回复 作出回复 做出回复 作了答复 给予答复 予以回复 作出处理 完成答复 完成办理 作答复 给予回复 予以办结 答复了 办结了",
    ),
    (Process, "办理 处置"),
    (
        CarryIn,
        "上年留存 上年遗留 上年未结 上年剩余 上年度未办结 上年度遗留 结转上年申请 结转上年度申请 结转上年度 结转自上年 上年结转 上年度结转 上一年度结转 结转上年 上年结转的 上年度转入 上年转入 去年结转 去年结转的 往年结转 上年未办结 结转上一年度 上年接转 上年度结转的 上一年度结转的 上年度结转申请 上年结转申请",
    ),
    (
        CarryOut,
        "未到期 未到答复期限 未到办理期限 未到法定答复期限 尚未到期 尚未到答复期限 尚在办理期限内 尚在法定办理期限内 尚在答复期限内 尚未办结 未办结 跨年度办理 顺延 转下年 转下年度 结转下年 结转下年度 结转下年度办理 结转下年度继续办理 结转下一年度 结转至下年度 结转到下年度 跨年办理 转下一年度 转下年度办理 结转次年 结转下年办理 结转下一年度办理 结转至下年 结转至下一年 结转至下一年度 结转到下一年度 转入下年 转入下一年度 转入下年度 结转明年 延至下年度 在办 未办理完毕 尚未办理完毕 结转下一年度继续办理 结转下年继续办理 顺延至下年 结转下年度处理 结转下一年处理 结转下一年",
    ),
    (
        Carry,
        "结转 结转至 结转到 结转入 结转到了 转入 转至 转到 转 顺延至 顺延到 延至 延续至 延续到 留转 跨年结转 结转的 转结 结转给 接转 转接 留待 留至",
    ),
    (
        Granted,
        "予以公开 同意公开 予以公开的 全部公开 准予公开 给予公开 同意公开答复 予以全部公开",
    ),
    (
        Partial,
        "部分公开 予以部分公开 同意部分公开 部分予以公开 部分公开答复",
    ),
    (
        GrantedOrPartial,
        "予以公开及部分公开 予以公开和部分公开 予以公开、部分公开 予以公开或部分公开 公开及部分公开 予以公开或者部分公开 予以公开与部分公开",
    ),
    (
        Refused,
        "不予公开 不予公开的 不予公开答复 不同意公开 不予以公开 不予公开决定 不予公开的答复 不予公开处理",
    ),
    (
        Unavailable,
        "无法提供 无法提供的 不能提供 无法提供政府信息 无法提供信息 未能提供 无法提供答复",
    ),
    (Declined, "不予处理 不予处理的 不予处理决定 不予处理答复"),
    (OtherOutcome, "其他处理 其它处理 作其他处理 其他处理的"),
    (Leaf(0), "国家秘密 属于国家秘密"),
    (
        Leaf(1),
        "其他法律行政法规禁止公开 法律行政法规禁止公开 其他法律、行政法规禁止公开 法律、行政法规禁止公开",
    ),
    (Leaf(2), "三安全一稳定 危及三安全一稳定 危及“三安全一稳定”"),
    (Leaf(3), "第三方合法权益 保护第三方合法权益"),
    (Leaf(4), "内部事务信息 三类内部事务信息 内部事务性信息"),
    (Leaf(5), "过程性信息 四类过程性信息"),
    (Leaf(6), "行政执法案卷 执法案卷 行政执法案卷信息"),
    (Leaf(7), "行政查询事项"),
    (
        Leaf(8),
        "本机关不掌握 本机关不掌握相关政府信息 本机关不掌握相关信息 不掌握相关政府信息 不掌握相关信息 本机关不掌握的",
    ),
    (
        Leaf(9),
        "没有现成信息需要另行制作 没有现成信息、需要另行制作 没有现成信息 需要另行制作 需另行制作 须另行制作 另行制作 没有现成信息需另行制作",
    ),
    (
        Leaf(10),
        "补正后申请内容仍不明确 补正后仍不明确 补正后申请内容不明确",
    ),
    (
        Leaf(11),
        "信访举报投诉类申请 信访举报投诉类 信访、举报、投诉类申请 信访举报投诉",
    ),
    (Leaf(12), "重复申请"),
    (Leaf(13), "要求提供公开出版物"),
    (Leaf(14), "无正当理由大量反复申请"),
    (Leaf(15), "要求行政机关确认或重新出具已获取信息"),
    (
        Leaf(16),
        "逾期不补正 无正当理由逾期不补正 申请人无正当理由逾期不补正",
    ),
    (Natural, "自然人 自然人申请"),
    (
        Legal,
        "法人或其他组织 法人和其他组织 法人及其他组织 法人或者其他组织 法人、其他组织 法人 法人或其他组织申请",
    ),
    (OtherOrgs, "其他组织"),
    (Business, "商业企业 企业"),
    (Research, "科研机构"),
    (Welfare, "社会公益组织"),
    (LawFirm, "法律服务机构"),
    (
        Review,
        "行政复议 复议 行政复议案件 复议案件 行政复议案 被申请行政复议 申请行政复议 提起行政复议 行政复议申请 被提起行政复议 行政复议件 提出行政复议 被提起复议 被申请复议 申请复议 提起复议 复议申请 行政复议申请案件",
    ),
    (
        Suit,
        "行政诉讼 诉讼 行政诉讼案件 诉讼案件 行政诉讼案 提起行政诉讼 被提起行政诉讼 行政诉讼数 被诉 行政应诉 行政应诉案件 被起诉 提出行政诉讼 提起诉讼 被提起诉讼",
    ),
    (
        SuitDirect,
        "未经复议直接起诉 未经复议直接提起诉讼 未经复议直接提起行政诉讼 直接起诉",
    ),
    (
        SuitAfter,
        "复议后起诉 复议后提起诉讼 复议后提起行政诉讼 经复议后起诉",
    ),
    (
        Docs,
        "规范性文件 行政规范性文件 规范性文件数 行政规范性文件数",
    ),
    (Regulations, "规章 政府规章 市政府规章 部门规章"),
    (
        Make,
        "制发 新制发 制定 新制定 印发 出台 新出台 制定出台 制定印发 制发件数 新印发 制订 新制订 制订印发 制定发布 制定公布 印发实施 制发数 新出台的 新制定的 制定的 制发的",
    ),
    (Repeal, "废止 宣布废止 废止件数"),
    (Lapse, "失效 自然失效 宣布失效"),
    (
        Valid,
        "现行有效 现行有效的 现行有效件数 有效期内 现行有效数",
    ),
    (Permit, "行政许可 行政许可事项 行政许可案件"),
    (Penalty, "行政处罚 行政处罚案件"),
    (Coercion, "行政强制 行政强制措施 行政强制案件"),
    (
        PermitMade,
        "行政许可决定 行政许可处理决定 行政许可决定数 行政许可处理决定数量 行政许可处理决定数",
    ),
    (
        PenaltyMade,
        "行政处罚决定 行政处罚处理决定 行政处罚决定数 行政处罚处理决定数量 行政处罚处理决定数",
    ),
    (
        CoercionMade,
        "行政强制决定 行政强制处理决定 行政强制决定数 行政强制处理决定数量 行政强制处理决定数",
    ),
    (
        Decide,
        "作出 做出 实施 采取 下达 处理决定数量 处理决定 处理决定数 作出了 作出处理决定",
    ),
    (
        Fees,
        "行政事业性收费 行政事业性收费金额 行政事业性费用 行政事业收费 行政事业性收费收入 行政事业性收费总额 行政事业性收费总金额 行政事业性收费合计",
    ),
    (Charge, "收取 收缴 征收 征缴 实收"),
    (Complaint, "申诉 上诉 投诉 举报 投诉举报 举报投诉"),
    (Issue, "发布 公布 公开 公示 集中公布"),
    (Level, "区级 市级 县级 镇级 省级 局级 街道级 旗级 州级"),
    (
        No,
        "无 未 没有 未发生 没有发生 未出现 没有出现 未有 不存在 未被 均未 均未发生 均未被 未产生 零",
    ),
    (
        Upheld,
        "均获维持 均维持 均被维持 全部维持 全部获得维持 均予以维持 均得到维持 结果均为维持 均为维持 全部予以维持 均为结果维持 全部维持原行政行为 均维持原行政行为 均维持原答复 均维持原决定 全部维持原决定",
    ),
    (
        Corrected,
        "纠错 纠正 败诉 被纠错 被纠正 被依法纠错 依法纠错",
    ),
    (Kept, "维持 结果维持 予以维持 维持的"),
    (OtherResult, "其他结果"),
    (Pending, "尚未审结 未审结 尚未审结的"),
    (
        Concluded,
        "审结 已审结 结案 已结案 已审结的 审理终结 判决 裁决 作出决定",
    ),
    (
        Share,
        "占 占比 占比为 占总数 占总数的 占总量的 占总量 占办结总数的 占办结总数 占办理总数的 占答复总数的 占申请总数的 占申请总量的 占比约为 所占比例为 比例为 占全部申请的",
    ),
    (
        Up,
        "同比增长 同比上升 同比增加 同比增幅 较上年增长 比上年增长 较去年增长 比去年增长 较上年度增长 比上年度增长 较上年同期增长 比上年同期增长 较上年增加 比上年增加 较去年同期增长 比去年同期增长 增长",
    ),
    (
        Down,
        "同比下降 同比减少 同比降低 同比降幅 较上年下降 比上年下降 较去年下降 比去年下降 较上年度下降 比上年度下降 较上年同期下降 比上年同期下降 较上年减少 比上年减少 较去年同期下降 比去年同期下降 下降",
    ),
    (OfWhich, "其中 包括 包含 含 其中含"),
    (
        Stop,
        "同比 环比 增加 减少 上升 比 较 较上年 比上年 与上年 近 约 逾 超 超过 不足 至少 多 余 网络 网上 网站 门户网站 线上 线下 信函 来信 邮寄 邮件 电子邮件 电邮 当面 现场 传真 平台 窗口 来函 信件 书面 口头 微信 电话 渠道 方式 途径 延期 逾期 撤销 撤诉 补正 修订 修改 清理 评估 率 平均 人均 日均 天 个工作日 工作日 历史 原 首次 每 第 超期 当场 审理 案例 培训 人次 会议 受理点 工作人员 规划计划 发展规划 计划类 工作计划 分别",
    ),
    (Body, "部门 乡镇 街道 镇街 科室 股室 单位"),
    (
        Withdrawn,
        "退回 退件 撤回 主动撤回 自行撤回 撤回申请 申请撤回 撤销申请 终止 终止办理 放弃申请",
    ),
    (
        Already,
        "主动公开 已主动公开 属于主动公开范围 主动公开范围 属于已主动公开范围 已主动公开的",
    ),
    (Filed, "备案 备案率"),
    (
        Aside,
        "咨询 信访件 信访事项 信访案件 来访 建议 提案 议案 留言 热线 工单 诉求 舆情 解读 问政 参与 起草 草拟 代拟 名义 提请 报请 协助 协办 公文 公文属性 文件属性 发文",
    ),
    (
        Off,
        "代表 代为 本级 市本级 区本级 县本级 省本级 计划 拟 力争 预计 目标 下一步 政府办 政府办公室 政府办公厅 党政办 牵头 转办 移送 代理 各县 各区 各乡镇 各街道 各部门 各单位 下属 所属 直属 复议机构 区政府办 县政府办 市政府办",
    ),
    (Checked, "审查 保密审查 审核 认定"),
    // Only among outcomes is it one of them.
    (Unknown, "其他"),
    (Comma, "， ； ： , ; : 。 ! ? —— -"),
    (List, "、"),
    (Open, "( [ 【 〔"),
    (Close, ") ] 】 〕"),
];

/// The words, ready to be looked up.
pub(super) struct Lexicon {
    /// By first character; of one character the longest words first. Each with its length in characters.
    words: Vec<(&'static str, usize, Class)>,
    /// First characters in order, each with where its words begin.
    firsts: Vec<(char, usize)>,
}

impl Lexicon {
    /// The words, sorted on first use.
    pub fn get() -> &'static Lexicon {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(Lexicon::new)
    }

    fn new() -> Lexicon {
        let of_class = |(class, words): &'static (Class, &'static str)| {
            words
                .split(' ')
                .map(move |word| (word, word.chars().count(), *class))
        };
        let mut words: Vec<_> = WORDS.iter().flat_map(of_class).collect();
        // Stable: of equal words the class that comes first in the table counts.
        words.put_in_order_by_key(|(word, length, _)| {
            (word.chars().next(), std::cmp::Reverse(*length))
        });
        let mut firsts: Vec<(char, usize)> = Vec::new();
        for (i, (word, ..)) in words.iter().enumerate() {
            let first = word.chars().next().unwrap_or_default();
            if firsts.last().is_none_or(|(last, _)| *last != first) {
                firsts.push((first, i));
            }
        }
        Lexicon { words, firsts }
    }

    /// The longest word at the start of a text: its class and length.
    pub fn longest(&self, chars: &[char]) -> Option<(Class, usize)> {
        let first = chars.first()?;
        let at = self.firsts.binary_search_by_key(first, |(c, _)| *c).ok()?;
        let end = self.firsts.get(at + 1).map_or(self.words.len(), |f| f.1);
        self.words[self.firsts[at].1..end]
            .iter()
            .find_map(|(word, length, class)| {
                let here = chars.len() >= *length && word.chars().zip(chars).all(|(a, b)| a == *b);
                here.then_some((*class, *length))
            })
    }
}
