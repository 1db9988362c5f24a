//! The questionnaire with a prompter that follows a script.

use std::collections::VecDeque;
use std::path::Path;

use outside_in::answers::{Answer, AnswerSheet, Draft, Reply};
use outside_in::framework::Framework;
use outside_in::interview::{
    AboutKind, AfterResult, InfoPage, Interview, InterviewEnd, InterviewScope, Item, Machine, Picked,
    Prompter, Screen, ScreenAction, Stop, TextAsk, Typed,
};
use outside_in::text::Lang;
use proptest::prelude::*;

use crate::random::{AS_OF, Case, case, cases, usable};
use crate::snapshots::compare_text;
use crate::support::{FileStore, TODAY, built_in, read, small};

/// What the script does at the next screen; the text must be part of the question there.
#[derive(Debug)]
enum Do {
    Pick(&'static str, usize),
    PickMany(&'static str, &'static [usize]),
    /// The choice with these words.
    Go(&'static str, &'static str),
    Act(&'static str, ScreenAction),
    Type(&'static str, &'static str),
    /// Types and then goes back with Esc.
    Esc(&'static str, &'static str),
    Confirm(&'static str, bool),
    Leave,
}

#[derive(Default)]
struct Script {
    steps: VecDeque<Do>,
    seen: Vec<Screen>,
    asks: Vec<TextAsk>,
    pages: Vec<InfoPage>,
    /// Where one goes from the result; out of the questionnaire if nothing is said.
    results: VecDeque<AfterResult>,
}

impl Prompter for Script {
    fn tell(&mut self, page: &InfoPage) -> Result<(), Stop> {
        self.pages.push(page.clone());
        Ok(())
    }

    fn choose(&mut self, screen: &Screen) -> Result<Picked, Stop> {
        self.seen.push(screen.clone());
        let (wanted, picked) = match self.steps.pop_front() {
            Some(Do::Pick(wanted, at)) => (wanted, Picked::Choices(vec![at])),
            Some(Do::PickMany(wanted, at)) => (wanted, Picked::Choices(at.to_vec())),
            Some(Do::Go(wanted, words)) => {
                let at = screen.choices.iter().position(|choice| choice.text.contains(words));
                (wanted, Picked::Choices(vec![at.unwrap_or_else(|| panic!("{words} in {screen:#?}"))]))
            }
            Some(Do::Act(wanted, action)) => {
                assert!(screen.actions.contains(&action), "{action:?} at {screen:#?}");
                (wanted, Picked::Action(action))
            }
            Some(Do::Leave) => ("", Picked::Action(ScreenAction::Leave)),
            Some(other) => panic!("{other:?} wanted, but {}", screen.question),
            None => return Err(Stop::Interrupted),
        };
        assert!(screen.question.contains(wanted), "wanted {wanted:?}, got {:?}", screen.question);
        Ok(picked)
    }

    fn result(&mut self, _: &AnswerSheet) -> Result<AfterResult, Stop> {
        self.results.pop_front().map_or(Ok(AfterResult::Leave), Ok)
    }

    fn confirm(&mut self, question: &str) -> Result<bool, Stop> {
        match self.steps.pop_front() {
            Some(Do::Confirm(wanted, answer)) => {
                assert!(question.contains(wanted), "wanted {wanted:?}, got {question:?}");
                Ok(answer)
            }
            other => panic!("{other:?} wanted, but {question}"),
        }
    }

    fn text(&mut self, ask: &TextAsk) -> Result<Typed, Stop> {
        self.asks.push(ask.clone());
        let (wanted, typed) = match self.steps.pop_front() {
            Some(Do::Type(wanted, text)) => (wanted, Typed::Done(text.to_owned())),
            Some(Do::Esc(wanted, text)) => (wanted, Typed::Back(text.to_owned())),
            Some(other) => panic!("{other:?} wanted, but {}", ask.question),
            None => return Err(Stop::Interrupted),
        };
        assert!(ask.question.contains(wanted), "wanted {wanted:?}, got {:?}", ask.question);
        Ok(typed)
    }
}

/// Plays a script over a sheet, all of it, with what the sheet was found to have wrong.
fn play(
    path: &Path,
    scope: InterviewScope,
    steps: impl IntoIterator<Item = Do>,
) -> (Result<InterviewEnd, Stop>, Script) {
    let framework = small();
    let (draft, reading) = Draft::open(path, &framework).expect("a draft");
    let mut store = FileStore { draft, framework: &framework, changes: Vec::new(), saved: 0, failures: 0 };
    let mut script = Script { steps: steps.into_iter().collect(), ..Script::default() };
    let setup = (Lang::En, TODAY, scope);
    let interview = Interview::new(&framework, reading.sheet, setup, &mut store, &mut script);
    let end = interview.with_mistakes(reading.notices).run();
    assert!(script.steps.is_empty(), "{:?} are left", script.steps);
    (end, script)
}

/// Plays a script over a sheet with this text; gives the new text.
fn play_on(text: &str, steps: impl IntoIterator<Item = Do>) -> (String, Script) {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("a.toml");
    std::fs::write(&path, text).expect("written");
    let (_, script) = play(&path, InterviewScope::default(), steps);
    (std::fs::read_to_string(&path).expect("the sheet"), script)
}

fn names() -> [Do; 2] {
    [Do::Type("name of the company", "Kumo"), Do::Type("Who is answering", "")]
}

fn about(screen: &Screen, kind: AboutKind) -> Vec<&str> {
    screen.about.iter().filter(|about| about.kind == kind).map(|about| about.text.as_str()).collect()
}

const REVIEW: &str = "";

/// All is answered but the price.
const NEARLY: &str = "framework = \"small\"\ndate = 2026-11-22\n[facts]\nproduct = \"software\"\nplaces = [\"home\"]\n\
                      [answers]\nneed = { level = 2, evidence = [\"memo 12\"], note = \"n\" }\ntrial = 0\n";

#[test]
fn a_whole_questionnaire_gives_the_sheet() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("a.toml");
    let steps = names().into_iter().chain([
        Do::Pick("What kind", 0),
        Do::PickMany("Where", &[0, 2]),
        Do::Pick("need", 2),
        Do::Type("What proves it", "page of 2026-05-01"),
        Do::Act("trial", ScreenAction::NotApplicable),
        Do::Type("Why does it not apply", "only records"),
        Do::Act("price", ScreenAction::Note),
        Do::Type("note", "ask sales"),
        Do::Act("price", ScreenAction::Unknown),
        Do::Act("All questions are answered", ScreenAction::Finish),
    ]);
    let (end, script) = play(&path, InterviewScope::default(), steps);
    assert!(matches!(end, Ok(InterviewEnd::Finished)));
    let text = std::fs::read_to_string(&path).expect("the sheet");
    let expected = r#"framework = "small"
version = "1.0.0"
subject = "Kumo"
date = 2026-11-22

[facts]
product = "software"
places = ["hospital", "laboratory"]

[answers]
need = { level = 2, evidence = ["page of 2026-05-01"] }
trial = { not_applicable = "only records" }
price = { note = "ask sales", level = "unknown" }
"#;
    assert_eq!(text, expected);
    let need = &script.seen[2];
    assert_eq!(need.heading.as_deref(), Some("Basis: Begin with the need."));
    assert_eq!(need.progress, "Basis · question 3 of 5 · about a minute left");
    assert_eq!(about(need, AboutKind::Gate), ["Gate for First stage: at least level 1."]);
    assert_eq!(about(need, AboutKind::Meaning), ["Why: Whoever cannot name the need cannot meet it."]);
    assert_eq!(about(need, AboutKind::Source), ["Origin: the main source; source: An article #advice"]);
    assert_eq!((need.marked, need.present_action), (None, None), "nothing is marked on what is new");
    compare_text("interview-welcome-en", "the introduction", &page(&script.pages[0]));
}

fn page(page: &InfoPage) -> String {
    format!("{}\n{}", page.title, page.paragraphs.join("\n"))
}

#[test]
fn the_introduction_tells_the_true_number_of_questions() {
    for (lang, name) in [(Lang::En, "en"), (Lang::Ja, "ja")] {
        let framework = built_in();
        let directory = tempfile::tempdir().expect("a directory");
        let (mut store, sheet) = FileStore::open(&directory.path().join("a.toml"), framework);
        let mut script = Script::default();
        let setup = (lang, TODAY, InterviewScope::default());
        let _ = Interview::new(framework, sheet, setup, &mut store, &mut script).run();
        let name = format!("interview-welcome-built-in-{name}");
        compare_text(&name, "the introduction", &page(&script.pages[0]));
    }
}

#[test]
fn back_and_forward_are_the_questions_in_order() {
    let steps = [
        Do::Act("price", ScreenAction::Back),
        Do::Act("trial", ScreenAction::Back),
        Do::Act("need", ScreenAction::Back),
        Do::Act("Where", ScreenAction::Forward),
        Do::Act("need", ScreenAction::Back),
        Do::Act("Where", ScreenAction::Back),
        Do::Act("What kind", ScreenAction::Back),
        Do::Esc("Who is answering", ""),
        Do::Esc("name of the company", ""),
        Do::Type("name of the company", ""),
        Do::Type("Who is answering", ""),
        // An answer that is given again leads to the next question, whatever its state; Enter on it is the same answer.
        Do::Pick("What kind", 0),
        Do::PickMany("Where", &[1]),
        Do::Pick("need", 2),
        Do::Pick("trial", 1),
        Do::Act("price", ScreenAction::Forward),
        Do::Act(REVIEW, ScreenAction::Back),
        Do::Pick("price", 1),
        Do::Act("All questions", ScreenAction::Finish),
    ];
    let (text, script) = play_on(NEARLY, steps);
    let changed = NEARLY.replace("trial = 0\n", "trial = 1\nprice = 1\n");
    assert_eq!(text, changed, "walking changes nothing");
    let need = &script.seen[2];
    assert_eq!((need.marked, need.present.as_slice()), (Some(2), &[2][..]), "the present answer is marked");
    let before = ["Answered on 2026-11-22: level 2 of 2.", "Evidence: memo 12", "Note: n"];
    assert_eq!(about(need, AboutKind::Before), before);
    assert!(script.asks[2].about[0].contains("first question"), "{:?}", script.asks[2].about);
}

#[test]
fn facts_decide_what_is_asked_and_progress_says_so() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("a.toml");
    let steps = names().into_iter().chain([
        Do::Act("What kind", ScreenAction::Unknown),
        Do::PickMany("Where", &[1]),
        Do::Pick("need", 1),
        Do::Pick("device studied", 2),
        Do::Act("trial", ScreenAction::Overview),
        // The overview begins with the two names; the first fact is the third entry. One comes back to it.
        Do::Pick("Which answer", 2),
        Do::Pick("What kind", 0),
        Do::Act("Which answer", ScreenAction::Back),
        Do::Act("trial", ScreenAction::Help),
        Do::Act("trial", ScreenAction::Later),
        Do::Pick("price", 0),
        // What was put off comes once more.
        Do::Act("trial", ScreenAction::Later),
        Do::Act("Some answers are missing", ScreenAction::Finish),
        Do::Confirm("1 question is open and counts as level 0", false),
        Do::Act("Some answers are missing", ScreenAction::Finish),
        Do::Confirm("See the result anyway?", true),
    ]);
    let (end, script) = play(&path, InterviewScope::default(), steps);
    assert!(matches!(end, Ok(InterviewEnd::Finished)));
    let overview = &script.seen[7];
    assert_eq!(overview.marked, Some(2), "the cursor is where one came from");
    let told = "This answer leaves out 1 question: 5 in all instead of 6.";
    assert_eq!(overview.notice.as_deref(), Some(told));
    let review = &script.seen[12];
    assert_eq!(review.marked, None, "Enter alone finishes nothing");
    let entries: Vec<_> = review.choices.iter().map(|c| (c.heading.as_deref(), c.text.as_str())).collect();
    let expected = [
        (Some("Open (1)"), "Trial (put off)"),
        (Some("Don't know (1)"), "What kind of product is it: Don't know"),
    ];
    assert_eq!(entries[..1], expected[..1]);
    let framework = small();
    let sheet = read(&path, &framework);
    let skipped = framework.find_criterion("device-study").expect("the criterion");
    assert!(!sheet.applies(&framework, skipped));
    assert_eq!(sheet.answer(skipped).reply, Reply::Level(2), "the answer to a skipped criterion stays");
    let help = script.pages.last().expect("help");
    assert!(help.paragraphs.iter().any(|text| text.contains("https://example.org/article")), "{help:#?}");

    // It goes on at what is still open; then all is answered, and opened again it begins at the review.
    let steps = [Do::Pick("trial", 1), Do::Act("All questions", ScreenAction::Leave)];
    let (end, _) = play(&path, InterviewScope::default(), steps);
    assert!(matches!(end, Ok(InterviewEnd::Left)));
    let change = [
        Do::Act("nothing stands out", ScreenAction::Overview),
        Do::Go("Which answer", "Price: level 0 of 2"),
        Do::Pick("price", 1),
        Do::Act("Which answer", ScreenAction::Review),
        Do::Act("nothing stands out", ScreenAction::Finish),
    ];
    let (end, script) = play(&path, InterviewScope::default(), change);
    assert!(matches!(end, Ok(InterviewEnd::Finished)));
    assert!(!script.seen[0].actions.contains(&ScreenAction::Back), "there is nothing to go back to");
    let price = framework.find_criterion("price").expect("the criterion");
    assert_eq!(read(&path, &framework).answer(price).reply, Reply::Level(1));
}

#[test]
fn a_question_that_was_gone_to_leads_back_to_the_overview() {
    let text = "[facts]\nproduct = \"software\"\n[answers]\n";
    let steps = [
        Do::Act("Where", ScreenAction::Overview),
        Do::Go("Which answer", "Need: open"),
        Do::Pick("need", 1),
        Do::Leave,
    ];
    let (_, script) = play_on(text, steps);
    let overview = &script.seen[3];
    assert_eq!(overview.question, script.seen[1].question);
    let marked = overview.marked.and_then(|at| overview.choices.get(at));
    assert_eq!(marked.map(|choice| choice.text.as_str()), Some("Need: level 1 of 2"));
}

#[test]
fn the_review_leads_to_each_entry_and_back_to_the_same_place() {
    let text = "date = 2026-11-22\n[facts]\nproduct = \"device\"\nplaces = \"unknown\"\n[answers]\nneed = 2\n\
                device-study = \"unknown\"\ntrial = 2\nprice = { level = 2, date = 2026-01-01 }\n";
    let steps = [
        Do::Act("price", ScreenAction::Forward),
        Do::Go("Some answers", "Need: level 2 of 2 (no evidence yet)"),
        Do::Act("need", ScreenAction::Review),
        Do::Go("Some answers", "Price: level 2 of 2 (expired)"),
        Do::Act("price", ScreenAction::StillHolds),
        // Now the price counts again, and does not fit the trial.
        Do::Go("A price was paid", "leave it as it is"),
        Do::Go("All questions", "Trial, Price"),
        Do::Go("A price was paid", "Change \"Trial\" (now: level 2 of 2, \"A trial is done.\")"),
        Do::Pick("trial", 1),
        Do::Leave,
    ];
    let (text, script) = play_on(text, steps);
    assert!(text.contains("price = { level = 2 }"), "the sheet is of today: {text}");
    let headings = |screen: &Screen| {
        screen.choices.iter().filter_map(|choice| choice.heading.clone()).collect::<Vec<_>>()
    };
    assert_eq!(headings(&script.seen[1]), ["Don't know (2)", "Claimed without evidence (1)", "Expired (1)"]);
    assert_eq!(script.seen[3].marked, Some(2), "the cursor is on the same entry");
    assert_eq!(headings(&script.seen[6])[2], "Answers that do not fit together (1)");
    let last = script.seen.last().expect("the review");
    assert_eq!(headings(last), ["Don't know (2)", "Claimed without evidence (1)"]);
}

#[test]
fn an_expired_answer_is_not_marked_and_can_be_confirmed() {
    let old = "date = 2026-01-01\n[facts]\nproduct = \"software\"\nplaces = \"unknown\"\n[answers]\nneed = 1\ntrial = 1\n\
               price = { level = 1, evidence = [\"list\"], note = \"n\" }\n";
    let steps = [Do::Act("price", ScreenAction::StillHolds), Do::Leave];
    let (text, script) = play_on(old, steps);
    let price = &script.seen[0];
    assert_eq!((price.present.as_slice(), price.marked), (&[1][..], None));
    let told = "Expired on 2026-04-11: level 1 of 2, answered on 2026-01-01. Choose again, or say that it still holds.";
    assert_eq!(about(price, AboutKind::Before)[0], told);
    let expected = r#"price = { level = 1, evidence = ["list"], note = "n", date = 2026-11-22 }"#;
    assert!(text.contains(expected), "{text}");
    assert!(script.seen[0].actions.contains(&ScreenAction::StillHolds));

    // Chosen again it counts from today, too. Elsewhere nothing can be said to still hold.
    let (text, script) = play_on(old, [Do::Pick("price", 1), Do::Act("", ScreenAction::Back), Do::Leave]);
    assert!(text.contains("date = 2026-11-22"), "{text}");
    assert!(!script.seen[2].actions.contains(&ScreenAction::StillHolds));
    let told = about(&script.seen[2], AboutKind::Before)[0].to_owned();
    assert_eq!(told, "Answered on 2026-11-22: level 1 of 2; expires 2027-03-02.");
}

#[test]
fn what_is_proposed_comes_first_and_is_accepted_changed_rejected_or_put_off() {
    let old = "date = 2026-11-01\nsubject = \"Kumo\"\n[facts]\nproduct = \"software\"\n[answers]\n\
               need = { level = 2, proposed_by = \"an assistant\", quote = \"signed\", place = \"p. 1\" }\n\
               trial = { level = 1, proposed_by = \"Suzuki\" }\nprice = { level = 1, proposed_by = \"Suzuki\", note = \"n\" }\n";
    let steps = [
        Do::Act("need", ScreenAction::Later),
        Do::Pick("trial", 2),
        Do::Act("price", ScreenAction::Reject),
        Do::Confirm("The note and the evidence stay", false),
        Do::Act("price", ScreenAction::Reject),
        Do::Confirm("Remove the proposed level", true),
        // What was open before comes after all proposals, and what was put off at the end.
        Do::Act("Where", ScreenAction::Unknown),
        Do::Act("price", ScreenAction::Later),
        Do::Act("need", ScreenAction::Confirm),
        Do::Type("What proves it", "p. 1: \"signed\"\nthe letter"),
        Do::Leave,
    ];
    let (text, script) = play_on(old, steps);
    let need = &script.seen[0];
    assert_eq!((need.present.as_slice(), need.marked), (&[2][..], None), "Enter alone accepts nothing");
    let told = "Level 2. Proposed by an assistant, not confirmed: p. 1: \"signed\"";
    assert_eq!(about(need, AboutKind::Proposal), [told]);
    assert_eq!(script.asks[0].initial, "p. 1: \"signed\"", "what it cites is offered as evidence");
    let expected = "[answers]\nneed = { level = 2, evidence = ['p. 1: \"signed\"', \"the letter\"], date = 2026-11-22 }\n\
                    trial = { level = 2, date = 2026-11-22 }\nprice = { note = \"n\" }\n";
    assert!(text.ends_with(expected), "{text}");
}

#[test]
fn one_goes_back_and_forward_among_proposals_and_then_to_the_first_open_question() {
    let old = "date = 2026-11-22\n[facts]\nproduct = \"software\"\n[answers]\n\
               # mine\n[answers.trial]\nlevel = 1\n# see the letter\nproposed_by = \"x\" # who\n# and page 3\nquote = \"q\"\n\
               [answers.price]\nlevel = 1\nnote = \"n\"\nevidence = [\"list\"]\ndate = 2026-11-01\nproposed_by = \"x\"\nplace = \"p\" # check\n";
    let steps = [
        Do::Act("trial", ScreenAction::Forward),
        Do::Act("price", ScreenAction::Overview),
        Do::Act("Which answer", ScreenAction::Review),
        Do::Act("Some answers are missing", ScreenAction::Back),
        Do::Act("price", ScreenAction::Back),
        Do::Act("trial", ScreenAction::Help),
        Do::Act("trial", ScreenAction::Confirm),
        Do::Act("price", ScreenAction::Back),
        Do::Pick("trial", 1),
        Do::Act("price", ScreenAction::Reject),
        Do::Confirm("The note and the evidence stay", true),
        Do::Act("Where", ScreenAction::Unknown),
        Do::Act("need", ScreenAction::Back),
        Do::Act("Where", ScreenAction::Forward),
        Do::Leave,
    ];
    let (text, script) = play_on(old, steps);
    let expected = "# mine\n[answers.trial]\nlevel = 1\n# see the letter\n# who\n# and page 3\nevidence = ['\"q\"']\n\
                    [answers.price]\nnote = \"n\"\nevidence = [\"list\"]\n# check\ndate = 2026-11-01\n";
    assert!(text.ends_with(expected), "{text}");
    let counts: Vec<_> = script.seen[2..4].iter().map(|own| own.progress.as_str()).collect();
    assert_eq!(counts, ["Overview · 2 open · 2 proposed", "Review · 2 open · 2 proposed"]);
    let help = &script.pages.last().expect("help").paragraphs[..4];
    assert_eq!(help[0], "Level 1. Proposed by x, not confirmed: \"q\"");
    assert!(help[1].starts_with("- Accept (a): ") && help[3].starts_with("- Reject (x): "), "{help:?}");
}

#[test]
fn a_rejected_proposal_with_nothing_beside_it_leaves_no_answer() {
    let old = "date = 2026-11-22\n[facts]\nproduct = \"software\"\nplaces = \"home\"\n[answers]\n\
               need = { level = 1, proposed_by = \"x\", quote = \"q\", date = 2026-11-01 }\ntrial = 1\n";
    let steps = [
        Do::Act("need", ScreenAction::Reject),
        Do::Confirm("with its quote and place? The question is then open.", true),
        Do::Leave,
    ];
    let (text, _) = play_on(old, steps);
    assert!(text.ends_with("[answers]\ntrial = 1\n"), "{text}");
    // Somebody's comments stay, where they were or at the next answer.
    let reject = || {
        [
            Do::Act("need", ScreenAction::Reject),
            Do::Confirm("with its quote and place? The question is then open.", true),
            Do::Leave,
        ]
    };
    let head = "date = 2026-11-22\n[facts]\nproduct = \"software\"\nplaces = \"home\"\n[answers]\n";
    let old = format!(
        "{head}trial = 1\n\n# mine\n[answers.need]\n# ask Sato\nlevel = 1 # or 2?\nproposed_by = \"x\"\n\n[other]\nkey = 1\n"
    );
    let (text, _) = play_on(&old, reject());
    let expected = "trial = 1\n\n# mine\n# ask Sato\n# or 2?\n[answers.need]\n\n[other]\nkey = 1\n";
    assert!(text.ends_with(expected), "{text}");
    let old = format!("{head}# mine\nneed = {{ level = 1, proposed_by = \"x\" }} # or 2?\ntrial = 1\n");
    let (text, _) = play_on(&old, reject());
    assert!(text.ends_with("[answers]\n# mine\n# or 2?\ntrial = 1\n"), "{text}");
}

#[test]
fn the_level_that_is_proposed_is_accepted_by_choosing_it_and_the_review_lists_what_is_left() {
    let old = "date = 2026-11-22\n[facts]\nproduct = \"software\"\nplaces = \"home\"\n[answers]\n\
               need = { level = 1, proposed_by = \"x\", quote = \"q\" }\ntrial = 1\n\
               price = { level = 1, proposed_by = \"x\", evidence = [\"list\"] }\n";
    let steps = [
        Do::Pick("need", 1),
        Do::Act("price", ScreenAction::Later),
        Do::Act("price", ScreenAction::Forward),
        Do::Act("All questions", ScreenAction::Finish),
    ];
    let (text, script) = play_on(old, steps);
    assert!(text.contains("need = { level = 1, evidence = ['\"q\"'] }"), "{text}");
    assert!(text.contains("proposed_by"), "{text}");
    assert_eq!(script.seen[1].notice.as_deref(), Some("Accepted; what it cites is kept as evidence."));
    let review = script.seen.last().expect("the review");
    assert_eq!(review.progress, "Review · 1 proposed");
    let entries: Vec<_> =
        review.choices.iter().map(|own| (own.heading.as_deref(), own.text.as_str())).collect();
    assert_eq!(
        entries,
        [(Some("Proposed, not confirmed (1)"), "Price: level 1 of 2 (proposed, not confirmed)")]
    );
}

#[test]
fn a_later_answer_has_its_own_date_and_keeps_what_is_beside_it() {
    let old = "# mine\nframework = \"small\"\ndate = 2026-05-01\n[facts]\nproduct = \"software\"\nplaces = \"unknown\"\n\
               [answers]\nneed = { level = 1, evidence = [\"memo 12\"], note = \"n\" } # why\ntrial = 0\nother = 3\n";
    let steps = [
        Do::Act("price", ScreenAction::Overview),
        Do::Pick("Which answer", 4),
        Do::Pick("need", 2),
        Do::Type("What proves it", "memo 12"),
        Do::Act("Which answer", ScreenAction::Back),
        Do::Pick("price", 0),
        Do::Leave,
    ];
    let (text, _) = play_on(old, steps);
    assert!(text.starts_with("# mine\n") && text.contains("# why") && text.contains("other = 3"), "{text}");
    assert!(text.contains("price = { level = 0, date = 2026-11-22 }"), "{text}");
    let need = r#"need = { level = 2, evidence = ["memo 12"], note = "n", date = 2026-11-22 } # why"#;
    assert!(text.contains(need), "{text}");
}

#[test]
fn evidence_is_one_field_in_which_each_line_can_be_changed() {
    let old = NEARLY.replace("\"memo 12\"", "\"two\\nlines\", \"letter\"");
    let steps = [
        Do::Act("price", ScreenAction::Back),
        Do::Act("trial", ScreenAction::Back),
        Do::Act("need", ScreenAction::Evidence),
        Do::Esc("What proves it", "two lines\nletter of 2026-05-02\nnew"),
        // Lowered, it needs none, and that it stays is told.
        Do::Pick("need", 1),
        Do::Act("trial", ScreenAction::Back),
        Do::Act("need", ScreenAction::Evidence),
        Do::Type("What proves it", "new"),
        Do::Pick("need", 2),
        Do::Type("What proves it", ""),
        Do::Leave,
    ];
    let (text, script) = play_on(&old, steps);
    assert_eq!(script.asks[0].initial, "two lines\nletter");
    assert!(script.asks[0].lines && script.asks[1].initial == "two lines\nletter of 2026-05-02\nnew");
    assert_eq!(script.seen[4].notice.as_deref(), Some("The evidence already given stays (3)."));
    assert!(!text.contains("evidence"), "{text}");
    let notice = script.seen.last().and_then(|screen| screen.notice.clone()).expect("a notice");
    assert!(notice.contains("it counts as level 1 in what is proven"), "{notice}");
    let kept = [
        Do::Act("price", ScreenAction::Overview),
        Do::Go("", "Need"),
        Do::Act("need", ScreenAction::Evidence),
    ];
    let kept = kept.into_iter().chain([Do::Type("", "letter\ntwo lines"), Do::Leave]);
    let (text, _) = play_on(&old, kept);
    assert!(text.contains("evidence = [\"letter\", \"\"\"\ntwo\nlines\"\"\"]"), "{text}");
}

#[test]
fn words_that_prove_nothing_are_told() {
    let steps = [Do::Act("price", ScreenAction::Back), Do::Act("trial", ScreenAction::Back)];
    let steps =
        steps.into_iter().chain([Do::Act("need", ScreenAction::Evidence), Do::Type("", "TBD"), Do::Leave]);
    let (_, script) = play_on(NEARLY, steps);
    let notice = script.seen.last().and_then(|screen| screen.notice.clone()).expect("a notice");
    assert!(notice.starts_with("\"TBD\" is no evidence"), "{notice}");
}

#[test]
fn notes_reasons_and_names_are_changed_where_they_are() {
    let steps = [
        Do::Act("price", ScreenAction::Back),
        Do::Act("trial", ScreenAction::NotApplicable),
        Do::Esc("Why does it not apply", "only rec"),
        Do::Act("trial", ScreenAction::NotApplicable),
        Do::Type("Why does it not apply", ""),
        Do::Act("trial", ScreenAction::NotApplicable),
        Do::Type("Why does it not apply", "only records"),
        Do::Act("price", ScreenAction::Back),
        Do::Act("trial", ScreenAction::NotApplicable),
        Do::Type("Why does it not apply", "only records"),
        Do::Act("price", ScreenAction::Overview),
        Do::Go("", "Need"),
        Do::Act("need", ScreenAction::Note),
        Do::Type("note", "a\nb"),
        Do::Act("need", ScreenAction::Note),
        Do::Type("note", ""),
        Do::Act("need", ScreenAction::Overview),
        Do::Go("", "Name"),
        Do::Type("name of the company", "Kumo"),
        Do::Go("", "Name"),
        Do::Type("name of the company", ""),
        Do::Leave,
    ];
    let (text, script) = play_on(NEARLY, steps);
    let initial: Vec<&str> = script.asks.iter().map(|ask| ask.initial.as_str()).collect();
    assert_eq!(initial, ["", "only rec", "", "only records", "n", "a\nb", "", "Kumo"]);
    assert!(text.contains("trial = { not_applicable = \"only records\" }"), "{text}");
    assert!(!text.contains("note") && !text.contains("subject"), "{text}");
}

#[test]
fn answers_that_do_not_fit_together_are_asked_about_when_they_arise() {
    let text = NEARLY.replace("trial = 0", "trial = 2");
    let changed = [
        Do::Pick("price", 2),
        Do::Go("A price was paid", "Change \"Trial\""),
        Do::Pick("trial", 1),
        Do::Act("All questions", ScreenAction::Back),
        // One is back where one answered.
        Do::Pick("price", 1),
        Do::Leave,
    ];
    let (new, _) = play_on(&text, changed);
    assert!(new.contains("trial = 1\nprice = 1\n"), "{new}");
    let kept = [
        Do::Pick("price", 2),
        Do::Go("A price was paid", "leave it as it is"),
        Do::Act("All questions", ScreenAction::Back),
        Do::Pick("price", 1),
        Do::Act("nothing stands out", ScreenAction::Back),
        Do::Pick("price", 2),
        // Not asked again in this run, but listed.
        Do::Go("All questions", "Trial, Price: A price was paid"),
        Do::Act("A price was paid", ScreenAction::Back),
        Do::Leave,
    ];
    play_on(&text, kept);
    // What held before is only listed; an answer that goes back to the question is no mending.
    let old = text.replace("trial = 2", "trial = 2\nprice = 2");
    let steps = [Do::Go("All questions", "Trial, Price"), Do::Act("A price was paid", ScreenAction::Leave)];
    play_on(&old, steps);
}

#[test]
fn a_failed_save_can_be_tried_again_saved_elsewhere_or_left() {
    let framework = small();
    for (choice, expected) in [
        (0, Some(InterviewEnd::Left)),
        (1, Some(InterviewEnd::Left)),
        (2, Some(InterviewEnd::Left)),
        (3, Some(InterviewEnd::LeftUnsaved)),
    ] {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("a.toml");
        let elsewhere = directory.path().join("b.toml");
        std::fs::write(&elsewhere, "mine").expect("written");
        let place: &'static str = Box::leak(elsewhere.display().to_string().into_boxed_str());
        let (mut store, sheet) = FileStore::open(&path, &framework);
        store.failures = 1;
        let mut steps = VecDeque::from([Do::Type("name", ""), Do::Type("Who", ""), Do::Pick("What kind", 0)]);
        steps.push_back(Do::Pick("could not be saved (disk full)", choice));
        if choice == 1 {
            // A file that is there is not replaced unasked.
            steps.extend([Do::Type("Where should", place), Do::Confirm("already exists", false)]);
            steps.extend([Do::Pick("could not be saved", 1), Do::Esc("Where should", "x")]);
            steps.extend([Do::Pick("could not be saved", 1), Do::Type("Where should", place)]);
            steps.push_back(Do::Confirm("already exists", true));
        }
        if choice < 3 {
            steps.extend([Do::PickMany("Where", &[0]), Do::Leave]);
        }
        let mut script = Script { steps, ..Script::default() };
        let setup = (Lang::En, TODAY, InterviewScope::default());
        let end = Interview::new(&framework, sheet, setup, &mut store, &mut script).run();
        assert_eq!(end.ok(), expected);
        assert_eq!(path.exists(), choice == 0 || choice == 2);
        let there = std::fs::read_to_string(&elsewhere).expect("the other file");
        assert_eq!(there.contains("places = [\"hospital\"]"), choice == 1, "{there}");
        assert_eq!(there == "mine", choice != 1);
    }
}

#[test]
fn every_answer_is_saved_before_the_next_question() {
    let framework = small();
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("a.toml");
    let (mut store, sheet) = FileStore::open(&path, &framework);
    let steps = names().into_iter().chain([Do::Pick("What kind", 1), Do::PickMany("Where", &[0])]);
    let mut script = Script { steps: steps.collect(), ..Script::default() };
    let setup = (Lang::En, TODAY, InterviewScope::default());
    let end = Interview::new(&framework, sheet, setup, &mut store, &mut script).run();
    assert!(matches!(end, Err(Stop::Interrupted)));
    assert_eq!(store.saved, 3, "the name and two facts");
    assert!(read(&path, &framework).fact_is_answered(framework.find_fact("places").expect("the fact")));
}

#[test]
fn mistakes_in_the_sheet_are_shown_first_and_asked_again() {
    let text = NEARLY.replace("trial = 0", "trial = 9\ntrail = 1");
    let (_, script) = play_on(&text, [Do::Pick("trial", 1), Do::Leave]);
    compare_text("interview-mistakes", "mistakes in a sheet", &page(&script.pages[1]));
    assert_eq!(script.pages.len(), 2);
}

#[test]
fn a_stage_asks_only_what_it_needs() {
    let framework = small();
    let scope = InterviewScope { stage: framework.find_stage("first"), quick: false };
    let mut machine = Machine::new(&framework, AnswerSheet::empty(&framework), TODAY, scope);
    let item = |id| Item::Criterion(framework.find_criterion(id).expect("the criterion"));
    assert_eq!(machine.order()[2..], [item("need")]);
    // What was gone to outside of it stands in its place from then on.
    machine.go_to(item("trial"));
    assert_eq!(machine.walk()[2..], [item("need"), item("trial")]);
    assert_eq!(machine.back(), Some(item("need")));
    assert_eq!(machine.forward(), Some(item("trial")));
}

#[test]
fn quick_asks_gates_first_and_about_fifteen_criteria() {
    let framework = built_in();
    let machine = Machine::new(
        framework,
        AnswerSheet::empty(framework),
        TODAY,
        InterviewScope { stage: None, quick: true },
    );
    let order = machine.order();
    let criteria: Vec<_> =
        order.iter().filter_map(|i| if let Item::Criterion(c) = i { Some(*c) } else { None }).collect();
    let is_gate = |c: &outside_in::framework::CriterionIx| framework.gates_on(*c).next().is_some();
    let gates = framework.criterion_indices().filter(is_gate).count();
    assert_eq!(criteria.len(), gates.max(15));
    assert!(criteria[..gates].iter().all(is_gate) && !criteria[gates..].iter().any(is_gate));
    assert_eq!(order.len(), 2 + framework.facts().len() + criteria.len());
}

#[test]
fn the_quick_order_asks_next_what_tells_most_and_goes_back_as_it_was_asked() {
    let framework = built_in();
    let mut sheet = AnswerSheet::empty(framework);
    for fact in framework.fact_indices() {
        sheet.set_fact(fact, Vec::new());
    }
    let scope = InterviewScope { quick: true, ..InterviewScope::default() };
    let mut machine = Machine::new(framework, sheet, TODAY, scope);
    let mut asked = Vec::new();
    for step in 0..8 {
        let assessment = outside_in::scoring::score(framework, machine.sheet(), TODAY);
        let stage = assessment.next_stage.expect("not all is ready");
        let order = machine.order();
        let ranked = outside_in::advice::questions(framework, &assessment, stage);
        let mut ranked = ranked.iter().map(|question| Item::Criterion(question.criterion));
        let expected = ranked.find(|item| order.contains(item));
        let next = machine.next_open().expect("a question is open");
        assert_eq!(Some(next), expected.or(Some(next)), "step {step}");
        let Item::Criterion(criterion) = next else { panic!("facts are answered, but {next:?} is asked") };
        machine.reply(criterion, Reply::Level(4));
        asked.push(next);
    }
    for before in asked.iter().rev().skip(1) {
        assert_eq!(machine.back(), Some(*before));
    }
    assert_eq!(machine.back(), None);
    for next in &asked[1..] {
        assert_eq!(machine.forward(), Some(*next));
    }
}

fn answers_of(framework: &Framework, sheet: &AnswerSheet) -> Vec<Answer> {
    framework.criterion_indices().map(|criterion| sheet.answer(criterion).clone()).collect()
}

proptest! {
    #![proptest_config(cases(100))]

    /// Steps: below 100 to a question, then back or forward.
    #[test]
    fn walking_changes_no_answer_and_back_undoes_forward(
        Case { framework, sheet } in case(),
        quick in any::<bool>(),
        steps in proptest::collection::vec(0..200_usize, 1..30),
    ) {
        let framework = usable(&framework);
        let reading = crate::support::read_text(&sheet.to_json(), outside_in::answers::Form::Json, &framework);
        let scope = InterviewScope { stage: None, quick };
        let mut machine = Machine::new(&framework, reading.sheet, AS_OF, scope);
        let before = answers_of(&framework, machine.sheet());
        machine.go_to(Item::Subject);
        for step in steps {
            let everything = machine.everything();
            match step {
                0..100 => machine.go_to(everything[step % everything.len()]),
                100..150 => drop(machine.back()),
                _ => drop(machine.forward()),
            }
            let here = machine.present();
            if machine.forward().is_some() {
                prop_assert_eq!(machine.back(), here);
            }
            if machine.back().is_some() {
                prop_assert_eq!(machine.forward(), here);
            }
            prop_assert_eq!(machine.present(), here);
            prop_assert!(here.is_some_and(|here| machine.walk().contains(&here)));
        }
        prop_assert_eq!(answers_of(&framework, machine.sheet()), before);
    }
}

#[test]
fn long_evidence_and_notes_do_not_crowd_out_the_question() {
    let long: &'static str = Box::leak("long 長い証拠 ".repeat(1000).into_boxed_str());
    let text = NEARLY.replace("[\"memo 12\"], note = \"n\"", &format!("[\"{long}\"], note = \"{long}\""));
    let (after, script) = play_on(
        &text,
        [
            Do::Act("price", ScreenAction::Back),
            Do::Act("trial", ScreenAction::Back),
            Do::Act("need", ScreenAction::Evidence),
            Do::Esc("What proves it", long),
            Do::Act("need", ScreenAction::Leave),
        ],
    );
    let before = about(&script.seen[2], AboutKind::Before);
    assert_eq!(before.len(), 3, "{before:?}");
    assert!(before.iter().all(|text| outside_in::text::width(text) < 260), "{before:?}");
    assert!(before[1].ends_with('…') && before[2].ends_with('…'), "{before:?}");
    // All of it is there to be changed, and stays.
    assert!(script.asks[0].initial.starts_with(long.trim()) && after == text);
}

#[test]
fn the_introduction_says_what_a_run_leaves_out() {
    let directory = tempfile::tempdir().expect("a directory");
    let first = small().stage_indices().next();
    let title = "First stage";
    for (scope, expected) in [
        (
            InterviewScope { stage: first, quick: false },
            format!("This time only what {title} needs is asked."),
        ),
        (
            InterviewScope { stage: None, quick: true },
            "This time only the gates and the heaviest questions are asked.".to_owned(),
        ),
        (
            InterviewScope { stage: first, quick: true },
            format!("This time only the gates and the heaviest questions of {title} are asked."),
        ),
    ] {
        let (_, script) = play(&directory.path().join("a.toml"), scope, []);
        assert!(script.pages[0].paragraphs.contains(&expected), "{:?}", script.pages[0]);
    }
}
