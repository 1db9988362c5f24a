//! The fixed words of the questionnaire.

use crate::framework::Origin;
use crate::text::Label;

/// "We don't know" as an answer.
pub const UNKNOWN: Label = Label("Don't know", "わからない");
/// "Does not apply" as an answer.
pub const NOT_APPLICABLE: Label = Label("Does not apply", "該当しない");
/// Leave it open for now.
pub const LATER: Label = Label("Later", "後で答える");
/// To the question before.
pub const BACK: Label = Label("Back", "戻る");
/// A remark.
pub const NOTE: Label = Label("Note", "メモ");
/// Read more.
pub const HELP: Label = Label("Help", "ヘルプ");
/// All questions.
pub const OVERVIEW: Label = Label("Overview", "一覧");
/// Save and leave.
pub const LEAVE: Label = Label("Save and leave", "保存して中断");
/// End the questionnaire.
pub const FINISH: Label = Label("Finish and see the result", "完了して結果を見る");

/// The section of the facts.
pub const FACTS: Label = Label("About the product", "製品・会社の前提項目");
/// The section of the names.
pub const HEAD: Label = Label("To begin with", "はじめに");
/// The question for the name of the company or product.
pub const SUBJECT: Label =
    Label("What is the name of the company or product?", "会社名または製品名を入力してください。");
/// The question for who answers.
pub const RESPONDENT: Label =
    Label("Who answers (a name or a role)?", "回答者のお名前または役職を入力してください。");
/// The short name of the subject.
pub const SUBJECT_NAME: Label = Label("Company or product", "会社名・製品名");
/// The short name of the respondent.
pub const RESPONDENT_NAME: Label = Label("Respondent", "回答者");
/// That a line may be left empty.
pub const MAY_BE_BLANK: Label = Label("Press Enter to leave it blank.", "空欄のままEnterで次へ進めます。");
/// That an empty line keeps what is there.
pub const BLANK_KEEPS: Label = Label("Press Enter to keep it.", "空欄のままEnterで現在の内容を残します。");
/// Before a line of text.
pub const TEXT_LABEL: Label = Label("Text", "入力");

/// Before the reason of a question.
pub const WHY: Label = Label("Why: ", "質問の理由：");
/// Before what would count as evidence.
pub const PROOF: Label = Label("Counts as evidence: ", "根拠資料の例：");
/// Before an answer that is there.
pub const PRESENT: Label = Label("Present answer: ", "現在の回答：");
/// Before a note that is there.
pub const PRESENT_NOTE: Label = Label("Present note: ", "現在のメモ：");
/// Before the sources.
pub const SOURCES: Label = Label("Sources", "出典");
/// Before what the answers mean.
pub const ANSWERS: Label = Label("What the answers mean", "回答の種類");
/// Before the gates.
pub const GATES: Label = Label("Gate", "必須条件");

/// How to answer a question where several choices may be taken.
pub const HINT_MANY: Label = Label(
    "Space ticks · Enter confirms · Esc: don't know, later, back, help, leave",
    "スペースで選択、Enterで確定、Escでその他（わからない・戻る・ヘルプなど）",
);
/// How to answer a question.
pub const HINT_ONE: Label =
    Label("Arrow keys move · Enter chooses · Esc goes back", "矢印キーで移動、Enterで決定、Escで戻る");
/// What one can do besides ticking choices.
pub const MENU: Label = Label("What would you like to do?", "操作を選んでください。");
/// Back to ticking choices.
pub const CHOOSE_AGAIN: Label = Label("Go back to the choices", "選択に戻る");

/// The question of the note.
pub const NOTE_ASK: Label = Label(
    "Write a note. It is kept in the sheet and changes no number.",
    "メモを入力してください。回答シートに残りますが、採点には影響しません。",
);
/// How to keep and to remove a note.
pub const NOTE_KEYS: Label = Label(
    "Press Enter to leave it as it is; type - to remove it.",
    "空欄のままEnterで変更なし、「-」で削除します。",
);
/// The question of the reason.
pub const REASON_ASK: Label = Label("Why does it not apply?", "該当しない理由を入力してください。");
/// That a reason is needed.
pub const REASON_NEEDED: Label = Label(
    "A reason is required. Press Enter without one to go back to the question.",
    "理由は必須です。空欄のままEnterを押すと質問に戻ります。",
);
/// The question of the evidence.
pub const EVIDENCE_ASK: Label =
    Label("What proves it? One document a line.", "根拠資料を入力してください（1行に1件）。");
/// How to end the evidence.
pub const EVIDENCE_END: Label = Label(
    "Press Enter on an empty line when done. It may be left open.",
    "空欄のままEnterで終了します。後から追加することもできます。",
);
/// Keeps the evidence as it is.
pub const EVIDENCE_KEEP: Label = Label("Keep it as it is", "このまま残す");
/// Adds to the evidence.
pub const EVIDENCE_ADD: Label = Label("Add to it", "追加する");
/// Replaces the evidence.
pub const EVIDENCE_REPLACE: Label = Label("Replace it", "入れ替える");
/// The question about evidence that is there.
pub const EVIDENCE_THERE: Label = Label("There is evidence already.", "根拠資料がすでに登録されています。");

/// That there is no question before.
pub const FIRST_QUESTION: Label = Label("This is the first question.", "最初の質問です。");
/// The question of the overview.
pub const GO_WHERE: Label =
    Label("Which answer would you like to see or change?", "確認・変更する項目を選んでください。");
/// The overview where nothing is open.
pub const ALL_ANSWERED: Label = Label(
    "Everything is answered. Choose an answer to change it, or finish.",
    "すべて回答済みです。変更する項目を選ぶか、完了してください。",
);

/// Tries to save again.
pub const TRY_AGAIN: Label = Label("Try again", "もう一度保存する");
/// Goes on without saving.
pub const GO_ON_UNSAVED: Label =
    Label("Go on for now; the next answer tries again", "保存せずに続ける（次の回答時に再試行）");
/// Leaves without saving.
pub const LEAVE_UNSAVED: Label = Label("Leave without saving", "保存せずに終了する");

/// Who says that a criterion matters.
pub fn origin(origin: Origin) -> Label {
    match origin {
        Origin::Article => Label("article", "記事"),
        Origin::Source => Label("other source", "他の資料"),
        Origin::Proposal => Label("our proposal", "独自の提案"),
    }
}

/// What the answers besides the levels mean.
pub const MEANINGS: [Label; 4] = [
    Label(
        "Choose the highest level that is wholly true today and that you could show to a third person.",
        "現時点ですべて当てはまり、第三者に示せるレベルのうち、最も高いものを選んでください。",
    ),
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
/// What "does not apply" means.
pub const MEANING_NOT_APPLICABLE: Label = Label(
    "Does not apply: with a reason; the criterion is then left out of the score.",
    "該当しない：理由の入力が必要です。その評価項目は採点から除外されます。",
);
