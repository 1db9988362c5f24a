//! Words shared by reports.

#[cfg(feature = "cli")]
use jiff::civil::Date;

use crate::advice::{FitStatus, GateStanding, Plan};
#[cfg(feature = "cli")]
use crate::framework::MonthRange;
use crate::framework::{Framework, GateMember, Verdict, WeekRange};
#[cfg(feature = "cli")]
use crate::scoring::RubricPoints;
use crate::scoring::{Expired, State};
use crate::text::{Bilingual, Label, Lang, count, say};

/// A text that can be shown in the language of a page.
pub(super) trait Words {
    fn to(&self, lang: Lang) -> &str;
}

impl Words for str {
    fn to(&self, _: Lang) -> &str {
        self
    }
}

impl Words for String {
    fn to(&self, _: Lang) -> &str {
        self
    }
}

impl Words for Bilingual {
    fn to(&self, lang: Lang) -> &str {
        self.to(lang)
    }
}

impl Words for Label {
    fn to(&self, lang: Lang) -> &str {
        (*self).to(lang)
    }
}

impl<T: Words + ?Sized> Words for &T {
    fn to(&self, lang: Lang) -> &str {
        (**self).to(lang)
    }
}

pub(super) fn verdict(verdict: Verdict) -> Label {
    match verdict {
        Verdict::Ready => Label("ready", "準備完了"),
        Verdict::Unproven => Label("unproven", "根拠不足"),
        Verdict::Open => Label("open", "未確定"),
        Verdict::NotReady => Label("not ready", "未達"),
        Verdict::NotAssessed => Label("not assessed", "評価対象なし"),
    }
}

#[cfg(feature = "xlsx")]
pub(super) fn verdict_meaning(verdict: Verdict) -> Label {
    match verdict {
        Verdict::Ready => Label("ready on what is proven", "根拠資料のある回答だけで基準に達しています"),
        Verdict::Unproven => Label(
            "ready if your claims are true, but they are not proven",
            "回答どおりなら基準に達しますが、実証されていない回答があります",
        ),
        Verdict::Open => Label("open answers decide", "未回答・不明の項目しだいで決まります"),
        Verdict::NotReady => Label(
            "not ready, even with the best open answers",
            "未回答・不明の項目がすべて最良でも、基準または必須条件を満たしません",
        ),
        Verdict::NotAssessed => Label("no criterion applies", "該当する評価項目がありません"),
    }
}

#[cfg(feature = "cli")]
pub(super) const BEST_FOUND: Label = Label(
    "The search was stopped at its limit of steps: there may be a better plan.",
    "探索を手数の上限で打ち切りました。より良い計画があるかもしれません。",
);

#[cfg(feature = "cli")]
pub(super) const PROFILE: Label = Label("How well each piece of advice is followed", "助言ごとの達成度");

/// The proven, claimed and possible percent of a rubric; dashes if nothing of it counts.
#[cfg(feature = "cli")]
pub(super) fn percents(own: Option<RubricPoints>) -> [String; 3] {
    let percents = own.and_then(RubricPoints::percents);
    percents.map_or_else(|| [(); 3].map(|()| "–".to_owned()), |all| all.map(|one| one.to_string()))
}

pub(super) fn ready_means(means: &str) -> Bilingual {
    say!("Ready here means: {means}", "準備完了とは：{means}")
}

/// A range of weeks, as one number if both ends are equal.
pub(super) fn weeks(weeks: WeekRange) -> Bilingual {
    let WeekRange { from, to } = weeks;
    if from == to {
        let weeks = count(to, "week");
        return say!("{weeks}", "{to}週");
    }
    say!("{from}-{to} weeks", "{from}〜{to}週")
}

/// What a plan counts if the framework gives no effort.
pub(super) fn counted(framework: &Framework) -> Option<Bilingual> {
    framework.counts_steps().then(|| {
        say!(
            "The framework gives no effort: each level up, and each proof of a claim, counts as one.",
            "このフレームワークには工数の記載がないため、1レベル上げること、回答1件の根拠資料をそろえることを、それぞれ1ステップと数えています。"
        )
    })
}

