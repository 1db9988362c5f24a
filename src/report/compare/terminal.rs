use std::cmp::Ordering;

use super::ComparisonView;
use crate::advice::{Cause, CriterionChange, FactChange, RubricChange, StageChange, Standing};
use crate::framework::{ChoiceIx, CriterionIx};
use crate::report::{Localized, Page, Terminal, View, words};
use crate::scoring::State;
use crate::text::{Label, clean, pad, say, width};

const NUMBER: usize = 6;

/// What changed between two sheets, and why, ending in a line break.
pub fn terminal(view: &ComparisonView<'_>, terminal: Terminal) -> String {
    let (old, new) = (view.old.text(), view.new.text());
    let mut out = ComparisonPage { page: Page::new(new.lang, terminal), old, new, view: *view };
    out.head();
    view.comparison.stages.iter().for_each(|change| out.stage(change));
    out.page.gap();
    out.page.note(Label(
        "Percent of the points, rounded down; the parts are differences of the numbers shown and add up.",
        "数値は得点率（%、切り捨て）。内訳は表示値どうしの差で、合計は必ず一致します。",
    ));
    out.profile();
    out.facts();
    out.criteria();
    out.not_carried();
    out.page.finish_with_disclaimer(new.framework)
}

struct ComparisonPage<'a> {
    page: Page,
    old: Localized<'a>,
    new: Localized<'a>,
    view: ComparisonView<'a>,
}

