//! The report as Markdown and as a workbook: both say what the page says, and nobody's text acts in them.

use std::collections::BTreeSet;
use std::fs;
use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Range, Reader, Xlsx};
use outside_in::text::clean;
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

use crate::process::root;
use crate::report::{hostile, report};
use crate::snapshots::compare_page;
use crate::support::folder;

/// A report that was written to a file of this name.
fn written(folder: &Path, name: &str, args: &[&str]) -> Vec<u8> {
    let target = folder.join(name);
    let ran = report(folder, &[args, &["-o", target.to_str().expect("a name")]].concat());
    // What evidence says may be told besides.
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{args:?}: {}", ran.stderr);
    fs::read(target).expect("the report")
}

fn markdown(folder: &Path, args: &[&str]) -> String {
    String::from_utf8(written(folder, "report.md", args)).expect("UTF-8")
}

fn example(name: &str) -> String {
    root().join("examples").join(name).display().to_string()
}

#[test]
fn the_markdown_of_a_small_framework_is_as_it_was() {
    let folder = folder(&[]);
    let framework = root().join("tests/fixtures/rules").display().to_string();
    let sheet = root().join("tests/fixtures/rules/sheet.toml").display().to_string();
    for lang in ["en", "ja"] {
        let mut ran = report(folder.path(), &[&sheet, "--framework", &framework, "--lang", lang]);
        ran.stdout = markdown(folder.path(), &[&sheet, "--framework", &framework, "--lang", lang]);
        compare_page(&format!("report-md-{lang}"), &ran);
    }
}

/// What a reader of Markdown finds in a text.
#[derive(Debug, Default)]
struct Found {
    ids: Vec<String>,
    links: BTreeSet<String>,
    headings: usize,
    tables: usize,
    /// The texts, without all markup.
    text: String,
}

/// Takes a text apart, with all dialects, and finds nothing in it but what a report is made of.
fn found(text: &str) -> Found {
    let mut found = Found::default();
    for event in Parser::new_ext(text, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
        match event {
            Event::Text(text) => found.text += &text,
            Event::InlineHtml(html) | Event::Html(html) => {
                let html = html.trim();
                match html.strip_prefix("<a id=\"").and_then(|rest| rest.split_once('"')) {
                    Some((id, end)) => {
                        assert!([">", "></a>"].contains(&end), "{html}");
                        found.ids.push(id.to_owned());
                    }
                    None => assert!(["<br>", "</a>"].contains(&html), "{html}"),
                }
            }
            Event::Start(tag) => match tag {
                Tag::Link { link_type, dest_url, title, .. } => {
                    assert!(matches!(link_type, LinkType::Inline | LinkType::Autolink), "{dest_url}");
                    assert_eq!((&*title, link_type == LinkType::Inline), ("", dest_url.starts_with('#')));
                    found.links.insert(dest_url.into_string());
                }
                Tag::Heading { .. } => found.headings += 1,
                Tag::Table(_) => found.tables += 1,
                Tag::Paragraph
                | Tag::List(_)
                | Tag::Item
                | Tag::TableHead
                | Tag::TableRow
                | Tag::TableCell
                | Tag::Strong
                | Tag::HtmlBlock => {}
                tag => panic!("{tag:?} in {text}"),
            },
            Event::End(_) | Event::SoftBreak | Event::HardBreak => {}
            event => panic!("{event:?} in {text}"),
        }
    }
    let ids: BTreeSet<&str> = found.ids.iter().map(String::as_str).collect();
    assert_eq!(ids.len(), found.ids.len(), "no id stands twice");
    for link in &found.links {
        assert!(link.strip_prefix('#').is_none_or(|id| ids.contains(id)), "{link} leads nowhere");
    }
    found
}

#[test]
fn headings_have_the_same_ids_in_both_languages_and_the_order_is_that_of_the_page() {
    let folder = folder(&[]);
    let (sheet, earlier) = (example("poem.toml"), example("earlier/poem-2010.toml"));
    let args = |lang| [sheet.as_str(), "--since", &earlier, "--lang", lang];
    let [en, ja] = ["en", "ja"].map(|lang| found(&markdown(folder.path(), &args(lang))));
    assert_eq!((&en.ids, en.headings, en.tables), (&ja.ids, ja.headings, ja.tables));
    assert!(en.headings > 60 && en.tables >= 6, "{} {}", en.headings, en.tables);
    let page = report(folder.path(), &args("en")).stdout;
    let ids = page.split(" id=\"en-").skip(1).filter_map(|rest| rest.split('"').next());
    let in_both: Vec<&str> = ids.filter(|id| en.ids.iter().any(|own| own == id)).collect();
    assert_eq!(en.ids, in_both);
    for section in ["since", "plan", "criteria", "sources", "prov"] {
        assert!(en.links.contains(&format!("#{section}")), "{section}");
    }
}

