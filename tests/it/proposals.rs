//! Answers that are only proposed: how every form says so, and what comes of it.

use outside_in::answers::{Answer, AnswerSheet, Draft, Form, Opened, Proposal, Reply, open};
use outside_in::source::Diagnostic;

use crate::docs::copy;
use crate::process::{root, run_in};
use crate::snapshots::Session;
use crate::support::{built_in, folder, read_text};

const DRAFT: &str = r#"framework = "small"
subject = "Kumo"
date = 2026-11-01

[facts]
product = "device"
places = "home"

[answers.need]
level = 2
evidence = "the page, 2026-10-20"
proposed_by = "an assistant"
quote = "read and signed by Dr. Sato"
place = "page.pdf, page 1"

[answers.trial]
level = 1
proposed_by = "鈴木"
"#;

/// A folder with the draft and the small framework.
fn files() -> tempfile::TempDir {
    let files = folder(&[("draft.toml", DRAFT.as_bytes())]);
    copy(&root().join("tests/fixtures/small"), &files.path().join("small"));
    files
}

/// A run with the small framework.
fn small<'a>(args: &[&'a str]) -> Vec<&'a str> {
    [args, &["--framework", "small"]].concat()
}

fn first(text: &str, form: Form) -> AnswerSheet {
    let opened = open("-", text.as_bytes().to_vec(), form, built_in()).expect("sheets");
    opened.found[0].read(built_in()).expect("a sheet").sheet
}

