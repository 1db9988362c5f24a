//! What keys do at a question.

use outside_in::interview::{Picked, Screen, ScreenAction};
use outside_in::text::{Label, half_width};

use super::keys::Key;
use super::window::Click;

const CHOOSE_FIRST: Label = Label(
    "Choose an answer first, with its number or the arrow keys.",
    "先に数字または矢印キーで回答を選んでください。",
);
const DECIDE_FIRST: Label = Label(
    "Accept with a, reject with x, or choose another level with its number.",
    "aで確認済みにするか、xで却下するか、数字で別のレベルを選んでください。",
);
const CHECK_FIRST: Label = Label(
    "Check an answer first, with its number or the space bar.",
    "先に数字またはスペースキーで回答を選んでください。",
);
const NO_SUCH_NUMBER: Label = Label("There is no answer with this number.", "その番号の回答はありません。");
pub(super) const PASTED: Label =
    Label("Pasted text does not answer a question.", "貼り付けた文字では回答できません。");

pub(super) const HELD: Label =
    Label("A key that is held down answers once.", "キーを押し続けても、回答は1回だけです。");

/// A question being asked.
#[derive(Clone, Debug)]
pub(super) struct Choosing<'a> {
    pub(super) screen: &'a Screen,
    pub(super) marked: Option<usize>,
    pub(super) checked: Vec<bool>,
    /// What the last key needs, if it had no effect.
    pub(super) hint: Option<Label>,
    /// The first visible choice, if not all are visible.
    pub(super) top: usize,
    /// The first visible line while the user scrolls through the whole screen.
    pub(super) reading: Option<usize>,
    /// The digits typed just now, and the choice that they checked or marked.
    typed: String,
    pub(super) shown: Fitted,
}

/// What had room when the question was last drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Fitted {
    /// The number of visible choices, if not all.
    pub(super) choices: Option<usize>,
    /// The lines of the whole screen and how many are visible, if not all.
    pub(super) lines: Option<(usize, usize)>,
}

impl<'a> Choosing<'a> {
    pub(super) fn new(screen: &'a Screen) -> Self {
        let count = screen.choices.len();
        Self {
            screen,
            marked: screen.marked.filter(|at| *at < count),
            checked: (0..count).map(|at| screen.many && screen.present.contains(&at)).collect(),
            hint: None,
            top: 0,
            reading: None,
            typed: String::new(),
            shown: Fitted::default(),
        }
    }

    /// Records what had room in the window.
    pub(super) fn was_drawn(&mut self, top: usize, shown: Fitted) {
        self.top = top;
        self.shown = shown;
        self.reading = self.reading.filter(|_| shown.lines.is_some());
    }

    /// Whether a key gives an answer or does anything else that the next key cannot undo.
    pub(super) fn acts(&self, key: Key) -> bool {
        match key {
            Key::Enter | Key::Esc => true,
            Key::Char(c) => self.action(c).is_some(),
            _ => false,
        }
    }

    pub(super) fn press(&mut self, key: Key) -> Option<Picked> {
        self.hint = None;
        let typed = std::mem::take(&mut self.typed);
        let last = self.screen.choices.len().checked_sub(1);
        match key {
            Key::Enter => return self.take(),
            Key::Esc => {
                let back = [ScreenAction::Back, ScreenAction::Quit].into_iter();
                return back.filter(|back| self.screen.actions.contains(back)).map(Picked::Action).next();
            }
            Key::Char(c) if half_width(c).is_ascii_digit() => self.digit(&typed, half_width(c)),
            Key::Char(' ' | '\u{3000}') => {
                if let Some(at) = self.marked {
                    self.toggle(at);
                }
            }
            Key::Char(c) => return self.action(c).map(Picked::Action),
            Key::Down => self.mark(last.map(|last| self.marked.map_or(0, |at| at + 1).min(last))),
            Key::Up => self.mark(self.marked.map_or(last, |at| Some(at.saturating_sub(1)))),
            Key::Home => self.mark(last.map(|_| 0)),
            Key::End => self.mark(last),
            Key::Tab => self.mark(self.group(1)),
            Key::BackTab => self.mark(self.group(-1)),
            Key::PageUp => self.page(-1),
            Key::PageDown => self.page(1),
            _ => {}
        }
        None
    }

    pub(super) fn click(&mut self, click: Click) -> Option<Picked> {
        self.hint = None;
        self.typed.clear();
        match click {
            Click::Choice(at) => {
                // What was clicked is visible, so the list does not move.
                self.marked = Some(at);
                self.toggle(at);
                None
            }
            Click::Letter(letter) => self.action(letter).map(Picked::Action),
        }
    }

