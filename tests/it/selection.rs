//! `--filter` and `--sort`: what they choose, what they say of mistakes, and their laws.

use std::fs;

use outside_in::advice::Assessed;
use outside_in::answers::{AnswerSheet, Reading};
use outside_in::framework::Framework;
use outside_in::report::assessment::{ScoreRow, table as scores};
use outside_in::report::{Input, Paint, Terminal, select::Selection};
use outside_in::text::{Lang, width};
use proptest::prelude::*;

use crate::process::{Ran, finish, program, root};
use crate::snapshots::Session;
use crate::support::{TODAY, built_in, small};

const SHEETS: &str = r#"{"subject":"b","ref":"2","date":"2026-11-02","facts":{"product":"software"},"answers":{"need-statement":{"level":3,"evidence":"x"},"partner-problem":{"level":4,"evidence":"x"}}}
{"answers":3}
{"subject":"A","ref":"10","date":"2026-11-03","facts":{"product":"device"},"answers":{"partner-problem":0}}
{"answers":{"need-statement":2}}
{"subject":"a","date":"2026-11-01","answers":{"coding":"unknown"}}
"#;

fn score(args: &[&str]) -> Ran {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("all.ndjson"), SHEETS).expect("sheets");
    let common = ["score", "all.ndjson", "--as-of", "2026-11-22", "--lang", "en"];
    finish(program().current_dir(folder.path()).args(common).args(args))
}

/// The lines of the sheets that are shown.
fn shown(args: &[&str]) -> Vec<u64> {
    let json = score(&[&["--format", "json"], args].concat()).json();
    assert_eq!(json["refused"].as_array().map(Vec::len), Some(1), "a refusal is never left out");
    let assessments = json["assessments"].as_array().expect("assessments");
    assessments.iter().map(|one| one["input"]["line"].as_u64().expect("a line")).collect()
}

#[test]
fn filters_choose() {
    let all = [1, 3, 4, 5];
    let cases: [(&[&str], &[u64]); 15] = [
        (&[], &all),
        (&["subject=A"], &[3]),
        (&["subject~a"], &[3, 5]),
        (&["subject="], &[4]),
        (&["subject!="], &[1, 3, 5]),
        (&["date>=2026-11-02"], &[1, 3]),
        (&["date!=2026-11-02"], &[3, 4, 5]),
        (&["reached<1"], &all),
        (&["product=software"], &[1]),
        (&[" facts.product != software "], &[3, 4, 5]),
        (&["product=unknown"], &[4, 5]),
        (&["problem-identification.verdict=not-ready"], &[3]),
        (&["problem-identification.verdict>=open"], &[1, 4, 5]),
        (&["next_stage=problem-identification", "input~all.nd"], &all),
        (&["next_stage="], &[]),
    ];
    for (filters, wanted) in cases {
        let args: Vec<&str> = filters.iter().flat_map(|filter| ["--filter", *filter]).collect();
        assert_eq!(shown(&args), wanted, "{filters:?}");
    }
}

#[test]
fn a_row_is_the_same_whatever_is_chosen() {
    let rows = |args: &[&str]| -> Vec<String> {
        let ran = score(&[&["--format", "csv"], args].concat());
        ran.stdout.lines().map(str::to_owned).collect()
    };
    let all = rows(&[]);
    for filter in ["date>=2026-11-02", "subject=", "problem-identification.verdict>=open"] {
        let some = rows(&["--filter", filter]);
        let kept: Vec<&String> = all.iter().filter(|row| some.contains(row)).collect();
        assert_eq!(some.iter().collect::<Vec<_>>(), kept, "{filter}");
        assert!(some.len() > 1 && some.len() < all.len(), "{filter}");
    }
    let mut sorted = rows(&["--sort=-problem-identification.score,subject"]);
    assert_ne!(sorted, all);
    assert_eq!(sorted[0], all[0], "the header stays");
    sorted.sort();
    let mut wanted = all;
    wanted.sort();
    assert_eq!(sorted, wanted);
}

#[test]
fn percents_are_compared_as_they_are_shown() {
    let json = score(&["--format", "json"]).json();
    for one in json["assessments"].as_array().expect("assessments") {
        let percent = one["stages"][0]["score"].as_f64().expect("a percent");
        let line = one["input"]["line"].as_u64().expect("a line");
        let holds = |operator: &str| {
            shown(&["--filter", &format!("problem-identification.score{operator}{percent:.1}")])
                .contains(&line)
        };
        assert!(holds("=") && holds(">=") && holds("<="), "{percent}");
        assert!(!holds("!=") && !holds(">") && !holds("<"), "{percent}");
    }
}

