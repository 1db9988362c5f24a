use std::collections::BTreeMap;
use std::sync::Arc;

use super::cell::plain;
use crate::answers::write::Column as Written;
use crate::framework::{CriterionIx, FactIx, Framework};
use crate::say;
use crate::source::{Cell, Diagnostic, Place, Row, codes, column_letters};
use crate::text::{Bilingual, Near, nearest};

/// What the columns of a table hold; decided once, by its header.
#[derive(Clone, Debug)]
pub struct Columns {
    header: Arc<Row>,
    /// Per column, from the first.
    all: Vec<Column>,
    /// The ids under which criteria are answered, in the order of the columns; each is one answer of a row.
    answers: Vec<String>,
}

#[derive(Clone, Debug)]
struct Column {
    target: Target,
    /// The id as it is written, of a fact also an old one.
    id: String,
    /// The position in `answers`.
    answer: usize,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Nothing that is used.
    Nothing,
    /// A key of the sheet itself, such as `subject`.
    Sheet(&'static str),
    /// The choices of a fact.
    Fact(FactIx),
    /// The reply to a criterion.
    Reply(CriterionIx),
    /// The evidence for a criterion.
    Evidence(CriterionIx),
    /// A remark on a criterion.
    Note(CriterionIx),
    /// When a criterion was answered.
    Date(CriterionIx),
}

impl Target {
    /// The column of a template with the same content.
    pub(super) fn of_template(self) -> Option<Written> {
        Some(match self {
            Self::Nothing => return None,
            Self::Sheet("subject") => Written::Subject,
            Self::Sheet("ref") => Written::Reference,
            Self::Sheet("date") => Written::Date,
            Self::Sheet("respondent") => Written::Respondent,
            Self::Sheet("framework") => Written::Framework,
            Self::Sheet(_) => Written::Version,
            Self::Fact(fact) => Written::Fact(fact),
            Self::Reply(criterion) => Written::Reply(criterion),
            Self::Evidence(criterion) => Written::Evidence(criterion),
            Self::Note(criterion) => Written::Note(criterion),
            Self::Date(criterion) => Written::ReplyDate(criterion),
        })
    }
}

/// The keys of a sheet itself.
const SHEET: [&str; 6] = ["subject", "ref", "date", "respondent", "framework", "version"];

/// What may follow the id of a criterion.
const PARTS: [&str; 3] = ["evidence", "note", "date"];

impl Columns {
    /// Reads a header. Names that mean nothing are warnings; the file is refused if two columns have one name, or if
    /// none is a criterion.
    pub fn new(header: Arc<Row>, framework: &Framework) -> Result<(Self, Vec<Diagnostic>), Vec<Diagnostic>> {
        let width = header.cells.last().map_or(0, |cell| cell.column + 1);
        let nothing = Column { target: Target::Nothing, id: String::new(), answer: 0 };
        let mut columns = vec![nothing; width];
        let (mut twice, mut notices) = (Vec::new(), Vec::new());
        let mut seen: BTreeMap<String, &Cell> = BTreeMap::new();
        for cell in &header.cells {
            let name = name(cell);
            let Some((target, id)) = target(&name, framework) else {
                notices.push(unused(&header, cell, framework));
                continue;
            };
            columns[cell.column] = Column { target, id: id.to_owned(), answer: 0 };
            if let Some(first) = seen.get(&name) {
                twice.push(same_name(&header, first, cell));
            }
            seen.entry(name).or_insert(cell);
        }
        if !twice.is_empty() {
            return Err(twice);
        }
        if !columns.iter().any(|column| matches!(column.target, Target::Reply(_))) {
            return Err(vec![no_criterion(&header, framework)]);
        }
        let answers = answers(&mut columns);
        Ok((Self { header, all: columns, answers }, notices))
    }

    /// What a column holds, by its number from 0; nothing beyond the header.
    pub fn target(&self, column: usize) -> Target {
        self.all.get(column).map_or(Target::Nothing, |column| column.target)
    }

    /// How many columns the header has, the nameless ones before the last included.
    pub fn width(&self) -> usize {
        self.all.len()
    }

    /// The header.
    pub fn header(&self) -> &Arc<Row> {
        &self.header
    }

    /// Whether the header says nothing about a column.
    pub fn is_nameless(&self, column: usize) -> bool {
        self.header.cell(column).is_none()
    }

    /// The name of a column, as it is written.
    pub(super) fn name(&self, column: usize) -> &str {
        self.header.cell(column).map_or("", |cell| cell.text.trim())
    }

    /// The id that a column is named by, as it is written.
    pub(crate) fn id(&self, column: usize) -> &str {
        self.all.get(column).map_or("", |column| &column.id)
    }

    /// The position among the answers of a row of what a column says.
    pub(super) fn answer(&self, column: usize) -> usize {
        self.all.get(column).map_or(0, |column| column.answer)
    }

