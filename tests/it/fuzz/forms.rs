//! A drawn sheet, and how each form says it. The writers are not the product's, so that its readers meet what people write.

use arbitrary::Unstructured;
use outside_in::framework::Framework;
use outside_in::text::{guarded, guarded_in_csv};
use rust_xlsxwriter::Workbook;
use serde_json::{Map, Value, json};

use super::ground::{below, text};

/// What a person has to say, right or wrong.
#[derive(Debug)]
pub(super) struct Drawn {
    header: Vec<(&'static str, Value)>,
    facts: Vec<(String, Value)>,
    answers: Vec<(String, Value)>,
}

/// Days, one that does not exist, one that is none, and one without a zero.
const DAYS: [&str; 6] = ["2026-11-22", "2024-02-29", "2027-01-01", "2026-02-30", "soon", "0001-01-01"];

impl Drawn {
    /// A sheet about a framework.
    pub(super) fn new(u: &mut Unstructured<'_>, framework: &Framework) -> Self {
        let mut header = vec![("respondent", json!("CEO"))];
        for key in ["framework", "version", "subject", "ref", "date"] {
            match (key, below(u, 4)) {
                (_, 0) => {}
                ("date", _) => header.push((key, day(u))),
                ("framework", 1..=2) => header.push((key, json!(framework.id()))),
                // Not any text, for one marks a row of questions.
                ("framework", _) => {
                    header.push((key, json!(["", "\u{3000}", "other"][usize::from(below(u, 3))])));
                }
                ("version", 1) => header.push((key, json!(framework.version()))),
                _ => header.push((key, json!(words(u)))),
            }
        }
        let facts = framework.facts().iter().filter_map(|fact| {
            let [first, second] = [(); 2].map(|()| match below(u, 8) {
                0 => "no-such-choice",
                1 => "unknown",
                n => &fact.choices[usize::from(n) % fact.choices.len()].id,
            });
            let value = match below(u, 5) {
                0 => return None,
                1 => json!(first),
                2 => json!([first]),
                3 => json!([first, second]),
                _ => json!([first, null, second, ""]),
            };
            Some((fact.id.clone(), value))
        });
        let facts = facts.collect();
        let mut answers = Vec::new();
        for criterion in framework.criteria() {
            let kind = below(u, 16);
            if kind > 0 {
                answers.push((criterion.id.clone(), answer(u, kind)));
            }
        }
        Self { header, facts, answers }.without_silence()
    }

    /// Leaves out what says nothing, such as an empty list: in cells nothing is left of it.
    fn without_silence(mut self) -> Self {
        let is_blank = |value: &Value| cell(value).split([';', '；']).all(|item| item.trim().is_empty());
        self.facts.retain(|(_, value)| !is_blank(value));
        self.answers.retain(|(_, value)| match value {
            Value::Object(answer) => answer.contains_key("not_applicable") || !answer.values().all(is_blank),
            other => !is_blank(other),
        });
        self
    }

    /// Whether it answers anything, and names a company; a table without an answer is none, and a row without a name whose
    /// answers are all wrong is taken for questions.
    pub(super) fn has_answers(&self) -> bool {
        !self.answers.is_empty() && self.header.iter().any(|(key, _)| *key == "subject")
    }

    fn json_value(&self) -> Value {
        let table = |entries: &[(String, Value)]| Value::Object(entries.iter().cloned().collect());
        let header = self.header.iter().map(|(key, value)| ((*key).to_owned(), value.clone()));
        let mut sheet: Map<String, Value> = header.collect();
        sheet.insert("facts".to_owned(), table(&self.facts));
        sheet.insert("answers".to_owned(), table(&self.answers));
        Value::Object(sheet)
    }

    /// As JSON over many lines.
    pub(super) fn json(&self) -> String {
        format!("{:#}", self.json_value())
    }

    /// As JSON on one line.
    pub(super) fn ndjson(&self) -> String {
        format!("{}\n", self.json_value())
    }

    /// As TOML, which has no `null`.
    pub(super) fn toml(&self) -> String {
        let header = self.header.iter().map(|(key, value)| line(key, value));
        let mut out: String = header.collect();
        for (name, entries) in [("facts", &self.facts), ("answers", &self.answers)] {
            out.push_str(&format!("\n[{name}]\n"));
            out.extend(entries.iter().map(|(key, value)| line(key, value)));
        }
        out
    }

