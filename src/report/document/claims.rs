use super::Edition;
use crate::framework::CriterionIx;
use crate::report::web::ColumnHead;
use crate::report::words;
use crate::text::{Bilingual, Label, say};

const CLAIM: ColumnHead = ColumnHead::text("Claim", "回答");
const PROVES: ColumnHead = ColumnHead::text("What proves it", "根拠資料の例");
const COUNTS_FOR: ColumnHead = ColumnHead::text("Counts for", "関わる段階");

impl Edition<'_> {
    /// The claims that need evidence to count.
    pub(super) fn claims(&self) -> String {
        let title = Label("Claims without proof", "根拠資料のない回答");
        let criteria = self.words.framework.criterion_indices();
        let claims: Vec<CriterionIx> = criteria.filter(|own| self.state(*own).is_unproven()).collect();
        let intro = match claims.len() {
            0 => {
                let none = Label(
                    "None: every level that needs evidence has it.",
                    "ありません。根拠資料を要する回答には、すべて資料が示されています。",
                );
                return self.empty_section("claims", title, none);
            }
            1 => say!(
                "One answer claims a level that counts only with evidence. Naming the evidence in the answer sheet proves it.",
                "根拠資料があって初めて認められるレベルの回答が1件あります。回答シートに根拠資料を記入すれば認められます。"
            ),
            all => say!(
                "{all} answers claim a level that counts only with evidence. Naming the evidence in the answer sheet proves them.",
                "根拠資料があって初めて認められるレベルの回答が{all}件あります。回答シートに根拠資料を記入すれば認められます。"
            ),
        };
        let proposed = claims.iter().filter(|own| self.state(**own).is_proposed()).count();
        let intro = if proposed == 0 {
            intro
        } else {
            let Bilingual { en, ja } = intro;
            say!(
                "{en} Of these, {proposed} are only proposed: somebody has to confirm them.",
                "{ja}このうち{proposed}件は提案のままで、担当者の確認が必要です。"
            )
        };
        let head = self.table_head(&[CLAIM, PROVES, COUNTS_FOR]);
        let rows: String = claims.into_iter().map(|own| self.claim_row(own)).collect();
        let body = format!("<table class=\"claims-table cards\">{head}<tbody>{rows}</tbody></table>");
        self.section("claims", title, &self.say(intro), &body)
    }

    fn claim_row(&self, own: CriterionIx) -> String {
        let state = self.state(own);
        let (claimed, proven) = (state.level().unwrap_or(0), state.proven().unwrap_or(0));
        let tag =
            say!("level {claimed} claimed, {proven} proven", "レベル{claimed}と回答、根拠ありは{proven}");
        let tag = if state.is_proposed() { words::proposed(claimed) } else { tag };
        let proposal = self.answer_of(own).proposal.as_ref().map_or_else(String::new, |proposal| {
            format!("<span class=\"say note-own\">{}</span>", self.say(words::proposal(&proposal.in_short())))
        });
        let note = self.answer_of(own).note.as_ref().map_or_else(String::new, |note| {
            let (lead, note) = (self.lang().of("Note: ", "メモ："), self.own(note));
            format!("<span class=\"say note-own\">{lead}{note}</span>")
        });
        let (name, tag) = (self.link_to(own), self.say(tag));
        let (column, text) = (self.say(CLAIM.name), self.say(self.words.level(own, claimed)));
        let proves = self.cell(PROVES, &self.proof_of(own, claimed));
        let counts = self.cell(COUNTS_FOR, &self.counts_for(own));
        format!(
            "<tr><th scope=\"row\" data-l=\"{column}\"><b>{name}</b> <span class=\"tag\">{tag}</span>\
             <span class=\"say\">{text}</span>{proposal}{note}</th>{proves}{counts}</tr>"
        )
    }
}
