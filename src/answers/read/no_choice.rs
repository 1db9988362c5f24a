use super::table::{COMMAS, plain};
use crate::answers::UNKNOWN;
use crate::framework::{Choose, Fact};
use crate::source::{Diagnostic, codes};
use crate::text::{Bilingual, nearest_choice, say};

const LISTED: usize = 20;

/// The finding that a fact has no such choice, with what to write: the id of what is written in words, how several
/// choices are parted, the nearest id, or else all of them.
pub(super) fn no_choice(path: &str, written: &str, fact: &Fact, in_cells: bool) -> Diagnostic {
    let message =
        say!("`{path}` has no choice `{written}`", "`{path}` に `{written}` という選択肢はありません");
    let diagnostic = Diagnostic::new(codes::UNKNOWN_CHOICE, message).key(path);
    if let Some(id) = labelled(written, fact) {
        let help = say!("write the id of this choice: `{id}`", "この選択肢の id `{id}` で書いてください。");
        return Diagnostic { replacement: Some(id.to_owned()), ..diagnostic.help(help) };
    }
    let several: Option<Vec<&str>> = written.split(COMMAS).map(|part| id_of(part.trim(), fact)).collect();
    match several {
        Some(ids) if fact.choose == Choose::Many => return diagnostic.help(how_to_part(&ids, in_cells)),
        Some(_) => return diagnostic.help(choices(fact)),
        None => {}
    }
    match nearest_choice(written, fact.choices.iter().map(|choice| choice.id.as_str()).chain([UNKNOWN])) {
        Some(near) => diagnostic.did_you_mean(Some(near)),
        None => diagnostic.help(choices(fact)),
    }
}

/// The id of the choice whose words these are.
fn labelled<'f>(written: &str, fact: &'f Fact) -> Option<&'f str> {
    let written = plain(written);
    let is_meant = |label: &str| plain(label) == written;
    let choice = fact.choices.iter().find(|choice| choice.label.all().any(is_meant))?;
    Some(&choice.id)
}

/// The id of a choice that is written as its id or in words.
fn id_of<'f>(written: &str, fact: &'f Fact) -> Option<&'f str> {
    let by_id = fact.find_choice(written).map(|choice| fact.choices[choice.get()].id.as_str());
    by_id.or_else(|| labelled(written, fact))
}

fn how_to_part(ids: &[&str], in_cells: bool) -> Bilingual {
    if in_cells {
        let cell = ids.join("; ");
        return say!(
            "put `;` between several choices: `{cell}`",
            "複数の選択肢は `;` で区切ってください：`{cell}`"
        );
    }
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
