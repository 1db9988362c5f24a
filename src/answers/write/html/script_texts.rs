//! What the script says. `{x}` is filled in by it; in English `one|many` is chosen by `{n}`.

use crate::text::Label;

/// By the keys under which the script asks for them.
pub(super) const SCRIPT_TEXTS: [(&str, Label); 48] = [
    ("progress", Label("{done} of {all} answered", "{all}問中{done}問に回答")),
    ("gates", Label("gates: {done} of {all}", "必須条件 {done}/{all}")),
    ("unproven", Label("{n} without evidence", "根拠資料なし {n}件")),
    ("complete", Label("{section}: all answered", "{section}：すべて回答済み")),
    (
        "skipped",
        Label(
            "1 question does not apply by the facts and is not shown.|{n} questions do not apply by the \
             facts and are not shown.",
            "前提項目により対象外の質問{n}問は表示していません。",
        ),
    ),
    (
        "skipped-all",
        Label(
            "By the facts, no question of this section applies.",
            "前提項目により、このセクションの質問はすべて対象外です。",
        ),
    ),
    (
        "now-apply",
        Label("{n} question now applies.|{n} questions now apply.", "該当する質問は{n}問になりました。"),
    ),
    ("all-answered", Label("Every question is answered.", "すべての質問に回答済みです。")),
    ("answered-on", Label("Answered on {date}.", "回答日：{date}。")),
    ("proposed", Label("Proposed by {by}, not confirmed", "「{by}」による提案（未確認）")),
    (
        "proposed-citing",
        Label("Proposed by {by}, not confirmed: {cited}", "「{by}」による提案（未確認）：{cited}"),
    ),
    ("quote", Label("\"{quote}\"", "「{quote}」")),
    ("place-and-quote", Label("{place}: {quote}", "{place}：{quote}")),
    ("confirm", Label("Confirm", "確認済みにする")),
    ("still-true", Label("Still true today", "今日の時点でも変わらない")),
    ("clear", Label("Clear answer", "回答を取り消す")),
    (
        "needs-evidence",
        Label(
            "Level {level} counts as proven only with evidence.",
            "レベル{level}は、根拠資料があって初めて「根拠あり」に数えます。",
        ),
    ),
    ("never-saved", Label("Not saved to a file yet", "ファイルに未保存")),
    ("nothing-yet", Label("Nothing to save yet", "保存する内容はまだありません")),
    ("unchanged", Label("No changes since {name} was opened", "{name} を開いてから変更はありません")),
    ("last-saved", Label("Last saved to file: {at}, {name}", "最終保存：{at}、{name}")),
    ("unsaved", Label("Unsaved changes. ", "未保存の変更があります。")),
    ("saved", Label("Saved to {name}.", "{name} に保存しました。")),
    (
        "downloaded",
        Label(
            "Downloaded as {name}; look in your downloads folder.",
            "{name} としてダウンロードしました。ダウンロードフォルダーを確認してください。",
        ),
    ),
    (
        "opened",
        Label("Opened {name}: {n} answer.|Opened {name}: {n} answers.", "{name} を開きました（回答{n}件）。"),
    ),
    (
        "kept",
        Label(
            "Kept in the file, though not asked here: {ids}.",
            "この質問票にない項目もファイルに残します：{ids}",
        ),
    ),
    (
        "other-version",
        Label(
            "It was answered against version {version}; this questionnaire is {ours}.",
            "このファイルはバージョン{version}に対する回答です（この質問票は{ours}）。",
        ),
    ),
    (
        "restored",
        Label(
            "Continued from the draft in this browser.",
            "このブラウザーに残っていた下書きから再開しました。",
        ),
    ),
    (
        "no-draft",
        Label(
            "This browser keeps no draft here: save to a file before you leave.",
            "このブラウザーには下書きを残せません。ページを閉じる前にファイルに保存してください。",
        ),
    ),
    ("draft-off", Label("Nothing is kept in this browser now.", "このブラウザーには何も残していません。")),
    ("draft-on", Label("This browser keeps a draft again.", "このブラウザーに下書きを残します。")),
    (
        "draft-broken",
        Label(
            "The draft in this browser could not be read and was not used.",
            "このブラウザーの下書きは読み取れなかったため、使用していません。",
        ),
    ),
    (
        "two-tabs",
        Label(
            "This questionnaire is open in another window too, and its draft has changed. Save to a file \
             here, then continue in one window only.",
            "この質問票が別のウィンドウでも開かれ、下書きが更新されました。ここでファイルに保存し、どちら\
             か一方だけで続けてください。",
        ),
    ),
    (
        "ask-open",
        Label(
            "There are changes that are not saved to a file. Open another file anyway?",
            "ファイルに保存していない変更があります。それでも別のファイルを開きますか。",
        ),
    ),
    (
        "ask-anew",
        Label(
            "This removes every answer here, and the draft. Files that you saved stay. Continue?",
            "ここでの回答と下書きをすべて消去します。保存したファイルは残ります。続けますか。",
        ),
    ),
    ("errors-open", Label("The file was not opened", "ファイルを開けませんでした")),
    (
        "errors-answers",
        Label(
            "1 answer does not count as it stands|{n} answers do not count as they stand",
            "このままでは採点に反映されない回答が{n}件あります",
        ),
    ),
    (
        "errors-kept",
        Label(
            "They are kept in the file. Follow a link to put the answer right.",
            "回答はファイルに残っています。リンク先で修正してください。",
        ),
    ),
    ("no-json", Label("{name} is not JSON: {why}", "{name} はJSONとして読み取れません：{why}")),
    (
        "convert",
        Label(
            "TOML, CSV and Excel sheets are turned into JSON by: outside-in template --from FILE --to json",
            "TOML・CSV・Excelの回答シートは、次のコマンドでJSONに変換できます：outside-in template --from \
             ファイル名 --to json",
        ),
    ),
    (
        "several-sheets",
        Label(
            "{name} holds several answer sheets; a file with one is needed.",
            "{name} には複数の回答シートが含まれています。1件だけのファイルを選んでください。",
        ),
    ),
    (
        "a-result",
        Label("{name} is a result, not an answer sheet.", "{name} は採点結果で、回答シートではありません。"),
    ),
    (
        "no-answers",
        Label(
            "{name} has no \"answers\", so it is no answer sheet.",
            "{name} には \"answers\" がないため、回答シートとして読み取れません。",
        ),
    ),
    (
        "no-table",
        Label("In {name}, \"{key}\" is not an object.", "{name} の \"{key}\" がオブジェクトではありません。"),
    ),
    ("twice", Label("{name} has the key \"{key}\" twice.", "{name} にキー \"{key}\" が重複しています。")),
    (
        "other-framework",
        Label(
            "{name} belongs to another framework, \"{id}\"; this questionnaire is \"{ours}\".",
            "{name} は別のフレームワーク「{id}」の回答です（この質問票は「{ours}」）。",
        ),
    ),
    (
        "no-reason",
        Label("{title}: say why it does not apply.", "{title}：該当しない理由を入力してください。"),
    ),
    (
        "bad-value",
        Label(
            "{title}: the file says {value}, which is not among the answers. It is kept until you answer.",
            "{title}：ファイルの値 {value} は選択肢にありません。回答し直すまでそのまま残します。",
        ),
    ),
];
