//! The help texts in Japanese, by command and argument. A test checks that none is missing.

use clap::builder::PossibleValue;
use clap::{Arg, Command};

use super::help;

/// Placeholder for the possible values of the argument.
const VALUES: &str = "（…）";

/// Placeholder for the default of the argument.
const DEFAULT: &str = "［既定：…］";

type CommandTexts = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

/// All commands. The arguments that all or several of them share come first.
#[rustfmt::skip]
const TEXTS: &[CommandTexts] = &[
    ("*", "", &[
        ("framework", "組み込みのフレームワークの代わりに、このディレクトリのものを使う"),
        ("lang", "言語（en、ja、またはフレームワークにある言語）［既定：ロケールに従う］"),
        ("color", "色を付けるか（…）［既定：…］"),
        ("as_of", "この日付の時点で採点する［既定：今日］"),
        ("format", "結果の形式（…）［既定：…］"),
        ("from", "入力の形式（…）。ファイル名からわからないときに指定する"),
        ("help", "ヘルプを表示する"),
        ("version", "バージョンを表示する"),
    ]),
    ("outside-in", "メイヨー・クリニックと連携した米国展開に向けて、医療技術の準備がどこまで整っているかを自己評価します。", &[]),
    ("assess", "質問に順に答えます（回答は1問ごとに保存され、中断したところから再開できます）", &[
        ("sheet", "書き込む回答シート（TOML。拡張子が .json なら JSON）［既定：…］"),
        ("plain", "カーソルを動かさず、1行ずつ質問する（画面読み上げ、パイプ、スクリプト向け）"),
        ("stage", "この段階に必要な質問だけをする"),
        ("quick", "必須条件と重みの大きい評価項目を先に質問し、残りを最後に示す"),
    ]),
    ("score", "回答シートを採点します（複数可）", &[
        ("inputs", "回答シート（ファイル、ディレクトリ、標準入力は `-`）"),
        ("format", "結果の形式（…）［既定：-o の拡張子に従う。なければ table］"),
        ("output", "結果をこのファイルに書き出す（途中までの状態では残さない。入力ファイルは上書きしない）"),
        ("filter", "条件に合う回答シートだけを表示する：`reached<2`、`STAGE.verdict=open`、`STAGE.score>=50`、`FACT=CHOICE`、\
            `subject~名称` など（複数可、すべて満たすもの）。項目名：subject、ref、date、input、reached、next_stage、\
            STAGE.verdict、STAGE.score、STAGE.proven、STAGE.possible、前提項目の id。判定は低い順に not-assessed、\
            not-ready、open、unproven、ready。= や != のあとを空にすると「記入なし」の意味になる"),
        ("sort", "この順に並べる（`--sort=-reached,subject` など、`-` を付けると降順）。同順位は入力の順、\
            記入のないものと採点できない入力は最後になる"),
        ("require", "この段階に到達していない回答シートが1件でもあるか、採点できるものがなければ失敗とする（終了コード 1。--filter で除いた会社も含む）"),
        ("threads", "同時に使うスレッドの数［既定：CPU コアの数、最大8］"),
        ("cohort", "すべてをまとめて集計する：得点の分布、満たされていない必須条件、順位など（table と JSON）"),
        ("by", "--cohort とともに：この前提項目でグループに分ける"),
        ("small_groups", "--by とともに：5件に満たないグループも表示する"),
        ("items", "--cohort とともに：回答から見た評価項目の性質を示す（ルーブリックの作成者向け）"),
        ("detail", "ルーブリックごとの得点率（表）、評価項目ごとの結果と各段階のルーブリック（JSON と NDJSON）も書き出す"),
        ("losses", "段階ごとに失点の大きい3項目も書き出す（CSV。JSON と NDJSON には常に含まれる）"),
    ]),
    ("explain", "結果（現在の位置、その理由、次にすること）を説明します", &[
        ("sheet", "回答シート（標準入力は `-`）［既定：…］"),
        ("stage", "この段階を説明する［既定：次の段階］"),
        ("all", "すべての段階を、省略せずに説明する"),
        ("sources", "出典も表示する"),
        ("set", "もしこう答えたら：`coding=2`、`coding=unknown`、`coding.evidence=書簡` など（id の代わりに評価項目名も可。複数可）"),
    ]),
    ("plan", "次の段階までの最小工数の計画、または予算内で最も進める計画を求めます", &[
        ("sheet", "回答シート（標準入力は `-`）［既定：…］"),
        ("to", "この段階までを準備完了にする［既定：次の段階。--budget があれば最後の段階］"),
        ("budget", "この工数（通常は人週）でできるところまで進める"),
        ("sources", "出典も表示する"),
    ]),
    ("report", "1件または複数件の回答シートのレポートを、開く・印刷する・送るための1ページに書き出します", &[
        ("inputs", "回答シート（ファイル、ディレクトリ、標準入力は `-`）。複数あれば全体の集計レポートになる［既定：…］"),
        ("output", "レポートをこのファイル（.html、.md、.xlsx）に、または新しいディレクトリ（DIR/）に個別のレポートとともに書き出す\
            （途中までの状態では残さない。入力ファイルは上書きしない）"),
        ("both", "1つのページ（.html）に両方の言語を入れ、切り替えて表示できるようにする"),
        ("since", "この以前の回答シートからの変化とその理由も示す（1件の場合）"),
        ("cohort", "1件だけでも集計レポートにする"),
        ("old_framework", "--since の回答シートを、このディレクトリのフレームワークで採点する"),
        ("by", "集計レポートで、この前提項目でグループに分ける"),
        ("small_groups", "--by とともに：5件に満たないグループも示す"),
        ("anonymous", "名称を番号に置き換え、管理番号、回答者、根拠資料、メモ、理由を省く"),
    ]),
    ("compare", "回答シートを比べます（前回と今回、または複数の回答者どうし）", &[
        ("sheets", "前回と今回の回答シート（--raters では、複数の回答者による2件以上）"),
        ("old_framework", "前回の回答シートを、このディレクトリのフレームワークで採点する"),
        ("fail_on_regression", "到達段階が減るか、いずれかの段階の判定が下がれば失敗とする（終了コード 1）"),
        ("raters", "同じ対象について複数の人が答えた回答シートを比べる"),
        ("output", "一致した回答をまとめた回答シートを書き出す（TOML。既存のファイルには書き込まない）"),
    ]),
    ("calibrate", "フレームワークの基準、必須条件、評価項目を、判断の定まった事例と照らし合わせます", &[
        ("directory", "フレームワークのディレクトリ（事例はその中の calibration/）［既定：--framework のもの、なければ組み込みのもの］"),
        ("set_aside", "除いてある事例（set_aside = true）だけの結果を示す"),
    ]),
    ("questions", "まだ回答のない質問を、すべての文とともに JSON で出力します（AIアシスタントなど、他のプログラム向け）", &[
        ("sheet", "回答シート（標準入力は `-`）［既定：なし（すべての質問を出力する）］"),
    ]),
    ("template", "配布用の空の回答シートを作ります（記入済みシートの形式の変換もできます）", &[
        ("format", "空の回答シートの形式（…）［既定：FILE の拡張子に従う。なければ toml］"),
        ("output", "書き出し先のファイル（複数の回答シートを TOML や JSON にするときは、1件ずつのファイルを入れるディレクトリ）"),
        ("force", "既存のファイルを上書きする"),
        ("filled", "この回答シートの内容を、あらかじめ記入しておく"),
        ("layout", "CSV と XLSX の1行に入れるもの：companies は企業、questions は1社への質問（…）"),
        ("all_columns", "すべての評価項目に、根拠資料・メモ・回答日の列を付ける（CSV と XLSX）"),
        ("form_id", "同じブラウザーで他の質問票と区別するための名前（HTML）［既定：ランダム］"),
        ("from", "空のシートを作る代わりに、これらの回答シートを変換する（形式は問わない。複数可）"),
        ("to", "変換後の形式（…）［既定：-o の拡張子に従う］"),
    ]),
    ("test", "フレームワーク自身のテストを実行し、網羅率を示します", &[
        ("directory", "フレームワークのディレクトリ（テストはその中の tests/）［既定：使用中のフレームワーク］"),
        ("min_coverage", "網羅率がこの値（%）に届かなければ失敗とする（終了コード 1）"),
        ("mutate", "フレームワークを1か所ずつ少し変え、どのテストも気づかない変更を示す"),
        ("watch", "ファイルが変わるたびにテストし直す（終了は Ctrl-C）"),
        ("update", "テストの `[expect]` を現在の結果に書き換える（期待する結果が書かれていなければ、判定を書き込む）"),
        ("from", "これらの回答シート（形式は問わない）から、現在の判定を期待するテストを1件ずつ作る"),
    ]),
    ("framework", "フレームワークを表示・作成・取り込み・コピー・比較します", &[]),
    ("check", "フレームワーク、ルーブリック、回答シートを検査し、問題の箇所を示します", &[
        ("paths", "フレームワークのディレクトリ、ルーブリック、回答シート（標準入力は `-`）"),
        ("deny", "このコード（または英語名）を失敗とする。`warnings` ですべての警告を失敗とする"),
        ("warn", "このコード（または英語名）を失敗とせず、表示だけする"),
        ("allow", "このコード（または英語名）を表示しない"),
        ("fix", "書き間違いが明らかな箇所（名前のつづり、空白など）とフレームワークのキーの順序を修正し、もう一度検査する"),
        ("diff", "`--fix` による変更点を表示する（ファイルは変更しない）"),
        ("watch", "ファイルが変わるたびに検査し直す（終了は Ctrl-C）"),
        ("write_counterexamples", "指摘を再現する回答シートを、このディレクトリに CODE-PLACE.toml の名前で書き出す（上書きしない）"),
        ("explain_code", "コード（または英語名）の説明を表示する。`list` で一覧を表示する"),
    ]),
    ("list", "使用するフレームワーク（組み込み、または --framework で指定したもの）の名称を表示します", &[]),
    ("show", "フレームワーク全体を、画面や印刷に適した形で出力します", &[]),
    ("new", "小さなフレームワークの雛形を、説明とテスト付きで作ります（言語は `--lang` で `ja,en` のように指定）", &[("directory", "作成先（存在しないか、空のディレクトリ）［既定：端末で尋ねる］")]),
    ("import", "評価項目の表（スプレッドシートなど）からフレームワークを作ります（言語の順序は `--lang` で指定）", &[
        ("table", "表のファイル（CSV、XLSX、ODS。標準入力は `-`）"),
        ("directory", "作成先（存在しないか、空のディレクトリ）［既定：フレームワークの id］"),
        ("id", "フレームワークの id［既定：FILE の名前から作る］"),
    ]),
    ("export", "組み込みのフレームワークのファイルを、テストと事例も含めて新しいディレクトリにコピーします", &[
        ("directory", "コピー先（存在しないか、空のディレクトリ）"),
    ]),
    ("diff", "2つのフレームワークの違いと、必要なバージョンの上げ方を示します", &[
        ("old", "古いほうのフレームワークのディレクトリ（`built-in` は組み込みのもの）"),
        ("new", "新しいほうのフレームワークのディレクトリ（`built-in` は組み込みのもの）"),
        ("sheets", "判定の変化を調べる回答シート（ファイル、ディレクトリ）"),
        ("gate", "バージョンの上げ方が足りないか、判定が下がるシートがあれば失敗とする（終了コード 1）"),
    ]),
    ("schema", "ファイルの種類ごとの JSON Schema を出力します（エディターでの入力補完や説明表示に使えます）", &[
        ("kind", "ファイルの種類（…）"),
        ("exact", "使用するフレームワークの前提項目と評価項目だけを、質問文とともに書き出す（answers のみ）"),
    ]),
    ("completions", "シェルの補完スクリプトを出力します", &[("shell", "シェルの種類（…）")]),
    ("man", "マニュアルページ（プログラム全体、またはコマンドごと）を出力します", &[
        ("command", "このコマンドのページを出力する（`score`、`framework new` など）［既定：プログラム全体］"),
    ]),
    ("help", "ヘルプを表示します（コマンドを指定すると、そのコマンドのヘルプ）", &[("command", "コマンド")]),
];

