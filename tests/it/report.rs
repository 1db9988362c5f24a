//! The report of one company: what it says, that no text of anybody can act in it, and when it is not written.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use outside_in::advice::Explanation;
use outside_in::framework::Verdict;
use outside_in::report::Input;
use outside_in::report::document::{CompanyReport, html};
use outside_in::text::Lang;
use proptest::prelude::*;

use crate::docs::copy;
use crate::plans::company;
use crate::process::{Ran, root, run_in, run_with};
use crate::random::{case, cases};
use crate::snapshots::{Session, compare_page};
use crate::support::folder;

pub(crate) const EXAMPLES: [&str; 7] = [
    "aoba-genetics.toml",
    "hinata-rehab.json",
    "kumo-endoscopy.toml",
    "minato-therapeutics.toml",
    "poem.toml",
    "shirakaba-cardio.toml",
    "tsubame-surgical.toml",
];

pub(crate) fn report(folder: impl AsRef<Path>, args: &[&str]) -> Ran {
    run_in(folder, &[&["report", "--as-of", "2026-11-22"], args].concat())
}

fn example(name: &str) -> String {
    root().join("examples").join(name).display().to_string()
}

/// The page with its blocks on lines of their own, and without its style, so that a difference can be read.
pub(crate) fn laid_out(page: &str) -> String {
    let (before, rest) = page.split_once("<style>").expect("a style");
    let (_, after) = rest.split_once("</style>").expect("its end");
    let (policy, rest) = before.split_once("'sha256-").expect("a policy");
    let (_, rest) = rest.split_once('\'').expect("its end");
    let mut text = format!("{policy}'sha256-[style]'{rest}<style>[style]</style>{after}");
    for tag in [
        "section", "header", "nav", "tr", "li", "p", "h1", "h2", "h3", "div", "summary", "thead", "svg", "dd",
    ] {
        text = text.replace(&format!("</{tag}>"), &format!("</{tag}>\n"));
    }
    text
}

#[test]
fn the_page_of_a_small_framework_is_as_it_was() {
    for lang in ["en", "ja"] {
        let args = ["--framework", "tests/fixtures/rules", "tests/fixtures/rules/sheet.toml", "--lang", lang];
        let mut ran = report(root(), &args);
        ran.stdout = laid_out(&ran.stdout);
        compare_page(&format!("report-{lang}"), &ran);
    }
}

#[test]
fn every_example_gives_a_page_that_can_be_mailed() {
    let folder = folder(&[]);
    for name in EXAMPLES {
        let sheet = example(name);
        for (lang, most) in [("en", 300_000), ("ja", 300_000), ("both", 500_000)] {
            let args = if lang == "both" { ["--both", "--lang=ja"] } else { ["--lang", lang] };
            let ran = report(folder.path(), &[&sheet, "-o", "report.html", args[0], args[1]]);
            assert_eq!((ran.code, ran.stderr.as_str(), ran.stdout.as_str()), (0, "", ""), "{name} {lang}");
            let page = fs::read_to_string(folder.path().join("report.html")).expect("the report");
            assert!(page.len() <= most, "{name} {lang}: {} bytes", page.len());
            assert!(page.len() > most / 2, "{name} {lang}: nothing is left out");
            assert_page(&page);
            let again = report(folder.path(), &[&sheet, args[0], args[1]]).stdout;
            assert_eq!(page, again, "{name} {lang}: the same report, the same bytes");
        }
    }
}

#[test]
fn each_language_is_whole_and_the_language_of_the_interface_comes_first() {
    let (one, sheet) = (folder(&[]), example("kumo-endoscopy.toml"));
    let page = |args: &[&str]| report(one.path(), &[&[sheet.as_str()], args].concat()).stdout;
    let edition = |page: &str, lang: &str| {
        let (_, rest) =
            page.split_once(&format!("<div class=\"edition\" id=\"{lang}\"")).expect("an edition");
        rest.split("<div class=\"edition\"").next().expect("its text").replace("</main></body></html>\n", "")
    };
    let (en, ja, both) =
        (page(&["--lang", "en"]), page(&["--lang", "ja"]), page(&["--both", "--lang", "ja"]));
    assert_eq!(edition(&en, "en"), edition(&both, "en"));
    assert_eq!(edition(&ja, "ja"), edition(&both, "ja").trim_end_matches('\n'));
    assert!(both.starts_with("<!DOCTYPE html>\n<html lang=\"ja\">"), "{both:.60}");
    assert!(both.find("id=\"ja\"") < both.find("id=\"en\"") && both.contains("id=\"lang-ja\" checked"));
    assert!(!en.contains("class=\"switch\"") && !en.contains("id=\"lang-"));
}

