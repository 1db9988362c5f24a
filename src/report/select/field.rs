use jiff::civil::Date;

use super::error::{Wrong, unknown};
use crate::advice::Assessed;
use crate::framework::{ChoiceIx, FactIx, Framework, StageIx, Verdict};
use crate::report::Input;
use crate::say;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Subject,
    Reference,
    Input,
    Date,
    Reached,
    NextStage,
    Verdict(StageIx),
    Percent(StageIx, Measure),
    Fact(FactIx),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    Score,
    Proven,
    Possible,
}

/// The fields that are no part of the framework.
const OWN: [(&str, Field); 6] = [
    ("subject", Field::Subject),
    ("ref", Field::Reference),
    ("date", Field::Date),
    ("reached", Field::Reached),
    ("next_stage", Field::NextStage),
    ("input", Field::Input),
];

/// What follows the id of a stage.
const OF_STAGE: [&str; 4] = ["verdict", "score", "proven", "possible"];

/// What may stand before the id of a fact.
const FACTS: &str = "facts";

#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    pub(super) input: &'a Input,
    pub(super) assessed: &'a Assessed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Held<'a> {
    Text(&'a str),
    /// A path, with the line of the sheet in it.
    Place(&'a str, Option<usize>),
    Date(Date),
    Count(usize),
    Verdict(Verdict),
    /// In tenths of a percent.
    Percent(u16),
    Stage(StageIx),
    Choices(&'a [ChoiceIx]),
}

impl<'a> Row<'a> {
    /// What a field holds; nothing where it is not given.
    pub(super) fn get(self, field: Field) -> Option<Held<'a>> {
        let Self { input, assessed, .. } = self;
        let (sheet, assessment) = (&assessed.sheet, &assessed.assessment);
        match field {
            Field::Subject => sheet.subject.as_deref().map(Held::Text),
            Field::Reference => sheet.reference.as_deref().map(Held::Text),
            Field::Input => Some(Held::Place(&input.path, input.line)),
            Field::Date => sheet.date.map(Held::Date),
            Field::Reached => Some(Held::Count(assessment.reached)),
            Field::NextStage => assessment.next_stage.map(Held::Stage),
            Field::Verdict(stage) => Some(Held::Verdict(assessment.stages[stage.get()].verdict)),
            Field::Percent(stage, measure) => {
                let result = &assessment.stages[stage.get()];
                let percent = match measure {
                    Measure::Score => result.score(),
                    Measure::Proven => result.proven(),
                    Measure::Possible => result.possible(),
                };
                Some(Held::Percent(percent.tenths()))
            }
            Field::Fact(fact) => Some(sheet.fact(fact)).filter(|given| !given.is_empty()).map(Held::Choices),
        }
    }
}

pub(super) fn read(name: &str, at: usize, framework: &Framework) -> Result<Field, Wrong> {
    if name.is_empty() {
        return Err(Wrong::new(at, say!("a name is missing here", "ここに項目名が必要です")));
    }
    if let Some((_, field)) = OWN.iter().find(|(own, _)| *own == name) {
        return Ok(*field);
    }
    match name.split_once('.') {
        None => framework.find_fact(name).map(Field::Fact).ok_or_else(|| no_name(name, at, framework)),
        Some((FACTS, id)) if framework.find_stage(FACTS).is_none() || framework.find_fact(id).is_some() => {
            let known: Vec<&str> = framework.facts().iter().map(|fact| fact.id.as_str()).collect();
            let wrong = || Wrong::new(at + FACTS.len() + 1, unknown(("fact", "前提項目"), id, &known));
            framework.find_fact(id).map(Field::Fact).ok_or_else(wrong)
        }
        Some((id, measure)) => {
            let stage = framework.find_stage(id).ok_or_else(|| {
                let known: Vec<&str> = framework.stages().iter().map(|stage| stage.id.as_str()).collect();
                Wrong::new(at, unknown(("stage", "段階"), id, &known))
            })?;
            of_stage(stage, measure)
                .ok_or_else(|| Wrong::new(at + id.len() + 1, unknown(("number", "数値"), measure, &OF_STAGE)))
        }
    }
}

fn of_stage(stage: StageIx, name: &str) -> Option<Field> {
    Some(match name {
        "verdict" => Field::Verdict(stage),
        "score" => Field::Percent(stage, Measure::Score),
        "proven" => Field::Percent(stage, Measure::Proven),
        "possible" => Field::Percent(stage, Measure::Possible),
        _ => return None,
    })
}

fn no_name(name: &str, at: usize, framework: &Framework) -> Wrong {
    let stage = framework.stages().iter().find(|stage| stage.id == name);
    if stage.is_some() {
        let what = say!(
            "say what of the stage: `{name}.verdict`, `{name}.score`, `{name}.proven` or `{name}.possible`",
            "段階の何を見るかを指定してください：`{name}.verdict`、`{name}.score`、`{name}.proven`、\
             `{name}.possible`"
        );
        return Wrong::new(at + name.len(), what);
    }
    let mut known: Vec<&str> = OWN.iter().map(|(own, _)| *own).collect();
    known.extend(framework.facts().iter().map(|fact| fact.id.as_str()));
    let stages: Vec<String> = framework.stages().iter().map(|stage| format!("{}.score", stage.id)).collect();
    known.extend(stages.iter().map(String::as_str));
    Wrong::new(at, unknown(("name", "項目名"), name, &known))
}
