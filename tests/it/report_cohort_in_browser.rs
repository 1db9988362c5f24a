//! The tables of a cohort's report in a real browser: whole without the script, sorted with it.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::pages::{browser, opened};
use crate::process::{root, run_in};

/// Sorts the heat map by a click and by a key, and says what is then in it.
const TRIED: &str = "
const problems = [];
addEventListener('error', (event) => problems.push(event.message));
addEventListener('securitypolicyviolation', (event) => problems.push(event.violatedDirective));
addEventListener('load', () => {
  const table = document.querySelector('.heat.sort');
  const names = () => [...table.tBodies[0].rows].map((row) => row.cells[0].textContent);
  const numbers = (column) => [...table.tBodies[0].rows].map((row) => parseFloat(row.cells[column].textContent.match(/[0-9.]+/)));
  const rises = (list) => list.every((number, at) => at === 0 || list[at - 1] <= number);
  const heads = [...table.querySelectorAll('tr.cols > th')];
  const button = (column) => heads[column].querySelector('[role=button]');
  const before = names();
  const found = { companies: before.length, buttons: heads.filter((head, at) => button(at)).length, heads: heads.length };
  if (button(2)) {
    button(2).click();
    found.falls = rises(numbers(2).reverse());
    found.first = heads[2].getAttribute('aria-sort');
    button(2).dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    found.rises = rises(numbers(2));
    found.second = heads[2].getAttribute('aria-sort');
    button(0).click();
    const sorted = [...before].sort(new Intl.Collator('en', { numeric: true }).compare);
    found.names = JSON.stringify(names()) === JSON.stringify(sorted) && !heads[2].hasAttribute('aria-sort');
    found.kept = JSON.stringify(names().sort()) === JSON.stringify([...before].sort());
  }
  found.overflow = document.documentElement.scrollWidth - innerWidth;
  found.problems = problems;
  document.body.dataset.found = JSON.stringify(found);
});";

fn cohort(folder: &Path) -> String {
    let sheets = [
        "kumo-endoscopy.toml",
        "poem.toml",
        "tsubame-surgical.toml",
        "aoba-genetics.toml",
        "hinata-rehab.json",
    ]
    .map(|name| root().join("examples").join(name).display().to_string());
    let mut args =
        vec!["report", "--as-of", "2026-11-22", "--lang", "en", "--by", "product", "-o", "cohort.html"];
    args.extend(sheets.iter().map(String::as_str));
    let ran = run_in(folder, &args);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    fs::read_to_string(folder.join("cohort.html")).expect("the report")
}

fn tried(browser: &str, folder: &Path, page: &str, width: u32) -> (Value, String) {
    let allowed = page.replacen("script-src '", "script-src 'nonce-test' '", 1).replacen(
        "<body>",
        &format!("<body><script nonce=\"test\">{TRIED}</script>"),
        1,
    );
    let path = folder.join("tried.html");
    fs::write(&path, allowed).expect("the page is written");
    let (dom, log) = opened(browser, folder, &path, width, &[]);
    let found = dom.split("data-found=\"").nth(1).unwrap_or_else(|| panic!("nothing was found: {dom:.500}"));
    let found = found.split('"').next().unwrap_or_default().replace("&quot;", "\"");
    (serde_json::from_str(&found).expect("JSON"), log)
}

#[test]
fn tables_are_whole_without_the_script_and_sorted_with_it() {
    let Some(browser) = browser() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let page = cohort(folder.path());
    for width in [500, 1200] {
        let (found, log) = tried(browser, folder.path(), &page, width);
        assert!(!log.contains("CONSOLE"), "{log}");
        let overflow = found["overflow"].as_i64().expect("a number");
        assert!(overflow <= 0, "{found}");
        let expected = json!({
            "companies": 5, "buttons": 11, "heads": 11, "falls": true, "first": "descending", "rises": true,
            "second": "ascending", "names": true, "kept": true, "overflow": overflow, "problems": [],
        });
        assert_eq!(found, expected);
    }
    // A browser that runs no script of the page.
    let (before, rest) = page.rsplit_once("<script>").expect("the script");
    let (_, after) = rest.split_once("</script>").expect("its end");
    let (found, _) = tried(browser, folder.path(), &format!("{before}{after}"), 1200);
    assert_eq!((&found["companies"], &found["buttons"]), (&json!(5), &json!(0)), "{found}");
}
