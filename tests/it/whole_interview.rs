//! The whole built-in framework, answered key by key in a terminal: the sheet holds what was meant, and nothing else.

use std::path::Path;

use outside_in::advice::conflicts;
use outside_in::answers::{Answer, AnswerSheet, Reply};
use outside_in::framework::{Choose, CriterionIx, FactIx, Framework};
use outside_in::interview::{InterviewScope, Item, Machine};
use outside_in::scoring::states;
use outside_in::text::Lang;

use crate::support::{TODAY, built_in, read};
use crate::terminal::{ENTER, ESC, Terminal, pause, rows};

/// One who answers, and notes what was meant.
struct Founder {
    framework: &'static Framework,
    lang: Lang,
    terminal: Terminal,
    meant: AnswerSheet,
}

impl Founder {
    fn start(directory: &Path, lang: Lang) -> Self {
        let framework = built_in();
        let terminal = Terminal::start(directory, lang.of("en", "ja"), (24, 80), &["assess", "a.toml"]);
        let mut meant = AnswerSheet::empty(framework);
        meant.date = Some(TODAY);
        Self { framework, lang, terminal, meant }
    }

    /// Waits for a question, where it stands among the others.
    fn sees(&self, item: Item) {
        let machine = Machine::new(self.framework, self.meant.clone(), TODAY, InterviewScope::default());
        let names = |item: &Item| matches!(item, Item::Subject | Item::Respondent);
        let order: Vec<_> = machine.order().into_iter().filter(|item| !names(item)).collect();
        let number = order.iter().position(|other| *other == item).expect("it is among the questions") + 1;
        let of = order.len();
        let place = self.lang.of(format!("question {number} of {of} "), format!("質問{number}/{of}｜"));
        let language = self.framework.language(self.lang);
        let question = match item {
            Item::Fact(fact) => self.framework[fact].question.to(language),
            Item::Criterion(criterion) => self.framework[criterion].question.to(language),
            Item::Subject | Item::Respondent => unreachable!("a name has no number"),
        };
        let start: String = question.chars().take(20).collect();
        // No other screen has both: where one writes, the question is not in bold at the start of a row with choices.
        self.terminal.wait(&format!("{place} {start}"), |screen| {
            let shown = rows(screen);
            shown[0].contains(&place)
                && shown.iter().any(|row| row.starts_with(&start))
                && shown.iter().any(|row| row.contains(self.lang.of("? Help", "? ヘルプ")))
        });
        pause();
    }

    fn choose(&mut self, number: usize) {
        self.terminal.press(&number.to_string());
        self.terminal.at(&format!("{number}  "));
        pause();
        self.terminal.press(ENTER);
    }

    fn fact(&mut self, index: FactIx) {
        self.sees(Item::Fact(index));
        let fact = &self.framework[index];
        let choices: Vec<_> = fact.choices.iter().filter_map(|one| fact.find_choice(&one.id)).collect();
        if fact.choose == Choose::Many {
            self.terminal.press("2");
            self.terminal.at("[x] 2");
            self.terminal.press("1");
            self.terminal.at("[x] 1");
            pause();
            self.terminal.press(ENTER);
            self.meant.set_fact(index, choices[..2].to_vec());
        } else {
            self.choose(1);
            self.meant.set_fact(index, choices[..1].to_vec());
        }
    }

    /// Leads to the field where a text is written, in one line or several.
    fn writes(&mut self, label: &str, text: &str, lines: bool) {
        self.terminal
            .wait(label, |screen| !screen.hide_cursor() && rows(screen).iter().any(|row| row == label));
        pause();
        if text.is_empty() {
            self.terminal.press(ENTER);
        } else if lines {
            self.terminal.write_lines(text);
        } else {
            self.terminal.write(text);
        }
    }

    fn means(&mut self, index: CriterionIx, reply: Reply) {
        let answer = Answer { span: None, reply, ..self.meant.answer(index).clone() };
        self.meant.set_answer(index, answer);
    }

    /// A level, with a document for every other one that needs it.
    fn level(&mut self, index: CriterionIx, level: u8) {
        self.choose(level.into());
        self.means(index, Reply::Level(level));
        if self.framework[index].needs_evidence(level) {
            let text = if level.is_multiple_of(2) {
                self.lang.of("letter of 2026-05-02", "2026年5月2日付の文書")
            } else {
                ""
            };
            self.writes(self.lang.of("Evidence", "根拠資料"), text, true);
            let evidence = if text.is_empty() { Vec::new() } else { vec![text.into()] };
            self.meant.set_answer(index, Answer { evidence, ..self.meant.answer(index).clone() });
        }
    }

