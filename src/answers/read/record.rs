use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;

use super::flat::FlatKeys;
use super::guidance::Guidance;
use super::ids::by_id;
use super::no_table::{no_answer_table, no_table};
use super::proposal;
use super::said::is_rounded;
use super::shape::Shape;
use super::table::{Headings, aside_by, day_in, fill, how_to_write, nobody, too_long, unanswered};
use super::{Columns, Form, answer, facts};
use crate::answers::{ANSWERS, AnswerSheet, Column, FACTS, HeaderKey};
use crate::framework::{CriterionIx, FactIx, Framework};
use crate::source::{
    Code, Diagnostic, Document, Entry, Place, Row, SourceFile, Span, SyntaxCodes, Table, Tally, TextSource,
    Value, ValueKind, codes, day_of, listed, parse_toml, read_json,
};
use crate::text::{Label, nearest, say, visible};

/// The text of one sheet.
#[derive(Clone, Debug)]
pub struct SheetRecord {
    /// The text and where it comes from.
    pub file: Arc<SourceFile>,
    /// How it is written: in TOML, or else in JSON, for the rows of a table are no texts of their own.
    pub form: Form,
    /// Its line, where the file holds several sheets.
    pub line: Option<usize>,
    /// Its number in a list of JSON, from 1.
    pub item: Option<usize>,
}

/// A sheet that can be used, and what in it cannot.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The sheet.
    pub sheet: AnswerSheet,
    /// What was left out of it, and what is odd; in the order of the file.
    pub notices: Vec<Diagnostic>,
}

const KEYS: [&str; 8] = [
    HeaderKey::Framework.name(),
    HeaderKey::Version.name(),
    HeaderKey::Subject.name(),
    HeaderKey::Reference.name(),
    HeaderKey::Date.name(),
    HeaderKey::Respondent.name(),
    FACTS,
    ANSWERS,
];

/// Reads one sheet. It is refused as a whole if it cannot be parsed, has a key twice, has no answers, or
/// answers another framework; the reasons are then the error.
pub fn read_record(record: &SheetRecord, framework: &Framework) -> Result<Reading, Vec<Diagnostic>> {
    SheetReader::new(framework).reading(|reader, sheet, notices| {
        reader.read_text(&TextSource::File(&record.file), record.form, sheet, notices)
    })
}

/// Reads the sheet in a table of `file`, such as the one in a test of a framework, which stands at `place`.
pub(crate) fn read_table(
    table: Table<'_>,
    place: Span,
    file: &Arc<SourceFile>,
    framework: &Framework,
) -> Result<Reading, Vec<Diagnostic>> {
    SheetReader::new(framework).reading(|reader, sheet, notices| {
        reader.read_table(table, place, &TextSource::File(file), sheet, notices)
    })
}

/// Reads sheets against a framework, one after the other, in memory that is used again.
#[derive(Debug)]
pub(crate) struct SheetReader<'f> {
    pub(super) framework: &'f Framework,
    pub(super) criteria: BTreeMap<&'f str, CriterionIx>,
    pub(super) facts: BTreeMap<&'f str, FactIx>,
    document: Document,
    pub(super) flat: FlatKeys,
    pub(super) headings: Headings<'f>,
    pub(super) guidance: Guidance<'f>,
    keeps_source: bool,
}

impl<'f> SheetReader<'f> {
    /// A reader of sheets that know where they were read, so that places in them can be named later on.
    pub(crate) fn new(framework: &'f Framework) -> Self {
        let ids = framework.criterion_indices().map(|index| (index, &framework[index]));
        let criteria = by_id(ids.map(|(index, own)| (index, own.id.as_str(), own.renamed_from.as_slice())));
        let ids = framework.fact_indices().map(|index| (index, &framework[index]));
        let facts = by_id(ids.map(|(index, own)| (index, own.id.as_str(), own.renamed_from.as_slice())));
        Self {
            framework,
            criteria,
            facts,
            document: Document::default(),
            flat: FlatKeys::default(),
            headings: Headings::new(framework),
            guidance: Guidance::new(framework),
            keeps_source: true,
        }
    }

    /// The same for sheets that forget it, which is less work.
    #[must_use]
    pub(crate) fn without_source(self) -> Self {
        Self { keeps_source: false, ..self }
    }

