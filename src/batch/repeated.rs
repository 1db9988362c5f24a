//! Companies with several sheets in the same run: each sheet counts, perhaps unintentionally.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::answers::AnswerSheet;
use crate::report::Input;
use crate::source::{Diagnostic, codes};
use crate::text::{clean, fit, folded, say, visible};

/// A company with a name or a reference, and where its sheet is.
#[derive(Debug)]
pub struct NamedCompany {
    hash: u64,
    subject: Option<String>,
    reference: Option<String>,
    input: Input,
}

/// The first companies of a run, and where each appeared first.
#[derive(Debug, Default)]
pub struct KnownCompanies {
    paths: Vec<String>,
    /// By the hash of the reference or name: the number of the path, the line and the item.
    first: BTreeMap<u64, (usize, Option<usize>, Option<usize>)>,
}

/// How many characters of a name are shown.
const NAME: usize = 40;

impl NamedCompany {
    /// The company of a sheet: by its reference, or else its name.
    pub fn of(sheet: &AnswerSheet, input: &Input) -> Option<Self> {
        let named = |text: &Option<String>| text.as_deref().map(|text| folded(&visible(text)));
        let key = |text| named(text).filter(|key| !key.is_empty());
        let mut hasher = DefaultHasher::new();
        match key(&sheet.reference) {
            Some(key) => (true, key).hash(&mut hasher),
            None => (false, key(&sheet.subject)?).hash(&mut hasher),
        }
        let (subject, reference) = (sheet.subject.clone(), sheet.reference.clone());
        Some(Self { hash: hasher.finish(), subject, reference, input: input.clone() })
    }

    /// What it is called in messages.
    fn name(&self) -> String {
        let shown = |text: &Option<String>| {
            let text = fit(clean(&visible(text.as_deref()?)).trim(), NAME);
            (!text.is_empty()).then_some(text)
        };
        match (shown(&self.subject), shown(&self.reference)) {
            (Some(subject), Some(reference)) => format!("{subject} [{reference}]"),
            (one, other) => one.or(other).unwrap_or_default(),
        }
    }
}

impl KnownCompanies {
    /// How many are remembered, however many there are: a few MiB.
    const MOST: usize = 100_000;

    /// Adds a company; returns a warning if it has appeared before.
    pub fn add(&mut self, company: NamedCompany) -> Option<Diagnostic> {
        let Some((path, line, item)) = self.first.get(&company.hash) else {
            let NamedCompany { hash, input, .. } = company;
            if self.first.len() < Self::MOST {
                if self.paths.last() != Some(&input.path) {
                    self.paths.push(input.path);
                }
                self.first.insert(hash, (self.paths.len() - 1, input.line, input.item));
            }
            return None;
        };
        let (name, input) = (company.name(), &company.input);
        let first = Input { path: self.paths[*path].clone(), line: *line, item: *item };
        let message = say!(
            "`{name}` has several answer sheets, each of which counts: {first} and {input}",
            "「{name}」の回答シートが複数あり、それぞれ1件として扱いました（{first} と {input}）"
        );
        let help = say!(
            "keep the one that counts; others of the same name are told apart by their `ref`",
            "有効な1件だけを残してください。同じ名称の別の対象であれば、`ref` で区別できます。"
        );
        Some(Diagnostic::new(codes::REPEATED_SUBJECT, message).help(help))
    }
}
