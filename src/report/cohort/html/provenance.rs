use super::edition::CohortEdition;
use crate::report::assessment::TOOL;
use crate::text::{Label, escape_html};

impl CohortEdition<'_> {
    /// What the report was made of and how, so that it can be made again.
    pub(super) fn provenance(&self) -> String {
        let framework = self.framework();
        let (title, id) = (self.of(framework.title()), escape_html(framework.id()));
        let method = self.say(Label(
            "Scored in whole numbers; the same answers, framework and date give the same file, byte for byte.",
            "採点はすべて整数で計算しています。回答、評価基準、評価基準日が同じなら、同一の内容（バイト単位）のファイルになります。",
        ));
        let numbers = self.say(Label(
            "All numbers of each: outside-in score … -o results.xlsx; all of this as data: outside-in score … --cohort --format json",
            "すべての数値：outside-in score … -o results.xlsx。この集計のデータ：outside-in score … --cohort --format json",
        ));
        let entries = [
            self.entry(Label("Framework", "評価基準"), &format!("{title} ({id})")),
            self.entry(Label("Version", "版"), &escape_html(framework.version())),
            self.entry(
                Label("Digest (SHA-256)", "ダイジェスト（SHA-256）"),
                &format!("<code>{}</code>", escape_html(framework.digest())),
            ),
            self.entry(Label("Tool", "ツール"), &escape_html(TOOL)),
            self.entry(Label("Scored as of", "評価基準日"), &self.date(self.view.as_of)),
            self.entry(Label("Method", "採点方法"), &method),
            self.entry(Label("The numbers", "数値データ"), &numbers),
        ];
        let body = format!("<dl class=\"prov-list\">{}</dl>", entries.concat());
        self.section("prov", Label("How this report was made", "このレポートの作成方法"), "", &body)
    }
}
