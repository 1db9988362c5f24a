//! The programs in `examples/library` run, and say what they said.

use std::path::PathBuf;
use std::process::Command;

use crate::process::{finish, root};
use crate::snapshots::compare_text;

/// The folder of the built examples, which are built unless they are there as they are now.
fn built() -> PathBuf {
    let own = std::env::current_exe().expect("a test has a file");
    let folder = own.ancestors().nth(2).expect("the folder of the profile").join("examples");
    let mut build = Command::new(env!("CARGO"));
    build.current_dir(root()).args(["build", "--examples", "--locked", "--quiet"]);
    if !cfg!(debug_assertions) {
        build.arg("--release");
    }
    let ran = finish(&mut build);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    folder
}

#[test]
fn snapshots_of_the_examples_of_the_library() {
    let folder = built();
    let mut shown = String::new();
    for name in ["read_sheet", "score", "explain", "plan", "calibrate"] {
        let lines =
            std::fs::read_to_string(root().join(format!("examples/library/{name}.rs"))).expect("its source");
        assert!(lines.lines().count() <= 50, "{name} is short");
        let ran = finish(Command::new(folder.join(name)).current_dir(root()));
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{name}");
        shown += &format!("$ cargo run --example {name}\n{}\n", ran.stdout);
    }
    compare_text("library-examples", "the programs in examples/library", &shown);
}
