//! Tables as survey tools export them, and with more than one table in them: no answer is lost without a word, and none of
//! another time counts as one of today.

use outside_in::answers::{AnswerSheet, Form, Opened, Reply, SheetAt, open};
use outside_in::framework::Framework;
use outside_in::source::Diagnostic;

use crate::process::run_in;
use crate::support::{built_in, folder};
use crate::tables::{Put, book, names, texts};

const SETTING: &str = "Where in the US is the product to be used (all that apply)?";

/// The sheets of a table and what is told of it.
fn sheets(bytes: impl Into<Vec<u8>>, form: Form) -> (Vec<AnswerSheet>, Vec<Diagnostic>) {
    let framework = built_in();
    let Opened { found, mut notices } = match open("table", bytes.into(), form, framework) {
        Ok(opened) => opened,
        Err(reasons) => return (Vec::new(), reasons),
    };
    let read = |sheet: &SheetAt| {
        let (sheet, told) = match sheet.read(framework) {
            Ok(reading) => (Some(reading.sheet), reading.notices),
            Err(reasons) => (None, reasons),
        };
        notices.extend(told);
        sheet
    };
    (found.iter().filter_map(read).collect(), notices)
}

fn csv(text: &str) -> (Vec<AnswerSheet>, Vec<Diagnostic>) {
    sheets(text, Form::Csv)
}

/// The choices of a fact in a sheet.
fn choices<'f>(sheet: &AnswerSheet, fact: &str, framework: &'f Framework) -> Vec<&'f str> {
    let fact = framework.find_fact(fact).expect("a fact");
    sheet.fact(fact).iter().map(|at| framework[fact].choices[at.get()].id.as_str()).collect()
}

fn names_of(sheets: &[AnswerSheet]) -> Vec<&str> {
    sheets.iter().map(|sheet| sheet.subject.as_deref().unwrap_or_default()).collect()
}

fn errors(notices: &[Diagnostic]) -> Vec<&str> {
    notices.iter().filter(|notice| notice.is_error()).map(|notice| notice.code.id).collect()
}

/// What the program, which reads a table piece by piece, writes and reports of it.
fn streamed(text: &str) -> (usize, String) {
    let folder = folder(&[("a.csv", text.as_bytes())]);
    let ran = run_in(
        folder.path(),
        &["score", "a.csv", "--format", "ndjson", "--as-of", "2026-11-22", "--lang", "en"],
    );
    (ran.stdout.lines().filter(|line| !line.contains("\"error")).count(), ran.stderr)
}

#[test]
fn check_boxes_below_one_heading_are_the_choices_of_the_fact() {
    let framework = built_in();
    let survey = format!(
        "Respondent ID,Company,\"{SETTING}\",,,,need-statement\n\
         ,Open-Ended Response,\"Hospital, inpatients\",Laboratory,The patient's home,Other,Response\n\
         1,Kumo,\"Hospital, inpatients\",,The patient's home,,3\n2,Aoi,,Laboratory,,,1\n"
    );
    let japanese = "社名,米国のどこで製品を使いますか（複数選択可）。,,,need-statement\n\
                    ,病院（入院）,検査室・検査センター,患者の自宅（在宅）,回答\n\
                    Kumo,病院（入院）,,患者の自宅（在宅）,3\nAoi,,検査室・検査センター,,1\n";
    // The question is above the headings.
    let below = "Company,setting,,,Levels,\n,inpatient,laboratory,home,need-statement,us-interviews\n\
                 Kumo,1,0,1,3,2\nAoi,0,1,0,1,2\n";
    for text in [survey.as_str(), japanese, below] {
        let (sheets, notices) = csv(text);
        assert_eq!(names_of(&sheets), ["Kumo", "Aoi"], "{text}\n{notices:#?}");
        assert_eq!(choices(&sheets[0], "setting", framework), ["inpatient", "home"], "{text}");
        assert_eq!(choices(&sheets[1], "setting", framework), ["laboratory"], "{text}");
        assert!(errors(&notices).is_empty(), "{notices:#?}");
        assert_eq!(streamed(text).0, 2, "{text}");
        // Where files were put together.
        let twice = format!("{text}{}", text.replace("Kumo", "Sora").replace("Aoi", "Umi"));
        let (sheets, notices) = csv(&twice);
        if text != below {
            assert_eq!(names_of(&sheets), ["Kumo", "Aoi", "Sora", "Umi"], "{twice}\n{notices:#?}");
            assert_eq!(choices(&sheets[2], "setting", framework), ["inpatient", "home"], "{twice}");
            assert_eq!(streamed(&twice).0, 4, "{twice}");
        }
    }
    let rows: Vec<Vec<Put>> = vec![texts(",inpatient,laboratory,"), texts("Kumo,x,x,3")];
    let (sheets, _) = sheets(book(&names("subject,setting,,need-statement"), &rows), Form::Xlsx);
    assert_eq!(names_of(&sheets), ["Kumo"]);
    assert_eq!(choices(&sheets[0], "setting", framework), ["inpatient", "laboratory"]);
}

