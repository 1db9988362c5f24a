//! Searches for bytes that break a law of `tests/it/fuzz`, which `LAW` names. Where it is none, all are listed.
#![no_main]

use std::process::exit;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/it/fuzz/mod.rs"]
mod fuzz;

static LAW: LazyLock<fuzz::Law> = LazyLock::new(|| {
    let name = std::env::var("LAW").unwrap_or_default();
    let law = fuzz::LAWS.iter().find(|(known, _)| *known == name);
    law.map(|(_, law)| *law).unwrap_or_else(|| {
        let names: Vec<&str> = fuzz::LAWS.iter().map(|(name, _)| *name).collect();
        eprintln!("There is no law `{name}`; there are {}.", names.join(", "));
        exit(2)
    })
});

fuzz_target!(|data: &[u8]| LAW(data));
