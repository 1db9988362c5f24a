//! The codes of everything the readers find; `check` has its own. A code never changes its meaning and is never reused.

use super::{Code, Severity};

macro_rules! codes {
    ($($name:ident = $severity:ident $id:literal $slug:literal $doc:literal;)*) => {
        $(#[doc = $doc] pub const $name: Code = Code { id: $id, slug: $slug, severity: Severity::$severity };)*
        /// All of them, by group and number.
        pub const ALL: &[Code] = &[$($name),*];
    };
}

codes! {
    UNREADABLE = Error "F001" "unreadable-file" "A file of a framework that cannot be read.";
    NOT_UTF8 = Error "F002" "not-utf8" "A file that is not UTF-8 text.";
    SYNTAX = Error "F003" "syntax" "A file that breaks the grammar of its form.";
    DUPLICATE_KEY = Error "F004" "duplicate-key" "A repeated key.";
    UNKNOWN_KEY = Error "F005" "unknown-key" "A key that the format does not have.";
    MISSING_KEY = Error "F006" "missing-key" "A key that may not be left out.";
    WRONG_TYPE = Error "F007" "wrong-type" "A value of the wrong type.";
    OUT_OF_RANGE = Error "F008" "out-of-range" "A value outside of its range.";
    UNKNOWN_FORMAT = Error "F009" "unknown-format" "A version of the format that this program does not know.";
    MISSING_TEXT = Error "F010" "missing-text" "A text that lacks one of the framework's languages, or is blank.";
    BAD_ID = Error "F011" "bad-id" "An id that is not kebab-case.";
    WRONG_COUNT = Error "F012" "wrong-count" "A list with fewer or more entries than it may have.";
    BAD_VALUES = Error "F013" "bad-values" "Level values that do not start at 0, fall, or do not end at 100.";
    TOP_LEVEL_KEY = Warning "F014" "top-level-key" "A key on the top level that only the levels below it use.";
    REPEATED_ENTRY = Warning "F015" "repeated-entry" "The same value twice in a list.";
    UNUSED_ALLOW = Warning "F016" "unused-allow" "An `allow` that silences nothing.";
    BAD_ALLOW = Warning "F017" "bad-allow" "An `allow` without a reason, or of a code that cannot be allowed.";
    UNLISTED_FILE = Warning "F018" "unlisted-file" "A rubric or programmes that `framework.toml` does not name.";
    VERSION_FORM = Warning "F019" "version-form" "A version of a framework that is not made of numbers.";
    MISSING_TRANSLATION = Warning "F020" "missing-translation" "A text that lacks one of the languages after the first.";
    UNUSED_COLUMN = Warning "F021" "unused-column" "A column or a sheet of a table of criteria that is not used.";
    LEVELS_FROM_ONE = Info "F022" "levels-from-one" "Levels of a table that are numbered from 1.";

    DUPLICATE_ID = Error "R001" "duplicate-id" "An id that two things share.";
    RESERVED_ID = Error "R002" "reserved-id" "An id that has a meaning of its own.";
    UNKNOWN_STAGE = Error "R003" "unknown-stage" "A stage that is not defined.";
    UNKNOWN_CRITERION = Error "R004" "unknown-criterion" "A criterion that is not defined.";
    UNKNOWN_FACT = Error "R005" "unknown-fact" "A fact that is not defined.";
    UNKNOWN_FACT_CHOICE = Error "R006" "unknown-choice" "A choice that its fact does not have.";
    UNKNOWN_SOURCE = Error "R007" "unknown-source" "A source that is not defined.";
    UNKNOWN_PASSAGE = Error "R008" "unknown-passage" "A passage that its source does not have.";
    DUPLICATE_GATE = Error "R009" "duplicate-gate" "Two gates for the same criterion and stage.";
    NO_SUCH_LEVEL = Error "R010" "no-such-level" "A level that a criterion does not have.";
    RENAME_CLASH = Error "R011" "rename-clash" "An old id that is in use, or given to two things.";
    GATE_ELSEWHERE = Warning "R012" "gate-elsewhere" "A gate in another file than its criterion.";
    RETIRED_ID = Error "R013" "retired-id-in-use" "A retired id that is in use again.";
    ID_OF_A_STAGE = Error "R014" "rubric-id-of-a-stage" "A rubric that has the id of a stage.";
    UNKNOWN_LEVEL_SET = Error "R015" "unknown-level-set" "A level set that is not defined.";
    NOT_OFFERED = Error "R016" "does-not-apply-not-offered" "What \"does not apply\" counts as, where nobody may say it.";

    SHEET_UNREADABLE = Error "A001" "unreadable-sheet" "An answer sheet that cannot be read.";
    SHEET_SYNTAX = Error "A002" "sheet-syntax" "An answer sheet that breaks the grammar of its form.";
    SHEET_DUPLICATE_KEY = Error "A003" "sheet-duplicate-key" "A repeated key of an answer sheet.";
    OTHER_FRAMEWORK = Error "A004" "other-framework" "Answers to another framework.";
    NO_ANSWERS = Error "A005" "no-answers" "An answer sheet without a table of answers.";
    UNKNOWN_ANSWER = Error "A006" "unknown-id" "An answer to something that the framework does not have.";
    LEVEL_OUT_OF_RANGE = Error "A007" "level-out-of-range" "A level that the criterion does not have.";
    ANSWER_TYPE = Error "A008" "answer-type" "A value of the wrong type.";
    MUST_APPLY = Error "A009" "must-apply" "\"Does not apply\" where that may not be said.";
    REASON_MISSING = Error "A010" "reason-missing" "\"Does not apply\" without a reason.";
    UNKNOWN_CHOICE = Error "A011" "no-such-choice" "A choice that the fact does not have.";
    UNREAD_COLUMN = Error "A012" "unread-column" "A column or row of answers that is not used, because its heading or id is not clear.";
    UNUSED_KEY = Warning "A101" "unused-key" "A key that an answer sheet does not have.";
    OTHER_VERSION = Warning "A102" "other-version" "Answers to another version of the framework.";
    STALE_ANSWER = Warning "A103" "stale-answer" "An answer that is too old to count.";
    FUTURE_DATE = Warning "A104" "future-date" "An answer from the future.";
    RENAMED_ID = Info "A105" "renamed-id" "An answer under an id that has a new name.";
    BOTH_IDS = Warning "A106" "both-ids" "Answers under the old and the new name of one id.";
    SKIPPED_ANSWER = Info "A107" "skipped-answer" "An answer to a criterion whose condition does not hold.";
    OPEN_FACT = Info "A108" "open-fact" "A fact that is not given and could change what applies.";
    CONFLICT = Warning "A109" "conflict" "Answers that do not fit together.";
    THIN_EVIDENCE = Warning "A111" "thin-evidence" "Evidence that counts, but is too short to name anything.";
    NO_LEVEL = Warning "A112" "no-level" "A note or evidence without an answer.";
    EVIDENCE_TO_COME = Warning "A116" "evidence-to-come" "Evidence that does not exist yet, or may not.";
    OWN_RESULT = Info "A118" "own-result" "Results of this program where answers are looked for.";
    NO_SHEETS = Warning "A119" "no-sheets" "A file that may hold many answer sheets and holds none.";
    READ_AS_SHIFT_JIS = Info "A120" "read-as-shift-jis" "A table whose encoding was guessed from its bytes.";
    SCHEMA_FILE = Info "A121" "schema-file" "A JSON Schema where answers are looked for.";
    RETIRED_ANSWER = Warning "A122" "retired-answer" "An answer under an id that the framework has retired.";
    CASE_FILE = Info "A129" "case-file" "A case of a calibration where answers are looked for.";
    ROUNDED_REFERENCE = Warning "A130" "rounded-reference" "A reference that a spreadsheet has rounded.";
    NO_COMPANY = Warning "A131" "no-company" "A row of a table that is no answer sheet.";
    WORKBOOK_LAYOUT = Warning "A136" "workbook-layout" "Merged or hidden cells of a workbook, or a comment without an answer.";
    REMARK = Warning "A137" "remark-beside-level" "Words beside a level that counts.";
    NOTHING_ANSWERED = Warning "A138" "nothing-answered" "A row of a table, or a form with a question a row, without any answer.";
    REPEATED_SUBJECT = Warning "A139" "repeated-subject" "Several answer sheets of one name or reference among those that are scored together.";
    FORM_GROUPS = Warning "A141" "form-groups" "Words before ids that were taken for the groups of a form.";
    GUIDANCE_AS_EVIDENCE = Warning "A142" "guidance-as-evidence" "Evidence that repeats what the framework says of it.";
    EMPTY_EVIDENCE = Warning "A143" "empty-evidence" "Evidence that names nothing, and proves nothing.";
    UNCONFIRMED_PROPOSAL = Warning "A145" "unconfirmed-proposal" "A level that is proposed, and that nobody has confirmed.";

    TEST_UNREADABLE = Error "X001" "unreadable-test" "A test of a framework that cannot be read.";
    TEST_SYNTAX = Error "X002" "test-syntax" "A test of a framework that breaks the grammar of its form.";
    TEST_UNKNOWN_KEY = Error "X003" "test-unknown-key" "A key that a test does not have.";
    TEST_PART_MISSING = Error "X004" "test-part-missing" "A part that a test may not leave out.";
    TEST_VALUE = Error "X005" "test-value" "An expectation that no result can have: of a wrong type or out of range.";
    TEST_UNKNOWN_ID = Error "X006" "test-unknown-id" "An expectation of something that the framework does not have.";
    TEST_EXPECTS_NOTHING = Warning "X101" "test-expects-nothing" "A test that cannot fail.";

    CASE_UNREADABLE = Error "C001" "unreadable-case" "A case of a calibration that cannot be read.";
    CASE_SYNTAX = Error "C002" "case-syntax" "A case that breaks the grammar of its form.";
    CASE_UNKNOWN_KEY = Error "C003" "case-unknown-key" "A key that a case does not have.";
    CASE_PART_MISSING = Error "C004" "case-part-missing" "A part that a case may not leave out.";
    CASE_VALUE = Error "C005" "case-value" "A value of a case that has a wrong type or is out of range.";
    CASE_UNKNOWN_STAGE = Error "C006" "case-unknown-stage" "A judge who names a stage that is not defined.";
    CASE_STAGE_MISSING = Error "C007" "case-stage-missing" "A judge who says nothing of a stage.";
    CASE_WITHOUT_SOURCE = Error "C008" "case-without-source" "A public case without a source.";
    DUPLICATE_CASE = Error "C009" "duplicate-case" "An id that two cases share.";
    CASE_DIRECTORY = Warning "C101" "case-directory" "A case whose id is not the name of its directory.";
    CASE_UNRATED = Warning "C102" "case-unrated" "A case that nobody has rated.";
}

/// The rank of a code's group.
pub(crate) fn group(id: &str) -> Option<usize> {
    "FRSTPAXC".find(id.get(..1)?)
}

/// Whether a code is about a framework itself, not about a sheet, a test or a case.
pub(crate) fn is_of_framework(id: &str) -> bool {
    !id.starts_with(['A', 'X', 'C'])
}
