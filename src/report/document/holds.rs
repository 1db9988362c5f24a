use super::Edition;
use crate::advice::{GateStanding, Hold, Loss, LossReason, StageExplanation};
use crate::framework::CriterionIx;
use crate::report::markup::each;
use crate::report::words;
use crate::scoring::{GateResult, Percent};
use crate::text::{Bilingual, say};

/// How many obstacles page one shows; the others are further down.
pub(super) const SHOWN: usize = 3;

impl Edition<'_> {
    /// What keeps the next stage from being ready.
    pub(super) fn holds(&self) -> String {
        let Some(stage) = self.explanation.focus() else { return self.nothing_holds() };
        let name = self.words.stage(stage.result.stage);
        let holds = stage.holds();
        let more = holds.len().saturating_sub(SHOWN);
        let blocks: String = holds.iter().take(SHOWN).map(|hold| self.hold(stage, hold)).collect();
        let link = if more == 0 {
            String::new()
        } else {
            self.more("lost", say!("{more} more under “Points lost”", "ほか{more}件（「失点の内訳」に記載）"))
        };
        let head = say!("What holds back {name}", "「{name}」の妨げになっているもの");
        let body = format!("<p>{}</p><ul class=\"blocks\">{blocks}</ul>{link}", self.say(standing(stage)));
        self.part_of_page_one("holds", "holds", head, &body)
    }

    /// With all stages ready: the narrowest margin, and what would widen it.
    fn nothing_holds(&self) -> String {
        let head = say!("Nothing holds it back", "妨げになっているものはありません");
        let Some(stage) = self.explanation.weakest() else {
            return self.part_of_page_one("holds", "holds", head, "");
        };
        let (name, margin) = (self.words.stage(stage.result.stage), signless(stage.margin()));
        let mut text = say!(
            "The narrowest margin is {name}: {margin} points above what it needs.",
            "余裕が最も小さいのは「{name}」で、基準を{margin}ポイント上回っています。"
        );
        let blocks: String =
            stage.losses.iter().take(SHOWN).map(|loss| self.lost_points(stage, loss)).collect();
        if blocks.is_empty() {
            return self.part_of_page_one("holds", "holds", head, &format!("<p>{}</p>", self.say(text)));
        }
        text.en += " Most is lost there by:";
        text.ja += "失点が大きい項目：";
        let body = format!("<p>{}</p><ul class=\"blocks\">{blocks}</ul>", self.say(text));
        self.part_of_page_one("holds", "holds", head, &body)
    }

    fn hold(&self, stage: &StageExplanation<'_>, hold: &Hold<'_>) -> String {
        match hold {
            Hold::Gate(gate, reason) => self.shut_gate(*gate, *reason),
            Hold::Points(loss) => self.lost_points(stage, loss),
        }
    }

    fn shut_gate(&self, gate: GateResult, reason: LossReason) -> String {
        let Some(only) = self.words.framework[gate.gate].only() else {
            return self.shut_gate_of_several(gate);
        };
        let (criterion, need) = (only.criterion, only.at_least);
        let level = self.state(criterion).level().unwrap_or(0);
        let needed = {
            let text = self.words.level(criterion, need);
            self.say(say!("Needed: {text}", "必要：{text}"))
        };
        let (head, says) = match reason {
            LossReason::Level => (
                say!("Gate: level {level}, must be {need}", "必須条件：レベル{level}（{need}が必要）"),
                vec![self.say(self.level_says(criterion, level)), needed],
            ),
            LossReason::Unproven if self.state(criterion).is_proposed() => {
                let Bilingual { en, ja } = words::proposed(level);
                (say!("Gate: {en}", "必須条件：{ja}"), vec![self.claim(criterion, level)])
            }
            LossReason::Unproven => (
                say!(
                    "Gate: level {level} claimed, evidence missing",
                    "必須条件：レベル{level}と回答、根拠資料なし"
                ),
                vec![self.claim(criterion, level)],
            ),
            LossReason::Open => (
                say!(
                    "Gate: no answer yet, must be level {need}",
                    "必須条件：未回答・不明（レベル{need}が必要）"
                ),
                vec![needed],
            ),
        };
        self.block("gate", criterion, head, &says)
    }

    /// How many criteria are missing, and the state of each.
    fn shut_gate_of_several(&self, gate: GateResult) -> String {
        let assessment = &self.explanation.assessed.assessment;
        let standing = GateStanding::of(self.words.framework, gate, &assessment.states);
        let says: Vec<String> = standing
            .members
            .iter()
            .map(|(member, reached)| {
                let name = self.words.criterion(member.criterion);
                let state = match self.state(member.criterion).level() {
                    Some(level) => say!("level {level}", "レベル{level}"),
                    None => self.open_state(member.criterion),
                };
                let Bilingual { en: needs, ja: needs_ja } =
                    words::needed_of(*member, *reached, self.state(member.criterion));
                let Bilingual { en, ja } = state;
                self.say(say!("{name}: {en}{needs}", "{name}：{ja}{needs_ja}"))
            })
            .collect();
        let Bilingual { en, ja } = words::gate_standing(&standing);
        let head = say!("Gate: {en}", "必須条件：{ja}");
        let criteria: Vec<CriterionIx> =
            standing.members.iter().map(|(member, _)| member.criterion).collect();
        self.block_of("gate", &self.gate(gate.gate), &criteria, head, &says)
    }

    fn lost_points(&self, stage: &StageExplanation<'_>, loss: &Loss) -> String {
        let criterion = loss.criterion;
        let points = stage.result.percent(loss.points);
        let level = self.state(criterion).level().unwrap_or(0);
        let (head, says) = match loss.reason {
            LossReason::Level => (
                say!("−{points} points, level {level}", "−{points}ポイント、レベル{level}"),
                self.say(self.level_says(criterion, level)),
            ),
            LossReason::Unproven if self.state(criterion).is_proposed() => {
                let Bilingual { en, ja } = words::proposed(level);
                (say!("−{points} points, {en}", "−{points}ポイント、{ja}"), self.claim(criterion, level))
            }
            LossReason::Unproven => (
                say!(
                    "−{points} points, level {level} lacks evidence",
                    "−{points}ポイント、レベル{level}の根拠資料なし"
                ),
                self.claim(criterion, level),
            ),
            LossReason::Open => (
                say!("up to {points} points open", "最大{points}ポイントが未確定"),
                self.of(&self.words.framework[criterion].question),
            ),
        };
        self.block("pts", criterion, head, &[says])
    }

    /// Which step of the plan to the next stage deals with any of these criteria first, if any does.
    fn mended_by(&self, criteria: &[CriterionIx]) -> String {
        let Some((plan, _)) = self.way_to_next() else { return String::new() };
        let words = match plan.steps.iter().position(|step| criteria.contains(&step.criterion)) {
            Some(step) => {
                let number = step + 1;
                say!(" →\u{a0}step\u{a0}{number}", " →\u{a0}計画{number}")
            }
            None => say!(" · not\u{a0}in\u{a0}the\u{a0}plan", "・計画外"),
        };
        self.say(words)
    }

    fn claim(&self, criterion: CriterionIx, level: u8) -> String {
        let text = self.words.level(criterion, level);
        self.say(say!("Claimed: {text}", "回答：{text}"))
    }

    /// A criterion with remarks, which are HTML.
    pub(super) fn block(
        &self,
        class: &str,
        criterion: CriterionIx,
        head: Bilingual,
        says: &[String],
    ) -> String {
        self.block_of(class, &self.criterion(criterion), &[criterion], head, says)
    }

    /// As [`Self::block`], for several criteria under one name, which is HTML.
    fn block_of(
        &self,
        class: &str,
        name: &str,
        criteria: &[CriterionIx],
        head: Bilingual,
        says: &[String],
    ) -> String {
        let (head, mended) = (self.say(head), self.mended_by(criteria));
        let says: String = each(says, |text| format!("<span class=\"say\">{text}</span>"));
        format!("<li class=\"{class}\"><b>{name}</b> <span class=\"tag\">{head}{mended}</span>{says}</li>")
    }
}

/// How much is proven and needed, and how many gates are passed.
fn standing(stage: &StageExplanation<'_>) -> Bilingual {
    let (proven, needed) = (stage.result.proven(), stage.ready_at);
    let points = if stage.has_enough_points() {
        say!(
            "The points are enough: {proven}% is proven, {needed}% is needed.",
            "得点は足りています（根拠あり {proven}%、基準 {needed}%）。"
        )
    } else {
        say!("{proven}% is proven, {needed}% is needed.", "根拠あり {proven}%、基準 {needed}%。")
    };
    let (passed, gates) = stage.passed_gates();
    let Bilingual { en, ja } = if gates == 0 {
        say!("", "")
    } else if passed == gates {
        say!(" Every gate is passed.", "必須条件はすべて満たしています。")
    } else {
        say!(" Gates passed: {passed}\u{a0}of\u{a0}{gates}.", "必須条件{gates}件のうち{passed}件を充足。")
    };
    Bilingual { en: points.en + &en, ja: points.ja + &ja }
}

/// Tenths of a percent, not negative.
fn signless(tenths: i32) -> String {
    Percent::of(u64::from(tenths.unsigned_abs()), 1000).to_string()
}
