//! Look-alikes of syntax characters, as written by a word processor or a Japanese keyboard.

use crate::text::{Bilingual, half_width, say};

/// A look-alike outside of strings and comments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Confusable {
    pub(super) at: usize,
    pub(super) found: char,
    pub(super) meant: char,
}

impl Confusable {
    pub(super) fn at(text: &str, at: usize) -> Option<Self> {
        let found = text.get(at..)?.chars().next()?;
        Some(Self { at, found, meant: meant(found)? })
    }

    /// The first one in a line of TOML, outside of quoted strings and comments.
    pub(super) fn first(line: &str) -> Option<Self> {
        let mut quote = None;
        let mut escaped = false;
        for (at, found) in line.char_indices() {
            match (quote, found) {
                (Some('"'), _) if escaped => escaped = false,
                (Some('"'), '\\') => escaped = true,
                (Some(open), _) if open == found => quote = None,
                (Some(_), _) => {}
                (None, '"' | '\'') => quote = Some(found),
                (None, '#') => return None,
                (None, _) => {
                    if let Some(meant) = meant(found) {
                        return Some(Self { at, found, meant });
                    }
                }
            }
        }
        None
    }

    /// A look-alike of a quotation mark at the end of a line.
    pub(super) fn closing(line: &str) -> Option<Self> {
        let (at, _) = line.trim_end().char_indices().next_back()?;
        Self::at(line, at).filter(|one| one.meant == '"')
    }

    pub(super) fn message(self) -> Bilingual {
        let Self { found, meant, .. } = self;
        match (found, meant) {
            ('\u{3000}', _) => say!("there is a full-width space here", "全角スペースがあります"),
            (_, ' ') => say!("there is a space of a special kind here", "特殊な空白文字があります"),
            ('！'..='～', _) => {
                say!("`{found}` is a full-width character", "`{found}` は全角文字です")
            }
            (_, '"') => say!(
                "`{found}` is not the quotation mark of a text",
                "`{found}` は文字列を囲む引用符として使えません"
            ),
            _ => say!("`{found}` means nothing here", "`{found}` はここでは使えません"),
        }
    }

    pub(super) fn help(self) -> Bilingual {
        match self.meant {
            ' ' => say!("write an ordinary space", "半角スペースにしてください。"),
            meant => say!("write `{meant}`", "半角の `{meant}` を使ってください。"),
        }
    }
}

fn meant(found: char) -> Option<char> {
    Some(match found {
        '“' | '”' | '„' | '‟' | '«' | '»' | '‘' | '’' | '‚' | '‛' | '「' | '」' | '『' | '』' | '＇'
        | '″' => '"',
        '\u{3000}' | '\u{a0}' | '\u{2000}'..='\u{200b}' | '\u{202f}' => ' ',
        '–' | '—' | '−' | '‐' | '‑' => '-',
        '、' => ',',
        '【' => '[',
        '】' => ']',
        '！'..='～' => half_width(found),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::Confusable;

    #[test]
    fn only_what_stands_outside_of_texts_is_found() {
        let first = |line| Confusable::first(line).map(|one| (one.found, one.meant));
        assert_eq!(first("a = “x”"), Some(('“', '"')));
        assert_eq!(first("a ＝ 1"), Some(('＝', '=')));
        assert_eq!(first("a = ２"), Some(('２', '2')));
        assert_eq!(first("a\u{3000}= 1"), Some(('\u{3000}', ' ')));
        assert_eq!(first("a = ［1］"), Some(('［', '[')));
        assert_eq!(first("a = \"“x” \\\" ＝\" # ＝"), None);
        assert_eq!(first("a = '“x”'"), None);
        assert_eq!(Confusable::closing("a = \"x” ").map(|one| one.at), Some(6));
    }
}
