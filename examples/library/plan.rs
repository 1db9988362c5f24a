//! Finds the least work that makes a stage ready, then how far a budget goes: `cargo run --example plan`.

#![expect(clippy::print_stdout, reason = "an example shows what it finds")]

use std::path::Path;

use outside_in::advice::{Assessed, Goal, PLAN_LIMIT, plan};
use outside_in::answers::{Form, read_file};
use outside_in::framework::built_in_framework;
use outside_in::jiff::civil::date;
use outside_in::source::Diagnostic;
use outside_in::text::Lang;

fn main() -> Result<(), Vec<Diagnostic>> {
    let framework = built_in_framework();
    let reading = read_file(Path::new("examples/kumo-endoscopy.toml"), Form::Toml, &framework)?;
    let assessed = Assessed::new(&framework, reading, date(2026, 11, 22));
    let language = framework.language(Lang::En);

    let Some(to) = framework.find_stage("clinical-validation") else { return Ok(()) };
    for budget in [None, Some(12)] {
        let found = plan(&framework, &assessed, Goal { to, budget, limit: PLAN_LIMIT });
        let effort = framework.effort(Lang::En, found.effort);
        let reached = found.after.as_ref().map_or(0, |after| after.assessment.reached);
        println!("{}: {effort}, {} stages reached", found.status.id(), reached);
        for step in found.steps.iter().take(3) {
            let name = framework[step.criterion].name(language);
            println!("  {name}: level {} to {}, effort {}", step.from, step.to, step.effort);
        }
    }
    Ok(())
}
