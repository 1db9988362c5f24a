//! What is asked before a new framework is written, where nothing was said about it.

use std::io::ErrorKind;
use std::path::PathBuf;

use dialoguer::Input;
use outside_in::text::{clean, say};

use crate::commands::assess;
use crate::commands::signals::{self, Signal};
use crate::commands::{Common, Failure, exit};

/// A framework as it is wanted.
pub(super) struct NewFramework {
    pub(super) directory: PathBuf,
    /// In the language of the interface; the one of the template where nothing is said.
    pub(super) title: Option<String>,
}

/// Asks at a terminal; elsewhere a directory has to be named.
pub(super) fn ask(common: &Common) -> anyhow::Result<Result<NewFramework, Signal>> {
    if !assess::has_terminal() || assess::lines_only().is_some() {
        anyhow::bail!(Failure::new(say!(
            "name the directory of the new framework: outside-in framework new hospital",
            "新しいフレームワークのディレクトリを指定してください（例：outside-in framework new hospital）"
        )));
    }
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
    let asked = directory.interact_text().and_then(|directory| Ok((directory, title.interact_text()?)));
    match asked {
        Ok((directory, title)) => {
            let title = clean(title.trim()).trim().to_owned();
            let (directory, title) = (directory.trim().into(), (!title.is_empty()).then_some(title));
            Ok(Ok(NewFramework { directory, title }))
        }
        Err(dialoguer::Error::IO(error)) if error.kind() == ErrorKind::Interrupted => {
            Ok(Err(Signal::Interrupt))
        }
        Err(dialoguer::Error::IO(error)) => Err(Failure::unusable_terminal(&error).into()),
    }
}
