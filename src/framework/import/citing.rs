//! The sources cited by the criteria of a table.

use super::cells::CellText;
use super::names::readable;
use super::written::{WrittenFile, quoted_list};
use crate::source::{Place, is_id};

/// The sources, in order of first citation.
#[derive(Default)]
pub(super) struct Sources {
    all: Vec<CitedSource>,
}

struct CitedSource {
    id: String,
    title: String,
    passages: Vec<String>,
    place: Place,
}

impl Sources {
    /// The citations of a criterion: ids with or without a passage, or titles and addresses, separated by `;`.
    pub(super) fn cite(&mut self, cell: Option<&CellText>) -> String {
        let Some(cell) = cell else { return "[]".to_owned() };
        let all = cell.text.split([';', '；']).map(str::trim).filter(|text| !text.is_empty());
        let cited: Vec<String> = all.map(|text| self.citation(text, &cell.place)).collect();
        quoted_list(cited.iter().map(String::as_str))
    }

    fn citation(&mut self, text: &str, place: &Place) -> String {
        let (id, passage) = text.split_once('#').map_or((text, None), |(id, rest)| (id, Some(rest)));
        if !is_id(id) {
            return self.titled(text, place);
        }
        let source = match self.all.iter_mut().find(|known| known.id == id) {
            Some(known) => known,
            None => self.add(id.to_owned(), readable(id), place),
        };
        if let Some(passage) = passage
            && !source.passages.iter().any(|known| known == passage)
        {
            source.passages.push(passage.to_owned());
        }
        text.to_owned()
    }

    fn titled(&mut self, title: &str, place: &Place) -> String {
        if let Some(known) = self.all.iter().find(|known| known.title == title) {
            return known.id.clone();
        }
        let numbers = 1..=self.all.len() + 1;
        let free = |id: &String| self.all.iter().all(|known| known.id != *id);
        let id = numbers.map(|number| format!("source-{number}")).find(free).unwrap_or_default();
        self.add(id.clone(), title.to_owned(), place);
        id
    }

    fn add(&mut self, id: String, title: String, place: &Place) -> &mut CitedSource {
        let place = place.clone();
        self.all.push(CitedSource { id, title, passages: Vec::new(), place });
        let last = self.all.len() - 1;
        &mut self.all[last]
    }

    pub(super) fn write(&self, file: &mut WrittenFile) {
        for source in &self.all {
            file.from(&source.place).header("source");
            file.text("id", &source.id);
            file.text("title", &source.title);
            if source.title.starts_with("https://") || source.title.starts_with("http://") {
                file.text("url", &source.title);
            }
            if !source.passages.is_empty() {
                file.value("passages", &quoted_list(source.passages.iter().map(String::as_str)));
            }
        }
    }
}