    /// Scrolls through the whole screen by lines.
    pub(super) fn scroll(&mut self, by: isize) {
        let Some((lines, room)) = self.shown.lines else { return };
        let start = self.reading.unwrap_or(0);
        self.reading = Some(start.saturating_add_signed(by).min(lines.saturating_sub(room)));
    }

    fn action(&self, c: char) -> Option<ScreenAction> {
        let c = half_width(c).to_ascii_lowercase();
        self.screen.actions.iter().copied().find(|action| action.key() == c)
    }

    fn take(&mut self) -> Option<Picked> {
        let checked = self.checked.iter().enumerate().filter(|(_, checked)| **checked).map(|(at, _)| at);
        let taken: Vec<_> =
            if self.screen.many { checked.collect() } else { self.marked.into_iter().collect() };
        if taken.is_empty() {
            self.hint = Some(match self.screen.many {
                true => CHECK_FIRST,
                false if self.screen.actions.contains(&ScreenAction::Confirm) => DECIDE_FIRST,
                false => CHOOSE_FIRST,
            });
            return None;
        }
        Some(Picked::Choices(taken))
    }

    fn mark(&mut self, at: Option<usize>) {
        self.reading = None;
        self.marked = at;
    }

    /// The first choice of the next or the previous group; without one, the marked choice.
    fn group(&self, direction: isize) -> Option<usize> {
        let choices = self.screen.choices.iter().enumerate();
        let mut starts = choices.filter(|(_, choice)| choice.heading.is_some()).map(|(at, _)| at);
        let found = match self.marked {
            None => starts.next(),
            Some(marked) if direction > 0 => starts.find(|at| *at > marked),
            Some(marked) => starts.take_while(|at| *at < marked).last(),
        };
        found.or(self.marked)
    }

    fn toggle(&mut self, at: usize) {
        let Some(checked) = self.checked.get_mut(at).filter(|_| self.screen.many) else { return };
        *checked = !*checked;
        if !*checked {
            return;
        }
        // "None of these" and the others exclude each other; the one checked last stays.
        let is_alone = |one: usize| self.screen.alone.contains(&one);
        for (other, checked) in self.checked.iter_mut().enumerate() {
            *checked &= other == at || !is_alone(at) && !is_alone(other);
        }
    }

    /// A digit selects a choice, or continues the number typed before if there is such a choice.
    fn digit(&mut self, before: &str, digit: char) {
        let find = |key: &str| self.screen.choices.iter().position(|choice| choice.key == key);
        let longer = format!("{before}{digit}");
        let (number, at) = match find(&longer) {
            Some(at) => (longer, Some(at)),
            None => (digit.to_string(), find(&digit.to_string())),
        };
        let Some(at) = at else {
            self.hint = Some(NO_SUCH_NUMBER);
            return;
        };
        // The shorter number was only the beginning of this one.
        if let Some(shorter) = find(before).filter(|_| number.len() > 1) {
            self.toggle(shorter);
        }
        self.typed = number;
        self.mark(Some(at));
        self.toggle(at);
    }

    /// Moves by a window: along the choices if one is marked, else through the whole screen.
    fn page(&mut self, direction: isize) {
        let all = self.screen.choices.len();
        let last = all.saturating_sub(1);
        let step = self.shown.choices.unwrap_or(all).max(1);
        match self.marked {
            Some(at)
                if self.reading.is_none() && (self.shown.lines.is_none() || (at > 0 || direction > 0)) =>
            {
                let step = isize::try_from(step).unwrap_or(1);
                self.mark(Some(at.saturating_add_signed(direction * step).min(last)));
            }
            None if self.shown.lines.is_none() => {
                let at = if direction < 0 { 0 } else { last };
                self.mark((all > 0).then_some(at));
            }
            _ => self.turn(direction),
        }
    }

