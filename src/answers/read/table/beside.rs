//! Columns that belong to the answers which they stand beside, and those that only seem to.

use super::columns::{MOST_UNUSED, NamedColumn};
use super::heading::Headings;
use super::heading_words::{PARTS, Part, is_broad, names_proposal, names_proposer};
use crate::answers::{Column, ProposalPart};
use crate::framework::CriterionIx;
use crate::source::{Cell, Span};
use crate::text::squeezed;

/// What a column with this heading holds of an answer beside it, of evidence and notes.
pub(super) fn beside(heading: &str) -> Option<Part> {
    let name = squeezed(heading);
    let name = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let (_, part) = PARTS.iter().find(|(word, _)| *word == name)?;
    matches!(part, Part::Evidence | Part::Note | Part::Proposal(_)).then_some(*part)
}

/// Gives columns such as `evidence` that come again to the answers that they are directly beside.
pub(super) fn beside_answers(columns: &mut [NamedColumn], without: &mut Vec<&Cell<'_>>) {
    let mut found: Vec<(usize, Part, CriterionIx, Span)> = Vec::new();
    for cell in without.iter() {
        let (Some(part), Some(before)) = (beside(&cell.text), cell.column.checked_sub(1)) else { continue };
        let of = match columns[before].content {
            Some(Column::Reply(criterion)) => Some((criterion, columns[before].id.clone())),
            // A note may be behind the evidence.
            _ => found.last().filter(|(at, ..)| *at == before).map(|(.., of, id)| (*of, id.clone())),
        };
        found.extend(of.map(|(criterion, id)| (cell.column, part, criterion, id)));
    }
    let replies = columns.iter().filter(|column| matches!(column.content, Some(Column::Reply(_)))).count();
    let parts = [Part::Evidence, Part::Note].into_iter().chain(ProposalPart::ALL.map(Part::Proposal));
    for part in parts {
        let same: Vec<_> = found.iter().filter(|(_, own, ..)| *own == part).collect();
        for (at, _, criterion, id) in &same {
            // Once it may be about all answers, or a place or a note about something else; a quote is about what it is beside.
            let is_again = same.iter().any(|(.., other, _)| other != criterion);
            let is_broad = heading_of(without, *at).is_some_and(is_broad);
            let is_beside = is_again || !is_broad && same.len() > 1 || match part {
                Part::Proposal(ProposalPart::By) => replies == 1,
                Part::Proposal(ProposalPart::Quote) => true,
                Part::Proposal(ProposalPart::Place) => columns.iter().any(
                    |column| matches!(column.content, Some(Column::Proposal(own, _)) if own == *criterion),
                ),
                _ => false,
            };
            if !is_beside {
                continue;
            }
            let content = Some(part.of(*criterion));
            if columns.iter().all(|column| column.content != content) {
                columns[*at] =
                    NamedColumn { is_named: true, content, id: id.clone(), ..NamedColumn::default() };
                without.retain(|cell| cell.column != *at);
            }
        }
    }
}

fn heading_of<'c>(without: &[&'c Cell<'_>], column: usize) -> Option<&'c str> {
    without.iter().find(|cell| cell.column == column).map(|cell| &*cell.text)
}

/// Takes out the columns without a meaning that say that answers are proposed: who proposes them, but not which, or what is
/// named almost as a part of a proposal.
pub(super) fn signs_of_proposals(
    without: &mut Vec<&Cell<'_>>,
    headings: &Headings<'_>,
) -> Vec<(usize, Option<CriterionIx>)> {
    let of = |cell: &Cell<'_>| {
        if names_proposer(&cell.text) {
            return Some(None);
        }
        let before =
            cell.text.rsplit_once(['.', ':', '/', '(', '[', ' ', '：', '（', 'の']).map(|(id, _)| id);
        if let Some(Column::Reply(criterion)) = before.and_then(|id| headings.column(id))
            && names_proposal(&cell.text)
        {
            return Some(Some(criterion));
        }
        match headings.near(&cell.text)? {
            (_, Some(Column::Proposal(criterion, ProposalPart::By | ProposalPart::Quote))) => {
                Some(Some(criterion))
            }
            (_, Some(Column::Proposal(criterion, _) | Column::Reply(criterion)))
                if names_proposal(&cell.text) =>
            {
                Some(Some(criterion))
            }
            _ => None,
        }
    };
    let found = without.iter().take(MOST_UNUSED).filter_map(|cell| Some((cell.column, of(cell)?)));
    let found: Vec<_> = found.collect();
    without.retain(|cell| found.iter().all(|(at, _)| *at != cell.column));
    found
}
