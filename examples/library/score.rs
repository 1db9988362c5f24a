//! Scores a sheet: a verdict for each stage, and three percents that are never rounded up: `cargo run --example score`.

#![expect(clippy::print_stdout, reason = "an example shows what it finds")]

use std::env;
use std::path::PathBuf;

use outside_in::advice::Assessed;
use outside_in::answers::{Form, read_file};
use outside_in::framework::built_in_framework;
use outside_in::jiff::civil::date;
use outside_in::source::Diagnostic;
use outside_in::text::Lang;

fn main() -> Result<(), Vec<Diagnostic>> {
    let path = env::args_os().nth(1).unwrap_or_else(|| "examples/tsubame-surgical.toml".into());
    let framework = built_in_framework();
    let reading = read_file(&PathBuf::from(path), Form::Toml, &framework)?;

    // Answers age: the day is part of what is asked, and the library never looks at the clock.
    let assessed = Assessed::new(&framework, reading, date(2026, 11, 22));

    let language = framework.language(Lang::En);
    for result in &assessed.assessment.stages {
        let title = framework[result.stage].title.to(language);
        let (proven, score, possible) = (result.proven(), result.score(), result.possible());
        println!("{title}: {} ({proven} proven, {score} claimed, {possible} possible)", result.verdict.id());
    }
    println!("{} of {} stages reached", assessed.assessment.reached, framework.stages().len());
    Ok(())
}