#[test]
fn what_is_ticked_and_not_read_is_an_error() {
    // Words beside a choice, a box that is no choice, and choices in columns that nothing names.
    for text in [
        "subject,setting,,need-statement\n,Laboratory,Other (please specify),Response\nKumo,,a ship,3\n",
        "subject,domains,,,need-statement\n,gi-imaging,ai-support,All of them,\nKumo,gi-imaging,,All of them,3\n",
        "subject,setting,,need-statement\nKumo,laboratory,home,3\n",
        "subject,need-statement,,us-interviews\nKumo,3,2,2\n",
    ] {
        let (_, notices) = csv(text);
        assert_eq!(errors(&notices).len(), 1, "{text}\n{notices:#?}");
        assert_eq!(streamed(text).1.matches("error[").count(), 1, "{text}");
    }
    // A row of answers is none of headings, and words beside them are no answers.
    for text in [
        "subject,setting,,need-statement\nKumo,inpatient,,3\n",
        "subject,need-statement,,us-interviews\nKumo,3,to be checked,2\n",
        "subject,setting,need-statement,us-interviews\nKumo,inpatient;home,,\nAoi,home,2,1\n",
    ] {
        let (sheets, notices) = csv(text);
        assert!(errors(&notices).is_empty() && names_of(&sheets)[0] == "Kumo", "{text}\n{notices:#?}");
    }
}

#[test]
fn a_column_for_each_choice_needs_no_question_in_its_heading() {
    let framework = built_in();
    for (ticks, home) in [(["Laboratory", "The patient's home"], ""), (["1", "TRUE"], "0"), (["x", "✓"], "")]
    {
        let text = format!(
            "#,Company,Laboratory,The patient's home,Other,need-statement\n\
             a,Kumo,{},{},,3\nb,Aoi,,{home},a ship,1\n",
            ticks[0], ticks[1]
        );
        let (sheets, notices) = csv(&text);
        assert_eq!(choices(&sheets[0], "setting", framework), ["laboratory", "home"], "{text}");
        // What else it is, is told with its place.
        assert_eq!(errors(&notices), ["A011"], "{text}\n{notices:#?}");
    }
    // Two questions side by side.
    let text = "Company,Laboratory,Minimally invasive therapy,Personalized medicine (molecular or cell-based),need-statement\n\
                Kumo,Laboratory,Minimally invasive therapy,,3\n";
    let (sheets, notices) = csv(text);
    assert_eq!(choices(&sheets[0], "setting", framework), ["laboratory"], "{notices:#?}");
    assert_eq!(choices(&sheets[0], "domains", framework), ["minimally-invasive"], "{notices:#?}");
    // What is called so and holds no ticks is something else.
    for text in [
        "subject,Home,Office,need-statement\nKumo,Osaka,Tokyo,3\n",
        "subject,Other,need-statement\nKumo,we wait,3\n",
        "subject,setting,Laboratory,need-statement\nKumo,home,Osaka,3\n",
    ] {
        let (sheets, notices) = csv(text);
        assert!(errors(&notices).is_empty(), "{text}\n{notices:#?}");
        assert!(choices(&sheets[0], "setting", framework).len() < 2, "{text}");
    }
}