const TEMPLATE: &str = "{about-with-newline}\n使い方：{usage}\n\n{all-args}{after-help}";

pub(super) fn translate(command: Command) -> Command {
    let name = command.get_name().to_owned();
    // Lines are wrapped when a page is shown, because clap breaks them at spaces only.
    let mut command = command.term_width(0).help_template(TEMPLATE).subcommand_help_heading("コマンド");
    if let Some(about) = about(&name) {
        command = command.about(help::marked(about)).long_about(None);
    }
    let ids: Vec<String> = command.get_arguments().map(|arg| arg.get_id().to_string()).collect();
    for (position, id) in ids.into_iter().enumerate() {
        let Some(text) = text_of(&name, &id) else { continue };
        command = command.mut_arg(id, |arg| {
            // Under a custom heading clap would sort positional arguments by name.
            let arg = if arg.is_positional() { arg.display_order(position) } else { arg };
            let heading = match (arg.is_positional(), arg.is_global_set()) {
                (true, _) => "引数",
                (false, true) => "共通オプション",
                (false, false) => "オプション",
            };
            let text = filled(text, &arg);
            let arg = arg.help(help::marked(&text)).long_help(None).help_heading(heading);
            // Defaults and possible values are part of the text, because clap has only English words for them.
            let hide = arg.get_action().takes_values();
            arg.hide_possible_values(hide).hide_default_value(hide)
        });
    }
    let subcommands: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for subcommand in subcommands {
        command = command.mut_subcommand(subcommand, translate);
    }
    command
}

