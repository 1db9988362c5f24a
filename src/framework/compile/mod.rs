//! Compiles raw values into valid ones: resolves names, checks rules between parts, collects all problems.

mod conditions;
mod criteria;
mod gates;
mod manifest;
mod names;
mod programmes;

use std::sync::Arc;

use self::conditions::conflict;
use self::criteria::{check_levels, criterion};
use self::gates::gates;
use self::manifest::{allowed_code, bands, fact, ids, source, stage, words};
use self::names::Names;
pub(super) use self::names::RESERVED;
use self::programmes::programme;
use super::model::{CriterionIx, Framework, Rubric, RubricIx};
use super::raw::{Manifest, RawCriterion, RawProgrammes, RawRubric};
use crate::source::{Diagnostic, SourceFile};

pub(super) struct Files {
    pub(super) manifest_file: Arc<SourceFile>,
    pub(super) manifest: Manifest,
    pub(super) rubrics: Vec<(Arc<SourceFile>, RawRubric)>,
    pub(super) programmes: Option<(Arc<SourceFile>, RawProgrammes)>,
    /// Whether this is a single rubric or the programmes, which may refer to things elsewhere.
    pub(super) is_part: bool,
}

/// Copies shared levels into the criteria that name a level set, and returns the set of each criterion in the order of
/// rubrics.
fn share_levels(files: &mut Files) -> Vec<Option<usize>> {
    let sets = &files.manifest.level_set;
    let criteria = files.rubrics.iter_mut().flat_map(|(_, rubric)| &mut rubric.criterion);
    let share = |criterion: &mut RawCriterion| {
        let wanted = &criterion.levels.as_ref()?.it;
        let found = sets.iter().position(|set| set.id.as_ref().is_some_and(|id| id.it == *wanted))?;
        criterion.level.clone_from(&sets[found].level);
        Some(found)
    };
    criteria.map(share).collect()
}

/// Compiles the files of a framework, without their digest; `None` if the sink contains an error afterwards.
pub(super) fn compile(mut files: Files, sink: &mut Vec<Diagnostic>) -> Option<Framework> {
    let set_of = share_levels(&mut files);
    let names = Names::collect(&files, sink);
    let Files { manifest_file, manifest, rubrics, programmes, .. } = files;
    for set in &manifest.level_set {
        check_levels(&set.level, &mut names.at(&manifest_file, sink));
    }
    let bands = bands(manifest.band, &mut names.at(&manifest_file, sink));
    let (mut made, mut criteria) = (Vec::new(), Vec::new());
    let (mut gates_of_all, mut conflicts) = (Vec::new(), Vec::new());
    for (position, (file, raw)) in rubrics.into_iter().enumerate() {
        let rubric = RubricIx::new(position);
        let cx = &mut names.at(&file, sink);
        let first = criteria.len();
        let sets = &set_of[first..];
        criteria
            .extend(raw.criterion.into_iter().zip(sets).map(|(raw, set)| criterion(raw, *set, rubric, cx)));
        gates_of_all.extend(gates(raw.gate, rubric, cx));
        conflicts.extend(raw.conflict.into_iter().filter_map(|raw| conflict(raw, cx)));
        let criteria = (first..criteria.len()).map(CriterionIx::new).collect();
        let named = raw.id.zip(raw.title).zip(raw.advice);
        made.push(named.map(|((id, title), advice)| Rubric { id: id.it, title, advice, criteria }));
    }
    let programmes = programmes.into_iter().flat_map(|(file, raw)| {
        let cx = &mut names.at(&file, sink);
        raw.programme.into_iter().filter_map(|raw| programme(raw, cx)).collect::<Vec<_>>()
    });
    let programmes = programmes.collect();
    if sink.iter().any(Diagnostic::is_error) {
        return None;
    }
    let allowed = manifest.check.unwrap_or_default().allow;
    Some(Framework {
        id: manifest.id?.it,
        version: manifest.version?.it,
        digest: String::new(),
        languages: manifest.languages,
        title: manifest.title?,
        disclaimer: manifest.disclaimer,
        sources: manifest.source.into_iter().map(source).collect::<Option<_>>()?,
        facts: manifest.fact.into_iter().map(fact).collect::<Option<_>>()?,
        stages: manifest.stage.into_iter().map(stage).collect::<Option<_>>()?,
        bands: bands?,
        rubrics: made.into_iter().collect::<Option<_>>()?,
        criteria: criteria.into_iter().collect::<Option<_>>()?,
        gates: gates_of_all,
        conflicts,
        programmes,
        retired: ids(manifest.retired),
        words: manifest.words.map(words).unwrap_or_default(),
        level_sets: ids(manifest.level_set.into_iter().filter_map(|set| set.id).collect()),
        allowed: allowed.into_iter().map(allowed_code).collect::<Option<_>>()?,
    })
}
