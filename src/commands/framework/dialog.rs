//! The questions before a new framework is written, if no arguments answer them.

use std::io::ErrorKind;
use std::path::PathBuf;

use dialoguer::Input;
use outside_in::text::{clean, say};

use super::starter::Starter;
use crate::commands::assess;
use crate::commands::signals::{self, Signal};
use crate::commands::{Common, Failure, exit};

/// Asks at a terminal; elsewhere the directory must be given.
pub(super) fn ask(common: &Common) -> anyhow::Result<Result<(PathBuf, Starter), Signal>> {
    if !assess::has_terminal() || assess::lines_only().is_some() {
        anyhow::bail!(Failure::new(say!(
            "name the directory of the new framework: outside-in framework new hospital",
            "新しいフレームワークのディレクトリを指定してください（例：outside-in framework new hospital）"
        )));
    }
    let mut starter = Starter::of(common)?;
    signals::on_signal(exit::end_at_once)?;
    let lang = common.lang;
    let directory = Input::<String>::new()
        .with_prompt(lang.of("Directory of the new framework", "新しいフレームワークのディレクトリ"))
        .default("my-framework".to_owned());
    let title =
        Input::<String>::new()
            .with_prompt(lang.of(
                "Its title (Enter: a sample to be replaced)",
                "タイトル（空欄でEnter：後で書き換える見本）",
            ))
            .allow_empty(true);
    let languages = Input::<String>::new()
        .with_prompt(lang.of("Its languages: en, ja, or both as en,ja", "言語（ja、en、両方なら ja,en）"))
        .default(lang.tag().to_owned())
        .validate_with(|list: &String| {
            let wrong = |failure: Failure| failure.message.map(|message| message.into_text(lang));
            Starter::named(list).map(drop).map_err(|failure| wrong(failure).unwrap_or_default())
        });
    let asked = directory.interact_text().and_then(|directory| {
        // `--lang` already answers this.
        let languages = common.lang_asked.is_none().then(|| languages.interact_text()).transpose()?;
        Ok((directory, languages, title.interact_text()?))
    });
    match asked {
        Ok((directory, languages, title)) => {
            if let Some(list) = languages {
                starter = Starter::named(&list)?;
            }
            let title = clean(title.trim()).trim().to_owned();
            starter.title = (!title.is_empty()).then_some(title);
            Ok(Ok((directory.trim().into(), starter)))
        }
        Err(dialoguer::Error::IO(error)) if error.kind() == ErrorKind::Interrupted => {
            Ok(Err(Signal::Interrupt))
        }
        Err(dialoguer::Error::IO(error)) => Err(Failure::unusable_terminal(&error).into()),
    }
}
