use std::collections::BTreeSet;

use crate::answers::AnswerSheet;

/// The longest name of a file, in bytes, without its ending and number; file systems take 255.
const LONGEST: usize = 180;

/// Names that Windows keeps for devices.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_and_unique() {
        let mut names = FileNames::default();
        let mut name = |subject: &str| {
            let mut sheet = AnswerSheet::default();
            sheet.subject = Some(subject.to_owned());
            names.name(&sheet, "row-3")
        };
        assert_eq!(name("Kumo Endoscopy K.K. (invented)"), "Kumo-Endoscopy-K-K-invented");
        assert_eq!(name("株式会社 雲/内視鏡"), "株式会社-雲-内視鏡");
        assert_eq!(name("../../etc/passwd"), "etc-passwd");
        assert_eq!(name("KUMO endoscopy k.k. invented"), "KUMO-endoscopy-k-k-invented-2");
        assert_eq!(name("a"), "a");
        assert_eq!(name("a-2"), "a-2");
        assert_eq!(name("A"), "A-3");
        assert_eq!(name("con"), "_con");
        assert_eq!(name("LPT1"), "_LPT1");
        assert_eq!(name("..."), "row-3");
        assert_eq!(name("\u{1b}\u{202e}"), "row-3-2");
        assert!(name(&"長".repeat(400)).len() <= LONGEST);
    }
}
