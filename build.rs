//! Files that are added to or removed from the built-in framework rebuild the crate: `include_dir` alone notices only
//! changes of files that were there before.

fn main() {
    println!("cargo::rerun-if-changed=rubrics/mayo-outside-in");
}
