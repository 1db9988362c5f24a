use super::stage::verdicts;
use crate::advice::{CohortGroup, FEW, Groups};
use crate::report::cohort::CohortView;
use crate::report::page::Page;
use crate::say;
use crate::text::clean;

/// The companies by one fact.
pub(super) fn write(page: &mut Page, view: &CohortView<'_>, groups: &Groups) {
    let CohortView { framework, lang, .. } = *view;
    let fact = &framework[groups.fact];
    let question = fact.question.to(view.language());
    page.heading(say!("By group: {question}", "グループ別：{question}").to(lang));
    if groups.overlap {
        let text = lang.of(
            "A company that gave several choices is in several groups.",
            "複数の選択肢を選んだ会社は、それぞれのグループに含まれます。",
        );
        page.aside(text, "");
    }
    for group in &groups.groups {
        let label = match group.choice {
            Some(choice) => clean(fact.label(choice, view.language())),
            None => lang.of("(not given)", "（未記入・不明）").to_owned(),
        };
        write_one(page, view, group, &label);
    }
    let hidden = groups.hidden;
    if hidden > 0 {
        let (are, plural) = if hidden == 1 { ("is", "") } else { ("are", "s") };
        let text = say!(
            "{hidden} group{plural} below {FEW} companies {are} not shown (--small-groups shows all).",
            "{FEW}社に満たないグループ（{hidden}件）は表示していません（--small-groups ですべて表示）。"
        );
        page.gap();
        page.aside(text.to(lang), "");
    }
}

fn write_one(page: &mut Page, view: &CohortView<'_>, group: &CohortGroup, label: &str) {
    let lang = view.lang;
    let companies = group.companies;
    let reached = group.reached.iter().enumerate().filter(|(_, count)| **count > 0);
    let all = view.framework.stages().len();
    let reached = reached.map(|(stages, count)| {
        say!("{stages}/{all} {count}", "{stages}/{all} {count}社").to(lang).to_owned()
    });
    let reached = reached.collect::<Vec<_>>().join(lang.of(", ", "、"));
    let head = say!("{label} ({companies}): reached {reached}", "{label}（{companies}社）：到達 {reached}");
    page.item("  - ", head.to(lang), str::to_owned);
    for stage in &group.stages {
        let name = view.framework[stage.stage].title.to(view.language());
        let verdicts = verdicts(&stage.verdicts, lang);
        let text = match stage.median {
            Some(median) => {
                let median = median.percent();
                say!("{name}: median {median}; {verdicts}", "{name}：中央値 {median}、{verdicts}")
            }
            None => say!("{name}: {verdicts}", "{name}：{verdicts}"),
        };
        page.aside(text.to(lang), "    ");
    }
}
