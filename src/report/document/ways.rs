use super::Edition;
use crate::advice::{Fit, NeedState, Requirement};
use crate::framework::{Need, Verdict};
use crate::report::web::capital;
use crate::report::web::items;
use crate::report::words;
use crate::text::{Bilingual, Label, say};

impl Edition<'_> {
    /// The programmes, the most useful first, folded.
    pub(super) fn ways(&self) -> String {
        let fits = &self.explanation.programmes;
        if fits.is_empty() {
            return String::new();
        }
        let list: String = fits.iter().map(|fit| self.way(fit)).collect();
        let intro = self.say(Label(
            "What is checked is this tool’s own suggested minimum, not a program’s criteria, and no promise of eligibility.",
            "確認しているのは本ツールの目安で、各プログラムの応募要件ではなく、応募資格を保証するものでもありません。",
        ));
        self.section("ways", Label("Ways in", "連携の窓口・プログラム"), &intro, &list)
    }

    fn way(&self, fit: &Fit<'_>) -> String {
        let programme = fit.programme;
        let needs: Vec<String> = fit.requirements.iter().map(|one| self.need(one)).collect();
        let mut entries = String::new();
        if !needs.is_empty() {
            entries += &self.entry(Label("Checked", "確認項目"), &format!("<ul>{}</ul>", items(&needs)));
        }
        if programme.opens.is_some() || programme.closes.is_some() {
            let [opens, closes] = [programme.opens, programme.closes]
                .map(|day| day.map_or_else(|| "–".to_owned(), |day| self.date(day)));
            let to = self.lang().of("to", "〜");
            entries += &self.entry(Label("Dates", "期間"), &format!("{opens} {to} {closes}"));
        }
        let texts = [
            (Label("Terms", "条件"), &programme.terms),
            (Label("Not confirmed", "未確認の点"), &programme.unverified),
            (Label("Ask", "問い合わせ"), &programme.ask),
        ];
        for (name, text) in texts {
            if let Some(text) = text {
                entries += &self.entry(name, &self.of(text));
            }
        }
        let day = self.date(programme.as_of);
        entries += &self.entry(Label("As of", "情報の時点"), &self.sentence(&day, &programme.sources));
        let (id, title) = (self.id(&format!("p-{}", programme.id)), self.of(&programme.title));
        let (class, status) = (fit.status.id(), self.say(capital(words::programme_status(fit.status))));
        let does = self.of(&programme.does);
        format!(
            "<details class=\"c\" id=\"{id}\"><summary><span class=\"name\">{title}</span> <span class=\"chip st-{class}\">{status}</span></summary>\
             <div class=\"in\"><p class=\"q\">{does}</p><dl>{entries}</dl></div></details>"
        )
    }

    fn need(&self, requirement: &Requirement<'_>) -> String {
        let what = match requirement.need {
            Need::Stage(stage, verdict) => {
                let (stage, Label(en, ja)) = (self.words.stage(*stage), words::verdict(*verdict));
                match verdict {
                    Verdict::Ready => say!("{stage} ready", "「{stage}」が準備完了"),
                    _ => say!("{stage} at least {en}", "「{stage}」が{ja}以上"),
                }
            }
            Need::Criterion(criterion, level) => {
                let (name, text) = (self.words.criterion(*criterion), self.words.level(*criterion, *level));
                say!("{name} at level {level} ({text})", "{name} レベル{level}（{text}）")
            }
        };
        let (Bilingual { en, ja }, Label(state, state_ja)) = (what, need_state(requirement.state));
        self.say(say!("{state} {en}", "{state_ja} {ja}"))
    }
}

fn need_state(state: NeedState) -> Label {
    match state {
        NeedState::Met => Label("✓ met:", "✓ 充足："),
        NeedState::Unmet => Label("✗ not met:", "✗ 不足："),
        NeedState::Open => Label("? open:", "? 未確定："),
    }
}
