//! Every kind of finding, in one list. A code never changes its meaning and is never used again.

use super::{Code, Severity};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $severity:ident $id:literal $slug:literal;)*) => {
        $($(#[$doc])* pub const $name: Code = Code { id: $id, slug: $slug, severity: Severity::$severity };)*
        /// All of them, by group and number.
        pub const ALL: &[Code] = &[$($name),*];
    };
}

codes! {
    /// A file of a framework that cannot be read.
    UNREADABLE = Error "F001" "unreadable-file";
    /// A file that is not UTF-8 text.
    NOT_UTF8 = Error "F002" "not-utf8";
    /// A file that breaks the grammar of its form.
    SYNTAX = Error "F003" "syntax";
    /// A key that stands twice.
    DUPLICATE_KEY = Error "F004" "duplicate-key";
    /// A key that the format does not have.
    UNKNOWN_KEY = Error "F005" "unknown-key";
    /// A key that may not be left out.
    MISSING_KEY = Error "F006" "missing-key";
    /// A value of the wrong type.
    WRONG_TYPE = Error "F007" "wrong-type";
    /// A value outside of its range.
    OUT_OF_RANGE = Error "F008" "out-of-range";
    /// A version of the format that this program does not know.
    UNKNOWN_FORMAT = Error "F009" "unknown-format";
    /// A text that lacks one of the framework's languages, or is blank.
    MISSING_TEXT = Error "F010" "missing-text";
    /// An id that is not kebab-case.
    BAD_ID = Error "F011" "bad-id";
    /// A list with fewer or more entries than it may have.
    WRONG_COUNT = Error "F012" "wrong-count";
    /// Level values that do not start at 0, fall, or do not end at 100.
    BAD_VALUES = Error "F013" "bad-values";
    /// A key on the top level that only the levels below it use.
    TOP_LEVEL_KEY = Warning "F014" "top-level-key";
    /// The same value twice in a list.
    REPEATED_ENTRY = Warning "F015" "repeated-entry";
    /// An `allow` comment that silences nothing.
    UNUSED_ALLOW = Warning "F016" "unused-allow";
    /// An `allow` comment without a reason, or of a code that does not exist or may not be allowed.
    BAD_ALLOW = Warning "F017" "bad-allow";
    /// A rubric or programmes beside `framework.toml` that it does not name.
    UNLISTED_FILE = Warning "F018" "unlisted-file";
    /// A version of a framework that is not made of numbers.
    VERSION_FORM = Warning "F019" "version-form";

    /// An id that two things share.
    DUPLICATE_ID = Error "R001" "duplicate-id";
    /// An id that has a meaning of its own.
    RESERVED_ID = Error "R002" "reserved-id";
    /// A stage that is not defined.
    UNKNOWN_STAGE = Error "R003" "unknown-stage";
    /// A criterion that is not defined.
    UNKNOWN_CRITERION = Error "R004" "unknown-criterion";
    /// A fact that is not defined.
    UNKNOWN_FACT = Error "R005" "unknown-fact";
    /// A choice that its fact does not have.
    UNKNOWN_FACT_CHOICE = Error "R006" "unknown-choice";
    /// A source that is not defined.
    UNKNOWN_SOURCE = Error "R007" "unknown-source";
    /// A passage that its source does not have.
    UNKNOWN_PASSAGE = Error "R008" "unknown-passage";
    /// Two gates for the same criterion and stage.
    DUPLICATE_GATE = Error "R009" "duplicate-gate";
    /// A level that a criterion does not have.
    NO_SUCH_LEVEL = Error "R010" "no-such-level";
    /// An old id that is in use, or given to two things.
    RENAME_CLASH = Error "R011" "rename-clash";
    /// A gate that stands in another file than its criterion.
    GATE_ELSEWHERE = Warning "R012" "gate-elsewhere";
    /// A fact that decides nothing.
    UNUSED_FACT = Warning "R101" "unused-fact";
    /// A source that nothing cites.
    UNUSED_SOURCE = Warning "R102" "unused-source";
    /// A passage that nothing cites.
    UNUSED_PASSAGE = Warning "R103" "unused-passage";
    /// Choices that nothing tells apart.
    UNUSED_CHOICE = Info "R104" "unused-choice";
    /// A gate on a stage on which its criterion has no weight.
    GATE_WITHOUT_WEIGHT = Warning "R105" "gate-without-weight";
    /// A condition that lists every choice of its fact.
    CONDITION_ALWAYS = Warning "R106" "condition-always-holds";
    /// A clause of a conflict that every answer fulfils.
    CLAUSE_ALWAYS = Warning "R107" "clause-always-holds";
    /// A conflict that no sheet can fulfil.
    CONFLICT_NEVER = Warning "R108" "conflict-never-holds";
    /// A criterion that names an origin but cites no source.
    UNCITED_CRITERION = Warning "R109" "uncited-criterion";
    /// A criterion that asks for evidence but does not say which.
    NO_PROOF = Warning "R110" "no-proof";
    /// Two conflicts with the same clauses.
    REPEATED_CONDITION = Warning "R111" "repeated-conflict";
    /// A rubric with only one criterion.
    BARE_RUBRIC = Info "R112" "lone-criterion";

    /// A stage that no answers make ready.
    STAGE_OUT_OF_REACH = Error "S201" "stage-out-of-reach";
    /// A gate that no answers pass.
    GATE_NEVER_PASSES = Error "S202" "gate-never-passes";
    /// A stage that is ready with every answer at the lowest level.
    LOWEST_IS_READY = Error "S203" "lowest-is-ready";
    /// A gate that fails only where the points are missing anyway.
    GATE_NEVER_DECIDES = Warning "S204" "gate-never-decides";
    /// A stage that a combination of facts leaves without a criterion.
    STAGE_LEFT_EMPTY = Warning "S205" "stage-left-empty";
    /// A band that no score falls into.
    BAND_OUT_OF_REACH = Warning "S206" "band-out-of-reach";
    /// A criterion that can change no verdict.
    CRITERION_WITHOUT_EFFECT = Warning "S207" "criterion-without-effect";
    /// A criterion that alone carries a large share of a stage.
    DOMINANT_CRITERION = Info "S208" "dominant-criterion";
    /// A gate that "does not apply" escapes.
    GATE_ESCAPED = Warning "S209" "gate-escaped";
    /// A stage of which "does not apply" leaves nothing.
    STAGE_EMPTIED = Warning "S210" "stage-emptied";
    /// A criterion for which "does not apply" is worth more than a low level.
    NOT_APPLICABLE_PAYS = Info "S211" "not-applicable-pays";
    /// A space of answers that is too large to look at all of it.
    SPACE_CAPPED = Info "S212" "space-capped";

    /// A text that is still to be written.
    PLACEHOLDER = Warning "T001" "placeholder-text";
    /// A criterion's title that does not fit into tables.
    TITLE_TOO_LONG = Warning "T002" "title-too-long";
    /// A text that nobody reads to its end.
    TEXT_TOO_LONG = Warning "T003" "text-too-long";
    /// A question or level of one word.
    TEXT_TOO_SHORT = Warning "T004" "text-too-short";
    /// The same question twice.
    DUPLICATE_QUESTION = Warning "T005" "duplicate-question";
    /// Two levels of one criterion that say the same.
    DUPLICATE_LEVEL = Warning "T006" "duplicate-level";
    /// The same reason or proof at two criteria.
    COPIED_TEXT = Warning "T007" "copied-text";
    /// The same sentence in two languages.
    UNTRANSLATED = Warning "T008" "untranslated-text";
    /// A question that is none.
    NO_QUESTION = Warning "T009" "no-question-mark";
    /// A text that begins or ends with a space.
    OUTER_SPACE = Warning "T010" "outer-space";
    /// Two spaces in a row.
    DOUBLE_SPACE = Warning "T011" "double-space";
    /// The same word twice in a row.
    REPEATED_WORD = Warning "T012" "repeated-word";
    /// A bracket without its partner.
    UNBALANCED = Warning "T013" "unbalanced-brackets";
    /// ASCII punctuation in Japanese.
    HALF_WIDTH = Warning "T014" "half-width-punctuation";
    /// A full-width character where a half-width one is meant.
    FULL_WIDTH = Warning "T015" "full-width-character";
    /// A character that acts on a terminal or hides text.
    CONTROL_CHARACTER = Error "T016" "control-character";
    /// A line break in a text.
    LINE_BREAK = Warning "T017" "line-break";
    /// A step that only repeats the level it leads from or to.
    NEXT_REPEATS = Warning "T018" "next-repeats-level";
    /// A language that is no language tag.
    LANGUAGE_TAG = Warning "T019" "language-tag";
    /// A text in another language than its key says.
    WRONG_LANGUAGE = Warning "T020" "wrong-language";
    /// Two choices of one fact, or two stages, with the same words.
    DUPLICATE_LABEL = Warning "T021" "duplicate-label";

    /// A programme that closes before it opens.
    DATES_REVERSED = Error "P001" "dates-reversed";
    /// A programme whose last day is over.
    PROGRAMME_CLOSED = Warning "P002" "programme-closed";
    /// A programme that nobody has looked at for a year.
    STALE_AS_OF = Warning "P003" "stale-as-of";
    /// A programme or source dated after the day.
    AS_OF_IN_FUTURE = Warning "P004" "as-of-in-future";
    /// The same need twice.
    DUPLICATE_NEED = Warning "P005" "duplicate-need";
    /// A need that everybody meets.
    NEED_ALWAYS_MET = Warning "P006" "need-always-met";
    /// A programme without a source.
    UNCITED_PROGRAMME = Warning "P007" "uncited-programme";
    /// Something unverified, and nobody to ask.
    NOBODY_TO_ASK = Warning "P008" "nobody-to-ask";
    /// A need of a criterion that never applies to whom the programme is for.
    NEED_NEVER_APPLIES = Warning "P009" "need-never-applies";
    /// A programme that was over when it was described.
    CLOSED_WHEN_WRITTEN = Warning "P010" "closed-when-written";

    /// An answer sheet that cannot be read.
    SHEET_UNREADABLE = Error "A001" "unreadable-sheet";
    /// An answer sheet that breaks the grammar of its form.
    SHEET_SYNTAX = Error "A002" "sheet-syntax";
    /// A key that stands twice in an answer sheet.
    SHEET_DUPLICATE_KEY = Error "A003" "sheet-duplicate-key";
    /// Answers to another framework.
    OTHER_FRAMEWORK = Error "A004" "other-framework";
    /// An answer sheet without a table of answers.
    NO_ANSWERS = Error "A005" "no-answers";
    /// An answer to something that the framework does not have.
    UNKNOWN_ANSWER = Error "A006" "unknown-id";
    /// A level that the criterion does not have.
    LEVEL_OUT_OF_RANGE = Error "A007" "level-out-of-range";
    /// A value of the wrong type.
    ANSWER_TYPE = Error "A008" "answer-type";
    /// "Does not apply" where that may not be said.
    MUST_APPLY = Error "A009" "must-apply";
    /// "Does not apply" without a reason.
    REASON_MISSING = Error "A010" "reason-missing";
    /// A choice that the fact does not have.
    UNKNOWN_CHOICE = Error "A011" "no-such-choice";
    /// A key that an answer sheet does not have.
    UNUSED_KEY = Warning "A101" "unused-key";
    /// Answers to another version of the framework.
    OTHER_VERSION = Warning "A102" "other-version";
    /// An answer that is too old to count.
    STALE_ANSWER = Warning "A103" "stale-answer";
    /// An answer from the future.
    FUTURE_DATE = Warning "A104" "future-date";
    /// An answer under an id that has a new name.
    RENAMED_ID = Info "A105" "renamed-id";
    /// Answers under the old and the new name of one id.
    BOTH_IDS = Warning "A106" "both-ids";
    /// An answer to a criterion whose condition does not hold.
    SKIPPED_ANSWER = Info "A107" "skipped-answer";
    /// A fact that is not given and could change what applies.
    OPEN_FACT = Info "A108" "open-fact";
    /// Answers that do not fit together.
    CONFLICT = Warning "A109" "conflict";
    /// A claim that needs evidence and has none.
    UNPROVEN_CLAIM = Info "A110" "unproven-claim";
    /// Evidence that nobody could look up.
    THIN_EVIDENCE = Warning "A111" "thin-evidence";
    /// A note or evidence without an answer.
    NO_LEVEL = Warning "A112" "no-level";
    /// An answer that ought to age but has no date.
    UNDATED_ANSWER = Warning "A113" "undated-answer";
    /// A sheet that does not say whom it is about.
    NO_SUBJECT = Info "A114" "no-subject";
    /// "Does not apply" with a reason that says nothing.
    THIN_REASON = Warning "A115" "thin-reason";
    /// Evidence that does not exist yet.
    EVIDENCE_TO_COME = Warning "A116" "evidence-to-come";
    /// One piece of evidence for many claims.
    REPEATED_EVIDENCE = Info "A117" "repeated-evidence";
    /// Results of this program where answers are looked for.
    OWN_RESULT = Info "A118" "own-result";
    /// A file that may hold many answer sheets and holds none.
    NO_SHEETS = Warning "A119" "no-sheets";
    /// A table whose encoding was told from its bytes.
    READ_AS_SHIFT_JIS = Info "A120" "read-as-shift-jis";
    /// A JSON Schema where answers are looked for.
    SCHEMA_FILE = Info "A121" "schema-file";

    /// A test of a framework that cannot be read.
    TEST_UNREADABLE = Error "X001" "unreadable-test";
    /// A test of a framework that breaks the grammar of its form.
    TEST_SYNTAX = Error "X002" "test-syntax";
    /// A key that a test does not have.
    TEST_UNKNOWN_KEY = Error "X003" "test-unknown-key";
    /// A part that a test may not leave out.
    TEST_PART_MISSING = Error "X004" "test-part-missing";
    /// An expectation that no result can have: of the wrong type, or outside of its range.
    TEST_VALUE = Error "X005" "test-value";
    /// An expectation of something that the framework does not have.
    TEST_UNKNOWN_ID = Error "X006" "test-unknown-id";
    /// A test that cannot fail.
    TEST_EXPECTS_NOTHING = Warning "X101" "test-expects-nothing";
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    #[test]
    fn codes_and_slugs_are_unique_and_sorted() {
        let ids: Vec<_> = super::ALL.iter().map(|code| code.id).collect();
        let slugs: BTreeSet<_> = super::ALL.iter().map(|code| code.slug).collect();
        assert_eq!(slugs.len(), ids.len(), "a slug stands twice");
        let group = |id: &str| ["F", "R", "S", "T", "P", "A", "X"].iter().position(|g| id.starts_with(g));
        assert!(ids.windows(2).all(|w| (group(w[0]), w[0]) < (group(w[1]), w[1])), "{ids:?}");
    }
}
