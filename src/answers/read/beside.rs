//! What words beside a level, or beside the id of a choice, say against it: known once, for all forms.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::absent::{are_absent, without_absent};
use super::reply::{LEVEL, LevelTexts, OfLevel};
use super::said::{does_not_apply, is_nothing, is_unknown};
use crate::answers::evidence::only_claims;
use crate::answers::later::month_named;
use crate::answers::word_list::WordList;
use crate::text::lowered;

/// What words beside a level are.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum BesideLevel<'w> {
    /// The text of the level, or nothing that says anything.
    Its,
    /// A remark of somebody's own.
    Remark(&'w str),
    /// What the level cannot be believed with.
    Against(Against),
}

/// Why a level is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Against {
    /// Beside it is the text of this level.
    OtherLevel(u8),
    /// Beside it is another number.
    Number,
    /// The words doubt it, limit it, put it off, or say that it is not so.
    Words,
}

/// What words beside a level are, held against the texts of all levels.
pub(super) fn beside<'w>(level: i64, words: &'w str, texts: Option<&LevelTexts>) -> BesideLevel<'w> {
    let own = || texts.map(|texts| texts.plain(level)).unwrap_or_default();
    if has_sign(words, |sign| own().contains(sign)) {
        return BesideLevel::Against(Against::Words);
    }
    let rest = match texts.map(|texts| texts.of_level(level, words)) {
        Some(OfLevel::Other(other)) => return BesideLevel::Against(Against::OtherLevel(other)),
        Some(OfLevel::Own(rest)) => rest,
        Some(OfLevel::None) | None => words,
    };
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || BETWEEN.contains(&c)).trim_end();
    if !rest.contains(char::is_alphanumeric) || only_claims(rest) || level == 0 && is_nothing(rest) {
        return BesideLevel::Its;
    }
    if has_number(rest, level, texts.map_or(9, LevelTexts::top)) {
        return BesideLevel::Against(Against::Number);
    }
    // Nothing that words take back is below the lowest level.
    // A word alone that its text has as well, such as "planned", says more than it does there.
    let own = if rest.len() >= LONG { own() } else { "" };
    let is_against =
        if level == 0 { is_unknown(rest) || does_not_apply(rest) } else { takes_back(rest, own) };
    if is_against { BesideLevel::Against(Against::Words) } else { BesideLevel::Remark(rest) }
}

/// Shorter words are no part of a level's text.
const LONG: usize = 24;

/// What stands between a level, or its text, and a remark.
const BETWEEN: [char; 21] = [
    '.', '。', ',', ':', '-', '/', '~', '〜', '～', '–', '—', '―', '−', 'ー', '：', '、', ';', '；', ')',
    '）', '|',
];

/// Signs that doubt, deny or change what they stand beside.
static SIGNS: WordList = WordList::new("?|？|->|=>|<-|×|✗|✘|✕|✖|❌|☐|△|▲|→|←|⇒|⇐|➡|⟶");

/// Whether words have a sign that doubts, denies or changes what they stand beside, and which its own texts do not have.
pub(super) fn has_sign(words: &str, own: impl Fn(&str) -> bool) -> bool {
    // Few signs are of ASCII.
    if words.is_ascii() && !words.contains(['?', '>', '<']) {
        return false;
    }
    SIGNS.found_in(words).any(|sign| !own(if sign == "？" { "?" } else { sign }))
}

/// Whether words beside something say that nobody knows, that nothing is there, or that it is not, or not yet, so.
/// What their own texts say as well is no word against it.
pub(super) fn takes_back(words: &str, own: &str) -> bool {
    if is_unknown(words) || is_nothing(words) || does_not_apply(words) {
        return true;
    }
    let mut plain = lowered(words);
    if plain.lines().any(is_proposed) {
        return true;
    }
    if HARMLESS.is_in(&plain) {
        for phrase in HARMLESS.iter() {
            plain = plain.replace(phrase, " . ");
        }
    }
    let plain = without_absent(plain);
    in_english(&plain, own) || !plain.is_ascii() && in_japanese(&plain, own)
}

