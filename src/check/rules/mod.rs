//! One file per rule. What the readers of frameworks and sheets report themselves has its line and its page here too.

mod as_of_in_future;
mod band_out_of_reach;
mod clause_always_holds;
mod closed_when_written;
mod condition_always_holds;
mod conflict_never_holds;
mod control_character;
mod copied_text;
mod criterion_without_effect;
mod dates_reversed;
mod dominant_criterion;
mod double_space;
mod duplicate_label;
mod duplicate_level;
mod duplicate_need;
mod duplicate_question;
mod evidence_to_come;
mod full_width_character;
mod gate_escaped;
mod gate_never_decides;
mod gate_never_passes;
mod gate_without_weight;
mod half_width_punctuation;
mod language_tag;
mod line_break;
mod lone_criterion;
mod lowest_is_ready;
mod need_always_met;
mod need_never_applies;
mod next_repeats_level;
mod no_proof;
mod no_question_mark;
mod no_subject;
mod nobody_to_ask;
mod not_applicable_pays;
mod outer_space;
mod placeholder_text;
mod programme_closed;
mod repeated_conflict;
mod repeated_evidence;
mod repeated_word;
mod space_capped;
mod stage_emptied;
mod stage_left_empty;
mod stage_out_of_reach;
mod stale_as_of;
mod text_too_long;
mod text_too_short;
mod thin_evidence;
mod thin_reason;
mod title_too_long;
mod unbalanced_brackets;
mod uncited_criterion;
mod uncited_programme;
mod undated_answer;
mod unproven_claim;
mod untranslated_text;
mod unused_choice;
mod unused_fact;
mod unused_passage;
mod unused_source;
mod wrong_language;

use super::reachability::Finding;
use super::{FrameworkCheck, Part, Rule, Run};
use crate::framework::{ChoiceIx, Choose, Citation, Condition, FactIx, Framework, Gate, SourceIx};
use crate::say;
use crate::source::{Code, Diagnostic, codes};

/// The page of a rule, from the documentation.
macro_rules! page {
    ($code:literal) => {
        include_str!(concat!("../../../docs/rules/", $code, ".md"))
    };
}
use page;

/// Every kind of finding, by group and number.
pub const RULES: &[Rule] = &[
    reading(codes::UNREADABLE, page!("F001")),
    reading(codes::NOT_UTF8, page!("F002")),
    reading(codes::SYNTAX, page!("F003")),
    reading(codes::DUPLICATE_KEY, page!("F004")),
    reading(codes::UNKNOWN_KEY, page!("F005")),
    reading(codes::MISSING_KEY, page!("F006")),
    reading(codes::WRONG_TYPE, page!("F007")),
    reading(codes::OUT_OF_RANGE, page!("F008")),
    reading(codes::UNKNOWN_FORMAT, page!("F009")),
    reading(codes::MISSING_TEXT, page!("F010")),
    reading(codes::BAD_ID, page!("F011")),
    reading(codes::WRONG_COUNT, page!("F012")),
    reading(codes::BAD_VALUES, page!("F013")),
    reading(codes::TOP_LEVEL_KEY, page!("F014")),
    reading(codes::REPEATED_ENTRY, page!("F015")),
    reading(codes::UNUSED_ALLOW, page!("F016")),
    reading(codes::BAD_ALLOW, page!("F017")),
    reading(codes::UNLISTED_FILE, page!("F018")),
    reading(codes::VERSION_FORM, page!("F019")),
    reading(codes::DUPLICATE_ID, page!("R001")),
    reading(codes::RESERVED_ID, page!("R002")),
    reading(codes::UNKNOWN_STAGE, page!("R003")),
    reading(codes::UNKNOWN_CRITERION, page!("R004")),
    reading(codes::UNKNOWN_FACT, page!("R005")),
    reading(codes::UNKNOWN_FACT_CHOICE, page!("R006")),
    reading(codes::UNKNOWN_SOURCE, page!("R007")),
    reading(codes::UNKNOWN_PASSAGE, page!("R008")),
    reading(codes::DUPLICATE_GATE, page!("R009")),
    reading(codes::NO_SUCH_LEVEL, page!("R010")),
    reading(codes::RENAME_CLASH, page!("R011")),
    reading(codes::GATE_ELSEWHERE, page!("R012")),
    unused_fact::RULE,
    unused_source::RULE,
    unused_passage::RULE,
    unused_choice::RULE,
    gate_without_weight::RULE,
    condition_always_holds::RULE,
    clause_always_holds::RULE,
    conflict_never_holds::RULE,
    uncited_criterion::RULE,
    no_proof::RULE,
    repeated_conflict::RULE,
    lone_criterion::RULE,
    stage_out_of_reach::RULE,
    gate_never_passes::RULE,
    lowest_is_ready::RULE,
    gate_never_decides::RULE,
    stage_left_empty::RULE,
    band_out_of_reach::RULE,
    criterion_without_effect::RULE,
    dominant_criterion::RULE,
    gate_escaped::RULE,
    stage_emptied::RULE,
    not_applicable_pays::RULE,
    space_capped::RULE,
    placeholder_text::RULE,
    title_too_long::RULE,
    text_too_long::RULE,
    text_too_short::RULE,
    duplicate_question::RULE,
    duplicate_level::RULE,
    copied_text::RULE,
    untranslated_text::RULE,
    no_question_mark::RULE,
    outer_space::RULE,
    double_space::RULE,
    repeated_word::RULE,
    unbalanced_brackets::RULE,
    half_width_punctuation::RULE,
    full_width_character::RULE,
    control_character::RULE,
    line_break::RULE,
    next_repeats_level::RULE,
    language_tag::RULE,
    wrong_language::RULE,
    duplicate_label::RULE,
    dates_reversed::RULE,
    programme_closed::RULE,
    stale_as_of::RULE,
    as_of_in_future::RULE,
    duplicate_need::RULE,
    need_always_met::RULE,
    uncited_programme::RULE,
    nobody_to_ask::RULE,
    need_never_applies::RULE,
    closed_when_written::RULE,
    reading(codes::SHEET_UNREADABLE, page!("A001")),
    reading(codes::SHEET_SYNTAX, page!("A002")),
    reading(codes::SHEET_DUPLICATE_KEY, page!("A003")),
    reading(codes::OTHER_FRAMEWORK, page!("A004")),
    reading(codes::NO_ANSWERS, page!("A005")),
    reading(codes::UNKNOWN_ANSWER, page!("A006")),
    reading(codes::LEVEL_OUT_OF_RANGE, page!("A007")),
    reading(codes::ANSWER_TYPE, page!("A008")),
    reading(codes::MUST_APPLY, page!("A009")),
    reading(codes::REASON_MISSING, page!("A010")),
    reading(codes::UNKNOWN_CHOICE, page!("A011")),
    reading(codes::UNUSED_KEY, page!("A101")),
    reading(codes::OTHER_VERSION, page!("A102")),
    reading(codes::STALE_ANSWER, page!("A103")),
    reading(codes::FUTURE_DATE, page!("A104")),
    reading(codes::RENAMED_ID, page!("A105")),
    reading(codes::BOTH_IDS, page!("A106")),
    reading(codes::SKIPPED_ANSWER, page!("A107")),
    reading(codes::OPEN_FACT, page!("A108")),
    reading(codes::CONFLICT, page!("A109")),
    unproven_claim::RULE,
    thin_evidence::RULE,
    reading(codes::NO_LEVEL, page!("A112")),
    undated_answer::RULE,
    no_subject::RULE,
    thin_reason::RULE,
    evidence_to_come::RULE,
    repeated_evidence::RULE,
    reading(codes::OWN_RESULT, page!("A118")),
    reading(codes::NO_SHEETS, page!("A119")),
    reading(codes::READ_AS_SHIFT_JIS, page!("A120")),
    reading(codes::SCHEMA_FILE, page!("A121")),
    reading(codes::TEST_UNREADABLE, page!("X001")),
    reading(codes::TEST_SYNTAX, page!("X002")),
    reading(codes::TEST_UNKNOWN_KEY, page!("X003")),
    reading(codes::TEST_PART_MISSING, page!("X004")),
    reading(codes::TEST_VALUE, page!("X005")),
    reading(codes::TEST_UNKNOWN_ID, page!("X006")),
    reading(codes::TEST_EXPECTS_NOTHING, page!("X101")),
];

