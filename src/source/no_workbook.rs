//! Replaces workbooks where the library is built without them.

use super::{Code, Diagnostic, ReadRow, Row, SheetRows};
use crate::text::say;

/// A spreadsheet, which this build cannot read.
pub(crate) enum NoWorkbook {}

impl NoWorkbook {
    /// Refuses a workbook with a finding of the code `unfit`.
    pub(crate) fn open(name: &str, _: Vec<u8>, _: Code, unfit: Code) -> Result<Self, Box<Diagnostic>> {
        let message =
            say!("{name}: this build reads no workbooks", "{name}：このビルドではブックを読めません");
        let help = say!("build it with the feature `xlsx`", "機能 `xlsx` を有効にしてビルドしてください。");
        Err(Box::new(Diagnostic::new(unfit, message).help(help)))
    }

    pub(crate) fn sheets(&self) -> Vec<String> {
        match *self {}
    }

    pub(crate) fn is_hidden(&self, _: &str) -> bool {
        match *self {}
    }

    pub(crate) fn header(&mut self, _: &str) -> Result<Option<Row<'static>>, Box<Diagnostic>> {
        match *self {}
    }

    pub(crate) fn rows(
        &mut self,
        _: &str,
        _: usize,
        _: impl FnOnce(&[ReadRow]) -> Option<usize>,
    ) -> Result<SheetRows, Box<Diagnostic>> {
        match *self {}
    }
}
