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
        let required = std::env::var("OUTSIDE_IN_BROWSER").is_ok_and(|value| value == "required");
        assert!(!required, "a browser is required, but there is no Chromium");
        eprintln!("skipped: there is no Chromium on this machine");
    }
    found
}

/// A page from a file as it is after its scripts have run, in a window of a width.
pub(crate) fn dumped(browser: &str, folder: &Path, page: &Path, width: u32) -> String {
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .arg(format!("--user-data-dir={}", folder.join("profile").display()))
        .arg(format!("--window-size={width},900"))
        .arg("--dump-dom")
        .arg(format!("file://{}", page.display()))
        .output()
        .expect("the browser runs");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// What the page says of itself in a window of a width.
fn measured(browser: &str, folder: &Path, html: &str, width: u32) -> serde_json::Value {
    // The page forbids scripts; for the measure alone that rule and nothing else is taken out.
    let rule =
        html.lines().find(|line| line.contains("Content-Security-Policy")).expect("the page has a policy");
    let page = folder.join(format!("page-{width}.html"));
    fs::write(&page, html.replace(rule, "").replace("</body>", MEASURE)).expect("the page is written");
    let dom = dumped(browser, folder, &page, width);
    let start = dom.split("data-measured=\"").nth(1).unwrap_or_else(|| panic!("no measure in {dom:.500}"));
    let json = start.split('"').next().unwrap_or_default().replace("&quot;", "\"");
    serde_json::from_str(&json).expect("the measure is JSON")
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
