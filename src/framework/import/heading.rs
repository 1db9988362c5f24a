//! The meaning of headings in a table of criteria.

use unicode_normalization::UnicodeNormalization;

use crate::text::{Near, acts, folded, is_language_tag, nearest};

/// What a column says about a criterion. The language is `None` if the heading does not name one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum CriterionColumn {
    Id,
    /// The rubric, by name or id; with a language, its title.
    Rubric(Option<String>),
    /// The advice of the rubric.
    Advice(Option<String>),
    /// A text of the criterion, by its key.
    Text(&'static str, Option<String>),
    /// A text of a level, by the number in the heading and its key.
    LevelText(u8, &'static str, Option<String>),
    /// A number of a level.
    LevelNumber(u8, &'static str),
    /// The weight on a stage, by the name in the heading.
    Weight(String),
    /// The level that a stage requires.
    Gate(String),
    /// Any other key of the criterion.
    Plain(&'static str),
}

impl CriterionColumn {
    /// Whether two headings mean the same; stages differ by more than case and width.
    pub(super) fn means(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Weight(one), Self::Weight(two)) | (Self::Gate(one), Self::Gate(two)) => {
                folded(one) == folded(two)
            }
            _ => self == other,
        }
    }
}

/// Why a heading has no meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum HeadingFault {
    /// It is no known word; perhaps this one was meant, followed by the rest of the heading.
    Unknown(Option<Near<'static>>),
    /// The word must be followed by a stage.
    NoStage(&'static str),
    /// The word must be followed by the number of a level.
    NoNumber(&'static str),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Takes {
    Id,
    Rubric,
    Advice,
    Text,
    /// A text of the criterion, or with a number a text of a level.
    TextOrLevelText,
    LevelText(&'static str),
    LevelNumber,
    Weight,
    Gate,
    Plain,
}

/// The words at the beginning of headings, each with its synonyms.
const WORDS: [(&str, Takes, &[&str]); 21] = [
    ("rubric", Takes::Rubric, &["category", "ルーブリック", "カテゴリー", "カテゴリ", "分類"]),
    ("advice", Takes::Advice, &["助言"]),
    ("id", Takes::Id, &["評価項目id"]),
    ("title", Takes::Text, &["criterion", "評価項目", "項目名", "タイトル"]),
    ("question", Takes::Text, &["質問文", "質問", "設問"]),
    ("why", Takes::Text, &["理由"]),
    ("guidance", Takes::Text, &["補足", "説明"]),
    ("proof", Takes::TextOrLevelText, &["根拠資料"]),
    ("level", Takes::LevelText("says"), &["レベル"]),
    ("short", Takes::LevelText("short"), &["略記"]),
    ("next", Takes::LevelText("next"), &["次の行動"]),
    ("effort", Takes::LevelNumber, &["工数"]),
    ("lead_weeks", Takes::LevelNumber, &["待ち週数"]),
    ("value", Takes::LevelNumber, &["配点"]),
    ("weight", Takes::Weight, &["重み"]),
    ("at_least", Takes::Gate, &["gate", "必須レベル", "必要レベル", "必要なレベル"]),
    ("evidence_from", Takes::Plain, &["根拠資料が必要なレベル"]),
    ("valid_days", Takes::Plain, &["有効日数"]),
    ("may_not_apply", Takes::Plain, &["対象外可", "対象外"]),
    ("origin", Takes::Plain, &["由来"]),
    ("sources", Takes::Plain, &["source", "出典"]),
];

/// Separators between the parts of a heading.
const BETWEEN: [char; 9] = ['.', ' ', '_', ':', '/', '(', ')', '[', ']'];

pub(super) fn parse(heading: &str) -> Result<CriterionColumn, HeadingFault> {
    let plain: String = heading.nfkc().filter(|c| !acts(*c)).collect();
    let plain = plain.trim();
    let Some((name, takes, rest)) = word_of(plain) else { return Err(HeadingFault::Unknown(near(plain))) };
    let rest = rest.trim_matches(|c| BETWEEN.contains(&c) || c == '-');
    let mut parts: Vec<&str> = rest.split(BETWEEN).filter(|part| !part.is_empty()).collect();
    let number = number_of(&mut parts);
    let language = match parts.as_slice() {
        [] => Some(None),
        [tag] => language_of(tag).map(Some),
        _ => None,
    };
    let unknown = || HeadingFault::Unknown(None);
    let column = match (takes, number) {
        (Takes::Weight | Takes::Gate, _) if rest.is_empty() => return Err(HeadingFault::NoStage(name)),
        (Takes::Weight, _) => CriterionColumn::Weight(rest.to_owned()),
        (Takes::Gate, _) => CriterionColumn::Gate(rest.to_owned()),
        (Takes::LevelText(_) | Takes::LevelNumber, None) => return Err(HeadingFault::NoNumber(name)),
        (Takes::LevelText(key), Some(level)) => {
            CriterionColumn::LevelText(level, key, language.ok_or_else(unknown)?)
        }
        (Takes::TextOrLevelText, Some(level)) => {
            CriterionColumn::LevelText(level, name, language.ok_or_else(unknown)?)
        }
        (Takes::LevelNumber, Some(level)) if parts.is_empty() => CriterionColumn::LevelNumber(level, name),
        (Takes::Text | Takes::TextOrLevelText, None) => {
            CriterionColumn::Text(name, language.ok_or_else(unknown)?)
        }
        (Takes::Rubric, None) => CriterionColumn::Rubric(language.ok_or_else(unknown)?),
        (Takes::Advice, None) => CriterionColumn::Advice(language.ok_or_else(unknown)?),
        (Takes::Id, None) if parts.is_empty() => CriterionColumn::Id,
        (Takes::Plain, None) if parts.is_empty() => CriterionColumn::Plain(name),
        _ => return Err(unknown()),
    };
    Ok(column)
}

/// The longest word at the beginning of a heading, and the rest.
fn word_of(heading: &str) -> Option<(&'static str, Takes, &str)> {
    let lowered = heading.to_ascii_lowercase().replace('_', " ");
    let all = WORDS.iter().flat_map(|(name, takes, others)| {
        std::iter::once(name).chain(*others).map(move |word| (*name, *takes, *word))
    });
    let behind = |word: &str| {
        let rest = lowered.strip_prefix(&word.replace('_', " "))?;
        let goes_on = rest.starts_with(|c: char| c.is_ascii_alphabetic());
        (!goes_on).then_some(word.len())
    };
    let (name, takes, length) = all
        .filter_map(|(name, takes, word)| Some((name, takes, behind(word)?)))
        .max_by_key(|found| found.2)?;
    Some((name, takes, heading.get(length..)?))
}

/// The number at the beginning of the first part; what follows it remains a part.
fn number_of(parts: &mut Vec<&str>) -> Option<u8> {
    let first = parts.first_mut()?;
    let digits = first.bytes().take_while(u8::is_ascii_digit).count();
    let number = first[..digits].parse().ok()?;
    *first = &first[digits..];
    if first.is_empty() {
        parts.remove(0);
    }
    Some(number)
}

fn language_of(part: &str) -> Option<String> {
    let lowered = part.to_lowercase();
    let tag = match lowered.as_str() {
        "english" | "英語" | "英" => "en",
        "japanese" | "日本語" | "和文" => "ja",
        _ => {
            let (first, rest) = part.split_at(part.find('-').unwrap_or(part.len()));
            let tag = format!("{}{rest}", first.to_ascii_lowercase());
            return is_language_tag(&tag).then_some(tag);
        }
    };
    Some(tag.to_owned())
}

/// The heading with its first part replaced by the most similar word.
fn near(heading: &str) -> Option<Near<'static>> {
    let end = heading.find(|c: char| !c.is_alphabetic() && c != '_').unwrap_or(heading.len());
    let (first, rest) = heading.split_at(end);
    let near = nearest(&first.to_lowercase(), WORDS.iter().map(|(name, ..)| *name))?;
    Some(Near { name: format!("{near}{rest}").into(), sure: false })
}

#[cfg(test)]
mod tests {
    use super::{CriterionColumn, HeadingFault, parse};

    #[test]
    fn headings_are_read_as_people_write_them() {
        let tag = |tag: &str| Some(tag.to_owned());
        for (heading, meant) in [
            ("question.en", CriterionColumn::Text("question", tag("en"))),
            ("Question (JA)", CriterionColumn::Text("question", tag("ja"))),
            ("質問（日本語）", CriterionColumn::Text("question", tag("ja"))),
            ("title_pt-BR", CriterionColumn::Text("title", tag("pt-BR"))),
            ("level.0.en", CriterionColumn::LevelText(0, "says", tag("en"))),
            ("Level 10", CriterionColumn::LevelText(10, "says", None)),
            ("レベル１", CriterionColumn::LevelText(1, "says", None)),
            ("next-2.ja", CriterionColumn::LevelText(2, "next", tag("ja"))),
            ("proof", CriterionColumn::Text("proof", None)),
            ("proof.3", CriterionColumn::LevelText(3, "proof", None)),
            ("effort.1", CriterionColumn::LevelNumber(1, "effort")),
            ("weight.pilot", CriterionColumn::Weight("pilot".to_owned())),
            ("Weight: Second look", CriterionColumn::Weight("Second look".to_owned())),
            ("重み（臨床検証）", CriterionColumn::Weight("臨床検証".to_owned())),
            ("at_least.pilot", CriterionColumn::Gate("pilot".to_owned())),
            ("Evidence from", CriterionColumn::Plain("evidence_from")),
            ("ID", CriterionColumn::Id),
        ] {
            assert_eq!(parse(heading), Ok(meant), "{heading}");
        }
    }

    #[test]
    fn what_a_heading_lacks_is_known() {
        assert_eq!(parse("weight"), Err(HeadingFault::NoStage("weight")));
        assert_eq!(parse("level.en"), Err(HeadingFault::NoNumber("level")));
        for (heading, near) in [("qestion.en", Some("question.en")), ("owner", None), ("identity", None)] {
            let Err(HeadingFault::Unknown(found)) = parse(heading) else { panic!("{heading} is unknown") };
            assert_eq!(found.map(|near| near.to_string()).as_deref(), near, "{heading}");
        }
        for heading in ["question.en.ja", "effort.1.en", "id.en", "level.1.2"] {
            assert_eq!(parse(heading), Err(HeadingFault::Unknown(None)), "{heading}");
        }
    }
}