#[test]
fn several_choices_are_joined_as_people_do() {
    let framework = built_in();
    for cell in [
        "inpatient・home",
        "inpatient and home",
        "inpatient, and home",
        "inpatient & home",
        "inpatient ＆ home",
        "inpatient + home",
        "病院（入院）と患者の自宅（在宅）",
        "病院（入院）及び患者の自宅（在宅）",
        "病院（入院）、および患者の自宅（在宅）",
        "病院（入院）・患者の自宅（在宅）",
        "Hospital, inpatients and The patient's home",
        "inpatient: Hospital, inpatients and home: The patient's home",
        "inpatient: Hospital, inpatients & home: The patient's home",
    ] {
        let (sheets, notices) = csv(&format!("subject,setting,need-statement\nKumo,\"{cell}\",3\n"));
        assert_eq!(choices(&sheets[0], "setting", framework), ["inpatient", "home"], "{cell}\n{notices:#?}");
    }
    // What is not surely a choice each is refused whole.
    for cell in
        ["inpatient or home", "inpatient: Hospital and home", "inpatient and a ship", "inpatient: x, home"]
    {
        let (_, notices) = csv(&format!("subject,setting,need-statement\nKumo,\"{cell}\",3\n"));
        assert_eq!(errors(&notices), ["A011"], "{cell}\n{notices:#?}");
    }
    // Its own words are no other choice.
    for fact in framework.facts() {
        for choice in &fact.choices {
            for label in choice.label.all() {
                let cell = format!("{}: {label}", choice.id);
                let (sheets, notices) =
                    csv(&format!("subject,{},need-statement\nKumo,\"{cell}\",3\n", fact.id));
                assert_eq!(
                    choices(&sheets[0], &fact.id, framework),
                    [choice.id.as_str()],
                    "{cell}\n{notices:#?}"
                );
            }
        }
    }
}

#[test]
fn a_question_of_something_else_behind_an_id_is_no_answer() {
    for heading in [
        "need-statement: How sure are you?",
        "need-statement (Are you certain?)",
        "need-statement: Who answered this?",
        "need-statement: いつまでに達成しますか",
        "need-statement：どのくらい自信がありますか",
        "Target/need-statement",
        "Benchmark/need-statement",
    ] {
        let (sheets, notices) = csv(&format!("subject,{heading},us-interviews\nKumo,3,2\n"));
        assert_eq!(errors(&notices), ["A012"], "{heading}\n{notices:#?}");
        assert_eq!(sheets.len(), 1, "{heading}");
    }
    for heading in
        ["need-statement: 0-4", "need-statement: How far are you?", "need-statement：どこまで進んでいますか"]
    {
        let (_, notices) = csv(&format!("subject,{heading},us-interviews\nKumo,3,2\n"));
        assert!(notices.is_empty(), "{heading}\n{notices:#?}");
    }
}

