use comfy_table::{Cell, CellAlignment, ColumnConstraint};

use crate::report::page::{Page, bar, lines, longest_word, room, table, verdict_cell};
use crate::report::{View, words};
use crate::say;
use crate::scoring::StageResult;
use crate::text::{Lang, clean, width};

/// Cells of a stage's bar.
const CELLS: usize = 20;

/// Cells of a percent: `100.0`.
const PERCENT: usize = 5;

/// Who it is about, how far it got, and every stage in numbers.
pub(super) fn write(page: &mut Page, view: &View<'_>) {
    let View { framework, assessed, lang } = *view;
    let language = view.language();
    write_head(page, view);

    let (reached, all) = (assessed.assessment.reached, framework.stages().len());
    page.heading(lang.of("Where it stands", "現在の位置"));
    let sentence = match assessed.assessment.next_stage {
        Some(next) => {
            let result = &assessed.assessment.stages[next.get()];
            let name = framework[next].title.to(language);
            let means = words::verdict_of(result, framework[next].ready_at);
            let (en, ja) = (means.0, means.1);
            say!(
                "{reached} of {all} stages reached. Next: {name} - {en}.",
                "{all}段階のうち{reached}段階に到達。次は「{name}」です（{ja}）。"
            )
        }
        None => say!("All {all} stages reached.", "{all}段階すべてに到達しています。"),
    };
    page.paragraph(sentence.to(lang));
    page.gap();
    if room(page.terminal, &least(view)).is_some() {
        write_table(page, view);
    } else {
        list(page, view);
    }
    let legend = lang.of(
        "Percent of the points. Bar: # proven, + claimed only, - still possible, | ready from here.",
        "数値は得点率（%）。バー：# 根拠あり、+ 回答のみ、- 到達の余地、| 準備完了の基準。",
    );
    page.aside(legend, "");
}

/// Whom it is about, by which framework, on which day.
pub(in crate::report) fn write_head(page: &mut Page, view: &View<'_>) {
    let View { framework, assessed, lang } = *view;
    let language = view.language();
    let nobody = lang.of("(no name)", "（名称未記入）");
    let subject = assessed.sheet.subject.as_deref().map_or(nobody.to_owned(), clean);
    page.heading(&subject);
    let (title, version, day) = (framework.title().to(language), framework.version(), assessed.as_of);
    page.aside(say!("{title} {version}, as of {day}", "{title} {version}、{day}時点").to(lang), "");
}

/// The heads of the table.
fn heads(lang: Lang) -> [&'static str; 6] {
    match lang {
        Lang::En => ["Stage", "Verdict", "Proven", "Score", "Possible", ""],
        Lang::Ja => ["段階", "判定", "根拠あり", "回答どおり", "最大", ""],
    }
}

/// What every column needs at the least: no word of a name, no number and no bar is broken.
fn least(view: &View<'_>) -> [usize; 6] {
    let View { framework, assessed, lang } = *view;
    let stages = || assessed.assessment.stages.iter();
    let name = stages().map(|result| longest_word(&clean(framework[result.stage].title.to(view.language()))));
    let verdict = stages().map(|result| width(words::verdict(result.verdict).to(lang)));
    let [_, _, numbers @ .., _] = heads(lang);
    let [proven, score, possible] = numbers.map(|head| width(head).max(PERCENT));
    // The mark takes one more cell of the bar.
    [name.max().unwrap_or(0), verdict.max().unwrap_or(0), proven, score, possible, CELLS + 1]
}

fn write_table(page: &mut Page, view: &View<'_>) {
    let View { framework, assessed, lang } = *view;
    let mut table = table(page.terminal, heads(lang).map(str::to_owned));
    for (position, result) in assessed.assessment.stages.iter().enumerate() {
        let stage = &framework[result.stage];
        let name = format!("{} {}", position + 1, clean(stage.title.to(view.language())));
        let verdict = words::verdict(result.verdict).to(lang);
        let numbers = [result.proven(), result.score(), result.possible()]
            .map(|percent| Cell::new(percent).set_alignment(CellAlignment::Right));
        let mut cells = vec![Cell::new(name), verdict_cell(page.terminal, result.verdict, verdict)];
        cells.extend(numbers);
        cells.push(Cell::new(bar(result.points, stage.ready_at, CELLS)));
        table.add_row(cells);
    }
    // Numbers and bars are never broken; names are.
    for column in table.column_iter_mut().skip(2) {
        column.set_constraint(ColumnConstraint::ContentWidth);
    }
    page.raw(&lines(table));
}

fn list(page: &mut Page, view: &View<'_>) {
    for (position, result) in view.assessed.assessment.stages.iter().enumerate() {
        let stage = &view.framework[result.stage];
        let verdict = words::verdict(result.verdict).to(view.lang);
        let name = [stage.title.to(view.language()), verdict].join(view.lang.colon());
        let name = format!("{} {name}", position + 1);
        let paint = page.terminal.paint;
        page.styled(&name, "", |line| paint.verdict(result.verdict, line));
        page.paragraph(&format!("  {}", numbers(view, result)));
        page.raw(&format!("  {}", bar(result.points, stage.ready_at, CELLS)));
    }
}

fn numbers(view: &View<'_>, result: &StageResult) -> String {
    let (proven, score, possible) = (result.proven(), result.score(), result.possible());
    let text = say!(
        "proven {proven}, score {score}, possible {possible}",
        "根拠あり {proven}、回答どおり {score}、最大 {possible}"
    );
    text.to(view.lang).to_owned()
}
