//! The fixed words of the page. Those with something filled in stand where they are used.

pub(super) use crate::answers::words::{
    FACTS, HEAD, HELP, HOW_EVIDENCE, HOW_LEVELS_ARE_MEANT, HOW_NOT_APPLICABLE, HOW_UNKNOWN, NOT_APPLICABLE,
    NOTE, SOURCES, UNKNOWN,
};
use crate::text::Label;

pub(super) const SKIP: Label = Label("Skip to the questions", "質問へ移動");
pub(super) const LANGUAGE: Label = Label("Language", "言語");
pub(super) const PRIVATE: Label = Label(
    "This page works offline and sends nothing. What you enter leaves this computer only if you pass on \
     the file that you save.",
    "このページはオフラインで動作し、データを一切送信しません。入力内容が外部に出るのは、保存したファイル\
     をご自身で渡した場合だけです。",
);
pub(super) const NO_SCORE: Label = Label(
    "It asks and shows no result. The saved file is read by the program: outside-in explain FILE",
    "このページは質問だけを行い、結果は表示しません。保存したファイルをプログラムで読み込むと結果が表示さ\
     れます：outside-in explain ファイル名",
);
pub(super) const HOW: Label = Label("How to answer", "回答のしかた");
pub(super) const HOW_HELP: Label = Label(
    "Note: kept in the file, changes no number. Why and help: the reason, examples, who says that it \
     matters, and for how long an answer counts (after that it counts as not known).",
    "メモ：ファイルに残りますが、採点には影響しません。理由・ヘルプ：質問の理由、例、項目の由来、回答の有\
     効期間を示します。有効期間を過ぎた回答は「わからない」として扱います。",
);
pub(super) const HOW_GATE: Label = Label(
    "Gate (◆): a question that must reach a level before a stage can be ready, whatever the rest.",
    "必須条件（◆）：他の回答にかかわらず、その段階の準備完了に一定のレベルが必要な質問です。",
);
pub(super) const NO_SCRIPT: Label = Label(
    "Scripts are off, so nothing can be saved here. Print the page and check the boxes, or allow scripts.",
    "スクリプトが無効のため、このページでは保存できません。印刷してチェックを記入するか、スクリプトを有効\
     にしてください。",
);
pub(super) const SECTIONS: Label = Label("Sections", "目次");
pub(super) const FILE: Label = Label("Your file", "回答ファイル");
pub(super) const BAR: Label = Label("Progress and saving", "進み具合と保存");
pub(super) const OPEN: Label = Label("Open a file…", "ファイルを開く…");
pub(super) const SAVE: Label = Label("Save to file", "ファイルに保存");
pub(super) const SAVE_AS: Label = Label("Save as…", "別名で保存…");
pub(super) const PRINT: Label = Label("Print", "印刷");
pub(super) const ANEW: Label = Label("Start over", "最初からやり直す");
pub(super) const NEXT_OPEN: Label = Label("Next open question", "次の未回答へ");
pub(super) const DRAFT_NOTE: Label = Label(
    "The file is the record. Until you save, this browser keeps a draft. Other HTML files opened on this \
     computer can read it, and clearing the browser deletes it.",
    "正式な記録は保存したファイルです。保存までの間は、下書きがこのブラウザーに残ります。下書きは、このパ\
     ソコンで開いた他のHTMLファイルからも読み取ることができ、ブラウザーのデータを消去すると失われます。",
);
pub(super) const KEEP_NOTHING: Label = Label(
    "Keep nothing in this browser (until this page is closed)",
    "このブラウザーに何も残さない（このページを閉じるまで有効）",
);
pub(super) const DATE: Label = Label("Date of the answers", "回答日");
pub(super) const FACTS_NOTE: Label = Label(
    "Facts are not scored, but they decide which questions apply. With \"Don't know\", or without an \
     answer, every question that depends on a fact is asked. Answers to questions that no longer apply \
     are kept.",
    "前提項目は採点の対象ではありませんが、どの質問が該当するかはその回答で決まります。「わからない」また\
     は未回答の場合は、その前提項目に関係する質問をすべて表示します。対象外になった質問の回答も残ります。",
);
pub(super) const SEVERAL: Label = Label("Choose all that apply.", "当てはまるものをすべて選んでください。");
pub(super) const REASON: Label = Label("Why does it not apply? (required)", "該当しない理由（必須）");
pub(super) const MORE: Label = Label("Evidence and note", "根拠資料・メモ");
pub(super) const EVIDENCE: Label = Label("Evidence, one per line", "根拠資料（1行に1件）");
pub(super) const WHY_HELP: Label = Label("Why and help", "理由・ヘルプ");
pub(super) const AS_OF: Label = Label("In parentheses: as of which day.", "括弧内は情報の時点です。");
pub(super) const END: Label = Label("When you are done", "回答が終わったら");
pub(super) const END_NOTE: Label = Label(
    "Save to file. Then see the result with outside-in explain FILE, or hand the file to whoever gave you \
     this questionnaire.",
    "ファイルに保存してください。結果は outside-in explain ファイル名 で確認できます。質問票の提供元に提出\
     する場合は、保存したファイルを渡してください。",
);

pub(super) const HOW_TO_ANSWER: [Label; 6] =
    [HOW_LEVELS_ARE_MEANT, HOW_UNKNOWN, HOW_NOT_APPLICABLE, HOW_EVIDENCE, HOW_HELP, HOW_GATE];