    /// The ids of the answers of a row.
    pub(super) fn answers(&self) -> &[String] {
        &self.answers
    }
}

/// Whether a header has a column for the reply to a criterion.
pub(super) fn has_criterion(header: &Row, framework: &Framework) -> bool {
    header.cells.iter().any(|cell| matches!(target(&name(cell), framework), Some((Target::Reply(_), _))))
}

/// The name in a cell of the header. Ids are written small, so large and full-width letters are no harm.
fn name(cell: &Cell) -> String {
    plain(&cell.text)
}

fn target<'n>(name: &'n str, framework: &Framework) -> Option<(Target, &'n str)> {
    if let Some(key) = SHEET.into_iter().find(|key| *key == name) {
        return Some((Target::Sheet(key), name));
    }
    if let Some(fact) = framework.find_fact(name) {
        return Some((Target::Fact(fact), name));
    }
    if let Some(criterion) = framework.find_criterion(name) {
        return Some((Target::Reply(criterion), name));
    }
    let (id, part) = name.rsplit_once('.')?;
    let criterion = framework.find_criterion(id)?;
    let target = match part {
        "evidence" => Target::Evidence(criterion),
        "note" => Target::Note(criterion),
        "date" => Target::Date(criterion),
        _ => return None,
    };
    Some((target, id))
}

/// Gives every column about a criterion its answer: of a column beside the reply the one of its own id, else one of
/// the same criterion, else one of its own.
fn answers(columns: &mut [Column]) -> Vec<String> {
    let mut answers: Vec<(String, CriterionIx)> = Vec::new();
    for column in columns.iter_mut() {
        if let Target::Reply(criterion) = column.target {
            column.answer = answers.len();
            answers.push((column.id.clone(), criterion));
        }
    }
    for column in columns {
        let (Target::Evidence(criterion) | Target::Note(criterion) | Target::Date(criterion)) = column.target
        else {
            continue;
        };
        let same_id = answers.iter().position(|(id, _)| *id == column.id);
        let same = same_id.or_else(|| answers.iter().position(|(_, other)| *other == criterion));
        column.answer = same.unwrap_or(answers.len());
        if same.is_none() {
            answers.push((column.id.clone(), criterion));
        }
    }
    answers.into_iter().map(|(id, _)| id).collect()
}

fn unused(header: &Arc<Row>, cell: &Cell, framework: &Framework) -> Diagnostic {
    let (name, column) = (cell.text.trim(), column_letters(cell.column));
    let message = say!(
        "column {column}, `{name}`, was not used",
        "{column}列の `{name}` は使えない項目のため、無視しました"
    );
    let near = near(&plain(name), framework);
    let diagnostic = Diagnostic::new(codes::UNUSED_KEY, message).did_you_mean(near).key(name);
    diagnostic.at(&header.file, cell.span.clone())
}

/// The name that is most like one that means nothing.
fn near<'f>(name: &str, framework: &'f Framework) -> Option<Near<'f>> {
    let criteria = || framework.criteria().iter().map(|criterion| criterion.id.as_str());
    let Some((id, part)) = name.rsplit_once('.') else {
        let facts = framework.facts().iter().map(|fact| fact.id.as_str());
        return nearest(name, facts.chain(criteria()).chain(SHEET));
    };
    let known = framework.find_criterion(id).map(|_| Near::certain(id));
    let id = known.or_else(|| nearest(id, criteria()))?;
    let part = PARTS.contains(&part).then(|| Near::certain(part)).or_else(|| nearest(part, PARTS))?;
    Some(Near { name: format!("{id}.{part}").into(), sure: id.sure && part.sure })
}

fn same_name(header: &Arc<Row>, first: &Cell, second: &Cell) -> Diagnostic {
    let name = second.text.trim();
    let (one, other) = (column_letters(first.column), column_letters(second.column));
    let message = say!(
        "columns {one} and {other} are both named `{name}`",
        "{one}列と{other}列の見出しが、どちらも `{name}` です"
    );
    let help = say!("keep one of them", "どちらか一方だけを残してください。");
    let place = Place { file: Arc::clone(&header.file), span: first.span.clone() };
    Diagnostic::new(codes::SHEET_DUPLICATE_KEY, message)
        .help(help)
        .key(name)
        .at(&header.file, second.span.clone())
        .label(place, say!("first here", "1つ目"))
}

/// The finding that a header names no criterion.
pub(super) fn no_criterion(header: &Row, framework: &Framework) -> Diagnostic {
    let id = framework.id();
    let message = say!(
        "no column is named by a criterion of `{id}`",
        "`{id}` の評価項目の id を見出しとする列がありません"
    );
    let diagnostic = Diagnostic::new(codes::NO_ANSWERS, message).help(what_a_header_is());
    diagnostic.at(&header.file, 0..0)
}

/// What to do about a file without a header that can be used.
pub(super) fn what_a_header_is() -> Bilingual {
    say!(
        "name the columns in the first row: `subject`, `date`, the ids of facts and criteria; `outside-in template -o \
         t.csv` writes a table with the right header",
        "1行目に列の見出し（`subject`、`date`、前提項目と評価項目の id）を書いてください。\
         正しい見出しの付いた表は `outside-in template -o t.csv` で作成できます。"
    )
}
