//! Who can make 规章: what the name of an organ tells.

use crate::form::Form;
use crate::report::{Finding, Number, Report};
use crate::rules;
use crate::sheet::State;
use crate::words::Words;

/// Words in which 县, 区, 乡, 镇 name no unit of administration below the city.
const NAMES: [&str; 22] = [
    "自治区",
    "特区",
    "地区",
    "浦东新区",
    "景德镇市",
    "镇江市",
    "新乡市",
    "萍乡市",
    "城乡",
    "乡村",
    "城镇",
    "小区",
    "社区",
    "园区",
    "林区",
    "景区",
    "区域",
    "湘乡市",
    "宁乡市",
    "乡宁",
    "镇远",
    "镇雄",
];

/// 规章 above nought for an organ without the power to make any.
pub(super) fn findings(form: &Form, report: &Report, words: Words) -> Option<Finding> {
    let organ = report.organ.as_deref().filter(|organ| lacks_power(organ))?;
    let above = |(name, cell): (&String, &crate::report::Cell)| {
        let positive = matches!(cell.value, Some(Number::Count(n)) if n > 0);
        let place = form
            .cell(name)
            .map(|cell| (cell.table, form.place(cell).0.id));
        let of_regulations = place.is_some_and(|(table, row)| {
            let table = form.table(table).map(|form| form.table);
            table.is_some_and(|table| table.usage.regulations.contains(&row))
        });
        (cell.state == State::Read && positive && of_regulations).then(|| name.clone())
    };
    let cells: Vec<String> = report.cells.iter().filter_map(above).collect();
    (!cells.is_empty())
        .then(|| rules::finding("form.regulations", words.regulations(organ)).with_cells(cells))
}

/// Whether a name is that of a street, town, county, district or one of their departments. Cities,
/// prefectures, provinces, ministries and names that tell nothing are not.
fn lacks_power(organ: &str) -> bool {
    let mut name = organ.to_owned();
    for word in NAMES {
        name = name.replace(word, "〇");
    }
    let below = |unit: &str, followers: &[&str]| {
        name.match_indices(unit).any(|(at, _)| {
            let rest = &name[at + unit.len()..];
            at > 0 && (rest.is_empty() || followers.iter().any(|f| rest.starts_with(f)))
        })
    };
    let office = [
        "人民政府",
        "政府",
        "办事处",
        "党政办",
        "管委会",
        "管理委员会",
    ];
    let ends = [
        "局",
        "委",
        "委员会",
        "办",
        "办公室",
        "中心",
        "大队",
        "队",
        "会",
        "院",
        "所",
        "政府",
        "处",
    ];
    let department = |unit: &str| {
        name.match_indices(unit).any(|(at, _)| {
            let rest = &name[at + unit.len()..];
            at > 0 && ends.iter().any(|end| rest.ends_with(end))
        })
    };
    below("街道", &office)
        || below("镇", &office)
        || below("乡", &office)
        || below("苏木", &office)
        || ["县", "区", "旗"]
            .iter()
            .any(|unit| below(unit, &office) || department(unit))
}

#[cfg(test)]
mod tests {
    use super::lacks_power;

    #[test]
    fn names_tell_who_cannot_make_regulations() {
        for organ in [
            "临川县白石镇人民政府",
            "青江市东湖区人民政府",
            "临川县人民政府办公室",
            "临川县水利局",
            "东湖区南门街道办事处",
            "白石乡人民政府",
            "临川自治县人民政府",
            "海东综合实验区",
            "某自治区临川县财政局",
            "青江市高新技术产业开发区管理委员会",
            "东湖区住房和城乡建设局",
        ] {
            assert!(lacks_power(organ), "{organ}");
        }
        for organ in [
            "青江市人民政府",
            "青江市水利局",
            "青江市住房和城乡建设局",
            "青江市乡村振兴局",
            "江北省人民政府",
            "江北省水利厅",
            "云山自治区人民政府",
            "云山自治区水利厅",
            "景德镇市人民政府",
            "新乡市人民政府",
            "镇江市人民政府",
            "水利部",
            "云山自治州人民政府",
            "深圳经济特区",
            "国家能源局",
        ] {
            assert!(!lacks_power(organ), "{organ}");
        }
    }
}
