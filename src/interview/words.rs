//! The fixed words of the questionnaire.

#![expect(missing_docs, reason = "each label says what it is")]

use crate::answers::write::HOW_LEVELS_ARE_MEANT;
use crate::framework::Origin;
use crate::text::Label;

pub(super) const OPEN: Label = Label("open", "未回答");
pub(super) const UNKNOWN: Label = Label("Don't know", "わからない");
pub(super) const NOT_APPLICABLE: Label = Label("Does not apply", "該当しない");
pub(super) const LATER: Label = Label("Later", "後で答える");
pub(super) const BACK: Label = Label("Back", "戻る");
pub(super) const FORWARD: Label = Label("Forward", "進む");
pub(super) const NOTE: Label = Label("Note", "メモ");
pub(super) const EVIDENCE: Label = Label("Evidence", "根拠資料");
pub(super) const STILL_HOLDS: Label = Label("Still holds", "変わりなし");
pub(super) const REVIEW: Label = Label("Review", "見直し");
pub(super) const HELP: Label = Label("Help", "ヘルプ");
pub(super) const OVERVIEW: Label = Label("Overview", "一覧");
pub(super) const LEAVE: Label = Label("Save and leave", "保存して中断");
pub(super) const FINISH: Label = Label("See the result", "結果を見る");

pub(super) const FACTS: Label = Label("About the product", "製品・会社の前提項目");
pub(super) const HEAD: Label = Label("To begin with", "はじめに");
pub(super) const SUBJECT: Label =
    Label("What is the name of the company or product?", "会社名または製品名を入力してください。");
pub(super) const RESPONDENT: Label =
    Label("Who answers (a name or a role)?", "回答者のお名前または役職を入力してください。");
pub(super) const SUBJECT_NAME: Label = Label("Company or product", "会社名・製品名");
pub(super) const RESPONDENT_NAME: Label = Label("Respondent", "回答者");
pub(super) const MAY_BE_BLANK: Label =
    Label("Press Enter to leave it blank.", "空欄のままEnterで次へ進めます。");
pub(super) const BLANK_KEEPS: Label =
    Label("Press Enter to keep it.", "空欄のままEnterで現在の内容を残します。");
pub(super) const TEXT_LABEL: Label = Label("Text", "入力");

pub(super) const WHY: Label = Label("Why: ", "質問の理由：");
pub(super) const PROOF: Label = Label("Counts as evidence: ", "根拠資料の例：");
pub(super) const PRESENT: Label = Label("Present answer: ", "現在の回答：");
pub(super) const PRESENT_NOTE: Label = Label("Present note: ", "現在のメモ：");
pub(super) const SOURCES: Label = Label("Sources", "出典");
pub(super) const ANSWERS: Label = Label("What the answers mean", "回答の種類");
pub(super) const GATES: Label = Label("Gate", "必須条件");

pub const HINT_MANY: Label = Label(
    "Space ticks · Enter confirms · Esc: don't know, later, back, help, leave",
    "スペースで選択、Enterで確定、Escでその他（わからない・戻る・ヘルプなど）",
);
pub const HINT_ONE: Label =
    Label("Arrow keys move · Enter chooses · Esc goes back", "矢印キーで移動、Enterで決定、Escで戻る");

pub const CHOOSE_AGAIN: Label = Label("Go back to the choices", "選択に戻る");

pub(super) const NOTE_ASK: Label = Label(
    "Write a note. It is kept in the sheet and changes no number.",
    "メモを入力してください。回答シートに残りますが、採点には影響しません。",
);
pub(super) const NOTE_KEYS: Label = Label(
    "Press Enter to leave it as it is; type - to remove it.",
    "空欄のままEnterで変更なし、「-」で削除します。",
);
pub(super) const REASON_ASK: Label = Label("Why does it not apply?", "該当しない理由を入力してください。");
pub(super) const REASON_NEEDED: Label = Label(
    "A reason is required. Press Enter without one to go back to the question.",
    "理由は必須です。空欄のままEnterを押すと質問に戻ります。",
);
pub(super) const EVIDENCE_ASK: Label =
    Label("What proves it? One document a line.", "根拠資料を入力してください（1行に1件）。");
pub(super) const EVIDENCE_END: Label = Label(
    "Press Enter on an empty line when done. It may be left open.",
    "空欄のままEnterで終了します。後から追加することもできます。",
);
pub(super) const EVIDENCE_KEEP: Label = Label("Keep it as it is", "このまま残す");
pub(super) const EVIDENCE_ADD: Label = Label("Add to it", "追加する");
pub(super) const EVIDENCE_REPLACE: Label = Label("Replace it", "入れ替える");
pub(super) const EVIDENCE_THERE: Label =
    Label("There is evidence already.", "根拠資料がすでに登録されています。");

pub(super) const FIRST_QUESTION: Label = Label("This is the first question.", "最初の質問です。");
pub(super) const GO_WHERE: Label =
    Label("Which answer would you like to see or change?", "確認・変更する項目を選んでください。");
pub(super) const ALL_ANSWERED: Label = Label(
    "Everything is answered. Choose an answer to change it, or finish.",
    "すべて回答済みです。変更する項目を選ぶか、完了してください。",
);

pub(super) const TRY_AGAIN: Label = Label("Try again", "もう一度保存する");
pub(super) const GO_ON_UNSAVED: Label =
    Label("Go on for now; the next answer tries again", "保存せずに続ける（次の回答時に再試行）");
pub(super) const LEAVE_UNSAVED: Label = Label("Leave without saving", "保存せずに終了する");

/// Who says that a criterion matters.
pub fn origin(origin: Origin) -> Label {
    match origin {
        Origin::Article => Label("article", "記事"),
        Origin::Source => Label("other source", "他の資料"),
        Origin::Proposal => Label("our proposal", "独自の提案"),
    }
}

pub(super) const MEANINGS: [Label; 4] = [
    HOW_LEVELS_ARE_MEANT,
    Label(
        "Don't know: counts as level 0 until someone finds out; the result shows what it could still change.",
        "わからない：確認できるまでレベル0として扱います。結果には、判明した場合の上限も示します。",
    ),
    Label(
        "Later: stays open, counts as level 0, and is asked once more at the end.",
        "後で答える：未回答のまま残ります（レベル0として扱い、最後にもう一度質問します）。",
    ),
    Label(
        "Evidence: a claim without evidence counts in the score, but not as proven.",
        "根拠資料：根拠資料のない回答も採点には入りますが、「根拠あり」には数えません。",
    ),
];
pub(super) const MEANING_NOT_APPLICABLE: Label = Label(
    "Does not apply: with a reason; the criterion is then left out of the score.",
    "該当しない：理由の入力が必要です。その評価項目は採点から除外されます。",
);
