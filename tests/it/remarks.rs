//! What stands beside levels, evidence, reasons and choices: what is right is taken in silence, what is wrong is refused,
//! and all else is told.

use outside_in::answers::{Form, Reading, Reply};
use outside_in::framework::Framework;

use crate::process::{Ran, run_in};
use crate::snapshots::Session;
use crate::support::{built_in, folder, read_text, small, small_directory};

/// What `score` says of a table of the small framework: its exit code and the codes of what it tells.
fn scored(name: &str, text: &str) -> (i32, Vec<String>, Ran) {
    let folder = folder(&[(name, text.as_bytes())]);
    let directory = small_directory();
    let framework = directory.to_str().expect("a path");
    let args =
        ["score", name, "--framework", framework, "--as-of", "2026-11-22", "--format", "json", "--detail"];
    let ran = run_in(folder.path(), &args);
    let notices = ran.json()["assessments"][0]["notices"].as_array().expect("notices").clone();
    let codes = notices.iter().map(|notice| notice["code"].as_str().expect("a code").to_owned());
    (ran.code, codes.filter(|code| code != "A108").collect(), ran)
}

fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

#[test]
fn words_beside_a_level_are_taken_refused_or_told() {
    for (cell, code, told) in [
        ("1: One page is written.", 0, None),
        ("1: One page is", 0, None),
        ("1 - 1ページの文書がある。", 0, None),
        ("1: One page is written. / 1ページの文書がある", 0, None),
        ("1（済）", 0, None),
        ("1: draft", 1, Some("A008")),
        ("1: ONE PAGE IS WRITTEN, almost", 1, Some("A008")),
        ("1: One page is written. A clinician has confirmed the page.", 1, Some("A008")),
        ("1: 1ページの文書がある / 医師が文書を確認した", 1, Some("A008")),
        ("2（院長の署名待ち）", 1, Some("A008")),
        ("2（A病院のみ）", 1, Some("A008")),
        ("2 (CEO), 1 (CTO)", 1, Some("A008")),
        ("2 -> 1", 1, Some("A008")),
        ("2: from April 2027", 1, Some("A008")),
        ("2?", 1, Some("A008")),
        ("1: no", 1, Some("A008")),
        ("1（条件付き承認取得済み）", 0, Some("A137")),
        ("1: 2026年4月から販売中", 0, Some("A137")),
        ("1（不織布製品）", 0, Some("A137")),
        ("1: our nurse wrote it", 0, Some("A137")),
        ("1（看護部が作成）", 0, Some("A137")),
        ("1: 12 hospitals", 0, Some("A137")),
        ("0: not started", 0, Some("A137")),
    ] {
        let (exit, codes, ran) = scored("a.csv", &format!("subject,need\nA,{}\n", quoted(cell)));
        assert_eq!((exit, codes), (code, told.map(str::to_owned).into_iter().collect()), "{cell}");
        let level = ran.json()["assessments"][0]["stages"][0]["criteria"][0]["level"].clone();
        assert_eq!(level.is_null(), code == 1, "{cell}");
    }
}

#[test]
fn what_is_told_beside_a_level_names_the_cell_and_the_words() {
    let framework = small_directory();
    let framework = framework.to_str().expect("a path");
    let folder = folder(&[(
        "a.csv",
        "subject,need,need.evidence,trial\nA,2: our nurse wrote it,see above,na: 未定\nB,\"2: A clinician has confirmed the page, by May\",\
         議事録は後日送付,1\nC,1,\"letter of 2027-01-05\",na: ?\n"
            .as_bytes(),
    )]);
    let mut session = Session::default();
    for lang in ["en", "ja"] {
        let args = ["score", "a.csv", "--framework", framework, "--as-of", "2026-11-22", "--lang", lang];
        session.add(&format!("outside-in score a.csv --lang {lang}"), &run_in(folder.path(), &args));
    }
    session.compare("remarks");
}

#[test]
fn a_reason_that_is_none_is_refused_in_every_form() {
    let framework = small();
    for reason in [
        "unknown",
        "3",
        "TBD",
        "?",
        "未定",
        "不明",
        "レベル3",
        "n/a",
        "maybe",
        "unknown so far",
        "確認中です",
        "level 2",
        "too early",
        "まだ",
        "not now",
        "exempt (to be confirmed)",
        "confidential",
        "Confidential, under NDA",
        "secret",
        "秘密",
        "機密情報のため",
        "機密のため",
        "社外秘です",
        "no time",
        "後で",
        "後で回答",
    ] {
        let forms = [
            (Form::Toml, format!("[answers]\ntrial = {{ not_applicable = \"{reason}\" }}\n")),
            (Form::Json, format!("{{\"answers\": {{\"trial\": {{\"not_applicable\": \"{reason}\"}}}}}}")),
            (Form::Json, format!("{{\"need\": 1, \"trial\": \"na: {reason}\"}}")),
            (Form::Json, format!("{{\"need\": 1, \"trial\": \"該当なし（{reason}）\"}}")),
        ];
        for (form, text) in forms {
            let Reading { sheet, notices } = read_text(&text, form, &framework);
            let trial = sheet.answer(framework.find_criterion("trial").expect("a criterion"));
            assert_eq!(trial.reply, Reply::Unanswered, "{text}");
            assert!(notices.iter().any(|notice| notice.code.id == "A010"), "{text}: {notices:#?}");
        }
    }
    for reason in [
        "sold in Japan only",
        "治験の対象ではない",
        "no device",
        "will be sold as a book",
        "ソフトウェアなし",
        "未定義のため",
        "secretion sensor is no part of it",
        "software only",
        "後発品のため",
        "Confidential patient data is not processed",
        "秘密情報を扱わないため",
        "機密情報の授受がないため",
        "非公開データを使わないため",
    ] {
        let text = format!("[answers]\ntrial = {{ not_applicable = \"{reason}\" }}\n");
        let Reading { sheet, notices } = read_text(&text, Form::Toml, &framework);
        let trial = sheet.answer(framework.find_criterion("trial").expect("a criterion"));
        assert_eq!((&trial.reply, notices.len()), (&Reply::NotApplicable(reason.to_owned()), 0), "{reason}");
    }
}