#[test]
fn keys_sort() {
    assert_eq!(shown(&["--sort", "subject"]), [3, 5, 1, 4], "what is not given comes last");
    assert_eq!(shown(&["--sort=-subject"]), [1, 5, 3, 4], "falling too");
    assert_eq!(shown(&["--sort", "-date,ref"]), [3, 1, 5, 4]);
    assert_eq!(shown(&["--sort", "reached"]), [1, 3, 4, 5], "equal ones stay in their order");
    assert_eq!(shown(&["--sort", "-input"]), [5, 4, 3, 1]);
    let lines = score(&["--format", "ndjson", "--sort", "-input"]).stdout;
    assert!(lines.lines().last().is_some_and(|line| line.contains("A005")), "refusals come last\n{lines}");
    let table = score(&["--sort", "-subject", "--filter", "subject!="]).stdout;
    let names: Vec<&str> = table.lines().filter(|line| line.contains("/4")).map(|line| &line[..1]).collect();
    assert_eq!(names, ["b", "a", "A"]);
}

#[test]
fn what_is_left_out_still_decides_the_exit_code() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("good.json"), r#"{"subject":"good","answers":{}}"#).expect("a sheet");
    fs::write(folder.path().join("bad.json"), r#"{"subject":"bad","answers":{"coding":99}}"#)
        .expect("a sheet");
    let run = |args: &[&str]| finish(program().current_dir(folder.path()).arg("score").args(args));
    let mut session = Session::default();
    session.both(&folder, &["score", "good.json", "--filter", "subject=none"]);
    assert_eq!(run(&["good.json", "--filter", "subject=good"]).stderr, "");
    session.both(&folder, &["score", "good.json", "bad.json", "--filter", "subject=good"]);
    session.compare("filter-left-out");
    let required = ["good.json", "--filter", "subject=none", "--require", "problem-identification"];
    assert_eq!(run(&required).code, 1);
}

#[test]
fn mistakes_are_told_with_their_place_and_what_is_near() {
    let cases = [
        ["--filter", "problem-identificaton.score>1"],
        ["--filter", "problem-identification.scor>1"],
        ["--filter", "problem-identification.verdict=opn"],
        ["--filter", " reached < two"],
        ["--filter", "facts.produkt=software"],
        ["--filter", "product=softwear"],
        ["--filter", "ref<=x"],
        ["--filter", "product>software"],
        ["--filter", "date=today"],
        ["--filter", "subject"],
        ["--filter", "=x"],
        ["--filter", "reached="],
        ["--filter", "社名=x"],
        ["--sort", "subject,-dat"],
        ["--sort", "subject,"],
        ["--sort", "scaling"],
    ];
    let mut session = Session::default();
    for [option, value] in cases {
        for ran in session.both(root(), &["score", "examples", option, value]) {
            assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{value}");
        }
    }
    session.compare("filter-mistakes");
}

/// A company with random answers to the framework of the tests.
fn company(framework: &Framework, name: Option<String>, seed: u64) -> (Input, Assessed) {
    let mut sheet = AnswerSheet::empty(framework);
    sheet.subject = name;
    let mut left = seed;
    for index in framework.criterion_indices() {
        let levels = u64::from(framework[index].top()) + 2;
        let drawn = u8::try_from(left % levels).expect("few levels");
        left = left / levels + seed.rotate_left(7) % 1000;
        if drawn <= framework[index].top() {
            sheet.set_answer(
                index,
                outside_in::answers::Answer::new(outside_in::answers::Reply::Level(drawn)),
            );
        }
    }
    let assessed = Assessed::new(framework, Reading { sheet, notices: Vec::new() }, TODAY);
    (Input::whole(format!("{seed}.toml")), assessed)
}

