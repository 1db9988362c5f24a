use super::FileKind;
use crate::framework::Loaded;
use crate::say;
use crate::source::{Diagnostic, ValueKind, codes};

/// A file in a framework's directory that is not known to be part of it.
#[derive(Clone, Debug)]
pub struct Beside {
    /// Its name.
    pub name: String,
    /// A rubric, or programmes.
    pub kind: FileKind,
}

/// The finding that a rubric or programmes are in the directory, but `framework.toml` does not name them.
pub(super) fn unlisted(loaded: &Loaded, Beside { name, kind }: &Beside) -> Option<Diagnostic> {
    let main = loaded.files.first()?;
    let table = main.table()?;
    let list = table.get("rubrics")?;
    if *kind == FileKind::Programmes {
        let named = table.get("programmes");
        // Without the key, the place is the list of the other files.
        let span = named.unwrap_or(list).span();
        let listed = named.is_some_and(|named| named.as_text() == Some(name));
        return (!listed).then(|| unlisted_programmes(name, named.is_some()).at(&main.file, span));
    }
    let listed = match list.kind() {
        ValueKind::Array(items) => items.items().any(|item| item.as_text() == Some(name)),
        _ => true,
    };
    let message =
        say!("the rubric {name} is not listed here", "ルーブリック {name} がここに挙げられていません");
    let help =
        say!("add it to `rubrics`, or remove the file", "`rubrics` に加えるか、ファイルを削除してください。");
    let diagnostic = Diagnostic::new(codes::UNLISTED_FILE, message).help(help);
    (!listed).then(|| diagnostic.at(&main.file, list.span()))
}

fn unlisted_programmes(name: &str, others: bool) -> Diagnostic {
    let message = say!("the programmes in {name} are not used", "{name} のプログラムが使われていません");
    let help = if others {
        say!(
            "move them into the file that `programmes` names, or remove {name}",
            "`programmes` に書かれたファイルへ移すか、{name} を削除してください。"
        )
    } else {
        say!(
            "add `programmes = \"{name}\"`, or remove the file",
            "`programmes = \"{name}\"` を加えるか、ファイルを削除してください。"
        )
    };
    Diagnostic::new(codes::UNLISTED_FILE, message).help(help)
}
