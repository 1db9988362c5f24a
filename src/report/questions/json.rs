use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::answer::AnswerJson;
use super::texts::{TextLanguages, TextsJson};
use crate::advice::Assessed;
use crate::answers::Reply;
use crate::framework::{Choose, CriterionIx, FactIx, Framework, Noun, RubricIx};
use crate::report::Input;
use crate::report::assessment::{FORMAT, TOOL};
use crate::report::json::{GateNameJson, InputJson, ProposalJson, source_ids};
use crate::scoring::{Expired, State, expired};
use crate::text::{Lang, pretty_json};

/// What `questions` writes: the open questions of a sheet, with all texts.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Open questions of outside-in")]
pub(crate) struct QuestionsJson<'a> {
    /// The version of this format.
    format: u32,
    /// The program that wrote it, with its version.
    tool: &'static str,
    /// The framework that asks.
    framework: AskingJson<'a>,
    /// The tags of the languages of its texts here; the first is the reference.
    languages: Vec<&'a str>,
    /// Where the answers came from; `null` without a sheet.
    input: Option<InputJson<'a>>,
    /// What is assessed, as its sheet names it.
    subject: Option<&'a str>,
    /// The day of the answers.
    date: Option<Date>,
    /// The day for which this is computed.
    as_of: Date,
    /// The facts that are not given, in the order in which they are asked.
    facts: Vec<FactJson<'a>>,
    /// The criteria that apply by the facts as given and have no level that counts, or only a proposed one, in the
    /// order in which they are asked.
    criteria: Vec<OpenCriterionJson<'a>>,
    /// How to answer.
    answer: AnswerJson<'a>,
}

/// The framework that asks.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "")]
struct AskingJson<'a> {
    /// The framework's id.
    id: &'a str,
    /// The framework's version.
    version: &'a str,
    /// The SHA-256 digest of its files.
    digest: &'a str,
    /// Its name.
    title: TextsJson<'a>,
    /// Who has not endorsed it.
    disclaimer: Option<TextsJson<'a>>,
    /// Its own words for common things.
    words: WordsJson<'a>,
    /// Its stages, in order.
    stages: Vec<AskingStageJson<'a>>,
}

/// A framework's own words.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "")]
struct WordsJson<'a> {
    /// What is assessed; `null` for a company or product.
    subject: Option<NounJson<'a>>,
    /// What effort is counted in; `null` for person-weeks.
    effort: Option<NounJson<'a>>,
}

/// The singular and plural of a word.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "")]
struct NounJson<'a> {
    /// The singular.
    one: TextsJson<'a>,
    /// The plural.
    many: TextsJson<'a>,
}

/// A stage.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "")]
struct AskingStageJson<'a> {
    /// The id of the stage.
    id: &'a str,
    /// Its name.
    title: TextsJson<'a>,
    /// What it looks at.
    point: TextsJson<'a>,
}

/// A fact that is not given.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "")]
struct FactJson<'a> {
    /// The id of the fact.
    id: &'a str,
    /// Why it is open: never `expired`.
    state: OpenState,
    /// The question.
    question: TextsJson<'a>,
    /// More about it, in paragraphs.
    guidance: Option<TextsJson<'a>>,
    /// How many choices an answer may hold.
    #[schemars(extend("enum" = ["one", "many"]))]
    choose: &'static str,
    /// Its choices.
    choices: Vec<ChoiceJson<'a>>,
}

/// One possible answer to a fact.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "")]
struct ChoiceJson<'a> {
    /// The id of the choice.
    id: &'a str,
    /// Its words.
    label: TextsJson<'a>,
}

/// An open criterion.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "")]
struct OpenCriterionJson<'a> {
    /// The id of the criterion.
    id: &'a str,
    /// Why it is open.
    state: OpenState,
    /// The answer that is too old to count; `null` unless it expired.
    expired: Option<Expired>,
    /// The level that somebody proposes for it and nobody has confirmed; `null` if there is none, or if it expired.
    proposal: Option<ProposedLevelJson<'a>>,
    /// Its short name.
    title: Option<TextsJson<'a>>,
    /// The rubric that it belongs to.
    rubric: AskingRubricJson<'a>,
    /// The question.
    question: TextsJson<'a>,
    /// Why it is asked.
    why: Option<TextsJson<'a>>,
    /// More about it, in paragraphs.
    guidance: Option<TextsJson<'a>>,
    /// What to check before choosing a level.
    checks: Vec<TextsJson<'a>>,
    /// Its levels, the lowest first.
    levels: Vec<OpenLevelJson<'a>>,
    /// From this level on a claim counts as proven only with evidence.
    evidence_from: Option<u8>,
    /// What would count as evidence, where a level does not say it itself.
    proof: Option<TextsJson<'a>>,
    /// Whether the answer may be that it does not apply.
    may_not_apply: bool,
    /// After how many days an answer counts as unknown.
    valid_days: Option<u32>,
    /// Facts that are not given and decide whether it applies: it does if each has one of these choices.
    depends_on: Vec<DependsOnJson<'a>>,
    /// Its weights.
    weights: Vec<StageWeightJson<'a>>,
    /// The gates that ask for it.
    gates: Vec<AskingGateJson<'a>>,
    /// What it is based on, each as `source` or `source#passage`.
    sources: Vec<String>,
}

