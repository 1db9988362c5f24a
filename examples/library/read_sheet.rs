//! Reads a sheet that anybody may have sent, and tells what in it could not be used: `cargo run --example read_sheet`.

#![expect(clippy::print_stdout, reason = "an example shows what it finds")]

use std::env;
use std::path::PathBuf;

use outside_in::answers::{Form, Reply, read_file};
use outside_in::framework::built_in_framework;
use outside_in::text::Lang;

fn main() {
    let path = env::args_os().nth(1).unwrap_or_else(|| "examples/faulty/unknown-id.toml".into());
    let path = PathBuf::from(path);
    let framework = built_in_framework();
    let form = Form::of(&path).unwrap_or(Form::Toml);
    match read_file(&path, form, &framework) {
        // Nothing of it can be used. All reasons are told at once.
        Err(reasons) => reasons.iter().for_each(|reason| println!("refused: {reason}")),
        Ok(reading) => {
            let answered = framework
                .criterion_indices()
                .filter(|criterion| reading.sheet.answer(*criterion).reply != Reply::Unanswered);
            println!("{}: answers: {}", reading.sheet.subject.as_deref().unwrap_or("-"), answered.count());
            for finding in &reading.notices {
                println!("{finding}");
                if let Some(help) = &finding.help {
                    println!("  {}", help.to(Lang::En));
                }
            }
        }
    }
}
