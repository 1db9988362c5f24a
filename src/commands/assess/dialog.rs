use std::io;

use dialoguer::console::Term;
use dialoguer::{Input, MultiSelect, Select};
use outside_in::interview::{
    InfoPage, Picked, Prompter, Screen, ScreenAction, ScreenChoice, Stop, TextAsk, Typed, words,
};
use outside_in::report::Paint;
use outside_in::text::{Lang, clean, wrap};

use super::frame::Frame;
use super::page::Pages;
use super::theme::{FrameTheme, PageTheme, TextTheme, size};

pub(super) struct Dialog {
    term: Term,
    lang: Lang,
    paint: Paint,
}

impl Dialog {
    pub(super) fn new(lang: Lang, color: bool) -> Self {
        // Buffered: a frame reaches the terminal in one piece.
        Self { term: Term::buffered_stderr(), lang, paint: Paint::new(color) }
    }

    /// Lets one move over choices and actions; none if one went back with Esc.
    fn select(&self, screen: &Screen) -> Result<Option<usize>, Stop> {
        let action =
            screen.present_action.and_then(|action| screen.actions.iter().position(|a| *a == action));
        let present = action.map(|at| screen.choices.len() + at).or(screen.present.first().copied());
        let count = screen.choices.len() + screen.actions.len();
        let theme = FrameTheme::new(&self.term, Frame::new(screen, self.lang, self.paint));
        // With one item a page, dialoguer redraws the frame with every key.
        let select = Select::with_theme(&theme)
            .items(0..count)
            .default(present.or(screen.marked).unwrap_or(0))
            .max_length(1);
        select.interact_on_opt(&self.term).map_err(stop)
    }

    fn select_many(&self, screen: &Screen) -> Result<Picked, Stop> {
        let mut ticked: Vec<_> = (0..screen.choices.len()).map(|at| screen.present.contains(&at)).collect();
        loop {
            let theme = FrameTheme::new(&self.term, Frame::new(screen, self.lang, self.paint));
            let items =
                MultiSelect::with_theme(&theme).items(0..ticked.len()).defaults(&ticked).report(false);
            let picked = items.interact_on_opt(&self.term).map_err(stop)?;
            if let Some(picked) = picked {
                if !picked.is_empty() {
                    return Ok(Picked::Choices(picked));
                }
                ticked.fill(false);
            }
            if let Some(action) = self.menu(screen)? {
                return Ok(Picked::Action(action));
            }
        }
    }

    fn menu(&self, screen: &Screen) -> Result<Option<ScreenAction>, Stop> {
        let words =
            std::iter::once(words::CHOOSE_AGAIN).chain(screen.actions.iter().map(|action| action.word()));
        let choice = |word: outside_in::text::Label| ScreenChoice {
            text: word.to(self.lang).to_owned(),
            ..ScreenChoice::default()
        };
        let menu = Screen {
            progress: screen.progress.clone(),
            question: screen.question.clone(),
            choices: words.map(choice).collect(),
            ..Screen::default()
        };
        let picked = self.select(&menu)?;
        Ok(picked.and_then(|at| at.checked_sub(1)).and_then(|at| screen.actions.get(at).copied()))
    }
}

impl Prompter for Dialog {
    fn tell(&mut self, page: &InfoPage) -> Result<(), Stop> {
        let pages = Pages { page, lang: self.lang, paint: self.paint };
        loop {
            let count = pages.count(size(&self.term));
            let theme = PageTheme { term: &self.term, pages: &pages };
            let select = Select::with_theme(&theme).items(0..count).default(0).max_length(1);
            select.interact_on_opt(&self.term).map_err(stop)?;
            // In a window that was made smaller there may be pages that could not be reached.
            if pages.count(size(&self.term)) <= count {
                return Ok(());
            }
        }
    }

    fn choose(&mut self, screen: &Screen) -> Result<Picked, Stop> {
        if screen.many {
            return self.select_many(screen);
        }
        Ok(match self.select(screen)? {
            Some(at) => match at.checked_sub(screen.choices.len()).and_then(|at| screen.actions.get(at)) {
                Some(action) => Picked::Action(*action),
                None => Picked::Choices(vec![at]),
            },
            None => Picked::Action(ScreenAction::Back),
        })
    }

    fn confirm(&mut self, question: &str) -> Result<bool, Stop> {
        let confirm = dialoguer::Confirm::new().with_prompt(question);
        confirm.interact_on(&self.term).map_err(stop)
    }

    fn text(&mut self, ask: &TextAsk) -> Result<Typed, Stop> {
        let (rows, columns) = size(&self.term);
        let columns = columns.saturating_sub(1).clamp(10, 90);
        let mut lines: Vec<_> =
            wrap(&ask.progress, columns).iter().map(|line| self.paint.dim(line)).collect();
        lines.push(String::new());
        lines.extend(wrap(&ask.question, columns).iter().map(|line| self.paint.bold(line)));
        for text in &ask.about {
            lines.extend(wrap(text, columns));
        }
        lines.push(String::new());
        lines.truncate(rows.saturating_sub(3));
        let theme = TextTheme { lines: &lines, label: &ask.label };
        let input = Input::<String>::with_theme(&theme).with_prompt("").allow_empty(true).report(false);
        let text = input.interact_on(&self.term).map_err(stop)?;
        Ok(Typed::Done(clean(text.trim()).trim().to_owned()))
    }
}

fn stop(error: dialoguer::Error) -> Stop {
    let dialoguer::Error::IO(error) = error;
    match error.kind() {
        io::ErrorKind::Interrupted => Stop::Interrupted,
        io::ErrorKind::UnexpectedEof => Stop::Closed,
        _ => Stop::Failed(error),
    }
}
