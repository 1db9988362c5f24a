//! How the header of a table with a question a row is recognized.

use std::borrow::Cow;

use super::first_line;
use crate::answers::read::table::heading::{Headings, Meaning};
use crate::answers::read::table::heading_parts::is_range;
use crate::answers::read::table::heading_words::{PARTS, Part, is_of_proposal};
use crate::answers::read::table::otherwise::is_otherwise;
use crate::answers::read::table::plain;
use crate::answers::word_list::WordList;
use crate::answers::{Column, DATE, EVIDENCE, NOTE, PLACE, PROPOSED_BY, ProposalPart, QUOTE};
use crate::source::{Cell, CellKind, Diagnostic, Row};
use crate::text::{squeezed, visible};

/// What the columns are called, the usual word first: without spaces and signs.
const IDS: [&str; 6] = ["id", "questionid", "criterionid", "key", "識別子", "項目id"];
const QUESTIONS: [&str; 9] =
    ["question", "questions", "criterion", "設問", "質問", "質問文", "設問文", "質問項目", "評価項目"];
const ANSWERS: [&str; 9] =
    ["answer", "answers", "回答", "ご回答", "回答欄", "reply", "response", "level", "レベル"];
/// What else an answer is called where nothing is called so; of several the first in this list counts.
static ALSO_ANSWERS: WordList = WordList::new(
    "回答内容|回答レベル|自己評価|自己評価レベル|評価レベル\
    |selfassessment|selfrating|rating|評価|評価結果|current|today|now|現状|現在",
);
/// What may name a question where no column is called as an id is: only rows tell.
static PERHAPS_IDS: WordList = WordList::new(
    "code|itemid|itemno|itemnumber|item|criteria|title|no|number|questionno|questionnumber\
    |コード|項目コード|項目番号|設問番号|番号|項目|項目名|確認項目|チェック項目",
);
/// Those that are followed by a number where they are the text of one level.
const SCALES: [&str; 2] = ["level", "レベル"];
/// What each level means, or which choices there are: for people.
const LEVELS: [&str; 4] = ["levels", "choices", "選択肢", "回答の選択肢"];

/// What is read beside an answer: what a column of it is called in a table of many companies, and what it is.
const BESIDE: [(&str, Part); 6] = [
    (EVIDENCE, Part::Evidence),
    (NOTE, Part::Note),
    (DATE, Part::Date),
    (PROPOSED_BY, Part::Proposal(ProposalPart::By)),
    (QUOTE, Part::Proposal(ProposalPart::Quote)),
    (PLACE, Part::Proposal(ProposalPart::Place)),
];

/// In how many rows below it a header must have something that the framework knows.
const NAMED_IN: usize = 200;

/// What each column of the table holds.
#[derive(Clone, Debug)]
pub(in crate::answers::read::table) struct ColumnRoles {
    /// The id of a question; without such a column the question itself names it.
    pub(super) id: Option<usize>,
    pub(super) question: Option<usize>,
    /// What may be the id, as far as only the header is known.
    pub(super) perhaps_id: Vec<usize>,
    /// The answers: usually one column. Of several that are filled none counts unless they say the same.
    pub(super) answers: Vec<usize>,
    /// What may be answers, by a word beside what is not known, such as `answer (planned)`.
    pub(super) unclear: Vec<usize>,
    beside: [Option<usize>; BESIDE.len()],
    /// What is for people only.
    for_people: Vec<usize>,
    /// Columns of one name, of which neither is used.
    pub(super) twice: Vec<(usize, usize)>,
}

/// The column whose heading is near to one for who proposes an answer: what may be only a proposal is taken for one.
fn who_proposes(header: &Row<'_>) -> Option<usize> {
    let is_known = |name: &String| PARTS.iter().any(|(word, _)| word == name);
    let is_near = |cell: &&Cell<'_>| is_of_proposal(&cell.text) && !names(&cell.text).iter().any(is_known);
    header.cells().iter().find(is_near).map(|cell| cell.column)
}

