use super::table::{COMMAS, choice};
use crate::answers::UNKNOWN;
use crate::framework::{Choose, Fact};
use crate::source::{Diagnostic, codes};
use crate::text::{Bilingual, nearest_choice, say};

const LISTED: usize = 20;

/// The finding that a fact has no such choice, with what to write: the id of what is written in words, how several
/// choices are parted, the nearest id, or else all of them.
pub(super) fn no_choice(path: &str, written: &str, fact: &Fact) -> Diagnostic {
    let message =
        say!("`{path}` has no choice `{written}`", "`{path}` に `{written}` という選択肢はありません");
    let diagnostic = Diagnostic::new(codes::UNKNOWN_CHOICE, message).key(path);
    if let Some(id) = choice(written, fact) {
        let help = say!("write the id of this choice: `{id}`", "この選択肢の id `{id}` で書いてください。");
        return Diagnostic { replacement: Some(id.to_owned()), ..diagnostic.help(help) };
    }
    let several: Option<Vec<&str>> = written.split(COMMAS).map(|part| choice(part, fact)).collect();
    match several {
        Some(ids) if fact.choose == Choose::Many => return diagnostic.help(how_to_part(&ids)),
        Some(_) => return diagnostic.help(choices(fact)),
        None => {}
    }
    match nearest_choice(written, fact.choices.iter().map(|choice| choice.id.as_str()).chain([UNKNOWN])) {
        Some(near) => diagnostic.did_you_mean(Some(near)),
        None => diagnostic.help(choices(fact)),
    }
}

fn how_to_part(ids: &[&str]) -> Bilingual {
    let list = ids.join("\", \"");
    say!(
        "write several choices as a list: [\"{list}\"]",
        "複数の選択肢はリストで書いてください：[\"{list}\"]"
    )
}

fn choices(fact: &Fact) -> Bilingual {
    let ids = fact.choices.iter().map(|choice| choice.id.as_str());
    let mut list = ids.chain([UNKNOWN]).take(LISTED).collect::<Vec<_>>().join(", ");
    if fact.choices.len() >= LISTED {
        list.push_str(", …");
    }
    match fact.choose {
        Choose::One => say!("choose one of: {list}", "次のいずれか1つを選んでください：{list}"),
        Choose::Many => say!("choose from: {list}", "次の中から選んでください：{list}"),
    }
}