#[test]
fn evidence_that_proves_nothing_is_told_by_every_command() {
    for (evidence, proven, told) in [
        ("○", 1, "A143"),
        ("済み", 1, "A143"),
        ("なし（口頭のみ）", 1, "A143"),
        ("7", 1, "A143"),
        ("available on request", 1, "A143"),
        ("-none-", 1, "A143"),
        ("まだありません", 1, "A143"),
        ("別紙参照", 1, "A143"),
        ("FIXME", 1, "A116"),
        ("準備中です", 1, "A116"),
        ("IRB", 2, "A111"),
        ("覚書", 2, "A111"),
        ("letter 2027-05", 1, "A104"),
        ("令和9年5月", 1, "A104"),
        ("letter by 2027", 1, "A104"),
        ("契約書 2026年度末", 1, "A104"),
        ("budget 2027", 2, "A104"),
        ("letter, to follow", 1, "A116"),
        ("契約書（締結予定）", 1, "A116"),
        ("覚書 2026-05-02、契約は締結予定", 2, "A116"),
        ("unsigned contract", 1, "A116"),
        ("Draft protocol v3", 1, "A116"),
        ("(案) 業務委託契約書", 1, "A116"),
        ("未署名の覚書", 1, "A116"),
        ("contract unsigned by X dated 2026-03-01", 2, "A116"),
        ("2027", 1, "A104"),
        ("Q1 2027", 1, "A104"),
        ("by December 2026", 1, "A104"),
        ("2027年3月", 1, "A104"),
        ("2027年度予定", 1, "A116"),
        ("FY2027", 1, "A104"),
        ("letter expected from the clinic in 2027", 1, "A104"),
        ("letter scheduled in Q1 2027", 1, "A104"),
        ("unsigned contract 2027", 1, "A116 A104"),
        ("letter of Kyoto, March 2027", 2, "A104"),
        ("plan under review, panel March 2027, no decision", 2, "A104"),
        ("2026", 2, ""),
        ("October 2026", 2, ""),
        ("IDE-2027 approval letter", 2, ""),
        ("report on 2027 patients, 2025-03-01", 2, ""),
        ("2025 contract, next renewal planned in 2027", 2, ""),
        ("letter of 2027-01-05", 1, "A104"),
        ("2027年1月の議事録", 1, "A104"),
        ("certificate, valid until 2028-01-05", 2, ""),
        ("contract of 2026-05-02, start on 2027-01-11", 2, ""),
        ("letter of 2026-05-02", 2, ""),
    ] {
        let told: Vec<String> = told.split_whitespace().map(str::to_owned).collect();
        let text = format!("[answers]\nneed = {{ level = 2, evidence = [\"{evidence}\"] }}\n");
        let (code, codes, ran) = scored("a.toml", &text);
        assert_eq!((code, &codes), (0, &told), "{evidence}");
        let own = ran.json()["assessments"][0]["stages"][0]["criteria"][0]["proven_level"].clone();
        assert_eq!(own, proven, "{evidence}");
        let (_, codes, _) =
            scored("a.csv", &format!("subject,need,need.evidence\nA,2,{}\n", quoted(evidence)));
        assert_eq!(codes, told, "{evidence}");
    }
}

fn choices_of(framework: &Framework, fact: &str, cell: &str) -> (Vec<String>, Vec<&'static str>) {
    let text = format!("{{\"{fact}\": \"{cell}\", \"coding\": 1, \"need-statement\": 1}}");
    let Reading { sheet, notices } = read_text(&text, Form::Json, framework);
    let at = framework.find_fact(fact).expect("a fact");
    let ids = framework[at].choice_ids(sheet.fact(at)).into_iter().map(str::to_owned).collect();
    (ids, notices.iter().map(|notice| notice.code.id).collect())
}

#[test]
fn choices_that_are_doubted_or_contradict_each_other_are_refused() {
    let framework = built_in();
    let own = |fact: &str| framework[framework.find_fact(fact).expect("a fact")].choices.clone();
    let first = &own("product")[0];
    let label = first.label.all().next().expect("a label");
    for cell in [format!("{label}?"), format!("{}？", first.id), format!("{label} ×")] {
        assert_eq!(choices_of(framework, "product", &cell), (vec![], vec!["A011"]), "{cell}");
    }
    let two = &own("domains")[..2];
    let (one, other) = (&two[0].id, &two[1].id);
    assert_eq!(choices_of(framework, "domains", &format!("{one} → {other}")), (vec![], vec!["A011"]));
    assert_eq!(choices_of(framework, "domains", &format!("{one} -> {other}")), (vec![], vec!["A011"]));
    assert_eq!(choices_of(framework, "domains", &format!("{one}; none-of-these")), (vec![], vec!["A008"]));
    assert_eq!(choices_of(framework, "domains", &format!("{one}; unknown")), (vec![], vec!["A008"]));
    assert_eq!(choices_of(framework, "domains", "none-of-these").1, Vec::<&str>::new());
    assert_eq!(choices_of(framework, "domains", &format!("{one}; {other}")).0, [one.clone(), other.clone()]);
}
