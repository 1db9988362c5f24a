use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Files, Known};
use crate::framework::model::{ChoiceIx, Citation, CriterionIx, FactIx, RubricIx, SourceIx, StageIx};
use crate::framework::raw::{Name, RawRubric};
use crate::say;
use crate::source::{Code, Diagnostic, Place, SourceFile, codes};
use crate::text::{Bilingual, Near, nearest, nearest_choice};

/// Ids that an answer sheet uses itself.
const RESERVED: [&str; 7] = ["subject", "date", "respondent", "ref", "framework", "version", "unknown"];

/// Everything that has a name, and where it is defined.
pub(super) struct Names {
    criteria: Vec<CriterionName>,
    facts: Vec<FactName>,
    stages: Vec<String>,
    sources: Vec<(String, Vec<String>)>,
    /// The kinds of which not all could be read.
    hidden: Vec<&'static str>,
}

struct CriterionName {
    id: String,
    rubric: usize,
    levels: usize,
}

struct FactName {
    id: String,
    choices: Vec<String>,
}

/// The names, as seen from one file.
pub(super) struct Context<'a> {
    pub(super) names: &'a Names,
    pub(super) file: &'a Arc<SourceFile>,
}

impl Names {
    /// Collects the names; reports ids that are used twice, reserved, or still in use as an old id.
    pub(super) fn collect(files: &Files, sink: &mut Vec<Diagnostic>) -> Self {
        let hidden = hidden(files, sink);
        let manifest = &files.manifest;
        let main = &files.manifest_file;
        let mut answers = Defined::default();
        let mut renames: Vec<(&Arc<SourceFile>, &Name)> = Vec::new();
        for fact in &manifest.fact {
            answers.answerable(main, fact.id.as_ref(), sink);
            renames.extend(fact.renamed_from.iter().map(|old| (main, old)));
            let mut choices = Defined::default();
            for choice in &fact.choice {
                choices.add(main, choice.id.as_ref(), sink);
                if choice.id.as_ref().is_some_and(|id| id.it == "unknown") {
                    sink.push(
                        reserved("unknown").at(main, choice.id.as_ref().map_or(0..0, |id| id.span.clone())),
                    );
                }
            }
            let old = fact.choice.iter().flat_map(|choice| &choice.renamed_from);
            choices.renames(old.map(|old| (main, old)).collect(), sink);
        }
        let mut rubrics = Defined::default();
        for (file, rubric) in &files.rubrics {
            rubrics.add(file, rubric.id.as_ref(), sink);
            for criterion in &rubric.criterion {
                answers.answerable(file, criterion.id.as_ref(), sink);
                renames.extend(criterion.renamed_from.iter().map(|old| (file, old)));
            }
        }
        answers.renames(renames, sink);
        let (mut stages, mut sources, mut bands) =
            (Defined::default(), Defined::default(), Defined::default());
        for stage in &manifest.stage {
            stages.add(main, stage.id.as_ref(), sink);
        }
        for source in &manifest.source {
            sources.add(main, source.id.as_ref(), sink);
        }
        for band in &manifest.band {
            bands.add(main, band.id.as_ref(), sink);
        }
        if let Some((file, programmes)) = &files.programmes {
            let mut defined = Defined::default();
            for programme in &programmes.programme {
                defined.add(file, programme.id.as_ref(), sink);
            }
        }

        let text = |id: &Option<Name>| id.as_ref().map(|id| id.it.clone()).unwrap_or_default();
        let criteria = files.rubrics.iter().enumerate().flat_map(|(rubric, (_, raw))| {
            raw.criterion.iter().map(move |c| CriterionName {
                id: text(&c.id),
                rubric,
                levels: c.level.len(),
            })
        });
        let facts = manifest.fact.iter().map(|fact| FactName {
            id: text(&fact.id),
            choices: fact.choice.iter().map(|choice| text(&choice.id)).collect(),
        });
        Self {
            criteria: criteria.collect(),
            facts: facts.collect(),
            stages: manifest.stage.iter().map(|stage| text(&stage.id)).collect(),
            sources: manifest
                .source
                .iter()
                .map(|s| (text(&s.id), s.passages.iter().map(|id| id.it.clone()).collect()))
                .collect(),
            hidden,
        }
    }

    /// The names as seen from a file.
    pub(super) fn at<'a>(&'a self, file: &'a Arc<SourceFile>) -> Context<'a> {
        Context { names: self, file }
    }
}