/// A level that is only proposed.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "")]
struct ProposedLevelJson<'a> {
    /// The level.
    level: u8,
    #[serde(flatten)]
    proposal: ProposalJson<'a>,
}

/// The rubric of a criterion.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "")]
struct AskingRubricJson<'a> {
    /// The id of the rubric.
    id: &'a str,
    /// Its name.
    title: TextsJson<'a>,
    /// The advice in one sentence.
    advice: TextsJson<'a>,
}

/// A level.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "")]
struct OpenLevelJson<'a> {
    /// Its number, from 0.
    level: usize,
    /// What is true at this level.
    says: TextsJson<'a>,
    /// The same in a few words.
    short: Option<TextsJson<'a>>,
    /// What proves exactly this level.
    proof: Option<TextsJson<'a>>,
}

/// A fact that decides whether a criterion applies.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "")]
struct DependsOnJson<'a> {
    /// The id of the fact.
    fact: &'a str,
    /// The ids of its choices with which the criterion applies.
    choices: Vec<&'a str>,
}

/// The weight of a criterion on a stage.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "")]
struct StageWeightJson<'a> {
    /// The id of the stage.
    stage: &'a str,
    /// Its weight there, 1 to 100.
    weight: u32,
}

/// A gate that asks for a criterion.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "")]
struct AskingGateJson<'a> {
    #[serde(flatten)]
    name: GateNameJson<'a>,
    /// The id of the stage that it holds back.
    stage: &'a str,
    /// Why no score makes up for it.
    because: Option<TextsJson<'a>>,
}

/// Why a question is open.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
enum OpenState {
    /// There is no answer.
    Unanswered,
    /// The answer is "unknown".
    Unknown,
    /// The answer is too old to count.
    Expired,
    /// The answer is only proposed and awaits confirmation.
    Proposed,
}

/// The open questions of a sheet as pretty JSON that ends in a line break. `input` is `None` without a sheet, `lang` to
/// get texts in all languages.
pub fn json(
    framework: &Framework,
    assessed: &Assessed,
    input: Option<&Input>,
    lang: Option<Lang>,
) -> serde_json::Result<String> {
    let asking = Asking { framework, assessed, languages: TextLanguages::new(framework, lang) };
    pretty_json(&asking.questions(input))
}

#[derive(Clone, Copy)]
struct Asking<'a> {
    framework: &'a Framework,
    assessed: &'a Assessed,
    languages: TextLanguages<'a>,
}

impl<'a> Asking<'a> {
    fn questions(self, input: Option<&'a Input>) -> QuestionsJson<'a> {
        let (framework, sheet) = (self.framework, &self.assessed.sheet);
        let open_facts = framework.fact_indices().filter(|fact| sheet.fact(*fact).is_empty());
        let open = framework.criterion_indices().zip(&self.assessed.assessment.states);
        let open = open.filter(|(_, state)| state.is_open() || state.is_proposed());
        QuestionsJson {
            format: FORMAT,
            tool: TOOL,
            framework: self.asking(),
            languages: self.languages.tags(),
            input: input.map(InputJson::from),
            subject: sheet.subject.as_deref(),
            date: sheet.date,
            as_of: self.assessed.as_of,
            facts: open_facts.map(|fact| self.fact(fact)).collect(),
            criteria: open.map(|(criterion, state)| self.criterion(criterion, *state)).collect(),
            answer: AnswerJson::new(self.languages),
        }
    }

    fn asking(self) -> AskingJson<'a> {
        let (framework, text) = (self.framework, self.languages);
        let noun = |noun: &'a Noun| NounJson { one: text.of(&noun.one), many: text.of(&noun.many) };
        let stages = framework.stages().iter().map(|stage| AskingStageJson {
            id: &stage.id,
            title: text.of(&stage.title),
            point: text.of(&stage.point),
        });
        AskingJson {
            id: framework.id(),
            version: framework.version(),
            digest: framework.digest(),
            title: text.of(framework.title()),
            disclaimer: text.of_some(framework.disclaimer()),
            words: WordsJson {
                subject: framework.words().subject.as_ref().map(noun),
                effort: framework.words().effort.as_ref().map(noun),
            },
            stages: stages.collect(),
        }
    }

