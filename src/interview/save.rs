use std::io::{Error, ErrorKind};
use std::path::Path;

use super::{AnswerChange, Interview, Picked, Screen, ScreenChoice, Stop, TextAsk, Typed, words};
use crate::answers::SaveError;
use crate::source::cause;
use crate::text::{clean, say};

impl Interview<'_> {
    /// Saves changes. If that fails, the user decides what to do.
    pub(super) fn keep(&mut self, changes: &[AnswerChange]) -> Result<(), Stop> {
        for change in changes {
            self.store.write(change);
        }
        if changes.is_empty() {
            return Ok(());
        }
        let mut failed = self.store.save().err();
        while let Some(error) = failed {
            let error = match error {
                SaveError::Io(error) => error,
                SaveError::Changed | SaveError::Gone => {
                    self.settle_change(matches!(error, SaveError::Gone))?;
                    failed = self.store.save().err();
                    continue;
                }
            };
            failed = match self.ask_after_failed_save(&error)? {
                Picked::Choices(picked) if picked == [0] => self.store.save().err(),
                Picked::Choices(picked) if picked == [1] => self.save_elsewhere(error)?.map(SaveError::Io),
                Picked::Choices(picked) if picked == [3] => {
                    self.given_up = true;
                    return Err(Stop::Closed);
                }
                _ => None,
            };
        }
        Ok(())
    }

    /// Offers to try again, to save elsewhere, to continue unsaved, or to leave, in this order.
    fn ask_after_failed_save(&mut self, error: &Error) -> Result<Picked, Stop> {
        let why = cause(error);
        let why = why.to(self.lang);
        let question = say!(
            "The sheet could not be saved ({why}). The answers so far are kept in memory.",
            "回答シートを保存できませんでした（{why}）。これまでの回答はメモリ上に残っています。"
        );
        let choices = [words::TRY_AGAIN, words::SAVE_ELSEWHERE, words::GO_ON_UNSAVED, words::LEAVE_UNSAVED];
        let choices = ScreenChoice::list(choices.map(|word| self.label(word)));
        let screen = Screen { question: self.say(question), choices, ..Screen::default() };
        self.prompter.choose(&screen)
    }

    /// Asks for another place and saves there; returns the error if that failed too. An existing file is replaced only
    /// if the user agrees.
    fn save_elsewhere(&mut self, before: Error) -> Result<Option<Error>, Stop> {
        let ask = TextAsk {
            question: self.label(words::WHERE_ELSE),
            about: vec![self.label(words::ELSEWHERE_FOLLOWS)],
            label: self.label(words::FILE),
            ..TextAsk::default()
        };
        let place = match self.prompter.text(&ask)? {
            Typed::Done(place) if !place.is_empty() => place,
            _ => return Ok(Some(before)),
        };
        let place = Path::new(&place);
        let mut moved = self.store.move_to(place, false);
        if moved.as_ref().is_err_and(|error| error.kind() == ErrorKind::AlreadyExists) {
            let name = clean(&place.display().to_string());
            let question = self.say(say!(
                "{name} already exists. Replace it?",
                "{name} はすでに存在します。置き換えますか。"
            ));
            if !self.prompter.confirm(&question)? {
                return Ok(Some(before));
            }
            moved = self.store.move_to(place, true);
        }
        Ok(match moved {
            Ok(path) => {
                let path = clean(&path.display().to_string());
                self.note(say!(
                    "Saved in {path}. From now on every answer goes there.",
                    "{path} に保存しました。以後の回答もここに保存します。"
                ));
                None
            }
            Err(error) => Some(error),
        })
    }
}
