use jiff::civil::Date;

use super::condition::applies_if;
use super::manifest::each;
use super::rubric::name;
use super::{
    At, Name, RawCondition, optional_text, required_names, required_number, required_text, wrong_count,
};
use crate::framework::model::{Text, Verdict};
use crate::say;
use crate::source::{Fields, Value, ValueKind};

/// `[[programme]]`.
#[derive(Debug)]
pub(in crate::framework) struct RawProgramme {
    pub(in crate::framework) id: Option<Name>,
    pub(in crate::framework) title: Option<Text>,
    pub(in crate::framework) does: Option<Text>,
    pub(in crate::framework) sources: Vec<Name>,
    pub(in crate::framework) as_of: Option<Date>,
    pub(in crate::framework) opens: Option<Date>,
    pub(in crate::framework) closes: Option<Date>,
    pub(in crate::framework) condition: RawCondition,
    pub(in crate::framework) needs: Vec<RawNeed>,
    pub(in crate::framework) terms: Option<Text>,
    pub(in crate::framework) unverified: Option<Text>,
    pub(in crate::framework) ask: Option<Text>,
}

/// One entry of `needs`.
#[derive(Debug)]
pub(in crate::framework) enum RawNeed {
    Stage(Option<Name>, Option<Verdict>),
    Criterion(Option<Name>, Option<At<i64>>),
}

/// Reads the keys of a programmes file.
pub(in crate::framework) fn read_programmes(
    mut fields: Fields<'_>,
    languages: &[String],
) -> Vec<RawProgramme> {
    let programmes = each(&mut fields, "programme", |fields| RawProgramme {
        id: fields.id().map(Name::new),
        title: required_text(fields, "title", languages),
        does: required_text(fields, "does", languages),
        sources: required_names(fields, "sources"),
        as_of: {
            fields.required("as_of");
            fields.date("as_of")
        },
        opens: fields.date("opens"),
        closes: fields.date("closes"),
        condition: applies_if(fields),
        needs: each(fields, "needs", need),
        terms: optional_text(fields, "terms", languages),
        unverified: optional_text(fields, "unverified", languages),
        ask: optional_text(fields, "ask", languages),
    });
    // Another key in its place has a finding of its own, and so has one that is no list.
    let is_list = |value: Value<'_>| matches!(value.kind(), ValueKind::Array(_));
    if programmes.is_empty() && fields.optional("programme").map_or(fields.is_empty(), is_list) {
        let message = say!("this file has no `[[programme]]`", "このファイルに `[[programme]]` がありません");
        wrong_count(&mut fields, 0..0, message);
    }
    fields.finish();
    programmes
}

fn need(fields: &mut Fields<'_>) -> RawNeed {
    if fields.optional("criterion").is_some() {
        return RawNeed::Criterion(name(fields, "criterion"), required_number(fields, "at_least", 1..=10));
    }
    RawNeed::Stage(name(fields, "stage"), verdict(fields))
}

fn verdict(fields: &mut Fields<'_>) -> Option<Verdict> {
    let value = fields.required("verdict")?;
    let words = Verdict::ALL.map(|verdict| (verdict.id(), verdict));
    fields.one_of("verdict", value, words, |id| {
        say!("there is no verdict `{id}`", "`{id}` という判定はありません")
    })
}
