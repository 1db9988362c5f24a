//! What helps to decide on an answer, shown beside the question.

use super::{About, AboutKind, Interview, words};
use crate::answers::Reply;
use crate::answers::words::{self as asked, CHECKS};
use crate::framework::{Citation, CriterionIx, FactIx, Gate};
use crate::text::{Bilingual, clean, fit, say};

/// The columns of evidence or of a note shown beside the question; editing shows all of it.
const MOST_BEFORE: usize = 240;

impl Interview<'_> {
    pub(super) fn about_fact(&self, index: FactIx) -> Vec<About> {
        all(AboutKind::Meaning, self.guidance(self.framework[index].guidance.as_ref()))
    }

    pub(super) fn about_criterion(&self, index: CriterionIx) -> Vec<About> {
        let criterion = &self.framework[index];
        let mut about = all(AboutKind::Proposal, self.proposal(index));
        about.extend(all(AboutKind::Gate, self.gates(index)));
        about.extend(all(AboutKind::Before, self.before(index)));
        let why = criterion.why.as_ref().map(|why| clean(&(self.label(words::WHY) + why.to(self.language))));
        about.extend(all(AboutKind::Meaning, why));
        about.extend(all(AboutKind::Meaning, self.guidance(criterion.guidance.as_ref())));
        about.extend(all(AboutKind::Meaning, self.checks(index)));
        about.extend(all(AboutKind::Source, self.source_line(index)));
        about
    }

    /// What to consider before choosing a level.
    pub(super) fn checks(&self, index: CriterionIx) -> Vec<String> {
        let points = self.framework[index].checks.iter();
        let points: Vec<String> =
            points.map(|point| format!("- {}", clean(point.to(self.language)))).collect();
        let head = (!points.is_empty()).then(|| self.label(CHECKS));
        head.into_iter().chain(points).collect()
    }

    fn gates(&self, index: CriterionIx) -> Vec<String> {
        self.framework.gates_on(index).map(|(gate, _)| self.gate(gate)).collect()
    }

    /// Which stage a gate belongs to, and what it asks for.
    pub(super) fn gate(&self, gate: &Gate) -> String {
        clean(&self.say(asked::gate(self.framework, gate, self.language)))
    }

    /// Which level is proposed, by whom, and citing what.
    pub(super) fn proposal(&self, index: CriterionIx) -> Option<String> {
        let (level, proposal) = self.machine.proposed(index)?;
        let Bilingual { en, ja } = asked::proposal(proposal);
        Some(clean(&self.say(say!("Level {level}. {en}", "レベル{level}。{ja}"))))
    }

    /// The previous answer and how long it counts, its evidence, and its note.
    fn before(&self, index: CriterionIx) -> Vec<String> {
        let sheet = self.machine.sheet();
        let answer = sheet.answer(index);
        let mut lines = Vec::new();
        let is_proposed = answer.proposal.is_some() && !self.machine.is_expired(index);
        if answer.reply != Reply::Unanswered && !is_proposed {
            let mut said = self.reply_words(index);
            if let Reply::NotApplicable(reason) = &answer.reply {
                let reason = fit(&clean(reason), MOST_BEFORE);
                said = self.say(say!("{said}: {reason}", "{said}（理由：{reason}）"));
            }
            let until = self.machine.counts_until(index);
            lines.push(self.say(match (answer.date.or(sheet.date), until) {
                (Some(date), Some(until)) if self.machine.is_expired(index) => say!(
                    "Expired on {until}: {said}, answered on {date}. Choose again, or say that it still holds.",
                    "期限切れ（{until}まで有効）：{date}の回答は「{said}」です。選び直すか、今も変わりなければ「変わりなし」を選んでください。"
                ),
                (Some(date), Some(until)) => say!(
                    "Answered on {date}: {said}; expires {until}.",
                    "{date}の回答：{said}（{until}まで有効）"
                ),
                (Some(date), None) => say!("Answered on {date}: {said}.", "{date}の回答：{said}"),
                (None, _) => say!("Answered: {said}.", "現在の回答：{said}"),
            }));
        }
        if !answer.evidence.is_empty() {
            let head = words::EVIDENCE.to(self.lang);
            let pieces = answer.evidence.iter().map(|piece| clean(piece)).collect::<Vec<_>>().join(" / ");
            let pieces = fit(&pieces, MOST_BEFORE);
            lines.push(self.say(say!("{head}: {pieces}", "{head}：{pieces}")));
        }
        if let Some(note) = answer.note.as_deref().map(|note| fit(&clean(note), MOST_BEFORE)) {
            lines.push(self.say(say!("Note: {note}", "メモ：{note}")));
        }
        lines
    }

    fn source_line(&self, index: CriterionIx) -> Option<String> {
        let criterion = &self.framework[index];
        let origin = criterion.origin.map(|origin| origin.word().to(self.lang));
        let first = criterion.sources.first().map(|citation| self.citation(citation));
        let more = match criterion.sources.len().saturating_sub(1) {
            0 => String::new(),
            more => self.say(say!(" (and {more} more)", "（ほか{more}件）")),
        };
        let line = match (origin, first) {
            (None, None) => return None,
            (Some(origin), None) => say!("Origin: {origin}", "由来：{origin}"),
            (None, Some(first)) => say!("Source: {first}{more}", "出典：{first}{more}"),
            (Some(origin), Some(first)) => {
                say!("Origin: {origin}; source: {first}{more}", "由来：{origin}、出典：{first}{more}")
            }
        };
        Some(self.say(line))
    }

    pub(super) fn citation(&self, citation: &Citation) -> String {
        let title = clean(self.framework[citation.source].title.to(self.language));
        match &citation.passage {
            Some(passage) => format!("{title} #{}", clean(passage)),
            None => title,
        }
    }
}

fn all(kind: AboutKind, texts: impl IntoIterator<Item = String>) -> Vec<About> {
    texts.into_iter().map(|text| About { kind, text }).collect()
}
