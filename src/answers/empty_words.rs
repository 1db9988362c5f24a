//! Words that name nothing by themselves, and what they say together.

use super::word_list::WordList;
use crate::text::is_japanese;

/// Words that claim and show nothing. Beside a level they say that it is so.
pub(super) static CLAIMS: WordList = WordList::new(
    "yes|y|ok|okay|done|true|met|achieved|fulfilled|completed|reached|available|exists|confirmed|evidence|はい|あり|有|有り|あります|済|済み\
    |完了|完了済み|終了|達成|達成済み|該当|対応済み|確認済み|資料あり|○|◯|〇|✓|✔|☑",
);

/// Words that say nothing by themselves: how something is, where to look, and what any document is called. Japanese is
/// composed of them.
pub(super) static EMPTY: WordList = WordList::new(
    "in|on|at|of|for|to|by|as|so|far|from|with|and|or|per|the|an|this|that|these|upon|within|do|does|did|its|what|how\
    |who|those|is|are|was|were|be|been|has|have|had|can|i|we|he|she|they|my|our|their|me|now|today|currently|already\
    |still|just|only|any|all|some|more|very|says|said|told|know|think|trust|believe|ceo|cto|cfo|coo|boss|see|cf\
    |refer|ref|reference|note|notes|above|below|before|here|there|elsewhere|link|url|http|https|www|folder\
    |drive|document|documents|documentation|doc|docs|file|files|paperwork|material|materials|info|detail|details\
    |proof|attachment|attachments|appendix|annex|attach|attached|enclosed|provided|submitted|supplied|sent|shared\
    |filed|signed|written|writing|prepared|drafted|received|started|begun|ready|made|given|found|determined|decided\
    |finished|applicable|existing|exist|dated|form|place|hand|same|idem|ditto|request|demand|yet|sure|under|way\
    |process|progress|discussion|work|works|going|provide|send|submit|share|show|supply|give|get|make|sign|write|it\
    |year|month|week|quarter|spring|summer|autumn|fall|winter|early|mid|late|end|time|date|q1|q2|q3|q4|1q|2q|3q|4q\
    |h1|h2|1h|2h|add|insert|fill|test|x|xx|xxx|xxxx|dummy|placeholder|false|gut|feeling|assumption|hopefully|div0|ー\
    |です|ます|でした|だ|である|の|は|が|を|に|で|と|も|へ|から|より|まで|ので|し|した|する|して|された|している|しています|していません|します|しました|いたします|致します|ください|下さい\
    |ございます|お|ご|御|など|この|その|これ|こちら|別紙|別添|別途|添付|同封|参照|上記|下記|上|前|前回|同上|同左|同様|同じ|資料|書類|文書|ファイル|フォルダ|フォルダー|リンク|年末|年度末|月末\
    |今年|今年度|今期|今月|申請|交渉|依頼|検討|協議|調整|手配|請求|手続き|手続|問い合わせ|問合せ|必要に応じて|根拠|根拠資料|証拠|証憑|エビデンス|詳細|通り|とおり|どおり|ある|あれば|すみ|対応|確認\
    |提出|送付|取得|入手|作成|準備|実施|締結|発行|提供|共有|登録|保管|進行|進捗|状況|状態|次第|可能|可|できます|応じて|要請|要望|希望|場合|時|のみ|だけ|合意|できる|できません|自己申告|社長|社内\
    |担当者|言って|言った|おり|います|いる|今|今回|現在|現時点|特に",
);

/// Words that deny what they are beside.
pub(super) static DENIALS: WordList = WordList::new(
    "no|not|none|non|nope|never|nothing|nil|na|nan|null|void|without|lacking|lacks|missing|lost|absent|unavailable\
    |unknown|unsure|unclear|dont|doesnt|isnt|cannot|cant|verbal|verbally|oral|orally|keine|kein|keines|keiner|nicht\
    |vorhanden|aucun|aucune|ninguno|ninguna|nessuno|nessuna|geen|なし|無し|無い|ない|無|ナシ|ありません|ございません|ません|まだ|いまだ|何も|一切|未|未定\
    |不明|わからない|分からない|わかりません|分かりません|口頭|口頭説明|没有|没|无|暂无|없음|없습니다|미정",
);

