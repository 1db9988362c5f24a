use std::collections::BTreeSet;

use crate::answers::AnswerSheet;

/// The longest name of a file, in bytes, without its ending and number; file systems take 255.
const LONGEST: usize = 180;

const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// Names of files for many sheets, no two alike, not even where capitals do not count.
#[derive(Debug, Default)]
pub struct FileNames {
    taken: BTreeSet<String>,
}

impl FileNames {
    /// The name for a sheet, without an ending: from whom it is about, else its reference, else `fallback`. Letters
    /// and digits of all scripts stay, what lies between them becomes a hyphen; a number follows where it is taken.
    pub fn name(&mut self, sheet: &AnswerSheet, fallback: &str) -> String {
        let texts = [sheet.subject.as_deref(), sheet.reference.as_deref(), Some(fallback)];
        let mut names = texts.into_iter().flatten().map(safe).filter(|name| !name.is_empty());
        let base = names.next().unwrap_or_else(|| "sheet".to_owned());
        let mut name = base.clone();
        let mut number = 1;
        while !self.taken.insert(name.to_lowercase()) {
            number += 1;
            name = format!("{base}-{number}");
        }
        name
    }
}

fn safe(text: &str) -> String {
    let mut name = String::new();
    for c in text.chars() {
        if c.is_alphanumeric() || c == '_' {
            if name.len() + c.len_utf8() > LONGEST {
                break;
            }
            name.push(c);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    name.truncate(name.trim_end_matches('-').len());
    let device = name.trim_end_matches(|c: char| c.is_ascii_digit()).to_lowercase();
    if DEVICES.contains(&device.as_str()) {
        name.insert(0, '_');
    }
    name
}
