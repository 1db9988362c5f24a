//! Answer sheets: read against a framework from TOML, JSON or a table, written back without losing anything.

mod columns;
mod company_name;
mod draft;
mod empty_words;
mod evidence;
mod later;
mod lock;
mod read;
mod sheet;
mod word_list;
pub(crate) mod words;
pub mod write;

use columns::{
    ANSWER_KEYS, DATE, EVIDENCE, LEVEL, NOT_APPLICABLE, NOTE, PLACE, PROPOSED_BY, QUOTE, SUFFIXES, UNKNOWN,
};
pub(crate) use columns::{ANSWERS, FACTS};
pub use columns::{Column, HeaderKey, ProposalPart};
pub(crate) use company_name::bare_name;
pub use draft::{Draft, DraftError, SaveError, TheirSheet};
pub(crate) use evidence::is_thin;
pub use read::{
    CASE, Case, CaseFile, CasePaths, Columns, Form, Opened, QUESTIONS, RESULT_HEAD, Reading, SetAnswer,
    SheetAt, SheetRecord, built_in_cases, case_paths, is_result, open, own_result, read_again, read_bytes,
    read_cases, read_change, read_file, read_record, says_why,
};
pub use sheet::{Answer, AnswerSheet, Evidence, Proposal, Reply};

#[cfg(feature = "xlsx")]
pub(crate) use read::REPORT_COLUMNS;
pub(crate) use read::{
    CsvStart, RESULT_COLUMNS, SheetReader, by_content, csv_header_again, csv_restart, csv_start,
    is_case_table, line_of, nameless, names_within, no_company, no_sheets, read_row, read_table,
    row_document,
};
use read::{PROPOSAL, PROPOSER, is_nothing, is_of_proposal, parts_of_proposals};