/// What would be markup somewhere: in a paragraph, a cell, a list, or in a dialect.
const HOSTILE: [&str; 24] = [
    "# head",
    "- item",
    "+ item",
    "* item",
    "12. item",
    "3) item",
    "> quote",
    "    four blanks",
    "===",
    "---",
    "a | b |",
    "`code` ``` ~~~",
    "<script>alert(1)</script> <a id=x> <!-- x",
    "[text](javascript:alert(1)) ![x](y) [^1] [[wiki]]",
    "**bold** _italic_ ~~gone~~ ^up^ ~low~",
    "$x$ $$y$$",
    "@name and a@b.c",
    "#12 and C#3",
    "&lt;b&gt; &#42;",
    "https://example.com www.example.com",
    "one  \\ntwo\\\\\\nthree\\n\\n# four\\r\\n\\r\\n- five",
    "- [x] done",
    ": term",
    "trailing \\\\",
];

#[test]
fn no_text_is_markup() {
    for text in HOSTILE {
        let folder = hostile(text, "sheet.toml");
        let written = markdown(folder.path(), &["sheet.toml", "--framework", "own"]);
        let found = found(&written);
        // Once more the text as TOML reads it, as one line, with single blanks.
        let read: toml::Table = format!("text = \"{text}\"").parse().expect("TOML");
        let read = clean(read["text"].as_str().expect("a text"));
        let read = read.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = found.text.replace('\u{200b}', "");
        assert!(text.matches(&read).count() > 20, "{read}: {text}");
    }
}

/// The sheets of a workbook by their names, in order.
fn sheets(bytes: Vec<u8>) -> Vec<(String, Range<Data>)> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook");
    let sheets = book.worksheets();
    let titles = book.defined_names().iter().filter(|(_, range)| range.ends_with("!$1:$1")).count();
    assert_eq!(titles, sheets.len(), "every sheet repeats its titles on paper");
    sheets
}

fn row(range: &Range<Data>, row: usize) -> Vec<String> {
    range.rows().nth(row).expect("a row").iter().map(ToString::to_string).collect()
}

#[test]
fn the_workbook_has_a_sheet_for_each_view() {
    let folder = folder(&[]);
    let sheet = example("tsubame-surgical.toml");
    let book = sheets(written(folder.path(), "report.xlsx", &[&sheet, "--lang", "en"]));
    let names: Vec<&str> = book.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Summary", "Plan", "Criteria", "Notices", "Sources", "About"]);
    let (summary, plan, criteria) = (&book[0].1, &book[1].1, &book[2].1);
    assert_eq!(
        row(summary, 3),
        [
            "3\u{a0}Commercialization",
            "Unproven",
            "0.558",
            "0.686",
            "0.686",
            "0.62",
            "2",
            "3",
            "100%",
            "24 of 24 cases (95%: 85–100%)"
        ]
    );
    let first = row(plan, 1);
    assert_eq!(first[..3], ["1", "Coverage by US payers", "prove level 3"]);
    assert_eq!(first[5..], ["1", "0", "", ""], "owner and date are to be filled in");
    assert_eq!(criteria.height() - 1, crate::support::built_in().criteria().len());
    let coding = criteria.rows().find(|row| row[1] == Data::String("Billing codes".into())).expect("a row");
    assert_eq!(coding[3], Data::Float(3.0));
    assert!(coding[5].to_string().starts_with("None named; counts as level 2"), "{coding:?}");
    assert!(coding[6].to_string().starts_with("Our consultant said"), "{coding:?}");
    let again = written(folder.path(), "again.xlsx", &[&sheet, "--lang", "en"]);
    assert_eq!(again, fs::read(folder.path().join("report.xlsx")).expect("the report"));
    let ja = sheets(written(folder.path(), "ja.xlsx", &[&sheet, "--lang", "ja"]));
    assert_eq!((ja[1].0.as_str(), ja[2].1.get_size()), ("計画", criteria.get_size()));
}

#[test]
fn notices_say_what_to_do_and_a_plan_that_is_empty_says_why() {
    let folder = folder(&[(
        "sheet.toml",
        b"[answers]\nneed-statement = { level = 3, date = 2030-01-01, evidence = \"x\" }\n",
    )]);
    let book = sheets(written(folder.path(), "report.xlsx", &["sheet.toml", "--lang", "en"]));
    assert_eq!(row(&book[3].1, 0), ["Code", "Message", "What it means", "What to do"]);
    let notice = book[3].1.rows().find(|row| row[1].to_string().contains("2030-01-01")).expect("a notice");
    assert_eq!(notice[0], Data::String("A104".into()));
    assert!(notice[2].to_string().contains("such an answer would stay fresh for too long"), "{notice:?}");
    let ready = example("shirakaba-cardio.toml");
    let book = sheets(written(folder.path(), "ready.xlsx", &[&ready, "--lang", "en"]));
    assert_eq!(row(&book[1].1, 1)[1], "All stages are ready: nothing has to be done.");
}

#[test]
fn a_text_is_never_a_formula() {
    for text in ["=1+1", "+1", "-1", "@SUM(1)", "＝1+1", "＋1", "＠x", "&P &N &\\\"Arial\\\""] {
        let folder = hostile(text, "sheet.toml");
        let book = sheets(written(folder.path(), "report.xlsx", &["sheet.toml", "--framework", "own"]));
        let read = Data::String(text.replace('\\', ""));
        let cells = book.iter().flat_map(|(_, range)| range.used_cells());
        assert!(cells.filter(|(.., cell)| **cell == read).count() > 8, "{text}");
    }
}