    /// A sheet of its own, with what is odd about it.
    pub(crate) fn reading(
        &mut self,
        read: impl FnOnce(&mut Self, &mut AnswerSheet, &mut Vec<Diagnostic>) -> Result<(), Vec<Diagnostic>>,
    ) -> Result<Reading, Vec<Diagnostic>> {
        let (mut sheet, mut notices) = (AnswerSheet::empty(self.framework), Vec::new());
        read(self, &mut sheet, &mut notices)?;
        Ok(Reading { sheet, notices })
    }

    /// Reads a text in TOML or JSON into `sheet`, in place of what it held. What is odd is added to `notices`; the
    /// reasons why it is refused are the error.
    pub(crate) fn read_text(
        &mut self,
        source: &TextSource<'_>,
        form: Form,
        sheet: &mut AnswerSheet,
        notices: &mut Vec<Diagnostic>,
    ) -> Result<(), Vec<Diagnostic>> {
        let mut document = std::mem::take(&mut self.document);
        let faults = if form == Form::Toml {
            let mut faults = Vec::new();
            document = parse_toml(source.file(), SyntaxCodes::SHEET, &mut faults);
            faults
        } else {
            let faults = read_json(source.text(), &mut document);
            if faults.is_empty() { Vec::new() } else { listed(faults, source.file(), SyntaxCodes::SHEET) }
        };
        let read = match document.root() {
            Some(root) if faults.is_empty() => match root.as_table() {
                Some(table) => {
                    let flat = match form {
                        Form::Toml => None,
                        _ => self.read_flat(table, source, sheet, notices),
                    };
                    flat.unwrap_or_else(|| self.read_table(table, 0..0, source, sheet, notices))
                }
                None => Err(vec![no_table(root, source, &self.headings)]),
            },
            _ => Err(faults),
        };
        self.document = document;
        read
    }

    /// Reads a row of a table into `sheet`, as [`Self::read_text`] does.
    pub(crate) fn read_row(
        &mut self,
        columns: &Columns,
        row: &Row<'_>,
        sheet: &mut AnswerSheet,
        notices: &mut Vec<Diagnostic>,
    ) -> Result<(), Vec<Diagnostic>> {
        if let Some(refusal) = too_long(columns, row) {
            return Err(vec![refusal]);
        }
        let mut document = std::mem::take(&mut self.document);
        fill(&mut document, columns, row, self.framework, notices);
        notices.extend(unanswered(columns, row));
        let table = document.root_table();
        let read = table.map(|table| self.read_table(table, 0..0, &TextSource::Row(row), sheet, notices));
        self.document = document;
        if self.keeps_source {
            sheet.row = Some((Arc::clone(columns.header()), Arc::new(row.clone().into_owned())));
        }
        read.unwrap_or(Ok(()))
    }

    pub(super) fn read_table(
        &self,
        table: Table<'_>,
        place: Span,
        source: &TextSource<'_>,
        sheet: &mut AnswerSheet,
        notices: &mut Vec<Diagnostic>,
    ) -> Result<(), Vec<Diagnostic>> {
        sheet.clear();
        if self.keeps_source {
            sheet.file = Some(Arc::clone(source.file()));
        }
        let (framework, tally) = (self.framework, Tally::default());
        let mut reader = Reader { names: self, framework, source, sink: notices, tally };
        reader.sheet(table, place, sheet).map_err(|refusal| vec![*refusal])?;
        reader.sink.extend(reader.tally.rest());
        Ok(())
    }
}

/// Whether what stands for the id of a framework can be none, or our own id stands elsewhere in the sheet.
fn is_moved(theirs: &str, ours: &str, table: Table<'_>) -> bool {
    let is_id = theirs.starts_with(|c: char| c.is_ascii_lowercase())
        && theirs.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    let is_ours = |entry: Entry<'_>| match entry.value.as_table() {
        Some(answer) => answer.entries().any(|part| part.value.as_text() == Some(ours)),
        None => entry.value.as_text() == Some(ours),
    };
    let answers = [ANSWERS, FACTS].into_iter().filter_map(|key| table.get(key)?.as_table());
    !is_id || table.entries().any(is_ours) || answers.flat_map(Table::entries).any(is_ours)
}

