//! The questionnaire in a real browser, from a file, as it is handed out: it is filled in by a script that is put into
//! a copy, and what it saves and shows is held against the engine.

use std::fs;

use outside_in::answers::write::{self, PageLanguages};
use outside_in::framework::Framework;
use outside_in::text::{Lang, clean};
use serde_json::{Value, json};

use crate::html_form::{HOSTILE, fact_settings, hostile_page, skipped};
use crate::pages::{browser, dumped};
use crate::process::run;
use crate::support::{built_in, small};

const SCRIPT: &str = include_str!("html_form.js");

/// What the script found in a page; `None` without a browser.
fn tried(page: &str, given: &Value) -> Option<Value> {
    let browser = browser()?;
    let folder = tempfile::tempdir().expect("a folder");
    let given = given.to_string().replace('<', "\\u003c");
    let put = format!(
        "<body><script type=\"application/json\" id=\"given\">{given}</script><script nonce=\"test\">{SCRIPT}</script>"
    );
    let copy = page.replacen("script-src '", "script-src 'nonce-test' '", 1).replacen("<body>", &put, 1);
    let path = folder.path().join("form.html");
    fs::write(&path, copy).expect("the page is written");
    let dom = dumped(browser, folder.path(), &path, 390);
    let (_, found) =
        dom.split_once("<pre id=\"found\">").unwrap_or_else(|| panic!("nothing was found: {dom:.500}"));
    let (found, _) = found.split_once("</pre>").expect("its end");
    let found = ["&lt;<", "&gt;>", "&nbsp;\u{a0}", "&amp;&"].iter().fold(found.to_owned(), |text, pair| {
        let (written, sign) = pair.split_at(pair.find(';').expect("a name") + 1);
        text.replace(written, sign)
    });
    let found: Value = serde_json::from_str(&found).expect("JSON");
    for problems in ["errors", "violations"] {
        assert_eq!(found[problems], json!([]), "{problems}");
    }
    let requests = found["requests"].as_array().expect("a list");
    let outside = |url: &&Value| !url.as_str().is_some_and(|url| url.starts_with("blob:"));
    assert_eq!(requests.iter().find(outside), None);
    for (check, holds) in found["checks"].as_object().expect("checks") {
        assert!(check == "keeps no draft" || *holds == true, "{check}: {found}");
    }
    Some(found)
}

fn given(heads: &Value, picks: &Value, texts: &Value, facts: &[Value]) -> Value {
    json!({ "heads": heads, "picks": picks, "texts": texts, "facts": facts, "storage": "works" })
}

/// What scoring a file gives, whatever its name.
fn scored(name: &str, text: &str) -> Value {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, text).expect("the sheet is written");
    let path = path.to_str().expect("a name");
    let ran = run(["score", path, "--format", "json", "--detail", "--as-of", "2026-11-22"]);
    assert_eq!(ran.code, 0, "{}{text}", ran.stderr);
    let mut result = ran.json();
    result["assessments"][0]["input"] = Value::Null;
    result
}

fn shows_what_the_engine_asks(framework: &Framework, settings: &[Value], found: &Value) {
    let hidden = found["hidden"].as_array().expect("a list");
    assert_eq!(hidden.len(), settings.len());
    for (facts, hidden) in settings.iter().zip(hidden) {
        assert_eq!(*hidden, json!(skipped(framework, facts)), "{facts}");
    }
}

