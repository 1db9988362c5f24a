//! The fixed words of the questionnaire.

pub(super) use crate::answers::words::{
    EVIDENCE, FACTS, HEAD, HELP, HOW_EVIDENCE, HOW_LEVELS_ARE_MEANT, HOW_NOT_APPLICABLE,
    HOW_NOT_APPLICABLE_IS_MET, HOW_UNKNOWN, NOT_APPLICABLE, NOTE, SOURCES, UNKNOWN,
};
use crate::text::Label;

pub(super) const OPEN: Label = Label("open", "未回答");
pub(super) const LATER: Label = Label("Later", "後で答える");
pub(super) const BACK: Label = Label("Back", "戻る");
pub(super) const FORWARD: Label = Label("Forward", "進む");
pub(super) const STILL_HOLDS: Label = Label("Still holds", "変わりなし");
pub(super) const CONFIRM: Label = Label("Accept", "確認済みにする");
pub(super) const REJECT: Label = Label("Reject", "却下");
pub(super) const REVIEW: Label = Label("Review", "見直し");
pub(super) const OVERVIEW: Label = Label("Overview", "一覧");
pub(super) const LEAVE: Label = Label("Save and leave", "保存して中断");
pub(super) const QUIT: Label = Label("Quit", "終了する");
pub(super) const FINISH: Label = Label("See the result", "結果を見る");

pub(super) const RESPONDENT: Label =
    Label("Who is answering (a name or a role)?", "回答者のお名前または役職を入力してください。");
pub(super) const SUBJECT_NAME: Label = Label("Name", "名称");
pub(super) const RESPONDENT_NAME: Label = Label("Respondent", "回答者");
pub(super) const MAY_BE_BLANK: Label =
    Label("Press Enter to leave it blank.", "空欄のままEnterで次へ進めます。");
pub(super) const ENTER_KEEPS: Label = Label(
    "Press Enter to keep it, or change it.",
    "このままでよければEnterを押し、変更する場合は書き換えてください。",
);
pub(super) const TEXT_LABEL: Label = Label("Text", "入力");

pub(super) const WHY: Label = Label("Why: ", "質問の理由：");
pub(super) const PROOF: Label = Label("Counts as evidence: ", "根拠資料の例：");
pub(super) const ANSWERS: Label = Label("What the answers mean", "回答の種類");

pub(super) const NOTE_ASK: Label = Label(
    "Write a note. It is kept in the sheet and changes no number.",
    "メモを入力してください。回答シートに残りますが、採点には影響しません。",
);
pub(super) const REJECT_ASK: Label = Label(
    "Remove the proposed level, with its quote and place? The question is then open.",
    "提案されたレベルを、引用とその箇所とともに削除しますか。この質問は未回答に戻ります。",
);
pub(super) const REJECT_ASK_KEEPING: Label = Label(
    "Remove the proposed level, with its quote and place? The note and the evidence stay; the question is then open.",
    "提案されたレベルを、引用とその箇所とともに削除しますか。メモと根拠資料は残り、この質問は未回答に戻ります。",
);
pub(super) const CITATION_IS_KEPT: Label = Label(
    "Accepted; what it cites is kept as evidence.",
    "確認済みにしました。引用は根拠資料として残します。",
);
pub(super) const NOTE_EMPTY_REMOVES: Label =
    Label("An empty field removes the note.", "空欄にするとメモを削除します。");
pub(super) const REASON_ASK: Label = Label("Why does it not apply?", "該当しない理由を入力してください。");
pub(super) const REASON_NEEDED: Label = Label(
    "A reason is required; without one you go back to the question.",
    "理由は必須です。空欄の場合は質問に戻ります。",
);
pub(super) const EVIDENCE_ASK: Label =
    Label("What proves it? One document per line.", "根拠資料を入力してください（1行に1件）。");
pub(super) const EVIDENCE_MAY_WAIT: Label = Label(
    "You may leave this empty and add it later. To remove a document, delete its line.",
    "空欄のまま進み、後から追加することもできます。不要な資料は、その行を削除してください。",
);

pub(super) const FIRST_QUESTION: Label = Label("This is the first question.", "最初の質問です。");
pub(super) const GO_WHERE: Label =
    Label("Which answer would you like to see or change?", "確認・変更する項目を選んでください。");
pub(super) const ALL_ANSWERED: Label = Label(
    "All questions are answered. Next comes a review, where you can change any answer.",
    "すべての質問に回答済みです。見直しの画面から、どの回答も変更できます。",
);

pub(super) const HOW_PROPOSED: [Label; 3] = [
    Label(
        "Accept (a): the level is true as you see it. The quote with its place becomes evidence, and the answer is yours, as of today.",
        "確認済みにする（a）：提案されたレベルが正しい場合に選びます。引用とその箇所が根拠資料になり、今日のあなたの回答として記録されます。",
    ),
    Label(
        "Another level replaces the proposal and its quote.",
        "別のレベルを選ぶ：提案とその引用に代わる回答になります。",
    ),
    Label(
        "Reject (x): the proposed level goes with its quote, and the question is open. Your own note and evidence stay.",
        "却下（x）：提案されたレベルと引用を削除し、質問は未回答に戻ります。メモや根拠資料は残ります。",
    ),
];

