//! The explanation as a page: how long it is, in which order it says what, and what it must never say.

use std::fmt::Write;
use std::path::Path;

use jiff::civil::{Date, date};
use outside_in::advice::{Assessed, Explanation};
use outside_in::answers::{Answer, AnswerSheet, Form, Reading, Reply, read_file};
use outside_in::framework::Framework;
use outside_in::report::explain::{Extent, summary, terminal};
use outside_in::report::{Paint, Terminal};
use outside_in::text::{Lang, width};

use crate::process::root;
use crate::support::built_in;

const TODAY: Date = date(2026, 11, 30);
const LANGUAGES: [Lang; 2] = [Lang::En, Lang::Ja];

fn wide(columns: usize) -> Terminal {
    Terminal { columns, paint: Paint::new(false) }
}

/// A sheet with `reply` and `evidence` for those criteria whose number `takes` takes.
fn made(
    framework: &Framework,
    takes: fn(usize) -> bool,
    reply: fn(u8) -> Reply,
    evidence: &[&str],
) -> AnswerSheet {
    let mut sheet = AnswerSheet::empty(framework);
    sheet.date = Some(TODAY);
    for own in framework.criterion_indices().filter(|own| takes(own.get())) {
        let evidence = evidence.iter().map(|text| (*text).into()).collect();
        sheet.set_answer(own, Answer { evidence, ..Answer::new(reply(framework[own].top())) });
    }
    sheet
}

fn read_any(path: &Path, framework: &Framework) -> AnswerSheet {
    let form = Form::of(path).expect("a form of sheets");
    read_file(path, form, framework).expect("a sheet").sheet
}

