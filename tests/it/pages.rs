//! Pages as a real browser shows them. Where no Chromium is installed the tests say so and pass, unless
//! `OUTSIDE_IN_BROWSER=required` is set, as our own checks do.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::process::{program, run};

/// Measures that the page itself reports, written where `--dump-dom` shows them.
const MEASURE: &str = "<script>
const ids = [...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href').slice(1));
document.body.dataset.measured = JSON.stringify({
  overflow: document.documentElement.scrollWidth - window.innerWidth,
  links: ids.length,
  broken: ids.filter(id => !document.getElementById(id)),
  headings: document.querySelectorAll('h2, h3').length,
  scripts: document.scripts.length,
  lang: document.documentElement.lang,
});
</script></body>";

pub(crate) fn browser() -> Option<&'static str> {
    let found = ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .find(|name| Command::new(name).arg("--version").output().is_ok_and(|out| out.status.success()));
    if found.is_none() {
        assert!(!is_required(), "a browser is required, but there is no Chromium");
        eprintln!("skipped: there is no Chromium on this machine");
    }
    found
}

/// Whether a test of pages may not be skipped.
pub(crate) fn is_required() -> bool {
    std::env::var("OUTSIDE_IN_BROWSER").is_ok_and(|value| value == "required")
}

/// What the page says of itself in a window of a width.
fn measured(browser: &str, folder: &Path, html: &str, width: u32) -> serde_json::Value {
    measured_by(MEASURE, browser, folder, html, width)
}

/// The same with other measures.
fn measured_by(measure: &str, browser: &str, folder: &Path, html: &str, width: u32) -> serde_json::Value {
    // The page forbids scripts; for the measure alone that rule and nothing else is taken out.
    let (before, rule) =
        html.split_once("<meta http-equiv=\"Content-Security-Policy\"").expect("the page has a policy");
    let (_, after) = rule.split_once('>').expect("the end of the policy");
    let page = folder.join(format!("page-{width}.html"));
    fs::write(&page, [before, after].concat().replace("</body>", measure)).expect("the page is written");
    let dom = dumped(browser, folder, &page, width);
    let start = dom.split("data-measured=\"").nth(1).unwrap_or_else(|| panic!("no measure in {dom:.500}"));
    let json = start.split('"').next().unwrap_or_default().replace("&quot;", "\"");
    serde_json::from_str(&json).expect("the measure is JSON")
}

/// A page from a file as it is after its scripts have run, in a window of a width.
pub(crate) fn dumped(browser: &str, folder: &Path, page: &Path, width: u32) -> String {
    opened(browser, folder, page, width, &[]).0
}

/// The same with more arguments, and what the browser logs.
pub(crate) fn opened(
    browser: &str,
    folder: &Path,
    page: &Path,
    width: u32,
    more: &[&str],
) -> (String, String) {
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .arg("--enable-logging=stderr")
        .arg(format!("--user-data-dir={}", folder.join("profile").display()))
        .arg(format!("--window-size={width},900"))
        .args(more)
        .arg("--dump-dom")
        .arg(format!("file://{}", page.display()))
        .output()
        .expect("the browser runs");
    let [dom, log] = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    (dom, log)
}

#[test]
fn the_framework_page_fits_every_window_and_its_links_lead_somewhere() {
    let Some(browser) = browser() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    for (lang, width) in [("en", 1000), ("ja", 500)] {
        let html = run(["framework", "show", "--format", "html", "--lang", lang]).stdout;
        let page = measured(browser, folder.path(), &html, width);
        assert!(page["overflow"].as_i64().expect("a number") <= 0, "{lang} at {width}: {page}");
        assert_eq!(page["broken"], serde_json::json!([]), "{page}");
        assert_eq!(page["links"], page["headings"], "every heading is in the contents: {page}");
        assert!(page["links"].as_i64() > Some(60), "{page}");
        assert_eq!(page["lang"], lang);
    }
}