    fn fact(self, index: FactIx) -> FactJson<'a> {
        let (fact, text) = (&self.framework[index], self.languages);
        let is_unknown = self.assessed.sheet.fact_is_answered(index);
        let choices = fact.choices.iter();
        FactJson {
            id: &fact.id,
            state: if is_unknown { OpenState::Unknown } else { OpenState::Unanswered },
            question: text.of(&fact.question),
            guidance: text.of_some(fact.guidance.as_ref()),
            choose: match fact.choose {
                Choose::One => "one",
                Choose::Many => "many",
            },
            choices: choices.map(|one| ChoiceJson { id: &one.id, label: text.of(&one.label) }).collect(),
        }
    }

    fn criterion(self, index: CriterionIx, state: State) -> OpenCriterionJson<'a> {
        let (framework, text) = (self.framework, self.languages);
        let criterion = &framework[index];
        let expired = expired(framework, &self.assessed.sheet, index, self.assessed.as_of);
        let levels = criterion.levels.iter().enumerate().map(|(number, level)| OpenLevelJson {
            level: number,
            says: text.of(&level.says),
            short: text.of_some(level.short.as_ref()),
            proof: text.of_some(level.proof.as_ref()),
        });
        let weights = criterion.weights.iter();
        OpenCriterionJson {
            id: &criterion.id,
            state: match state {
                _ if expired.is_some() => OpenState::Expired,
                State::Level { .. } => OpenState::Proposed,
                State::Unknown => OpenState::Unknown,
                _ => OpenState::Unanswered,
            },
            expired,
            proposal: self.proposal(index).filter(|_| expired.is_none()),
            title: text.of_some(criterion.title.as_ref()),
            rubric: self.rubric(criterion.rubric),
            question: text.of(&criterion.question),
            why: text.of_some(criterion.why.as_ref()),
            guidance: text.of_some(criterion.guidance.as_ref()),
            checks: criterion.checks.iter().map(|check| text.of(check)).collect(),
            levels: levels.collect(),
            evidence_from: criterion.evidence_from,
            proof: text.of_some(criterion.proof.as_ref()),
            may_not_apply: criterion.may_not_apply,
            valid_days: criterion.valid_days,
            depends_on: self.depends_on(index),
            weights: weights
                .map(|(stage, weight)| StageWeightJson { stage: &framework[*stage].id, weight: *weight })
                .collect(),
            gates: self.gates(index),
            sources: source_ids(framework, &criterion.sources),
        }
    }

    fn proposal(self, index: CriterionIx) -> Option<ProposedLevelJson<'a>> {
        let answer = self.assessed.sheet.answer(index);
        match (&answer.reply, &answer.proposal) {
            (Reply::Level(level), Some(proposal)) => {
                Some(ProposedLevelJson { level: *level, proposal: proposal.into() })
            }
            _ => None,
        }
    }

    fn rubric(self, index: RubricIx) -> AskingRubricJson<'a> {
        let (rubric, text) = (&self.framework[index], self.languages);
        AskingRubricJson { id: &rubric.id, title: text.of(&rubric.title), advice: text.of(&rubric.advice) }
    }

    fn depends_on(self, criterion: CriterionIx) -> Vec<DependsOnJson<'a>> {
        let clauses = self.framework[criterion].condition.0.iter();
        let open = clauses.filter(|(fact, _)| self.assessed.sheet.fact(*fact).is_empty());
        open.map(|(fact, allowed)| {
            let fact = &self.framework[*fact];
            DependsOnJson { fact: &fact.id, choices: fact.choice_ids(allowed) }
        })
        .collect()
    }

    fn gates(self, criterion: CriterionIx) -> Vec<AskingGateJson<'a>> {
        let (framework, text) = (self.framework, self.languages);
        let gates = framework.gates_on(criterion);
        gates
            .map(|(gate, _)| AskingGateJson {
                name: GateNameJson::new(framework, gate),
                stage: &framework[gate.stage].id,
                because: text.of_some(gate.because.as_ref()),
            })
            .collect()
    }
}