/// Whether a comment on a level says against it what would be an error beside it, as far as a text of its own surely does: it
/// takes the level back, or names another one.
pub(super) fn contradicts(comment: &str, level: i64, texts: &LevelTexts) -> bool {
    matches!(texts.of_level(level, comment), OfLevel::Other(_))
        || level > 0 && takes_back(comment, texts.plain(level))
        || names_other(&lowered(comment), level, texts.top())
}

/// What stands before the level that is true.
static CUES: WordList = WordList::new(
    "really|actually|in fact|in truth|in reality|should be|would be|more like|rather|correct|corrected to|i'd say\
    |level|lvl|→|⇒|->|=>| says| said| thinks| thought| claims| rates it| rated it|本当は|実際は|実際には|実は|正しくは|実態は|訂正|修正|レベル",
);

/// What may stand between the two.
static FILLERS: WordList = WordList::new("level|lvl|a|at|to|is|only|it's|レベル|は|が");

/// Whether a text is another number, perhaps below the name of who wrote it, or has one behind a word for what is true.
fn names_other(plain: &str, level: i64, top: i64) -> bool {
    let is_other = |text: &str| {
        let mut rest = text;
        // Nobody writes more of them.
        for _ in 0..4 {
            rest = rest
                .trim_start_matches(|c: char| c.is_whitespace() || [':', ',', '、', '(', '"'].contains(&c));
            let filler = FILLERS.iter().find_map(|filler| {
                let after = rest.strip_prefix(filler)?;
                (!filler.is_ascii() || !after.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(after)
            });
            let Some(after) = filler else { break };
            rest = after;
        }
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let (number, after) = rest.split_at(end);
        let is_counted = after.starts_with(['-', '/', '%', '.'])
            && after[1..].starts_with(|c: char| c.is_ascii_digit())
            || after.trim_start().starts_with(|c: char| c.is_alphanumeric() || c == '%')
                && !["です", "だ", "と", "で", "点", "くらい", "程度"]
                    .iter()
                    .any(|end| after.starts_with(end));
        !is_counted && number.parse().is_ok_and(|number: i64| number <= top && number != level)
    };
    let is_whole = |line: &str| line.trim().bytes().all(|byte| byte.is_ascii_digit()) && is_other(line);
    // `CTO: 0`, `CTOは0`
    let is_named = |line: &str| {
        line.trim().rsplit_once([':', 'は', '=']).is_some_and(|(name, number)| {
            is_whole(number) && tokens(name).count() <= 2 && !tokens(name).any(|word| NUMBERED.has(word))
        })
    };
    plain.lines().any(|line| is_whole(line) || is_named(line))
        || CUES.found_at(plain).any(|(at, cue)| is_other(&plain[at + cue.len()..]))
}

/// Who answers in place of a person, and what that is.
static MACHINES: WordList = WordList::new("ai|gpt|chatgpt|llm|copilot|gemini|claude|人工知能|生成ai");
static GUESSES: WordList = WordList::new(
    "suggestion|suggests|suggested|proposal|proposes|proposed|estimate|estimated|guess|guessed|generated|inferred|draft|says\
    |提案|提案値|の提案|の提案値|による提案|による推定|の推定|の推定値|推定値|生成|が生成|が提案|が推定",
);
static PROPOSED: WordList =
    WordList::new("proposed|suggested|estimated|guessed|generated|inferred|prefilled");

/// Whether all that words say is that a machine proposes a level: `proposed by GPT`, `AI suggestion`, `AIの提案`.
fn is_proposed(plain: &str) -> bool {
    let words = tokens(plain).filter(|word| !word.starts_with(|c: char| c.is_ascii_digit()));
    // Nobody needs more of them.
    let words: Vec<&str> = words.take(5).collect();
    match words[..] {
        [word] => MACHINES.beginnings_of(word).any(|machine| GUESSES.has(&word[machine.len()..])),
        [machine, guess] => MACHINES.has(machine) && GUESSES.has(guess),
        [proposed, "by", machine] | [proposed, "by", _, machine] => {
            PROPOSED.has(proposed) && MACHINES.has(machine)
        }
        _ => false,
    }
}

/// What looks like a word against a level and is none.
static HARMLESS: WordList = WordList::new(
    "as planned|as expected|as scheduled|as intended|not only|not limited to|not for profit|nothing missing\
    |nothing open|no doubt|once a day|once a week|once a month|once a year|once per|once every|if needed|when needed|予定通り|予定どおり|計画通り|計画どおり\
    |少ない|術後|術前|術中|午後|午前|事前|以前|最後|前後|直後|直前|名前|年前|月前|週間前|日前|食後|食前|産後|産前|世界中\
    |未満|未然|未成年|未熟|未来|未病|未破裂|未治療|未就学|提案|検討済\
    |条件付き承認|条件付承認|条件付き早期承認|から販売中|から使用中|から稼働中|から運用中|から提供中|から契約中\
    |販売中|使用中|稼働中|運用中|提供中|契約中",
);

/// Words that doubt, limit, put off or deny, wherever they stand.
static WORDS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    "maybe perhaps probably possibly presumably supposedly allegedly apparently hopefully likely unlikely unsure uncertain \
     unclear unconfirmed unverified unproven might could should would believe believed guess assume assumed assuming doubt \
     doubtful tentative tentatively provisional provisionally preliminary \
     draft drafts drafting unfinished incomplete wip pending outstanding unsigned unapproved unpublished untested undecided \
     unresolved unmet todo tbd tbc tba partial partially partly mostly largely mainly almost nearly only ongoing \
     underway still \
     planned planning plans scheduled upcoming intended intend intends envisaged foreseen forecast projected eventually \
     will shall soon later tomorrow future expected expect expects aims aim aiming hope hopes hoping want wants wish goal \
     goals \
     if once when until unless after awaiting await awaits waiting depending depends conditional conditionally contingent \
     not no never none nothing nobody neither nor without lacks lacking lack missing false untrue wrong incorrect failed \
     failing fails refused rejected denied withdrawn cancelled canceled expired lapsed outdated obsolete cannot unknown \
     unavailable stopped suspended postponed delayed \
     overstated overestimated exaggerated inflated optimistic placeholder placeholders fictitious invented ballpark guesstimate \
     but except excluding however although though yet apart otherwise"
        .split_ascii_whitespace()
        .collect()
});

