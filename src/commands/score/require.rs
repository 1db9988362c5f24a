use outside_in::batch::Outcome;
use outside_in::framework::{Framework, StageIx};
use outside_in::text::{clean, say};

use crate::commands::Common;

const NAMED: usize = Outcome::NAMED - 1;

/// Whether there is a company and every one has reached the stage. Those that have not are reported.
pub(super) fn judge(stage: StageIx, framework: &Framework, total: &Outcome, common: &Common) -> bool {
    let (scored, short, names) = (total.scored, total.short, &total.short_names);
    if short > 0 {
        let (id, lang) = (&framework[stage].id, common.lang);
        let which = if names.len() <= NAMED {
            lang.list(names.iter().map(|name| clean(name)))
        } else {
            let filter = format!("--filter 'reached<{}'", stage.get() + 1);
            lang.of(format!("see them with {filter}"), format!("{filter} で一覧できます"))
        };
        common.note(&say!(
            "--require {id}: not reached by {short} of {scored} ({which})",
            "--require {id}：{scored}件のうち{short}件が到達していません（{which}）"
        ));
    }
    scored > 0 && short == 0
}
