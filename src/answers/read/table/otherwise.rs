//! Words that say of what they name that it is not somebody's answers of today: known once, for columns, rows, titles and
//! the pages of a workbook.

use unicode_normalization::UnicodeNormalization;

use super::heading_parts::parts;
use super::heading_words::is_number;
use super::plain;
use crate::answers::word_list::{FirstWords, WordList, first_word};
use crate::answers::{Column, HeaderKey, bare_name};
use crate::source::{Code, Diagnostic, codes};
use crate::text::{Label, clean, is_japanese, say, squeezed, visible};

/// What is of another time, or meant to be.
static NOT_TODAY: WordList = WordList::new(
    "previous|prev|prior|old|former|earlier|before|last|last year|past|history|archive|archived|backup\
    |draft|target|targets|goal|goals|plan|plans|planned|next|next year|future|forecast|expected|desired|ideal\
    |projected|to be|to-be|tobe|前回|次回|以前|過去|履歴|前年|昨年|去年|来年|来期|前期|今後|将来|目標|予定|計画|見込み|見込|予測|希望\
    |理想|修正前|変更前|下書き|目指す姿|めざす姿|あるべき姿|ありたい姿|将来像|中期計画",
);

/// The same of pages, titles and columns. In a name they count in brackets only: many companies are called so.
static VISIONS: WordList = WordList::new(
    "vision|ambition|aspiration|ambitions|aspirational|aspired|roadmap|what if|what-if|ビジョン|ロードマップ|構想",
);

/// Of the words that are Japanese, names as well.
static NAMES: WordList = WordList::new("希望|理想");

/// What is of today, but only beside something that is not.
static TODAY: WordList = WordList::new("current|today|now|as-is|as is|asis|actual|現状|現在|今回");

/// What says the same of a column, where so many words are no names of companies.
static OF_COLUMNS: WordList = WordList::new(
    "wave|round|rater|year|score|scores|points|weight|weights|reason|lastyear|nextyear|importance\
    |important|priority|confidence|competitor|max|min|mean|average|total|sum|rank|percent|example|sample|not|no|non\
    |without|sure|certain|confident|agree|satisfied|difficult|urgent|relevant|responsible|label|text|other|title|meta|metadata|choices|options|later|点数|得点|採点|理由|年度|平均|合計|重み|重要度\
    |優先|順位|例|確信|自信|満足|難易度",
);

/// What is no longer, or was never, anybody's.
static DROPPED: WordList = WordList::new(
    "withdrawn|cancelled|canceled|void|deleted|obsolete|superseded|duplicate|template|test|dummy|do not use|don't use|do not score|ignore|辞退\
    |取下げ|取り下げ|取消|取り消し|無効|削除|旧|重複|テスト|ダミー|使用不可|使用しない|対象外|案",
);

/// What shows how to fill in a table.
static EXAMPLES: WordList = WordList::new(
    "example|examples|e.g.|e.g|eg|sample|sample answer|sample row|sample company|example company\
    |example answer|記入例|記載例|入力例|回答例|例|例示|見本|サンプル|記入見本|入力見本",
);

/// What the answers of companies are held against.
static STANDARDS: WordList = WordList::new(
    "gate|best practice|required level|peer group|target score|target level|benchmark|benchmarks\
    |baseline|reference|full marks|full score|perfect score|max score|maximum score|max points|max level|weight|weights\
    |weighting|threshold|thresholds|cut-off|cutoff|満点\
    |合格ライン|必要レベル|目標値|目標点|基準|基準値|基準点|合格点|合格基準|ベンチマーク|重み|重み付け|ウェイト|配点",
);

/// What sums up many, and of whom.
static MEANS: WordList =
    WordList::new("average|avg|avg.|mean|median|total|totals|quartile|平均|平均値|平均点|中央値|合計");
static OF_MANY: WordList = WordList::new(
    "industry|sector|peer|peers|market|cohort|portfolio|grand|benchmark|業界|同業|他社|競合|市場|全社|全体|総",
);

/// What may stand beside such a word without saying anything else.
static BESIDE: WordList = WordList::new(
    "as|of|for|by|in|the|end|year|fy\
    |version|年度|年|月|末|期|値|点|レベル|到達|の|における|版|用|時点|プロファイル|状態|像|回答|評価|スコア|シート|一覧|表|まで|行\
    |データ",
);

