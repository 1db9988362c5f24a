//! Evidence that only repeats what the framework says of a criterion.

use crate::answers::write::guide;
use crate::framework::{Criterion, CriterionIx, Framework, Text};
use crate::source::{Diagnostic, codes};
use crate::text::{Lang, say};

/// Whether some pieces of evidence, alone or together, say no more than the framework does: what counts as evidence, the
/// question, or what a level means. Spaces and signs make no difference.
pub(super) fn is_guidance<'t, I: Iterator<Item = &'t str>>(
    framework: &Framework,
    criterion: CriterionIx,
    pieces: impl Fn() -> I,
) -> bool {
    let own = &framework[criterion];
    let Some(first) = pieces().find_map(first_letter) else { return false };
    let is_own =
        |text: &str| first_letter(text) == Some(first) && pieces().flat_map(letters).eq(letters(text));
    texts(own).any(is_own) || {
        // What a template writes is put together only where it may be that.
        let first = pieces().next().unwrap_or_default();
        let begins = ["Evidence", "What counts", "For level", "レベル", "根拠資料"];
        begins.iter().any(|begin| first.starts_with(begin)) && {
            let written = [Lang::En, Lang::Ja];
            let mut written =
                written.into_iter().filter_map(|lang| guide::evidence(own, framework.language(lang), lang));
            written.any(|text| is_own(&text))
        }
    }
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

fn first_letter(text: &str) -> Option<char> {
    text.chars().find(|c| c.is_alphanumeric()).and_then(|c| c.to_lowercase().next())
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