/// Two words that do.
const PAIRS: [(&str, &str); 12] = [
    ("too", "high"),
    ("subject", "to"),
    ("provided", "that"),
    ("going", "to"),
    ("to", "be"),
    ("to", "do"),
    ("to", "come"),
    ("to", "follow"),
    ("due", "in"),
    ("due", "by"),
    ("due", "on"),
    ("working", "on"),
];

/// Before one of these words it goes on.
const GOES_ON: [&str; 3] = ["in", "under", "at"];
static PROCESS: WordList = WordList::new(
    "progress|preparation|development|discussion|discussions|negotiation|negotiations|review|construction\
    |consideration|evaluation|investigation|way|process|planning|part|risk",
);

/// Before a time it is still to come.
const BEFORE_TIME: [&str; 4] = ["by", "before", "next", "due"];
/// The same where it begins the words.
static FIRST: WordList = WordList::new("from|starting|starts|start|plan|target|targeted|effective|due");
/// What a time begins with, besides a number.
static TIMES: WordList = WordList::new(
    "end|next|early|mid|late|year|quarter|month|week|fiscal|q1|q2|q3|q4|spring|summer|autumn|fall|winter\
    |then",
);

fn tokens(plain: &str) -> impl Iterator<Item = &str> {
    plain.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|token| !token.is_empty())
}

/// Words that hyphens join into one name, such as `after-sales`, say nothing each; what is `not-yet` so does.
fn without_compounds(plain: &str) -> String {
    let word = |c: char| c.is_alphanumeric() || ['-', '\''].contains(&c);
    let is_name = |run: &str| {
        let parts: Vec<&str> = run.split('-').collect();
        let is_word = |part: &&str| part.len() > 1 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
        let may_begin = |part: &str| ["after", "future", "later", "once"].contains(&part);
        let says = |(at, part): (usize, &&str)| {
            ["not", "yet", "to", "be", "in", "semi", "un", "go"].contains(part)
                || WORDS.contains(part) && !(at == 0 && may_begin(part))
        };
        let doubts = parts.iter().enumerate().any(says) && run != "not-for-profit";
        parts.len() > 1 && parts.iter().all(is_word) && !doubts
    };
    let runs = plain.split_inclusive(|c| !word(c)).map(|part| {
        let run = part.trim_end_matches(|c| !word(c));
        if is_name(run) { part.replacen(run, ".", 1) } else { part.to_owned() }
    });
    runs.collect()
}

