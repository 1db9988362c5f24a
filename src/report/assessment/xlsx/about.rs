use rust_xlsxwriter::{Worksheet, XlsxError};

use super::ScoresView;
use super::formats::Formats;
use super::grid::Grid;
use crate::framework::Verdict;
use crate::report::words;
use crate::text::{Lang, grouped};

/// What the workbook is: the framework, the day, who has not endorsed it, and what the words mean.
pub(super) fn sheet(scores: &ScoresView<'_>, formats: &Formats) -> Result<Worksheet, XlsxError> {
    let mut grid = Grid::new(scores.lang.of("About", "このファイルについて"))?;
    for (row, (name, text)) in (0..).zip(lines(scores)) {
        grid.text((row, 0), &name, &formats.plain)?;
        grid.text((row, 1), &text, &formats.wrapped)?;
    }
    grid.finish()
}

fn lines(scores: &ScoresView<'_>) -> Vec<(String, String)> {
    let (framework, lang, language) = (scores.framework, scores.lang, scores.language());
    let line = |en: &str, ja: &str, text: &str| (lang.of(en, ja).to_owned(), text.to_owned());
    let mut lines = vec![
        line("Framework", "フレームワーク", framework.title().to(language)),
        line("Id", "id", framework.id()),
        line("Version", "バージョン", framework.version()),
        line("Digest (SHA-256)", "ダイジェスト（SHA-256）", framework.digest()),
        line("As of", "採点の基準日", &scores.as_of.to_string()),
        line("Made with", "作成プログラム", concat!("outside-in ", env!("CARGO_PKG_VERSION"))),
        line("Companies", "企業・製品の数", &grouped(scores.assessed.len())),
        line("Refused inputs", "採点できない入力の数", &grouped(scores.refused.len())),
    ];
    if let Some(disclaimer) = framework.disclaimer() {
        lines.push(line("Please note", "ご注意", disclaimer.to(language)));
    }
    lines.extend(Verdict::ALL.iter().rev().map(|verdict| {
        (words::verdict(*verdict).to(lang).to_owned(), words::verdict_meaning(*verdict).to(lang).to_owned())
    }));
    lines.extend(numbers(lang));
    lines
}

fn numbers(lang: Lang) -> [(String, String); 6] {
    [
        (
            "score",
            "回答どおり",
            "claims count as made, open answers as the lowest level",
            "回答どおりに数え、未回答・不明は最低のレベルとみなします",
        ),
        (
            "proven",
            "根拠あり",
            "claims without their evidence count lower",
            "根拠資料のない回答を低いレベルとみなします",
        ),
        ("possible", "最大", "open answers count as the top level", "未回答・不明を最高のレベルとみなします"),
        (
            "held back by",
            "満たしていない必須条件",
            "the ids of gates that have failed or are open, on the levels claimed",
            "回答どおりのレベルで満たしていない、または未確定の必須条件の id",
        ),
        (
            "unknown",
            "unknown",
            "not known, or answered too long ago",
            "わからない、または回答の有効期間を過ぎたもの",
        ),
        ("n/a", "n/a", "does not apply", "該当しない、または対象外"),
    ]
    .map(|(en, ja, text_en, text_ja)| (lang.of(en, ja).to_owned(), lang.of(text_en, text_ja).to_owned()))
}