fn companies() -> impl Strategy<Value = Vec<(Option<String>, u64)>> {
    prop::collection::vec((prop::option::of("[a-cあ-う]{0,3}"), any::<u64>()), 0..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_filter_and_its_opposite_share_all(drawn in companies(), percent in 0_u16..=1000, measure in 0_usize..3) {
        let framework = small();
        let all: Vec<_> = drawn.into_iter().map(|(name, seed)| company(&framework, name, seed)).collect();
        let stage = &framework.stages()[0].id;
        let name = ["score", "proven", "possible"][measure];
        let value = format!("{}.{}", percent / 10, percent % 10);
        let read = |operator: &str| {
            Selection::read(&[format!("{stage}.{name}{operator}{value}")], None, &framework).expect("a filter")
        };
        for (one, other) in [("<", ">="), (">", "<="), ("=", "!=")] {
            let (one, other) = (read(one), read(other));
            for (input, assessed) in &all {
                prop_assert_ne!(one.keeps(input, assessed), other.keeps(input, assessed));
            }
        }
    }

    #[test]
    fn sorting_is_an_order_and_stable(drawn in companies(), falling: bool, which in 0_usize..5) {
        let framework = small();
        let mut all: Vec<_> = drawn.into_iter().map(|(name, seed)| company(&framework, name, seed)).collect();
        let stage = &framework.stages()[0].id;
        let keys = ["subject".to_owned(), "reached".to_owned(), "date".to_owned(), format!("{stage}.verdict"),
            format!("{stage}.score")];
        let sort = format!("{}{}", if falling { "-" } else { "" }, keys[which]);
        let selection = Selection::read(&[], Some(&sort), &framework).expect("keys");
        let before: Vec<String> = all.iter().map(|(input, _)| input.path.clone()).collect();
        let order = |one: &(Input, Assessed), other: &(Input, Assessed)| {
            selection.order((&one.0, &one.1), (&other.0, &other.1))
        };
        for one in &all {
            for other in &all {
                prop_assert_eq!(order(one, other), order(other, one).reverse());
            }
        }
        all.sort_by(order);
        let mut after: Vec<String> = all.iter().map(|(input, _)| input.path.clone()).collect();
        for pair in all.windows(2) {
            prop_assert!(order(&pair[0], &pair[1]).is_le());
            if order(&pair[0], &pair[1]).is_eq() && pair[0].0 != pair[1].0 {
                let at = |input: &Input| before.iter().position(|path| *path == input.path);
                prop_assert!(at(&pair[0].0) < at(&pair[1].0), "equal ones stay in their order");
            }
        }
        let mut wanted = before;
        wanted.sort();
        after.sort();
        prop_assert_eq!(wanted, after, "nothing is lost");
    }

    #[test]
    fn a_table_is_never_wider_than_its_terminal(
        drawn in prop::collection::vec(("[a-z 雲株式会社]{0,70}", any::<u64>()), 1..4), columns in 30_usize..130, japanese: bool,
    ) {
        let framework = built_in();
        let lang = if japanese { Lang::Ja } else { Lang::En };
        let all: Vec<_> = drawn.iter().map(|(name, seed)| company(framework, Some(name.clone()), *seed)).collect();
        let rows: Vec<_> = all
            .iter()
            .zip(&drawn)
            .map(|((_, assessed), (name, _))| ScoreRow { name: name.into(), assessment: &assessed.assessment, notices: 1234 })
            .collect();
        let terminal = Terminal { columns, paint: Paint::new(false) };
        let text = scores(framework, &rows, true, lang, terminal);
        for line in text.lines() {
            prop_assert!(width(line) <= columns, "{} in {columns}: {line}", width(line));
        }
        let reached = text.matches(&format!("/{}", framework.stages().len())).count();
        prop_assert_eq!(reached, rows.len(), "what is reached is not cut\n{}", text);
    }
}

#[test]
fn a_table_is_written_where_it_fits_and_breaks_no_word() {
    let framework = built_in();
    let all: Vec<_> = ["Kumo Endoscopy K.K.", "Aoba Genetics"]
        .map(|name| company(framework, Some(name.to_owned()), 7))
        .into();
    for (lang, fits) in [(Lang::En, 92), (Lang::Ja, 70)] {
        let rows: Vec<_> = all
            .iter()
            .map(|(input, assessed)| ScoreRow {
                name: input.name_of(&assessed.sheet),
                assessment: &assessed.assessment,
                notices: 12,
            })
            .collect();
        let mut is_table = false;
        for columns in 30..140 {
            let text = scores(framework, &rows, true, lang, Terminal { columns, paint: Paint::new(false) });
            let head = text.lines().next().expect("a line");
            let now_table = head.starts_with(lang.of("Name", "名称"));
            assert!(now_table || !is_table, "what fits {columns} columns less fits here too");
            is_table |= now_table;
            assert!(is_table || columns < fits, "{columns} columns are enough\n{text}");
            let titles = framework.stages().iter().map(|stage| &stage.title);
            for title in titles.chain(framework.rubrics().iter().map(|rubric| &rubric.title)) {
                // Only a long run of Japanese may break.
                let words =
                    title.to(framework.language(lang)).split_whitespace().filter(|word| width(word) <= 16);
                for word in words.filter(|_| columns >= 44) {
                    assert!(text.contains(word), "{columns} columns break {word}\n{text}");
                }
            }
            assert_eq!(text.matches("12").count() >= rows.len(), columns >= 30, "notices are told\n{text}");
        }
        assert!(is_table);
    }
}