impl ColumnRoles {
    /// The columns of a row that is the header of such a table, by its words alone.
    pub(in crate::answers::read::table) fn of(header: &Row<'_>) -> Option<Self> {
        let names: Vec<(usize, Vec<String>)> =
            header.cells().iter().map(|cell| (cell.column, names(&cell.text))).collect();
        let called = |word: &str| {
            let columns = names.iter().filter(move |(_, names)| names.iter().any(|name| name == word));
            columns.map(|(column, _)| *column).collect::<Vec<usize>>()
        };
        let (mut answers, mut unclear) = (Vec::new(), Vec::new());
        for (column, names) in &names {
            match answer_in(names, &ANSWERS) {
                Some(true) => answers.push(*column),
                Some(false) => unclear.push(*column),
                None => {}
            }
        }
        let of_today = |column: &usize| header.cell(*column).is_some_and(|cell| !is_otherwise(&cell.text));
        if answers.is_empty() {
            let names =
                names.iter().map(|(column, names)| (*column, names.iter().map(|name| bare(name)).collect()));
            let names: Vec<(usize, Vec<String>)> = names.collect();
            let named = |word: &str| {
                let columns = names.iter().filter(|(_, names)| answer_in(names, &[word]) == Some(true));
                columns.map(|(column, _)| *column).filter(of_today).collect::<Vec<usize>>()
            };
            let mut found = ANSWERS.into_iter().chain(ALSO_ANSWERS.iter()).map(named);
            answers = found.find(|columns| !columns.is_empty()).unwrap_or_default();
            unclear.retain(|column| !answers.contains(column));
        }
        // Of several words the first counts.
        let mut twice = Vec::new();
        let mut one_of = |words: &[&str], taken: &[Option<usize>]| {
            let mut found = words.iter().map(|word| called(word)).find(|columns| !columns.is_empty())?;
            found.retain(|column| !taken.contains(&Some(*column)) && !answers.contains(column));
            twice.extend(found.iter().skip(1).map(|second| (found[0], *second)));
            found.first().copied()
        };
        let id = one_of(&IDS, &[]);
        let question = one_of(&QUESTIONS, &[id]);
        let perhaps_id: Vec<usize> = PERHAPS_IDS.iter().flat_map(called).collect();
        id.or(question).or_else(|| perhaps_id.first().copied())?;
        let beside = BESIDE.map(|(_, part)| {
            let words = PARTS.iter().filter(|(_, of)| *of == part).map(|(word, _)| *word);
            let named = one_of(&words.collect::<Vec<_>>(), &[id, question]).filter(of_today);
            let is_proposer = part == Part::Proposal(ProposalPart::By);
            named.or_else(|| is_proposer.then(|| who_proposes(header)).flatten())
        });
        let for_people: Vec<usize> =
            QUESTIONS.into_iter().chain(LEVELS).chain(PERHAPS_IDS.iter()).flat_map(called).collect();
        let is_used =
            |column: &usize| [id, question].into_iter().chain(beside).any(|own| own == Some(*column));
        unclear.retain(|column| !is_used(column));
        (!answers.is_empty() || !unclear.is_empty()).then_some(Self {
            id,
            question,
            perhaps_id,
            answers,
            unclear,
            beside,
            for_people,
            twice,
        })
    }

    /// Finds the ids by the rows below, where no column is called so.
    pub(in crate::answers::read::table) fn settle<'r, 't: 'r>(
        &mut self,
        rows: impl Iterator<Item = Cow<'r, Row<'t>>>,
        headings: &Headings<'_>,
    ) {
        if self.id.is_some() || self.perhaps_id.is_empty() {
            return;
        }
        let mut named = vec![0; self.perhaps_id.len()];
        for row in rows.take(NAMED_IN) {
            for (count, column) in named.iter_mut().zip(&self.perhaps_id) {
                let text = row.cell(*column).map(|cell| first_line(&cell.text));
                *count += usize::from(text.is_some_and(|text| headings.column(text).is_some()));
            }
        }
        let most = named.iter().copied().max().filter(|most| *most > 0);
        self.id =
            most.and_then(|most| named.iter().position(|count| *count == most)).map(|at| self.perhaps_id[at]);
    }

    /// Whether rows below name something that the framework knows.
    pub(in crate::answers::read::table) fn are_named<'t>(
        &self,
        rows: impl Iterator<Item = Result<Row<'t>, Box<Diagnostic>>>,
        headings: &Headings<'_>,
    ) -> bool {
        let Some(column) = self.id.or(self.question) else { return false };
        let meaning = |row: &Row<'_>, column| match row.cell(column).map(|cell| first_line(&cell.text)) {
            Some(text) => headings.meanings(text).first().map(|found| found.meaning),
            None => None,
        };
        let mut rows = rows.take(NAMED_IN).filter_map(Result::ok);
        let named = rows.find(|row| meaning(row, column).is_some());
        // A row that names a criterion where an answer would be is a header of many companies below a title.
        let is_criterion = |found: &Meaning| matches!(found, Meaning::Column(Column::Reply(_)));
        let mut answers = self.answers.iter().chain(&self.unclear);
        named.is_some_and(|row| {
            !answers.any(|column| meaning(&row, *column).as_ref().is_some_and(is_criterion))
        })
    }

    /// The columns beside the answer that are there, each with what follows the id in its name.
    pub(super) fn beside(&self) -> impl Iterator<Item = (&'static str, usize)> {
        BESIDE.iter().zip(self.beside).filter_map(|((suffix, _), column)| Some((*suffix, column?)))
    }

    /// The columns in which people answer.
    pub(super) fn answers(&self) -> impl Iterator<Item = usize> {
        self.answers.iter().copied().chain(self.beside().map(|(_, column)| column))
    }

    /// Whether a column is read, or is known to be for people.
    pub(super) fn knows(&self, column: usize) -> bool {
        self.id == Some(column)
            || self.for_people.contains(&column)
            || self.answers().any(|own| own == column)
    }
}