#[test]
fn what_is_below_a_title_of_another_time_is_not_read() {
    for title in ["Targets 2028", "Planned:", "今後の予定", "2028年の目標", "中期計画における到達レベル"]
    {
        for below in ["", "subject,need-statement,us-interviews\n"] {
            for blank in ["", "\n"] {
                let text = format!(
                    "subject,need-statement,us-interviews\nKumo,3,2\nAoi,1,2\n{blank}{title}{blank},,\n{below}Kumo,4,4\nSora,4,4\n"
                );
                let (sheets, notices) = csv(&text);
                assert_eq!(names_of(&sheets), ["Kumo", "Aoi"], "{text}\n{notices:#?}");
                assert_eq!(notices.len(), 1, "{notices:#?}");
                assert!(notices[0].message.en.contains("these are not the answers of today"), "{notices:#?}");
                let (count, told) = streamed(&text);
                assert_eq!((count, told.matches("error[A012 ").count()), (2, 1), "{text}\n{told}");
            }
        }
        let text =
            format!("id,answer\nsubject,Kumo\nneed-statement,3\n{title}\nneed-statement,4\ncoding,4\n");
        let (sheets, notices) = csv(&text);
        let framework = built_in();
        let level = |id: &str| sheets[0].answer(framework.find_criterion(id).expect("one")).reply.clone();
        assert_eq!(level("need-statement"), Reply::Level(3), "{text}");
        assert_eq!(level("coding"), Reply::Unanswered, "{text}\n{notices:#?}");
    }
    // Another file behind it is read, and so are the companies below a title that says nothing.
    let text = "subject,need-statement,us-interviews\nKumo,3,2\nTargets 2028\nKumo,4,4\n\
                subject,need-statement,us-interviews\nAoi,1,2\nGroup B\nSora,2,2\n";
    assert_eq!(names_of(&csv(text).0), ["Kumo", "Aoi", "Sora"]);
    assert_eq!(streamed(text).0, 3);
    // A word that may be a name is a title only directly above headings.
    for (below, names) in
        [("", ["Kumo", "Sora"].as_slice()), ("subject,need-statement,us-interviews\n", &["Kumo"])]
    {
        for title in ["Plan", "Ambition for 2028"] {
            let text = format!("subject,need-statement,us-interviews\nKumo,3,2\n{title}\n{below}Sora,4,4\n");
            let (sheets, notices) = csv(&text);
            assert_eq!(names_of(&sheets), names, "{text}\n{notices:#?}");
            assert_eq!(streamed(&text).0, names.len(), "{text}");
            assert_eq!(errors(&notices).len(), 2 - names.len(), "{text}\n{notices:#?}");
        }
    }
    // Neither examples nor companies without answers are titles.
    for row in [
        "Example company,,",
        "記入例,,",
        "Kumo (planned),,",
        "Vision (Osaka),,",
        "Draft,,",
        "Next",
        "Vision - Osaka",
    ] {
        let text = format!("subject,need-statement,us-interviews\nAoi,1,2\n{row}\nSora,4,4\nUmi,2,2\n");
        let (sheets, notices) = csv(&text);
        let names = names_of(&sheets);
        assert!(names.contains(&"Sora") && names.contains(&"Umi"), "{text}\n{notices:#?}");
        assert!(errors(&notices).is_empty(), "{text}\n{notices:#?}");
        assert_eq!(streamed(&text).0, names.len(), "{text}");
    }
    // A company that has answered nothing is no title.
    let text = "subject,need-statement,us-interviews\nTarget Health K.K.,,\nKumo,3,2\n";
    assert_eq!(names_of(&csv(text).0), ["Kumo"]);
}

#[test]
fn a_column_called_other_is_no_choice_by_itself() {
    for cell in ["x", "some words"] {
        let (sheets, notices) = csv(&format!("subject,need-statement,Other\nKumo,3,{cell}\n"));
        assert_eq!(sheets.len(), 1, "{cell}");
        assert!(choices(&sheets[0], "setting", built_in()).is_empty(), "{cell}");
        assert!(errors(&notices).is_empty(), "{cell}\n{notices:#?}");
    }
}

#[test]
fn headings_that_are_hostile_take_no_time() {
    let begun = std::time::Instant::now();
    let many: Vec<String> = (0..10_000).map(|number| format!("q{number}x")).collect();
    let long: Vec<String> = (0..50).map(|number| format!("{}{number}", "a-".repeat(3000))).collect();
    for heading in ["a.".repeat(8000), many.join(","), long.join(",")] {
        let (sheets, _) = csv(&format!("subject,need-statement,{heading}\nKumo,3\n"));
        assert_eq!(names_of(&sheets), ["Kumo"]);
    }
    assert!(begun.elapsed().as_secs() < 10, "{:?}", begun.elapsed());
}

#[test]
fn what_is_above_a_question_a_row_is_no_key_unless_it_says_whose_answers_they_are() {
    for (above, date) in [
        ("Framework,Mayo outside-in", None),
        ("Version,3", None),
        ("Date,Please fill in by 2026-12-31", None),
        ("Date,2026-11-01", Some("2026-11-01")),
    ] {
        let text = format!("Company,Kumo\n{above}\nid,answer\nneed-statement,3\n");
        let (sheets, notices) = csv(&text);
        assert!(errors(&notices).is_empty(), "{text}\n{notices:#?}");
        assert_eq!(names_of(&sheets), ["Kumo"], "{text}\n{notices:#?}");
        assert_eq!(sheets[0].date.map(|date| date.to_string()).as_deref(), date, "{text}");
    }
}

