use std::sync::Arc;

use jiff::civil::Date;

use super::table::numbered_day;
use super::{Form, answer, facts};
use crate::answers::{AnswerSheet, HeaderKey};
use crate::framework::Framework;
use crate::say;
use crate::source::{
    Diagnostic, Entry, SourceFile, SyntaxCodes, Table, Value, ValueKind, codes, parse_json, parse_toml,
};
use crate::text::{Bilingual, Label, nearest};

/// The text of one sheet.
#[derive(Clone, Debug)]
pub struct SheetRecord {
    /// The text and where it comes from.
    pub file: Arc<SourceFile>,
    /// How it is written.
    pub form: Form,
    /// Its line, where the file holds several sheets.
    pub line: Option<usize>,
}

/// A sheet that can be used, and what in it cannot.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The sheet.
    pub sheet: AnswerSheet,
    /// What was left out of it, and what is odd; in the order of the file.
    pub notices: Vec<Diagnostic>,
}

/// The keys of an answer sheet.
fn keys() -> impl Iterator<Item = &'static str> {
    HeaderKey::ALL.map(HeaderKey::name).into_iter().chain(["facts", "answers"])
}

/// Reads one sheet. It is refused as a whole if it cannot be parsed, has a key twice, has no answers, or
/// answers another framework; the reasons are then the error.
pub fn read_record(record: &SheetRecord, framework: &Framework) -> Result<Reading, Vec<Diagnostic>> {
    let file = &record.file;
    let mut sink = Vec::new();
    let document = match record.form {
        Form::Toml => Some(parse_toml(file, SyntaxCodes::SHEET, &mut sink)),
        Form::Json | Form::Ndjson => parse_json(file, SyntaxCodes::SHEET, &mut sink),
        Form::Csv | Form::Xlsx => return super::open::read_only_row(record, framework),
    };
    let root = document.as_ref().and_then(|document| document.root(&file.text));
    let table = match root.map(|root| (root, root.kind())) {
        Some((_, ValueKind::Table(table))) => Some(table),
        Some((other, _)) => {
            let Label(en, ja) = other.type_name();
            let message = say!(
                "an answer sheet is an object, not {en}",
                "回答シートはオブジェクトで書きます（{ja}は使えません）"
            );
            sink.push(Diagnostic::new(codes::SHEET_SYNTAX, message).at(file, other.span()));
            None
        }
        None => None,
    };
    let Some(table) = table.filter(|_| sink.is_empty()) else { return Err(sink) };
    read_table(table, file, framework)
}

/// Reads the sheet in a table that stands in `file`, such as the one in a test of a framework.
pub fn read_table(
    table: Table<'_>,
    file: &Arc<SourceFile>,
    framework: &Framework,
) -> Result<Reading, Vec<Diagnostic>> {
    read_with(table, file, framework, false)
}

/// Reads the sheet in the cells of a row, whose words differ.
pub(super) fn read_cells(
    table: Table<'_>,
    file: &Arc<SourceFile>,
    framework: &Framework,
) -> Result<Reading, Vec<Diagnostic>> {
    read_with(table, file, framework, true)
}

fn read_with(
    table: Table<'_>,
    file: &Arc<SourceFile>,
    framework: &Framework,
    in_cells: bool,
) -> Result<Reading, Vec<Diagnostic>> {
    let mut reader = Reader { framework, file, in_cells, sink: Vec::new() };
    let sheet = reader.sheet(table).map_err(|refusal| vec![*refusal])?;
    Ok(Reading { sheet, notices: reader.sink })
}