fn in_english(plain: &str, own: &str) -> bool {
    let plain = if plain.contains('-') { &*without_compounds(plain) } else { plain };
    let all: Vec<&str> = tokens(plain).collect();
    let is_own = |token: &str| tokens(own).any(|own| own == token);
    let is_number = |token: &str| token.starts_with(|c: char| c.is_ascii_digit());
    let is_time = |token: &str| {
        TIMES.has(token)
            || token.starts_with("fy")
            || month_named(token.trim_end_matches(|c: char| c.is_ascii_digit())).is_some()
            || is_number(token) && token.len() > 1
    };
    let is_against = |(at, token): (usize, &&str)| {
        let next = all.get(at + 1).copied().unwrap_or_default();
        let is_against = match *token {
            // As in "no. 12".
            "no" | "without" => !is_number(next) && !are_absent(&all[at + 1..]),
            // The month is a time.
            "may" => !next.is_empty() && !is_number(next) && at == 0,
            "plan" | "target" | "targeted" if all.len() == 1 => true,
            word if word.ends_with("n't") || WORDS.contains(word) => true,
            word => {
                PAIRS.contains(&(word, next))
                    || GOES_ON.contains(&word) && PROCESS.has(next)
                    || BEFORE_TIME.contains(&word) && is_time(next)
                    || at == 0 && FIRST.has(word) && (is_time(next) || ["for", "date"].contains(&next))
            }
        };
        is_against && !is_own(token)
    };
    all.iter().enumerate().any(is_against)
}

/// What doubts, limits, puts off or denies, wherever it stands.
static STEMS: WordList = WordList::new(
    "たぶん|多分|おそらく|恐らく|かもし|かも知|はず|筈|らしい|だろう|でしょう|と思|と考え|可能性|できれば\
    |推測|推定|暫定|ドラフト|下書き|素案|草案|原案|たたき台|一部|部分的|半分|半ば|のみ|だけ|ほぼ|概ね\
    |おおむね|途中|残り|以外|を除|除く|除き|ただし|但し|しかし|ものの|けれど|けど|とはいえ|が、|が,\
    |条件付|条件つき|条件あり|条件次第|条件が|を条件|の条件で|次第|れば|したら|れたら|もし|予定|見込|見通し|目指|想定|これから|今後|将来|来年|来期|来月|来週\
    |来春|来夏|来秋|来冬|次年度|年内|年度内|までに|後日|追って|近日|つもり|めど|目途|したい\
    |まだ|未|ない|ません|なし|無し|いいえ|不可|不明|不足|不十分|不成立|不合格|不備|不在|不完全|不確|却下|が必要|過大|誇張|高すぎ|楽観",
);

/// When something is, which is over where the words end in the past: `4月から`, `4月から実施した`.
static TIMED: WordList = WordList::new("月から|年から|年度から|以降|後に|前に|場合");
static PAST: WordList =
    WordList::new("済|済み|した|ました|ている|ています|完了|販売中|使用中|稼働中|運用中|提供中|契約中");

/// What does so at the end of a clause.
static ENDS: WordList = WordList::new(
    "中|案|待ち|待|後|前|計画|計画中|目標|目標値|仮の値|仮値|暫定値|想定値|予定値|かも|段階|必要|まで|途上|仮|延期|中止|中断|保留|見送り|失効\
    |要確認",
);

/// What may follow at the very end.
static POLITE: WordList =
    WordList::new("です|である|であり|だ|との|とのこと|あり|がある|があります|している|しています|する|の");

