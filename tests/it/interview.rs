//! The questionnaire with a prompter that follows a script.

use std::collections::VecDeque;
use std::path::Path;

use outside_in::answers::Reply;
use outside_in::interview::{
    InfoPage, Interview, InterviewEnd, InterviewScope, Item, Machine, Picked, Prompter, Screen, ScreenAction,
    Stop, TextAsk, Typed,
};
use outside_in::text::Lang;

use crate::support::{FileStore, TODAY, built_in, read, small};

/// What the script does at the next screen; the text must be part of the question there.
enum Do {
    Pick(&'static str, usize),
    PickMany(&'static str, &'static [usize]),
    Act(&'static str, ScreenAction),
    Type(&'static str, &'static str),
    Leave,
}

#[derive(Default)]
struct Script {
    steps: VecDeque<Do>,
    seen: Vec<Screen>,
    pages: Vec<InfoPage>,
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
            Some(Do::Act(wanted, action)) => (wanted, Picked::Action(action)),
            Some(Do::Leave) => ("", Picked::Action(ScreenAction::Leave)),
            Some(Do::Type(wanted, _)) => panic!("text wanted at {wanted}, but {}", screen.question),
            None => return Err(Stop::Interrupted),
        };
        assert!(screen.question.contains(wanted), "wanted {wanted:?}, got {:?}", screen.question);
        Ok(picked)
    }

    fn confirm(&mut self, _: &str) -> Result<bool, Stop> {
        Ok(true)
    }

    fn text(&mut self, ask: &TextAsk) -> Result<Typed, Stop> {
        match self.steps.pop_front() {
            Some(Do::Type(wanted, text)) => {
                assert!(ask.question.contains(wanted), "wanted {wanted:?}, got {:?}", ask.question);
                Ok(Typed::Done(text.to_owned()))
            }
            Some(_) => panic!("a choice wanted, but {}", ask.question),
            None => Err(Stop::Interrupted),
        }
    }
}

fn play(
    path: &Path,
    scope: InterviewScope,
    steps: impl IntoIterator<Item = Do>,
) -> (Result<InterviewEnd, Stop>, Script) {
    let framework = small();
    let (mut store, sheet) = FileStore::open(path, &framework);
    let mut script = Script { steps: steps.into_iter().collect(), ..Script::default() };
    let interview = Interview::new(&framework, sheet, (Lang::En, TODAY, scope), &mut store, &mut script);
    let end = interview.run();
    assert!(script.steps.is_empty(), "{} steps left", script.steps.len());
    (end, script)
}

fn names() -> [Do; 2] {
    [Do::Type("name of the company", "Kumo"), Do::Type("Who answers", "")]
}

#[test]
fn a_whole_questionnaire_gives_the_sheet() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("a.toml");
    let steps = names().into_iter().chain([
        Do::Pick("What kind", 0),
        Do::PickMany("Where", &[0, 2]),
        Do::Pick("need", 2),
        Do::Type("What proves it", "page of 2026-05-01"),
        Do::Type("What proves it", ""),
        Do::Act("trial", ScreenAction::NotApplicable),
        Do::Type("Why does it not apply", "only records"),
        Do::Act("price", ScreenAction::Note),
        Do::Type("note", "ask sales"),
        Do::Act("price", ScreenAction::Unknown),
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
    let need = script.seen.iter().find(|screen| screen.question.contains("need")).expect("the need");
    assert_eq!(need.heading.as_deref(), Some("Basis: Begin with the need."));
    assert_eq!(need.progress, "Basis · question 3 of 5 · about 2 minutes left");
    assert!(need.about.iter().any(|about| about.text == "Origin: article; source: An article #advice"));
    assert!(script.pages[0].paragraphs.contains(&"Nobody has endorsed it.".to_owned()));
}

#[test]
fn back_changes_and_facts_decide_what_is_asked() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("a.toml");
    let steps = names().into_iter().chain([
        Do::Act("What kind", ScreenAction::Unknown),
        Do::PickMany("Where", &[1]),
        Do::Pick("need", 1),
        Do::Pick("device studied", 2),
        Do::Act("trial", ScreenAction::Back),
        Do::Act("device studied", ScreenAction::Overview),
        // The overview begins with the two names; the first fact is the third entry.
        Do::Pick("Which answer", 2),
        Do::Pick("What kind", 0),
        Do::Act("trial", ScreenAction::Help),
        Do::Act("trial", ScreenAction::Later),
        Do::Pick("price", 0),
        // What was put off comes once more.
        Do::Act("trial", ScreenAction::Later),
    ]);
    let (end, script) = play(&path, InterviewScope::default(), steps);
    assert!(matches!(end, Ok(InterviewEnd::Finished)));
    let framework = small();
    let sheet = read(&path, &framework);
    let skipped = framework.find_criterion("device-study").expect("the criterion");
    assert!(!sheet.applies(&framework, skipped));
    assert_eq!(sheet.answer(skipped).reply, Reply::Level(2), "the answer to a skipped criterion stays");
    let help = script.pages.last().expect("help");
    assert!(help.paragraphs.iter().any(|text| text.contains("https://example.org/article")), "{help:#?}");

    // It goes on at what is still open, and then all is answered.
    let (end, _) = play(&path, InterviewScope::default(), [Do::Pick("trial", 1)]);
    assert!(matches!(end, Ok(InterviewEnd::Finished)));
    let change = [
        Do::Pick("Everything is answered", 6),
        Do::Pick("price", 1),
        Do::Act("Everything", ScreenAction::Finish),
    ];
    let (end, script) = play(&path, InterviewScope::default(), change);
    assert!(matches!(end, Ok(InterviewEnd::Finished)));
    assert!(script.seen[0].choices[4].text.contains("level 1 of 2"), "{:#?}", script.seen[0].choices);
    let price = framework.find_criterion("price").expect("the criterion");
    assert_eq!(read(&path, &framework).answer(price).reply, Reply::Level(1));
}

