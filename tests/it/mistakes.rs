//! Mistakes that authors make: each is told once, where it is, in words that lead to what was meant.

use crate::process::run;
use crate::support::edit;

/// A new framework with one mistake in it, and what `check` says: `line:column: CODE message`.
fn told(file: &str, from: &str, to: &str, lang: &str) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_str().expect("UTF-8");
    assert_eq!(run(["framework", "new", path, "--lang", "en"]).code, 0);
    edit(&folder, file, from, to);
    let json = run(["check", path, "--lang", lang, "--format", "json"]).json();
    let found = json["diagnostics"].as_array().expect("findings").iter();
    let text = |found: &serde_json::Value, key: &str| found[key].as_str().unwrap_or_default().to_owned();
    let line = |found: &serde_json::Value| {
        let (code, message, help) = (text(found, "code"), text(found, "message"), text(found, "help"));
        let help = if help.is_empty() { help } else { format!(" = {help}") };
        format!("{}:{}: {code} {message}{help}", found["line"], found["column"])
    };
    found.map(line).collect()
}

/// Mistakes: a file, what stands there, what an author wrote instead, and all that is told.
const KEYS: &[(&str, &str, &str, &[&str])] = &[
    (
        "framework.toml",
        "[[stage]]",
        "[[stages]]",
        &["45:3: F005 there is no key `stages` here = did you mean `stage`?"],
    ),
    (
        "problem.toml",
        "[[criterion.level]]",
        "[[criterion.levels]]",
        &["29:13: F005 there is no key `levels` here = did you mean `level`?"],
    ),
    (
        "problem.toml",
        "[[gate]]",
        "[[gates]]",
        &["81:3: F005 there is no key `gates` here = did you mean `gate`?"],
    ),
    (
        "problem.toml",
        "effort = 1\n",
        "effort = 1.5\n",
        &["34:10: F007 `effort` must be a whole number, not a number that is not whole"],
    ),
    (
        "problem.toml",
        "effort = 1\n",
        "effort = 99999999999999999999\n",
        &["34:10: F008 `effort` is not from 0 to 5200"],
    ),
    (
        "problem.toml",
        "next.en = \"Write one page: who has the problem, how often, and what it costs.\"\n",
        "",
        &["32:6: F010 `next.en` is missing or blank = write the text in `en` too"],
    ),
    (
        "problem.toml",
        "title.en = \"The problem first\"",
        "titel.en = \"The problem first\"",
        &[
            "4:1: F005 there is no key `titel` here = did you mean `title`?",
            "5:7: F010 `title.en` is missing or blank = write the text in `en` too",
        ],
    ),
    (
        "problem.toml",
        "confirmed the page.\"\n",
        "confirmed the page.\"\nnext.en = \"Go on as before.\"\nnext.ja = \"このまま続ける。\"\n",
        &["45:1: F014 `next` on the top level is not used"],
    ),
    (
        "problem.toml",
        "effort = 1\n",
        "effort = 1 # allow(T001, T002)\n",
        &["34:12: F017 this `allow` gives no reason = write it as `# allow(T001, T002): why`"],
    ),
    (
        "problem.toml",
        "effort = 1\n",
        "effort = 1 # allow(T001: why\n",
        &["34:12: F017 this `allow` has no closing bracket = write it as `# allow(T001): why`"],
    ),
    (
        "framework.toml",
        "id = \"pilot\"",
        "id = \"Pilot\"",
        &[
            "46:6: F011 `Pilot` is not an id = use small letters, digits and single hyphens, as in `need-statement`",
        ],
    ),
];

#[test]
fn what_keys_and_values_are_wrong_is_told_once() {
    for (file, from, to, wanted) in KEYS {
        assert_eq!(told(file, from, to, "en"), *wanted, "{to}");
    }
}
