//! The rules: how to find each kind of finding. What readers report themselves is listed in [`codes`].

mod answers;
mod conditions;
mod duplicates;
mod languages;
mod missing;
mod programme_dates;
mod programme_needs;
mod punctuation;
pub(super) mod reachability;
mod unused;
mod whitespace;
mod wording;

use std::sync::LazyLock;

use super::reachability::CODES;
use super::{Detect, FrameworkPart, Rule};
use crate::framework::{ChoiceIx, Choose, Citation, Condition, Criterion, FactIx, Framework, Programme};
use crate::source::codes;
use crate::text::is_japanese;

/// The most findings of one kind per text; more would add nothing.
const MOST_OF_TEXT: usize = 20;

const OWN: &[Rule] = &[
    Rule::info("A110", "unproven-claim", Detect::Sheet(answers::unproven_claims)),
    Rule::warning("A113", "undated-answer", Detect::Sheet(answers::undated_answers)),
    Rule::info("A114", "no-subject", Detect::Sheet(answers::no_subject)),
    Rule::warning("A115", "thin-reason", Detect::Sheet(answers::thin_reasons)),
    Rule::info("A117", "repeated-evidence", Detect::Sheet(answers::repeated_evidence)),
    Rule::error("P001", "dates-reversed", Detect::Framework(programme_dates::reversed)),
    Rule::warning("P002", "programme-closed", Detect::Dated(programme_dates::closed)),
    Rule::warning("P003", "stale-as-of", Detect::Dated(programme_dates::stale_as_of)),
    Rule::warning("P004", "as-of-in-future", Detect::Dated(programme_dates::as_of_in_future)),
    Rule::warning("P005", "duplicate-need", Detect::Framework(programme_needs::duplicate_needs)),
    Rule::warning("P006", "need-always-met", Detect::Framework(programme_needs::always_met)),
    Rule::warning("P007", "uncited-programme", Detect::Framework(missing::uncited_programmes)),
    Rule::warning("P008", "nobody-to-ask", Detect::Framework(missing::nobody_to_ask)),
    Rule::warning("P009", "need-never-applies", Detect::Framework(programme_needs::never_applies)),
    Rule::warning("P010", "closed-when-written", Detect::Framework(programme_dates::closed_when_written)),
    Rule::warning("R101", "unused-fact", Detect::Framework(unused::facts)),
    Rule::warning("R102", "unused-source", Detect::Framework(unused::sources)),
    Rule::warning("R103", "unused-passage", Detect::Framework(unused::passages)),
    Rule::info("R104", "unused-choice", Detect::Framework(unused::choices)),
    Rule::warning("R105", "gate-without-weight", Detect::Framework(missing::gate_weights)),
    Rule::warning("R106", "condition-always-holds", Detect::Framework(conditions::always_hold)),
    Rule::warning("R107", "clause-always-holds", Detect::Framework(conditions::clauses_always_hold)),
    Rule::warning("R108", "conflict-never-holds", Detect::Framework(conditions::conflicts_never_hold)),
    Rule::warning("R109", "uncited-criterion", Detect::Framework(missing::uncited_criteria)),
    Rule::warning("R110", "no-proof", Detect::Framework(missing::no_proof)),
    Rule::warning("R111", "repeated-conflict", Detect::Framework(conditions::repeated_conflicts)),
    Rule::info("R112", "lone-criterion", Detect::Framework(missing::lone_criteria)),
    Rule::warning("R113", "missing-effort", Detect::Framework(missing::efforts)),
    Rule::warning("R114", "unused-level-set", Detect::Framework(unused::level_sets)),
    Rule::warning("T001", "placeholder-text", Detect::Text(wording::placeholders)),
    Rule::warning("T002", "title-too-long", Detect::Text(wording::long_title)),
    Rule::warning("T003", "text-too-long", Detect::Text(wording::long_text)),
    Rule::warning("T004", "text-too-short", Detect::Text(wording::short_text)),
    Rule::warning("T005", "duplicate-question", Detect::Texts(duplicates::questions)),
    Rule::warning("T006", "duplicate-level", Detect::Texts(duplicates::levels)),
    Rule::warning("T007", "copied-text", Detect::Texts(duplicates::copied_texts)),
    Rule::warning("T008", "untranslated-text", Detect::Texts(languages::untranslated)),
    Rule::warning("T009", "no-question-mark", Detect::Text(punctuation::no_question_mark)),
    Rule::warning("T010", "outer-space", Detect::Text(whitespace::outer_space)),
    Rule::warning("T011", "double-space", Detect::Texts(whitespace::double_space)),
    Rule::warning("T012", "repeated-word", Detect::Texts(wording::repeated_words)),
    Rule::warning("T013", "unbalanced-brackets", Detect::Texts(punctuation::unbalanced_brackets)),
    Rule::warning("T014", "half-width-punctuation", Detect::Texts(punctuation::half_width)),
    Rule::warning("T015", "full-width-character", Detect::Texts(punctuation::full_width)),
    Rule::error("T016", "control-character", Detect::Texts(whitespace::control_character)),
    Rule::warning("T017", "line-break", Detect::Text(whitespace::line_break)),
    Rule::info("T018", "next-repeats-level", Detect::Texts(duplicates::steps_like_levels)),
    Rule::warning("T019", "language-tag", Detect::Texts(languages::tags)),
    Rule::warning("T020", "wrong-language", Detect::Texts(languages::wrong)),
    Rule::warning("T021", "duplicate-label", Detect::Texts(duplicates::labels)),
];

/// Every kind of finding, by group and number.
pub static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let reading = codes::ALL.iter().map(|code| Rule { code: *code, detect: Detect::Reading });
    let reachable = CODES.into_iter().map(|code| Rule { code, detect: Detect::Reachability });
    let mut rules: Vec<Rule> = reading.chain(OWN.iter().copied()).chain(reachable).collect();
    rules.sort_by_key(|rule| (codes::group(rule.code.id), rule.code.id));
    rules
});

fn citations(framework: &Framework) -> impl Iterator<Item = &Citation> {
    let criteria = framework.criteria().iter().flat_map(|criterion| &criterion.sources);
    criteria.chain(framework.programmes().iter().flat_map(|programme| &programme.sources))
}

fn criteria(framework: &Framework) -> impl Iterator<Item = (FrameworkPart, &Criterion)> {
    framework.criterion_indices().map(|index| (FrameworkPart::Criterion(index), &framework[index]))
}

fn programmes(framework: &Framework) -> impl Iterator<Item = (FrameworkPart, &Programme)> {
    let programmes = framework.programmes().iter().enumerate();
    programmes.map(|(position, programme)| (FrameworkPart::Programme(position), programme))
}

fn conditions(framework: &Framework) -> impl Iterator<Item = (FrameworkPart, &Condition)> {
    let criteria = criteria(framework).map(|(part, criterion)| (part, &criterion.condition));
    criteria.chain(programmes(framework).map(|(part, programme)| (part, &programme.condition)))
}

/// Whether a fact can have choices that meet all demands; with several choices, each demand may meet a different one.
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