/// The same, and what a title is about after such a word.
static PROFILE: WordList =
    WordList::new("profile|state|status|level|levels|value|values|score|scores|answers");

/// What a name says of what it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NameSays {
    Nothing,
    /// Of a page or a title it says so, but not of a row.
    NotOfRows,
    /// It is such a word, but somebody may be called so.
    Perhaps,
    Surely,
}

/// Whether the words of a heading say that something else than an answer of today is under it, such as that of last year.
pub(super) fn is_otherwise(words: &str) -> bool {
    let words = plain(words);
    let lists = [&NOT_TODAY, &VISIONS, &OF_COLUMNS];
    let is_in = |word: &str| !word.is_ascii() && words.contains(word);
    parts(&words).iter().any(|word| {
        let bare = word.trim_end_matches(|c: char| c.is_ascii_digit());
        lists.iter().any(|list| list.has(bare)) || word.strip_prefix("fy").is_some_and(is_number)
    }) || !words.is_ascii() && lists.into_iter().flat_map(WordList::iter).any(is_in)
        || words.split(|c: char| !c.is_ascii_digit()).any(is_year)
}

fn is_year(digits: &str) -> bool {
    matches!(digits.as_bytes(), [b'1', b'9', _, _] | [b'2', b'0', _, _])
}

/// Whether a heading is a year and nothing else: `2028`, `FY2028`, `2028年度`.
pub(super) fn is_year_alone(text: &str) -> bool {
    let text = plain(text);
    let number = ["年度", "年"].iter().find_map(|end| text.strip_suffix(end)).unwrap_or(&text);
    is_year(number.strip_prefix("fy").unwrap_or(number).trim())
}

/// Whether a name says that something is of today, and nothing else.
pub(super) fn is_of_today(name: &str) -> bool {
    TODAY.has(&plain(name))
}

/// The years that the name of a page names, by their last two digits.
pub(super) fn years_in(name: &str) -> Vec<String> {
    let name = plain(name);
    let words = parts(&name).into_iter();
    let short =
        words.filter_map(|word| word.strip_prefix("fy")).filter(|year| year.len() == 2 && is_number(year));
    let long = name.split(|c: char| !c.is_ascii_digit()).filter(|digits| is_year(digits));
    long.map(|year| &year[2..]).chain(short).map(str::to_owned).collect()
}

/// A name as it is compared with the words. As in other names, one sign may be several characters: `㈱`.
fn compared(name: &str) -> String {
    plain(&visible(name)).nfkc().collect()
}

/// No longer name is looked at, in bytes.
const LONGEST_NAME: usize = 200;

/// What the name of a row or of a page says of it. The word stands for itself, perhaps with a year; in brackets; or before
/// or after a colon or a dash. As a part of a longer name it says nothing: `Target Discovery Inc.`, `PlanMed`.
pub(super) fn name_says(name: &str) -> NameSays {
    if name.len() > LONGEST_NAME || !FIRST.may_be_in(name) {
        return NameSays::Nothing;
    }
    let name = compared(name);
    let (head, inside) = bracketed(&name);
    let says = |part: &str, least: Sort| {
        (phrase(part) >= Some(least) || is_condition(part)).then_some(NameSays::Surely)
    };
    // A word before a dash may be a name, such as that of a brand.
    let least = |part: &str| {
        let is_first = name.starts_with(part) && !name[part.len()..].starts_with(':');
        if is_first { Sort::Firm } else { Sort::Word }
    };
    let apart = name.split(LOOSE).chain(name.split(" - ")).filter(|part| part.len() < name.len());
    // Behind what is less than a sign only what is no part of a name, and not all that there is of one.
    let ends = name.match_indices(TIGHT).filter(|(at, sign)| {
        let (least, after) = (if *sign == "," { Sort::Word } else { Sort::Firm }, &name[at + sign.len()..]);
        (phrase(after) >= Some(least) || *sign == "," && is_condition(after))
            && !bare_name(&name[..*at]).is_empty()
    });
    let is_whole_name = inside.iter().all(|inside| !inside.is_empty() && bare_name(inside).is_empty());
    let head = Some(head).filter(|_| inside.is_empty() || !is_whole_name);
    let whole = phrase(&name).map(|sort| match sort {
        Sort::Standard if !name.is_ascii() => NameSays::Surely,
        Sort::Standard | Sort::Word => NameSays::Perhaps,
        Sort::Vision => NameSays::NotOfRows,
        Sort::Firm => NameSays::Surely,
    });
    let whole = whole.max(is_of_many(&name).then_some(NameSays::Surely));
    // What is in brackets may make a name of it.
    let whole = whole.or_else(|| {
        let sort = head.and_then(phrase)?;
        let is_name = inside.iter().any(|inside| !inside.is_empty() && phrase(inside).is_none());
        match sort {
            Sort::Vision => Some(NameSays::NotOfRows),
            Sort::Firm if !is_name => Some(NameSays::Surely),
            Sort::Standard | Sort::Word if is_name => None,
            _ => Some(NameSays::Perhaps),
        }
    });
    let inside = inside.into_iter().filter_map(|part| says(part, Sort::Vision));
    let parts = apart.filter_map(|part| says(part, least(part))).chain(inside);
    parts.chain(ends.map(|_| NameSays::Surely)).chain(whole).max().unwrap_or(NameSays::Nothing)
}

