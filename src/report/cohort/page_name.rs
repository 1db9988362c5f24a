use unicode_normalization::UnicodeNormalization;

/// The most characters of a company's name in a file name.
const LONGEST: usize = 40;

/// The file name of a company's report beside the cohort's: its number from 1 of `all`, so that names are unique, never
/// hidden and never reserved by a system, followed by the ASCII part of its name.
pub fn page_name(number: usize, all: usize, name: &str) -> String {
    let digits = all.to_string().len().max(4);
    let mut slug = String::new();
    for c in name.nfkd().filter(|c| !is_mark(*c)) {
        if slug.len() == LONGEST {
            break;
        }
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { format!("{number:0digits$}.html") } else { format!("{number:0digits$}-{slug}.html") }
}

/// Whether a character modifies the one before it, such as an accent.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::page_name;

    #[test]
    fn names_are_plain_and_never_alike() {
        let name = |name| page_name(7, 12, name);
        assert_eq!(name("Kumo Endoscopy K.K."), "0007-kumo-endoscopy-k-k.html");
        assert_eq!(name("ＫＵＭＯ　Médical"), "0007-kumo-medical.html");
        assert_eq!(name("株式会社青葉"), "0007.html");
        assert_eq!(name("../../etc/passwd"), "0007-etc-passwd.html");
        assert_eq!(name(".hidden <script>"), "0007-hidden-script.html");
        assert_eq!(name("CON"), "0007-con.html");
        assert_eq!(name(&"a".repeat(300)).len(), "0007-.html".len() + 40);
        assert_eq!(page_name(3, 123_456, "x"), "000003-x.html");
    }
}
