use crate::check::suite::{ExpectationChange, UpdatedTest};
use crate::framework::Framework;
use crate::report::{Page, Terminal};
use crate::text::{Lang, count, say};

/// What was written into a framework's tests.
#[derive(Clone, Debug)]
pub struct TestUpdates<'a> {
    /// The framework.
    pub framework: &'a Framework,
    /// How many tests there are.
    pub tests: usize,
    /// Those that changed, each with its name, in their order.
    pub changed: Vec<(String, UpdatedTest)>,
    /// How many cannot be run, and stay as they are.
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
