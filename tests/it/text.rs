//! Words for people: width, wrapping, plurals, cleaning, and names that are nearly right.

use outside_in::text::{Near, clean, count, fit, grouped, nearest, pad, width, wrap, wrap_hanging};

#[test]
fn a_wide_character_is_never_halved() {
    assert_eq!(fit("保険償還", 5), "保険…");
    assert_eq!(fit("保険償還", 4), "保…");
    assert_eq!(fit("abc", 3), "abc");
    assert_eq!(fit("abc", 0), "");
    assert_eq!(width(&pad("保険", 6)), 6);
}

#[test]
fn japanese_lines_fit_and_begin_with_a_word() {
    let text = "費用削減の試算を、米国の保険者の立場で、米国の単価と人数を使って書いた文書がある。";
    for columns in 8..60 {
        for line in wrap(text, columns) {
            assert!(width(&line) <= columns, "{line} in {columns}");
            assert!(!line.starts_with(['、', '。']), "{line}");
        }
    }
}

#[test]
fn english_breaks_at_spaces_and_slashes() {
    let text =
        "A letter (signed, dated) of the company's payer, and/or 5% of 1,000 units; see example.org/a-b/c.";
    let expected = [
        "- A letter (signed, dated) of",
        "  the company's payer, and/or",
        "  5% of 1,000 units; see",
        "  example.org/a-b/c.",
    ];
    assert_eq!(wrap_hanging(text, 30, "- ", "  "), expected);
}

#[test]
fn a_picture_is_as_wide_as_it_is_shown() {
    // A sign of one column and U+FE0F are a picture of two.
    let text = "\u{2695}\u{fe0f}\u{2695}\u{fe0f}\u{2695}\u{fe0f} ab";
    assert_eq!(width(text), 9);
    for columns in 1..9 {
        assert!(width(&fit(text, columns)) <= columns, "{columns}");
    }
    for columns in 1..9 {
        assert!(wrap(text, columns).iter().all(|line| width(line) <= columns.max(4)), "{columns}");
    }
}

#[test]
fn indents_hang() {
    assert_eq!(wrap_hanging("aa bb cc", 7, "- ", "  "), ["- aa bb", "  cc"]);
}

#[test]
fn thousands_are_grouped() {
    let shown = [0_u64, 999, 1000, 1_048_576].map(grouped);
    assert_eq!(shown, ["0", "999", "1,000", "1,048,576"]);
}

#[test]
fn only_one_is_singular() {
    assert_eq!(count(0_u64, "gate"), "0 gates");
    assert_eq!(count(1_u64, "gate"), "1 gate");
    assert_eq!(count(12_u64, "person-week"), "12 person-weeks");
}

#[test]
fn escapes_and_reordering_are_dropped() {
    assert_eq!(clean("a\u{1b}[31mb\u{7}\u{9b}c"), "a[31mbc");
    assert_eq!(clean("x\u{202e}y\u{2066}z"), "xyz");
    assert_eq!(clean("one\r\ntwo\tthree"), "one two three");
    assert_eq!(clean("雲内視鏡、株式会社"), "雲内視鏡、株式会社");
}

fn name(near: Option<Near<'_>>) -> Option<String> {
    near.map(|near| near.to_string())
}

#[test]
fn only_what_is_near_is_offered() {
    let known = ["need-statement", "coding", "irb-route"];
    assert_eq!(name(nearest("need-statment", known)).as_deref(), Some("need-statement"));
    assert_eq!(name(nearest("codnig", known)).as_deref(), Some("coding"));
    assert_eq!(nearest("price", known), None);
}

#[test]
fn only_what_can_hardly_be_another_name_is_sure() {
    let cases: [(&str, &[&str], bool); 12] = [
        ("need-statment", &["need-statement", "coding"], true),
        ("titel", &["title", "advice"], true),
        ("on", &["yes", "no"], false),
        ("uk", &["japan", "us"], false),
        ("jp", &["en", "ja"], false),
        ("phase-3", &["phase-1", "phase-2"], false),
        ("phase-3", &["phase-1"], false),
        ("j-starx-ai-medical-3", &["j-starx-ai-medical-1"], false),
        ("trial-a", &["trial-b", "trial-c"], false),
        ("trial-a", &["trial-b"], false),
        ("phase-i", &["phase-ii"], false),
        ("valid_dys", &["valid_days"], true),
    ];
    for (wrong, known, sure) in cases {
        let near = nearest(wrong, known.iter().copied()).expect("a name is near");
        assert_eq!(near.sure, sure, "{wrong}: {near:?}");
    }
}
