use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

use super::json::{FrameworkJson, GateJson, LossJson, NoticeJson};
use crate::framework::{CriterionIx, Framework, RubricIx, StageIx};
use crate::scoring::{GateResult, GateStatus, Percent};
use crate::source::Diagnostic;
use crate::text::Lang;

/// A part of a document: still to be serialized, or serialized before.
#[derive(Debug)]
pub(super) enum Fragment<'a, T> {
    New(T),
    Written(&'a RawValue),
}

impl<T: Serialize> Serialize for Fragment<'_, T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::New(part) => part.serialize(serializer),
            Self::Written(part) => part.serialize(serializer),
        }
    }
}

type Written = Box<RawValue>;

/// A percent in JSON; there are few distinct ones.
pub(super) fn percent(percent: Percent) -> Fragment<'static, f64> {
    static WRITTEN: LazyLock<Vec<Written>> = LazyLock::new(|| {
        let all = (0..=1000).map_while(|tenths| to_raw_value(&Percent::of(tenths, 1000).as_f64()).ok());
        all.collect()
    });
    let written = WRITTEN.get(usize::from(percent.tenths()));
    written.map_or_else(|| Fragment::New(percent.as_f64()), |written| Fragment::Written(written))
}

/// Parts that many assessments share (framework, ids, gates, losses and notices), each serialized once.
#[derive(Debug)]
pub struct Fragments<'f> {
    framework: &'f Framework,
    lang: Lang,
    head: OnceCell<Written>,
    stages: Vec<OnceCell<Written>>,
    rubrics: Vec<OnceCell<Written>>,
    /// Per stage, gate of the stage, status and proven status.
    gates: Vec<Vec<[OnceCell<Written>; STATUSES * STATUSES]>>,
    /// Per stage, criterion and level; the first one is for an open answer.
    losses: Vec<Vec<Vec<OnceCell<Written>>>>,
    /// By address. Keeping the notice ensures that the address is not reused.
    notices: BTreeMap<usize, (Arc<Diagnostic>, Written)>,
}

const STATUSES: usize = GateStatus::Waived as usize + 1;

/// How many notices to remember; only those with dates can be that many.
const REMEMBERED: usize = 10_000;

impl<'f> Fragments<'f> {
    /// Nothing serialized yet; notices will be in this language.
    pub fn new(framework: &'f Framework, lang: Lang) -> Self {
        let of_gates = |stage| framework.gates_of(stage).map(|_| Default::default()).collect();
        let of_levels = |index: CriterionIx| vec![OnceCell::new(); framework[index].levels.len() + 1];
        let of_criteria = |_| framework.criterion_indices().map(of_levels).collect();
        Self {
            framework,
            lang,
            head: OnceCell::new(),
            stages: vec![OnceCell::new(); framework.stages().len()],
            rubrics: vec![OnceCell::new(); framework.rubrics().len()],
            gates: framework.stage_indices().map(of_gates).collect(),
            losses: framework.stage_indices().map(of_criteria).collect(),
            notices: BTreeMap::new(),
        }
    }

    /// Serializes those notices that are the same for every sheet.
    pub(super) fn prepare(&mut self, notices: &[Arc<Diagnostic>]) {
        if self.notices.len() > REMEMBERED {
            self.notices.clear();
        }
        for notice in notices.iter().filter(|notice| notice.place.is_none()) {
            let address = Arc::as_ptr(notice).addr();
            if !self.notices.contains_key(&address)
                && let Ok(written) = to_raw_value(&NoticeJson::new(notice, self.lang))
            {
                self.notices.insert(address, (Arc::clone(notice), written));
            }
        }
    }

    pub(super) fn framework(&self) -> Fragment<'_, FrameworkJson<'f>> {
        written(&self.head, FrameworkJson::new(self.framework))
    }

    pub(super) fn stage(&self, stage: StageIx) -> Fragment<'_, &'f str> {
        written(&self.stages[stage.get()], self.framework[stage].id.as_str())
    }

    pub(super) fn rubric(&self, rubric: RubricIx) -> Fragment<'_, &'f str> {
        written(&self.rubrics[rubric.get()], self.framework[rubric].id.as_str())
    }

    pub(super) fn gate(
        &self,
        stage: StageIx,
        position: usize,
        gate: GateResult,
    ) -> Fragment<'_, GateJson<'f>> {
        let statuses = gate.status as usize * STATUSES + gate.proven_status as usize;
        written(&self.gates[stage.get()][position][statuses], GateJson::new(self.framework, gate))
    }

    pub(super) fn loss(
        &self,
        stage: StageIx,
        loss: LossJson<'f>,
        criterion: CriterionIx,
    ) -> Fragment<'_, LossJson<'f>> {
        let level = loss.level.map_or(0, |level| usize::from(level) + 1);
        written(&self.losses[stage.get()][criterion.get()][level], loss)
    }

    pub(super) fn notice<'a>(&'a self, notice: &'a Arc<Diagnostic>) -> Fragment<'a, NoticeJson<'a>> {
        match self.notices.get(&Arc::as_ptr(notice).addr()) {
            Some((_, written)) => Fragment::Written(written),
            None => Fragment::New(NoticeJson::new(notice, self.lang)),
        }
    }
}

/// The part as serialized before, or now.
fn written<T: Serialize>(place: &OnceCell<Written>, part: T) -> Fragment<'_, T> {
    match place.get() {
        Some(written) => Fragment::Written(written),
        None => match to_raw_value(&part) {
            Ok(new) => Fragment::Written(place.get_or_init(|| new)),
            Err(_) => Fragment::New(part),
        },
    }
}
