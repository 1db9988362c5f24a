//! Holds the verdicts of the built-in framework against the cases that come with it: `cargo run --example calibrate`.
//! The cases are descriptions of companies that language models wrote and judged; see `docs/how-right.md`.

#![expect(clippy::print_stdout, reason = "an example shows what it finds")]

use outside_in::advice::calibrate;
use outside_in::answers::{Case, built_in_cases};
use outside_in::framework::built_in_framework;
use outside_in::text::Lang;

fn main() {
    let framework = built_in_framework();
    let language = framework.language(Lang::En);
    let files = built_in_cases(&framework);
    let cases: Vec<&Case> = files.iter().filter_map(|file| file.case.as_ref()).collect();

    // The cases that are set aside were not looked at while the framework was made.
    for set_aside in [false, true] {
        let found = calibrate(&framework, &cases, set_aside);
        println!("{} cases, set aside: {set_aside}", found.cases.len());
        for stage in &found.stages {
            let (title, sorting) = (framework[stage.stage].title.to(language), stage.proven.sorting);
            let all = stage.ready.len() + stage.not_ready.len();
            println!("  {title}: {} of {all} as the judges", all - sorting.misplaced());
        }
    }
}
