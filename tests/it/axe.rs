//! Our pages as axe-core judges them for people who see badly or use no mouse, in Chromium. `.ci/run` fetches axe-core
//! into `target/axe`, and requires it; elsewhere the tests are skipped without it.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::pages::{browser, is_required, opened};
use crate::process::{root, run};

/// In the page itself: opens what is folded, so that it is looked at too, and tells what axe finds.
const JUDGE: &str = "<script src=\"axe.min.js\"></script><script>
for (const fold of document.querySelectorAll('details')) fold.open = true;
axe.run(document, { resultTypes: ['violations'] }).then(({ violations, passes }) => parent.postMessage({
  width: innerWidth,
  dark: matchMedia('(prefers-color-scheme: dark)').matches,
  passed: passes.length > 20,
  violations: violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 200))]),
}, '*'));
</script></body>";

/// Around it: no window is as narrow as a telephone, but a frame is.
const FRAMES: &str = "<!DOCTYPE html><html lang=\"en\"><title>Frames</title><body><script>
const told = [];
addEventListener('message', ({ data }) => {
  if (!data.violations) return;
  told.push(data);
  document.body.dataset.told = JSON.stringify(told.sort((one, other) => one.width - other.width));
});
</script><iframe src=\"page.html\" width=390 height=800 style=\"border:0\"></iframe>
<iframe src=\"page.html\" width=1440 height=800 style=\"border:0\"></iframe></body></html>";

/// The browser, and the script that judges.
fn judge() -> Option<(&'static str, PathBuf)> {
    let browser = browser()?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let script = target.join("axe/package/axe.min.js");
    if !script.exists() {
        assert!(!is_required(), "axe-core is required, but it is not at {}", script.display());
        eprintln!("skipped: there is no axe-core on this machine; .ci/run fetches it");
        return None;
    }
    Some((browser, script))
}

/// What axe finds in a page, in a narrow and in a wide frame, on light or on dark ground.
fn judged(browser: &str, script: &Path, html: &str, dark: bool) -> Value {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str| folder.path().join(name);
    // A page of ours lets no script in; for the judge alone that rule and nothing else is taken out.
    let (before, rule) =
        html.split_once("<meta http-equiv=\"Content-Security-Policy\"").expect("the page has a policy");
    let (_, after) = rule.split_once('>').expect("the end of the policy");
    let (after, end) = after.rsplit_once("</body>").expect("the end of the page");
    fs::write(file("page.html"), [before, after, JUDGE, end].concat()).expect("the page is written");
    fs::write(file("frames.html"), FRAMES).expect("the frames are written");
    fs::copy(script, file("axe.min.js")).expect("the script is there");
    let scheme = if dark { "preferredColorScheme=0" } else { "preferredColorScheme=1" };
    let more = [&format!("--blink-settings={scheme}"), "--virtual-time-budget=120000"];
    let (dom, log) = opened(browser, folder.path(), &file("frames.html"), 1900, &more);
    let told =
        dom.split("data-told=\"").nth(1).unwrap_or_else(|| panic!("nothing was told: {dom:.500}{log}"));
    let told = told.split('"').next().unwrap_or_default().replace("&quot;", "\"");
    serde_json::from_str(&told).expect("what is told is JSON")
}

fn finds_nothing(html: impl Fn(&str) -> String) {
    let Some((browser, script)) = judge() else { return };
    for lang in ["en", "ja"] {
        let html = html(lang);
        for dark in [false, true] {
            let clean = |width| json!({ "width": width, "dark": dark, "passed": true, "violations": [] });
            assert_eq!(judged(browser, &script, &html, dark), json!([clean(390), clean(1440)]), "{lang}");
        }
    }
}

#[test]
fn nothing_in_the_report() {
    finds_nothing(|lang| {
        let args = ["report", "examples/tsubame-surgical.toml", "--since", "examples/kumo-endoscopy.toml"];
        run([&args[..], &["--as-of", "2026-11-22", "--lang", lang]].concat()).stdout
    });
}

#[test]
fn nothing_in_the_report_of_a_cohort() {
    finds_nothing(|lang| {
        let sheets = ["examples/tsubame-surgical.toml", "examples/kumo-endoscopy.toml", "examples/poem.toml"];
        let more = ["--by", "product", "--small-groups", "--as-of", "2026-11-22", "--lang", lang];
        run([&["report"][..], &sheets, &more].concat()).stdout
    });
}

#[test]
fn nothing_in_a_calibration() {
    finds_nothing(|lang| {
        run(["calibrate", "tests/fixtures/calibration", "--format", "html", "--lang", lang]).stdout
    });
}

#[test]
fn nothing_in_the_questionnaire() {
    finds_nothing(|lang| run(["template", "--format", "html", "--lang", lang]).stdout);
}

#[test]
fn nothing_in_the_framework() {
    finds_nothing(|lang| run(["framework", "show", "--format", "html", "--lang", lang]).stdout);
}

#[test]
fn a_page_that_shuts_people_out_is_found() {
    let Some((browser, script)) = judge() else { return };
    let page = "<!DOCTYPE html><html lang=\"en\"><head><meta http-equiv=\"Content-Security-Policy\" content=\"x\">\
                <title>Bad</title></head><body><main><h1>Bad</h1><p style=\"color:#ccc;background:#fff\">Pale</p>\
                <details><summary>More</summary><img src=\"x.png\"></details></main></body></html>";
    let found = judged(browser, &script, page, false);
    for width in [0, 1] {
        let ids = found[width]["violations"].as_array().expect("a list").iter().map(|one| &one[0]);
        assert_eq!(ids.collect::<Vec<_>>(), ["color-contrast", "image-alt"], "{found}");
    }
}
