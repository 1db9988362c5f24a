//! The questionnaire as a page: what is written, of any framework and with any texts. What it does is tried in a
//! browser by [`crate::html_form_in_browser`].

use outside_in::answers::Form;
use outside_in::answers::write::{self, PageLanguages};
use outside_in::framework::Framework;
use outside_in::text::Lang;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::oracle::Files;
use crate::process::{Ran, root, run, run_in};
use crate::random::{self, Case, SplitMix, case, cases, usable};
use crate::snapshots::{Session, compare_page};
use crate::support::{built_in, read_text, small};

/// What a page tells its script.
pub(crate) fn data(page: &str) -> Value {
    let (_, block) = page.split_once("id=\"data\">").expect("a block of data");
    let (block, _) = block.split_once("</script>").expect("its end");
    serde_json::from_str(block).expect("JSON")
}

/// Settings of facts: every combination of those that some condition uses, with the others at random.
pub(crate) fn fact_settings(framework: &Framework) -> Vec<Value> {
    let mut random = SplitMix(7);
    let values: Vec<Vec<Value>> = framework
        .facts()
        .iter()
        .map(|fact| {
            let ids: Vec<&str> = fact.choices.iter().map(|choice| choice.id.as_str()).collect();
            let mut values = vec![Value::Null, json!("unknown")];
            values.extend(ids.iter().map(|id| json!(id)));
            if fact.choose == outside_in::framework::Choose::Many {
                // "None of these" and "unknown" stand alone; beside another choice the engine refuses them.
                let several: Vec<&str> = ids.into_iter().filter(|id| !id.starts_with("none")).collect();
                let ends = [several[0], several[several.len() - 1]];
                values.extend([json!([]), json!([""]), json!(several), json!(ends)]);
            }
            values
        })
        .collect();
    let mut used: Vec<Vec<usize>> = Vec::new();
    for criterion in framework.criteria() {
        let facts: Vec<usize> = criterion.condition.0.iter().map(|(fact, _)| fact.get()).collect();
        if !facts.is_empty() && !used.contains(&facts) {
            used.push(facts);
        }
    }
    let mut settings = vec![json!({})];
    for facts in used {
        let combinations: usize = facts.iter().map(|fact| values[*fact].len()).product();
        for mut number in 0..combinations {
            let mut setting: Map<String, Value> = Map::new();
            for (fact, of_fact) in framework.facts().iter().zip(&values) {
                setting.insert(fact.id.clone(), of_fact[random.index(of_fact.len())].clone());
            }
            for fact in &facts {
                let of_fact = &values[*fact];
                setting.insert(framework.facts()[*fact].id.clone(), of_fact[number % of_fact.len()].clone());
                number /= of_fact.len();
            }
            settings.push(Value::Object(setting));
        }
    }
    settings
}

/// The criteria that the engine skips with these facts, sorted.
pub(crate) fn skipped(framework: &Framework, facts: &Value) -> Vec<String> {
    let sheet = read_text(&json!({ "facts": facts, "answers": {} }).to_string(), Form::Json, framework).sheet;
    let skipped = framework.criterion_indices().filter(|criterion| !sheet.applies(framework, *criterion));
    let mut ids: Vec<String> = skipped.map(|criterion| framework[criterion].id.clone()).collect();
    ids.sort();
    ids
}

#[test]
fn the_same_form_is_the_same_bytes_and_without_a_name_it_gets_a_random_one() {
    let form = ["template", "--format", "html", "--framework", "tests/fixtures/small"];
    let named = || run([&form[..], &["--form-id", "mine"]].concat());
    let [one, other] = [named(), named()];
    assert_eq!((one.code, &one.stdout), (0, &other.stdout), "{}", one.stderr);
    assert_eq!(data(&one.stdout)["form"], "mine");
    let [one, other] = [run(form), run(form)].map(|ran| data(&ran.stdout)["form"].clone());
    assert_ne!(one, other);
    assert_eq!(one.as_str().map(str::len), Some(16));
}