#[test]
fn columns_below_words_of_another_time_are_not_read() {
    for (above, is_read) in [
        (",Today,,Target,", vec![2]),
        (",2026,,2028,", vec![]),
        (",現在,,将来,", vec![2]),
        (",Problem first,,Reimbursement,", vec![2, 4]),
        ("Company,Levels,,,", vec![2, 4]),
        ("Outside-in survey,2026,,,", vec![2, 4]),
        ("Survey,FY2026,,,", vec![2, 4]),
        ("対象年度,2026,,,", vec![2, 4]),
        ("Status,Draft,Survey,FY2026,", vec![2, 4]),
        ("2026,Problem first,,,", vec![2, 4]),
    ] {
        let text = format!("{above}\nsubject,need-statement,us-interviews,coding,us-price\nKumo,3,2,1,1\n");
        let (sheets, notices) = csv(&text);
        let framework = built_in();
        let unread = errors(&notices).len();
        assert_eq!(unread, 4 - is_read.last().copied().unwrap_or(0), "{text}\n{notices:#?}");
        assert_eq!(sheets.is_empty(), is_read.is_empty(), "{text}");
        for sheet in &sheets {
            let answered =
                framework.criterion_indices().filter(|at| sheet.answer(*at).reply != Reply::Unanswered);
            assert_eq!(Some(answered.count()), is_read.last().copied(), "{text}");
        }
    }
}

#[test]
fn pages_of_two_years_are_not_one_sheet() {
    use rust_xlsxwriter::Workbook;

    let pages = |names: [&str; 2], of_same: bool| {
        let mut book = Workbook::new();
        for (name, id) in names.iter().zip(["need-statement", "coding"]) {
            let sheet = book.add_worksheet().set_name(*name).expect("a name");
            let subject = if of_same { "Kumo" } else { *name };
            for (row, cells) in (0..).zip([["id", "answer"], ["subject", subject], [id, "2"]]) {
                for (column, cell) in (0..).zip(cells) {
                    sheet.write(row, column, cell).expect("a cell");
                }
            }
        }
        sheets(book.save_to_buffer().expect("a workbook"), Form::Xlsx)
    };
    for names in [["2025", "2026"], ["FY25", "FY26"], ["2025年度", "2026年度"], ["Kumo 2025", "Kumo 2026"]]
    {
        let (sheets, notices) = pages(names, true);
        assert_eq!((sheets.len(), errors(&notices)), (0, vec!["A012"]), "{names:?}\n{notices:#?}");
    }
    assert_eq!(pages(["Part 1", "Part 2"], true).0.len(), 1);
    assert_eq!(pages(["Kumo 2025", "Aoi 2026"], false).0.len(), 2);
}

/// The levels that a table gives `need-statement` and `us-interviews`.
fn levels(bytes: impl Into<Vec<u8>>, form: Form) -> (Vec<Option<u8>>, Vec<Diagnostic>) {
    let framework = built_in();
    let (sheets, notices) = sheets(bytes, form);
    let level = |id: &str| match sheets.first()?.answer(framework.find_criterion(id).expect("one")).reply {
        Reply::Level(level) => Some(level),
        _ => None,
    };
    (["need-statement", "us-interviews"].map(level).to_vec(), notices)
}

