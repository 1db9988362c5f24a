/// The one of `known` that is most like `wrong`, if any is near enough to be meant.
///
/// Near enough: at most a third of the letters differ (one at least), counting a swap of neighbours as one.
/// Of equally near names the first wins.
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (wrong.chars().count() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for name in known {
        let distance = strsim::osa_distance(wrong, name);
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn only_what_is_near_is_offered() {
        let known = ["need-statement", "coding", "irb-route"];
        assert_eq!(nearest("need-statment", known), Some("need-statement"));
        assert_eq!(nearest("codnig", known), Some("coding"));
        assert_eq!(nearest("price", known), None);
    }
}