#[test]
fn both_languages_fit_into_400_kilobytes() {
    let sizes = [PageLanguages::All(Lang::En), PageLanguages::Only(Lang::En), PageLanguages::Only(Lang::Ja)]
        .map(|languages| write::html(built_in(), None, languages, "0123456789abcdef").len());
    let [both, english, japanese] = sizes;
    assert!(both <= 400 << 10, "{both} bytes");
    assert!(english < both && japanese < both, "{sizes:?}");
}

#[test]
fn the_languages_are_all_or_the_one_that_is_asked_for() {
    let languages = |lang: &[&str], locale: &str| {
        let mut command = crate::process::program();
        command.args(["template", "--format", "html"]).args(lang).env("LANG", locale);
        data(&crate::process::finish(&mut command).stdout)["languages"].clone()
    };
    assert_eq!(languages(&[], "C"), json!(["en", "ja"]));
    assert_eq!(languages(&[], "ja_JP.UTF-8"), json!(["ja", "en"]));
    assert_eq!(languages(&["--lang", "ja"], "C"), json!(["ja"]));
}

/// A page without its style and script, which stand in files of their own, and what follows from them.
fn without_style_and_script(page: &str) -> String {
    let mut out = String::new();
    let mut rest = page;
    for (start, end) in [("script-src '", "';"), ("style-src '", "';"), ("<style>", "</style>")] {
        let (before, inside) = rest.split_once(start).expect(start);
        let (_, after) = inside.split_once(end).expect(end);
        out += &format!("{before}{start}[…]{end}");
        rest = after;
    }
    let (before, _) = rest.rsplit_once("<script>").expect("a script");
    out + before + "<script>[…]</script>\n</body>\n</html>\n"
}

#[test]
fn the_page_is_as_it_was() {
    let ran =
        run(["template", "--format", "html", "--form-id", "form-1", "--framework", "tests/fixtures/small"]);
    // A line of the page holds a whole question; in a snapshot its parts stand under each other.
    let stdout = without_style_and_script(&ran.stdout);
    let stdout = ["<label", "<p", "<legend", "<details", "<div", "{\"id\""]
        .iter()
        .fold(stdout, |text, start| text.replace(start, &format!("\n{start}")).replace("\n\n", "\n"));
    compare_page("template-html", &Ran { stdout, ..ran });
}

#[test]
fn what_does_not_fit_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut session = Session::default();
    session.both(&folder, &["template", "--format", "html", "--all-columns"]);
    session.both(&folder, &["template", "--form-id", "x"]);
    session.both(&folder, &["template", "--format", "html", "-o", "form.csv"]);
    let made = run_in(&folder, &["template", "-o", "form.html"]);
    assert_eq!(made.code, 0, "{}", made.stderr);
    session.both(&folder, &["score", "form.html"]);
    session.run(&folder, &["explain", "form.html"]);
    session.compare("template-html-wrong");
}

/// Text that would act in a page, if it could.
pub(crate) const HOSTILE: &str = "</script><script>window.hit=1</script><img src=x onerror=window.hit=2> \" ' & <!-- \
     <a href=javascript:window.hit=3>x</a> ${x} {n} \u{202e}\u{2066}\u{200b}\u{feff}\u{1b}[31m\u{7f}\u{2028}\u{2029}";
const HARMLESS: &str = "plain words";
/// A tag of a language that would act in an attribute or in a style.
const HOSTILE_TAG: &str = "fr\"><script>window.hit=4</script>*{display:none}";

