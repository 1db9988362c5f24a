use crate::advice::Alpha;
use crate::text::{Bilingual, say};

/// The agreement of raters, and how to interpret it.
pub(in crate::report) fn alpha_words(alpha: Alpha) -> Bilingual {
    match alpha {
        Alpha::Defined { thousandths, .. } => {
            let alpha = decimal(thousandths);
            say!(
                "Krippendorff's alpha (ordinal): {alpha}. 1 is full agreement, 0 is chance; below 0.667 it is too \
                 little to rely on.",
                "クリッペンドルフの α（順序尺度）：{alpha}。1 は完全な一致、0 は偶然と同程度です。0.667 未満では結果を信頼できません。"
            )
        }
        Alpha::NoPairs => say!(
            "Krippendorff's alpha is not defined: no question has levels from two raters.",
            "クリッペンドルフの α は計算できません：2人以上がレベルで答えた質問がありません。"
        ),
        Alpha::NoVariation => say!(
            "Krippendorff's alpha is not defined: all levels are the same, so agreement cannot be distinguished from chance.",
            "クリッペンドルフの α は計算できません：レベルがすべて同じため、一致と偶然を区別できません。"
        ),
        Alpha::TooLarge => say!(
            "Krippendorff's alpha is not shown: too many raters to compute it exactly.",
            "クリッペンドルフの α は表示できません：回答者が多すぎて、正確に計算できません。"
        ),
    }
}

/// Thousandths as a decimal number.
pub(in crate::report) fn decimal(thousandths: i64) -> String {
    let sign = if thousandths < 0 { "-" } else { "" };
    let digits = thousandths.unsigned_abs();
    format!("{sign}{}.{:03}", digits / 1000, digits % 1000)
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn decimals_keep_their_sign_and_zeros() {
        assert_eq!(decimal(815), "0.815");
        assert_eq!(decimal(-5), "-0.005");
        assert_eq!(decimal(1000), "1.000");
    }
}