impl Context<'_> {
    /// The stage of a name.
    pub(super) fn stage(&self, name: &Name, sink: &mut Vec<Diagnostic>) -> Option<StageIx> {
        let id = &name.it;
        let known = self.names.stages.iter().map(String::as_str);
        let message = || say!("there is no stage `{id}`", "`{id}` という段階はありません");
        self.find(name, ("stage", known), codes::UNKNOWN_STAGE, message, sink).map(StageIx::new)
    }

    /// The criterion of a name.
    pub(super) fn criterion(&self, name: &Name, sink: &mut Vec<Diagnostic>) -> Option<CriterionIx> {
        let id = &name.it;
        let known = self.names.criteria.iter().map(|criterion| criterion.id.as_str());
        let message = || say!("there is no criterion `{id}`", "`{id}` という評価項目はありません");
        self.find(name, ("criterion", known), codes::UNKNOWN_CRITERION, message, sink).map(CriterionIx::new)
    }

    /// Whether a name is a fact's.
    pub(super) fn is_fact(&self, id: &str) -> bool {
        self.names.facts.iter().any(|fact| fact.id == id)
    }

    /// Whether a name is a criterion's.
    pub(super) fn is_criterion(&self, id: &str) -> bool {
        self.names.criteria.iter().any(|criterion| criterion.id == id)
    }

    /// The rubric that a criterion stands in.
    pub(super) fn rubric_of(&self, criterion: CriterionIx) -> RubricIx {
        RubricIx::new(self.names.criteria[criterion.get()].rubric)
    }

    /// The fact of a name.
    pub(super) fn fact(&self, name: &Name, sink: &mut Vec<Diagnostic>) -> Option<FactIx> {
        let id = &name.it;
        let known = self.names.facts.iter().map(|fact| fact.id.as_str());
        let message = || say!("there is no fact `{id}`", "`{id}` という前提項目はありません");
        self.find(name, ("fact", known), codes::UNKNOWN_FACT, message, sink).map(FactIx::new)
    }

    /// The choice of a fact.
    pub(super) fn choice(&self, fact: FactIx, name: &Name, sink: &mut Vec<Diagnostic>) -> Option<ChoiceIx> {
        let fact = &self.names.facts[fact.get()];
        let (id, of) = (&name.it, &fact.id);
        let known = fact.choices.iter().map(String::as_str);
        let message = || say!("`{of}` has no choice `{id}`", "`{of}` に `{id}` という選択肢はありません");
        let told = sink.len();
        let found = self.find(name, ("choice", known.clone()), codes::UNKNOWN_FACT_CHOICE, message, sink);
        if let Some(problem) = sink.get_mut(told).filter(|problem| problem.help.is_none()) {
            let list = known.collect::<Vec<_>>().join(", ");
            problem.help = Some(say!("its choices are: {list}", "選択肢は次のとおりです：{list}"));
        }
        found.map(ChoiceIx::new)
    }

    /// The source of a citation `source` or `source#passage`.
    pub(super) fn citation(&self, name: &Name, sink: &mut Vec<Diagnostic>) -> Option<Citation> {
        let (id, passage) = match name.it.split_once('#') {
            Some((id, passage)) => (id, Some(passage)),
            None => (name.it.as_str(), None),
        };
        let bare = Name { it: id.to_owned(), span: name.span.clone() };
        let known = self.names.sources.iter().map(|(id, _)| id.as_str());
        let message = || say!("there is no source `{id}`", "`{id}` という出典はありません");
        let source = self.find(&bare, ("source", known), codes::UNKNOWN_SOURCE, message, sink)?;
        if let Some(passage) = passage {
            let bare = Name { it: passage.to_owned(), span: name.span.clone() };
            let known = self.names.sources[source].1.iter().map(String::as_str);
            let message = || {
                say!(
                    "source `{id}` has no passage `{passage}`",
                    "出典 `{id}` に `{passage}` という箇所はありません"
                )
            };
            self.find(&bare, ("passages", known), codes::UNKNOWN_PASSAGE, message, sink)?;
        }
        Some(Citation { source: SourceIx::new(source), passage: passage.map(str::to_owned) })
    }

    /// A level that a criterion must have.
    pub(super) fn level(
        &self,
        criterion: CriterionIx,
        level: &super::super::raw::At<i64>,
        sink: &mut Vec<Diagnostic>,
    ) -> Option<u8> {
        let CriterionName { id, levels, .. } = &self.names.criteria[criterion.get()];
        let number = level.it;
        match u8::try_from(number) {
            Ok(number) if usize::from(number) < *levels => Some(number),
            _ if self.hides("level") => None,
            _ => {
                let top = levels.saturating_sub(1);
                let message = say!(
                    "`{id}` has no level {number}; its top is {top}",
                    "`{id}` にレベル{number}はありません（最上位は{top}）"
                );
                sink.push(Diagnostic::new(codes::NO_SUCH_LEVEL, message).at(self.file, level.span.clone()));
                None
            }
        }
    }

    /// Whether some of a kind could not be read, so that what is not known may be there all the same.
    pub(super) fn hides(&self, kind: &str) -> bool {
        self.names.hidden.contains(&kind)
    }

    fn find<'n>(
        &self,
        name: &Name,
        (kind, known): (&str, impl Iterator<Item = &'n str> + Clone),
        code: Code,
        message: impl Fn() -> Bilingual,
        sink: &mut Vec<Diagnostic>,
    ) -> Option<usize> {
        let found = known.clone().position(|id| id == name.it);
        if found.is_none() && !self.hides(kind) {
            let near = near(&name.it, known, code);
            let diagnostic = Diagnostic::new(code, message()).did_you_mean(near);
            sink.push(diagnostic.at(self.file, name.span.clone()));
        }
        found
    }
}