#[test]
fn what_changed_is_shown_with_what_moved_it() {
    let args = ["examples/poem.toml", "--since", "examples/earlier/poem-2010.toml"];
    let page = report(root(), &args).stdout;
    assert!(page.contains("What changed since") && page.contains("id=\"en-since\""));
    let since = page
        .split("id=\"en-since\"")
        .nth(1)
        .expect("the section")
        .split("</section>")
        .next()
        .expect("its end");
    assert_eq!(since.matches("class=\"dumbbell\"").count(), 4);
    let without = report(root(), &["examples/poem.toml"]).stdout;
    assert!(!without.contains("en-since"));
}

#[test]
fn what_an_older_framework_changed_is_a_cause_too() {
    let folder = folder(&[("old.toml", b"[answers]\nneed = 1\n"), ("new.toml", b"[answers]\nneed = 1\n")]);
    let small = root().join("tests/fixtures/small");
    for version in ["v1", "v2"] {
        copy(&small, &folder.path().join(version));
    }
    let file = folder.path().join("v2/framework.toml");
    let text = fs::read_to_string(&file).expect("the framework").replacen("version = \"", "version = \"9", 1);
    fs::write(&file, text).expect("a newer version");
    let args = ["--framework", "v2", "new.toml", "--since", "old.toml", "--old-framework"];
    let ran = report(folder.path(), &[&args[..], &["v1"]].concat());
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert!(ran.stdout.contains("id=\"en-since\""));
    let other = report(folder.path(), &[&args[..], &["rubrics"]].concat());
    assert_eq!(other.code, 2, "{}", other.stderr);
    let alone = report(folder.path(), &["--framework", "v2", "new.toml", "--old-framework", "v1"]);
    assert_eq!(alone.code, 2, "{}", alone.stderr);
}

/// English that says one of many.
fn assert_plurals(page: &str) {
    const NOUNS: [&str; 9] =
        ["week", "person-week", "step", "case", "minute", "question", "day", "month", "gate"];
    let text: String =
        page.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    for pair in words.windows(2) {
        let noun = pair[1].trim_end_matches(|c: char| !c.is_ascii_alphabetic());
        let is_one = pair[0].trim_start_matches('(') == "1";
        let is_many = NOUNS.iter().any(|own| noun.strip_prefix(own) == Some("s"));
        assert!(!(is_one && is_many), "{} {}", pair[0], pair[1]);
    }
}

#[test]
fn verdicts_are_held_against_the_cases_of_a_framework() {
    let calibrated = report(root(), &["examples/tsubame-surgical.toml"]).stdout;
    assert!(calibrated.contains(" cases (95%: ") && calibrated.contains("Checked against "));
    let ran = report(root(), &["--framework", "tests/fixtures/small", "examples/earlier/poem-2010.toml"]);
    assert_eq!(ran.code, 2, "a sheet of another framework is refused: {}", ran.stderr);
    let sheet = folder(&[("answers.toml", b"[answers]\nneed = 1\n")]);
    let small = root().join("tests/fixtures/small").display().to_string();
    let page = report(sheet.path(), &["--framework", &small]).stdout;
    assert!(page.contains("not calibrated") && page.contains("Not calibrated:"), "{page:.500}");
}

#[test]
fn a_report_is_refused_with_what_can_be_written() {
    let folder = folder(&[("answers.toml", b"[answers]\n"), ("other.toml", b"[answers]\n")]);
    fs::create_dir(folder.path().join("taken")).expect("a folder");
    fs::write(folder.path().join("taken/mine.txt"), "mine").expect("a file");
    let mut session = Session::default();
    for args in [
        &["report", "-o", "report.pdf"][..],
        &["report", "-o", "report.docx"],
        &["report", "--both", "-o", "report.md"],
        &["report", "--both", "-o", "report.xlsx"],
        &["report", "-o", "report"],
        &["report", "-o", "taken"],
        &["report", "-o", "answers.toml/"],
        &["report", "answers.toml", "other.toml", "--since", "answers.toml", "-o", "report.html"],
        &["report", "--since", "answers.toml", "-o", "reports/"],
        &["report", "-o", "nowhere/report.html"],
        &["report", "-o", "nowhere/reports/"],
        &["report", "missing.toml", "-o", "report.html"],
    ] {
        session.both(folder.path(), args);
    }
    session.compare("report-cannot");
    assert!(!folder.path().join("report.html").exists(), "whole or not at all");
}

