//! Says what keeps the next stage from ready, and which single step helps most: `cargo run --example explain`.

#![expect(clippy::print_stdout, reason = "an example shows what it finds")]

use std::path::Path;

use outside_in::advice::{Assessed, Explanation};
use outside_in::answers::{Form, read_file};
use outside_in::framework::built_in_framework;
use outside_in::jiff::civil::date;
use outside_in::source::Diagnostic;
use outside_in::text::Lang;

fn main() -> Result<(), Vec<Diagnostic>> {
    let framework = built_in_framework();
    let reading = read_file(Path::new("examples/aoba-genetics.toml"), Form::Toml, &framework)?;
    let assessed = Assessed::new(&framework, reading, date(2026, 11, 22));
    let explanation = Explanation::new(&framework, &assessed);
    let language = framework.language(Lang::En);

    let Some(stage) = explanation.focus() else {
        println!("All stages are ready.");
        return Ok(());
    };
    let title = framework[stage.result.stage].title.to(language);
    println!("{title}: {}, ready from {}", stage.result.verdict.id(), stage.ready_at);
    for gate in stage.obstacles.gates() {
        println!("gate: {}", framework[gate.gate].title(&framework, language).to(Lang::En));
    }
    for lost in stage.obstacles.losses.iter().take(3) {
        println!("lost {} points: {}", lost.points.lost(), framework[lost.criterion].name(language));
    }
    if let Some(step) = explanation.actions_for(explanation.stage).first() {
        let name = framework[step.criterion].name(language);
        println!("best step: {name}, level {} to {}, effort {}", step.from, step.to, step.effort);
    }
    Ok(())
}
