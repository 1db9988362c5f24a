//! What holds for all inputs. Each law takes any bytes and panics where it is broken; `fuzz/` searches for such bytes with
//! the same files, and `fuzz_seeds` tries the seeds and simple changes of them.

mod drafts;
mod forms;
mod frameworks;
mod ground;
mod reports;
mod sheet_bytes;
mod sheets;
mod texts;
mod workbook_bytes;

/// A law for any bytes.
pub(crate) type Law = fn(&[u8]);

/// All laws by name.
pub(crate) const LAWS: [(&str, Law); 8] = [
    ("sheets", sheets::law),
    ("workbooks", sheets::law_of_workbooks),
    ("sheet_bytes", sheet_bytes::law),
    ("workbook_bytes", workbook_bytes::law),
    ("frameworks", frameworks::law),
    ("drafts", drafts::law),
    ("reports", reports::law),
    ("texts", texts::law),
];
