use outside_in::batch::Outcome;
use outside_in::framework::StageIx;
use outside_in::say;
use outside_in::text::clean;

use crate::commands::Common;

#[derive(Clone, Copy)]
pub(super) struct RequiredStage<'f> {
    pub(super) stage: StageIx,
    pub(super) id: &'f str,
}

const NAMED: usize = Outcome::NAMED - 1;

impl RequiredStage<'_> {
    /// Whether every company has reached the stage, and there is one. How many have not is reported, and which, where
    /// they are few.
    pub(super) fn judge(self, total: &Outcome, common: &Common) -> bool {
        let (scored, short, names) = (total.scored, total.short, &total.short_names);
        if short > 0 {
            let (id, lang) = (self.id, common.lang);
            let which = if names.len() <= NAMED {
                let names: Vec<String> = names.iter().map(|name| clean(name)).collect();
                names.join(lang.of(", ", "、"))
            } else {
                let filter = format!("--filter 'reached<{}'", self.stage.get() + 1);
                lang.of(format!("see them with {filter}"), format!("{filter} で一覧できます"))
            };
            common.note(&say!(
                "--require {id}: not reached by {short} of {scored} ({which})",
                "--require {id}：{scored}件のうち{short}件が到達していません（{which}）"
            ));
        }
        scored > 0 && short == 0
    }
}
