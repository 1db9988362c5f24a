use super::conditions::condition;
use super::manifest::ids;
use super::names::Context;
use crate::framework::model::{Criterion, Level, RubricIx, StageIx};
use crate::framework::raw::{At, Name, RawCriterion, RawLevel};
use crate::source::{Diagnostic, codes};
use crate::text::say;

/// Compiles a criterion whose levels are its own, or those of the level set at a position, where they are checked.
pub(super) fn criterion(
    raw: RawCriterion,
    set: Option<usize>,
    rubric: RubricIx,
    cx: &mut Context<'_>,
) -> Option<Criterion> {
    match (&raw.levels, set) {
        (Some(name), None) => cx.report_unknown_level_set(name),
        (None, _) => check_levels(&raw.level, cx),
        (Some(_), Some(_)) => {}
    }
    if let Some(span) = raw.not_applicable.key_span.as_ref().filter(|_| !raw.may_not_apply) {
        let message = say!(
            "nobody may say that this criterion does not apply",
            "この評価項目には「該当しない」と回答できません"
        );
        let help = say!(
            "add `may_not_apply = true`, or remove `not_applicable`",
            "`may_not_apply = true` を加えるか、`not_applicable` を削除してください。"
        );
        cx.report(Diagnostic::new(codes::NOT_OFFERED, message).help(help), span);
    }
    let evidence_from = raw.evidence_from.map(|from| evidence_from(&from, raw.level.len(), cx));
    let weights = weights(raw.weight, cx);
    let sources = raw.sources.iter().filter_map(|name| cx.citation(name)).collect();
    let condition = condition(raw.applies_if, cx);
    let levels = levels(raw.level);
    Some(Criterion {
        id: raw.id?.it,
        renamed_from: ids(raw.renamed_from),
        rubric,
        title: raw.title,
        question: raw.question?,
        why: raw.why,
        guidance: raw.guidance,
        checks: raw.checks,
        proof: raw.proof,
        origin: raw.origin,
        sources,
        weights,
        condition,
        may_not_apply: raw.may_not_apply,
        met_if_not_applicable: raw.not_applicable.it.is_some() && raw.may_not_apply,
        evidence_from,
        valid_days: raw.valid_days.and_then(|days| u32::try_from(days.it).ok()),
        level_set: set,
        levels: levels?,
    })
}

fn evidence_from(from: &At<i64>, levels: usize, cx: &mut Context<'_>) -> u8 {
    let level = u8::try_from(from.it).unwrap_or(u8::MAX);
    if usize::from(level) >= levels && levels > 0 && !cx.hides("level") {
        let top = levels - 1;
        let message = say!(
            "`evidence_from` is above the top level {top}",
            "`evidence_from` が最上位のレベル{top}を超えています"
        );
        cx.report(Diagnostic::new(codes::NO_SUCH_LEVEL, message), &from.span);
    }
    level
}

fn weights(raw: Vec<(Name, i64)>, cx: &mut Context<'_>) -> Vec<(StageIx, u32)> {
    let weight = |(name, weight): (Name, i64)| Some((cx.stage(&name)?, u32::try_from(weight).ok()?));
    let mut weights: Vec<_> = raw.into_iter().filter_map(weight).collect();
    weights.sort_unstable();
    weights
}

/// Reports falling values, and a next step on the top level.
pub(super) fn check_levels(raw: &[RawLevel], cx: &mut Context<'_>) {
    // If not all levels could be read, the lowest and the top one are unknown.
    if !cx.hides("level") {
        // A single level is both the lowest and the top one, which has been reported.
        if raw.len() > 1 {
            check_values(raw, raw.len() - 1, cx);
        }
        if let Some(level) = raw.last() {
            check_top(level, cx);
        }
    }
}

fn levels(raw: Vec<RawLevel>) -> Option<Vec<Level>> {
    let top = raw.len().saturating_sub(1);
    let level = |(position, level): (usize, RawLevel)| {
        let below = position < top;
        let effort = level.effort.as_ref().filter(|_| below);
        Some(Level {
            value: value(&level, position, top),
            effort: effort.and_then(|effort| u32::try_from(effort.it).ok()),
            lead_weeks: level.lead_weeks.filter(|_| below).map(|weeks| weeks.it).unwrap_or_default(),
            next: level.next.it.filter(|_| below),
            says: level.says?,
            short: level.short,
            proof: level.proof,
        })
    };
    raw.into_iter().enumerate().map(level).collect()
}

/// Reports a next step on the top level.
fn check_top(level: &RawLevel, cx: &mut Context<'_>) {
    let unused = [
        ("next", level.next.key_span.as_ref()),
        ("effort", level.effort.as_ref().map(|at| &at.span)),
        ("lead_weeks", level.lead_weeks.as_ref().map(|at| &at.span)),
    ];
    for (key, span) in unused {
        let Some(span) = span else { continue };
        let message =
            say!("`{key}` on the top level is not used", "最上位のレベルに書いた `{key}` は使われません");
        cx.report(Diagnostic::new(codes::TOP_LEVEL_KEY, message).key(key), span);
    }
}

/// The value of a level in percent: as given, or in even steps, rounded down.
fn value(level: &RawLevel, position: usize, top: usize) -> u8 {
    let written = level.value.as_ref().and_then(|value| u8::try_from(value.it).ok());
    written.unwrap_or_else(|| u8::try_from(100 * position / top.max(1)).unwrap_or(100))
}

fn check_values(levels: &[RawLevel], top: usize, cx: &mut Context<'_>) {
    let mut last = 0;
    for (position, level) in levels.iter().enumerate() {
        let value = value(level, position, top);
        let problem = if position == 0 && value != 0 {
            Some(say!(
                "the lowest level is worth 0, not {value}",
                "最下位のレベルの値は 0 です（{value} は使えません）"
            ))
        } else if position == top && value != 100 {
            Some(say!(
                "the top level is worth 100, not {value}",
                "最上位のレベルの値は 100 です（{value} は使えません）"
            ))
        } else if value < last {
            Some(say!(
                "values must not fall: {last}, then {value}",
                "値が下がっています（{last} の次が {value}）"
            ))
        } else {
            None
        };
        last = value;
        if let Some(message) = problem {
            let span = level.value.as_ref().map_or(&level.span, |value| &value.span);
            cx.report(Diagnostic::new(codes::BAD_VALUES, message).key("value"), span);
        }
    }
}
