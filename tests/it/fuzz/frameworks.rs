//! Any texts as the files of a framework: loaded, checked and fixed, and what can be used of it is used.

use std::collections::BTreeMap;
use std::sync::Arc;

use outside_in::advice::{Assessed, Explanation};
use outside_in::answers::{Answer, AnswerSheet, Form, Reading, Reply, SheetRecord, read_record};
use outside_in::check::{self, Checked, Counterexample, FileLayout, counterexamples, fix};
use outside_in::framework::{Framework, Loaded};
use outside_in::report::questions;
use outside_in::source::Severity;
use serde_json::Value;

use super::ground::{AS_OF, SMALL, file, findings_are_sound, load};

/// What stands before each file in a text of several; what comes before the first is `framework.toml`.
const BREAK: &str = "\n#=== ";

/// No search takes longer than it is worth here.
const LONGEST: usize = 12_000;

/// How often `check --fix` goes on fixing.
const ROUNDS: usize = 10;

/// The text of `framework.toml`, and after a line of `#=== NAME` that of another file. Rubrics that are left out are
/// those of the small framework.
pub(super) fn law(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if text.len() > LONGEST {
        return;
    }
    let mut files: BTreeMap<&str, String> =
        SMALL[1..].iter().map(|(name, text)| (*name, (*text).to_owned())).collect();
    let mut parts = text.split(BREAK);
    files.insert(SMALL[0].0, parts.next().unwrap_or_default().to_owned());
    for part in parts {
        let (name, text) = part.split_once('\n').unwrap_or((part, ""));
        files.insert(name, text.to_owned());
    }
    let (first, _) = checked(&files);
    if let Some(framework) = &first.framework {
        used(framework);
    }
    fixed(files, &first);
}

fn checked(files: &BTreeMap<&str, String>) -> (Loaded, Checked) {
    let files: Vec<_> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let loaded = load(&files);
    let checked = check::framework(&loaded, &[], Some(AS_OF));
    findings_are_sound(&checked.diagnostics);
    assert_eq!(
        loaded.framework.is_none(),
        loaded.diagnostics.iter().any(|one| one.code.severity == Severity::Error),
        "a framework can be used if nothing is wrong: {:#?}",
        loaded.diagnostics
    );
    (loaded, checked)
}

/// Scores, explains and asks what is open of two sheets of a framework: the empty one and the best one.
fn used(framework: &Framework) {
    let mut best = AnswerSheet::empty(framework);
    for criterion in framework.criterion_indices() {
        let top = Reply::Level(framework[criterion].top());
        best.set_answer(criterion, Answer::new(top));
    }
    for sheet in [AnswerSheet::empty(framework), best] {
        let assessed = Assessed::new(framework, Reading { sheet, notices: Vec::new() }, AS_OF);
        let explanation = Explanation::new(framework, &assessed);
        assert_eq!(explanation.stages.len(), framework.stages().len());
        let open = assessed.assessment.states.iter().filter(|state| state.is_open()).count();
        let asked = questions::json(framework, &assessed, None, None).expect("JSON");
        let asked: Value = serde_json::from_str(&asked).expect("JSON");
        assert_eq!(asked["criteria"].as_array().map(Vec::len), Some(open));
    }
}

/// Fixes what can be fixed, as `check --fix` does, until nothing is left.
fn fixed(mut files: BTreeMap<&str, String>, first: &Loaded) {
    for _ in 0..ROUNDS {
        let (loaded, found) = checked(&files);
        let mut changed = false;
        for layout in FileLayout::of(&loaded) {
            let own = found
                .diagnostics
                .iter()
                .filter(|one| one.place.as_ref().is_some_and(|place| Arc::ptr_eq(&place.file, &layout.file)));
            let text = fix(&layout.file, own).map_or_else(|| layout.file.text.clone(), |(text, _)| text);
            let text = layout.tidy(&text).unwrap_or(text);
            if text != layout.file.text {
                *files.get_mut(layout.file.name.as_str()).expect("a file that is there") = text;
                changed = true;
            }
        }
        if !changed {
            // A name put right may show what was hidden behind it, but what was usable stays so.
            assert!(first.framework.is_none() || loaded.framework.is_some(), "no framework: {files:#?}");
            return shown(&loaded, &found);
        }
    }
    panic!("fixing never ends: {files:#?}");
}

/// Holds that the sheets which show what is wrong with a framework can be read.
fn shown(loaded: &Loaded, found: &Checked) {
    let Some(framework) = &loaded.framework else { return };
    for Counterexample { text, .. } in counterexamples(framework, &found.space) {
        let record =
            SheetRecord { file: file("sheet.toml", &text), form: Form::Toml, line: None, item: None };
        let read = read_record(&record, framework);
        assert!(read.is_ok_and(|reading| reading.notices.is_empty()), "a sheet with something wrong: {text}");
    }
}
