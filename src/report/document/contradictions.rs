use super::Edition;
use crate::report::web::items;
use crate::source::{Diagnostic, codes};
use crate::text::{Label, escape_html};

impl Edition<'_> {
    /// Contradicting answers, then other remarks on the sheet.
    pub(super) fn contradictions(&self) -> String {
        let title = Label("Contradictions", "矛盾する回答");
        let found: Vec<String> =
            self.explanation.conflicts.iter().map(|conflict| self.say(&conflict.message)).collect();
        let (intro, mut body) = if found.is_empty() {
            let none = self
                .say(Label("None were found among the answers.", "回答の間に矛盾は見つかりませんでした。"));
            (String::new(), format!("<p class=\"empty\">{none}</p>"))
        } else {
            let intro = self.say(Label(
                "These answers do not fit together. Nothing is blocked; look at them before the report is handed on.",
                "次の回答は互いに整合しません。評価は続けていますが、レポートを渡す前に確認してください。",
            ));
            (intro, format!("<ul class=\"plain\">{}</ul>", items(&found)))
        };
        let notices = self.explanation.assessed.notices.iter();
        let others: Vec<String> = notices
            .filter(|notice| notice.code != codes::CONFLICT)
            .map(|notice| self.notice(notice))
            .collect();
        if !others.is_empty() {
            let (head, list) =
                (self.say(Label("Notes on the answer sheet", "回答シートに関する注意")), items(&others));
            let notes = format!("<h3>{head}</h3><ul class=\"plain\">{list}</ul>");
            body += &notes;
        }
        self.section("contra", title, &intro, &body)
    }

    fn notice(&self, notice: &Diagnostic) -> String {
        let (message, code) = (self.say(&notice.message), escape_html(notice.code.id));
        format!("{message} <span class=\"code\">{code}</span>")
    }
}
