//! Any bytes as a text of answers: nothing panics, places lie in the file, and a draft keeps what it does not change.

use outside_in::answers::{Draft, Form, Opened, SheetAt, open};
use outside_in::check;
use outside_in::scoring::score;

use super::ground::{AS_OF, findings_are_sound, reasons_are_sound, small};

const FORMS: [Form; 4] = [Form::Toml, Form::Json, Form::Ndjson, Form::Csv];

/// The first byte names the form.
pub(super) fn law(data: &[u8]) {
    let Some((first, bytes)) = data.split_first() else { return };
    let form = FORMS[usize::from(*first) % FORMS.len()];
    let framework = small();
    let Opened { found, notices } = match open("sheet", bytes.to_vec(), form, framework) {
        Ok(opened) => opened,
        Err(reasons) => return reasons_are_sound(&reasons),
    };
    findings_are_sound(&notices);
    let mut is_read = false;
    for one in &found {
        assert!(one.line().is_none_or(|line| line > 0 && line <= bytes.len() + 1));
        match one.read(framework) {
            Ok(reading) => {
                findings_are_sound(&reading.notices);
                score(framework, &reading.sheet, AS_OF);
                is_read = true;
            }
            Err(reasons) => reasons_are_sound(&reasons),
        }
        match one {
            SheetAt::Record(record) => {
                findings_are_sound(&check::sheet(record, framework, Some(AS_OF)).diagnostics);
            }
            SheetAt::Row(columns, row, _) => {
                findings_are_sound(&check::row(columns, row, framework, Some(AS_OF)).diagnostics);
            }
            SheetAt::Unfit(..) => {}
        }
    }
    if is_read && matches!(form, Form::Toml | Form::Json) {
        kept(bytes, form);
    }
}

/// Holds that a draft which is opened and saved says what it said: as TOML in the same bytes, as JSON in the same values.
fn kept(bytes: &[u8], form: Form) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(format!("sheet.{}", form.endings()[0]));
    std::fs::write(&path, bytes).expect("a file");
    let Ok((mut draft, _)) = Draft::open(&path, small()) else { return };
    draft.save().expect("saved");
    drop(draft);
    let saved = std::fs::read(&path).expect("saved");
    if form == Form::Toml {
        let [before, after] = [bytes, &saved].map(|bytes| {
            // The last line may get its end.
            String::from_utf8_lossy(bytes).trim_end_matches(['\r', '\n']).to_owned()
        });
        // Line ends of two kinds become those of one, and dotted keys of one answer come together.
        let ends = before.matches("\r\n").count();
        let are_mixed = ends > 0 && ends < before.matches('\n').count();
        let [before_lines, after_lines] = [&before, &after].map(|text| text.lines().collect::<Vec<_>>());
        if before_lines.iter().any(|line| is_dotted(line)) {
            assert_eq!(sorted(before_lines), sorted(after_lines));
        } else if are_mixed {
            assert_eq!(before_lines, after_lines);
        } else {
            assert_eq!(before, after);
        }
        return;
    }
    let [before, after] = [bytes, &saved].map(|bytes| {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        serde_json::from_slice::<serde_json::Value>(bytes).expect("JSON")
    });
    assert_eq!(before, after);
}

/// Whether a line of TOML sets a key inside of another one.
fn is_dotted(line: &str) -> bool {
    line.split_once('=').is_some_and(|(key, _)| key.contains('.'))
}

fn sorted(mut lines: Vec<&str>) -> Vec<&str> {
    lines.sort_unstable();
    lines
}