#[test]
fn words_for_whose_answers_of_today_these_are_say_nothing_else() {
    for heading in [
        "御社の回答",
        "貴社回答",
        "Our level",
        "Your level today",
        "Current answer",
        "自己評価：現在",
        "現在のレベル",
        "Now",
        "回答（御社記入欄）",
    ] {
        let text = format!("id,{heading}\nneed-statement,3\nus-interviews,2\n");
        let (levels, notices) = levels(text, Form::Csv);
        assert_eq!(levels, [Some(3), Some(2)], "{heading}\n{notices:#?}");
        assert!(notices.is_empty(), "{heading}\n{notices:#?}");
    }
    for heading in [
        "need-statement our level",
        "Your level: need-statement",
        "自己評価：need-statement",
        "need-statement 現在のレベル",
        "group-name-need-statement",
        "group.name.need-statement",
        "group_ab1.need-statement",
    ] {
        let (levels, notices) = levels(format!("subject,{heading}\nKumo,3\n"), Form::Csv);
        assert_eq!((levels[0], notices.is_empty()), (Some(3), true), "{heading}\n{notices:#?}");
    }
    for heading in ["Desired level", "Target level", "Level in 2028", "目指すレベル", "競合のレベル"]
    {
        let text = format!("id,{heading}\nneed-statement,3\nus-interviews,2\n");
        let (_, notices) = levels(text, Form::Csv);
        assert_eq!(errors(&notices), ["A012"], "{heading}\n{notices:#?}");
    }
    for heading in [
        "next-group-need-statement",
        "non-need-statement",
        "target.need-statement",
        "max score need-statement",
    ] {
        let (levels, notices) = levels(format!("subject,{heading},us-interviews\nKumo,3,2\n"), Form::Csv);
        assert_eq!((levels[0], errors(&notices).len()), (None, 1), "{heading}\n{notices:#?}");
    }
    let json = r#"{"subject": "Kumo", "scores": {"need-statement": 3, "us-interviews": 2}}"#;
    assert_eq!(levels(json, Form::Json).0, [Some(3), Some(2)]);
    // A source may be that of the answer.
    let text = "subject,need-statement,need-statement.source,need-statement.evidence\nKumo,3,interview,report of 2026-05-02\n";
    let (sheets, notices) = csv(text);
    assert!(errors(&notices).is_empty(), "{notices:#?}");
    let need = built_in().find_criterion("need-statement").expect("one");
    assert_eq!(sheets[0].answer(need).evidence, ["report of 2026-05-02"]);
}

#[test]
fn cells_are_read_as_forms_and_people_fill_them_in() {
    let framework = built_in();
    for (cell, choice) in [
        ("1. はい", "yes"),
        ("a) yes", "yes"),
        ("① はい", "yes"),
        ("(1) Yes", "yes"),
        ("2) no", "no"),
        ("1：はい", "yes"),
    ] {
        let (sheets, notices) = csv(&format!("subject,ai,need-statement\nKumo,{cell},3\n"));
        assert_eq!(choices(&sheets[0], "ai", framework), [choice], "{cell}\n{notices:#?}");
    }
    for cell in ["0: yes", "1: no", "1. maybe", "3 yes"] {
        let (_, notices) = csv(&format!("subject,ai,need-statement\nKumo,{cell},3\n"));
        assert_eq!(errors(&notices), ["A011"], "{cell}\n{notices:#?}");
    }
    for (yes, no) in [("選択済み", "未選択"), ("T", "F"), ("Checked", "Unchecked"), ("選択あり", "選択なし")]
    {
        let text = format!("subject,setting/home,setting/office,need-statement\nKumo,{yes},{no},3\n");
        let (sheets, notices) = csv(&text);
        assert!(notices.is_empty(), "{text}\n{notices:#?}");
        assert_eq!(choices(&sheets[0], "setting", framework), ["home"], "{text}");
    }
    for day in [
        "2026/11/2(月)",
        "2026/11/2（月）",
        "2026-11-02 (Mon)",
        "2026年11月2日（月・祝）",
        "2026/11/2(月) 10:30",
    ] {
        let (sheets, notices) = csv(&format!("subject,date,need-statement\nKumo,{day},3\n"));
        let date = sheets[0].date.map(|day| day.to_string());
        assert_eq!(date.as_deref(), Some("2026-11-02"), "{day}\n{notices:#?}");
    }
    for cell in ["3 points", "3 pts.", "3)", "3点です", "3（達成済み）"] {
        let (levels, notices) = levels(format!("subject,need-statement\nKumo,{cell}\n"), Form::Csv);
        assert_eq!((levels[0], notices.is_empty()), (Some(3), true), "{cell}\n{notices:#?}");
    }
    for cell in ["3 points of 10", "3) 4", "3点以上", "3 pointers"] {
        let (levels, _) = levels(format!("subject,need-statement\nKumo,{cell}\n"), Form::Csv);
        assert_eq!(levels[0], None, "{cell}");
    }
    for text in [
        "Company,Kumo\nDate,2026-11-02\nid,answer\nneed-statement,3\n",
        "会社名,Kumo\n回答日,2026/11/2\n\nid,question,回答\nneed-statement,,3\n",
    ] {
        let (sheets, notices) = csv(text);
        assert!(notices.is_empty(), "{text}\n{notices:#?}");
        assert_eq!(names_of(&sheets), ["Kumo"], "{text}");
        assert!(sheets[0].date.is_some(), "{text}");
    }
    for (order, mark) in [(true, true), (true, false), (false, true), (false, false)] {
        let text = "subject,need-statement\nKumo,3\n";
        let mark = if mark { "\u{feff}" } else { "" };
        let units = format!("{mark}{text}").chars().map(u32::from).collect::<Vec<_>>();
        let bytes = |unit: u32| if order { unit.to_be_bytes() } else { unit.to_le_bytes() };
        let (sheets, notices) = sheets(units.into_iter().flat_map(bytes).collect::<Vec<u8>>(), Form::Csv);
        assert!(sheets.is_empty() && notices[0].message.en.contains("UTF-32"), "{notices:#?}");
    }
}

