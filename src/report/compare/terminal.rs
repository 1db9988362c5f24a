use super::ComparisonView;
use crate::advice::{Cause, CriterionChange, FactChange, StageChange, Standing, StandingChange};
use crate::framework::{ChoiceIx, Framework, Verdict};
use crate::report::page::{Page, Terminal};
use crate::report::words;
use crate::say;
use crate::scoring::State;
use crate::text::{Lang, clean, pad, width};

/// Columns of the widest number with its sign.
const NUMBER: usize = 6;

/// What changed between two sheets, and what moved it, ending in a line break.
pub fn terminal(view: &ComparisonView<'_>, terminal: Terminal) -> String {
    let mut page = Page::new(terminal);
    head(&mut page, view);
    for change in &view.comparison.stages {
        stage(&mut page, view, change);
    }
    let lang = view.new.lang;
    page.gap();
    page.aside(
        lang.of(
            "Percent of the points, rounded down; the parts are differences of the numbers shown and add up.",
            "数値は得点率（%、切り捨て）。内訳は表示値どうしの差で、合計は必ず一致します。",
        ),
        "",
    );
    facts(&mut page, view);
    criteria(&mut page, view);
    not_carried(&mut page, view);
    if let Some(disclaimer) = view.new.framework.disclaimer() {
        page.gap();
        page.aside(disclaimer.to(view.new.language()), "");
    }
    page.finish()
}

fn head(page: &mut Page, view: &ComparisonView<'_>) {
    let ComparisonView { old, new, comparison, .. } = view;
    let lang = new.lang;
    let nobody = lang.of("(no name)", "（名称未記入）");
    page.heading(new.assessed.sheet.subject.as_deref().unwrap_or(nobody));
    let title = new.framework.title().to(new.language());
    let (version, before) = (new.framework.version(), old.framework.version());
    let (from, to) = (old.assessed.as_of, new.assessed.as_of);
    let line = if old.framework.digest() == new.framework.digest() {
        say!("{title} {version}, from {from} to {to}", "{title} {version}、{from} から {to} まで")
    } else {
        say!(
            "{title}, from {before} as of {from} to {version} as of {to}",
            "{title}、{before}（{from} 時点）から {version}（{to} 時点）まで"
        )
    };
    page.aside(line.to(lang), "");
    let (was, is, all) = (comparison.old_reached, comparison.new_reached, new.framework.stages().len());
    page.heading(lang.of("What changed", "変化のまとめ"));
    let reached = if was == is {
        say!("{is} of {all} stages reached, as before.", "{all}段階のうち{is}段階に到達（前回と同じ）。")
    } else {
        say!(
            "{is} of {all} stages reached; before, it was {was}.",
            "{all}段階のうち{is}段階に到達（前回は{was}段階）。"
        )
    };
    let paint = page.terminal.paint;
    page.styled(reached.to(lang), "", |line| match is.cmp(&was) {
        std::cmp::Ordering::Less => paint.bad(line),
        std::cmp::Ordering::Equal => line.to_owned(),
        std::cmp::Ordering::Greater => paint.good(line),
    });
}

fn stage(page: &mut Page, view: &ComparisonView<'_>, change: &StageChange) {
    let lang = view.new.lang;
    let title = match (change.new, change.old) {
        (Some(stage), _) => {
            format!("{} {}", stage.get() + 1, view.new.framework[stage].title.to(view.new.language()))
        }
        (None, Some(stage)) => view.old.framework[stage].title.to(view.old.language()).to_owned(),
        (None, None) => return,
    };
    let (before, now) = (change.before(), change.current());
    let (was, is) = (verdict(before, lang), verdict(now, lang));
    let head = if was == is {
        say!("{title}: {is}, as before", "{title}：{is}（前回と同じ）")
    } else {
        say!("{title}: {was} -> {is}", "{title}：{was} -> {is}")
    };
    page.gap();
    let paint = page.terminal.paint;
    page.styled(head.to(lang), "", |line| match (change.is_worse(), before.verdict < now.verdict) {
        (true, _) => paint.bad(line),
        (_, true) => paint.good(line),
        _ => line.to_owned(),
    });
    waterfall(page, change, lang);
}

/// The numbers of before, what each cause added, and the numbers of now; of a stage that never moved only those.
fn waterfall(page: &mut Page, change: &StageChange, lang: Lang) {
    let shown: Vec<Cause> = Cause::ALL
        .into_iter()
        .filter(|cause| change.part(*cause) != StandingChange::default() || turned(change, *cause).is_some())
        .collect();
    let label = |cause: Cause| words::cause(cause).to(lang);
    let [before, now] = [lang.of("before", "前回"), lang.of("now", "今回")];
    let labels = shown.iter().map(|cause| label(*cause)).chain([before, now]);
    let columns = labels.map(width).max().unwrap_or_default();
    let heads = lang.of(["proven", "score", "possible"], ["根拠あり", "回答どおり", "最大"]);
    let row = |label: &str, numbers: [String; 3]| {
        let mut line = format!("  {}", pad(label, columns));
        for (number, head) in numbers.iter().zip(heads) {
            let cell = 2 + width(head).max(NUMBER);
            line.extend(std::iter::repeat_n(' ', cell.saturating_sub(width(number))));
            line += number;
        }
        line
    };
    let standing = |standing: Standing| standing.percents().map(|percent| percent.to_string());
    let paint = page.terminal.paint;
    page.raw(&paint.dim(&row("", heads.map(str::to_owned))));
    if !shown.is_empty() {
        page.raw(&row(before, standing(change.before())));
    }
    for cause in &shown {
        let part = change.part(*cause);
        let line = row(label(*cause), [part.proven, part.score, part.possible].map(signed));
        let Some(verdict) = turned(change, *cause) else {
            page.raw(&line);
            continue;
        };
        let turn = format!("  -> {}", words::verdict(verdict).to(lang));
        let fits = width(&line) + width(&turn) <= page.terminal.columns;
        let turn = paint.verdict(verdict, &turn);
        page.raw(&if fits { line + &turn } else { format!("{line}\n  {turn}") });
    }
    page.raw(&row(now, standing(change.current())));
}

