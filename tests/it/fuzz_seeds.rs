//! The laws of `fuzz`, held over the committed seeds and thousands of changes of them, the same ones in every run.

use std::fs;

use crate::fuzz::{LAWS, Law};
use crate::process::root;
use crate::random::SplitMix;

/// Pieces that readers look for.
const PIECES: [&[u8]; 20] = [
    b"\"",
    b"'",
    b"[",
    b"]",
    b"{",
    b"}",
    b"=",
    b",",
    b";",
    b"\n",
    b"\r\n",
    b"#",
    b"\\u0000",
    b"null",
    b"0.5",
    b"-1",
    b"\xef\xbb\xbf",
    b"\"\"\"",
    "語".as_bytes(),
    b"9223372036854775808",
];

fn seeds(name: &str) -> Vec<Vec<u8>> {
    let folder = root().join("tests/fixtures/fuzz").join(name);
    let files = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = files.map(|file| file.expect("a seed").path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).expect("a seed")).collect()
}

fn changed(seed: &[u8], draw: &mut SplitMix) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=draw.below(3) {
        let at = draw.index(bytes.len() + 1);
        let end = (at + draw.index(9)).min(bytes.len());
        match draw.below(4) {
            0 => drop(bytes.drain(at..end)),
            1 => drop(bytes.splice(at..at, PIECES[draw.index(PIECES.len())].iter().copied())),
            2 => bytes[at..end].iter_mut().for_each(|byte| *byte ^= 1 << draw.below(8)),
            _ => {
                let again = bytes[at..end].to_vec();
                let to = draw.index(bytes.len() + 1);
                bytes.splice(to..to, again);
            }
        }
    }
    bytes
}

/// Holds a law over its seeds and so many changes of them.
fn hold(name: &str, changes: usize) {
    let law: Law = LAWS.iter().find(|(known, _)| *known == name).expect("a law of this name").1;
    let seeds = seeds(name);
    assert!(!seeds.is_empty(), "no seeds of {name}");
    for seed in &seeds {
        law(seed);
    }
    let mut draw = SplitMix(7);
    for _ in 0..changes {
        let seed = &seeds[draw.index(seeds.len())];
        law(&changed(seed, &mut draw));
    }
}

macro_rules! held {
    ($($law:ident $changes:literal)*) => {
        $(
            #[test]
            fn $law() {
                hold(stringify!($law), $changes);
            }
        )*

        #[test]
        fn every_law_is_held() {
            let names: Vec<_> = LAWS.iter().map(|(name, _)| *name).collect();
            assert_eq!(names, [$(stringify!($law)),*]);
        }
    };
}

// As many as take a second or two.
held! {
    sheets 1_000
    workbooks 200
    sheet_bytes 2_000
    workbook_bytes 2_000
    frameworks 500
    drafts 2_000
    reports 100
    texts 1_000
}