/// Among how many keys of a sheet one is looked for that may be meant.
const MOST_KEYS: usize = 1_000;

/// What the readers of the parts share.
pub(super) struct Reader<'a> {
    pub(super) names: &'a SheetReader<'a>,
    pub(super) framework: &'a Framework,
    source: &'a TextSource<'a>,
    sink: &'a mut Vec<Diagnostic>,
    tally: Tally,
}

impl Reader<'_> {
    fn sheet(
        &mut self,
        table: Table<'_>,
        place: Span,
        sheet: &mut AnswerSheet,
    ) -> Result<(), Box<Diagnostic>> {
        let mut has_others = false;
        let values = table.values_of(KEYS, |_| has_others = true);
        let [framework, version, subject, reference, date, respondent, facts, answers] = values;
        self.same_framework(framework, table)?;
        sheet.version = self.text(HeaderKey::Version, version, sheet);
        if let Some(theirs) = &sheet.version
            && theirs != self.framework.version()
        {
            let (key, ours) = (HeaderKey::Version.name(), self.framework.version());
            let message = say!(
                "answered against version {theirs}; scored with {ours}",
                "バージョン {theirs} に対する回答を、バージョン {ours} で採点しました"
            );
            self.note(Diagnostic::new(codes::OTHER_VERSION, message).key(key), version);
        }
        sheet.subject = self.text(HeaderKey::Subject, subject, sheet);
        sheet.reference = self.reference(reference, sheet);
        sheet.respondent = self.text(HeaderKey::Respondent, respondent, sheet);
        // Of rows this is asked before they are read.
        let is_row = matches!(self.source, TextSource::Row(row) if !row.is_turned());
        if let Some(told) = sheet.subject.as_deref().filter(|_| !is_row).and_then(nobody) {
            self.note(told, subject);
        }
        let stated = [
            (HeaderKey::Reference, reference, &sheet.reference),
            (HeaderKey::Respondent, respondent, &sheet.respondent),
        ];
        for (key, value, text) in stated {
            let told = text.as_deref().and_then(|text| aside_by(key.name(), Some(Column::Header(key)), text));
            if let Some(told) = told {
                self.note(told, value);
            }
        }
        sheet.date = date.and_then(|value| self.date_of(value, &HeaderKey::Date.name()));
        if let Some(value) = facts.filter(|value| !value.is_null()) {
            match value.as_table() {
                Some(given) => facts::read(self, given, sheet),
                None => self.wrong_type(&FACTS, value, Label("a table of facts", "前提項目のテーブル")),
            }
        }
        if has_others && let Some(sign) = table.entries().find(proposal::is_of_all) {
            return Err(Box::new(proposal::of_all(&sign).at(self.source.file(), sign.key_span.clone())));
        }
        let Some(value) = answers else { return Err(Box::new(self.no_answers(table, place))) };
        let Some(given) = value.as_table() else {
            return Err(Box::new(no_answer_table(value, self.source, self.in_json())));
        };
        answer::read(self, given, sheet);
        if has_others {
            self.unused(table);
        }
        Ok(())
    }

    /// The refusal of a sheet without `answers`, with what seems to be meant.
    fn no_answers(&self, table: Table<'_>, place: Span) -> Diagnostic {
        let message = say!("there is no `answers`", "`answers` がありません");
        let diagnostic = Diagnostic::new(codes::NO_ANSWERS, message).key(ANSWERS);
        let diagnostic = diagnostic.at(self.source.file(), place);
        let (shape, in_json) = (Shape::of(table, &self.names.headings), self.in_json());
        if let (Some(asked @ Shape::Asked(_)), true) = (&shape, in_json) {
            return asked.refusal(self.source);
        }
        if let Some(near) = nearest(ANSWERS, table.entries().take(MOST_KEYS).map(|entry| entry.key)) {
            return diagnostic.help(say!(
                "`{near}` may be meant: name it `answers`",
                "`{near}` のことであれば、`answers` に直してください。"
            ));
        }
        match shape {
            Some(shape) if in_json => return shape.refusal(self.source),
            Some(Shape::List(..)) => {
                return diagnostic.help(say!(
                    "a TOML file holds one sheet: write each into a file of its own; many in one file are a list in .json, a \
                     sheet a line in .ndjson, or rows in .csv or .xlsx",
                    "TOML のファイルに書けるのは1件です。1件ずつ別のファイルにしてください。複数を1つのファイルにまとめるときは、\
                     .json のリスト、1行に1件の .ndjson、または .csv・.xlsx の表を使います。"
                ));
            }
            _ => {}
        }
        let criterion = table.entries().find(|entry| self.names.criteria.contains_key(entry.key));
        let is_known = |entry: Entry<'_>| self.names.headings.column(entry.key).is_some();
        diagnostic.help(match criterion {
            Some(Entry { key, .. }) if !in_json => say!(
                "write `[answers]` on a line of its own above `{key}`",
                "`{key}` の上に、`[answers]` とだけ書いた行を加えてください。"
            ),
            None if in_json && table.entries().take(MOST_KEYS).any(is_known) => say!(
                "no key is the id of a criterion; if nothing was answered, write `\"answers\": {{}}`",
                "評価項目の id のキーがありません。何も回答していないのであれば `\"answers\": {{}}` と書いてください。"
            ),
            _ => say!(
                "put the answers into a table `answers`; `outside-in template` writes a sheet to fill in",
                "回答は `answers` のテーブルに書きます。空の回答シートは `outside-in template` で作れます。"
            ),
        })
    }

    /// Whether it is written in JSON, where other words are used than in TOML.
    pub(super) fn in_json(&self) -> bool {
        match self.source {
            TextSource::File(file) => file.text.trim_start().starts_with('{'),
            TextSource::Line { .. } => true,
            TextSource::Row(_) => false,
        }
    }

    fn same_framework(&mut self, given: Option<Value<'_>>, table: Table<'_>) -> Result<(), Box<Diagnostic>> {
        let Some(value) = given.filter(|value| !value.is_null()) else { return Ok(()) };
        let ours = self.framework.id();
        let message = match value.as_text() {
            // As everywhere, a blank is nothing.
            Some(theirs) if theirs == ours || ["", ours].contains(&visible(theirs).trim()) => return Ok(()),
            Some(theirs) if self.in_cells() && is_moved(theirs, ours, table) => {
                let message = say!(
                    "`framework` is `{theirs}` here, which is no framework: answers seem to stand beside the questions of others",
                    "`framework` が `{theirs}` となっており、フレームワークの id ではありません。回答が別の質問の行や列にずれているようです"
                );
                let help = say!(
                    "a column may have been sorted or moved alone: put every answer back to its question; the id of this \
                     framework is `{ours}`",
                    "列だけを並べ替えたり移動したりした可能性があります。それぞれの回答を元の質問に戻してください（このフレームワークの id は \
                     `{ours}` です）。"
                );
                let told = Diagnostic::new(codes::OTHER_FRAMEWORK, message).help(help);
                let key = HeaderKey::Framework.name();
                return Err(Box::new(told.key(key).at(self.source.file(), value.span())));
            }
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
        let diagnostic =
            Diagnostic::new(codes::OTHER_FRAMEWORK, message).help(help).key(HeaderKey::Framework.name());
        Err(Box::new(diagnostic.at(self.source.file(), value.span())))
    }

    fn unused(&mut self, table: Table<'_>) {
        let absent: Vec<&str> = KEYS.into_iter().filter(|known| table.get(known).is_none()).collect();
        table.values_of(KEYS, |Entry { key, key_span, value }| {
            if !value.is_null()
                && (self.names.criteria.contains_key(key) || self.names.facts.contains_key(key))
            {
                let table = if self.names.criteria.contains_key(key) { ANSWERS } else { FACTS };
                return self.note_with(codes::UNKNOWN_ANSWER, key_span, || {
                    let message = say!("`{key}` was not used", "`{key}` は使いませんでした");
                    let help = say!("it belongs into `{table}`", "`{table}` の中に書いてください。");
                    Diagnostic::new(codes::UNKNOWN_ANSWER, message).help(help).key(key)
                });
            }
            if let Some(told) = value.as_text().and_then(|text| aside_by(key, None, text)) {
                return self.note_at(told, key_span);
            }
            self.note_with(codes::UNUSED_KEY, key_span, || {
                let message = say!("`{key}` was not used", "`{key}` は使えない項目のため、無視しました");
                let near = nearest(key, absent.iter().copied());
                Diagnostic::new(codes::UNUSED_KEY, message).did_you_mean(near).key(key)
            });
        });
    }

    /// A text of the sheet itself; a number is taken as it is written.
    fn text(&mut self, key: HeaderKey, given: Option<Value<'_>>, sheet: &mut AnswerSheet) -> Option<String> {
        let value = given?;
        match value.kind() {
            ValueKind::Null => None,
            ValueKind::Text(text) if text.trim_start().is_empty() => None,
            ValueKind::Text(text) => Some(sheet.keep(text)),
            ValueKind::Integer(number) => Some(number.to_string()),
            _ => {
                self.wrong_type(&key.name(), value, Label("a text", "文字列"));
                None
            }
        }
    }

    /// A day, as TOML's date or as a text; also with a time, which is left out.
    pub(super) fn date_of(&mut self, value: Value<'_>, path: &dyn fmt::Display) -> Option<Date> {
        if value.is_null() || value.as_text().is_some_and(|text| text.trim_start().is_empty()) {
            return None;
        }
        let written = day_in(value);
        let date = value.as_date().or_else(|| day_of(written.as_deref()?));
        if date.is_none() {
            let key = path.to_string();
            let message = match &written {
                Some(day) => say!(
                    "`{key}` is {day}, a day that does not exist",
                    "`{key}` の {day} という日付は存在しません"
                ),
                None => value.no_date(&key),
            };
            let notice = Diagnostic::new(codes::ANSWER_TYPE, message).help(how_to_write(value));
            self.note(notice.key(key), Some(value));
        }
        date
    }

    /// The user's reference; one that a spreadsheet has rounded is no longer anybody's.
    fn reference(&mut self, given: Option<Value<'_>>, sheet: &mut AnswerSheet) -> Option<String> {
        let text = self.text(HeaderKey::Reference, given, sheet)?;
        if !is_rounded(&text) {
            return Some(text);
        }
        let key = HeaderKey::Reference.name();
        let message = say!(
            "`{key}` is {text}: a spreadsheet has rounded it, so it was not used",
            "`{key}` の {text} は、表計算ソフトで丸められた値のため使いませんでした"
        );
        let help = say!(
            "show the column as text, put the whole number in again, and save it",
            "列の表示形式を文字列にし、元の番号を入れ直して保存してください。"
        );
        self.note(Diagnostic::new(codes::ROUNDED_REFERENCE, message).help(help).key(key), given);
        None
    }

    /// Whether the answers are in the cells of a table, where other words are written.
    pub(super) fn in_cells(&self) -> bool {
        matches!(self.source, TextSource::Row(_))
    }

    pub(super) fn note_at(&mut self, diagnostic: Diagnostic, span: Span) {
        self.note_with(diagnostic.code, span, || diagnostic);
    }

    pub(super) fn note(&mut self, diagnostic: Diagnostic, value: Option<Value<'_>>) {
        match value {
            Some(value) => self.note_at(diagnostic, value.span()),
            None => self.sink.push(diagnostic),
        }
    }

    /// Notes what `made` makes, if it is listed at all: of a sheet there may be more to say than anybody reads.
    pub(super) fn note_with(&mut self, code: Code, span: Span, made: impl FnOnce() -> Diagnostic) {
        let file = || self.source.file();
        if self.tally.admits(code, || Some(Place { file: Arc::clone(file()), span: span.clone() })) {
            self.sink.push(made().at(file(), span));
        }
    }

    pub(super) fn wrong_type(&mut self, path: &dyn fmt::Display, value: Value<'_>, wanted: Label) {
        let (found, Label(en, ja)) = (value.described(), wanted);
        let (found_en, found_ja) = (found.en, found.ja);
        let message =
            say!("`{path}` must be {en}, not {found_en}", "`{path}` には{ja}が必要ですが、{found_ja}です");
        self.note(Diagnostic::new(codes::ANSWER_TYPE, message).key(path.to_string()), Some(value));
    }
}