#[test]
fn an_input_stays_and_a_report_is_replaced() {
    let folder =
        folder(&[("answers.toml", b"[answers]\n"), ("old.html", b"[answers]\n"), ("report.html", b"old")]);
    assert_eq!(report(folder.path(), &["-o", "report.html"]).code, 0);
    assert!(
        fs::read_to_string(folder.path().join("report.html")).expect("the report").starts_with("<!DOCTYPE")
    );
    let ran = report(folder.path(), &["old.html", "--from", "toml", "-o", "old.html"]);
    assert_eq!(ran.code, 2, "{}", ran.stderr);
    let since = report(folder.path(), &["--since", "old.html", "--from", "toml", "-o", "old.html"]);
    assert_eq!(since.code, 2, "{}", since.stderr);
    assert_eq!(fs::read_to_string(folder.path().join("old.html")).expect("the input"), "[answers]\n");
}

#[test]
fn bad_answers_are_told_and_the_rest_is_reported() {
    let ran = run_with(["report", "-", "--as-of", "2026-11-22"], b"[answers]\nno-such = 1\n");
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    assert!(ran.stderr.contains("no-such") && ran.stdout.contains("id=\"en-plan\""), "{}", ran.stderr);
    let empty = run_with(["report", "-", "--as-of", "2026-11-22"], b"[answers]\n");
    assert_eq!((empty.code, empty.stderr.as_str()), (0, ""), "not being ready is no failure");
    assert!(empty.stdout.contains("No name given"));
}

proptest! {
    #![proptest_config(cases(120))]

    #[test]
    fn every_company_of_every_framework_has_a_whole_page(case in case()) {
        let (framework, assessed) = company(&case);
        let explanation = Explanation::new(&framework, &assessed);
        let input = Input::whole("sheet.toml".into());
        let report = CompanyReport { explanation: &explanation, input: &input, record: None, since: None, index: None };
        let page = html(&report, &[Lang::En, Lang::Ja]);
        assert_page(&page);
        assert_plurals(&page);
        for stage in &explanation.stages {
            let points = stage.result.points;
            prop_assert_eq!(stage.losses.iter().map(|loss| loss.points).sum::<u64>(), points.max - points.proven);
            prop_assert!(stage.losses.is_sorted_by_key(|loss| std::cmp::Reverse(loss.points)));
            let verdict = stage.result.verdict;
            if verdict != Verdict::NotAssessed {
                prop_assert_eq!(stage.holds().is_empty(), verdict == Verdict::Ready, "{:?}", stage.result);
            }
            prop_assert_eq!(stage.robustness.certainty().is_none(), verdict == Verdict::NotAssessed);
        }
        let (answered, asked) = explanation.answered();
        prop_assert_eq!(asked - answered, explanation.open().len() + explanation.expired.len());
    }
}

/// Markup, a script, a link, a quote that ends an attribute, characters that hide or turn round what is beside them.
pub(crate) const HOSTILE: &str = "</title></style><script>alert(1)</script><img src=x onerror=alert(2)><a href=javascript:alert(3)>\\\" onload='x' &amp;\u{202e}\u{200b}\u{2066}\u{feff}";

/// The same with every text of a reader replaced: `key = "…"` and `key.en = "…"`, but not ids, days and addresses.
pub(crate) fn replaced(text: &str, by: &str) -> String {
    const KEPT: [&str; 8] = ["id", "version", "choose", "origin", "stage", "criterion", "programmes", "url"];
    let line = |line: &str| match line.split_once(" = \"") {
        Some((key, _))
            if !KEPT.contains(&key)
                && key.chars().all(|c| c.is_ascii_lowercase() || c == '_' || c == '.') =>
        {
            format!("{key} = \"{by}\"\n")
        }
        _ => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}

/// A folder with the framework `own` and a sheet of it, every text of both replaced by one that is written as TOML.
pub(crate) fn hostile(by: &str, sheet: &str) -> tempfile::TempDir {
    let folder = folder(&[]);
    let own = folder.path().join("own");
    copy(&root().join("tests/fixtures/rules"), &own);
    for name in ["framework.toml", "need.toml", "proof.toml", "programmes.toml"] {
        let text = fs::read_to_string(own.join(name)).expect("a file of the framework");
        fs::write(own.join(name), replaced(&text, by)).expect("it is replaced");
    }
    let answers = format!(
        "subject = \"{by}\"\nrespondent = \"{by}\"\nref = \"{by}\"\nversion = \"{by}\"\n[answers]\n\
         problem = {{ level = 2, evidence = [\"{by}\", \"{by}\"], note = \"{by}\" }}\n\
         users = {{ not_applicable = \"no clinic: {by}\" }}\nstudy = {{ level = 1, note = \"{by}\" }}\n"
    );
    fs::write(folder.path().join(sheet), answers).expect("a sheet");
    folder
}

#[test]
fn no_text_of_a_sheet_or_a_framework_can_act() {
    let folder = hostile(HOSTILE, "a<b>&\"c.toml");
    let args = ["--framework", "own", "a<b>&\"c.toml", "--since", "a<b>&\"c.toml", "--both"];
    let ran = report(folder.path(), &args);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stdout.matches("&#60;script&#62;").count() > 50, "the texts are there: {:.300}", ran.stdout);
    assert_page(&ran.stdout);
}