/// Every example, and sheets that are empty, half answered, expired, all at the lowest or all at the top.
fn sheets(framework: &Framework) -> Vec<(String, AnswerSheet)> {
    let mut all = Vec::new();
    let mut paths: Vec<_> = ["examples", "examples/earlier"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(root().join(folder)).expect("a folder of examples"))
        .map(|entry| entry.expect("an entry can be read").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml" || ending == "json"))
        .collect();
    paths.sort();
    assert!(paths.len() >= 7, "{paths:?}");
    for path in paths {
        all.push((path.display().to_string(), read_any(&path, framework)));
    }
    let every = |_| true;
    let third = |number: usize| number.is_multiple_of(3);
    let mut expired = made(framework, every, |top| Reply::Level(top.min(2)), &["minutes"]);
    expired.date = Some(date(2020, 1, 1));
    let mut long = made(framework, third, |_| Reply::Level(1), &["a paper ".repeat(40).as_str()]);
    long.subject = Some("株式会社とても長い名前".repeat(3));
    long.respondent = Some("the whole board of directors ".repeat(8));
    let top = |top| Reply::Level(top);
    all.extend([
        ("empty".to_owned(), AnswerSheet::empty(framework)),
        (
            "half".to_owned(),
            made(framework, |number| number.is_multiple_of(2), |_| Reply::Level(2), &["minutes"]),
        ),
        ("unknown".to_owned(), made(framework, every, |_| Reply::Unknown, &[])),
        ("lowest".to_owned(), made(framework, every, |_| Reply::Level(0), &[])),
        ("top without evidence".to_owned(), made(framework, every, top, &[])),
        ("top".to_owned(), made(framework, every, top, &["minutes"])),
        ("expired".to_owned(), expired),
        ("long".to_owned(), long),
    ]);
    all
}

fn assessed(framework: &Framework, sheet: AnswerSheet) -> Assessed {
    Assessed::new(framework, Reading { sheet, notices: Vec::new() }, TODAY)
}

/// What is too long, or wider than its terminal.
fn too_long(name: &str, page: &str, columns: usize, lines: usize) -> String {
    let mut faults = String::new();
    let count = page.lines().count();
    if count > lines {
        let _ = writeln!(faults, "{name}: {count} lines\n{page}");
    }
    for line in page.lines().filter(|line| width(line) > columns) {
        let _ = writeln!(faults, "{name}: too wide: {line}");
    }
    faults
}

#[test]
fn an_explanation_fits_a_screen_and_a_half_and_a_summary_one_screen() {
    let framework = built_in();
    let mut faults = String::new();
    for (name, sheet) in sheets(framework) {
        let assessed = assessed(framework, sheet);
        let next = assessed.assessment.next_stage;
        for stage in std::iter::once(next).chain(framework.stage_indices().map(Some)) {
            let explanation = Explanation::of_stage(framework, &assessed, stage);
            for lang in LANGUAGES {
                let name = format!("{name}, {stage:?}, {lang:?}");
                let page = terminal(&explanation, Extent::default(), lang, wide(80));
                faults += &too_long(&name, &page, 80, 40);
                for (columns, lines) in [(80, 21), (60, 30)] {
                    let page = summary(&explanation, lang, wide(columns));
                    faults += &too_long(&format!("summary of {name}"), &page, columns, lines);
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn the_next_steps_are_the_first_of_the_plan_and_those_from_open_answers_ask() {
    let framework = built_in();
    for (name, sheet) in sheets(framework) {
        let assessed = assessed(framework, sheet);
        let explanation = Explanation::new(framework, &assessed);
        let page = terminal(&explanation, Extent::default(), Lang::En, wide(80));
        let language = framework.language(Lang::En);
        let Some(plan) = &explanation.plan else {
            assert!(page.contains("All stages are ready"), "{name}: {page}");
            continue;
        };
        let mut rest = page.as_str();
        for (position, step) in plan.steps.iter().take(3).enumerate() {
            let head = format!("\n  {}. {}", position + 1, framework[step.criterion].name(language));
            let (_, after) = rest.split_once(&head).unwrap_or_else(|| panic!("{name}: {head} in\n{page}"));
            let mut lines = after.lines();
            let (first, second) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
            assert_ne!(step.open, first.contains("person-week"), "{name}: {first}");
            assert_eq!(step.open, second.contains("reached?"), "{name}: {second}");
            rest = after;
        }
        let open = explanation.focus().map_or(0, |stage| stage.questions.len());
        assert_eq!(open > 0, page.contains("Answer first:"), "{name}: {page}");
    }
}

#[test]
fn what_is_open_is_no_loss_and_what_expired_is_named_so() {
    let framework = built_in();
    let mut sheet = made(framework, |_| true, |_| Reply::Level(1), &[]);
    let mut aging = framework.criterion_indices().filter(|own| framework[*own].valid_days.is_some());
    let (old, open) = (aging.next().expect("answers that age"), aging.next().expect("a second"));
    sheet.set_answer(old, Answer { date: Some(date(2020, 1, 3)), ..Answer::new(Reply::Level(2)) });
    sheet.set_answer(open, Answer::new(Reply::Unknown));
    let assessed = assessed(framework, sheet);
    let explanation = Explanation::new(framework, &assessed);
    assert_eq!(explanation.open(), [open]);
    for (lang, expired, lost) in [
        (Lang::En, "expired (level 2, 2020-01-03)", "of 100 points lost"),
        (Lang::Ja, "期限切れ（レベル2、2020-01-03）", "の失点"),
    ] {
        let name = framework[open].name(framework.language(lang));
        for all in [false, true] {
            let extent = Extent { all, ..Extent::default() };
            let page = terminal(&explanation, extent, lang, wide(200));
            assert!(page.contains(expired), "{page}");
            assert!(page.lines().all(|line| !(line.contains(name) && line.contains(lost))), "{page}");
        }
    }
}

#[test]
fn everything_is_everything() {
    let framework = built_in();
    for (name, sheet) in sheets(framework) {
        let assessed = assessed(framework, sheet);
        let explanation = Explanation::new(framework, &assessed);
        for lang in LANGUAGES {
            let page = terminal(&explanation, Extent { all: true, sources: true }, lang, wide(usize::MAX));
            let language = framework.language(lang);
            let sheet = &assessed.sheet;
            for own in framework.criterion_indices() {
                let Answer { evidence, note, .. } = sheet.answer(own);
                let title = framework[own].name(language).to_owned();
                for text in evidence.iter().map(|own| &**own).chain(note.as_deref()).chain([title.as_str()]) {
                    assert!(page.contains(text.trim()), "{name}: {text}");
                }
            }
            assert!(sheet.respondent.as_ref().is_none_or(|who| page.contains(who.trim())), "{name}");
            for source in framework.sources() {
                let title = source.title.to(language);
                let entries = page.lines().filter(|line| {
                    let entry = line.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
                    entry.trim_start().starts_with(title)
                });
                assert!(entries.count() <= 1, "{name}: {title}");
            }
        }
    }
}

#[test]
fn the_earliest_month_is_that_of_the_plan() {
    let framework = built_in();
    let assessed = assessed(framework, made(framework, |_| true, |_| Reply::Level(0), &[]));
    let explanation = Explanation::of_stage(framework, &assessed, framework.stage_indices().last());
    let plan = explanation.plan.as_ref().expect("a plan");
    let day = plan.earliest(TODAY);
    assert_eq!(i64::try_from(plan.weeks().from * 7), Ok(i64::from((day - TODAY).get_days())));
    let page = summary(&explanation, Lang::En, wide(80));
    assert!(page.contains(&day.strftime("At the earliest %B %Y").to_string()), "{page}");
    let page = summary(&explanation, Lang::Ja, wide(80));
    assert!(page.contains(&format!("最短で{}年{}月", day.year(), day.month())), "{page}");
}
