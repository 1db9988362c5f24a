/// How many bytes the files of a ZIP archive have when they are unpacked, as its directory says; 0 if it has none.
pub(super) fn unpacked(archive: &[u8]) -> u64 {
    let Some(end) = memchr::memmem::rfind(archive, b"PK\x05\x06") else { return 0 };
    let Some(start) = number(archive, end + 16, 4) else { return 0 };
    let mut rest = archive.get(start..end).unwrap_or_default();
    let mut total = 0;
    while rest.starts_with(b"PK\x01\x02") {
        total += number(rest, 24, 4).unwrap_or(0) as u64;
        let lengths = [28, 30, 32].iter().filter_map(|at| number(rest, *at, 2));
        rest = rest.get(46 + lengths.sum::<usize>()..).unwrap_or_default();
    }
    total
}

/// A number of some bytes, the least first.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    let bytes = bytes.get(at..at + length)?;
    Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}

#[cfg(test)]
mod tests {
    use super::unpacked;

    #[test]
    fn sizes_are_added() {
        let entry = |size: u32, name: &str| {
            let mut bytes = b"PK\x01\x02".to_vec();
            bytes.resize(24, 0);
            bytes.extend(size.to_le_bytes());
            bytes.extend([u8::try_from(name.len()).expect("a short name"), 0]);
            bytes.resize(46, 0);
            bytes.extend(name.bytes());
            bytes
        };
        let mut archive = [entry(1_000, "a.xml"), entry(u32::MAX, "folder/b.xml")].concat();
        archive.extend(b"PK\x05\x06");
        archive.extend([0; 16]);
        assert_eq!(unpacked(&archive), 1_000 + u64::from(u32::MAX));
        for end in 0..archive.len() {
            unpacked(&archive[..end]);
        }
        assert_eq!(
            unpacked(b"PK\x05\x06\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"),
            0
        );
    }
}