impl ComparisonPage<'_> {
    fn head(&mut self) {
        let ComparisonView { old, new, comparison, .. } = self.view;
        let title = self.new.of(new.framework.title());
        let (version, before) = (new.framework.version(), old.framework.version());
        let (from, to) = (old.assessed.as_of, new.assessed.as_of);
        let judged = if old.framework.digest() == new.framework.digest() {
            say!("{title} {version}, from {from} to {to}", "{title} {version}、{from} から {to} まで")
        } else {
            say!(
                "{title}, from {before} as of {from} to {version} as of {to}",
                "{title}、{before}（{from} 時点）から {version}（{to} 時点）まで"
            )
        };
        self.page.company(new.assessed.sheet.subject.as_deref(), &judged);
        let (was, is, all) = (comparison.old_reached, comparison.new_reached, new.framework.stages().len());
        self.page.heading(Label("What changed", "変化のまとめ"));
        let reached = if was == is {
            say!("{is} of {all} stages reached, as before.", "{all}段階のうち{is}段階に到達（前回と同じ）。")
        } else {
            say!(
                "{is} of {all} stages reached; before, it was {was}.",
                "{all}段階のうち{is}段階に到達（前回は{was}段階）。"
            )
        };
        let paint = self.page.terminal.paint;
        self.page.styled(reached, "", |line| match is.cmp(&was) {
            Ordering::Less => paint.bad(line),
            Ordering::Equal => line.to_owned(),
            Ordering::Greater => paint.good(line),
        });
    }

    fn stage(&mut self, change: &StageChange) {
        let title = match (change.new, change.old) {
            (Some(stage), _) => self.new.numbered_stage(stage),
            (None, Some(stage)) => self.old.stage(stage).to_owned(),
            (None, None) => return,
        };
        let (before, now) = (change.before(), change.current());
        let [was, is] = [before, now].map(|standing| {
            let none = Label("no such stage", "該当する段階なし");
            standing.verdict.map_or(none, words::verdict).to(self.page.lang)
        });
        let head = if was == is {
            say!("{title}: {is}, as before", "{title}：{is}（前回と同じ）")
        } else {
            say!("{title}: {was} -> {is}", "{title}：{was} -> {is}")
        };
        self.page.gap();
        let paint = self.page.terminal.paint;
        self.page.styled(head, "", |line| match (change.is_worse(), before.verdict < now.verdict) {
            (true, _) => paint.bad(line),
            (_, true) => paint.good(line),
            _ => line.to_owned(),
        });
        self.waterfall(change);
    }

    /// The numbers before, the contribution of each cause, and the numbers now; only the latter if a stage never
    /// changed.
    fn waterfall(&mut self, change: &StageChange) {
        let lang = self.page.lang;
        let shown = change.causes();
        let label = |cause: &Cause| cause_word(*cause).to(lang);
        let [before, now] = lang.of(["before", "now"], ["前回", "今回"]);
        let labels = shown.iter().map(label).chain([before, now]);
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
        let standing = |standing: Standing| standing.points.percents().map(|percent| percent.to_string());
        let paint = self.page.terminal.paint;
        self.page.raw(&paint.dim(&row("", heads.map(str::to_owned))));
        if !shown.is_empty() {
            self.page.raw(&row(before, standing(change.before())));
        }
        for cause in &shown {
            let part = change.part(*cause);
            let line = row(label(cause), [part.proven, part.score, part.possible].map(signed));
            let Some(verdict) = change.turned_by(*cause) else {
                self.page.raw(&line);
                continue;
            };
            let turn = format!("  -> {}", words::verdict(verdict).to(lang));
            let fits = width(&line) + width(&turn) <= self.page.terminal.columns;
            let turn = paint.verdict(verdict, &turn);
            self.page.raw(&if fits { line + &turn } else { format!("{line}\n  {turn}") });
        }
        self.page.raw(&row(now, standing(change.current())));
    }

    fn profile(&mut self) {
        self.page.heading(words::PROFILE);
        let paint = self.page.terminal.paint;
        for RubricChange { old, new } in &self.view.comparison.profile {
            let name = match (new, old) {
                (Some(own), _) => self.new.rubric(own.rubric),
                (None, Some(own)) => self.old.rubric(own.rubric),
                (None, None) => continue,
            };
            let [before, now] = [old, new].map(|own| words::percents(*own));
            let [proven, score, _] = std::array::from_fn(|number| match (&before[number], &now[number]) {
                (was, is) if was == is => is.clone(),
                (was, is) => format!("{was} -> {is}"),
            });
            let line = say!(
                "{name}: proven {proven}, score {score}",
                "{name}：根拠あり {proven}、回答どおり {score}"
            );
            let style = |line: &str| if before == now { paint.dim(line) } else { line.to_owned() };
            self.page.styled_item("  - ", line, style);
        }
    }

    fn facts(&mut self) {
        if !self.view.comparison.facts.is_empty() {
            self.page.heading(Label("Facts that changed", "変わった前提項目"));
        }
        for FactChange { fact, old, new } in &self.view.comparison.facts {
            let list = |choices: &[ChoiceIx]| match choices {
                [] => self.page.lang.of("not given", "未回答").to_owned(),
                _ => self.new.choices(*fact, choices),
            };
            let (id, old, new) = (&self.new.framework[*fact].id, list(old), list(new));
            self.page.bullet(say!("{id}: {old} -> {new}", "{id}：{old} -> {new}"));
        }
    }

    fn criteria(&mut self) {
        self.page.heading(Label("Criteria that changed", "変わった評価項目"));
        if self.view.comparison.criteria.is_empty() {
            self.page.paragraph(Label("None.", "ありません。"));
        }
        self.view.comparison.criteria.iter().for_each(|change| self.criterion(change));
    }

    fn criterion(&mut self, change: &CriterionChange) {
        let lang = self.page.lang;
        let (text, index) = match (change.new, change.old) {
            (Some(index), _) => (self.new, index),
            (None, Some(index)) => (self.old, index),
            (None, None) => return,
        };
        let name = text.criterion(index);
        let was = self.state(&self.view.old, change.old, change.old_state);
        let is = self.state(&self.view.new, change.new, change.new_state);
        self.page.bullet(if was == is {
            say!("{name}: {is}, as before", "{name}：{is}（前回と同じ）")
        } else {
            say!("{name}: {was} -> {is}", "{name}：{was} -> {is}")
        });
        let added = change.evidence_added.iter().map(|text| (text, '+'));
        for (text, mark) in added.chain(change.evidence_gone.iter().map(|text| (text, '-'))) {
            let text = clean(text);
            self.page.item("    ", say!("evidence {mark} {text}", "根拠資料 {mark} {text}"));
        }
        let causes = match change.causes.as_slice() {
            [] => lang.of("no effect", "影響なし").to_owned(),
            causes => lang.list(causes.iter().map(|cause| cause_word(*cause).to(lang))),
        };
        let id = &text.framework[index].id;
        let before = change.old.filter(|_| change.new.is_some()).map(|old| &self.old.framework[old].id);
        let renamed = match before.filter(|old| *old != id) {
            Some(old) => say!(", before: {old}", "（旧 {old}）").into_text(lang),
            None => String::new(),
        };
        self.page.detail(format!("[{id}{renamed}; {causes}]"));
    }

    fn state(&self, side: &View<'_>, criterion: Option<CriterionIx>, state: Option<State>) -> String {
        let lang = self.page.lang;
        if let Some(expired) = criterion.and_then(|own| side.assessed.expired(side.framework, own)) {
            return words::expired(expired).into_text(lang);
        }
        match state {
            None => lang.of("not in this framework", "フレームワークになし").to_owned(),
            Some(State::Level { claimed, proposed: true, .. }) => words::proposed(claimed).into_text(lang),
            Some(State::Level { claimed, proven, .. }) if proven < claimed => {
                say!("level {claimed} (proven {proven})", "レベル{claimed}（根拠ありは {proven}）")
                    .into_text(lang)
            }
            Some(State::Level { claimed, .. }) => say!("level {claimed}", "レベル{claimed}").into_text(lang),
            Some(other) => words::state(other).to(lang).to_owned(),
        }
    }

    fn not_carried(&mut self) {
        if !self.view.not_carried.is_empty() {
            self.page.heading(Label(
                "Old answers that the new framework cannot take",
                "新しいフレームワークに引き継げなかった前回の回答",
            ));
        }
        self.view.not_carried.iter().for_each(|one| self.page.bullet(&one.message));
    }
}

/// Tenths of a percent with their sign; 0 has none.
fn signed(tenths: i32) -> String {
    let sign = match tenths {
        0 => "",
        1.. => "+",
        _ => "-",
    };
    format!("{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10)
}

fn cause_word(cause: Cause) -> Label {
    match cause {
        Cause::Framework => Label("framework", "フレームワーク"),
        Cause::Facts => Label("facts", "前提項目"),
        Cause::Age => Label("age of answers", "回答の経過日数"),
        Cause::Answers => Label("answers", "回答"),
        Cause::Evidence => Label("evidence", "根拠資料"),
    }
}
