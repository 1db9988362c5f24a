//! Why a criterion does not apply.

use super::answer::KeyPath;
use super::record::Reader;
use super::said::says_why;
use crate::framework::CriterionIx;
use crate::source::{Diagnostic, Value, codes};
use crate::text::{Label, clean, say, visible};

/// The reason that is given; nothing if it is none, or if the criterion must apply.
pub(super) fn not_applicable<'d>(
    reader: &mut Reader<'_>,
    criterion: CriterionIx,
    path: KeyPath<'_>,
    reason: Value<'d>,
) -> Option<&'d str> {
    let key = KeyPath { part: ".not_applicable", ..path };
    if !reader.framework[criterion].may_not_apply {
        let message = say!(
            "`{path}` may not be left out as \"does not apply\"",
            "`{path}` に「該当しない」は選べません"
        );
        let help = say!("give a level, or `unknown`", "レベルか `unknown` で答えてください。");
        reader
            .note(Diagnostic::new(codes::MUST_APPLY, message).help(help).key(key.to_string()), Some(reason));
        return None;
    }
    let Some(text) = reason.as_text() else {
        reader.wrong_type(&key, reason, Label("the reason as a text", "理由を書いた文字列"));
        return None;
    };
    if !says_why(text) {
        let seen = clean(visible(text).trim());
        let message = if seen.is_empty() {
            say!(
                "`{path}` does not apply, but for no reason",
                "`{path}` に「該当しない」理由が書かれていません"
            )
        } else {
            say!(
                "`{path}` does not apply, but `{seen}` is no reason",
                "`{path}` の「{seen}」は「該当しない」理由になりません"
            )
        };
        let help = say!(
            "say why it does not apply; if it does, write the level, and if nobody knows, `unknown`",
            "該当しない理由を書いてください。該当する場合はレベルを、わからなければ unknown を書いてください。"
        );
        reader.note(
            Diagnostic::new(codes::REASON_MISSING, message).help(help).key(key.to_string()),
            Some(reason),
        );
        return None;
    }
    Some(text)
}