    /// The level from this one downward that contradicts nothing said before.
    fn fitting(&self, index: CriterionIx, highest: u8) -> u8 {
        let fits = |level: &u8| {
            let mut sheet = self.meant.clone();
            sheet.set_answer(index, Answer::new(Reply::Level(*level)));
            conflicts(self.framework, &sheet, &states(self.framework, &sheet, TODAY)).is_empty()
        };
        (0..=highest).rev().find(fits).expect("a level that fits")
    }
}

fn goes_through(lang: Lang) {
    let directory = tempfile::tempdir().expect("a directory");
    let mut founder = Founder::start(directory.path(), lang);
    founder.terminal.see(lang.of("Enter: continue", "Enter：次へ"));
    pause();
    founder.terminal.press(ENTER);
    founder.writes(lang.of("Name", "名称"), "雲内視鏡 Kumo", false);
    founder.writes(lang.of("Respondent", "回答者"), "", false);
    founder.meant.subject = Some("雲内視鏡 Kumo".to_owned());
    for fact in founder.framework.fact_indices() {
        founder.fact(fact);
    }
    let all: Vec<_> = founder.framework.criterion_indices().collect();
    let (mut later, mut without) = (None, None);
    let applying: Vec<_> =
        all.iter().copied().filter(|index| founder.meant.applies(founder.framework, *index)).collect();
    for (at, index) in applying.iter().copied().enumerate() {
        founder.sees(Item::Criterion(index));
        let top = founder.framework[index].top();
        let level = founder.fitting(index, u8::try_from(at % (usize::from(top) + 1)).expect("a level"));
        if at == 2 {
            founder.terminal.press("l");
            later = Some(index);
            continue;
        }
        if at == 4 {
            // Back and forward lead past what is answered, and change nothing.
            founder.terminal.press(ESC);
            founder.sees(Item::Criterion(applying[3]));
            founder.terminal.press("Ｆ");
            founder.sees(Item::Criterion(index));
        }
        if at == 6 {
            founder.terminal.press("m");
            founder.writes(lang.of("Note", "メモ"), "ask sales 営業に確認", true);
            let note = Some("ask sales 営業に確認".to_owned());
            founder.meant.set_answer(index, Answer { note, ..founder.meant.answer(index).clone() });
            founder.sees(Item::Criterion(index));
        }
        if at % 7 == 5 {
            founder.terminal.press(lang.of("d", "ｄ"));
            founder.means(index, Reply::Unknown);
        } else if founder.framework[index].may_not_apply && without.is_none() {
            founder.terminal.press("n");
            founder.writes(lang.of("Text", "入力"), "only records", false);
            founder.means(index, Reply::NotApplicable("only records".to_owned()));
            without = Some(index);
        } else {
            founder.level(index, level);
        }
    }
    // What was put off is asked once more.
    let later = later.expect("one was put off");
    founder.sees(Item::Criterion(later));
    founder.level(later, founder.fitting(later, 1));
    founder.terminal.see(lang.of("Review · ", "見直し｜"));
    pause();
    founder.terminal.press("r");
    founder.terminal.see(lang.of("Enter: leave", "Enter：終了"));
    pause();
    founder.terminal.press(ENTER);
    let Founder { framework, terminal, meant, .. } = founder;
    let (code, screen) = terminal.end();
    assert_eq!(code, 0, "{}", screen.contents());
    assert!(without.is_some() && applying.len() > 30, "{}", applying.len());

    let sheet = read(&directory.path().join("a.toml"), framework);
    assert_eq!(
        (&sheet.subject, &sheet.respondent, sheet.date),
        (&meant.subject, &meant.respondent, meant.date)
    );
    for fact in framework.fact_indices() {
        assert!(sheet.fact_is_answered(fact));
        assert_eq!(sheet.fact(fact), meant.fact(fact), "{}", framework[fact].id);
    }
    for index in all {
        let got = Answer { span: None, ..sheet.answer(index).clone() };
        assert_eq!(&got, meant.answer(index), "{}", framework[index].id);
    }
}

#[test]
fn in_english_the_sheet_holds_exactly_what_was_meant() {
    goes_through(Lang::En);
}

#[test]
fn in_japanese_the_sheet_holds_exactly_what_was_meant() {
    goes_through(Lang::Ja);
}