/// The columns, in letters and digits alone, that say of a row what it is.
static STATES: WordList = WordList::new("scenario|scenarios|timeframe|シナリオ|時点");

/// Whether a column that is not used says of a row, if it does at all, that it is not of today.
pub(super) fn is_of_state(heading: &str) -> bool {
    STATES.has(&squeezed(heading))
}

/// Whether all that a cell says is that something is not of today. `PLAN-0012` is a key.
pub(super) fn is_aside(text: &str) -> bool {
    text.len() <= LONGEST_STATE && FIRST.may_be_in(text) && {
        let text = compared(text);
        let has_number = text.contains(|c: char| c.is_ascii_digit());
        let is_key = has_number && (text.contains(['-', '_']) || years_in(&text).is_empty());
        phrase(&text) >= Some(Sort::Vision) && !is_key || is_of_many(&text)
    }
}

/// In bytes.
const LONGEST_STATE: usize = 60;

/// The warning that a key of a sheet says that it is not of today.
pub(in crate::answers::read) fn aside_by(
    key: &str,
    column: Option<Column>,
    text: &str,
) -> Option<Diagnostic> {
    let is_of_state = match column {
        Some(Column::Header(key)) => matches!(key, HeaderKey::Reference | HeaderKey::Respondent),
        Some(_) => false,
        None => is_of_state(key),
    };
    (is_of_state && is_aside(text)).then(|| {
        let text = clean(text.trim());
        let message = say!(
            "`{key}` is `{text}`: by that these are not the answers of today; they were scored all the same",
            "`{key}` が「{text}」となっており、現時点の回答ではないようですが、採点しました"
        );
        Diagnostic::new(codes::NO_COMPANY, message).key(key)
    })
}

/// What makes a part of a name a condition.
static IF: WordList = WordList::new("if |assuming |unless |subject to ");
static CONDITIONS: WordList = WordList::new(
    "funded|funding|financed|financing|approved|approval|granted|grant|awarded|cleared|clearance|successful|success\
    |closed|closing|raised|won|signed|accepted|acquired|launched|reimbursed|reimbursement",
);

fn is_condition(part: &str) -> bool {
    let part = part.trim();
    IF.begins(part) && part.split(' ').any(|word| CONDITIONS.has(word))
}

/// Whether a name is that of a number about many, such as `Industry median`.
fn is_of_many(name: &str) -> bool {
    let of = |of: &str, mean: &str| {
        MEANS.has(mean.trim_start_matches('の')) && (OF_MANY.has(of) || of.is_empty() && !mean.is_ascii())
    };
    match name.split_once(' ') {
        Some((first, rest)) => of(first, rest),
        None => of("", name) || OF_MANY.beginnings_of(name).any(|first| of(first, &name[first.len()..])),
    }
}

/// The warning that the name of a sheet surely is that of nobody who is assessed.
pub(in crate::answers::read) fn nobody(name: &str) -> Option<Diagnostic> {
    (name_says(name) == NameSays::Surely).then(|| {
        let message = say!(
            "`{name}` is by its name a plan, a target, an example or the like; it was scored all the same",
            "「{name}」は、名称からみて計画・目標・記入例などのようですが、採点しました"
        );
        Diagnostic::new(codes::NO_COMPANY, message).key(HeaderKey::Subject.name())
    })
}