#[test]
fn what_the_page_saves_scores_as_the_same_in_toml_and_it_asks_what_the_engine_asks() {
    let framework = built_in();
    let page = write::html(framework, None, PageLanguages::All(Lang::En), "test");
    let settings = fact_settings(framework);
    assert!(settings.len() > 300, "{}", settings.len());
    let given = given(
        &json!([["h-subject", "Kumo"], ["h-date", "2026-11-22"], ["h-respondent", "CEO"]]),
        &json!([
            ["product", "software"],
            ["who-pays", "unknown"],
            ["setting", "office"],
            ["need-statement", "2"],
            ["coding", "3"],
            ["irb-route", "unknown"],
            ["change-control", "not_applicable"]
        ]),
        &json!([
            ["coding", "evidence", "letter </script> & \"more\"\n\nlist"],
            ["change-control", "reason", "no software"],
            ["irb-route", "note", "ask 日本"]
        ]),
        &settings,
    );
    let Some(found) = tried(&page, &given) else { return };
    let (version, date) = (framework.version(), "2026-11-22");
    let same = format!(
        r#"framework = "mayo-outside-in"
version = "{version}"
subject = "Kumo"
date = {date}
respondent = "CEO"
[facts]
product = "software"
who-pays = "unknown"
setting = ["office"]
[answers]
need-statement = 2
coding = {{ level = 3, evidence = ["letter </script> & \"more\"", "list"] }}
irb-route = {{ level = "unknown", note = "ask 日本" }}
change-control = {{ not_applicable = "no software" }}
"#
    );
    let saved = found["saved"][0].as_str().expect("a sheet");
    assert_eq!(scored("answers.json", saved), scored("answers.toml", &same));
    // It is also what the program itself writes of such a sheet.
    let sheet = crate::support::read_text(&same, outside_in::answers::Form::Toml, framework).sheet;
    assert_eq!(saved, write::json(framework, &sheet));
    assert_eq!(found["checks"]["keeps no draft"], false);
    assert!(found["progress"].as_str().is_some_and(|text| text.starts_with("7 of ")), "{found}");
    assert!(found["elements"]["sideways"].as_i64().is_some_and(|over| over <= 0), "{found}");
    shows_what_the_engine_asks(framework, &settings, &found);
}

#[test]
fn a_browser_that_keeps_nothing_is_no_obstacle() {
    let framework = small();
    let page = write::html(&framework, None, PageLanguages::Only(Lang::En), "test");
    let settings = fact_settings(&framework);
    let (heads, picks) = (json!([["h-subject", "Kumo"]]), json!([["need", "1"]]));
    let mut given = given(&heads, &picks, &json!([]), &settings);
    given["storage"] = json!("throws");
    let Some(found) = tried(&page, &given) else { return };
    assert_eq!(found["checks"]["keeps no draft"], true);
    let saved: Value = serde_json::from_str(found["saved"][0].as_str().expect("a sheet")).expect("JSON");
    assert_eq!(saved["answers"], json!({ "need": 1 }));
    // Begun anew it is empty.
    let anew: Value = serde_json::from_str(found["saved"][1].as_str().expect("a sheet")).expect("JSON");
    assert_eq!(anew, json!({ "framework": "small", "version": "1.0.0", "facts": {}, "answers": {} }));
    shows_what_the_engine_asks(&framework, &settings, &found);
}

#[test]
fn hostile_texts_do_nothing_in_a_browser_and_come_back_as_plain_text() {
    let (framework, page) = hostile_page();
    let settings = fact_settings(&framework);
    let Some(found) = tried(&page, &given(&json!([]), &json!([["price", "1"]]), &json!([]), &settings))
    else {
        return;
    };
    let elements = &found["elements"];
    // The page's own block of data and script, and the two of this test.
    assert_eq!(elements["scripts"], 4, "{elements}");
    for nothing in ["acting", "images"] {
        assert_eq!(elements[nothing], 0, "{elements}");
    }
    assert_eq!(elements["hit"], Value::Null, "{elements}");
    assert_eq!(elements["links"], json!(["file:"]), "{elements}");
    let saved: Value = serde_json::from_str(found["saved"][0].as_str().expect("a sheet")).expect("JSON");
    assert_eq!(clean(saved["subject"].as_str().expect("a text")), clean(HOSTILE));
    assert_eq!(clean(saved["answers"]["trial"]["not_applicable"].as_str().expect("a text")), clean(HOSTILE));
    assert_eq!(saved["answers"]["price"], json!(1));
}
