//! Companies with several sheets in the same run: each sheet counts, perhaps unintentionally.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::answers::{AnswerSheet, bare_name, names_within};
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
    /// By the hash of a name without its legal form: the first company called that, alone or with something added.
    bare: BTreeMap<u64, Called>,
}

#[derive(Debug)]
struct Called {
    company: u64,
    name: String,
    added: Added,
}

/// What is added to a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Added {
    Nothing,
    Number,
    Words,
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

    /// The hashes of the names without a legal form that it is called by, and with something added, if these are all that
    /// names it.
    fn bare_hashes(&self) -> Vec<(u64, Added)> {
        let is_blank = |text: &String| visible(text).trim().is_empty();
        let subject = self.subject.as_ref().filter(|_| self.reference.as_ref().is_none_or(is_blank));
        let Some(subject) = subject else { return Vec::new() };
        let hash = |name: String| {
            let mut hasher = DefaultHasher::new();
            name.hash(&mut hasher);
            hasher.finish()
        };
        let bare = Some(bare_name(&visible(subject))).filter(|bare| !bare.is_empty());
        let (within, is_numbered) = names_within(subject);
        let added = if is_numbered { Added::Number } else { Added::Words };
        let within = within.into_iter().map(|name| (hash(name), added));
        bare.map(|bare| (hash(bare), Added::Nothing)).into_iter().chain(within).collect()
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
        let hashes = company.bare_hashes();
        let told = hashes.iter().find_map(|(hash, added)| {
            let like = self.bare.get(hash)?;
            let is_form = match (like.added, *added) {
                (Added::Nothing, Added::Nothing) => true,
                (Added::Nothing, _) | (_, Added::Nothing) | (Added::Number, Added::Number) => false,
                // `Kumo (Osaka)` and `Kumo (Kyoto)` may well be two.
                _ => return None,
            };
            Some(alike(&like.name, &self.place(like.company)?, &company.name(), &company.input, is_form))
        });
        for (hash, added) in hashes {
            let called = || Called { company: company.hash, name: company.name(), added };
            let known = self.bare.entry(hash).or_insert_with(called);
            if added == Added::Nothing && known.added != added {
                *known = called();
            }
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

/// The warning that two names are the same without their legal forms, or without what one of them adds.
fn alike(other: &str, first: &Input, name: &str, input: &Input, is_form: bool) -> Diagnostic {
    let message = if is_form {
        say!(
            "`{other}` ({first}) and `{name}` ({input}) may be one company: only the legal form or the spelling differs; each counts",
            "「{other}」（{first}）と「{name}」（{input}）は、法人格や表記だけが異なる同じ企業の可能性があります（いずれも1件として扱いました）"
        )
    } else {
        say!(
            "`{other}` ({first}) and `{name}` ({input}) may be one company, perhaps at different times: the names differ only in what is added; each counts",
            "「{other}」（{first}）と「{name}」（{input}）は、付記だけが異なる同じ企業（時点や想定の違いなど）の可能性があります（いずれも1件として扱いました）"
        )
    };
    let help = say!(
        "if they are one, keep the sheet that counts; if not, tell them apart by their `ref`",
        "同じ企業であれば、有効な1件だけを残してください。別の企業であれば、`ref` で区別できます。"
    );
    Diagnostic::new(codes::REPEATED_SUBJECT, message).help(help)
}
