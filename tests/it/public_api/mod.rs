//! What the library offers to others is what the snapshot says. A line that is gone or different breaks who uses it.
//!
//! It is listed from the sources, with types as they are written there: another type of the same name is not seen, nor what a
//! macro of another crate makes.

mod list;
mod tree;

use std::path::Path;

use crate::process::root;
use crate::snapshots::compare_text;
use crate::support::folder;

fn public_api(directory: &Path) -> String {
    list::list(&tree::Tree::read(directory))
}

#[test]
fn snapshots_of_what_others_can_use() {
    compare_text(
        "public-api",
        "what can be reached from the root of the library",
        &public_api(&root().join("src")),
    );
}

const ROOT: &[u8] =
    b"pub mod room; mod hidden; pub use hidden::{Kept as Seen, Shape}; pub use std::io::Error;";
const HIDDEN: &[u8] = b"pub struct Kept<'a> { /// Doc.\n pub a: &'a str, b: u8 } pub struct Private;
    impl<'a> Kept<'a> { pub fn new(a: &'a str) -> Self { Self { a, b: 0 } } pub(crate) fn own(&self) {} }
    impl Clone for Kept<'_> { fn clone(&self) -> Self { Self { a: self.a, b: self.b } } }
    #[derive(Debug)] #[non_exhaustive] pub enum Shape { Round, Of(u8), Named { side: u8 } }
    impl Private { pub fn nobody_can_call_it(&self) {} }";
const ROOM: &[u8] = b"use crate::hidden::Kept; pub(crate) fn inside() {} pub const MOST: usize = 3;
    pub fn open(\n    name: &str,\n    kept: Kept<'_>,\n) -> Option<u8> { None }
    pub trait Door { fn enter(&mut self); fn leave(&self) {} } impl Door for Kept<'_> { fn enter(&mut self) {} }
    #[cfg(test)] mod tests { pub fn not_this() {} }";

fn listed(room: &[u8]) -> String {
    public_api(folder(&[("lib.rs", ROOT), ("hidden.rs", HIDDEN), ("room.rs", room)]).path())
}

#[test]
fn all_that_can_be_reached_is_listed_and_nothing_else() {
    let expected = "\
Error: use std::io::Error
Seen.a: &'a str
Seen.…: private
Seen: impl Clone for Kept<'_>
Seen: impl Door for Kept<'_>
Seen: impl<'a> fn new(a: &'a str) -> Self
Seen: struct<'a>
Shape: #[derive(Debug)] #[non_exhaustive] enum
Shape::Named.side: u8
Shape::Of(u8)
Shape::Round
room: mod
room::Door: fn enter(&mut self)
room::Door: fn leave(&self) {…}
room::Door: trait 
room::MOST: const usize
room::open: fn open(name: &str, kept: Kept<'_>) -> Option<u8>
";
    assert_eq!(listed(ROOM), expected);
}

#[test]
fn another_signature_is_another_line() {
    let changed = String::from_utf8_lossy(ROOM).replace("name: &str", "name: String");
    let (old, new) = (listed(ROOM), listed(changed.as_bytes()));
    let gone: Vec<&str> = old.lines().filter(|line| !new.contains(line)).collect();
    assert_eq!(gone, ["room::open: fn open(name: &str, kept: Kept<'_>) -> Option<u8>"]);
}
