//! The questionnaire in a window.

use outside_in::answers::AnswerSheet;
use outside_in::interview::{AfterResult, InfoPage, Picked, Prompter, Screen, Stop, TextAsk, Typed};
use outside_in::report::Paint;
use outside_in::text::{Label, wrap, wrap_hanging};

use super::choosing::{Choosing, HELD, PASTED};
use super::events::WindowEvent;
use super::field::Editor;
use super::keys::Key;
use super::pager::{Foot, PageEnd};
use super::window::Window;
use super::{question, writing};

const GO_ON: Label = Label("continue", "次へ");
const YES: (char, Label) = ('y', Label("Yes", "はい"));
const NO: (char, Label) = ('n', Label("No", "いいえ"));

impl Prompter for Window {
    fn tell(&mut self, page: &InfoPage) -> Result<(), Stop> {
        self.page(&|columns| lines(page, columns), Foot { enter: Some(GO_ON), letters: &[] }).map(drop)
    }

    fn choose(&mut self, screen: &Screen) -> Result<Picked, Stop> {
        let (lang, look) = (self.lang, self.look);
        let mut choosing = Choosing::new(screen);
        self.start()?;
        loop {
            self.draw(|size| question::lay_out(&mut choosing, size, lang, look))?;
            let picked = match self.next()? {
                WindowEvent::Key(key) if choosing.acts(key) && self.is_burst()? => {
                    choosing.hint = Some(PASTED);
                    None
                }
                WindowEvent::Key(Key::Char(c)) if choosing.acts(Key::Char(c)) && self.is_held() => {
                    choosing.hint = Some(HELD);
                    None
                }
                WindowEvent::Key(key) => choosing.press(key),
                WindowEvent::Click(click) => choosing.click(click),
                WindowEvent::Wheel(by) => {
                    choosing.scroll(by);
                    None
                }
                WindowEvent::Paste(_) => {
                    choosing.hint = Some(PASTED);
                    None
                }
                WindowEvent::Redraw => None,
            };
            if let Some(picked) = picked {
                return Ok(picked);
            }
        }
    }

    fn text(&mut self, ask: &TextAsk) -> Result<Typed, Stop> {
        let (lang, look) = (self.lang, self.look);
        let mut editor = Editor::new(&ask.initial, ask.lines);
        self.start()?;
        loop {
            self.draw(|size| writing::lay_out(ask, &editor, size, lang, look))?;
            let event = match self.next() {
                // The text is not lost: the next screen sees that the user wants to leave.
                Err(stop @ (Stop::Interrupted | Stop::Closed)) => {
                    self.interrupted = matches!(stop, Stop::Interrupted);
                    return Ok(Typed::Back(editor.written()));
                }
                event => event?,
            };
            match event {
                WindowEvent::Key(Key::Enter) => {
                    let ends = !ask.lines || editor.is_at_empty_end();
                    if ends && !self.is_burst()? {
                        return Ok(Typed::Done(editor.written()));
                    }
                    editor.insert("\n");
                }
                WindowEvent::Key(Key::Esc) => {
                    if !self.is_burst()? {
                        return Ok(Typed::Back(editor.written()));
                    }
                }
                WindowEvent::Key(key) => {
                    let columns = writing::columns_of_text(self.size()?.1);
                    editor.press(key, columns);
                }
                WindowEvent::Paste(text) => editor.insert(&text),
                WindowEvent::Click(_) | WindowEvent::Wheel(_) | WindowEvent::Redraw => {}
            }
        }
    }

    fn result(&mut self, sheet: &AnswerSheet) -> Result<AfterResult, Stop> {
        let ending = self.ending.clone();
        ending.map_or(Ok(AfterResult::Leave), |ending| ending.show(self, sheet))
    }

    fn confirm(&mut self, question: &str) -> Result<bool, Stop> {
        let paint = Paint::new(true);
        let text = |columns| wrap(question, columns).iter().map(|line| paint.bold(line)).collect();
        let end = self.page(&text, Foot { enter: None, letters: &[YES, NO] })?;
        Ok(end == PageEnd::Letter(YES.0))
    }
}

fn lines(page: &InfoPage, columns: usize) -> Vec<String> {
    // Its title is bold, with or without colors.
    let paint = Paint::new(true);
    let mut lines: Vec<_> = wrap(&page.title, columns).iter().map(|line| paint.bold(line)).collect();
    for paragraph in &page.paragraphs {
        let hangs = paragraph.starts_with(['-', ' ']);
        if !hangs && !paragraph.is_empty() {
            lines.push(String::new());
        }
        lines.extend(wrap_hanging(paragraph, columns, "", if hangs { "  " } else { "" }));
    }
    // No two gaps in a row.
    lines.dedup_by(|a, b| a.is_empty() && b.is_empty());
    lines
}
