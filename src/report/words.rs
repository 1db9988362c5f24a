//! The words that reports share.

use crate::advice::{Cause, FitStatus};
use crate::framework::{Origin, Verdict};
use crate::scoring::{self, StageResult, State};
use crate::text::Word;

/// A verdict.
pub(super) fn verdict(verdict: Verdict) -> Word {
    match verdict {
        Verdict::Ready => Word("ready", "準備完了"),
        Verdict::Unproven => Word("unproven", "根拠不足"),
        Verdict::Open => Word("open", "未確定"),
        Verdict::NotReady => Word("not ready", "未達"),
        Verdict::NotAssessed => Word("not assessed", "評価対象なし"),
    }
}

/// What a verdict means, in one line.
pub(super) fn verdict_meaning(verdict: Verdict) -> Word {
    match verdict {
        Verdict::Ready => Word("ready on what is proven", "根拠資料のある回答だけで基準に達しています"),
        Verdict::Unproven => Word(
            "ready if your claims are true, but they are not proven",
            "回答どおりなら基準に達しますが、根拠資料が足りません",
        ),
        Verdict::Open => Word("open answers decide", "未回答・不明の項目しだいで決まります"),
        Verdict::NotReady => Word(
            "not ready, even with the best open answers",
            "未回答・不明の項目がすべて最良でも、基準または必須条件を満たしません",
        ),
        Verdict::NotAssessed => Word("no criterion applies", "該当する評価項目がありません"),
    }
}

/// What a verdict means for a stage as it stands: not ready for want of points, or for a gate alone.
pub(super) fn verdict_of(result: &StageResult, ready_at: u8) -> Word {
    match result.verdict {
        Verdict::NotReady if scoring::verdict(result.points, &[], ready_at) != Verdict::NotReady => {
            Word("not ready, for a gate is not met", "必須条件を満たしていません")
        }
        Verdict::NotReady if result.points.score == result.points.possible => {
            Word("not ready, the points fall short", "得点が基準に届きません")
        }
        Verdict::NotReady => Word(
            "not ready, even with the best open answers",
            "未回答・不明の項目がすべて最良でも、得点が基準に届きません",
        ),
        verdict => verdict_meaning(verdict),
    }
}

/// Why a criterion has no level.
pub(super) fn state(state: State) -> Word {
    match state {
        State::Level { .. } => Word("answered", "回答済み"),
        State::Unknown => Word("not known", "わからない"),
        State::Unanswered => Word("not answered", "未回答"),
        State::NotApplicable => Word("does not apply", "該当しない"),
        State::Skipped => Word("not asked", "対象外"),
    }
}

/// How a programme suits.
pub(super) fn fit(status: FitStatus) -> Word {
    match status {
        FitStatus::Fits => Word("fits now", "現時点で対象"),
        FitStatus::FitsAfter => Word("fits later", "条件を満たせば対象"),
        FitStatus::Unknown => Word("cannot be told yet", "まだ判断できない"),
        FitStatus::NotForYou => Word("is for others", "対象外"),
        FitStatus::Closed => Word("has ended", "終了"),
    }
}

/// Who says that a criterion matters.
pub(super) fn origin(origin: Option<Origin>) -> Word {
    match origin {
        Some(Origin::Article) => Word("the article", "記事"),
        Some(Origin::Source) => Word("another source", "他の資料"),
        Some(Origin::Proposal) => Word("our own proposal", "独自の提案"),
        None => Word("not stated", "記載なし"),
    }
}

/// What moved an assessment.
pub(super) fn cause(cause: Cause) -> Word {
    match cause {
        Cause::Framework => Word("framework", "フレームワーク"),
        Cause::Facts => Word("facts", "前提項目"),
        Cause::Age => Word("age of answers", "回答の経過日数"),
        Cause::Answers => Word("answers", "回答"),
        Cause::Evidence => Word("evidence", "根拠資料"),
    }
}
