/// A number with its English noun: `1 gate`, `2 gates`. Japanese has no plural.
pub fn count(number: impl TryInto<u64>, noun: &str) -> String {
    let number = number.try_into().unwrap_or(u64::MAX);
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

/// A number with a comma after every three digits: `4,980`.
pub fn grouped(number: impl TryInto<u64>) -> String {
    let digits = number.try_into().unwrap_or(u64::MAX).to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{count, grouped};

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
}
