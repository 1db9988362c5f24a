use jiff::civil::Date;

use super::error::{Wrong, unknown};
use crate::framework::{ChoiceIx, FactIx, Framework, StageIx, Verdict};
use crate::report::cohort::Member;
use crate::scoring::{Percent, StageResult};
use crate::text::say;

#[derive(Clone, Copy, Debug)]
pub(super) enum Field {
    Subject,
    Reference,
    Input,
    Date,
    Reached,
    NextStage,
    Verdict(StageIx),
    Percent(StageIx, PercentOf),
    Fact(FactIx),
}

type PercentOf = fn(&StageResult) -> Percent;
type OfStage = fn(StageIx) -> Field;

const OWN: [(&str, Field); 6] = [
    ("subject", Field::Subject),
    ("ref", Field::Reference),
    ("date", Field::Date),
    ("reached", Field::Reached),
    ("next_stage", Field::NextStage),
    ("input", Field::Input),
];

/// The fields appended to the id of a stage.
const OF_STAGE: [(&str, OfStage); 4] = [
    ("verdict", Field::Verdict),
    ("score", |stage| Field::Percent(stage, StageResult::score)),
    ("proven", |stage| Field::Percent(stage, StageResult::proven)),
    ("possible", |stage| Field::Percent(stage, StageResult::possible)),
];

const FACTS: &str = "facts";

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Held<'a> {
    Text(&'a str),
    Place(&'a str, Option<usize>),
    Date(Date),
    Count(usize),
    Verdict(Verdict),
    /// In tenths of a percent.
    Percent(u16),
    Stage(StageIx),
    Choices(&'a [ChoiceIx]),
}

impl Field {
    /// The value of the field; `None` if it is missing.
    pub(super) fn of(self, Member { input, assessed }: Member<'_>) -> Option<Held<'_>> {
        let (sheet, assessment) = (&assessed.sheet, &assessed.assessment);
        match self {
            Self::Subject => sheet.subject.as_deref().map(Held::Text),
            Self::Reference => sheet.reference.as_deref().map(Held::Text),
            Self::Input => Some(Held::Place(&input.path, input.line)),
            Self::Date => sheet.date.map(Held::Date),
            Self::Reached => Some(Held::Count(assessment.reached)),
            Self::NextStage => assessment.next_stage.map(Held::Stage),
            Self::Verdict(stage) => Some(Held::Verdict(assessment.stages[stage.get()].verdict)),
            Self::Percent(stage, percent) => {
                Some(Held::Percent(percent(&assessment.stages[stage.get()]).tenths()))
            }
            Self::Fact(fact) => Some(sheet.fact(fact)).filter(|given| !given.is_empty()).map(Held::Choices),
        }
    }
}

fn stage_ids(framework: &Framework) -> Vec<&str> {
    framework.stages().iter().map(|stage| stage.id.as_str()).collect()
}

fn fact_ids(framework: &Framework) -> Vec<&str> {
    framework.facts().iter().map(|fact| fact.id.as_str()).collect()
}

/// Parses the name of a field, which begins at byte `at`.
pub(super) fn read(name: &str, at: usize, framework: &Framework) -> Result<Field, Wrong> {
    if name.is_empty() {
        return Err(Wrong { at, what: say!("a name is missing here", "ここに項目名が必要です") });
    }
    if let Some((_, field)) = OWN.iter().find(|(own, _)| *own == name) {
        return Ok(*field);
    }
    match name.split_once('.') {
        None => framework.find_fact(name).map(Field::Fact).ok_or_else(|| no_name(name, at, framework)),
        Some((FACTS, id)) if framework.find_stage(FACTS).is_none() || framework.find_fact(id).is_some() => {
            framework.find_fact(id).map(Field::Fact).ok_or_else(|| Wrong {
                at: at + FACTS.len() + 1,
                what: unknown(("fact", "前提項目"), id, &fact_ids(framework)),
            })
        }
        Some((id, of_stage)) => {
            let stage = framework.stage_named(id).map_err(|wrong| Wrong { at, what: wrong.say() })?;
            let field = OF_STAGE.iter().find(|(name, _)| *name == of_stage);
            field.map(|(_, field)| field(stage)).ok_or_else(|| Wrong {
                at: at + id.len() + 1,
                what: unknown(("number", "数値"), of_stage, &OF_STAGE.map(|(name, _)| name)),
            })
        }
    }
}

fn no_name(name: &str, at: usize, framework: &Framework) -> Wrong {
    if framework.find_stage(name).is_some() {
        let what = say!(
            "add what of the stage: `{name}.verdict`, `{name}.score`, `{name}.proven` or `{name}.possible`",
            "段階の何を見るかを指定してください：`{name}.verdict`、`{name}.score`、`{name}.proven`、\
             `{name}.possible`"
        );
        return Wrong { at: at + name.len(), what };
    }
    let scores: Vec<String> = stage_ids(framework).iter().map(|stage| format!("{stage}.score")).collect();
    let own = OWN.iter().map(|(own, _)| *own);
    let known: Vec<&str> = own.chain(fact_ids(framework)).chain(scores.iter().map(String::as_str)).collect();
    Wrong { at, what: unknown(("name", "項目名"), name, &known) }
}
