use std::cmp::Reverse;

use jiff::civil::Date;

use super::{Agreement, Opinions};
use crate::answers::{Answer, AnswerSheet, Reply};
use crate::framework::{CriterionIx, Framework};

/// One sheet made of several: what they agree on or only one says is kept, what is disputed is left open.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Merge {
    /// The company or product, if all who name one agree.
    pub subject: Option<String>,
    /// A reference, if all who give one agree.
    pub reference: Option<String>,
    /// The latest date of the sheets.
    pub date: Option<Date>,
    /// The answers that are kept, in framework order.
    pub answers: Vec<MergedAnswer>,
}

/// An answer that is kept.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct MergedAnswer {
    /// The criterion.
    pub criterion: CriterionIx,
    /// The common reply, with the evidence and the latest date of those who do more than propose it; a proposal is kept
    /// as it is. No note.
    pub answer: Answer,
    /// The notes, each with the position of the first rater who wrote it.
    pub notes: Vec<(usize, String)>,
    /// The reasons why it does not apply, each once.
    pub reasons: Vec<String>,
}

/// Merges the sheets of raters whose agreement is known.
pub fn merge(framework: &Framework, sheets: &[&AnswerSheet], agreement: &Agreement) -> Merge {
    let kept = |criterion: CriterionIx| {
        let opinions = agreement.criteria.iter().find(|one| one.criterion == criterion)?;
        if opinions.status.is_disputed() { None } else { merged(opinions) }
    };
    Merge {
        subject: same(sheets.iter().map(|sheet| &sheet.subject)),
        reference: same(sheets.iter().map(|sheet| &sheet.reference)),
        date: sheets.iter().filter_map(|sheet| sheet.date).max(),
        answers: framework.criterion_indices().filter_map(kept).collect(),
    }
}

fn merged(opinions: &Opinions) -> Option<MergedAnswer> {
    let given =
        || opinions.given.iter().enumerate().filter_map(|(rater, answer)| Some((rater, answer.as_ref()?)));
    // What one of them says without proposing confirms it, without anything of the proposals. If all propose, the
    // newest proposal is kept, whoever comes first.
    let confirmed = given().find(|(_, answer)| answer.proposal.is_none());
    let newest = |(_, answer): &(usize, &Answer)| {
        let own = answer.proposal.as_ref().map(|own| (own.by.clone(), own.quote.clone(), own.place.clone()));
        (Reverse(answer.date), own, answer.evidence.clone())
    };
    let (kept, first) = confirmed.or_else(|| given().min_by_key(newest))?;
    let counts =
        |rater: usize, answer: &Answer| rater == kept || confirmed.is_some() && answer.proposal.is_none();
    let (mut evidence, mut notes, mut reasons) = (Vec::new(), Vec::<(usize, String)>::new(), Vec::new());
    for (rater, answer) in given() {
        if counts(rater, answer) {
            for text in &answer.evidence {
                push_new(&mut evidence, text);
            }
        }
        if let Some(note) = answer.note.as_ref().filter(|note| notes.iter().all(|(_, known)| known != *note))
        {
            notes.push((rater, note.clone()));
        }
        if let Reply::NotApplicable(reason) = &answer.reply {
            push_new(&mut reasons, reason);
        }
    }
    let date =
        given().filter(|(rater, answer)| counts(*rater, answer)).filter_map(|(_, answer)| answer.date).max();
    let proposal = first.proposal.clone();
    let answer = Answer { reply: first.reply.clone(), evidence, note: None, date, proposal, span: None };
    Some(MergedAnswer { criterion: opinions.criterion, answer, notes, reasons })
}

fn push_new<T: Clone + PartialEq>(list: &mut Vec<T>, text: &T) {
    if !list.contains(text) {
        list.push(text.clone());
    }
}

/// The common text of those who give one; none if two differ.
fn same<'a>(texts: impl Iterator<Item = &'a Option<String>>) -> Option<String> {
    let mut given = texts.flatten();
    let first = given.next()?;
    given.all(|other| other == first).then(|| first.clone())
}