#[test]
fn texts_of_a_framework_cannot_act_in_the_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let directory = folder.path().join("own");
    let exported = crate::process::finish(program().args(["framework", "export"]).arg(&directory));
    assert_eq!(exported.code, 0, "{}", exported.stderr);
    let path = directory.join("problem-first.toml");
    let text = fs::read_to_string(&path).expect("an exported rubric");
    let hostile = "title.en = \"<script>alert(1)</script><img src=x onerror=alert(2)>\"";
    let line = text.lines().find(|line| line.starts_with("title.en")).expect("a title");
    fs::write(&path, text.replacen(line, hostile, 1)).expect("the edit is written");
    let show = |form: &str| {
        let mut command = program();
        command.args(["framework", "show", "--lang", "en", "--format", form, "--framework"]).arg(&directory);
        crate::process::finish(&mut command)
    };
    let html = show("html").stdout;
    assert!(html.contains("&#60;script&#62;") && !html.contains("<script>") && !html.contains("<img"));
    assert!(show("md").stdout.contains("\\<script\\>"));
    let Some(browser) = browser() else { return };
    let page = measured(browser, folder.path(), &html, 800);
    assert_eq!(page["scripts"], 1, "only the measure itself is a script: {page}");
}

/// What a reader of the report does without a script: chooses the other language, and opens what is folded.
const READ: &str = "<script>
const shown = id => getComputedStyle(document.getElementById(id)).display !== 'none';
const before = [shown('en'), shown('ja')];
document.querySelector('label[for=lang-ja]').click();
const after = [shown('en'), shown('ja')];
const fold = document.querySelector('#ja details');
const closed = fold.open;
fold.querySelector('summary').click();
const pictures = [...document.querySelectorAll('svg[role=img]')];
const named = svg => svg.getAttribute('aria-labelledby').split(' ').every(id => document.getElementById(id).textContent);
document.body.dataset.measured = JSON.stringify({
  before, after, closed, open: fold.open,
  overflow: document.documentElement.scrollWidth - window.innerWidth,
  pictures: pictures.length,
  unnamed: pictures.filter(svg => !named(svg)).length,
  tables: document.querySelectorAll('table').length,
  headless: [...document.querySelectorAll('table')].filter(table => !table.querySelector('th[scope=col]')).length,
  sections: [...document.querySelectorAll('section')].filter(one => !one.querySelector('h2, h3')).length,
  first: document.querySelectorAll('#en h1').length,
});
</script></body>";

fn report(args: &[&str]) -> String {
    run([&["report", "examples/tsubame-surgical.toml", "--as-of", "2026-11-22"], args].concat()).stdout
}

#[test]
fn the_report_works_without_a_script_in_every_window() {
    let Some(browser) = browser() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let html = report(&["--both", "--lang", "en"]);
    for width in [500, 1024, 1440] {
        let page = measured_by(READ, browser, folder.path(), &html, width);
        assert!(page["overflow"].as_i64().expect("a number") <= 0, "at {width}: {page}");
        assert_eq!(page["before"], serde_json::json!([true, false]), "{page}");
        assert_eq!(page["after"], serde_json::json!([false, true]), "{page}");
        assert_eq!((&page["closed"], &page["open"]), (&false.into(), &true.into()), "{page}");
        for none in ["unnamed", "headless", "sections"] {
            assert_eq!(page[none], 0, "{none}: {page}");
        }
        assert!(page["pictures"].as_i64() >= Some(18) && page["tables"].as_i64() >= Some(10), "{page}");
        assert_eq!(page["first"], 1, "{page}");
    }
}

#[test]
fn the_browser_has_nothing_to_say_of_the_report() {
    let Some(browser) = browser() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("report.html");
    let html = report(&["--lang", "ja"]);
    let logged = |html: &str| {
        fs::write(&page, html).expect("the page is written");
        opened(browser, folder.path(), &page, 1024, &[]).1
    };
    let log = logged(&html);
    assert!(!log.contains("CONSOLE"), "{log}");
    // A style that differs in one sign is not the one that the policy names.
    let other = logged(&html.replacen("<style>", "<style> ", 1));
    assert!(
        other.contains("CONSOLE") && other.contains("Content Security Policy"),
        "the log is read: {other}"
    );
}
