use crate::source::{SourceFile, SyntaxCodes, codes, parse_toml};

/// What a TOML file is, by its keys.
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
    /// One company's answers, or anything else.
    Sheet,
}

/// What a TOML file is. A file that cannot be read as TOML is taken for a sheet, and refused as one.
pub fn kind_of(file: SourceFile) -> FileKind {
    let syntax = SyntaxCodes { syntax: codes::SYNTAX, duplicate: codes::DUPLICATE_KEY };
    let file = std::sync::Arc::new(file);
    let document = parse_toml(&file, syntax, &mut Vec::new());
    let table = document.root_table(&file.text);
    let has = |key: &str| table.is_some_and(|table| table.get(key).is_some());
    if has("answers") {
        FileKind::Sheet
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
