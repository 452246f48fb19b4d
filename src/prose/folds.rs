//! Constructions: several words, in many variants, that do one thing in a sentence. One entry is one
//! construction, with an example that is its test.
//!
//! A form is written with `{a|b}` for one of several, `?` behind it for none or one, `*` and `+` for
//! several, `<name>` for one of [`SETS`], and `~` for up to twenty characters of any kind but marks.

use super::lexicon::Class;
use crate::sorted::InOrder;
use std::sync::OnceLock;

/// A construction.
pub(super) struct Fold {
    pub class: Class,
    form: &'static str,
    /// A text that is this construction as a whole.
    #[cfg(test)]
    example: &'static str,
}

macro_rules! folds {
    ($($class:ident $form:literal $example:literal;)+) => {
        &[$(Fold { class: Class::$class, form: $form, #[cfg(test)] example: $example }),+]
    };
}

/// Words that are used in several forms.
const SETS: &[(&str, &str)] = &[
    (
        "people",
        "公民|市民|群众|个人|公民个人|居民|村民|自然人|社会公众|公众",
    ),
    (
        "bodies",
        "法人|企业|单位|组织|其他组织|其它组织|机构|公司|商业企业|社会组织|企事业单位|社会团体",
    ),
    ("and", "、|和|与|及|或|以及|或者"),
    (
        "way",
        "当面|当面递交|当面提交|现场|信函|邮寄|信件|来信|传真|电子邮件|邮件|网络|网上|互联网|网站|线上|线下|窗口|书面|来函|政府网站|门户网站|在线",
    ),
    ("submit", "提交|提出|递交|提起|发起"),
    (
        "duly",
        "依法|主动|及时|全部|均|已|按时|按规定|向社会|依规|同步|对外|通过网站",
    ),
    ("publish", "公开|公布|公示|发布"),
    ("info", "政府信息|政务信息|信息"),
    ("file", "件|书|表|函|单|事项|事宜|事件|业务|案件|办件|件数"),
];

pub(super) static FOLDS: &[Fold] = folds! {
    Plain "{<people>}{{<and>}{<people>|<bodies>}}*{<and>}{<bodies>}{{<and>}{<people>|<bodies>}}*{向}?{<submit>}{的}?" "公民、企业提交的";
    Plain "{公民|公民个人|市民|群众|个人|居民|村民}{<and>}{企业|单位|社会组织|企事业单位|公司}{的}?" "公民个人及企业";
    Plain "{线上|网上}{和|及|与|、}?{线下|网下}{各类|的}*" "线上线下";
    Plain "{任何}{一个}?{<people>|<bodies>}{{<and>}{<people>|<bodies>}}*{{<submit>}{的}?}?" "任何组织或个人提出的";
    Plain "{以|通过|用}?{<way>}{{<and>}{<way>}}*{<and>}{<way>}{<and>}?{其他|其它|等|各种}{多种|各种|任何|所有|一切}?{形式|方式|渠道|途径}{<submit>|申请|收到的}?{的}?" "以当面递交、信函、传真、电子邮件及其他形式提出的";
    Topics "{涉及|关于|有关}~{等}{多个|各个|各|相关}?{方面|领域|内容|事项|信息|问题|类别}{的}?" "涉及供排水、河道管理等方面的";
    Ask "{要求|请求}?{获取|公开|提供|查阅}{相关|有关}?{政府信息|政务信息}{公开}?{的}{申请}{<file>}?" "要求获取政府信息的申请";
    Ask "{政府|政务}?{信息公开}{的}?{申请}{<file>}" "政府信息公开申请书";
    Ask "{依申请公开}{<info>}?{的}?{申请}{<file>}?" "依申请公开政府信息申请书";
    Request "{政府|政务}{信息}{申请公开|依申请公开|公开依申请}{信息}?{<file>}?" "政府信息申请公开件";
    Request "{依申请公开}{<info>}?{<file>}" "依申请公开事宜";
    Request "{依申请}{政府信息|信息}{公开}{<file>}?" "依申请政府信息公开";
    Ask "{申请}{公开|获取|查阅}{政府信息|政务信息}" "申请公开政府信息";
    Ask "{新增}{依申请公开|依申请公开件|政府信息公开申请|信息公开申请}" "新增依申请公开";
    Request "{依申请公开}{情况|情形|受理情况}" "依申请公开情况";
    PermitMade "{处理}{了}?{行政许可}" "处理行政许可";
    PenaltyMade "{处理}{了}?{行政处罚}{案件}?" "处理行政处罚案件";
    CoercionMade "{处理}{了}?{行政强制}{案件}?" "处理行政强制";
    Granted "{予以公开|同意公开}{的}?{决定|答复|处理}" "予以公开决定";
    Partial "{部分公开}{的}?{决定|答复|处理}" "部分公开决定";
    Apply "{申请}{书|表|函|单}" "申请书";
    Decide "{作出|做出|办理|实施|审批}{并|且|和|后}{<duly>}*{<publish>}{的|了}?" "作出并公开";
    Decide "{<duly>}*{<publish>}{已|本年}?{办理|作出|做出|实施}{的}" "主动公开办理的";
    Make "{制定|制发|印发|出台|制定印发|新制定|制订|制定出台}{并|且|和|后}{<duly>}*{<publish>|印发|实施}{的|了}?" "制定并向社会公开";
    Make "{新增}{行政}?{规范性文件}" "新增规范性文件";
    Repeal "{废止|宣布废止}{并|且|和|后}{<duly>}*{<publish>}{的|了}?" "废止并公布";
    Results "{从|按|就}?{申请|依申请公开|政府信息公开申请}?{答复|办理|处理|办结}{情况|结果}{来|上|分|中|方面|分类}*{看|分|说|，|为}?" "从答复结果看";
    Results "{全部|所有|上述|以上}?{已}?{答复|办结|办理}{件}{中|里|当中}?" "全部答复件里";
    All "{结果}?{均|全部|都|皆|一律|全|也均|且均}{已|被|获|依法|当场|当日|及时|按期|按时|在法定期限内}*{作出|做出|给予|为|是|属于|按}*" "均作出";
    All "{答复|处理|办理}?{结果}{均|全部|都}?{为|是}" "结果为";
    None "{未|没|没有|尚未|暂未|未曾|从未|并未|均未|暂时未|暂没有|一直未|不曾|无任何|没有任何|未有任何|暂无|尚无|并无|均无|均没有|也未|也没有|也无|亦无|亦未|无人|没有人|未有|不存在任何}" "尚未";
    None "{未|没有|没}{发生|出现|产生|收到|接到|受理}{过}?{一|任何一}{起|件|例|份|条}" "未发生一起";
    CarryOut "{正在|仍在|尚在|还在|正}{按|依}?{规定|程序|法定程序|流程|法}*{抓紧|按期|进一步}*{办理|答复|处理}{中|之中|过程中|阶段}?" "正在按程序办理";
    Area "{全市|全区|全县|全旗|全州|全盟|全省|全域|我市|我区|我县}{各级|各}{区县|县区|县市区|县(市、区)|职能|工作|行政}*{部门|单位|机关|政府部门|政府工作部门|行政机关|政府|人民政府|党政机关}{、|和|与|及|及其}?{各|所属|组成|工作}?{部门|单位|机关|镇|乡|镇街|乡镇|街道|镇(街道)|镇(街道)|乡镇街道|乡镇(街道)|街镇|镇街道|园区}{{、|和|与|及}{各}?{镇|乡|街道|园区|办事处}}*" "全区各职能部门、镇街";
    Area "{省|市|县|区|旗|州|盟}{人民}?{政府}{及其|及|和|与|、}{各级|各|所属各|所属|组成|工作|职能|直属}*{部门|单位}{{、|和|与|及}{各}?{镇|乡|镇街|乡镇|街道|街镇|乡镇街道|乡镇(街道)|园区|县区|区县|县市区|县(市、区)|区市县|旗县区|市县}}*" "市政府及各部门、各县区";
};

/// A form, read.
enum Node {
    Text(Vec<char>),
    Any,
    /// Sequences of which one fits; how often at least, and whether more than once.
    Group(Vec<Vec<Node>>, bool, bool),
}

/// The constructions, ready to be looked for.
struct Ready {
    forms: Vec<(Vec<Node>, Class)>,
    /// Characters that constructions begin with, in order, each with the words that do and of which
    /// construction they are.
    firsts: FirstWords,
}

/// In the order of their first characters.
type FirstWords = Vec<(char, Vec<(Vec<char>, usize)>)>;

fn ready() -> &'static Ready {
    static READY: OnceLock<Ready> = OnceLock::new();
    READY.get_or_init(|| {
        let mut forms = Vec::new();
        let mut firsts = FirstWords::new();
        for (index, fold) in FOLDS.iter().enumerate() {
            let chars: Vec<char> = fold.form.chars().collect();
            let nodes = sequence(&chars, &mut 0);
            let mut own = Vec::new();
            begins(&nodes, &mut own);
            own.put_in_order();
            own.dedup();
            for word in own {
                match firsts.binary_search_by_key(&word[0], |(first, _)| *first) {
                    Ok(at) => firsts[at].1.push((word, index)),
                    Err(at) => firsts.insert(at, (word[0], vec![(word, index)])),
                }
            }
            forms.push((nodes, fold.class));
        }
        Ready { forms, firsts }
    })
}

/// The construction at the start of a text that takes the most of it: its class and length.
pub(super) fn longest(chars: &[char]) -> Option<(Class, usize)> {
    let ready = ready();
    let first = chars.first()?;
    let at = ready.firsts.binary_search_by_key(first, |(c, _)| *c).ok()?;
    let mut best: Option<(Class, usize)> = None;
    let mut tried = None;
    for (word, index) in &ready.firsts[at].1 {
        if tried == Some(index) || !chars.starts_with(word) {
            continue;
        }
        tried = Some(index);
        let (nodes, class) = &ready.forms[*index];
        let length = ends(nodes, chars, &[0]).into_iter().max().unwrap_or(0);
        if length > best.map_or(0, |(_, l)| l) {
            best = Some((*class, length));
        }
    }
    best
}

/// Reads a form up to its end, or that of its alternative.
fn sequence(form: &[char], at: &mut usize) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut text = Vec::new();
    let flush = |text: &mut Vec<char>, nodes: &mut Vec<Node>| {
        if !text.is_empty() {
            nodes.push(Node::Text(std::mem::take(text)));
        }
    };
    while let Some(&c) = form.get(*at) {
        match c {
            '|' | '}' => break,
            '{' => {
                flush(&mut text, &mut nodes);
                let mut ways = Vec::new();
                while form.get(*at).is_some_and(|c| matches!(c, '{' | '|')) {
                    *at += 1;
                    ways.push(sequence(form, at));
                }
                *at += 1;
                let (optional, many) = match form.get(*at) {
                    Some('?') => (true, false),
                    Some('*') => (true, true),
                    Some('+') => (false, true),
                    _ => {
                        nodes.push(Node::Group(ways, false, false));
                        continue;
                    }
                };
                *at += 1;
                nodes.push(Node::Group(ways, optional, many));
            }
            '<' => {
                flush(&mut text, &mut nodes);
                let name: String = form[*at + 1..].iter().take_while(|c| **c != '>').collect();
                *at += name.chars().count() + 2;
                let set = SETS
                    .iter()
                    .find(|(n, _)| *n == name)
                    .map_or("", |(_, set)| set);
                let ways = set
                    .split('|')
                    .map(|word| vec![Node::Text(word.chars().collect())]);
                nodes.push(Node::Group(ways.collect(), false, false));
            }
            '~' => {
                flush(&mut text, &mut nodes);
                nodes.push(Node::Any);
                *at += 1;
            }
            _ => {
                text.push(c);
                *at += 1;
            }
        }
    }
    flush(&mut text, &mut nodes);
    nodes
}

/// Collects the words that a form may begin with; false where it may be empty.
fn begins(nodes: &[Node], firsts: &mut Vec<Vec<char>>) -> bool {
    for node in nodes {
        let must = match node {
            Node::Text(text) => {
                firsts.push(text.clone());
                true
            }
            Node::Any => true,
            Node::Group(ways, optional, _) => {
                let empty = ways.iter().filter(|way| !begins(way, firsts)).count();
                empty == 0 && !optional
            }
        };
        if must {
            return true;
        }
    }
    false
}

/// Where a form may end, from each of several starts.
fn ends(nodes: &[Node], chars: &[char], starts: &[usize]) -> Vec<usize> {
    let mut at = starts.to_vec();
    for node in nodes {
        at = match node {
            Node::Text(text) => {
                let fits = |&i: &usize| chars[i..].starts_with(text);
                at.into_iter()
                    .filter(fits)
                    .map(|i| i + text.len())
                    .collect()
            }
            Node::Any => at.first().map_or(Vec::new(), |&from| {
                let marks = |c: &&char| !"，。；：,;:()".contains(**c);
                let most = chars[from..].iter().take(20).take_while(marks).count();
                (from + 1..=from + most).collect()
            }),
            Node::Group(ways, optional, many) => {
                let mut reached = if *optional { at.clone() } else { Vec::new() };
                let mut from = at;
                // A form is short: more than a dozen of one thing are not waited for.
                for _ in 0..if *many { 12 } else { 1 } {
                    let mut next: Vec<usize> = Vec::new();
                    for way in ways {
                        match &way[..] {
                            // Most are words, of which most do not stand here.
                            [Node::Text(text)] => {
                                let fits = from.iter().filter(|&&i| chars[i..].starts_with(text));
                                next.extend(fits.map(|i| i + text.len()));
                            }
                            way => next.extend(ends(way, chars, &from)),
                        }
                    }
                    next.put_in_order();
                    next.dedup();
                    // Going round and round takes nothing more.
                    next.retain(|end| !*many || !reached.contains(end));
                    reached.extend(&next);
                    if next.is_empty() {
                        break;
                    }
                    from = next;
                }
                reached
            }
        };
        at.put_in_order();
        at.dedup();
        if at.is_empty() {
            break;
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_construction_fits_its_example() {
        for fold in FOLDS {
            let example: Vec<char> = fold.example.chars().collect();
            assert_eq!(
                longest(&example),
                Some((fold.class, example.len())),
                "{}",
                fold.example
            );
        }
    }
}
