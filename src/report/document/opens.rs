use super::Edition;
use crate::framework::CriterionIx;
use crate::report::markup::each;
use crate::report::web::{ColumnHead, items};
use crate::report::words;
use crate::text::{Bilingual, Label, say};

const QUESTION: ColumnHead = ColumnHead::text("Question", "質問");
const STATE: ColumnHead = ColumnHead::text("State", "状態");
const COUNTS_FOR: ColumnHead = ColumnHead::text("Counts for", "関わる段階");

impl Edition<'_> {
    /// Facts and questions without an answer that counts, including expired ones.
    pub(super) fn opens(&self) -> String {
        let title = Label("Still open", "未回答・不明の項目");
        let criteria = self.words.framework.criterion_indices();
        let open: Vec<CriterionIx> = criteria.filter(|own| self.state(*own).is_open()).collect();
        let facts = self.open_facts();
        let intro = match open.len() {
            0 if facts.is_empty() => {
                let none = Label(
                    "Nothing: every question that applies is answered.",
                    "ありません。該当する質問にはすべて回答しています。",
                );
                return self.empty_section("opens", title, none);
            }
            0 => return self.section("opens", title, "", &facts),
            1 => say!(
                "One question has no answer that counts. Until then it is worth nothing, and its points are shown as possible.",
                "評価に使える回答がない質問が1件あります。それまでは0点とし、その配点は「最大」に含めています。"
            ),
            all => say!(
                "{all} questions have no answer that counts. Until then each is worth nothing, and its points are shown as possible.",
                "評価に使える回答がない質問が{all}件あります。それまでは0点とし、その配点は「最大」に含めています。"
            ),
        };
        let head = self.table_head(&[QUESTION, STATE, COUNTS_FOR]);
        let rows: String = open.into_iter().map(|own| self.open_row(own)).collect();
        let body = format!("{facts}<table class=\"opens-table cards\">{head}<tbody>{rows}</tbody></table>");
        self.section("opens", title, &self.say(intro), &body)
    }

    fn open_facts(&self) -> String {
        let facts = self.explanation.open_facts();
        if facts.is_empty() {
            return String::new();
        }
        let questions: Vec<String> =
            facts.into_iter().map(|fact| self.of(&self.words.framework[fact].question)).collect();
        let (lead, list) = (
            self.say(Label(
                "Facts about the product that are not given, so that more questions may apply than needed:",
                "未回答の前提項目（該当しない質問が含まれている可能性があります）：",
            )),
            items(&questions),
        );
        format!("<p>{lead}</p><ul class=\"plain\">{list}</ul>")
    }

    fn open_row(&self, own: CriterionIx) -> String {
        let gates = each(self.words.framework.gates_on(own), |(gate, _)| {
            let name = self.words.stage(gate.stage);
            let words = self.say(say!("gate of {name}", "「{name}」の必須条件"));
            format!(" <span class=\"tag gate-tag\">{words}</span>")
        });
        let (column, name) = (self.say(QUESTION.name), self.link_to(own));
        let question = self.of(&self.words.framework[own].question);
        let state = self.cell(STATE, &self.say(self.open_state(own)));
        let counts = self.cell(COUNTS_FOR, &self.counts_for(own));
        format!(
            "<tr><th scope=\"row\" data-l=\"{column}\"><b>{name}</b>{gates}<span class=\"say\">{question}</span></th>{state}{counts}</tr>"
        )
    }

    /// Why there is no answer that counts.
    pub(super) fn open_state(&self, own: CriterionIx) -> Bilingual {
        match self.explanation.expired.iter().find(|(criterion, _)| *criterion == own) {
            Some((_, expired)) => words::expired(*expired),
            None => words::state(self.state(own)).into(),
        }
    }
}
