//! Frameworks: files are read into raw values and compiled into a [`Framework`] that cannot be invalid.

mod built_in;
mod case;
mod compile;
mod import;
mod load;
mod model;
mod named;
mod raw;
mod reading_time;

pub use built_in::{built_in, built_in_calibration, built_in_files, built_in_framework, built_in_tests};
pub(crate) use case::read_case_head;
pub use import::{ImportSettings, Imported, import};
pub use load::{CALIBRATION, FrameworkFile, Loaded, MANIFEST, load, load_directory, load_part};
pub(crate) use model::Mutant;
pub use model::{
    AllowedCode, Band, CaseHead, CaseOrigin, CaseSource, Choice, ChoiceIx, Choose, Citation, Clause,
    Condition, Conflict, Criterion, CriterionIx, Fact, FactIx, Framework, FrameworkWords, Gate, GateIx,
    GateMember, Judge, LanguageIx, Level, MonthRange, Need, Noun, Origin, Programme, Rubric, RubricIx,
    Source, SourceIx, Stage, StageIx, Text, Verdict, WeekRange, version_numbers,
};
pub use named::Misnamed;
pub(crate) use named::{Named, find_named};
pub(crate) use raw::{
    CASE_KEYS, DeclaredKey, Holds, ID, MANIFEST_KEYS, MAX_LEVEL, NOT_BLANK, PROGRAMMES_KEYS, RUBRIC_KEYS,
    TableKeys, key_order, text_keys,
};