pub(super) const WHAT_A_LEVEL_IS: Label = Label(
    "For each question, choose the highest level that is fully true today and that you could show to others.",
    "各質問では、現時点ですべて当てはまり、第三者に示せる最も高いレベルを選びます。",
);
pub(super) const WHAT_PROOF_IS: Label = Label(
    "From certain levels up, you are asked which document proves it. Without one, the claim counts, but not as proven.",
    "一定以上のレベルでは、根拠資料（裏付けとなる文書）を尋ねます。根拠資料がない回答も採点に入りますが、「根拠あり」には数えません。",
);
pub(super) const HOW_TO_STOP: Label = Label(
    "Every answer is saved at once. Stop at any time with \"Save and leave\" (s) or Ctrl+C; the same command continues from there.",
    "回答は1問ごとに自動保存されます。「保存して中断」（s）またはCtrl+Cでいつでも中断でき、同じコマンドで続きから再開できます。",
);
pub(super) const MISTAKES: Label =
    Label("Not everything in the sheet could be used", "回答シートに、読み取れない箇所があります");
pub(super) const MISTAKES_ARE_OPEN: Label = Label(
    "The questions affected count as open and are asked again. What is in the file stays until you answer them.",
    "該当する質問は未回答として扱い、あらためて質問します。回答するまで、ファイルの記載はそのまま残ります。",
);

pub(super) const OPEN_GROUP: Label = Label("Open", "未回答");
pub(super) const UNKNOWN_GROUP: Label = Label("Don't know", "わからない");
pub(super) const PROPOSED_GROUP: Label = Label("Proposed, not confirmed", "未確認の提案");
pub(super) const UNPROVEN_GROUP: Label = Label("Claimed without evidence", "根拠資料のない回答");
pub(super) const CONFLICTS: Label = Label("Answers that do not fit together", "互いに矛盾する回答");
pub(super) const EXPIRED_GROUP: Label = Label("Expired", "期限切れの回答");
pub(super) const REVIEW_OPEN: Label = Label(
    "Some answers are missing. Go to any of these, or see the result.",
    "未回答の質問があります。確認する項目を選ぶか、結果を見てください。",
);
pub(super) const REVIEW_ANSWERED: Label = Label(
    "All questions are answered. Go to any of these, or see the result.",
    "すべての質問に回答しました。確認する項目を選ぶか、結果を見てください。",
);
pub(super) const NOTHING_TO_REVIEW: Label = Label(
    "All questions are answered, and nothing stands out. See the result, or look at any answer in the overview.",
    "すべての質問に回答し、見直すべき点はありません。結果を見るか、一覧から回答を確認してください。",
);
pub(super) const BOTH_ARE_TRUE: Label =
    Label("All of it is true; leave it as it is", "いずれも事実なので、このままにする");

pub(super) const TRY_AGAIN: Label = Label("Try again", "もう一度保存する");
pub(super) const SAVE_ELSEWHERE: Label = Label("Save in another place", "別の場所に保存する");
pub(super) const GO_ON_UNSAVED: Label =
    Label("Continue for now; the next answer tries to save again", "保存せずに続ける（次の回答時に再試行）");
pub(super) const LEAVE_UNSAVED: Label = Label("Leave without saving", "保存せずに終了する");
pub(super) const MERGE: Label =
    Label("Put what was answered here into the changed file", "変更後のファイルに、ここでの回答を反映する");
pub(super) const TAKE_MINE: Label = Label(
    "Save what is here; the other version stays beside it under another name",
    "こちらの内容で保存し、もう一方は別名で残す",
);
pub(super) const TAKE_THEIRS: Label = Label(
    "Continue with the other version; what is here stays beside it under another name",
    "もう一方の内容で続け、こちらの内容は別名で残す",
);
pub(super) const WRITE_AGAIN: Label = Label("Write it again, and continue", "もう一度書き込んで続ける");
pub(super) const LEAVE_AND_SAVE: Label = Label("Write it again, and leave", "もう一度書き込んで終了する");
pub(super) const LEAVE_AND_SAVE_BESIDE: Label =
    Label("Leave; what is here is saved under another name", "こちらの内容を別名で保存して終了する");
pub(super) const WHERE_ELSE: Label =
    Label("Where should the sheet be saved?", "回答シートの保存先を入力してください。");
pub(super) const ELSEWHERE_FOLLOWS: Label = Label(
    "A file, or a folder on another disk. All later answers go there, too.",
    "ファイル名、または別のディスクのフォルダーを指定します。以後の回答もそこに保存します。",
);
pub(super) const FILE: Label = Label("File", "保存先");

pub(super) const MEANINGS: [Label; 4] = [
    HOW_LEVELS_ARE_MEANT,
    HOW_UNKNOWN,
    Label(
        "Later: stays open, counts as level 0, and is asked once more at the end.",
        "後で答える：未回答のまま残ります（レベル0として扱い、最後にもう一度質問します）。",
    ),
    HOW_EVIDENCE,
];