/// Whether the names in a heading are those of answers and nothing else is said; nothing if no answer is named.
fn answer_in(names: &[String], words: &[&str]) -> Option<bool> {
    let is_answer = |name: &str| words.contains(&name);
    let whole = names.first()?;
    // Where a name comes again, programs and people number it.
    let numbered = whole.strip_suffix(|c: char| c.is_ascii_digit()).filter(|name| is_answer(name));
    if is_answer(whole) || numbered.is_some_and(|name| !SCALES.contains(&name)) {
        return Some(true);
    }
    let parts = names.get(1..).filter(|parts| !parts.is_empty()).unwrap_or_default();
    let says_nothing =
        |name: &str| is_range(name) || PARTS.iter().any(|(word, part)| *part == Part::Reply && *word == name);
    if parts.iter().any(|name| is_answer(name)) {
        return Some(parts.iter().all(|name| is_answer(name) || says_nothing(name)));
    }
    let is_part = PARTS.iter().any(|(word, _)| word == whole);
    let is_near = ["回答", "answer", "response", "reply", "level", "レベル", "score", "rating", "評価"]
        .iter()
        .any(|word| whole.contains(word));
    // `Level 0` is the text of a level.
    let is_of_scale = SCALES.iter().any(|scale| {
        whole.strip_prefix(scale).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    });
    (is_near && !is_part && !is_of_scale && !LEVELS.contains(&whole.as_str())).then_some(false)
}

/// The name of a column without words that only say that it is about whoever fills it in, and about today.
fn bare(name: &str) -> String {
    const BEFORE: [&str; 12] = [
        "your",
        "our",
        "current",
        "貴社の",
        "御社の",
        "当社の",
        "自社の",
        "貴社",
        "御社",
        "当社",
        "現在の",
        "現状の",
    ];
    let name = BEFORE
        .iter()
        .find_map(|word| name.strip_prefix(word))
        .filter(|bare| !bare.is_empty())
        .unwrap_or(name);
    let bare = ["today", "now"].iter().find_map(|word| name.strip_suffix(word));
    bare.filter(|bare| !bare.is_empty()).unwrap_or(name).to_owned()
}

/// Of the names of columns those of what names a question, and of its answer; nothing if no question takes a row.
pub(in crate::answers::read) fn names_of_rows<'k>(keys: &[&'k str]) -> Option<(&'k str, &'k str)> {
    let cell = |(column, key): (usize, &&'k str)| Cell {
        column,
        kind: CellKind::Text,
        text: Cow::Borrowed(*key),
        span: 0..0,
    };
    let roles = ColumnRoles::of(&Row::of_text("", 1, "", keys.iter().enumerate().map(cell).collect()))?;
    let named = roles.id.or(roles.question).or_else(|| roles.perhaps_id.first().copied());
    Some((keys[named?], keys[*roles.answers.first()?]))
}

/// The names in a heading: all of it, and what is before and after signs in it, as in `Answer (level)`, `回答／Answer`.
fn names(heading: &str) -> Vec<String> {
    let visible = visible(heading);
    let text = plain(&visible);
    let parts = text.split(['(', ')', '[', ']', '【', '】', '/', '|', '\n', ':']);
    let mut names: Vec<String> = std::iter::once(&*text).chain(parts).map(squeezed).collect();
    names.retain(|name| !name.is_empty());
    names.dedup();
    names
}
