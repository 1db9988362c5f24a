//! `include_dir` alone notices changes of the files that it embeds, but not that one comes or goes.

fn main() {
    println!("cargo::rerun-if-changed=rubrics/mayo-outside-in");
    println!("cargo::rerun-if-changed=templates/new-framework");
}