fn in_japanese(plain: &str, own: &str) -> bool {
    // A sign alone says what it does only with the one after it.
    let with_next = |at: usize, stem: &str| {
        let next = plain[at + stem.len()..].chars().next().filter(|_| stem.chars().nth(1).is_none());
        stem.chars().chain(next).collect::<String>()
    };
    let stands = |stem: &str| plain.match_indices(stem).any(|(at, _)| !own.contains(&with_next(at, stem)));
    let ends = |clause: &str| {
        let bare = POLITE.iter().filter_map(|end| clause.strip_suffix(end)).min_by_key(|bare| bare.len());
        [Some(clause), bare].into_iter().flatten().any(|bare| {
            ENDS.iter().filter(|end| bare.ends_with(end)).any(|end| {
                let before = bare[..bare.len() - end.len()].chars().next_back();
                let word: String = before.into_iter().chain(end.chars()).collect();
                !own.contains(&word)
            })
        })
    };
    let is_must = plain.match_indices('要').any(|(at, _)| {
        ["確認", "検討", "調査", "調整", "相談", "修正", "対応", "再", "改"]
            .iter()
            .any(|what| plain[at + '要'.len_utf8()..].starts_with(what))
    });
    let is_over = PAST.ends(plain.trim_end_matches(['。', ')', ' ', '.']));
    is_must && !own.contains('要')
        || STEMS.found_in(plain).chain(TIMED.found_in(plain).filter(|_| !is_over)).any(stands)
        || plain.split(|c: char| !c.is_alphanumeric()).any(ends)
}

/// Whether another number that is a level stands as a number of its own at the end of words or before punctuation, or the
/// words are nothing but numbers. A year or a day is none, nor what counts something or is part of a name.
fn has_number(words: &str, level: i64, top: i64) -> bool {
    let plain = lowered(words);
    let is_of_number = |c: char| c.is_numeric() || c.is_whitespace() || BETWEEN.contains(&c);
    let has_year = || plain.split(|c: char| !c.is_numeric()).any(|digits| digits.chars().count() >= 4);
    if plain.chars().all(is_of_number) {
        return !has_year() && plain.trim() != level.to_string();
    }
    let joins = |c: char| c.is_ascii_digit() || ['-', '/', '.', ':', ',', '~', '〜'].contains(&c);
    let mut rest = plain.as_str();
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let before = &rest[..start];
        let length = rest[start..].find(|c: char| !joins(c)).unwrap_or(rest.len() - start);
        let (group, after) = rest[start..].split_at(length);
        let digits = || group.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
        let last = before
            .trim_end_matches(|c: char| c.is_whitespace() || c == '.')
            .rsplit(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default();
        let is_named = before
            .ends_with(|c: char| c.is_alphabetic() && !is_hiragana(c) || ['$', '#'].contains(&c))
            && !LEVEL.iter().any(|word| word.len() > 1 && before.ends_with(word))
            || NUMBERED.has(last);
        let follows = after.trim_start();
        let is_counted = follows.starts_with(|c: char| c.is_alphanumeric() || ['%', '°', '℃'].contains(&c))
            && !["です", "だ", "と"].iter().any(|end| follows.starts_with(end));
        let of_levels: Option<Vec<i64>> = digits()
            .map(|part| part.parse().ok().filter(|number| *number <= top && part.len() < 3))
            .collect();
        if let Some(numbers) = of_levels
            && !is_named
            && !is_counted
            && numbers.iter().any(|number| *number != level)
        {
            return true;
        }
        rest = after;
    }
    false
}

/// What has a number in its name: `phase 2`, `No. 3`.
static NUMBERED: WordList = WordList::new(
    "phase|stage|step|class|part|annex|appendix|type|version|figure|fig|table|section|chapter|no|number|item\
    |page|p|question|group|site|arm|cohort|unit|study|trial|document|doc|attachment|exhibit|file|line|generation|day|week\
    |month|year|quarter|ver|tier|slide|folder|フェーズ|ステージ|ステップ|クラス|タイプ|別紙|資料|添付|付録|図|表|第",
);

