//! The words that reports share.

use crate::advice::{Cause, FitStatus};
use crate::framework::{Origin, Verdict};
use crate::scoring::{StageResult, State};
use crate::text::Label;

/// A verdict.
pub(super) fn verdict(verdict: Verdict) -> Label {
    match verdict {
        Verdict::Ready => Label("ready", "準備完了"),
        Verdict::Unproven => Label("unproven", "根拠不足"),
        Verdict::Open => Label("open", "未確定"),
        Verdict::NotReady => Label("not ready", "未達"),
        Verdict::NotAssessed => Label("not assessed", "評価対象なし"),
    }
}

/// What a verdict means, in one line.
pub(super) fn verdict_meaning(verdict: Verdict) -> Label {
    match verdict {
        Verdict::Ready => Label("ready on what is proven", "根拠資料のある回答だけで基準に達しています"),
        Verdict::Unproven => Label(
            "ready if your claims are true, but they are not proven",
            "回答どおりなら基準に達しますが、根拠資料が足りません",
        ),
        Verdict::Open => Label("open answers decide", "未回答・不明の項目しだいで決まります"),
        Verdict::NotReady => Label(
            "not ready, even with the best open answers",
            "未回答・不明の項目がすべて最良でも、基準または必須条件を満たしません",
        ),
        Verdict::NotAssessed => Label("no criterion applies", "該当する評価項目がありません"),
    }
}

/// What a verdict means for a stage as it stands: not ready for want of points, or for a gate alone.
pub(super) fn verdict_of(result: &StageResult, without_gates: Verdict) -> Label {
    match result.verdict {
        Verdict::NotReady if without_gates != Verdict::NotReady => {
            Label("not ready, for a gate is not met", "必須条件を満たしていません")
        }
        Verdict::NotReady if result.points.score == result.points.possible => {
            Label("not ready, the points fall short", "得点が基準に届きません")
        }
        Verdict::NotReady => Label(
            "not ready, even with the best open answers",
            "未回答・不明の項目がすべて最良でも、得点が基準に届きません",
        ),
        verdict => verdict_meaning(verdict),
    }
}

/// Why a criterion has no level.
pub(super) fn state(state: State) -> Label {
    match state {
        State::Level { .. } => Label("answered", "回答済み"),
        State::Unknown => Label("not known", "わからない"),
        State::Unanswered => Label("not answered", "未回答"),
        State::NotApplicable => Label("does not apply", "該当しない"),
        State::Skipped => Label("not asked", "対象外"),
    }
}

/// How a programme suits.
pub(super) fn fit(status: FitStatus) -> Label {
    match status {
        FitStatus::Fits => Label("fits now", "現時点で対象"),
        FitStatus::FitsAfter => Label("fits later", "条件を満たせば対象"),
        FitStatus::Unknown => Label("cannot be told yet", "まだ判断できない"),
        FitStatus::NotForYou => Label("is for others", "対象外"),
        FitStatus::Closed => Label("has ended", "終了"),
    }
}

/// Who says that a criterion matters.
pub(super) fn origin(origin: Option<Origin>) -> Label {
    match origin {
        Some(Origin::Article) => Label("the article", "記事"),
        Some(Origin::Source) => Label("another source", "他の資料"),
        Some(Origin::Proposal) => Label("our own proposal", "独自の提案"),
        None => Label("not stated", "記載なし"),
    }
}

/// What moved an assessment.
pub(super) fn cause(cause: Cause) -> Label {
    match cause {
        Cause::Framework => Label("framework", "フレームワーク"),
        Cause::Facts => Label("facts", "前提項目"),
        Cause::Age => Label("age of answers", "回答の経過日数"),
        Cause::Answers => Label("answers", "回答"),
        Cause::Evidence => Label("evidence", "根拠資料"),
    }
}
