//! What to do when another program changes the file of a sheet while its questions are asked.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::{AnswerChange, Interview, Picked, Screen, ScreenChoice, Stop, words};
use crate::answers::{AnswerSheet, Draft, DraftError};
use crate::framework::Framework;
use crate::source::cause;
use crate::text::{Bilingual, clean, say};

/// Which version of a sheet to continue with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settling {
    /// The other program's, with the answers given here merged into it.
    Merged,
    /// The one here.
    Mine,
    /// The other program's.
    Theirs,
}

/// The outcome of settling.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Settled {
    /// The sheet to continue with, if it is not the one here.
    pub sheet: Option<AnswerSheet>,
    /// Where the other version was saved, if anything of it would be lost.
    pub kept: Option<PathBuf>,
}

/// Decides which version of a draft to continue with; [`Draft::save`] saves it. `changes` are those made here.
pub fn settle(
    draft: &mut Draft,
    framework: &Framework,
    changes: &[AnswerChange],
    how: Settling,
) -> Result<Settled, DraftError> {
    if how == Settling::Mine {
        return Ok(Settled { kept: draft.keep_theirs().map_err(DraftError::Io)?, sheet: None });
    }
    let (theirs, reading) = draft.read_theirs(framework)?;
    if how == Settling::Theirs {
        let kept = Some(draft.keep_mine().map_err(DraftError::Io)?);
        draft.take_theirs(theirs)?;
        return Ok(Settled { sheet: Some(reading.sheet), kept });
    }
    let (before, mine) = (draft.known_sheet(framework), draft.sheet(framework));
    let is_lost = |change: &AnswerChange| {
        let same = |other: &Option<AnswerSheet>| {
            other.as_ref().is_some_and(|other| change.is_same(&reading.sheet, other))
        };
        !same(&before) && !same(&mine)
    };
    let kept = if changes.iter().any(is_lost) { draft.keep_theirs().map_err(DraftError::Io)? } else { None };
    draft.take_theirs(theirs)?;
    for change in changes {
        change.apply(draft, framework);
    }
    Ok(Settled { sheet: draft.sheet(framework).or(Some(reading.sheet)), kept })
}

impl AnswerChange {
    /// Whether two sheets are the same in what this change concerns.
    fn is_same(&self, one: &AnswerSheet, other: &AnswerSheet) -> bool {
        match self {
            Self::Date(_) => one.date == other.date,
            Self::Subject(_) => one.subject == other.subject,
            Self::Respondent(_) => one.respondent == other.respondent,
            Self::Fact(fact, _) => {
                one.fact_is_answered(*fact) == other.fact_is_answered(*fact)
                    && one.fact(*fact) == other.fact(*fact)
            }
            Self::Answer(criterion, _) => one.answer(*criterion).says_as(other.answer(*criterion)),
        }
    }
}

impl Interview<'_> {
    /// Asks which version to continue with, until that is settled.
    pub(super) fn settle_change(&mut self, is_gone: bool) -> Result<(), Stop> {
        let place = self.store.place();
        let name = clean(&place.file_name().unwrap_or_default().to_string_lossy());
        let mut notice = None;
        loop {
            let how = self.ask_version(is_gone, &name, notice.take())?;
            match self.store.settle(how) {
                Ok(Settled { sheet, kept }) => {
                    if let Some(sheet) = sheet {
                        self.machine.sheet = sheet;
                    }
                    if let Some(kept) = kept {
                        self.tell_kept(how, &kept);
                    }
                    return Ok(());
                }
                // The file came back.
                Err(error) => notice = Some(self.say(unsettled(&error))),
            }
        }
    }

    fn ask_version(&mut self, is_gone: bool, name: &str, notice: Option<String>) -> Result<Settling, Stop> {
        let question = if is_gone {
            say!(
                "{name} is no longer there: another program moved or removed it. Write it again?",
                "{name} がなくなっています（別のプログラムが移動または削除しました）。もう一度書き込みますか。"
            )
        } else {
            say!(
                "Another program changed {name} in the meantime. Which version do you want to continue with? Nothing is lost.",
                "{name} が別のプログラムによって変更されました。どちらの内容で続けますか。もう一方も失われません。"
            )
        };
        let offered: &[(Option<Settling>, _)] = if is_gone {
            &[(Some(Settling::Mine), words::WRITE_AGAIN), (None, words::LEAVE_AND_SAVE)]
        } else {
            &[
                (Some(Settling::Merged), words::MERGE),
                (Some(Settling::Mine), words::TAKE_MINE),
                (Some(Settling::Theirs), words::TAKE_THEIRS),
                (None, words::LEAVE_AND_SAVE_BESIDE),
            ]
        };
        let choices = ScreenChoice::list(offered.iter().map(|(_, word)| self.label(*word)));
        let screen = Screen { notice, question: self.say(question), choices, ..Screen::default() };
        let picked = match self.prompter.choose(&screen)? {
            Picked::Choices(picked) => picked.first().copied(),
            Picked::Action(_) => None,
        };
        // When leaving with unsaved changes, save them where nothing is lost.
        picked.and_then(|at| offered.get(at)?.0).ok_or(Stop::Closed)
    }

    fn tell_kept(&mut self, how: Settling, kept: &Path) {
        let kept = clean(&kept.display().to_string());
        self.note(if how == Settling::Theirs {
            say!("Your own version is in {kept}.", "こちらの内容は {kept} に残しました。")
        } else {
            say!("The other version is in {kept}.", "もう一方の内容は {kept} に残しました。")
        });
    }
}

/// Why a version cannot be used to continue.
fn unsettled(error: &DraftError) -> Bilingual {
    match error {
        DraftError::Refused(reasons) => {
            let first = reasons.first();
            let line = first
                .and_then(|reason| reason.place.as_ref())
                .map(|place| place.file.position(place.span.start).0);
            let Bilingual { en, ja } = first.map_or_else(|| say!("", ""), |first| first.message.clone());
            match line {
                Some(line) => say!(
                    "The other version cannot be read as an answer sheet (line {line}: {en}).",
                    "もう一方の内容は回答シートとして読み込めません（{line}行目：{ja}）。"
                ),
                None => say!(
                    "The other version cannot be read as an answer sheet ({en}).",
                    "もう一方の内容は回答シートとして読み込めません（{ja}）。"
                ),
            }
        }
        DraftError::InUse => say!(
            "The other version is open in another `outside-in assess`.",
            "もう一方の内容は、別の `outside-in assess` で使用中です。"
        ),
        DraftError::Io(error) if error.kind() == ErrorKind::NotFound => say!(
            "The file is no longer there, so only your own version is left.",
            "ファイルがなくなっているため、こちらの内容しか残っていません。"
        ),
        DraftError::Io(error) => {
            let Bilingual { en, ja } = cause(error);
            say!("That did not work: {en}.", "実行できませんでした（{ja}）。")
        }
    }
}
