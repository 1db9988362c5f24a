use crate::advice::FitStatus;
use crate::framework::Verdict;
use crate::report::words::verdict_meaning;
use crate::scoring::StageResult;
use crate::text::Label;

/// What a verdict means for this stage: "not ready" can be for lack of points, or because of a gate alone.
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

pub(super) fn programme_status(status: FitStatus) -> Label {
    match status {
        FitStatus::Fits => Label("fits now", "現時点で対象"),
        FitStatus::FitsAfter => Label("fits later", "条件を満たせば対象"),
        FitStatus::Unknown => Label("cannot be told yet", "まだ判断できない"),
        FitStatus::NotForYou => Label("is for others", "対象外"),
        FitStatus::Closed => Label("has ended", "終了"),
    }
}
