//! The report of a cohort: what it says, how large it gets, what it keeps to itself, and when a directory is written.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use jiff::civil::date;
use outside_in::advice::{Assessed, Interval, Rank, Ranks, cohort};
use outside_in::answers::Form;
use outside_in::report::Input;
use outside_in::report::cohort::{CohortReport, CohortView, Member, html, page_name};
use outside_in::text::Lang;
use tempfile::TempDir;

use crate::process::{Ran, root, run_in};
use crate::report::{HOSTILE, assert_page, hostile, laid_out};
use crate::snapshots::{Session, compare_page};
use crate::support::{built_in, folder, read_text};

const SORTING: &str = include_str!("../../templates/cohort.js");

const RULES: &str = "tests/fixtures/rules";

/// A ready company, one that claims without proof, one with nothing, and one that is refused.
const SHEETS: &str = "\
{\"subject\":\"Kumo K.K.\",\"facts\":{\"product\":\"software\"},\"answers\":{\"problem\":{\"level\":2,\"evidence\":[\"signed page\"]},\"users\":{\"level\":1,\"evidence\":\"visit log\"},\"study\":{\"level\":1,\"evidence\":\"protocol\"}}}
{\"subject\":\"株式会社空\",\"ref\":\"crm-2\",\"facts\":{\"product\":\"device\"},\"answers\":{\"problem\":2,\"users\":1,\"study\":1}}
{\"answers\":{}}
{\"subject\":\"Other\",\"framework\":\"other\",\"answers\":{}}
";

fn report(folder: impl AsRef<Path>, args: &[&str]) -> Ran {
    run_in(folder, &[&["report", "--as-of", "2026-11-22"], args].concat())
}

fn sheets() -> TempDir {
    folder(&[("sheets.ndjson", SHEETS.as_bytes())])
}

fn rules() -> String {
    root().join(RULES).display().to_string()
}

/// The page without its one script, which the policy names.
pub(crate) fn without_script(page: &str) -> String {
    let script = format!("<script>{SORTING}</script>");
    assert_eq!(page.matches("<script").count(), page.matches(&script).count(), "a script that is not ours");
    assert_eq!(page.matches(&script).count(), 1);
    assert!(page.contains("; script-src 'sha256-"));
    page.replace(&script, "")
}

fn assert_cohort_page(page: &str) {
    let page = without_script(page);
    assert_page(&page);
}

/// All files of a directory, by name.
fn pages(directory: &Path) -> Vec<(String, String)> {
    let entries = fs::read_dir(directory).expect("the directory");
    let read = |entry: std::io::Result<fs::DirEntry>| {
        let entry = entry.expect("an entry");
        let text = fs::read_to_string(entry.path()).expect("a page");
        (entry.file_name().into_string().expect("a plain name"), text)
    };
    let mut pages: Vec<_> = entries.map(read).collect();
    pages.sort();
    pages
}

#[test]
fn the_page_of_a_small_cohort_is_as_it_was() {
    let folder = sheets();
    for lang in ["en", "ja"] {
        let args =
            ["--framework", &rules(), "sheets.ndjson", "--by", "product", "--small-groups", "--lang", lang];
        let mut ran = report(folder.path(), &args);
        assert_eq!(ran.code, 1, "one sheet is refused");
        assert_cohort_page(&ran.stdout);
        assert_eq!(ran.stdout, report(folder.path(), &args).stdout, "the same report, the same bytes");
        ran.stdout = laid_out(&without_script(&ran.stdout));
        // Between the policy and the laid out page stands another hash.
        let (before, rest) = ran.stdout.split_once("script-src 'sha256-").expect("a policy");
        let (_, after) = rest.split_once('\'').expect("its end");
        ran.stdout = format!("{before}script-src 'sha256-[script]'{after}");
        compare_page(&format!("report-cohort-{lang}"), &ran);
    }
}

#[test]
fn both_languages_stand_in_one_page() {
    let folder = sheets();
    let page = report(folder.path(), &["--framework", &rules(), "sheets.ndjson", "--both"]).stdout;
    assert_cohort_page(&page);
    assert!(page.contains("id=\"en-ranks\"") && page.contains("id=\"ja-ranks\""));
}

#[test]
fn one_company_is_a_cohort_where_that_is_asked_for() {
    let folder = folder(&[("answers.toml", b"subject = 'Kumo'\n[answers]\n")]);
    let alone = report(folder.path(), &[]).stdout;
    assert!(alone.contains("· self-assessment<") && !alone.contains("<script>"));
    let cohort = report(folder.path(), &["--cohort"]).stdout;
    assert!(cohort.contains("cohort report") && cohort.contains("not a representative sample"));
    assert_cohort_page(&cohort);
    assert!(report(folder.path(), &["--by", "product"]).stdout.contains("cohort report"));
}

#[test]
fn ten_thousand_companies_stay_under_two_megabytes() {
    let framework = built_in();
    let examples = ["kumo-endoscopy.toml", "poem.toml", "tsubame-surgical.toml", "aoba-genetics.toml"];
    let assess = |name: &&str| {
        let text = fs::read_to_string(root().join("examples").join(name)).expect("an example");
        let mut reading = read_text(&text, Form::Toml, framework);
        reading.sheet.subject =
            Some("A company with a name as long as names of companies get, 株式会社".to_owned());
        Assessed::new(framework, reading, date(2026, 11, 22))
    };
    let assessed: Vec<Assessed> = examples.iter().map(assess).collect();
    let input = Input { path: "sheets.ndjson".to_owned(), line: Some(1), item: None };
    let members: Vec<Member<'_>> =
        assessed.iter().cycle().take(10_000).map(|assessed| Member { input: &input, assessed }).collect();
    let companies: Vec<&Assessed> = members.iter().map(|member| member.assessed).collect();
    let cohort = cohort(framework, &companies);
    // Ranks as wide as they get; working them out is tested elsewhere.
    let interval = Interval { best: 1000, worst: 10_000 };
    let rank = |rank| Rank { rank, weights: Some(interval), answers: interval };
    let ranks = Ranks { draws: 100, overall: (1..=10_000).map(rank).collect(), stages: Vec::new() };
    let view = CohortView {
        framework,
        as_of: date(2026, 11, 22),
        members: &members,
        refused: &[],
        cohort: &cohort,
        groups: None,
        ranks: &ranks,
        items: None,
        lang: Lang::En,
    };
    let page = |links, languages: &[Lang]| {
        html(&CohortReport { view: &view, links, is_anonymous: false }, languages)
    };
    let both = page(None, &[Lang::En, Lang::Ja]);
    assert!(both.len() < 2_000_000, "{} bytes", both.len());
    assert_cohort_page(&both);
    for words in [
        "Shown are the first 500 of 10,000 companies by rank; 9,500 are not shown.",
        "順位の上位500社を表示しています（全10,000社、非表示9,500社）。",
        "outside-in score … -o results.xlsx",
        "How many have proven how much",
    ] {
        assert!(both.contains(words), "{words}");
    }
    // In a directory all of them can be reached.
    let names: Vec<String> = (1..=10_000).map(|number| page_name(number, 10_000, "kumo-endoscopy")).collect();
    let index = page(Some(&names), &[Lang::En]);
    assert!(index.len() < 3_000_000, "{} bytes", index.len());
    let links: BTreeSet<&str> =
        index.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let missing = names.iter().find(|name| !links.contains(name.as_str()));
    assert_eq!(missing, None);
}

#[test]
fn no_text_of_a_company_or_a_framework_can_act() {
    let folder = hostile(HOSTILE, "one.toml");
    fs::copy(folder.path().join("one.toml"), folder.path().join("a<b>&\"c.toml")).expect("a second sheet");
    let args =
        ["--framework", "own", "one.toml", "a<b>&\"c.toml", "--both", "--by", "product", "--small-groups"];
    let ran = report(folder.path(), &args);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stdout.matches("&#60;script&#62;").count() > 20, "the texts are there");
    assert_cohort_page(&ran.stdout);
    let ran = report(folder.path(), &[&args[..], &["-o", "reports/"]].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    for (name, page) in pages(&folder.path().join("reports")) {
        if name == "index.html" {
            // Links to the pages beside it, which have plain names.
            assert_cohort_page(&page.replace("href=\"000", "href=\"https://x/000"));
        } else {
            assert!(["0001", "0002"].contains(&name.get(..4).unwrap_or_default()), "{name}");
            assert_page(&page);
        }
    }
}

#[test]
fn nothing_tells_who_an_anonymous_company_is() {
    const SECRETS: [&str; 9] = [
        "Secretname",
        "secretref",
        "secretperson",
        "secretproof",
        "secretnote",
        "secretreason",
        "secretversion",
        "secretfile",
        "secretid",
    ];
    let sheet = "subject = 'Secretname'\nref = 'secretref'\nrespondent = 'secretperson'\nversion = 'secretversion'\n[answers]\n\
        problem = { level = 2, evidence = ['secretproof', 'secretproof 2'], note = 'secretnote' }\n\
        users = { not_applicable = 'secretreason' }\nsecretid = 2\n";
    let folder = folder(&[("secretfile.toml", sheet.as_bytes()), ("secretfile-2.toml", sheet.as_bytes())]);
    let rules = rules();
    let assert_none = |name: &str, page: &str| {
        for secret in SECRETS {
            assert!(!page.to_lowercase().contains(&secret.to_lowercase()), "{name}: {secret}");
        }
    };
    let options = ["--framework", rules.as_str(), "--anonymous", "--both"];
    let cohort = ["secretfile.toml", "secretfile-2.toml"];
    let ran = report(folder.path(), &[&options[..], &cohort].concat());
    assert_eq!(ran.code, 1, "an answer is bad, as it is told: {}", ran.stderr);
    assert!(ran.stdout.contains("No. 2"));
    assert_none("a cohort", &ran.stdout);
    let ran = report(folder.path(), &[&options[..], &cohort[..1]].concat());
    assert!(ran.stdout.contains("No. 1") && ran.stdout.contains("(not shown) / （非表示）"));
    assert_none("a company", &ran.stdout);
    report(folder.path(), &["--framework", &rules, "--anonymous", cohort[0], "-o", "report.md"]);
    assert_none("Markdown", &fs::read_to_string(folder.path().join("report.md")).expect("the report"));
    let since = ["--since", "secretfile-2.toml"];
    assert_none("since", &report(folder.path(), &[&options[..], &cohort[..1], &since].concat()).stdout);
    report(folder.path(), &[&options[..], &cohort, &["-o", "out/"]].concat());
    let pages = pages(&folder.path().join("out"));
    let names: Vec<&str> = pages.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["0001.html", "0002.html", "index.html"]);
    for (name, page) in &pages {
        assert_none(name, page);
    }
    // What is left is the same as with names.
    let named = report(folder.path(), &["--framework", &rules, "secretfile.toml"]).stdout;
    let score = |page: &str| {
        page.split("class=\"bullet\"").nth(1).expect("a bar").split("</svg>").next().map(str::to_owned)
    };
    assert_eq!(score(&named), score(&pages[0].1));
}

#[test]
fn a_directory_is_written_whole_or_not_at_all() {
    let folder = sheets();
    let rules = rules();
    let args = |place| ["--framework", rules.as_str(), "sheets.ndjson", "-o", place];
    let entries = || {
        let mut names: Vec<_> = fs::read_dir(folder.path())
            .expect("the folder")
            .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"))
            .collect();
        names.sort();
        names
    };
    let ran = report(folder.path(), &args("reports/"));
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{}", ran.stderr);
    assert_eq!(entries(), ["reports", "sheets.ndjson"], "nothing is left beside it");
    let found = pages(&folder.path().join("reports"));
    let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["0001-kumo-k-k.html", "0002.html", "0003.html", "index.html"]);
    let (_, index) = &found[3];
    for name in &names[..3] {
        assert!(index.contains(&format!("href=\"{name}\"")), "{name}");
    }
    // The report of a company is that which it has alone, with the way back.
    let first = SHEETS.lines().next().expect("a line");
    fs::write(folder.path().join("one.ndjson"), format!("{first}\n")).expect("a sheet");
    let alone = report(folder.path(), &["--framework", &rules, "one.ndjson"]).stdout;
    let back = "<p class=\"back\"><a href=\"index.html\">← All reports</a></p>";
    assert_eq!(alone.replace("one.ndjson", "sheets.ndjson"), found[0].1.replacen(back, "", 1));
    assert!(found[..3].iter().all(|(_, page)| page.contains(back)) && !alone.contains(back));
    // What is there stays, and an empty directory is taken.
    let again = report(folder.path(), &args("reports/"));
    assert_eq!(again.code, 2, "{}", again.stderr);
    assert_eq!(pages(&folder.path().join("reports")), found);
    fs::create_dir(folder.path().join("empty")).expect("a folder");
    assert_eq!(report(folder.path(), &args("empty")).code, 1);
    assert_eq!(pages(&folder.path().join("empty")), found);
    // Without a company there is none.
    fs::write(folder.path().join("bad.ndjson"), "{\"framework\":\"other\",\"answers\":{}}\n")
        .expect("a sheet");
    let none = report(folder.path(), &["--framework", &rules, "bad.ndjson", "-o", "none/"]);
    assert_eq!((none.code, none.stdout.as_str()), (1, ""), "{}", none.stderr);
    assert!(!folder.path().join("none").exists());
}

#[test]
fn what_is_refused_is_told() {
    let folder = sheets();
    fs::write(folder.path().join("bad.ndjson"), "{\"framework\":\"other\",\"answers\":{}}\n")
        .expect("a sheet");
    crate::docs::copy(&root().join(RULES), &folder.path().join("clinic"));
    let mut session = Session::default();
    for args in [
        &["report", "sheets.ndjson", "--framework", "clinic", "-o", "cohort.html"][..],
        &["report", "sheets.ndjson", "--framework", "clinic", "-o", "reports/"],
        &["report", "bad.ndjson", "--framework", "clinic", "--cohort", "-o", "cohort.html"],
        &["report", "sheets.ndjson", "missing.toml", "--framework", "clinic", "-o", "cohort.html"],
        &["report", "sheets.ndjson", "--framework", "clinic", "--by", "produkt", "-o", "cohort.html"],
        &["report", "sheets.ndjson", "--framework", "clinic", "-o", "cohort.xlsx"],
    ] {
        session.both(folder.path(), args);
        fs::remove_dir_all(folder.path().join("reports")).ok();
    }
    session.compare("report-cohort-refused");
}