/// The small framework with a language more, guidance, proofs and addresses, and everywhere this text.
pub(crate) fn with_everywhere(text: &str, tag: &str) -> Framework {
    let quoted = |text: &str| toml_edit::Value::from(text).to_string();
    let mut files = Files::default();
    for name in ["framework.toml", "basis.toml", "proof.toml"] {
        let path = root().join("tests/fixtures/small").join(name);
        let (mut out, mut table) = (String::new(), String::new());
        for line in std::fs::read_to_string(path).expect("a file of the framework").lines() {
            let Some((key, value)) = line.split_once(" = ") else {
                out += &format!("{line}\n");
                table = if line.starts_with('[') { line.to_owned() } else { table };
                continue;
            };
            match key.split_once('.') {
                Some((name, "en")) => {
                    for tag in ["en", "ja", tag] {
                        out += &format!("{name}.{} = {}\n", quoted(tag), quoted(text));
                    }
                    // What the small framework leaves out.
                    let more = match name {
                        "question" => "guidance",
                        "point" => "ready_means",
                        "says" if table == "[[criterion.level]]" => "proof",
                        _ => continue,
                    };
                    for tag in ["en", "ja", tag] {
                        let paragraphs = format!("{text}\n\n{text}");
                        out += &format!("{more}.{} = {}\n", quoted(tag), quoted(&paragraphs));
                    }
                }
                Some((_, "ja")) => {}
                _ => {
                    let value = match key {
                        "languages" => format!("[\"en\", \"ja\", {}]", quoted(tag)),
                        "title" => quoted(text),
                        "url" => quoted("javascript:window.hit=5"),
                        _ => value.to_owned(),
                    };
                    out += &format!("{key} = {value}\n");
                }
            }
        }
        files.insert(name.to_owned(), out);
    }
    let loaded = random::load(&files);
    loaded.framework.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics))
}

/// A sheet of the small framework that says this wherever it can say anything.
pub(crate) fn sheet_saying(text: &str) -> Value {
    json!({
        "framework": "small", "version": "1.0.0", "subject": text, "ref": text, "date": "2026-11-22", "respondent": text,
        "facts": { "product": "device", "places": ["home", "laboratory"] },
        "answers": {
            "need": {
                "level": 2, "evidence": [text, text], "note": text,
                "proposed_by": text, "quote": text, "place": text,
            },
            "device-study": "unknown",
            "trial": { "not_applicable": text },
        },
    })
}

pub(crate) fn filled(framework: &Framework, sheet: &Value, form_id: &str) -> String {
    let sheet = read_text(&sheet.to_string(), Form::Json, framework).sheet;
    write::html(framework, Some(&sheet), PageLanguages::All(Lang::En), form_id)
}

/// The page of hostile texts only.
pub(crate) fn hostile_page() -> (Framework, String) {
    let framework = with_everywhere(HOSTILE, HOSTILE_TAG);
    let page = filled(&framework, &sheet_saying(HOSTILE), HOSTILE);
    (framework, page)
}

/// The elements of a page, each with the names of its attributes.
fn elements(page: &str) -> Vec<String> {
    let (before, rest) = page.split_once("<style>").expect("a style");
    let (_, rest) = rest.split_once("</style>").expect("its end");
    let (rest, _) = rest.rsplit_once("<script>").expect("a script");
    let mut found = Vec::new();
    for part in before.split('<').chain(rest.split('<')).skip(1) {
        let (mut inside, mut shape, mut in_value) = (false, String::new(), false);
        for c in part.chars() {
            match c {
                '"' => inside = !inside,
                '>' if !inside => break,
                ' ' if !inside => {
                    shape.push(' ');
                    in_value = false;
                }
                '=' => in_value = true,
                c if !in_value && !inside => shape.push(c),
                _ => {}
            }
        }
        found.push(shape);
    }
    found
}