/// The known name that is most like another; a choice is not as easily taken for misspelt as the name of a part.
fn near<'n>(name: &str, known: impl Iterator<Item = &'n str>, code: Code) -> Option<Near<'n>> {
    if code == codes::UNKNOWN_FACT_CHOICE { nearest_choice(name, known) } else { nearest(name, known) }
}

/// The ids of one namespace, each with the place of its definition.
#[derive(Default)]
struct Defined(BTreeMap<String, Place>);

impl Defined {
    fn add(&mut self, file: &Arc<SourceFile>, name: Option<&Name>, sink: &mut Vec<Diagnostic>) {
        let Some(name) = name else { return };
        let id = &name.it;
        let place = Place { file: Arc::clone(file), span: name.span.clone() };
        if let Some(first) = self.0.get(id) {
            let message = say!("the id `{id}` is used twice", "id `{id}` が2回使われています");
            let diagnostic = Diagnostic::new(codes::DUPLICATE_ID, message).at(file, name.span.clone());
            sink.push(diagnostic.label(first.clone(), say!("first used here", "最初の定義")));
        } else {
            self.0.insert(id.clone(), place);
        }
    }

    /// As [`Defined::add`], for an id that answer sheets use as a key.
    fn answerable(&mut self, file: &Arc<SourceFile>, name: Option<&Name>, sink: &mut Vec<Diagnostic>) {
        if let Some(name) = name.filter(|name| RESERVED.contains(&name.it.as_str())) {
            sink.push(reserved(&name.it).at(file, name.span.clone()));
        }
        self.add(file, name, sink);
    }

    fn renames(&mut self, old_names: Vec<(&Arc<SourceFile>, &Name)>, sink: &mut Vec<Diagnostic>) {
        for (file, name) in old_names {
            let id = &name.it;
            let place = Place { file: Arc::clone(file), span: name.span.clone() };
            if let Some(other) = self.0.get(id) {
                let message = say!(
                    "the old id `{id}` is used elsewhere",
                    "以前の id `{id}` は別の箇所で使われています"
                );
                let diagnostic = Diagnostic::new(codes::RENAME_CLASH, message).at(file, name.span.clone());
                sink.push(diagnostic.label(other.clone(), say!("used here", "ここで使用")));
            } else {
                self.0.insert(id.clone(), place);
            }
        }
    }
}

/// The kinds of which not all could be read, so that a name that is not known may well be there. What keeps them from
/// being read has been told; what follows from it is not.
fn hidden(files: &Files, found: &[Diagnostic]) -> Vec<&'static str> {
    let Files { manifest, manifest_file, rubrics, known, .. } = files;
    let is_known = |kind: &str| match kind {
        _ if *known == Known::OwnFile => kind == "level",
        "source" => manifest.source.iter().all(|source| source.id.is_some()),
        "fact" => manifest.fact.iter().all(|fact| fact.id.is_some()),
        "choice" => manifest.fact.iter().flat_map(|fact| &fact.choice).all(|choice| choice.id.is_some()),
        "stage" => manifest.stage.iter().all(|stage| stage.id.is_some()),
        "criterion" => {
            let readable = |rubric: &RawRubric| {
                !rubric.criterion.is_empty()
                    && rubric.criterion.iter().all(|criterion| criterion.id.is_some())
            };
            let is_listed = !manifest.rubrics.is_empty();
            is_listed && *known == Known::All && rubrics.iter().all(|(_, rubric)| readable(rubric))
        }
        _ => true,
    };
    let is_misspelt = |kind: &str| {
        let meant = |d: &Diagnostic| d.meant.as_ref().is_some_and(|key| key.rsplit('.').next() == Some(kind));
        found.iter().any(|d| d.code == codes::UNKNOWN_KEY && meant(d))
    };
    let is_mistyped = |kind: &str| {
        let here =
            |place: &Place| matches!(kind, "level" | "criterion") || Arc::ptr_eq(&place.file, manifest_file);
        found.iter().any(|d| {
            d.code == codes::WRONG_TYPE
                && d.key.as_deref() == Some(kind)
                && d.place.as_ref().is_some_and(here)
        })
    };
    let mut kinds = vec!["source", "passages", "fact", "choice", "stage", "criterion", "level"];
    let is_broken = |kind: &str| is_misspelt(kind) || is_mistyped(kind);
    // Levels stand inside of criteria.
    kinds.retain(|kind| !is_known(kind) || is_broken(kind) || (*kind == "level" && is_broken("criterion")));
    kinds
}

fn reserved(id: &str) -> Diagnostic {
    let message = say!("the id `{id}` is reserved", "id `{id}` は予約されています");
    let help = say!("choose another id", "別の id にしてください。");
    Diagnostic::new(codes::RESERVED_ID, message).help(help)
}
