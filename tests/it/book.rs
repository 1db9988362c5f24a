//! The book: every page is in its contents, every link leads somewhere, and what is worked by hand comes to the same.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use outside_in::advice::{Assessed, calibrate};
use outside_in::answers::{Case, Form, built_in_cases, read_file};
use outside_in::text::Lang;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::process::root;
use crate::support::built_in;

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The Markdown files below a folder, sorted.
fn pages(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(pages(&path));
        } else if path.extension().is_some_and(|ending| ending == "md") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Where links and pictures of a page lead.
fn links(text: &str) -> Vec<String> {
    let events = Parser::new_ext(text, Options::ENABLE_TABLES);
    let to = events.filter_map(|event| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
            Some(dest_url.into_string())
        }
        _ => None,
    });
    to.collect()
}

/// The headings of a page.
fn headings(text: &str) -> Vec<String> {
    let (mut found, mut inside) = (Vec::new(), false);
    for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES) {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                inside = true;
                found.push(String::new());
            }
            Event::End(TagEnd::Heading(_)) => inside = false,
            Event::Text(text) | Event::Code(text) if inside => {
                found.last_mut().expect("a heading").push_str(&text);
            }
            _ => {}
        }
    }
    found
}

/// The name by which a heading is linked to.
fn anchor(heading: &str) -> String {
    let lower = heading.to_lowercase();
    let kept = lower.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[test]
fn the_contents_list_every_page_once_under_its_own_heading() {
    let docs = root().join("docs");
    let contents = read(&docs.join("SUMMARY.md"));
    let listed = links(&contents);
    let name = |path: &PathBuf| path.strip_prefix(&docs).expect("below").to_string_lossy().replace('\\', "/");
    let there: Vec<String> = pages(&docs).iter().map(name).filter(|name| name != "SUMMARY.md").collect();
    let lacking: Vec<&String> = there.iter().filter(|name| !listed.contains(name)).collect();
    assert!(lacking.is_empty(), "docs/SUMMARY.md does not list {lacking:?}");
    assert_eq!(listed.len(), there.len(), "docs/SUMMARY.md lists a page twice, or one that is not there");
    for line in contents.lines().filter(|line| line.contains("](rules/") && !line.contains("README")) {
        let (title, page) = line.trim_start_matches(['-', ' ', '[']).split_once("](").expect("a link");
        assert_eq!(headings(&read(&docs.join(page.trim_end_matches(')'))))[0], title);
    }
}

#[test]
fn every_link_leads_somewhere_and_those_of_the_book_stay_in_it() {
    let docs = root().join("docs");
    let mut all = pages(&docs);
    for folder in ["examples", "rubrics"] {
        all.extend(pages(&root().join(folder)));
    }
    for name in ["README.md", "README.ja.md", "ARCHITECTURE.md", "CHANGELOG.md"] {
        all.push(root().join(name));
    }
    let (mut seen, mut wrong) = (0, BTreeSet::new());
    for page in all {
        for link in links(&read(&page)) {
            if link.contains("://") || link.starts_with("mailto:") {
                continue;
            }
            seen += 1;
            let (file, part) =
                link.split_once('#').map_or((link.as_str(), None), |(file, part)| (file, Some(part)));
            let folder = page.parent().expect("a folder");
            let target = if file.is_empty() { page.clone() } else { folder.join(file) };
            let known = |part: &str| {
                let text = read(&target);
                headings(&text).iter().any(|heading| anchor(heading) == part)
                    || text.contains(&format!("<a id=\"{part}\">"))
            };
            let is_page = target.extension().is_some_and(|ending| ending == "md");
            let in_book = |path: &Path| fs::canonicalize(path).is_ok_and(|path| path.starts_with(&docs));
            if !target.exists() {
                wrong.insert(format!("{}: {link} is not there", page.display()));
            } else if part.is_some_and(|part| is_page && !known(part)) {
                wrong.insert(format!("{}: {link} names no heading", page.display()));
            } else if in_book(&page) && !in_book(&target) {
                wrong.insert(format!("{}: {link} leads out of the book", page.display()));
            }
        }
    }
    assert!(seen > 200, "{seen} links are seen");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The rows of the tables of a page whose first cell begins so.
fn rows(page: &str, begins: &str) -> Vec<String> {
    let text = read(&root().join("docs").join(page));
    text.lines().filter(|line| line.starts_with(begins)).map(str::to_owned).collect()
}

#[test]
fn the_stage_that_is_worked_by_hand_comes_to_the_same() {
    let framework = built_in();
    let path = root().join("examples/tsubame-surgical.toml");
    let reading = read_file(&path, Form::Toml, framework).expect("a sheet");
    let assessed = Assessed::new(framework, reading, date(2026, 11, 22));
    let stage = &assessed.assessment.stages[2];
    for (page, lang) in [("how-it-counts.md", Lang::En), ("ja/how-it-counts.md", Lang::Ja)] {
        let mut expected = Vec::new();
        for own in stage.criteria.iter().filter(|own| own.points.max > 0) {
            let criterion = &framework[own.criterion];
            let state = assessed.assessment.states[own.criterion.get()];
            let (claimed, proven) = (state.level().expect("a level"), state.proven().expect("a level"));
            let (name, weight, points) = (criterion.name(framework.language(lang)), own.weight, own.points);
            let (id, score, sure) = (&criterion.id, points.score, points.proven);
            expected.push(format!("| `{id}` {name} | {weight} | {claimed} | {score} | {proven} | {sure} |"));
        }
        assert_eq!(rows(page, "| `"), expected, "{page}");
        let (weights, points) = (stage.points.max / 100, stage.points);
        let sum = format!("** | **{weights}** | | **{}** | | **{}** |", points.score, points.proven);
        assert!(rows(page, "| **").iter().any(|row| row.ends_with(&sum)), "{page}: {sum}");
    }
}

#[test]
fn the_figures_of_agreement_are_those_of_calibrate() {
    let framework = built_in();
    let files = built_in_cases(framework);
    let cases: Vec<&Case> = files.iter().filter_map(|file| file.case.as_ref()).collect();
    let [used, aside] = [false, true].map(|set_aside| calibrate(framework, &cases, set_aside));
    for (page, lang) in [("how-right.md", Lang::En), ("ja/how-right.md", Lang::Ja)] {
        for (used, aside) in used.stages.iter().zip(&aside.stages) {
            let right = |stage: &outside_in::advice::StageCalibration| {
                let all = stage.ready.len() + stage.not_ready.len();
                let right = all - stage.proven.sorting.misplaced();
                lang.of(format!("{right} of {all}"), format!("{all}件中{right}件"))
            };
            let title = framework[used.stage].title.to(framework.language(lang));
            let (ready, not, cut) = (used.ready.len(), used.not_ready.len(), used.ready_at);
            let judged = lang.of(format!("{ready}, {not}"), format!("{ready}、{not}"));
            let row = format!("| {title} | {judged} | {cut} | {} | {} |", right(used), right(aside));
            assert_eq!(rows(page, &format!("| {title} |")), [row], "{page}");
        }
    }
}