/// Most names have none of these words, which is seen quickly.
static FIRST: FirstWords =
    FirstWords::of(&[&NOT_TODAY, &VISIONS, &DROPPED, &EXAMPLES, &STANDARDS, &OF_MANY, &TODAY, &IF]);

/// How a key ends whose value follows a colon.
static KEYS: WordList = WordList::new("level|status|score|value");

/// Whether a row with nothing else is surely the title of answers of another time: neither somebody's name, nor that of an
/// example or of what is dropped.
pub(super) fn is_title_of_other_time(title: &str) -> bool {
    if title.len() > LONGEST_NAME || !FIRST.may_be_in(title) {
        return false;
    }
    let title = compared(title);
    let least = if title.trim_end().ends_with(':') { Sort::Word } else { Sort::Firm };
    let lists = [&EXAMPLES, &DROPPED];
    phrase(&title) >= Some(least) && !title.contains(OPEN) && !lists.iter().any(|list| list.is_in(&title))
}

/// Whether a title over a table says that nobody's answers of today are below: nothing but such words, or what they are the
/// profile of. A word alone before a colon only says what the table is for.
pub(super) fn title_says(title: &str) -> NameSays {
    if title.len() > LONGEST_NAME {
        return NameSays::Nothing;
    }
    let visible = visible(title);
    let plain_title = plain(&visible);
    let of_head = |head: &str| {
        let mut words = head.split(' ').filter(|word| !word.is_empty());
        words.next().is_some_and(|word| phrase(word) >= Some(Sort::Vision))
            && words.next().is_some_and(|word| PROFILE.has(word))
    };
    let of_head = |title: &str| title.split(LOOSE).flat_map(|part| part.split(" - ")).any(of_head);
    let words = parts(&plain_title);
    // What is about today as well, a draft of a form, or a key and its value, says nothing of the answers.
    if words.iter().any(|word| TODAY.has(word))
        || words.len() > 1 && words.last().is_some_and(|word| *word == "draft")
        || plain_title.split_once(':').is_some_and(|(key, value)| {
            !value.trim().is_empty() && KEYS.has(parts(key).last().copied().unwrap_or_default())
        })
    {
        return NameSays::Nothing;
    }
    match plain_title.split_once(':') {
        _ if of_head(&plain_title) => NameSays::Surely,
        Some((head, behind))
            if !behind.is_empty()
                && [&NOT_TODAY, &VISIONS, &DROPPED, &EXAMPLES].iter().any(|list| list.has(head.trim())) =>
        {
            NameSays::Nothing
        }
        _ => name_says(title),
    }
}

/// What parts a name however it is written, and what does where no other words can be meant.
const LOOSE: [char; 9] = [':', '–', '—', '―', '|', '/', '／', '｜', '：'];
const TIGHT: [char; 4] = ['-', '_', ' ', ','];
const OPEN: [char; 8] = ['(', '[', '【', '〔', '「', '<', '『', '{'];
const CLOSE: [char; 8] = [')', ']', '】', '〕', '」', '>', '』', '}'];

/// The names, as [`bare_name`] has them, that this one may be with something added: what stands before or behind a sign, or
/// beside a word of another time; and whether nothing but a number is added to the first.
pub(crate) fn names_within(name: &str) -> (Vec<String>, bool) {
    let is_sign =
        |c: char| OPEN.contains(&c) || LOOSE.contains(&c) || [',', '、', '，', '（', '［'].contains(&c);
    if name.len() > LONGEST_NAME
        || !name.contains(is_sign)
            && !name.contains(" - ")
            && !FIRST.may_be_in(name)
            && !name.split(' ').any(is_year)
    {
        return (Vec::new(), false);
    }
    let name = compared(name);
    let is_between = |c: char| is_sign(c) || CLOSE.contains(&c);
    let parts = name.split(is_between).flat_map(|part| part.split(" - "));
    let parts = parts.map(str::trim).filter(|part| !part.is_empty() && !bare_name(part).is_empty());
    let parts: Vec<&str> = parts.collect();
    let is_numbered = parts.len() > 1 && parts[1..].iter().all(|part| !part.contains(char::is_alphabetic));
    let says = |word: &str| phrase(word).is_some() || TODAY.has(word) || is_year(word);
    let lists = || [&NOT_TODAY, &DROPPED, &TODAY].into_iter().flat_map(WordList::iter);
    let first = parts.first().copied().unwrap_or_default();
    let before = first.rsplit_once(' ').filter(|(_, word)| says(word));
    let is_numbered = is_numbered || before.is_some_and(|(_, word)| is_year(word));
    let after = first.split_once(' ').filter(|(word, _)| says(word));
    let joined = lists().filter(|word| !word.is_ascii() && !first.is_ascii());
    let joined = joined.filter_map(|word| first.strip_prefix(word).or_else(|| first.strip_suffix(word)));
    let found = before.map(|(rest, _)| rest).into_iter().chain(after.map(|(_, rest)| rest)).chain(joined);
    let found = found.chain(parts.iter().copied().take(1)).chain(parts.iter().copied().skip(1).last());
    let (whole, mut names) = (bare_name(&name), found.map(bare_name).collect::<Vec<_>>());
    names.retain(|name| !name.is_empty() && *name != whole);
    (names, is_numbered)
}