#[test]
fn what_a_message_says_to_do_works() {
    for (text, help, cured) in [
        (
            "No,Item,Score\n1,need-statement,3\n2,us-interviews,2\n",
            "name the column `answer`",
            "No,Item,answer\n1,need-statement,3\n2,us-interviews,2\n",
        ),
        (
            "No,Item,Result\n1,need-statement,3\n2,us-interviews,2\n",
            "`id` above the ids, `answer` above the answers",
            "No,id,answer\n1,need-statement,3\n2,us-interviews,2\n",
        ),
        (
            "Question,CEO,CTO\nneed-statement,3,4\nus-interviews,2,4\n",
            "name it `answer`",
            "id,answer\nneed-statement,3\nus-interviews,2\n",
        ),
        (
            "Question,CEO,CTO\nneed-statement,3,4\nus-interviews,2,4\n",
            "Transpose",
            "subject,need-statement,us-interviews\nCEO,3,2\nCTO,4,4\n",
        ),
        (
            "id,Desired level\nneed-statement,3\nus-interviews,2\n",
            "name the column `answer`",
            "id,answer\nneed-statement,3\nus-interviews,2\n",
        ),
        (
            "Question,0,1,2,3,4\nneed-statement,,,,x,\nus-interviews,,,x,,\n",
            "write the levels as numbers into one column `answer`",
            "id,answer\nneed-statement,3\nus-interviews,2\n",
        ),
        (
            "subject|need-statement|us-interviews\nKumo|3|2\n",
            "`|` stands between the cells",
            "subject,need-statement,us-interviews\nKumo,3,2\n",
        ),
        (
            ",2025,,2026,\nsubject,coding,us-price,need-statement,us-interviews\nKumo,1,1,3,2\n",
            "take out `2026` above it",
            ",2025,,,\nsubject,coding,us-price,need-statement,us-interviews\nKumo,1,1,3,2\n",
        ),
    ] {
        let (_, notices) = csv(text);
        let said = notices.iter().filter_map(|notice| notice.help.as_ref()).any(|own| own.en.contains(help));
        assert!(said, "{text}\n{notices:#?}");
        let (levels, notices) = levels(cured, Form::Csv);
        assert_eq!(levels, [Some(3), Some(2)], "{cured}\n{notices:#?}");
    }
    let (_, notices) = sheets(r#"[[{"subject": "Kumo"}]]"#, Form::Json);
    let help = notices[0].help.as_ref().expect("help");
    assert!(help.en.contains("jq 'flatten' table > sheets.json"), "{help:#?}");
}
