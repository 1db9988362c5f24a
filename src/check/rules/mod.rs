//! The rules: how each kind of finding is found. Those of one subject share a file.
//!
//! What the readers of frameworks and sheets report themselves is listed in [`codes`]; it has its page here too.

mod character_width;
mod conditions;
mod duplicates;
mod evidence;
mod gate_without_weight;
mod languages;
mod lone_criterion;
mod missing;
mod no_question_mark;
mod no_subject;
mod placeholder_text;
mod programme_dates;
mod programme_needs;
pub(super) mod reachability;
mod repeated_word;
mod text_length;
mod unbalanced_brackets;
mod undated_answer;
mod unproven_claim;
mod unused;
mod whitespace;

use std::sync::LazyLock;

use super::{Detect, FrameworkPart, Rule};
use crate::framework::{ChoiceIx, Choose, Citation, Condition, FactIx, Framework, Programme};
use crate::source::codes;

/// The rules of this directory, in any order.
const OWN: &[Rule] = &[
    unused::FACT,
    unused::SOURCE,
    unused::PASSAGE,
    unused::CHOICE,
    gate_without_weight::RULE,
    conditions::CONDITION_ALWAYS_HOLDS,
    conditions::CLAUSE_ALWAYS_HOLDS,
    conditions::CONFLICT_NEVER_HOLDS,
    conditions::REPEATED_CONFLICT,
    missing::UNCITED_CRITERION,
    missing::NO_PROOF,
    lone_criterion::RULE,
    placeholder_text::RULE,
    text_length::TITLE_TOO_LONG,
    text_length::TEXT_TOO_LONG,
    text_length::TEXT_TOO_SHORT,
    duplicates::QUESTION,
    duplicates::LEVEL,
    duplicates::COPIED_TEXT,
    duplicates::LABEL,
    languages::UNTRANSLATED_TEXT,
    no_question_mark::RULE,
    whitespace::OUTER_SPACE,
    whitespace::DOUBLE_SPACE,
    whitespace::CONTROL_CHARACTER,
    whitespace::LINE_BREAK,
    repeated_word::RULE,
    unbalanced_brackets::RULE,
    character_width::HALF_WIDTH,
    character_width::FULL_WIDTH,
    duplicates::NEXT_REPEATS_LEVEL,
    languages::LANGUAGE_TAG,
    languages::WRONG_LANGUAGE,
    programme_dates::REVERSED,
    programme_dates::CLOSED,
    programme_dates::STALE_AS_OF,
    programme_dates::AS_OF_IN_FUTURE,
    programme_dates::CLOSED_WHEN_WRITTEN,
    programme_needs::DUPLICATE,
    programme_needs::ALWAYS_MET,
    programme_needs::NEVER_APPLIES,
    missing::UNCITED_PROGRAMME,
    missing::NOBODY_TO_ASK,
    unproven_claim::RULE,
    evidence::THIN_EVIDENCE,
    evidence::THIN_REASON,
    undated_answer::RULE,
    no_subject::RULE,
    evidence::EVIDENCE_TO_COME,
    evidence::REPEATED_EVIDENCE,
];

/// Every kind of finding, by group and number.
pub static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let reading = codes::ALL.iter().map(|code| Rule { code: *code, detect: Detect::Reading });
    let mut rules: Vec<Rule> = reading.chain(OWN.iter().copied()).chain(reachability::rules()).collect();
    rules.sort_by_key(|rule| (codes::group(rule.code.id), rule.code.id));
    rules
});

/// Whether a character belongs to Japanese alone.
fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3005}' | '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}')
}

/// Everything that a framework cites.
fn citations(framework: &Framework) -> impl Iterator<Item = &Citation> {
    let criteria = framework.criteria().iter().flat_map(|criterion| &criterion.sources);
    criteria.chain(framework.programmes().iter().flat_map(|programme| &programme.sources))
}

fn programmes(framework: &Framework) -> impl Iterator<Item = (FrameworkPart, &Programme)> {
    let programmes = framework.programmes().iter().enumerate();
    programmes.map(|(position, programme)| (FrameworkPart::Programme(position), programme))
}

/// Every `applies_if`, with what it belongs to.
fn conditions(framework: &Framework) -> impl Iterator<Item = (FrameworkPart, &Condition)> {
    let criteria = framework
        .criterion_indices()
        .map(|index| (FrameworkPart::Criterion(index), &framework[index].condition));
    criteria.chain(programmes(framework).map(|(part, programme)| (part, &programme.condition)))
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
