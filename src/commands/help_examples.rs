//! The examples at the end of every help page. A test runs all of them.

use clap::Command;
use outside_in::text::{Label, Lang};

use super::help;

/// What an example does, and its command, in both languages.
type Example = (Label, Label);

const EXAMPLES: &[(&str, &[Example])] = &[
    (
        "outside-in",
        &[
            (Label("Start, or continue", "回答を始める・続ける"), same("outside-in assess")),
            (Label("The result, and what to do next", "結果と、次にすること"), same("outside-in explain")),
            (
                Label("What to do with 12 person-weeks", "12人週でできること"),
                same("outside-in plan --budget 12"),
            ),
        ],
    ),
    (
        "assess",
        &[
            (Label("Answer in answers.toml", "answers.toml に回答する"), same("outside-in assess")),
            (
                Label(
                    "The decisive questions first, in a file of its own",
                    "別のファイルに、重要な質問から先に回答する",
                ),
                same("outside-in assess kumo.toml --quick"),
            ),
            (
                Label("Only what the first stage needs", "課題提起の段階に必要な質問だけに回答する"),
                Label("outside-in assess --stage 1", "outside-in assess --stage 課題提起"),
            ),
        ],
    ),
    (
        "score",
        &[
            (
                Label(
                    "All sheets of a folder, as a workbook",
                    "フォルダー内のすべてのシートを採点し、Excel に書き出す",
                ),
                same("outside-in score sheets -o results.xlsx"),
            ),
            (
                Label(
                    "Fail unless all have reached the first stage",
                    "第1段階に到達していないシートがあれば失敗とする",
                ),
                same("outside-in score sheets --require 1"),
            ),
            (
                Label(
                    "Those that have reached fewer than two stages",
                    "到達した段階が1つ以下のシートだけを表示する",
                ),
                same("outside-in score sheets --filter 'reached<2'"),
            ),
        ],
    ),
    (
        "explain",
        &[
            (Label("The result of answers.toml", "answers.toml の結果"), same("outside-in explain")),
            (
                Label("One stage", "1つの段階"),
                Label("outside-in explain --stage 2", "outside-in explain --stage 臨床評価"),
            ),
            (
                Label("What another answer would change", "回答が変わった場合の結果"),
                Label("outside-in explain --set 'FDA pathway=2'", "outside-in explain --set FDAの規制経路=2"),
            ),
        ],
    ),
    (
        "plan",
        &[
            (
                Label("To the next stage, with the least work", "次の段階までの最小工数の計画"),
                same("outside-in plan"),
            ),
            (Label("To the second stage", "第2段階までの計画"), same("outside-in plan --to 2")),
            (
                Label("As far as 12 person-weeks allow", "12人週で最も進める計画"),
                same("outside-in plan --budget 12"),
            ),
        ],
    ),
    (
        "report",
        &[
            (
                Label("The report on answers.toml", "answers.toml のレポート"),
                same("outside-in report -o report.html"),
            ),
            (
                Label("With what changed since last year", "前年からの変化も示す"),
                same("outside-in report --since last-year.toml -o report.html"),
            ),
            (
                Label("In English and Japanese, in one file", "日本語と英語を1つのファイルに"),
                same("outside-in report --both -o report.html"),
            ),
            (
                Label("As a workbook, to fill in owners and dates", "担当者と期日を記入できるブックとして"),
                same("outside-in report -o report.xlsx"),
            ),
            (
                Label("On all together, with the report of each", "全体の集計と、個別のレポート"),
                same("outside-in report sheets -o reports/"),
            ),
            (
                Label("To hand on without names", "名称を伏せて渡す"),
                same("outside-in report sheets --anonymous -o cohort.html"),
            ),
        ],
    ),
    (
        "compare",
        &[
            (
                Label("What changed since last year, and why", "前年からの変化とその理由"),
                same("outside-in compare last-year.toml answers.toml"),
            ),
            (
                Label("How far two people agree", "2人の回答の一致度"),
                same("outside-in compare --raters answers.toml colleague.toml"),
            ),
        ],
    ),
    (
        "calibrate",
        &[(
            Label("A framework with cases of its own", "事例を収録したフレームワーク"),
            same("outside-in calibrate clinic"),
        )],
    ),
    (
        "questions",
        &[
            (
                Label("What answers.toml leaves open", "answers.toml でまだ回答のない質問"),
                same("outside-in questions answers.toml"),
            ),
            (
                Label("All questions, in Japanese alone", "すべての質問（日本語のみ）"),
                same("outside-in questions --lang ja"),
            ),
        ],
    ),
    (
        "template",
        &[
            (
                Label("A page to answer in any browser", "ブラウザーで回答できる質問票"),
                same("outside-in template -o questionnaire.html"),
            ),
            (
                Label("A workbook to hand out", "配布用の Excel ブック"),
                same("outside-in template -o template.xlsx"),
            ),
            (
                Label("A workbook for one company, a question a row", "1社用の Excel ブック（1行に1問）"),
                same("outside-in template --layout questions -o questions.xlsx"),
            ),
            (
                Label("Filled sheets as one table", "記入済みシートを1つの表にまとめる"),
                same("outside-in template --from sheets -o returned.csv"),
            ),
        ],
    ),
    (
        "test",
        &[
            (Label("A framework of your own", "独自のフレームワーク"), same("outside-in test my-framework")),
            (
                Label("Expect what is got now, after a change", "変更後の結果を、期待する結果として書き込む"),
                same("outside-in test my-framework --update"),
            ),
            (
                Label("A test made of a sheet", "回答シートからテストを作る"),
                same("outside-in test my-framework --from sheet.toml"),
            ),
        ],
    ),
    (
        "check",
        &[
            (Label("An answer sheet", "回答シート"), same("outside-in check answers.toml")),
            (
                Label("A framework; warnings fail, too", "フレームワーク（警告も失敗とする）"),
                same("outside-in check my-framework --deny warnings"),
            ),
            (
                Label("What a finding means", "指摘の意味"),
                same("outside-in check --explain gate-never-decides"),
            ),
        ],
    ),
    (
        "framework",
        &[
            (
                Label("Read the framework in use", "使用するフレームワークを読む"),
                same("outside-in framework show"),
            ),
            (
                Label("Start your own", "独自のフレームワークを作成する"),
                same("outside-in framework new hospital"),
            ),
        ],
    ),
    ("list", &[(Label("The framework in use", "使用するフレームワーク"), same("outside-in framework list"))]),
    (
        "show",
        &[(Label("A page to print", "印刷用のページ"), same("outside-in framework show --format html"))],
    ),
    (
        "new",
        &[
            (
                Label("In a new directory", "新しいディレクトリに作成する"),
                same("outside-in framework new hospital"),
            ),
            (
                Label("In one language alone", "日本語だけで作成する"),
                Label(
                    "outside-in framework new my-hospital --lang en",
                    "outside-in framework new my-hospital --lang ja",
                ),
            ),
        ],
    ),
    (
        "import",
        &[
            (
                Label("From a spreadsheet", "スプレッドシートから作成する"),
                same("outside-in framework import criteria.xlsx hospital"),
            ),
            (
                Label("Japanese first", "日本語を基準とする"),
                same("outside-in framework import criteria.csv --lang ja,en"),
            ),
        ],
    ),
    (
        "export",
        &[(
            Label("Copy the built-in one, to change it", "組み込みのフレームワークをコピーして編集する"),
            same("outside-in framework export mine"),
        )],
    ),
    (
        "diff",
        &[(
            Label("How your own differs from the built-in one", "組み込みと独自のフレームワークの違い"),
            same("outside-in framework diff built-in my-framework"),
        )],
    ),
    ("schema", &[(Label("For answer sheets", "回答シートのスキーマ"), same("outside-in schema answers"))]),
    ("completions", &[(Label("For bash", "bash 用のスクリプト"), same("outside-in completions bash"))]),
    ("man", &[(Label("The manual page of a command", "コマンドのマニュアル"), same("outside-in man score"))]),
];

const fn same(command: &'static str) -> Label {
    Label(command, command)
}

pub(super) const HEADING: Label = Label("Examples:", "例：");

pub(super) fn add(command: Command, lang: Lang) -> Command {
    let examples = EXAMPLES.iter().find(|(name, _)| *name == command.get_name());
    let command = match examples {
        Some((_, examples)) => command.after_help(text(examples, lang)),
        None => command,
    };
    command.mut_subcommands(|sub| add(sub, lang))
}

fn text(examples: &[Example], lang: Lang) -> String {
    let mut lines = vec![HEADING.to(lang).to_owned()];
    for (what, command) in examples {
        let what = what.to(lang);
        // Clap breaks lines at spaces only.
        let what = lang.of(what.to_owned(), help::marked(what));
        lines.extend([format!("  {what}"), format!("    {}", command.to(lang))]);
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::commands::cli::Cli;

    #[test]
    fn every_command_has_an_example() {
        check(&Cli::command());
    }

    fn check(command: &Command) {
        let name = command.get_name();
        assert!(EXAMPLES.iter().any(|(known, examples)| *known == name && !examples.is_empty()), "{name}");
        command.get_subcommands().for_each(check);
    }
}