    fn turn(&mut self, direction: isize) {
        let Some((_, room)) = self.shown.lines else { return };
        match self.reading {
            // The first page begins with what was cut.
            None => self.scroll(0),
            Some(0) if direction < 0 => self.reading = None,
            Some(_) => self.scroll(direction * isize::try_from(room.saturating_sub(1).max(1)).unwrap_or(1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use outside_in::interview::ScreenChoice;

    use super::*;

    fn screen(count: usize, many: bool) -> Screen {
        let choice = |at: usize| ScreenChoice { key: at.to_string(), ..ScreenChoice::default() };
        Screen {
            choices: (0..count).map(choice).collect(),
            many,
            actions: vec![ScreenAction::Unknown, ScreenAction::Back],
            ..Screen::default()
        }
    }

    #[test]
    fn of_none_of_these_and_the_others_the_last_one_holds() {
        let screen = Screen { alone: vec![2], ..screen(3, true) };
        let mut choosing = Choosing::new(&screen);
        for (key, checked) in [
            ('0', [true, false, false]),
            ('1', [true, true, false]),
            ('2', [false, false, true]),
            ('0', [true, false, false]),
        ] {
            choosing.press(Key::Char(key));
            assert_eq!(choosing.checked, checked, "{key}");
        }
    }

    #[test]
    fn nothing_is_marked_until_one_marks_it() {
        let screen = screen(5, false);
        let mut choosing = Choosing::new(&screen);
        assert_eq!((choosing.press(Key::Enter), choosing.hint), (None, Some(CHOOSE_FIRST)));
        assert_eq!((choosing.press(Key::Left), choosing.marked, choosing.hint), (None, None, None));
        choosing.press(Key::Down);
        assert_eq!(choosing.marked, Some(0));
        choosing.press(Key::Up);
        assert_eq!(choosing.marked, Some(0), "it stays at the end");
        choosing.press(Key::End);
        choosing.press(Key::Down);
        assert_eq!(choosing.press(Key::Enter), Some(Picked::Choices(vec![4])));
        let mut choosing = Choosing::new(&screen);
        choosing.press(Key::Up);
        assert_eq!(choosing.marked, Some(4));
        let actions = vec![ScreenAction::Confirm, ScreenAction::Reject];
        let proposed = Screen { actions, present: vec![2], ..screen };
        let mut choosing = Choosing::new(&proposed);
        assert_eq!((choosing.press(Key::Enter), choosing.hint), (None, Some(DECIDE_FIRST)));
    }

    #[test]
    fn tab_goes_from_group_to_group() {
        let mut screen = screen(6, false);
        for at in [0, 1, 4] {
            screen.choices[at].heading = Some("Open".to_owned());
        }
        let mut choosing = Choosing::new(&screen);
        let keys = [
            Key::Tab,
            Key::Tab,
            Key::Tab,
            Key::Tab,
            Key::Down,
            Key::BackTab,
            Key::BackTab,
            Key::BackTab,
            Key::BackTab,
        ];
        let marked = keys.map(|key| {
            choosing.press(key);
            choosing.marked
        });
        assert_eq!(marked, [0, 1, 4, 4, 5, 4, 1, 0, 0].map(Some));
        screen.choices.iter_mut().for_each(|choice| choice.heading = None);
        let mut choosing = Choosing::new(&screen);
        choosing.press(Key::Tab);
        assert_eq!(choosing.marked, None, "there are no groups");
    }

    #[test]
    fn digits_build_up_a_number_that_exists() {
        let screen = screen(11, false);
        let mut choosing = Choosing::new(&screen);
        let marked: Vec<_> = "3１０01"
            .chars()
            .map(|c| {
                choosing.press(Key::Char(c));
                choosing.marked
            })
            .collect();
        assert_eq!(marked, [Some(3), Some(1), Some(10), Some(0), Some(1)]);
        choosing.press(Key::Left);
        choosing.press(Key::Char('0'));
        assert_eq!(choosing.marked, Some(0), "another key ends the number");
    }

    #[test]
    fn a_longer_number_checks_in_place_of_the_shorter_one() {
        let screen = screen(11, true);
        let mut choosing = Choosing::new(&screen);
        assert_eq!((choosing.press(Key::Enter), choosing.hint), (None, Some(CHECK_FIRST)));
        for c in "210".chars() {
            choosing.press(Key::Char(c));
        }
        assert_eq!(choosing.press(Key::Enter), Some(Picked::Choices(vec![2, 10])));
        choosing.press(Key::Char(' '));
        assert_eq!(choosing.press(Key::Enter), Some(Picked::Choices(vec![2])));
    }

    #[test]
    fn letters_act_in_every_case_and_width() {
        let screen = screen(2, false);
        for c in ['d', 'D', 'ｄ', 'Ｄ'] {
            let picked = Choosing::new(&screen).press(Key::Char(c));
            assert_eq!(picked, Some(Picked::Action(ScreenAction::Unknown)));
        }
        assert_eq!(Choosing::new(&screen).press(Key::Esc), Some(Picked::Action(ScreenAction::Back)));
        assert_eq!(Choosing::new(&screen).press(Key::Char('l')), None);
        let alone = Screen { actions: Vec::new(), ..screen };
        assert_eq!(Choosing::new(&alone).press(Key::Esc), None);
    }
}
