//! Evidence that only repeats what the framework says of a criterion.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use crate::answers::write::guide;
use crate::framework::{Criterion, CriterionIx, Framework, Text};
use crate::source::{Diagnostic, codes};
use crate::text::{Lang, say};

/// How the texts that a framework has about each criterion begin: most evidence is seen to be none of them at once.
#[derive(Debug)]
pub(super) struct Guidance<'f> {
    framework: &'f Framework,
    /// Per criterion, with what a template writes as evidence.
    beginnings: Vec<OnceCell<(Beginnings, Vec<String>)>>,
}

type Beginnings = BTreeSet<[char; BEGINNING]>;

/// How many letters a beginning has.
const BEGINNING: usize = 6;

impl<'f> Guidance<'f> {
    pub(super) fn new(framework: &'f Framework) -> Self {
        Self { framework, beginnings: vec![OnceCell::new(); framework.criteria().len()] }
    }

    /// Whether some pieces of evidence, alone or together, say no more than the framework does: what counts as evidence,
    /// the question, or what a level means. Spaces and signs make no difference.
    pub(super) fn has<'t, I: Iterator<Item = &'t str>>(
        &self,
        criterion: CriterionIx,
        pieces: impl Fn() -> I,
    ) -> bool {
        let own = &self.framework[criterion];
        let is_own = |text: &str| pieces().flat_map(letters).eq(letters(text));
        let of_criterion = || {
            let languages = [Lang::En, Lang::Ja].into_iter();
            let written = languages
                .filter_map(|lang| guide::evidence(own, self.framework.language(lang), lang))
                .collect::<Vec<_>>();
            let all = texts(own).chain(written.iter().map(String::as_str));
            (all.map(|text| beginning(std::iter::once(text))).collect(), written)
        };
        let (beginnings, written) = self.beginnings[criterion.get()].get_or_init(of_criterion);
        beginnings.contains(&beginning(pieces()))
            && texts(own).chain(written.iter().map(String::as_str)).any(is_own)
    }
}

fn beginning<'t>(pieces: impl Iterator<Item = &'t str>) -> [char; BEGINNING] {
    let (mut first, mut count) = ([' '; BEGINNING], 0);
    for c in pieces.flat_map(str::chars).filter(|c| c.is_alphanumeric()) {
        for c in c.to_lowercase() {
            first[count] = c;
            count += 1;
            if count == BEGINNING {
                return first;
            }
        }
    }
    first
}

fn texts(criterion: &Criterion) -> impl Iterator<Item = &str> {
    let of_levels = criterion.levels.iter().flat_map(|level| [Some(&level.says), level.proof.as_ref()]);
    let own = [
        Some(&criterion.question),
        criterion.why.as_ref(),
        criterion.guidance.as_ref(),
        criterion.proof.as_ref(),
    ];
    own.into_iter().chain(of_levels).flatten().flat_map(Text::all)
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// The warning about such evidence, which is not used.
pub(super) fn told(path: &dyn std::fmt::Display) -> Diagnostic {
    let message = say!(
        "`{path}` repeats what the framework says of evidence, and names no document, so it was not used",
        "`{path}` は根拠資料の説明などの文をそのまま写したもので、資料名ではないため使いませんでした"
    );
    let help = say!("name the documents that you have", "実際にある資料の名称を書いてください。");
    Diagnostic::new(codes::GUIDANCE_AS_EVIDENCE, message).help(help).key(path.to_string())
}
