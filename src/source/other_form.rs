//! Texts whose syntax is not the one that their name promises.

use std::sync::Arc;

use super::json::is_json_list;
use super::toml::SyntaxCodes;
use super::{Diagnostic, SourceFile, codes};
use crate::text::{Bilingual, say};

/// The finding that a text is JSON, if it begins like no TOML.
pub(super) fn json_not_toml(file: &Arc<SourceFile>, codes: SyntaxCodes) -> Option<Diagnostic> {
    let text = file.text.trim_start();
    let is_json = text.starts_with('{') || is_json_list(text.as_bytes());
    let message = say!("this is JSON, not TOML", "TOML ではなく JSON で書かれています");
    is_json.then(|| finding(message, "json", file, codes))
}

/// The finding that a text is TOML, if its first line is a TOML header or pair.
pub(super) fn toml_not_json(file: &Arc<SourceFile>, codes: SyntaxCodes) -> Option<Diagnostic> {
    let mut lines = file.text.lines().map(str::trim);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with('#'))?;
    let is_key = |text: &str| {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.\"' ".contains(c);
        !text.trim().is_empty() && text.chars().all(is_plain)
    };
    let header = first.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let is_header = header.is_some_and(|(name, _)| {
        let name = name.trim_start_matches('[');
        is_key(name) && name.starts_with(|c: char| c.is_ascii_alphabetic())
    });
    let is_pair = first.split_once('=').is_some_and(|(key, _)| is_key(key));
    let message = say!("this is TOML, not JSON", "JSON ではなく TOML で書かれています");
    (is_header || is_pair).then(|| finding(message, "toml", file, codes))
}

/// The finding that a text is a CSV table, if its first line is names with separators between them.
pub(super) fn table_not_json(file: &Arc<SourceFile>, codes: SyntaxCodes) -> Option<Diagnostic> {
    let first = file.text.lines().map(str::trim).find(|line| !line.is_empty())?;
    let is_table = first.contains([',', ';', '\t'])
        && !first.contains(['{', '}', '[', ']', ':'])
        && first.starts_with(|c: char| c.is_alphabetic() || c == '"');
    let message = say!("this is a table, not JSON", "JSON ではなく表（CSV）です");
    is_table.then(|| finding(message, "csv", file, codes))
}

fn finding(message: Bilingual, form: &str, file: &Arc<SourceFile>, codes: SyntaxCodes) -> Diagnostic {
    let help = if codes.syntax == codes::SHEET_SYNTAX {
        say!(
            "end the name of the file in `.{form}`, or say so with --from {form}",
            "ファイル名の末尾を `.{form}` にするか、--from {form} を付けてください。"
        )
    } else {
        say!("write it in TOML", "TOML で書いてください。")
    };
    let start = file.text.len() - file.text.trim_start().len();
    Diagnostic::new(codes.syntax, message).help(help).at(file, start..start)
}
