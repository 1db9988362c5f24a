//! Fallback notes for programs without threaded comments.

use std::borrow::Cow;

/// The address in the frame that Excel puts around a thread, in every language.
const ADDRESS: &str = "go.microsoft.com/fwlink/?linkid=870924";

/// The indentation of a comment's text, below the line that says whether it is a comment or a reply.
const INDENT: &str = "    ";

/// A note without the frame that Excel puts around a thread that was not kept itself: a bracketed heading, an
/// explanation that ends in an address, and a line before each text.
pub(super) fn without_frame(note: &str) -> Cow<'_, str> {
    let framed = note.trim_start().starts_with('[').then(|| note.split_once(ADDRESS)).flatten();
    let Some((_, conversation)) = framed else { return Cow::Borrowed(note) };
    let mut lines = conversation.lines().peekable();
    let mut texts = Vec::new();
    while let Some(line) = lines.next() {
        let names = line.trim_end().ends_with([':', '：']);
        if names && lines.peek().is_some_and(|next| next.starts_with(INDENT)) {
            continue;
        }
        texts.push(line.trim());
    }
    Cow::Owned(texts.join("\n").trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::without_frame;

    #[test]
    fn the_texts_of_a_conversation_are_left() {
        let english = "[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment; however, any \
                       edits to it will get removed if the file is opened in a newer version of Excel. Learn more: \
                       https://go.microsoft.com/fwlink/?linkid=870924\n\nComment:\n    Since when: May?\nor June?\nReply:\n    \
                       Since May\n";
        assert_eq!(without_frame(english), "Since when: May?\nor June?\nSince May");
        let japanese = "[スレッド化されたコメント]\n\nお使いの Excel では、このコメントを読むことができます。詳細: \
                        https://go.microsoft.com/fwlink/?linkid=870924\n\nコメント:\n    いつから？\n返信:\n    5月から";
        assert_eq!(without_frame(japanese), "いつから？\n5月から");
        for note in
            ["[draft] see the memo", "Comment:\n    mine", "https://go.microsoft.com/fwlink/?linkid=870924"]
        {
            assert_eq!(without_frame(note), note);
        }
    }
}
