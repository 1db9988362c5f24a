//! Any texts as the files of a framework: loaded, checked and fixed, and what can be used of it is used.

use std::collections::BTreeMap;
use std::sync::Arc;

use outside_in::advice::{Assessed, Explanation};
use outside_in::answers::{AnswerSheet, Reading};
use outside_in::check::{self, Checked, FileLayout, counterexamples, fix};
use outside_in::framework::Loaded;
use outside_in::source::Severity;

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
    let (first, checked) = checked(&files);
    if let Some(framework) = &first.framework {
        used(framework);
    }
    fixed(files, &first, &checked);
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

/// Scores and explains sheets of a framework: the empty one, the best one, and those that show what is wrong with it.
fn used(framework: &outside_in::framework::Framework) {
    let mut best = AnswerSheet::empty(framework);
    for criterion in framework.criterion_indices() {
        let top = outside_in::answers::Reply::Level(framework[criterion].top());
        best.set_answer(criterion, outside_in::answers::Answer::new(top));
    }
    for sheet in [AnswerSheet::empty(framework), best] {
        let assessed = Assessed::new(framework, Reading { sheet, notices: Vec::new() }, AS_OF);
        let explanation = Explanation::new(framework, &assessed);
        assert_eq!(explanation.stages.len(), framework.stages().len());
    }
}

/// Fixes what can be fixed, as `check --fix` does, until nothing is left.
fn fixed(mut files: BTreeMap<&str, String>, first: &Loaded, was: &Checked) {
    let errors = |checked: &Checked| {
        checked.diagnostics.iter().filter(|one| one.code.severity == Severity::Error).count()
    };
    let (mut any, mut settled) = (false, false);
    let mut now = None;
    for _ in 0..ROUNDS {
        let (loaded, found) = now.take().unwrap_or_else(|| checked(&files));
        let mut changed = false;
        for layout in FileLayout::of(&loaded) {
            let own = found
                .diagnostics
                .iter()
                .filter(|one| one.place.as_ref().is_some_and(|place| Arc::ptr_eq(&place.file, &layout.file)));
            let text = fix(&layout.file, own).map_or_else(|| layout.file.text.clone(), |(text, _)| text);
            let text = layout.tidy(&text).unwrap_or(text);
            if text != layout.file.text {
                let name =
                    *files.keys().find(|name| **name == layout.file.name).expect("a file that is there");
                files.insert(name, text);
                changed = true;
            }
        }
        if !changed {
            settled = true;
            if any {
                assert!(errors(&found) <= errors(was), "fixed, there is more wrong: {files:#?}");
                assert!(first.framework.is_none() || loaded.framework.is_some(), "no framework: {files:#?}");
            }
            for example in loaded.framework.iter().flat_map(|one| counterexamples(one, &found.space)) {
                let sheet = outside_in::answers::SheetRecord {
                    file: file("sheet.toml", &example.text),
                    form: outside_in::answers::Form::Toml,
                    line: None,
                };
                let read = outside_in::answers::read_record(&sheet, loaded.framework.as_ref().expect("one"));
                assert!(read.is_ok(), "a sheet that shows a finding is read: {}", example.text);
            }
            break;
        }
        any = true;
    }
    assert!(settled, "fixing never ends: {files:#?}");
}
