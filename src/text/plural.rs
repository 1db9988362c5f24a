/// A number with its English noun: `1 gate`, `2 gates`. Japanese needs no such thing.
pub fn count(number: impl TryInto<u64>, noun: &str) -> String {
    let number = number.try_into().unwrap_or(u64::MAX);
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn only_one_is_singular() {
        assert_eq!(count(0_u64, "gate"), "0 gates");
        assert_eq!(count(1_u64, "gate"), "1 gate");
        assert_eq!(count(12_u64, "person-week"), "12 person-weeks");
    }
}