/// What a page may consist of, and nothing else.
const ELEMENTS: &[&str] = &[
    "a",
    "b",
    "body",
    "caption",
    "circle",
    "code",
    "dd",
    "defs",
    "desc",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "head",
    "header",
    "html",
    "input",
    "label",
    "legend",
    "li",
    "line",
    "main",
    "meta",
    "nav",
    "ol",
    "p",
    "path",
    "pattern",
    "rect",
    "section",
    "small",
    "span",
    "style",
    "summary",
    "svg",
    "symbol",
    "table",
    "tbody",
    "td",
    "text",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "ul",
    "use",
];
const ATTRIBUTES: &[&str] = &[
    "aria-hidden",
    "aria-label",
    "aria-labelledby",
    "charset",
    "checked",
    "class",
    "colspan",
    "content",
    "cx",
    "cy",
    "d",
    "data-l",
    "datetime",
    "focusable",
    "for",
    "height",
    "href",
    "http-equiv",
    "id",
    "lang",
    "name",
    "patternTransform",
    "patternUnits",
    "r",
    "role",
    "scope",
    "tabindex",
    "text-anchor",
    "type",
    "viewBox",
    "width",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
];

/// Takes a page apart as a browser does, and looks at every tag, attribute, link and character.
pub(crate) fn assert_page(page: &str) {
    let (before, rest) = page.split_once("<style>").expect("a style");
    let (_, after) = rest.split_once("</style>").expect("its end");
    let (mut ids, mut links) = (BTreeSet::new(), BTreeSet::new());
    for tag in [before, after].into_iter().flat_map(|part| part.split('<').skip(1)) {
        let (tag, text) = tag.split_once('>').unwrap_or_else(|| panic!("no end of the tag: {tag:.200}"));
        assert!(!text.contains(['"', '>']), "a sign that is not escaped: {text:.200}");
        let tag = tag.trim_end_matches('/');
        let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
        let name = name.trim_start_matches('/');
        assert!(ELEMENTS.contains(&name) || name == "!DOCTYPE", "an element that is not ours: {tag:.200}");
        while name != "!DOCTYPE" && !rest.trim().is_empty() {
            let Some((attribute, value)) = rest.split_once("=\"") else {
                assert_eq!(rest.trim(), "checked", "{tag:.200}");
                break;
            };
            let (value, next) =
                value.split_once('"').unwrap_or_else(|| panic!("no end of a value: {tag:.200}"));
            let attribute = attribute.trim();
            let attribute = attribute.strip_prefix("checked ").unwrap_or(attribute);
            assert!(ATTRIBUTES.contains(&attribute), "an attribute that is not ours: {tag:.200}");
            if attribute == "id" {
                assert!(ids.insert(value), "two parts have the id {value}");
            }
            match (attribute, value.strip_prefix('#')) {
                ("href", Some(id)) => _ = links.insert(id),
                ("href", None) => {
                    assert!(
                        value.starts_with("https://")
                            || value.starts_with("http://")
                            || value == "index.html",
                        "a link to {value}"
                    );
                }
                ("aria-labelledby", _) => links.extend(value.split(' ')),
                _ => {}
            }
            rest = next;
        }
    }
    let broken: Vec<_> = links.difference(&ids).collect();
    assert!(broken.is_empty(), "links that lead nowhere: {broken:?}");
    let acts = |c: &char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    assert_eq!(page.chars().find(acts), None, "characters that hide or turn round");
    assert!(before.contains("default-src 'none'; style-src 'sha256-") && !page.contains("unsafe"));
}
