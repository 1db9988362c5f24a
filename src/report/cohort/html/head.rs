use super::edition::CohortEdition;
use super::of;
use crate::advice::FEW;
use crate::report::cohort::words::{NO_BENCHMARK, TOO_FEW, all_together};
use crate::report::words::Words;
use crate::text::{Label, escape_html, grouped, say};

impl CohortEdition<'_> {
    /// The size of the cohort, and its date.
    pub(super) fn head(&self) -> String {
        let (brand, kind) =
            (self.of(self.framework().title()), self.say(Label("cohort report", "集計レポート")));
        let (id, title) = (self.id("top"), self.say(all_together(self.words, self.view.members.len())));
        let as_of = self.entry(Label("Scored as of", "評価基準日"), &self.date(self.view.as_of));
        let refused = self.view.refused.len();
        let refused = if refused == 0 {
            String::new()
        } else {
            let number = self.say(say!("{refused}", "{refused}件"));
            self.entry(
                Label("Not counted, could not be scored", "採点できず集計に含まない回答シート"),
                &number,
            )
        };
        format!(
            "<header class=\"head\"><p class=\"brand\">{brand} · {kind}</p><h1 id=\"{id}\">{title}</h1>\
             <dl class=\"meta\">{as_of}{refused}</dl></header>"
        )
    }

    /// The result in one line, how much it says, and the two most important numbers.
    pub(super) fn answer(&self) -> String {
        let cohort = self.view.cohort;
        let all = cohort.companies;
        let some = all - cohort.reached[0];
        let [of_all, ready] = [all, some].map(|number| self.framework().subjects(self.lang(), number));
        let lead = match (some, all) {
            (0, 1) => say!("Not ready for stage 1 yet", "第1段階の準備がまだ整っていません"),
            (_, 1) => say!("Ready for stage 1", "第1段階で準備完了"),
            (0, _) => say!(
                "None of {of_all} is ready for stage 1 yet",
                "{of_all}のうち、第1段階で準備完了はまだありません"
            ),
            (1, _) => say!("1 of {of_all} is ready for stage 1", "{of_all}中{ready}が第1段階で準備完了"),
            _ => {
                let some = grouped(some);
                say!("{some} of {of_all} are ready for stage 1", "{of_all}中{ready}が第1段階で準備完了")
            }
        };
        let mut sub = self.say(NO_BENCHMARK);
        if all < FEW {
            sub = [sub.as_str(), self.lang().of(" ", ""), &self.say(TOO_FEW)].concat();
        }
        let (stages, every) = (cohort.reached.len() - 1, cohort.reached.last().copied().unwrap_or(0));
        let keys = self.key(
            say!("Ready for all {stages} stages", "{stages}段階すべてで準備完了"),
            every,
            say!("of {all}", "/ {of_all}"),
        ) + &self.claims();
        let lead = self.say(lead);
        format!(
            "<div class=\"answer\"><div><p class=\"lead\">{lead}</p><p class=\"sub\">{sub}</p></div>\
             <dl class=\"keys\">{keys}</dl></div>"
        )
    }

    fn claims(&self) -> String {
        let claims = self.view.cohort.claims;
        let proposed = match claims.proposed {
            0 => String::new(),
            proposed => {
                let name = Label("Proposed, not confirmed", "未確認の提案");
                self.key(name, proposed, Label("answers", "件"))
            }
        };
        if claims.needing == 0 {
            return proposed;
        }
        let needing = grouped(claims.needing);
        let name = Label("Claims that lack evidence", "根拠資料が必要で、ない回答");
        self.key(name, claims.unproven, say!("of {needing}", "/ {needing}件")) + &proposed
    }

    fn key(&self, name: impl Words, number: usize, unit: impl Words) -> String {
        self.entry(name, &format!("<b>{}</b> {}", grouped(number), self.say(unit)))
    }

    pub(super) fn some_of(&self, some: usize, all: usize) -> String {
        self.say(of(some, all))
    }

    /// What the report was made from and how, so that it can be reproduced.
    pub(super) fn how_made(&self) -> String {
        let numbers = self.say(Label(
            "All numbers of each: outside-in score … -o results.xlsx; all of this as data: outside-in score … --cohort --format json",
            "すべての数値：outside-in score … -o results.xlsx。この集計のデータ：outside-in score … --cohort --format json",
        ));
        let further = [
            self.entry(Label("Scored as of", "評価基準日"), &self.date(self.view.as_of)),
            self.method(),
            self.entry(Label("The numbers", "数値データ"), &numbers),
        ];
        self.provenance(&escape_html(self.framework().version()), &further)
    }
}