/// The verdict that a cause turned to, if it turned one.
fn turned(change: &StageChange, cause: Cause) -> Option<Verdict> {
    let before = change.standings[cause as usize].verdict;
    change.after(cause).verdict.filter(|verdict| before != Some(*verdict))
}

fn verdict(standing: Standing, lang: Lang) -> &'static str {
    match standing.verdict {
        Some(verdict) => words::verdict(verdict).to(lang),
        None => lang.of("no such stage", "該当する段階なし"),
    }
}

/// Tenths with their sign; none has none.
fn signed(tenths: i32) -> String {
    let sign = match tenths {
        0 => return "0.0".to_owned(),
        1.. => '+',
        _ => '-',
    };
    format!("{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10)
}

fn facts(page: &mut Page, view: &ComparisonView<'_>) {
    let (framework, lang) = (view.new.framework, view.new.lang);
    if view.comparison.facts.is_empty() {
        return;
    }
    page.heading(lang.of("Facts that changed", "変わった前提項目"));
    for FactChange { fact, old, new } in &view.comparison.facts {
        let list = |choices: &[ChoiceIx]| {
            let labels = choices.iter().map(|choice| framework[*fact].label(*choice, view.new.language()));
            let labels: Vec<_> = labels.collect();
            if labels.is_empty() {
                lang.of("not given", "未回答").to_owned()
            } else {
                labels.join(lang.of(", ", "、"))
            }
        };
        let (id, old, new) = (&framework[*fact].id, list(old), list(new));
        page.item("  - ", say!("{id}: {old} -> {new}", "{id}：{old} -> {new}").to(lang), str::to_owned);
    }
}

fn criteria(page: &mut Page, view: &ComparisonView<'_>) {
    let lang = view.new.lang;
    page.heading(lang.of("Criteria that changed", "変わった評価項目"));
    if view.comparison.criteria.is_empty() {
        page.paragraph(lang.of("None.", "ありません。"));
    }
    for change in &view.comparison.criteria {
        criterion(page, view, change);
    }
}

fn criterion(page: &mut Page, view: &ComparisonView<'_>, change: &CriterionChange) {
    let lang = view.new.lang;
    let (framework, index, language): (&Framework, _, _) = match (change.new, change.old) {
        (Some(index), _) => (view.new.framework, index, view.new.language()),
        (None, Some(index)) => (view.old.framework, index, view.old.language()),
        (None, None) => return,
    };
    let name = framework[index].name(language);
    let (was, is) = (state(change.old_state, lang), state(change.new_state, lang));
    let moved = if was == is {
        say!("{name}: {is}, as before", "{name}：{is}（前回と同じ）")
    } else {
        say!("{name}: {was} -> {is}", "{name}：{was} -> {is}")
    };
    page.item("  - ", moved.to(lang), str::to_owned);
    for (text, mark) in change
        .evidence_added
        .iter()
        .map(|text| (text, '+'))
        .chain(change.evidence_gone.iter().map(|text| (text, '-')))
    {
        let text = clean(text);
        page.item("    ", say!("evidence {mark} {text}", "根拠資料 {mark} {text}").to(lang), str::to_owned);
    }
    let causes: Vec<_> = change.causes.iter().map(|cause| words::cause(*cause).to(lang)).collect();
    let causes = match causes.as_slice() {
        [] => lang.of("no effect", "影響なし").to_owned(),
        causes => causes.join(lang.of(", ", "、")),
    };
    let id = &framework[index].id;
    let renamed = match (change.old, change.new) {
        (Some(old), Some(_)) if view.old.framework[old].id != *id => {
            let old = &view.old.framework[old].id;
            say!(", before: {old}", "（旧 {old}）").to(lang).to_owned()
        }
        _ => String::new(),
    };
    page.aside(&format!("[{id}{renamed}; {causes}]"), "    ");
}

fn state(state: Option<State>, lang: Lang) -> String {
    match state {
        None => lang.of("not in this framework", "フレームワークになし").to_owned(),
        Some(State::Level { claimed, proven }) if proven < claimed => {
            say!("level {claimed} (proven {proven})", "レベル{claimed}（根拠ありは {proven}）")
                .to(lang)
                .to_owned()
        }
        Some(State::Level { claimed, .. }) => say!("level {claimed}", "レベル{claimed}").to(lang).to_owned(),
        Some(other) => words::state(other).to(lang).to_owned(),
    }
}

fn not_carried(page: &mut Page, view: &ComparisonView<'_>) {
    let lang = view.new.lang;
    if view.not_carried.is_empty() {
        return;
    }
    page.heading(lang.of(
        "Old answers that the new framework cannot take",
        "新しいフレームワークに引き継げなかった前回の回答",
    ));
    for one in view.not_carried {
        page.item("  - ", one.message.to(lang), str::to_owned);
    }
}
