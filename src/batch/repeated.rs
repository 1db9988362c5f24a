//! Companies with several sheets in the same run: each sheet counts, perhaps unintentionally.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::answers::{AnswerSheet, bare_name};
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
    /// By the hash of the name without its legal form: the first company with it, and what identifies that company.
    bare: BTreeMap<u64, (u64, String)>,
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

    /// The hash of its name without its legal form, if that is all that names it.
    fn bare_hash(&self) -> Option<u64> {
        let is_blank = |text: &String| visible(text).trim().is_empty();
        let subject = self.subject.as_ref().filter(|_| self.reference.as_ref().is_none_or(is_blank))?;
        let bare = bare_name(&visible(subject));
        let mut hasher = DefaultHasher::new();
        bare.hash(&mut hasher);
        (!bare.is_empty()).then(|| hasher.finish())
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
        let Some(first) = self.place(company.hash) else {
            return self.add_first(company);
        };
        let (name, input) = (company.name(), &company.input);
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

    /// Adds a company that is new; returns a warning if one with nearly the same name is known.
    fn add_first(&mut self, company: NamedCompany) -> Option<Diagnostic> {
        if self.first.len() >= Self::MOST {
            return None;
        }
        let bare = company.bare_hash();
        let like = bare.and_then(|bare| self.bare.get(&bare));
        let told = like.and_then(|(first, other)| {
            Some(alike(other, &self.place(*first)?, &company.name(), &company.input))
        });
        if let (Some(bare), None) = (bare, like) {
            self.bare.insert(bare, (company.hash, company.name()));
        }
        let NamedCompany { hash, input, .. } = company;
        if self.paths.last() != Some(&input.path) {
            self.paths.push(input.path);
        }
        self.first.insert(hash, (self.paths.len() - 1, input.line, input.item));
        told
    }

    /// Where the first of a company is.
    fn place(&self, hash: u64) -> Option<Input> {
        let (path, line, item) = self.first.get(&hash)?;
        Some(Input { path: self.paths[*path].clone(), line: *line, item: *item })
    }
}

/// The warning that two names are the same without their legal forms.
fn alike(other: &str, first: &Input, name: &str, input: &Input) -> Diagnostic {
    let message = say!(
        "`{other}` ({first}) and `{name}` ({input}) may be one company: only the legal form or the spelling differs; each counts",
        "「{other}」（{first}）と「{name}」（{input}）は、法人格や表記だけが異なる同じ企業の可能性があります（いずれも1件として扱いました）"
    );
    let help = say!(
        "if they are one, keep the sheet that counts; if not, tell them apart by their `ref`",
        "同じ企業であれば、有効な1件だけを残してください。別の企業であれば、`ref` で区別できます。"
    );
    Diagnostic::new(codes::REPEATED_SUBJECT, message).help(help)
}
