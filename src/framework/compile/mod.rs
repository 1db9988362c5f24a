//! From what was written to what is valid: names are resolved, rules between parts are checked, and every
//! problem is collected on the way.

mod conditions;
mod criteria;
mod facts;
mod gates;
mod names;
mod programmes;
mod stages;

use std::sync::Arc;

use self::names::Names;
use super::digest::Digest;
use super::model::{Framework, Rubric};
use super::raw::{Manifest, RawProgrammes, RawRubric};
use crate::source::{Diagnostic, SourceFile};

/// All files of one framework, read.
pub(super) struct Files {
    pub(super) manifest_file: Arc<SourceFile>,
    pub(super) manifest: Manifest,
    pub(super) rubrics: Vec<(Arc<SourceFile>, RawRubric)>,
    pub(super) programmes: Option<(Arc<SourceFile>, RawProgrammes)>,
    /// How much of the framework is there.
    pub(super) known: Known,
}

/// How much of a framework is there when its names are looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// Every file could be read.
    All,
    /// A rubric could not be read: a criterion that is not known may stand in it.
    NotAllRubrics,
    /// One rubric or the programmes alone: what it names may stand elsewhere.
    OwnFile,
}

/// Makes a framework of its files; `None` or an unusable one if the sink holds an error afterwards.
pub(super) fn compile(files: Files, sink: &mut Vec<Diagnostic>) -> Option<Framework> {
    let names = Names::collect(&files, sink);
    let Files { manifest_file, manifest, rubrics, programmes, .. } = files;
    let sources = stages::sources(manifest.source);
    let facts = facts::facts(manifest.fact);
    let stages = stages::stages(manifest.stage);
    let bands = stages::bands(&manifest_file, manifest.band, sink);

    let mut criteria = Vec::new();
    let mut gates = Vec::new();
    let mut conflicts = Vec::new();
    let mut made = Vec::new();
    for (position, (file, raw)) in rubrics.into_iter().enumerate() {
        let mut own = Vec::new();
        for criterion in raw.criterion {
            own.push(super::CriterionIx::new(criteria.len()));
            let cx = names.at(&file);
            criteria.push(criteria::criterion(criterion, super::RubricIx::new(position), &cx, sink));
        }
        gates.extend(gates::gates(raw.gate, position, &names.at(&file), sink));
        conflicts.extend(conditions::conflicts(raw.conflict, &names.at(&file), sink));
        made.push((raw.id, raw.title, raw.advice, own));
    }
    let programmes = match programmes {
        Some((file, raw)) => programmes::programmes(raw.programme, &names.at(&file), sink),
        None => Vec::new(),
    };
    if sink.iter().any(Diagnostic::is_error) {
        return None;
    }
    let rubrics = made.into_iter().map(|(id, title, advice, criteria)| {
        Some(Rubric { id: id?.it, title: title?, advice: advice?, criteria })
    });
    Some(Framework {
        id: manifest.id?.it,
        version: manifest.version?.it,
        digest: Digest::default(),
        languages: manifest.languages,
        title: manifest.title?,
        disclaimer: manifest.disclaimer,
        sources: sources?,
        facts: facts?,
        stages: stages?,
        bands: bands?,
        rubrics: rubrics.collect::<Option<_>>()?,
        criteria: criteria.into_iter().collect::<Option<_>>()?,
        gates,
        conflicts,
        programmes,
    })
}