    /// As the header and the one row of a table.
    fn cells(&self) -> Vec<(String, Written)> {
        let mut cells = Vec::new();
        let mut add = |name: &str, value: &Value| {
            let is_plain = value.is_number();
            let text = cell(value);
            cells.push((name.to_owned(), if is_plain { Written::Plain(text) } else { Written::Text(text) }));
        };
        for (key, value) in &self.header {
            add(key, value);
        }
        for (id, value) in &self.facts {
            add(id, value);
        }
        for (id, value) in &self.answers {
            let Value::Object(answer) = value else {
                add(id, value);
                continue;
            };
            match answer.get("not_applicable") {
                Some(reason) => add(id, &json!(format!("na: {}", cell(reason)))),
                None => add(id, &answer["level"]),
            }
            for key in ["evidence", "note", "date"] {
                if let Some(value) = answer.get(key) {
                    add(&format!("{id}.{key}"), value);
                }
            }
        }
        cells
    }

    /// As CSV with this separator, all texts in quotation marks.
    pub(super) fn csv(&self, separator: char) -> String {
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let cells = self.cells();
        let names = cells.iter().map(|(name, _)| quoted(name)).collect::<Vec<_>>();
        let row = cells.iter().map(|(_, cell)| match cell {
            Written::Plain(text) => text.clone(),
            Written::Text(text) => quoted(&guarded_in_csv(text)),
        });
        let [names, row] = [names, row.collect()].map(|cells| cells.join(&separator.to_string()));
        format!("{names}\r\n{row}\r\n")
    }

    /// As a workbook; `None` if a text is longer than a cell.
    pub(super) fn xlsx(&self) -> Option<Vec<u8>> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (column, (name, cell)) in (0..).zip(self.cells()) {
            sheet.write_string(0, column, name).ok()?;
            match cell {
                Written::Plain(text) => match text.parse::<f64>() {
                    Ok(number) if number.abs() < 1e15 => sheet.write_number(1, column, number),
                    // A number of a workbook has no more digits.
                    _ => sheet.write_string(1, column, text),
                },
                Written::Text(text) => sheet.write_string(1, column, &*guarded(&text)),
            }
            .ok()?;
        }
        book.save_to_buffer().ok()
    }
}

enum Written {
    /// A number.
    Plain(String),
    Text(String),
}

fn day(u: &mut Unstructured<'_>) -> Value {
    json!(DAYS[usize::from(below(u, 6))])
}

fn answer(u: &mut Unstructured<'_>, kind: u8) -> Value {
    let reply = match kind {
        1..=8 => json!(kind % 4),
        9 => json!("unknown"),
        10 => json!(-1),
        11 => json!(0.5),
        12 => json!("two"),
        13 => json!(9_223_372_036_854_775_807_i64),
        _ => Value::Null,
    };
    let mut answer = Map::new();
    if kind == 15 {
        answer.insert("not_applicable".to_owned(), json!(text(u)));
        answer.insert("level".to_owned(), Value::Null);
    } else if below(u, 2) == 0 {
        return reply;
    } else {
        answer.insert("level".to_owned(), reply);
    }
    match below(u, 4) {
        0 => {}
        1 => drop(answer.insert("evidence".to_owned(), json!(piece(u)))),
        count => {
            let pieces: Vec<String> = (1..count).map(|_| piece(u)).collect();
            answer.insert("evidence".to_owned(), json!(pieces));
        }
    }
    if below(u, 2) == 1 {
        answer.insert("note".to_owned(), json!(words(u)));
    }
    if below(u, 3) == 1 {
        answer.insert("date".to_owned(), day(u));
    }
    Value::Object(answer)
}

/// A piece of evidence. In a cell a semicolon parts two of them.
fn piece(u: &mut Unstructured<'_>) -> String {
    words(u).replace([';', '；'], ",")
}

/// A text that is more than a word for an empty cell, such as "N/A", or than what nobody sees: in a table nothing is left of
/// these.
fn words(u: &mut Unstructured<'_>) -> String {
    text(u) + "x"
}

/// A value as a cell has it.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}

fn line(key: &str, value: &Value) -> String {
    if value.is_null() { String::new() } else { format!("{key} = {}\n", toml_value(key, value)) }
}

fn toml_value(key: &str, value: &Value) -> String {
    match value {
        Value::String(day) if key == "date" && day.parse::<jiff::civil::Date>().is_ok() => day.clone(),
        Value::String(text) => toml_edit::Value::from(text.as_str()).to_string(),
        Value::Array(items) => {
            let items = items.iter().filter(|item| !item.is_null()).map(|item| toml_value("", item));
            format!("[{}]", items.collect::<Vec<_>>().join(", "))
        }
        Value::Object(table) => {
            let entries = table.iter().filter(|(_, value)| !value.is_null());
            let entries = entries.map(|(key, value)| format!("{key} = {}", toml_value(key, value)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}