#[test]
fn no_text_of_a_framework_or_a_sheet_acts_in_the_page() {
    let (_, hostile) = hostile_page();
    let framework = with_everywhere(HARMLESS, "fr");
    let harmless = filled(&framework, &sheet_saying(HARMLESS), HARMLESS);
    assert_eq!(elements(&hostile), elements(&harmless));
    assert!(elements(&harmless).len() > 300, "the elements are seen");
    assert_eq!(hostile.matches("</script>").count(), 2);
    assert!(!hostile.contains("href=\"javascript:") && !hostile.contains("<img"));
    let acting = |c: char| {
        (c.is_control() && c != '\n') || "\u{202e}\u{2066}\u{200b}\u{feff}\u{2028}\u{2029}".contains(c)
    };
    assert!(!hostile.contains(acting), "{:?}", hostile.find(acting));
    // Every text of the framework and of the sheet is there, harmless as it is.
    assert!(harmless.matches(HARMLESS).count() > 150, "{}", harmless.matches(HARMLESS).count());
    assert_eq!(hostile.matches("window.hit=2").count(), harmless.matches(HARMLESS).count());
    assert_eq!(data(&hostile)["sheet"]["answers"]["need"]["level"], 2);
    assert!(!data(&hostile).to_string().contains(acting));
}

#[test]
fn a_filled_page_holds_the_sheet_and_shows_it_without_its_script() {
    let framework = small();
    let sheet = sheet_saying("a & b");
    let page = filled(&framework, &sheet, "x");
    assert_eq!(data(&page)["sheet"], sheet);
    for shown in [
        "data-head=\"subject\" value=\"a &#38; b\"",
        "data-head=\"date\" value=\"2026-11-22\"",
        "<input type=radio name=1.1 value=device checked>",
        "<input type=checkbox name=1.2 value=home checked>",
        "<input type=radio name=2.1 value=2 checked>",
        "<input type=radio name=2.2 value=unknown checked>",
        "<input type=text name=reason value=\"a &#38; b\">",
        "<textarea name=evidence>a &#38; b\na &#38; b</textarea>",
    ] {
        assert!(page.contains(shown), "{shown}");
    }
    let empty = write::html(&framework, None, PageLanguages::All(Lang::En), "x");
    assert_eq!((data(&empty)["sheet"].clone(), empty.matches(" checked>").count()), (Value::Null, 1));
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn every_framework_has_its_page(Case { framework, sheet } in case(), japanese in any::<bool>()) {
        let framework = usable(&framework);
        let sheet = read_text(&sheet.to_toml(), Form::Toml, &framework).sheet;
        let lang = if japanese { Lang::Ja } else { Lang::En };
        for languages in [PageLanguages::All(lang), PageLanguages::Only(lang)] {
            let page = write::html(&framework, Some(&sheet), languages, "x");
            let data = data(&page);
            for id in framework.facts().iter().map(|fact| &fact.id).chain(framework.criteria().iter().map(|one| &one.id)) {
                prop_assert_eq!(page.matches(&format!("<fieldset class=q id=q-{id}>")).count(), 1);
            }
            for (criterion, told) in framework.criteria().iter().zip(data["criteria"].as_array().expect("a list")) {
                prop_assert_eq!(&told["id"], &json!(criterion.id));
                prop_assert_eq!(&told["levels"], &json!(criterion.levels.len()));
                prop_assert_eq!(&told["evidence_from"], &json!(criterion.evidence_from));
                let table: Map<String, Value> = criterion.condition.0.iter().map(|(fact, choices)| {
                    let fact = &framework[*fact];
                    (fact.id.clone(), json!(fact.choice_ids(choices)))
                }).collect();
                let told = told.get("applies_if").cloned().unwrap_or_else(|| json!({}));
                prop_assert_eq!(told, Value::Object(table));
            }
            for (fact, told) in framework.facts().iter().zip(data["facts"].as_array().expect("a list")) {
                let ids: Vec<&str> = fact.choices.iter().map(|choice| choice.id.as_str()).collect();
                prop_assert_eq!(&told["choices"], &json!(ids));
            }
            // What the page begins with is the sheet.
            let again = read_text(&data["sheet"].to_string(), Form::Json, &framework).sheet;
            for criterion in framework.criterion_indices() {
                let [mut a, mut b] = [&sheet, &again].map(|sheet| sheet.answer(criterion).clone());
                (a.span, b.span) = (None, None);
                prop_assert_eq!(a, b);
            }
        }
    }
}
