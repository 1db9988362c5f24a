use std::borrow::Cow;

use outside_in::framework::StageIx;
use outside_in::say;
use outside_in::text::clean;

use crate::commands::common::Common;
use crate::commands::output;

/// What `--require` asks for.
#[derive(Clone, Copy)]
pub(super) struct RequiredStage<'f> {
    /// The stage that every company must have reached.
    pub(super) stage: StageIx,
    /// Its id.
    pub(super) id: &'f str,
}

/// So many companies are named.
const NAMED: usize = 5;

impl RequiredStage<'_> {
    /// Whether every company has reached the stage, and there is one. How many have not is told, and which, where they
    /// are few and their names are known.
    pub(super) fn judge(self, scored: usize, short: usize, names: &[Cow<'_, str>], common: &Common) -> bool {
        if short > 0 {
            let (id, lang) = (self.id, common.lang);
            let which = if (1..=NAMED).contains(&names.len()) {
                let names: Vec<String> = names.iter().map(|name| clean(name)).collect();
                names.join(lang.of(", ", "、"))
            } else {
                let filter = format!("--filter 'reached<{}'", self.stage.get() + 1);
                lang.of(format!("see them with {filter}"), format!("{filter} で一覧できます"))
            };
            let text = say!(
                "--require {id}: not reached by {short} of {scored} ({which})",
                "--require {id}：{scored}件のうち{short}件が到達していません（{which}）"
            );
            output::say(text.to(lang));
        }
        scored > 0 && short == 0
    }
}