#[test]
fn a_blank_reason_goes_back_and_open_evidence_is_told() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("a.toml");
    let steps = names().into_iter().chain([
        Do::Pick("What kind", 0),
        Do::PickMany("Where", &[1]),
        Do::Pick("need", 2),
        Do::Type("What proves it", ""),
        Do::Act("trial", ScreenAction::NotApplicable),
        Do::Type("Why does it not apply", ""),
        Do::Leave,
    ]);
    let (end, script) = play(&path, InterviewScope::default(), steps);
    assert!(matches!(end, Ok(InterviewEnd::Left)));
    let notice = script.seen[3].notice.as_deref().expect("a notice");
    assert!(notice.contains("counts as level 1"), "{notice}");
    let framework = small();
    let trial = framework.find_criterion("trial").expect("the criterion");
    assert_eq!(read(&path, &framework).answer(trial).reply, Reply::Unanswered);
}

#[test]
fn a_later_answer_has_its_own_date_and_keeps_its_evidence() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("a.toml");
    let old = "# mine\nframework = \"small\"\ndate = 2026-05-01\n[facts]\nproduct = \"software\"\nplaces = \"unknown\"\n\
               [answers]\nneed = { level = 1, evidence = [\"x\"], note = \"n\" } # why\ntrial = 0\nother = 3\n";
    std::fs::write(&path, old).expect("written");
    let steps = [
        Do::Act("price", ScreenAction::Overview),
        Do::Pick("Which answer", 4),
        Do::Pick("need", 2),
        Do::Pick("There is evidence", 0),
        Do::Pick("price", 0),
    ];
    let (end, _) = play(&path, InterviewScope::default(), steps);
    assert!(matches!(end, Ok(InterviewEnd::Finished)));
    let text = std::fs::read_to_string(&path).expect("the sheet");
    assert!(text.starts_with("# mine\n") && text.contains("# why") && text.contains("other = 3"), "{text}");
    assert!(text.contains("price = { level = 0, date = 2026-11-22 }"), "{text}");
    let framework = small();
    let sheet = outside_in::answers::read_file(&path, outside_in::answers::Form::Toml, &framework);
    let sheet = sheet.expect("a sheet").sheet;
    let need = sheet.answer(framework.find_criterion("need").expect("the criterion"));
    assert_eq!((need.reply.clone(), need.date), (Reply::Level(2), Some(TODAY)));
    assert_eq!((need.evidence.len(), need.note.as_deref()), (1, Some("n")));
}

#[test]
fn an_answer_that_is_too_old_is_asked_again() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("a.toml");
    let old = "date = 2026-01-01\n[facts]\nproduct = \"software\"\nplaces = \"unknown\"\n[answers]\nneed = 1\ntrial = 1\nprice = 1\n";
    std::fs::write(&path, old).expect("written");
    let (end, script) = play(&path, InterviewScope::default(), [Do::Pick("price", 1)]);
    assert!(matches!(end, Ok(InterviewEnd::Finished)));
    assert_eq!(script.seen[0].present, [1], "the old answer is marked");
    let text = std::fs::read_to_string(&path).expect("the sheet");
    assert!(text.contains("price = { level = 1, date = 2026-11-22 }"), "{text}");
}

