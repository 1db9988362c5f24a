//! The least that a directory of TOML sheets can cost: a helper of `benches/peers/run.py`.
//!
//! `toml_floor read DIR [THREADS]` reads every file and does nothing with it; `toml_floor parse DIR [THREADS]` also
//! parses it with the `toml` crate into typed answers. Both print the number of files, and of answers if parsed.

#![allow(clippy::print_stdout, reason = "a benchmark shows its figures")]

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::thread;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use toml::value::Datetime;

/// A sheet, as one would type it for serde.
#[derive(Deserialize)]
#[expect(dead_code, reason = "only reading is measured")]
struct Sheet {
    framework: Option<String>,
    version: Option<String>,
    subject: Option<String>,
    #[serde(rename = "ref")]
    reference: Option<String>,
    date: Option<Datetime>,
    respondent: Option<String>,
    #[serde(default)]
    facts: BTreeMap<String, Texts>,
    answers: BTreeMap<String, Answer>,
}

/// A text or a list of them.
struct Texts(#[expect(dead_code, reason = "only reading is measured")] Vec<String>);

/// An answer: a level, a word, or a table.
#[expect(dead_code, reason = "only reading is measured")]
enum Answer {
    Level(u8),
    Label(String),
    Full(Box<Full>),
}

/// An answer that is written as a table.
#[derive(Deserialize)]
#[expect(dead_code, reason = "only reading is measured")]
struct Full {
    level: Option<u8>,
    not_applicable: Option<String>,
    evidence: Option<Texts>,
    note: Option<String>,
    date: Option<Datetime>,
}

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read;
        impl<'de> Visitor<'de> for Read {
            type Value = Texts;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text or a list of texts")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Texts, E> {
                Ok(Texts(vec![text.to_owned()]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Texts, A::Error> {
                let mut texts = Vec::new();
                while let Some(text) = list.next_element()? {
                    texts.push(text);
                }
                Ok(Texts(texts))
            }
        }
        deserializer.deserialize_any(Read)
    }
}

impl<'de> Deserialize<'de> for Answer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read;
        impl<'de> Visitor<'de> for Read {
            type Value = Answer;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a level, a word or a table")
            }

            fn visit_i64<E: Error>(self, level: i64) -> Result<Answer, E> {
                u8::try_from(level).map(Answer::Level).map_err(E::custom)
            }

            fn visit_str<E: Error>(self, word: &str) -> Result<Answer, E> {
                Ok(Answer::Label(word.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Answer, A::Error> {
                Full::deserialize(MapAccessDeserializer::new(map)).map(|full| Answer::Full(Box::new(full)))
            }
        }
        deserializer.deserialize_any(Read)
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (parse, directory) = match arguments.as_slice() {
        [mode, directory, ..] if mode == "read" || mode == "parse" => (mode == "parse", Path::new(directory)),
        _ => {
            println!("toml_floor read|parse DIR [THREADS]: run by benches/peers/run.py");
            return;
        }
    };
    let threads = match arguments.get(2) {
        Some(number) => number.parse().expect("a number of threads"),
        None => thread::available_parallelism().map_or(1, usize::from),
    };
    let mut files: Vec<PathBuf> = fs::read_dir(directory)
        .expect("a directory")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    files.sort();
    let share = files.len().div_ceil(threads).max(1);
    let answers: usize = thread::scope(|scope| {
        let parts: Vec<_> = files
            .chunks(share)
            .map(|part| scope.spawn(move || part.iter().map(|file| one(file, parse)).sum::<usize>()))
            .collect();
        parts.into_iter().map(|part| part.join().expect("a thread ends well")).sum()
    });
    println!("{} files, {answers} answers", files.len());
}

/// Reads one file; gives how many answers it holds, if it is parsed.
fn one(path: &Path, parse: bool) -> usize {
    let bytes = fs::read(path).expect("a file");
    if !parse {
        black_box(&bytes);
        return 0;
    }
    let sheet: Sheet = toml::from_slice(&bytes).expect("a sheet");
    black_box(&sheet).answers.len()
}