#[test]
fn every_form_says_who_proposes_and_by_what() {
    let coding = built_in().find_criterion("coding").expect("a criterion");
    let proposal = Proposal {
        by: "an assistant".to_owned(),
        quote: Some("=0715T is used".to_owned()),
        place: Some("map.pdf, page 2".to_owned()),
    };
    let keys = r#""proposed_by": "an assistant", "quote": "=0715T is used", "place": "map.pdf, page 2""#;
    let columns = r#""coding.proposed_by": "an assistant", "coding.quote": "=0715T is used", "coding.place": "map.pdf, page 2""#;
    let cells = "2,an assistant,'=0715T is used,\"map.pdf, page 2\"";
    for (text, form) in [
        (
            "[answers.coding]\nlevel = 2\nproposed_by = \"an assistant\"\nquote = \"=0715T is used\"\n\
          place = \"map.pdf, page 2\"\n"
                .to_owned(),
            Form::Toml,
        ),
        (format!(r#"{{"answers": {{"coding": {{"level": 2, {keys}}}}}}}"#), Form::Json),
        (format!(r#"{{"answers": {{"coding": {{"level": 2, {keys}}}}}}}"#), Form::Ndjson),
        (format!(r#"{{"coding": 2, {columns}}}"#), Form::Json),
        (format!(r#"{{"subject": "x", "group": {{"coding": {{"level": 2, {keys}}}}}}}"#), Form::Ndjson),
        (format!("coding,coding.proposed_by,coding.quote,coding.place\n{cells}\n"), Form::Csv),
        (format!("Coding,Coding (proposed by),coding [quote],coding: place\n{cells}\n"), Form::Csv),
        (format!("coding,coding 提案者,coding 引用,coding 引用箇所\n{cells}\n"), Form::Csv),
        (format!("id,answer,Proposed by,Quote,Place\ncoding,{cells}\n"), Form::Csv),
        (format!("id,回答,提案者,引用,引用箇所\ncoding,{cells}\n"), Form::Csv),
    ] {
        let sheet = first(&text, form);
        let answer = sheet.answer(coding);
        assert_eq!((&answer.reply, answer.proposal.as_ref()), (&Reply::Level(2), Some(&proposal)), "{text}");
        assert_eq!((answer.evidence.len(), &answer.note), (0, &None), "{text}");
    }
    // A question may well be about a place.
    let sheet = first("coding: in which place of the map?\n2\n", Form::Csv);
    assert_eq!((&sheet.answer(coding).reply, &sheet.answer(coding).proposal), (&Reply::Level(2), &None));
}

#[test]
fn only_levels_may_be_proposed() {
    let found = |answers: &str| {
        let reading = read_text(&format!("[answers]\n{answers}\n"), Form::Toml, built_in());
        let told: Vec<_> =
            reading.notices.iter().map(|own: &Diagnostic| (own.code.id, own.message.en.clone())).collect();
        let framework = built_in();
        let mut all = framework.criterion_indices().map(|own| reading.sheet.answer(own));
        (told, all.find(|own| **own != Answer::default()).cloned().unwrap_or_default())
    };
    let free = built_in().criteria().iter().find(|own| own.may_not_apply).map(|own| &own.id);
    let free = free.expect("a criterion that may not apply");
    for (id, answer) in [
        ("coding", r#"level = "unknown", proposed_by = "x", note = "n""#),
        (free, r#"not_applicable = "why not", proposed_by = "x""#),
    ] {
        let (told, answer) = found(&format!("{id} = {{ {answer} }}"));
        let only = format!("`answers.{id}` is proposed, but only levels may be proposed");
        assert_eq!(told, [("A008", only)]);
        assert_eq!(answer, Answer::default(), "it counts as not answered");
    }
    // The reason is not looked at first.
    let (told, _) = found(r#"coding = { not_applicable = "why not", proposed_by = "x" }"#);
    let only = "`answers.coding` is proposed, but only levels may be proposed".to_owned();
    assert_eq!(told, [("A008", only)]);
    // Without a level nothing is proposed.
    let (told, answer) = found(r#"coding = { proposed_by = "x", place = "p" }"#);
    assert_eq!(told, [("A112", "`coding` says who proposes it, but has no level".to_owned())]);
    assert_eq!((answer.reply, answer.proposal), (Reply::Unanswered, None));
}

#[test]
fn what_cannot_be_read_of_a_proposal_is_never_a_confirmed_answer() {
    let coding = built_in().find_criterion("coding").expect("a criterion");
    let read = |answer: &str| {
        let text = format!("[answers]\ncoding = {{ level = 1, {answer} }}\n");
        let json = answer.replace(" = ", "\": ").replace(", ", ", \"");
        let json = format!("{{\"answers\": {{\"coding\": {{\"level\": 1, \"{json}}}}}}}");
        let [toml, json] = [(text, Form::Toml), (json, Form::Json)].map(|(text, form)| {
            let reading = read_text(&text, form, built_in());
            let codes: Vec<_> = reading.notices.iter().map(|own: &Diagnostic| own.code.id).collect();
            (codes, reading.sheet.answer(coding).clone())
        });
        let ((codes, mut found), (json_codes, mut same)) = (toml, json);
        (found.span, same.span) = (None, None);
        assert_eq!((&codes, &found), (&json_codes, &same), "{answer}");
        (codes, found)
    };
    for answer in [
        r#"proposed_by = ["an assistant"]"#,
        "proposed_by = 7",
        "proposed_by = true",
        r#"proposed-by = "an assistant""#,
        r#"proposedBy = "an assistant""#,
        r#"Proposed_By = "an assistant""#,
        r#"propsed_by = "an assistant""#,
        r#"proposer = "an assistant""#,
        "proposed = true",
        r#"Quote = "signed""#,
        r#"quote = "signed""#,
        r#"place = "page 3""#,
        r#"proposed_by = " ", quote = "signed""#,
        r#"proposed_by = "NA", place = "page 3""#,
        r#"proposed_by = "\u200b", quote = "signed""#,
        r#"proposed_by = "-", quote = 7"#,
    ] {
        let (codes, found) = read(answer);
        assert_eq!(found, Answer::default(), "{answer}: {codes:?}");
        assert!(codes.contains(&"A008"), "{answer}: {codes:?}");
    }
    // Where nothing else says so, an empty name is none, as in an empty cell.
    for answer in [
        r#"proposed_by = """#,
        r#"proposed_by = "  ", quote = "", place = "-""#,
        r#"proposed_by = "NA""#,
        r#"proposed_by = "\u200b""#,
        r#"proposer = """#,
    ] {
        let (codes, found) = read(answer);
        assert_eq!((&found.reply, found.proposal), (&Reply::Level(1), None), "{answer}: {codes:?}");
        assert!(!codes.contains(&"A008"), "{answer}: {codes:?}");
    }
    // A quote that says nothing is none.
    let (_, found) = read(r#"proposed_by = "x", quote = "none", place = "page 3""#);
    let proposal = Proposal { by: "x".to_owned(), quote: None, place: Some("page 3".to_owned()) };
    assert_eq!(found.proposal, Some(proposal));
    // Who answers anew takes all of it away.
    for (name, text) in [
        ("a.toml", "[answers.coding]\nlevel = 1\nproposer = \"x\"\nquote = \"q\"\nmine = 1\n"),
        ("a.json", r#"{"answers": {"coding": {"level": 1, "proposer": "x", "quote": "q", "mine": 1}}}"#),
    ] {
        let files = folder(&[(name, text.as_bytes())]);
        let (mut draft, _) = Draft::open(&files.path().join(name), built_in()).expect("a draft");
        draft.set_answer(built_in(), coding, &Answer { reply: Reply::Level(2), ..Answer::default() });
        let written = draft.to_text();
        assert!(!written.contains("proposer") && !written.contains("quote"), "{written}");
        assert!(written.contains("mine"), "{written}");
    }
}

#[test]
fn who_is_said_not_to_propose_does_not() {
    let coding = built_in().find_criterion("coding").expect("a criterion");
    for by in ["no", "No", "FALSE", "0", "-", "いいえ", "なし"] {
        for (text, form) in [
            (format!("subject,coding,coding.proposed_by\nKumo,2,{by}\n"), Form::Csv),
            (format!("id,answer,proposed by AI\nsubject,Kumo,\ncoding,2,{by}\n"), Form::Csv),
            (format!("subject,coding,fda-pathway,proposed by AI\nKumo,2,1,{by}\n"), Form::Csv),
            (format!("{{\"answers\":{{\"coding\":{{\"level\":2,\"proposed_by\":\"{by}\"}}}}}}"), Form::Json),
            (
                "{\"proposed_by\":false,\"answers\":{\"coding\":{\"level\":2,\"proposed_by\":false}}}".into(),
                Form::Json,
            ),
        ] {
            let sheet = first(&text, form);
            let answer = sheet.answer(coding);
            assert_eq!((&answer.reply, answer.proposal.is_none()), (&Reply::Level(2), true), "{text}");
        }
    }
    for heading in ["Proposed by AI", "proposed_by_gpt", "提案者（AI）"] {
        let upright = first(&format!("id,answer,{heading}\nsubject,Kumo,\ncoding,2,yes\n"), Form::Csv);
        assert!(upright.answer(coding).proposal.is_some(), "{heading}");
        let row = first(&format!("subject,coding,fda-pathway,{heading}\nKumo,2,1,yes\n"), Form::Csv);
        assert!(row.answer(coding).reply == Reply::Unanswered, "{heading}");
    }
    for words in
        ["proposed by GPT", "AI suggestion", "suggested by AI", "AI-generated", "AIの提案", "GPTが推定"]
    {
        let sheet = first(&format!("subject,coding\nKumo,2 ({words})\n"), Form::Csv);
        assert_eq!(sheet.answer(coding).reply, Reply::Unanswered, "{words}");
    }
    for words in [
        "病院に提案",
        "AI suggested findings were read in 12 hospitals",
        "proposed to Kyoto",
        "proposed by Mayo cardiology",
        "generated by our CRO",
        "AI proposal accepted",
    ] {
        let sheet = first(&format!("subject,coding\nKumo,2 ({words})\n"), Form::Csv);
        assert_eq!(sheet.answer(coding).reply, Reply::Level(2), "{words}");
    }
}

#[test]
fn a_table_that_leaves_open_what_is_proposed_confirms_nothing() {
    let framework = built_in();
    let [coding, need] =
        ["coding", "need-statement"].map(|id| framework.find_criterion(id).expect("a criterion"));
    let read = |text: &str, form: Form| {
        let opened = open("-", text.as_bytes().to_vec(), form, framework).expect("sheets");
        let mut codes: Vec<_> = opened.notices.iter().map(|own| own.code.id).collect();
        let reading = opened.found[0].read(framework).expect("a sheet");
        codes.extend(reading.notices.iter().map(|own| own.code.id));
        let says = |criterion| {
            let answer = reading.sheet.answer(criterion);
            match (&answer.reply, &answer.proposal) {
                (Reply::Level(level), Some(own)) => format!("{level} by {}", own.by),
                (Reply::Level(level), None) => level.to_string(),
                _ => String::new(),
            }
        };
        ([says(coding), says(need)], codes)
    };
    let csv = |text: &str| read(text, Form::Csv);
    // What stands beside an answer is of it.
    assert_eq!(csv("coding,Proposed by\n2,x\n").0, ["2 by x", ""]);
    assert_eq!(csv("coding,Proposer,Quote,need-statement,提案者\n2,x,q,1,y\n").0, ["2 by x", "1 by y"]);
    assert_eq!(csv("coding,Proposed by,need-statement,Proposed by\n2,x,1,\n").0, ["2 by x", "1"]);
    assert_eq!(csv("coding,place\n2,Tokyo\n").0, ["2", ""]);
    // With a question a row, what may say who proposes is taken to say so.
    for heading in ["proposing", "Proposal of", "提案した人"] {
        assert_eq!(csv(&format!("id,answer,{heading}\ncoding,2,x\nneed-statement,1,\n")).0, ["2 by x", "1"]);
    }
    assert_eq!(csv("id,answer,Proposer,Proposing\ncoding,2,x,\n").0, ["2 by x", ""]);
    for (text, left, code) in [
        ("coding,need-statement,Proposed by\n2,1,x\n", ["", ""], "A012"),
        ("coding,need-statement,提案者\n2,1,x\n", ["", ""], "A012"),
        ("Proposed by,coding\nx,2\n", ["", ""], "A012"),
        ("coding,引用,need-statement\n2,signed,1\n", ["", "1"], "A008"),
        ("coding,coding.proposing,need-statement\n2,x,1\n", ["", "1"], "A012"),
        ("coding,coding.qoute,need-statement\n2,x,1\n", ["", "1"], "A012"),
        ("coding,coding.proposed_by,coding (proposed by),need-statement\n2,x,y,1\n", ["", "1"], "A003"),
        ("id,answer,Quote\ncoding,2,signed\nneed-statement,1,\n", ["", "1"], "A008"),
    ] {
        let (found, codes) = csv(text);
        assert_eq!(found, left, "{text}: {codes:?}");
        assert!(codes.contains(&code), "{text}: {codes:?}");
    }
    // Empty columns say nothing.
    for text in [
        "coding,need-statement,Proposed by\n2,1,\n",
        "coding,need-statement,Proposed by\n2,1,NA\n",
        "coding,引用,need-statement,coding.proposing\n2,-,1,\n",
        "id,answer,Proposed by,Quote\ncoding,2,,\nneed-statement,1,-,\n",
    ] {
        assert_eq!(csv(text).0, ["2", "1"], "{text}");
    }
    // Records with the names of columns are read in the same way.
    let json = |text: &str| read(text, Form::Json).0;
    assert_eq!(json(r#"{"coding": 2, "need-statement": 1, "proposed_by": "x"}"#), ["", ""]);
    assert_eq!(json(r#"{"coding": 2, "coding.proposed_by": ["x", "y"]}"#), ["2 by x; y", ""]);
    assert_eq!(json(r#"{"a": {"coding": {"level": 2, "proposing": "x"}}, "need-statement": 1}"#)[0], "");
}

#[test]
fn raters_who_agree_confirm_a_level_but_not_what_a_proposal_rests_on() {
    let mine = "subject = \"Kumo\"\n[answers]\ncoding = { level = 1, evidence = \"letter of 2026-10-20\", date = 2026-10-20 }\n";
    let proposed = |by: &str| {
        format!(
            "[answers.coding]\nlevel = 1\nevidence = \"paper of {by}\"\nproposed_by = \"{by}\"\nquote = \"words of {by}\"\n\
             date = 2026-10-21\n"
        )
    };
    let files = folder(&[
        ("mine.toml", mine.as_bytes()),
        ("one.toml", proposed("one").as_bytes()),
        ("two.toml", proposed("two").as_bytes()),
    ]);
    let merged = |sheets: [&str; 2], to: &str| {
        let ran = run_in(&files, &["compare", "--raters", sheets[0], sheets[1], "-o", to]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let text = std::fs::read_to_string(files.path().join(to)).expect("a sheet");
        text.lines().filter(|line| line.starts_with("coding")).map(str::to_owned).collect::<Vec<_>>()
    };
    let confirmed = ["coding = { level = 1, evidence = [\"letter of 2026-10-20\"], date = 2026-10-20 }"];
    assert_eq!(merged(["one.toml", "mine.toml"], "a.toml"), confirmed);
    let first = "coding = { level = 1, evidence = [\"paper of one\"], date = 2026-10-21, proposed_by = \"one\", quote = \"words of one\" }";
    assert_eq!(merged(["one.toml", "two.toml"], "b.toml"), [first]);
    assert_eq!(merged(["two.toml", "one.toml"], "c.toml"), [first], "whoever is named first");
}

#[test]
fn what_is_proposed_is_told_and_confirmed_by_removing_who_proposes() {
    let files = files();
    let mut session = Session::default();
    for args in [
        &["check", "draft.toml"][..],
        &["score", "draft.toml"],
        &["explain", "draft.toml", "--all"],
        &["plan", "draft.toml", "--to", "first"],
        &["explain", "draft.toml", "--set", "need=2"],
    ] {
        session.both(&files, &small(args));
    }
    session.run(&files, &small(&["score", "draft.toml", "--format", "json", "--detail"]));
    let keys = ["proposed_by =", "quote =", "place ="];
    let lines = DRAFT.lines().filter(|line| !keys.iter().any(|key| line.starts_with(key)));
    std::fs::write(files.path().join("confirmed.toml"), lines.collect::<Vec<_>>().join("\n"))
        .expect("written");
    session.both(&files, &small(&["compare", "draft.toml", "confirmed.toml"]));
    session.compare("proposals");
    // The report says it, too.
    let made = run_in(&files, &small(&["report", "draft.toml", "-o", "report.md"]));
    assert_eq!(made.code, 0, "{}", made.stderr);
    let report = std::fs::read_to_string(files.path().join("report.md")).expect("a report");
    let said = "Proposed by an assistant, not confirmed: page.pdf, page 1: \"read and signed by Dr. Sato\"";
    assert!(report.contains(said), "{report}");
}

#[test]
fn sheets_of_every_form_are_written_with_their_proposals() {
    let files = files();
    let convert = |from: &str, to: &str, more: &[&str]| {
        let args = [&["template", "--from", from, "-o", to][..], more].concat();
        let ran = run_in(&files, &small(&args));
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        to.to_owned()
    };
    let plain = convert("draft.toml", "plain.json", &[]);
    let expected = std::fs::read_to_string(files.path().join(plain)).expect("JSON");
    assert_eq!(expected.matches("proposed_by").count(), 2);
    for (to, more) in [
        ("a.csv", &[][..]),
        ("b.xlsx", &[]),
        ("c.csv", &["--layout", "questions"]),
        ("d.xlsx", &["--layout", "questions"]),
        ("e.ndjson", &[]),
    ] {
        convert("draft.toml", to, more);
        let back = convert(to, &format!("{to}.json"), &[]);
        assert_eq!(std::fs::read_to_string(files.path().join(back)).expect("JSON"), expected, "{to}");
    }
    // Without a proposal there are no such columns.
    for layout in ["companies", "questions"] {
        let args = ["template", "--layout", layout, "-o", "empty.csv", "--force"];
        let ran = run_in(&files, &small(&args));
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert!(!std::fs::read_to_string(files.path().join("empty.csv")).expect("CSV").contains("proposed"));
    }
}

#[test]
fn who_proposes_beside_all_answers_is_refused() {
    for key in ["proposed_by", "Proposer", "提案者"] {
        let text = |by: &str| format!(r#"{{"answers": {{"coding": 2}}, "{key}": "{by}"}}"#);
        let read = |text: String| {
            let Opened { found, .. } = open("a", text.into_bytes(), Form::Json, built_in()).expect("a sheet");
            found[0].read(built_in()).map(|_| ()).map_err(|reasons| reasons[0].code.id)
        };
        assert_eq!(read(text("gpt")), Err("A008"), "{key}");
        assert_eq!(read(text("")), Ok(()), "{key}");
    }
}