#[test]
fn a_failed_save_can_be_tried_again_or_left() {
    let framework = small();
    let directory = tempfile::tempdir().expect("a directory");
    for (choice, expected) in
        [(0, Some(InterviewEnd::Left)), (1, Some(InterviewEnd::Left)), (2, Some(InterviewEnd::LeftUnsaved))]
    {
        let path = directory.path().join(format!("{choice}.toml"));
        let (mut store, sheet) = FileStore::open(&path, &framework);
        store.failures = 1;
        let mut steps = VecDeque::from([
            Do::Type("name", ""),
            Do::Type("Who", ""),
            Do::Pick("What kind", 0),
            Do::Pick("could not be saved (disk full)", choice),
        ]);
        if choice < 2 {
            steps.extend([Do::PickMany("Where", &[0]), Do::Leave]);
        }
        let mut script = Script { steps, ..Script::default() };
        let setup = (Lang::En, TODAY, InterviewScope::default());
        let end = Interview::new(&framework, sheet, setup, &mut store, &mut script).run();
        assert_eq!(end.ok(), expected);
        assert_eq!(path.exists(), choice < 2);
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
    let end = Interview::new(
        &framework,
        sheet,
        (Lang::En, TODAY, InterviewScope::default()),
        &mut store,
        &mut script,
    )
    .run();
    assert!(matches!(end, Err(Stop::Interrupted)));
    assert_eq!(store.saved, 3, "the name and two facts");
    assert!(read(&path, &framework).fact_is_answered(framework.find_fact("places").expect("the fact")));
}

#[test]
fn a_stage_asks_only_what_it_needs() {
    let framework = small();
    let (_, sheet) = FileStore::open(&tempfile::tempdir().expect("a directory").path().join("a"), &framework);
    let scope = InterviewScope { stage: framework.find_stage("first"), quick: false };
    let machine = Machine::new(&framework, sheet, TODAY, scope);
    let need = framework.find_criterion("need").map(Item::Criterion);
    assert_eq!(machine.order()[2..], [need.expect("the criterion")]);
}

#[test]
fn quick_asks_gates_first_and_about_fifteen_criteria() {
    let framework = built_in();
    let sheet = outside_in::answers::AnswerSheet::empty(framework);
    let machine = Machine::new(framework, sheet, TODAY, InterviewScope { stage: None, quick: true });
    let order = machine.order();
    let criteria: Vec<_> =
        order.iter().filter_map(|i| if let Item::Criterion(c) = i { Some(*c) } else { None }).collect();
    let is_gate =
        |c: &outside_in::framework::CriterionIx| framework.gates().iter().any(|gate| gate.criterion == *c);
    let gates = framework.criterion_indices().filter(is_gate).count();
    assert_eq!(criteria.len(), gates.max(15));
    assert!(criteria[..gates].iter().all(is_gate) && !criteria[gates..].iter().any(is_gate));
    assert_eq!(order.len(), 2 + framework.facts().len() + criteria.len());
}

#[test]
fn answers_that_do_not_fit_together_are_told_once_and_hold_nobody_up() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("a.toml");
    let steps = names().into_iter().chain([
        Do::Pick("What kind", 0),
        Do::PickMany("Where", &[0]),
        Do::Act("need", ScreenAction::Later),
        Do::Pick("trial", 2),
        Do::Pick("price", 2),
        Do::Act("need", ScreenAction::Help),
        Do::Pick("need", 0),
    ]);
    let (end, script) = play(&path, InterviewScope::default(), steps);
    assert!(matches!(end, Ok(InterviewEnd::Finished)), "{end:?}");
    let told: Vec<_> = script.seen.iter().filter_map(|screen| screen.notice.as_deref()).collect();
    let told: Vec<_> = told.into_iter().filter(|notice| notice.contains("do not fit")).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("trial: level 2, price: level 2"), "{told:?}");
}

#[test]
fn the_quick_order_asks_next_what_tells_most() {
    let framework = built_in();
    let mut sheet = outside_in::answers::AnswerSheet::empty(framework);
    for fact in framework.fact_indices() {
        sheet.set_fact(fact, Vec::new());
    }
    let scope = InterviewScope { quick: true, ..InterviewScope::default() };
    let mut machine = Machine::new(framework, sheet, TODAY, scope);
    for step in 0..8 {
        let assessment = outside_in::scoring::score(framework, machine.sheet(), TODAY);
        let stage = assessment.next_stage.expect("not all is ready");
        let asked = machine.order();
        let ranked = outside_in::advice::questions(framework, &assessment, stage);
        let mut ranked = ranked.iter().map(|question| Item::Criterion(question.criterion));
        let expected = ranked.find(|item| asked.contains(item));
        let next = machine.next_open().expect("a question is open");
        assert_eq!(Some(next), expected.or(Some(next)), "step {step}");
        let Item::Criterion(criterion) = next else { panic!("facts are answered, but {next:?} is asked") };
        machine.reply(criterion, Reply::Level(4));
    }
}
