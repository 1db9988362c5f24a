/// The numbers of a version such as `1.2.0`, or `1.2` for the same; `None` if it is not of that form.
pub fn version_numbers(version: &str) -> Option<[u64; 3]> {
    let number = |part: &str| part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok())?;
    let mut parts: Vec<u64> = version.split('.').map(number).collect::<Option<_>>()?;
    parts.resize(parts.len().max(3), 0);
    parts.try_into().ok()
}
