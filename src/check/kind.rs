use std::sync::Arc;

use crate::answers::{ANSWERS, is_case_table};
use crate::framework::Loaded;
use crate::source::{Diagnostic, SourceFile, SyntaxCodes, ValueKind, codes, parse_toml};
use crate::text::say;

/// What a TOML file is, judging by its keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// The `framework.toml` of a framework.
    Framework,
    /// A rubric.
    Rubric,
    /// The programmes of a framework.
    Programmes,
    /// A test of a framework.
    Test,
    /// A case of a framework's calibration.
    Case,
    /// One company's answers, or anything else.
    Sheet,
}

/// What a TOML file is. A file that is not valid TOML is treated as a sheet, and refused as one.
pub fn kind_of(file: SourceFile) -> FileKind {
    let file = Arc::new(file);
    let document = parse_toml(&file, SyntaxCodes::FRAMEWORK, &mut Vec::new());
    let table = document.root_table();
    let has = |key: &str| table.is_some_and(|table| table.get(key).is_some());
    if has(ANSWERS) {
        FileKind::Sheet
    } else if table.is_some_and(is_case_table) {
        FileKind::Case
    } else if has("sheet") || has("expect") {
        FileKind::Test
    } else if has("rubrics") || has("stage") {
        FileKind::Framework
    } else if has("criterion") || has("advice") || has("gate") {
        FileKind::Rubric
    } else if has("programme") {
        FileKind::Programmes
    } else {
        FileKind::Sheet
    }
}

/// A file in a framework's directory that the framework does not list.
#[derive(Clone, Debug)]
pub struct Beside {
    /// Its name.
    pub name: String,
    /// A rubric, or programmes.
    pub kind: FileKind,
}

pub(super) fn unlisted(loaded: &Loaded, Beside { name, kind }: &Beside) -> Option<Diagnostic> {
    let main = loaded.files.first()?;
    let table = main.table()?;
    let list = table.get("rubrics")?;
    if *kind == FileKind::Programmes {
        let named = table.get("programmes");
        // Without the key, point to the list of the other files.
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