fn is_hiragana(c: char) -> bool {
    ('ぁ'..='ゖ').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::{Against, BesideLevel, beside, takes_back};

    #[test]
    fn words_against_a_level_are_known_wherever_they_stand() {
        for words in "planned|Planned for 2027|by 2027|by end of FY26|← this one by March\
                   |to be completed by March|will be signed|target|Target: 2027|expected Q3\
                   |pilot planned with Kyoto|not yet signed|TBD|NOT YET|draft|a DRAFT of the contract|maybe\
                   |perhaps|Probably|almost|nearly all|partly|partial|only Osaka|in progress|ongoing\
                   |under negotiation|once the board agrees|if approved|when signed|after the IRB|until May\
                   |subject to approval|from April|isn\u{2019}t signed|don't think so|all but one\
                   |except Osaka|hopefully|signed?|next year|due in March|may be true\
                   |waiting for the hospital|done, renewal planned|unknown|N/A|none|signed: no|予定\
                   |2027年に実施予定|目標|目標：2027年|検討中です|2027年3月までに|これから\
                   |実施予定（2027年）|ＰＬＡＮＮＥＤ|申請中|交渉中|作成中。|準備中（契約）\
                   |A病院と契約交渉中です|契約後|契約前|契約後に確定|承認待ち|一部のみ|東京だけ|要確認\
                   |未締結|たぶん|おそらく達成|かもしれない|達成のはず|年内を目指す|達成。ただし口頭\
                   |達成したが、署名なし|まだ|来年|今後実施|契約書案|ドラフト|4月から|不明|？|達成？|△|×\
                   |該当なし|once a contract is signed|if any contract is signed|draft-only|still-pending|partially-signed\
                   |never-signed|almost-done|no-go|no risk assessment|without risk assessment|no further progress|no change control process\
                   |after approval|no contract|without a contract|not-yet signed|to-be-signed|条件付きで合意\
                   |条件が揃えば|不備あり|不足|発売前に取得|契約の条件次第|合意なし"
            .split('|')
        {
            assert_eq!(beside(2, words, None), BesideLevel::Against(Against::Words), "{words}");
        }
        for words in "see memo|as planned|12 hospitals|doc. no. 12|plan approved by IRB|by CEO\
                   |Kyoto University|target customers interviewed|2025-11-01|signed 2026-05-02\
                   |letter of May 2026|on the way|underwriter|knot|予定通り実施|目標顧客に聞き取りした\
                   |計画書を提出した|メモ参照|2025年に取得|術後のデータを確認|2年前に取得|問題なし\
                   |院内で使用|世界中で販売|10名中8名が賛成|午後に面談|phase 2|No. 1|after-sales team|no objections\
                   |without problems|not only Osaka|not-for-profit partner|no further questions|no adverse events|no objections from the FDA|once a week|不備なし、書類不備なし|不具合対応済み|不備なし\
                   |不足はありません|指摘事項なし|契約条件合意済み|条件を満たす|不整脈の患者10名|未破裂動脈瘤が対象\
                   |発売前に取得済み|4月から実施しています|追加の試験は不要"
            .split('|')
        {
            assert_eq!(beside(2, words, None), BesideLevel::Remark(words), "{words}");
        }
        for words in "|-|…|○|はい|yes|Done.|済|達成".split('|') {
            assert_eq!(beside(2, words, None), BesideLevel::Its, "{words}");
        }
    }

    #[test]
    fn another_level_is_told_from_what_is_counted() {
        for words in [
            "> 2",
            "1",
            "1, 0",
            "CEO), 2 (CTO",
            "CTOは2",
            "before: 2",
            "2/3",
            "CTO says level 2",
            "前回はレベル1",
            "was 1.",
            "今は2です",
        ] {
            assert_eq!(beside(3, words, None), BesideLevel::Against(Against::Number), "{words}");
        }
        for words in [
            "12 hospitals",
            "2 sites",
            "2施設",
            "2 years",
            "2年",
            "2026-05-02",
            "memo of 2026/5/2",
            "v1.2",
            "別紙2",
            "Q2",
            "50%",
            "2%",
            "ISO 13485",
            "3",
            "2025",
        ] {
            let is = beside(3, words, None);
            assert!(!matches!(is, BesideLevel::Against(Against::Number)), "{words}");
        }
    }

    #[test]
    fn what_the_texts_of_the_level_say_too_is_no_word_against_it() {
        let own = "a trial is planned, but not yet funded.\n治験の計画があり、資金は未確保\n";
        for words in ["planned", "not yet", "資金は未確保", "治験の計画", "planned but small"] {
            assert!(!takes_back(words, own), "{words}");
        }
        for words in ["planned, maybe", "治験は未実施", "計画中", "only planned"] {
            assert!(takes_back(words, own), "{words}");
        }
    }
}