/// What the readers of the parts share.
pub(super) struct Reader<'a> {
    pub(super) framework: &'a Framework,
    pub(super) file: &'a Arc<SourceFile>,
    /// Whether the answers stand in cells of a table.
    pub(super) in_cells: bool,
    pub(super) sink: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn sheet(&mut self, table: Table<'_>) -> Result<AnswerSheet, Box<Diagnostic>> {
        self.same_framework(table)?;
        let mut sheet = AnswerSheet::empty(self.framework);
        sheet.file = Some(Arc::clone(self.file));
        sheet.version = self.text(table, "version");
        if let Some(version) = &sheet.version
            && version != self.framework.version()
        {
            let ours = self.framework.version();
            let message = say!(
                "answered against version {version}; scored with {ours}",
                "バージョン {version} に対する回答を、バージョン {ours} で採点しました"
            );
            self.note(Diagnostic::new(codes::OTHER_VERSION, message).key("version"), table.get("version"));
        }
        sheet.subject = self.text(table, "subject");
        sheet.reference = self.text(table, "ref");
        sheet.respondent = self.text(table, "respondent");
        sheet.date = self.date(table, "date", "date");
        if let Some(value) = table.get("facts").filter(|value| !value.is_null()) {
            match value.as_table() {
                Some(given) => facts::read(self, given, &mut sheet),
                None => self.wrong_type("facts", value, Label("a table of facts", "前提項目のテーブル")),
            }
        }
        let Some(value) = table.get("answers") else {
            let message = say!("there is no `answers`", "`answers` がありません");
            let near = nearest("answers", table.entries().map(|entry| entry.key));
            let diagnostic = Diagnostic::new(codes::NO_ANSWERS, message).key("answers").at(self.file, 0..0);
            return Err(Box::new(match near {
                Some(near) => diagnostic.help(say!(
                    "`{near}` may be meant: name it `answers`",
                    "`{near}` のことであれば、`answers` に直してください。"
                )),
                None => diagnostic.help(say!(
                    "put the answers into a table `answers`; `outside-in template` writes a sheet to fill in",
                    "回答は `answers` のテーブルに書きます。空の回答シートは `outside-in template` で作れます。"
                )),
            }));
        };
        let Some(given) = value.as_table() else {
            let message =
                say!("`answers` must be a table of answers", "`answers` には回答のテーブルを書きます");
            let diagnostic = Diagnostic::new(codes::NO_ANSWERS, message).key("answers");
            return Err(Box::new(diagnostic.at(self.file, value.span())));
        };
        answer::read(self, given, &mut sheet);
        self.unused(table);
        Ok(sheet)
    }

    fn same_framework(&mut self, table: Table<'_>) -> Result<(), Box<Diagnostic>> {
        let Some(value) = table.get("framework").filter(|value| !value.is_null()) else { return Ok(()) };
        let ours = self.framework.id();
        let message = match value.as_text() {
            Some(theirs) if theirs == ours => return Ok(()),
            Some(theirs) => say!(
                "these are answers to `{theirs}`, not to `{ours}`",
                "これは `{theirs}` への回答です（採点に使うフレームワークは `{ours}`）"
            ),
            None => say!(
                "`framework` must be the id of a framework",
                "`framework` にはフレームワークの id を書きます"
            ),
        };
        let help = say!(
            "score it with its own framework: --framework DIR",
            "回答したときのフレームワークを --framework DIR で指定してください。"
        );
        let diagnostic = Diagnostic::new(codes::OTHER_FRAMEWORK, message).help(help).key("framework");
        Err(Box::new(diagnostic.at(self.file, value.span())))
    }

    fn unused(&mut self, table: Table<'_>) {
        for Entry { key, key_span, .. } in table.entries() {
            if !keys().any(|known| known == key) {
                let message = say!("`{key}` was not used", "`{key}` は使えない項目のため、無視しました");
                let near = nearest(key, keys().filter(|known| table.get(known).is_none()));
                let diagnostic = Diagnostic::new(codes::UNUSED_KEY, message).did_you_mean(near);
                self.sink.push(diagnostic.key(key).at(self.file, key_span.clone()));
            }
        }
    }

    /// A text of the sheet itself; a number is taken as it is written.
    fn text(&mut self, table: Table<'_>, key: &str) -> Option<String> {
        let value = table.get(key)?;
        match value.kind() {
            ValueKind::Null => None,
            ValueKind::Text(text) if text.trim().is_empty() => None,
            ValueKind::Text(text) => Some(text.to_owned()),
            ValueKind::Integer(number) => Some(number.to_string()),
            _ => {
                self.wrong_type(key, value, Label("a text", "文字列"));
                None
            }
        }
    }

    /// A date, as TOML's date or as a text.
    pub(super) fn date(&mut self, table: Table<'_>, key: &str, path: &str) -> Option<Date> {
        let value = table.get(key)?;
        if value.is_null() || value.as_text().is_some_and(|text| text.trim().is_empty()) {
            return None;
        }
        let date = value.as_date();
        if date.is_none() {
            let mut notice = Diagnostic::new(codes::ANSWER_TYPE, value.no_date(path)).key(path);
            if self.in_cells
                && let Some(day) = numbered_day(value)
            {
                notice = notice.help(say!(
                    "a spreadsheet counts days; if this is {day}, show the column as dates and save it again",
                    "日付のシリアル値のようです。{day} のことであれば、列の表示形式を日付にして保存し直してください。"
                ));
            }
            self.note(notice, Some(value));
        }
        date
    }

    /// Adds a notice, at the place of a value.
    pub(super) fn note(&mut self, diagnostic: Diagnostic, value: Option<Value<'_>>) {
        self.sink.push(match value {
            Some(value) => diagnostic.at(self.file, value.span()),
            None => diagnostic,
        });
    }

    /// Adds the notice that a value has the wrong type.
    pub(super) fn wrong_type(&mut self, path: &str, value: Value<'_>, wanted: Label) {
        self.wrong_type_with(path, value, wanted, None);
    }

    /// The same, with what to write instead.
    pub(super) fn wrong_type_with(
        &mut self,
        path: &str,
        value: Value<'_>,
        wanted: Label,
        help: Option<Bilingual>,
    ) {
        let (found, Label(en, ja)) = (value.told(), wanted);
        let (found_en, found_ja) = (found.en, found.ja);
        let message =
            say!("`{path}` must be {en}, not {found_en}", "`{path}` には{ja}が必要ですが、{found_ja}です");
        let diagnostic = Diagnostic { help, ..Diagnostic::new(codes::ANSWER_TYPE, message) };
        self.note(diagnostic.key(path), Some(value));
    }
}
