/// A number with its English noun: `1 gate`, `2 gates`. Japanese has no plural.
pub fn count(number: impl TryInto<u64>, noun: &str) -> String {
    let number = number.try_into().unwrap_or(u64::MAX);
    format!("{number} {}", plural(number, noun))
}

/// The English noun of a number, without the number: `gate`, `gates`.
pub fn plural(number: impl TryInto<u64>, noun: &str) -> String {
    if number.try_into().is_ok_and(|number| number == 1) { noun.to_owned() } else { several(noun) }
}

/// The regular English plural: `gate`, `gates`; `agency`, `agencies`. A noun that ends in `s`, such as `clinics`, is
/// taken to be plural already.
pub fn several(noun: &str) -> String {
    let hisses = ["ss", "x", "z", "ch", "sh"].iter().any(|end| noun.ends_with(end));
    match noun.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ if hisses => format!("{noun}es"),
        _ if noun.ends_with('s') => noun.to_owned(),
        _ => format!("{noun}s"),
    }
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