const fn reading(code: Code, page: &'static str) -> Rule {
    Rule { code, page, run: Run::Reading }
}

/// A finding of the space at a key of a part; of no part, at the framework itself.
fn space_finding(cx: &FrameworkCheck<'_>, finding: &Finding, part: Option<Part>, path: &str) -> Diagnostic {
    let message = finding.message(cx.framework);
    cx.at.find(finding.kind.code(), part.unwrap_or(Part::Framework), path, message).help(finding.help())
}

/// The gate that a finding of the space is about.
fn gate_of(cx: &FrameworkCheck<'_>, finding: &Finding) -> Option<Part> {
    let own = |gate: &Gate| Some(gate.criterion) == finding.criterion && Some(gate.stage) == finding.stage;
    cx.framework.gates().iter().position(own).map(Part::Gate)
}

/// The same with a pointer to the threshold of the stage.
fn with_threshold(cx: &FrameworkCheck<'_>, finding: &Finding, diagnostic: Diagnostic) -> Diagnostic {
    match finding.stage.and_then(|stage| cx.at.place(Part::Stage(stage), "ready_at")) {
        Some(place) => diagnostic.label(place, say!("the threshold of the stage", "段階の合格点")),
        None => diagnostic,
    }
}

/// Whether a character belongs to Japanese alone.
fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3005}' | '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}')
}

/// The source at a position.
fn source(position: usize) -> SourceIx {
    SourceIx::new(position)
}

/// Everything that a framework cites.
fn citations(framework: &Framework) -> impl Iterator<Item = &Citation> {
    let criteria = framework.criteria().iter().flat_map(|criterion| &criterion.sources);
    criteria.chain(framework.programmes().iter().flat_map(|programme| &programme.sources))
}

/// Every `applies_if`, with whose it is.
fn conditions(framework: &Framework) -> impl Iterator<Item = (Part, &Condition)> {
    let criteria =
        framework.criterion_indices().map(|index| (Part::Criterion(index), &framework[index].condition));
    let programmes = framework.programmes().iter().enumerate();
    criteria.chain(programmes.map(|(position, programme)| (Part::Programme(position), &programme.condition)))
}

/// Whether a fact can have choices that meet all demands on it; of several choices each demand may meet another.
fn can_meet(framework: &Framework, fact: FactIx, demands: &[(FactIx, &[ChoiceIx])]) -> bool {
    let mut own = demands.iter().filter(|(of, _)| *of == fact).map(|(_, choices)| *choices);
    match framework[fact].choose {
        Choose::Many => own.all(|choices| !choices.is_empty()),
        Choose::One => match own.next() {
            Some(first) => {
                let rest: Vec<_> = own.collect();
                first.iter().any(|choice| rest.iter().all(|choices| choices.contains(choice)))
            }
            None => true,
        },
    }
}
