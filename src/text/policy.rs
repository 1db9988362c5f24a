//! Content-Security-Policy by hash: a page can carry a style sheet or a script of its own, and nothing else runs.

use sha2::{Digest, Sha256};

/// The source expression of a Content-Security-Policy for exactly this text, such as `sha256-47DE…`.
pub(crate) fn policy_hash(text: &str) -> String {
    format!("sha256-{}", base64(&Sha256::digest(text)))
}

/// A style sheet without comments and insignificant spaces.
pub(crate) fn tight_style(style: &str) -> String {
    let mut parts = style.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    let bare = parts.fold(first, |all, part| all + part.split_once("*/").map_or("", |(_, rest)| rest));
    let text = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    let spaces = [
        (" {", "{"),
        ("{ ", "{"),
        (": ", ":"),
        ("; ", ";"),
        (", ", ","),
        (" }", "}"),
        ("} ", "}"),
        (";}", "}"),
    ];
    spaces.into_iter().fold(text, |text, (wide, narrow)| text.replace(wide, narrow))
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let at = |position: usize| u32::from(chunk.get(position).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for position in 0..4 {
            let sign = SIGNS[(bits >> (18 - 6 * position) & 63) as usize];
            out.push(if position <= chunk.len() { char::from(sign) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{base64, policy_hash, tight_style};

    #[test]
    fn bytes_become_signs() {
        let of = |text: &str| base64(text.as_bytes());
        assert_eq!([of(""), of("M"), of("Ma"), of("Man")], ["", "TQ==", "TWE=", "TWFu"]);
        assert_eq!(base64(&[0xfb, 0xff, 0xfe]), "+//+");
        assert_eq!(policy_hash(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }

    #[test]
    fn comments_and_needless_spaces_are_gone() {
        let style = "/* a\n b */\np { color: red;\n  margin: 0 1px; }\n/* c */ i + b { top: 0; } /* d */\n";
        assert_eq!(tight_style(style), "p{color:red;margin:0 1px}i + b{top:0}");
    }
}
