use outside_in::answers::Form;
use outside_in::source::{SourceFile, codes, is_utf16};

/// Guesses the form of bytes without a name: a workbook begins like a ZIP file; a line that is a complete sheet, among
/// others, means NDJSON; JSON begins with a brace, or as a list of objects; a table begins with names and separators
/// that are not TOML.
pub(super) fn guess(bytes: &[u8]) -> Form {
    if bytes.starts_with(b"PK\x03\x04") {
        return Form::Xlsx;
    }
    let Ok(bytes) = SourceFile::table_bytes("", bytes.to_vec(), codes::SHEET_UNREADABLE) else {
        return if is_utf16(bytes) { Form::Csv } else { Form::Toml };
    };
    let text = String::from_utf8_lossy(&bytes);
    let list = text.trim_start().strip_prefix('[').map(str::trim_start);
    if list.is_some_and(|items| items.starts_with(['{', ']'])) {
        return Form::Json;
    }
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.clone().next().unwrap_or_default();
    let is_record = first.starts_with('{') && first.ends_with('}');
    if lines.clone().nth(1).is_some() && (is_record || lines.clone().any(is_sheet)) {
        return Form::Ndjson;
    }
    if first.starts_with('{') {
        return Form::Json;
    }
    let is_header =
        first.contains([',', ';', '\t']) && !lines.find(|line| !line.starts_with('#')).is_none_or(is_toml);
    if is_header || first.starts_with("sep=") { Form::Csv } else { Form::Toml }
}

fn is_sheet(line: &str) -> bool {
    let object = || serde_json::from_str::<serde_json::Map<_, _>>(line).ok();
    line.starts_with('{')
        && line.ends_with('}')
        && object().is_some_and(|sheet| sheet.contains_key("answers"))
}

fn is_toml(line: &str) -> bool {
    if let Some((_, rest)) = line.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        let rest = rest.trim_start_matches(']').trim_start();
        return rest.is_empty() || rest.starts_with('#');
    }
    let Some((key, value)) = line.split_once('=') else { return false };
    let is_key = key.chars().all(|c| c.is_alphanumeric() || "_-.\"' ".contains(c));
    let value = value.trim_start();
    let begins = value.starts_with(|c: char| c.is_ascii_digit() || "\"'[{+-".contains(c));
    is_key && (begins || ["true", "false", "inf", "nan"].iter().any(|word| value.starts_with(word)))
}

#[cfg(test)]
mod tests {
    use super::{Form, guess};

    #[test]
    fn forms_are_guessed_by_their_content() {
        let cases: [(&str, Form); 26] = [
            ("", Form::Toml),
            ("# a, b\n", Form::Toml),
            ("# a, b\nsubject = \"A, B\"\n", Form::Toml),
            ("# a, b\n[answers]\n", Form::Toml),
            ("[answers] # a, b\n", Form::Toml),
            ("subject = \"A, B\" # x\n[answers]\n", Form::Toml),
            ("facts.places = [\"a\", \"b\"]\n", Form::Toml),
            ("\"a\".b = { c = 1, d = 2 }\n", Form::Toml),
            ("[[x]]\n", Form::Toml),
            ("subject,coding,Comment #1\nA,2,x\n", Form::Csv),
            ("subject,coding,Comment [1]\nA,2,x\n", Form::Csv),
            ("subject,coding,x=y\nA,2,x\n", Form::Csv),
            ("a=b,subject,coding\nA,2,x\n", Form::Csv),
            ("[1] subject,coding\nA,2\n", Form::Csv),
            ("#,subject,coding\n1,A,2\n", Form::Csv),
            ("subject;coding\nA;2\n", Form::Csv),
            ("sep=;\nsubject;coding\n", Form::Csv),
            ("{\"answers\":{}}", Form::Json),
            ("[\n{\"answers\":{}},\n{\"answers\":{}}\n]", Form::Json),
            ("[]", Form::Json),
            ("{\n  \"answers\": {\n    \"coding\": { \"level\": 1 }\n  }\n}\n", Form::Json),
            ("{ \"answers\":\n{ \"coding\": 1 }\n}\n", Form::Json),
            ("{\"answers\":{}}\n{\"answers\":{}}\n", Form::Ndjson),
            ("{\"answers\":{}}\n{\"answers\":", Form::Ndjson),
            ("{\"answers\":{\"cod\n{\"answers\":{}}\n", Form::Ndjson),
            ("wers\":{}}\n{\"answers\":{}}\n", Form::Ndjson),
        ];
        for (text, form) in cases {
            assert_eq!(guess(text.as_bytes()), form, "{text}");
        }
        let cut = "subject,coding\n雲,2\n".as_bytes();
        assert_eq!(guess(&cut[..cut.len() - 5]), Form::Csv, "the last character may be cut in two");
    }
}