/// Words for what is still to come.
pub(super) static TO_COME: WordList = WordList::new(
    "soon|asap|later|next|tomorrow|wip|tbd|tbc|tba|tbs|todo|fixme|follow|follows|come|coming|being|will|shall|pending\
    |planned|scheduled|expected|anticipated|upcoming|forthcoming|awaiting|awaited|waiting|wait|requested|applied\
    |applying|ongoing|underway|preparation|negotiation|draft|drafts|unsigned|unsent|unpublished|unfiled|待定|예정|予定|見込み\
    |見込|中|後日|後ほど|のちほど|後で|後から|後送|送ります|追って|今後|これから|近日|近く|いずれ|将来|次回|来週|来月|来年|来年度|来期|来春|来夏|来秋|来冬|年内|年度内|年度中|年明け|明日|要確認\
    |未確認|ドラフト|下書き|案|仮|待ち|待|保留",
);

/// What a paper is called: such a word names one, unless all that is beside it denies it or puts it off.
pub(super) static PAPERS: WordList = WordList::new(
    "letter|letters|contract|contracts|agreement|agreements|commitment|approval|approvals|report|reports|protocol\
    |memo|minutes|paper|papers|plan|certificate|certificates|license|licence|permit|clearance|permission|signature\
    |signatures|offer|invoice|meeting|signing|page|results|review|record|records|data|information|mou|loi|loa|policy\
    |quote|契約書|契約|覚書|議事録|報告書|合意書|確認書|証明書|同意書|申請書|計画書|見積書|請求書|注文書|発注書|承認|承認書|許可|許可証|手順書|計画|添付文書|説明文書|論文|結果|データ|情報",
);

/// All of these words; a word of two lists is one of the first.
static WORDS: [&WordList; 5] = [&TO_COME, &DENIALS, &PAPERS, &CLAIMS, &EMPTY];

/// Which of the [`WORDS`] a text has that has nothing else.
#[derive(Debug, Default)]
pub(super) struct EmptyWords([bool; WORDS.len()]);

impl EmptyWords {
    /// The words of a text in half-width small letters.
    pub(super) fn of(text: &str) -> Option<Self> {
        let mut words = Self::default();
        let is_alone = |word: &str| text.len() == word.len();
        let mut all = text.split_whitespace();
        // A letter may be that of something where it is not alone.
        let is_empty = |word: &str| match word.len() {
            1 if !is_alone(word) => ["a", "i"].contains(&word) || !word.contains(char::is_alphanumeric),
            _ => words.are_in(word),
        };
        all.all(is_empty).then_some(words)
    }

    pub(super) fn has(&self, list: &WordList) -> bool {
        WORDS.iter().zip(self.0).any(|(own, is_there)| is_there && std::ptr::eq(*own, list))
    }

    fn add(&mut self, word: &str) -> bool {
        let list = WORDS.iter().position(|list| list.has(word));
        if let Some(list) = list {
            self.0[list] = true;
        }
        list.is_some()
    }

    /// Whether a text without spaces is one of the words, whatever signs are in it, or has no other between its signs.
    fn are_in(&mut self, text: &str) -> bool {
        if self.add(text) {
            return true;
        }
        let is_sign = |c: char| !c.is_alphanumeric();
        let joined = text.replace(is_sign, "");
        if joined.is_empty() || self.add(&joined) {
            return true;
        }
        if text.contains(is_japanese) {
            return self.compose(&joined);
        }
        joined.len() < text.len() && text.split(is_sign).all(|word| word.is_empty() || self.add(word))
    }

    /// Whether a Japanese text is composed of the words, and of months.
    fn compose(&mut self, text: &str) -> bool {
        let mut rest = text;
        while !rest.is_empty() {
            let month = rest.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix('月');
            if let Some(next) = month.filter(|next| (4..=5).contains(&(rest.len() - next.len()))) {
                rest = next;
                continue;
            }
            let begins = WORDS
                .iter()
                .enumerate()
                .flat_map(|(at, list)| list.beginnings_of(rest).map(move |word| (word.len(), at)));
            let Some((length, list)) = begins.max_by_key(|(length, at)| (*length, WORDS.len() - at)) else {
                return false;
            };
            self.0[list] = true;
            rest = &rest[length..];
        }
        true
    }
}
