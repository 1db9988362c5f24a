//! Check boxes that have a column for each choice, with nothing of their question in its heading, as Typeform writes them.

use super::cell::is_ticked;
use super::columns::NamedColumn;
use crate::answers::Column;
use crate::framework::{ChoiceIx, Choose, FactIx, Framework};
use crate::source::{Cell, Row};
use crate::text::squeezed;

/// A heading that is a choice, and whether it is in words rather than its id.
struct ChoiceName {
    fact: FactIx,
    choice: ChoiceIx,
    is_label: bool,
}

/// Gives columns without a meaning to the choices that are their headings: several side by side, or one that only one fact
/// has. Nothing else than ticks may be in them, but for `other`.
pub(super) fn by_choice(
    columns: &mut [NamedColumn],
    ids: &mut String,
    without: &mut Vec<&Cell<'_>>,
    sample: &[Row<'_>],
    framework: &Framework,
) {
    let mut facts: Vec<FactIx> =
        framework.fact_indices().filter(|fact| framework[*fact].choose == Choose::Many).collect();
    for column in &*columns {
        facts.retain(|fact| column.content != Some(Column::Fact(*fact)));
    }
    let all: Vec<Vec<ChoiceName>> = without.iter().map(|cell| named(cell, &facts, framework)).collect();
    let (mut at, mut taken) = (0, Vec::new());
    while at < without.len() {
        // Anything may have a column `Other`.
        let is_other = |named: &&ChoiceName| framework[named.fact].choices[named.choice.get()].id == OTHER;
        let facts = all[at].iter().filter(|named| !is_other(named)).map(|named| named.fact);
        let runs = facts.map(|fact| (run(&without[at..], &all[at..], fact), fact));
        let Some((length, fact)) = runs.max_by_key(|(length, _)| *length) else {
            at += 1;
            continue;
        };
        let is_sure = length > 1 || matches!(all[at].as_slice(), [one] if one.is_label);
        let run = at..at + length;
        let choice = |at: usize| all[at].iter().find(|named| named.fact == fact).map(|named| named.choice);
        let boxes = || run.clone().filter_map(|at| Some((without[at], choice(at)?)));
        if is_sure && are_ticks(boxes(), fact, sample, framework) {
            for (cell, choice) in boxes() {
                let start = ids.len();
                ids.push_str(&framework[fact].id);
                columns[cell.column] = NamedColumn {
                    content: Some(Column::Fact(fact)),
                    choice: Some(choice),
                    id: start..ids.len(),
                    ..columns[cell.column].clone()
                };
                taken.push(cell.column);
            }
        }
        at = run.end;
    }
    without.retain(|cell| !taken.contains(&cell.column));
}

/// The choices of these facts that a heading is.
fn named(cell: &Cell<'_>, facts: &[FactIx], framework: &Framework) -> Vec<ChoiceName> {
    let name = squeezed(&cell.text);
    let of = |fact: FactIx| {
        let choices = framework[fact].choices.iter().enumerate();
        choices.map(move |(at, choice)| (fact, at, choice))
    };
    let found = facts.iter().copied().flat_map(of).filter_map(|(fact, at, choice)| {
        let is_label = choice.label.all().any(|label| squeezed(label) == name);
        (is_label || squeezed(&choice.id) == name).then(|| ChoiceName {
            fact,
            choice: ChoiceIx::new(at),
            is_label,
        })
    });
    found.collect()
}

/// How many columns from the first on are side by side, each another choice of a fact.
fn run(cells: &[&Cell<'_>], all: &[Vec<ChoiceName>], fact: FactIx) -> usize {
    let mut seen = Vec::new();
    for (number, (cell, named)) in cells.iter().zip(all).enumerate() {
        let choice = named.iter().find(|named| named.fact == fact).map(|named| named.choice);
        match choice.filter(|choice| !seen.contains(choice)) {
            Some(choice) if cell.column == cells[0].column + number => seen.push(choice),
            _ => return number,
        }
    }
    cells.len()
}

fn are_ticks<'c>(
    boxes: impl Iterator<Item = (&'c Cell<'c>, ChoiceIx)>,
    fact: FactIx,
    sample: &[Row<'_>],
    framework: &Framework,
) -> bool {
    let mut is_any = false;
    for (heading, choice) in boxes {
        let own = &framework[fact].choices[choice.get()];
        let is_name = |text: &str| {
            let name = squeezed(text);
            name == squeezed(&own.id) || own.label.all().any(|label| squeezed(label) == name)
        };
        for cell in sample.iter().filter_map(|row| row.cell(heading.column)) {
            match is_ticked(cell, is_name) {
                Some(is_ticked) => is_any |= is_ticked,
                None if own.id == OTHER => {}
                None => return false,
            }
        }
    }
    is_any
}

/// The choice beside which people write what else it is.
const OTHER: &str = "other";
