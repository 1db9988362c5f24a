//! `docs/samples` shows what the program writes. To write it anew: `UPDATE_SAMPLES=1 cargo test samples`.

use std::fs;

use crate::process::{root, run};
use crate::report::EXAMPLES;

fn report(args: &[&str]) -> String {
    let ran = run([&["report", "examples/tsubame-surgical.toml", "--as-of", "2026-11-22"], args].concat());
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    ran.stdout
}

/// What a command writes, which has something to tell.
fn shown(args: &[&str]) -> String {
    let ran = run(args);
    assert_eq!(ran.stderr, "");
    ran.stdout
}

/// A report of all companies among the examples.
fn cohort() -> String {
    let sheets: Vec<String> = EXAMPLES.iter().map(|name| format!("examples/{name}")).collect();
    let sheets: Vec<&str> = sheets.iter().map(String::as_str).collect();
    let options = ["--as-of", "2026-11-22", "--lang", "en", "--by", "product", "--small-groups"];
    shown(&[&["report"][..], &sheets, &options].concat())
}

fn markdown() -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report.md");
    report(&["--lang", "en", "-o", path.to_str().expect("a name")]);
    fs::read_to_string(path).expect("the report")
}

/// What stands between two texts.
fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("no {before}"));
    rest.split_once(after).unwrap_or_else(|| panic!("no {after}")).0
}

/// The height of a stage in the picture.
const ROW: usize = 60;

/// Where the company stands, as a picture out of its page: each stage with its verdict and its bar.
fn picture(page: &str) -> String {
    let title = between(page.split_once("class=\"path-box\"").expect("the part").1, "-where\">", "</h2>");
    let (style, hatching) = (between(page, "<style>", "</style>"), between(page, "<defs>", "</defs>"));
    let path = between(page, "<ol class=\"path\">", "</ol>");
    let (mut rows, mut says) = (String::new(), Vec::new());
    for (position, stage) in path.split("<li class=\"step").skip(1).enumerate() {
        let name = between(stage, "aria-hidden=\"true\">", "</h3>").replacen("</span>", " ", 1);
        let class = between(stage, "<b class=\"", "\"");
        let (_, verdict) = between(stage, "<b class=\"", "</b>").rsplit_once("</svg>").expect("a mark");
        let bar = between(stage, "</desc>", "</svg>");
        let y = 14 + position * ROW;
        rows += &format!(
            "<g transform=\"translate(16 {y})\"><text y=\"17\" font-weight=\"700\" fill=\"var(--ink)\">{name}</text>\
             <text y=\"37\" class=\"{class}\" fill=\"currentColor\">{verdict}</text>\
             <svg x=\"230\" width=\"500\" height=\"{ROW}\" color=\"var(--mark)\">{bar}</svg></g>\n"
        );
        says.push(format!(
            "{name}: {verdict}. {}",
            between(stage, "<desc", "</desc>").split_once('>').expect("words").1
        ));
    }
    let (height, says) = (14 + says.len() * ROW, says.join(" "));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"780\" height=\"{height}\" viewBox=\"0 0 780 {height}\" role=\"img\" \
         font-family=\"system-ui, sans-serif\" font-size=\"15\"><title>{title}</title><desc>{says}</desc>\n\
         <style>{style}</style><defs>{hatching}</defs><rect width=\"100%\" height=\"100%\" fill=\"var(--paper)\"/>\n{rows}</svg>\n"
    )
}

#[test]
fn the_samples_are_fresh_and_small() {
    let [en, ja] = ["en", "ja"].map(|lang| report(&["--lang", lang]));
    let samples = [
        ("stages.en.svg", picture(&en)),
        ("stages.ja.svg", picture(&ja)),
        ("report.en.html", en),
        ("report.ja.html", ja),
        ("report.md", markdown()),
        ("cohort.en.html", cohort()),
        ("form.html", shown(&["template", "--format", "html", "--form-id", "sample"])),
        ("calibration.en.html", shown(&["calibrate", "--format", "html", "--lang", "en"])),
    ];
    let mut sum = 0;
    for (name, text) in samples {
        let path = root().join("docs/samples").join(name);
        if std::env::var_os("UPDATE_SAMPLES").is_some() {
            fs::write(&path, &text).expect("the sample is written");
        }
        let committed = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        assert!(
            committed == text,
            "{} is stale; run UPDATE_SAMPLES=1 cargo test samples, look at the difference, and commit it",
            path.display()
        );
        sum += text.len();
    }
    assert!(sum < 1_300_000, "{sum} bytes");
}