fn filled(text: &str, arg: &Arg) -> String {
    let values = arg.get_possible_values();
    let values: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
    let default = arg.get_default_values().first().map(|value| value.to_string_lossy()).unwrap_or_default();
    text.replace(VALUES, &format!("（{}）", values.join("、")))
        .replace(DEFAULT, &format!("［既定：{default}］"))
}

fn of_command(command: &str) -> Option<&'static CommandTexts> {
    TEXTS.iter().find(|(name, ..)| *name == command)
}

fn about(command: &str) -> Option<&'static str> {
    of_command(command).map(|(_, about, _)| *about)
}

fn text_of(command: &str, argument: &str) -> Option<&'static str> {
    let of = |command| of_command(command)?.2.iter().find(|(id, _)| *id == argument).map(|(_, text)| *text);
    of(command).or_else(|| of("*"))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::commands::cli::Cli;

    #[test]
    fn every_command_and_argument_is_translated() {
        let mut command = Cli::command();
        command.build();
        check(&command);
    }

    fn check(command: &Command) {
        let name = command.get_name();
        if name == "help" {
            return;
        }
        assert!(about(name).is_some(), "no Japanese text for {name}");
        for argument in command.get_arguments() {
            let id = argument.get_id().as_str();
            assert!(text_of(name, id).is_some(), "no Japanese text for {name} {id}");
        }
        command.get_subcommands().for_each(check);
    }
}