/// Whether the number of steps is all there is to say about a plan's effort, each counting as one.
#[cfg(feature = "cli")]
pub(super) fn is_counted_by_steps(framework: &Framework, plan: &Plan) -> bool {
    framework.counts_steps() && u64::try_from(plan.steps.len()) == Ok(plan.effort)
}

/// To what extent steps can be done in parallel.
pub(super) fn side_by_side(plan: &Plan) -> Option<Bilingual> {
    let (steps, WeekRange { from, to }) = (plan.steps.len(), plan.weeks());
    let [from_en, to_en] = [from, to].map(|weeks| count(weeks, "week"));
    (steps > 1 && plan.is_in_weeks).then(|| {
        say!(
            "All {steps} side by side, each with its own person: {from_en}; one person alone: up to {to_en}.",
            "{steps}件とも担当者を分ければ並行でき、最短{from}週です。1人で順に進めると最長{to}週です。"
        )
    })
}

/// A range of weeks, with months if those say more.
#[cfg(feature = "cli")]
pub(super) fn span(weeks: WeekRange) -> Bilingual {
    let (Bilingual { en, ja }, MonthRange { from, to }) = (self::weeks(weeks), weeks.months());
    match (from, to) {
        (_, 0..=2) => say!("{en}", "{ja}"),
        (0, _) => say!("{en} (up to {to} months)", "{ja}（{to}か月以内）"),
        _ if from == to => say!("{en} ({to} months)", "{ja}（{to}か月）"),
        _ => say!("{en} ({from} to {to} months)", "{ja}（{from}〜{to}か月）"),
    }
}

#[cfg(feature = "cli")]
pub(super) fn month(day: Date) -> Bilingual {
    let (name, year, month) = (day.strftime("%B %Y"), day.year(), day.month());
    say!("{name}", "{year}年{month}月")
}

pub(super) fn expired(expired: Expired) -> Bilingual {
    let date = expired.date;
    match expired.level {
        Some(level) => say!("expired (level {level}, {date})", "期限切れ（レベル{level}、{date}）"),
        None => say!("expired (does not apply, {date})", "期限切れ（該当しない、{date}）"),
    }
}

pub(super) fn proposed(level: u8) -> Bilingual {
    say!("level {level} proposed, not confirmed", "レベル{level}の提案（未確認）")
}

/// The heading of the points to check.
pub(super) const CHECKS: Label = crate::answers::words::CHECKS;

pub(super) use crate::answers::words::proposal;

pub(super) fn state(state: State) -> Label {
    match state {
        State::Level { .. } => Label("answered", "回答済み"),
        State::Unknown => Label("not known", "わからない"),
        State::Unanswered => Label("not answered", "未回答"),
        State::NotApplicable => Label("does not apply", "該当しない"),
        State::Skipped => Label("not asked", "対象外"),
    }
}

pub(super) fn programme_status(status: FitStatus) -> Label {
    match status {
        FitStatus::Fits => Label("fits now", "現時点で対象"),
        FitStatus::FitsAfter => Label("fits later", "条件を満たせば対象"),
        FitStatus::Unknown => Label("not clear yet", "まだ判断できない"),
        FitStatus::NotForYou => Label("is for others", "対象外"),
        FitStatus::Closed => Label("has ended", "終了"),
    }
}

/// How many criteria are missing from a gate that asks for several.
pub(super) fn gate_standing(standing: &GateStanding) -> Bilingual {
    let GateStanding { need, reached, ref members } = *standing;
    let (left, missing) = (members.len(), standing.missing());
    say!(
        "Any {need} of {left} needed: {reached} met, {missing} missing",
        "次の{left}項目のうち{need}項目が必要（充足{reached}、不足{missing}）"
    )
}

/// What such a gate still needs of a criterion, to be appended to its level.
pub(super) fn needed_of(member: GateMember, reached: bool, state: State) -> Bilingual {
    let least = member.at_least;
    if reached && state.proven().is_none_or(|proven| proven < least) {
        say!(", met once proven (level {least})", "（根拠資料があれば充足、レベル{least}以上）")
    } else if reached {
        say!(", met (level {least})", "（充足、レベル{least}以上）")
    } else {
        say!(", needs level {least}", "（レベル{least}が必要）")
    }
}
