use super::{Tested, counted, sentence};
use crate::answers::write::{answer_toml, fact_toml};
use crate::check::reachability::ResultChange;
use crate::check::suite::{Coverage, CoveragePart, ExpectationChange, Mutation, Survivor, UpdatedTest};
use crate::framework::{CriterionIx, Framework};
use crate::report::{Page, Terminal, findings};
use crate::text::{Bilingual, Label, Lang, count, pad, say, width};

/// The result for a terminal: failures first, then what no test exercises.
pub fn human(tested: &Tested<'_>, lang: Lang, terminal: Terminal) -> String {
    let mut page = Page::new(lang, terminal);
    let paint = terminal.paint;
    for outcome in tested.outcomes {
        let problems = &outcome.test.problems;
        if outcome.passed() && problems.is_empty() {
            continue;
        }
        let mark = if outcome.passed() { Label("warning", "警告") } else { Label("failed", "失敗") };
        page.styled_item(&format!("{}{}", mark.to(lang), lang.colon()), &outcome.test.name, |line| {
            if outcome.passed() { paint.warn(line) } else { paint.bad(line) }
        });
        outcome.differences.iter().for_each(|difference| page.bullet(sentence(difference)));
        for problem in problems {
            page.raw(&findings::human(problem, lang, terminal));
        }
        page.gap();
    }
    summary(&mut page, tested);
    coverage(&mut page, tested.coverage);
    if let Some(mutation) = tested.mutation {
        survivors(&mut page, tested.framework, mutation);
    }
    page.finish()
}

fn summary(page: &mut Page, tested: &Tested<'_>) {
    let (all, failed) = (tested.outcomes.len(), tested.failed());
    let (id, version, tests) = (tested.framework.id(), tested.framework.version(), count(all, "test"));
    let line = if failed == 0 {
        say!("{id} {version}: {tests}, all pass", "{id} {version}：テスト{all}件、すべて成功")
    } else {
        say!(
            "{id} {version}: {tests}, {failed} failed",
            "{id} {version}：テスト{all}件のうち{failed}件が失敗"
        )
    };
    let paint = page.terminal.paint;
    page.styled(line, "", |line| if failed == 0 { paint.good(line) } else { paint.bad(line) });
}

fn coverage(page: &mut Page, coverage: &Coverage) {
    let percent = coverage.percent();
    page.heading(say!("Coverage: {percent} %", "網羅率：{percent} %"));
    let parts: Vec<_> = coverage.parts.iter().filter(|part| part.total > 0).collect();
    let names = parts.iter().map(|part| width(name(part.part).to(page.lang)));
    let columns = names.max().unwrap_or(0);
    for part in &parts {
        let (exercised, total) = (part.exercised(), part.total);
        let numbers = say!("{exercised} of {total}", "{total}件中{exercised}件");
        page.raw(&format!("  {}  {}", pad(name(part.part).to(page.lang), columns), numbers.to(page.lang)));
    }
    if parts.iter().all(|part| part.missing.is_empty()) {
        return;
    }
    page.heading(Label("No test exercises", "どのテストでも使われていないもの"));
    parts.iter().flat_map(|part| &part.missing).for_each(|missing| page.bullet(missing));
}

fn name(part: CoveragePart) -> Label {
    match part {
        CoveragePart::Levels => Label("levels answered", "レベルの回答"),
        CoveragePart::Gates => Label("gates failed and passed", "必須条件の不合格と合格"),
        CoveragePart::Conditions => Label("conditions held and not", "適用条件の成立と不成立"),
        CoveragePart::Programmes => Label("programmes in every status", "プログラムの各判定"),
        CoveragePart::Conflicts => Label("conflicts shown", "矛盾の検出"),
    }
}

fn survivors(page: &mut Page, framework: &Framework, mutation: &Mutation) {
    let left = mutation.survivors.len();
    page.heading(counted(mutation));
    if left > 0 {
        page.paragraph(Label(
            "No test fails when one of these changes; a test of the sheet below it would notice.",
            "次の変更をしても、どのテストも失敗しません。その下の回答シートをテストに加えると検出できます。",
        ));
    }
    for survivor in &mutation.survivors {
        page.bullet(&survivor.change);
        if let Some(sheet) = seen(framework, survivor) {
            page.item("      ", sheet);
        }
    }
}

/// A sheet on one line, and how a change would affect its result.
fn seen(framework: &Framework, survivor: &Survivor) -> Option<Bilingual> {
    let sheet = survivor.sheet.as_ref()?;
    let facts = framework.fact_indices().filter(|fact| sheet.fact_is_answered(*fact));
    let facts = facts
        .map(|fact| format!("{} = {}", framework[fact].id, fact_toml(framework, fact, sheet.fact(fact))));
    let answer = |criterion: CriterionIx| {
        Some(format!("{} = {}", framework[criterion].id, answer_toml(sheet.answer(criterion))?))
    };
    let answers = framework.criterion_indices().filter_map(answer);
    let sheet = facts.chain(answers).collect::<Vec<_>>().join("; ");
    let change = |ResultChange { path, was, is }: &ResultChange| format!("{path} {was} → {is}");
    let differs = survivor.differs.iter().map(change).collect::<Vec<_>>().join(", ");
    Some(if sheet.is_empty() {
        say!("an empty sheet would show it: {differs}", "空の回答シートで検出できます：{differs}")
    } else {
        say!("a sheet that would show it: {sheet}: {differs}", "検出できる回答シート：{sheet}（{differs}）")
    })
}

/// Changes to the expectations of a framework's tests.
#[derive(Clone, Debug)]
pub struct TestUpdates<'a> {
    /// The framework.
    pub framework: &'a Framework,
    /// How many tests there are.
    pub tests: usize,
    /// Those that changed, with their names, in order.
    pub changed: Vec<(String, UpdatedTest)>,
    /// How many cannot be run, and stay unchanged.
    pub not_run: usize,
}

/// What changed, test by test.
pub fn updates(updates: &TestUpdates<'_>, lang: Lang, terminal: Terminal) -> String {
    let mut page = Page::new(lang, terminal);
    for (name, updated) in &updates.changed {
        page.styled(name.as_str(), "", |line| terminal.paint.bold(line));
        for ExpectationChange { path, from, to } in &updated.changes {
            page.bullet(match from {
                Some(from) => say!("{path}: {to}, was {from}", "{path}：{from} → {to}"),
                None => say!("{path}: {to}, new", "{path}：{to}（追加）"),
            });
        }
        page.gap();
    }
    let (id, version, all) = (updates.framework.id(), updates.framework.version(), updates.tests);
    let (tests, changed, not_run) = (count(all, "test"), updates.changed.len(), updates.not_run);
    page.paragraph(if not_run > 0 {
        say!(
            "{id} {version}: {tests}, {changed} changed, {not_run} cannot be run",
            "{id} {version}：テスト{all}件のうち{changed}件を変更、{not_run}件は実行できず"
        )
    } else {
        say!(
            "{id} {version}: {tests}, {changed} changed",
            "{id} {version}：テスト{all}件のうち{changed}件を変更"
        )
    });
    page.finish()
}