/// What is in brackets in a name, and what stands before the first.
fn bracketed(name: &str) -> (&str, Vec<&str>) {
    let mut inside = Vec::new();
    let mut rest = name;
    while let Some((_, after)) = rest.split_once(OPEN) {
        inside.push(after.split(CLOSE).next().unwrap_or_default());
        rest = after;
    }
    let head = name.split(OPEN).next().unwrap_or_default();
    (head, inside)
}

/// What words say that are nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    /// What others are held against.
    Standard,
    Vision,
    /// A word that may be a name, too.
    Word,
    /// A word with a year, one that is no name, or an example.
    Firm,
}

/// Reads words from the first to the last; nothing if one of them is unknown, or all of them say nothing.
fn phrase(text: &str) -> Option<Sort> {
    let (mut rest, mut found, mut is_numbered, mut is_example) = (text, None, false, false);
    let (mut has_year, mut is_after_year) = (false, false);
    loop {
        rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 {
            let (number, after) = rest.split_at(digits);
            is_numbered = true;
            has_year |= is_year(number) || is_after_year || after.starts_with('年');
            rest = after;
            continue;
        }
        if rest.is_empty() {
            break;
        }
        let run = first_word(rest);
        if !run.is_empty() && !FIRST.has(run) && !BESIDE.has(run) && !PROFILE.has(run) {
            return None;
        }
        let lists = [
            (&EXAMPLES, Some(Sort::Firm)),
            (&NOT_TODAY, Some(Sort::Word)),
            (&VISIONS, Some(Sort::Vision)),
            (&DROPPED, Some(Sort::Word)),
            (&STANDARDS, Some(Sort::Standard)),
            (&BESIDE, None),
            (&PROFILE, None),
        ];
        // The longest word that begins here, and ends where a word ends.
        let is_whole = |word: &&str| {
            let after = &rest[word.len()..];
            !word.is_ascii() || !after.starts_with(|c: char| c.is_alphabetic() && !is_japanese(c))
        };
        let words = lists
            .into_iter()
            .flat_map(|(list, sort)| list.beginnings_of(rest).filter(is_whole).map(move |word| (word, sort)));
        let (word, sort) = words.max_by_key(|(word, _)| word.len())?;
        // No company is called by such a word in Japanese, or by several.
        let is_no_name = !word.is_ascii() && !NAMES.has(word) || word.contains([' ', '-', '\'']);
        let sort = sort.map(|sort| if sort == Sort::Word && is_no_name { Sort::Firm } else { sort });
        is_example |= word.is_ascii() && EXAMPLES.has(word);
        is_after_year = matches!(word, "fy" | "year");
        found = found.max(sort);
        rest = &rest[word.len()..];
    }
    // Samples have numbers.
    let found = found.filter(|_| !is_example || !is_numbered);
    found.map(|sort| if sort == Sort::Word && has_year { Sort::Firm } else { sort })
}

/// The finding that a title, a page or a second row of headings says that what is there is not of today.
pub(super) fn not_of_today(code: Code, Label(en, ja): Label, name: &str) -> Diagnostic {
    let name = name.trim();
    let message = say!(
        "{en} `{name}` says that these are not the answers of today, but earlier ones, a plan, a template or the like; none was used",
        "{ja}「{name}」から、現時点の回答ではなく、過去の回答・計画・ひな形などと判断し、使いませんでした"
    );
    let help = say!(
        "if they are, call it something else; if not, take it out",
        "現時点の回答であれば別の名前にし、そうでなければ取り除いてください。"
    );
    Diagnostic::new(code, message).help(help)
}
