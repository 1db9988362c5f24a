use std::path::Path;

use outside_in::answers::{CASE, CaseFile, CasePaths, case_paths, read_cases};
use outside_in::framework::{CALIBRATION, Framework, built_in_calibration};
use outside_in::source::{Diagnostic, SourceFile, codes};
use outside_in::text::{Bilingual, say};

use super::output;

/// The cases of a framework, as they were read.
#[derive(Default)]
pub(super) struct FoundCases {
    pub(super) cases: Vec<CaseFile>,
    /// What was passed over.
    pub(super) skipped: Vec<Bilingual>,
}

/// Reads the cases of the framework in a directory, or of the built-in one.
pub(super) fn cases(
    directory: Option<&Path>,
    framework: &Framework,
    read: impl Fn(&Path) -> Result<SourceFile, Box<Diagnostic>>,
) -> Result<FoundCases, Box<Diagnostic>> {
    let Some(directory) = directory else {
        let files = built_in_calibration().iter().filter(|(path, _)| Path::new(path).ends_with(CASE));
        let files = files.map(|(path, text)| {
            let name = format!("<built-in>/{path}");
            (name.clone(), Ok(SourceFile::new(name, *text)))
        });
        let cases = read_cases(files, framework);
        return Ok(FoundCases { cases, skipped: Vec::new() });
    };
    let directory = directory.join(CALIBRATION);
    if !directory.is_dir() {
        return Ok(FoundCases::default());
    }
    let CasePaths { files, without } = case_paths(&directory).map_err(|error| {
        Box::new(Diagnostic::new(codes::CASE_UNREADABLE, output::unreadable(&directory, &error)))
    })?;
    let files = files.iter().map(|path| (path.display().to_string(), read(path)));
    let skipped = without.iter().map(|path| {
        let name = path.display();
        say!("skipped, there is no {CASE} in it: {name}", "{CASE} がないため、読み込みませんでした：{name}")
    });
    Ok(FoundCases { cases: read_cases(files, framework), skipped: skipped.collect() })
}
