//! Every kind of finding that the readers of files report. The rules of `check` have their codes with them. A code never
//! changes its meaning and is never used again.

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
    /// A repeated key.
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
    /// A gate in another file than its criterion.
    GATE_ELSEWHERE = Warning "R012" "gate-elsewhere";

    /// An answer sheet that cannot be read.
    SHEET_UNREADABLE = Error "A001" "unreadable-sheet";
    /// An answer sheet that breaks the grammar of its form.
    SHEET_SYNTAX = Error "A002" "sheet-syntax";
    /// A repeated key of an answer sheet.
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
    /// A note or evidence without an answer.
    NO_LEVEL = Warning "A112" "no-level";
    /// Results of this program where answers are looked for.
    OWN_RESULT = Info "A118" "own-result";
    /// A file that may hold many answer sheets and holds none.
    NO_SHEETS = Warning "A119" "no-sheets";
    /// A table whose encoding was guessed from its bytes.
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

/// The place of a code's group among the groups.
pub(crate) fn group(id: &str) -> Option<usize> {
    "FRSTPAX".find(id.get(..1)?)
}
