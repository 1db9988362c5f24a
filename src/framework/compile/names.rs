use std::collections::BTreeMap;
use std::sync::Arc;

use super::Files;
use crate::framework::model::{ChoiceIx, Citation, CriterionIx, FactIx, RubricIx, SourceIx, StageIx};
use crate::framework::raw::{At, Name};
use crate::source::{Code, Diagnostic, Place, SourceFile, Span, codes};
use crate::text::{Bilingual, nearest, nearest_choice, say};

/// Ids that answer sheets use for themselves.
pub(in crate::framework) const RESERVED: [&str; 7] =
    ["subject", "date", "respondent", "ref", "framework", "version", "unknown"];

/// Everything that can be referred to, by position; an unreadable id is blank.
pub(super) struct Names {
    stages: Vec<String>,
    criteria: Vec<NamedCriterion>,
    facts: Vec<(String, Vec<String>)>,
    sources: Vec<(String, Vec<String>)>,
    level_sets: Vec<String>,
    hidden: Vec<&'static str>,
}

struct NamedCriterion {
    id: String,
    rubric: RubricIx,
    levels: usize,
}

impl Names {
    /// Collects the names; reports ids that are duplicate, reserved, or still in use as an old id.
    pub(super) fn collect(files: &Files, sink: &mut Vec<Diagnostic>) -> Self {
        let Files { manifest, rubrics, .. } = files;
        let hidden = hidden(files, sink);
        check_ids(files, sink);
        let text = |id: &Option<Name>| id.as_ref().map(|id| id.it.clone()).unwrap_or_default();
        let texts = |names: &[Name]| names.iter().map(|name| name.it.clone()).collect();
        let criteria = rubrics.iter().enumerate().flat_map(|(position, (_, rubric))| {
            let rubric_ix = RubricIx::new(position);
            rubric.criterion.iter().map(move |it| (it, rubric_ix))
        });
        let criteria = criteria.map(|(raw, rubric)| NamedCriterion {
            id: text(&raw.id),
            rubric,
            levels: raw.level.len(),
        });
        let facts = manifest.fact.iter();
        let facts =
            facts.map(|fact| (text(&fact.id), fact.choice.iter().map(|choice| text(&choice.id)).collect()));
        let sources = manifest.source.iter().map(|source| (text(&source.id), texts(&source.passages)));
        Self {
            stages: manifest.stage.iter().map(|stage| text(&stage.id)).collect(),
            criteria: criteria.collect(),
            facts: facts.collect(),
            sources: sources.collect(),
            level_sets: manifest.level_set.iter().map(|set| text(&set.id)).collect(),
            hidden,
        }
    }

    pub(super) fn at<'a>(&'a self, file: &'a Arc<SourceFile>, sink: &'a mut Vec<Diagnostic>) -> Context<'a> {
        Context { names: self, file, sink }
    }
}

/// The names as seen from one file, in which unknown names are reported.
pub(super) struct Context<'a> {
    names: &'a Names,
    file: &'a Arc<SourceFile>,
    sink: &'a mut Vec<Diagnostic>,
}

impl Context<'_> {
    pub(super) fn report(&mut self, diagnostic: Diagnostic, span: &Span) {
        self.sink.push(diagnostic.at(self.file, span.clone()));
    }

    pub(super) fn place(&self, span: &Span) -> Place {
        Place { file: Arc::clone(self.file), span: span.clone() }
    }

    pub(super) fn stage(&mut self, name: &Name) -> Option<StageIx> {
        let known = self.names.stages.iter().map(String::as_str);
        let message = |id: &str| say!("there is no stage `{id}`", "`{id}` という段階はありません");
        self.find("stage", known, name, codes::UNKNOWN_STAGE, message).map(StageIx::new)
    }

    pub(super) fn report_unknown_level_set(&mut self, name: &Name) {
        let known = self.names.level_sets.iter().map(String::as_str);
        let message =
            |id: &str| say!("there is no level set `{id}`", "`{id}` というレベルセットはありません");
        self.find("level_set", known, name, codes::UNKNOWN_LEVEL_SET, message);
    }

    pub(super) fn criterion(&mut self, name: &Name) -> Option<CriterionIx> {
        let known = self.names.criteria.iter().map(|criterion| criterion.id.as_str());
        let message = |id: &str| say!("there is no criterion `{id}`", "`{id}` という評価項目はありません");
        self.find("criterion", known, name, codes::UNKNOWN_CRITERION, message).map(CriterionIx::new)
    }

    pub(super) fn fact(&mut self, name: &Name) -> Option<FactIx> {
        let known = self.names.facts.iter().map(|(id, _)| id.as_str());
        let message = |id: &str| say!("there is no fact `{id}`", "`{id}` という前提項目はありません");
        self.find("fact", known, name, codes::UNKNOWN_FACT, message).map(FactIx::new)
    }

    pub(super) fn choice(&mut self, fact: FactIx, name: &Name) -> Option<ChoiceIx> {
        let (fact, choices) = &self.names.facts[fact.get()];
        let known = choices.iter().map(String::as_str);
        let message =
            |id: &str| say!("`{fact}` has no choice `{id}`", "`{fact}` に `{id}` という選択肢はありません");
        let before = self.sink.len();
        let found = self.find("choice", known, name, codes::UNKNOWN_FACT_CHOICE, message);
        if let Some(problem) = self.sink.get_mut(before).filter(|problem| problem.help.is_none()) {
            let list = choices.join(", ");
            problem.help = Some(say!("its choices are: {list}", "選択肢は次のとおりです：{list}"));
        }
        found.map(ChoiceIx::new)
    }

    /// The source of a citation `source` or `source#passage`.
    pub(super) fn citation(&mut self, name: &Name) -> Option<Citation> {
        let (id, passage) = match name.it.split_once('#') {
            Some((id, passage)) => (id, Some(passage)),
            None => (name.it.as_str(), None),
        };
        let bare = |text: &str| Name { it: text.to_owned(), span: name.span.clone() };
        let known = self.names.sources.iter().map(|(id, _)| id.as_str());
        let message = |id: &str| say!("there is no source `{id}`", "`{id}` という出典はありません");
        let source = self.find("source", known, &bare(id), codes::UNKNOWN_SOURCE, message)?;
        if let Some(passage) = passage {
            let known = self.names.sources[source].1.iter().map(String::as_str);
            let message = |passage: &str| {
                say!(
                    "source `{id}` has no passage `{passage}`",
                    "出典 `{id}` に `{passage}` という箇所はありません"
                )
            };
            self.find("passages", known, &bare(passage), codes::UNKNOWN_PASSAGE, message)?;
        }
        Some(Citation { source: SourceIx::new(source), passage: passage.map(str::to_owned) })
    }

    pub(super) fn level(&mut self, criterion: CriterionIx, level: &At<i64>) -> Option<u8> {
        let NamedCriterion { id, levels, .. } = &self.names.criteria[criterion.get()];
        let found = u8::try_from(level.it).ok().filter(|number| usize::from(*number) < *levels);
        if found.is_none() && !self.hides("level") {
            let (number, top) = (level.it, levels.saturating_sub(1));
            let message = say!(
                "`{id}` has no level {number}; its top is {top}",
                "`{id}` にレベル{number}はありません（最上位は{top}）"
            );
            self.report(Diagnostic::new(codes::NO_SUCH_LEVEL, message), &level.span);
        }
        found
    }

    pub(super) fn is_fact(&self, id: &str) -> bool {
        self.names.facts.iter().any(|(fact, _)| fact == id)
    }

    pub(super) fn is_criterion(&self, id: &str) -> bool {
        self.names.criteria.iter().any(|criterion| criterion.id == id)
    }

    pub(super) fn rubric_of(&self, criterion: CriterionIx) -> RubricIx {
        self.names.criteria[criterion.get()].rubric
    }

    /// Whether some items of a kind could not be read, so that an unknown name may be one of them.
    pub(super) fn hides(&self, kind: &str) -> bool {
        self.names.hidden.contains(&kind)
    }

    fn find<'n>(
        &mut self,
        kind: &str,
        known: impl Iterator<Item = &'n str> + Clone,
        name: &Name,
        code: Code,
        message: impl FnOnce(&str) -> Bilingual,
    ) -> Option<usize> {
        let found = known.clone().position(|id| id == name.it);
        if found.is_none() && !self.hides(kind) {
            // A choice is not as readily taken for misspelled as other names.
            let is_choice = code == codes::UNKNOWN_FACT_CHOICE;
            let near = if is_choice { nearest_choice(&name.it, known) } else { nearest(&name.it, known) };
            self.report(Diagnostic::new(code, message(&name.it)).did_you_mean(near), &name.span);
        }
        found
    }
}

type InFile<'a> = (&'a Arc<SourceFile>, &'a Name);

fn check_ids(files: &Files, sink: &mut Vec<Diagnostic>) {
    let Files { manifest, manifest_file: main, rubrics, programmes, .. } = files;
    // Facts and criteria share one namespace, because both are keys of answer sheets.
    let criteria =
        rubrics.iter().flat_map(|(file, rubric)| rubric.criterion.iter().map(move |it| (file, it)));
    let gates = rubrics.iter().flat_map(|(file, rubric)| rubric.gate.iter().map(move |it| (file, it)));
    let gates: Vec<InFile<'_>> = gates.filter_map(|(file, gate)| Some((file, gate.id.as_ref()?))).collect();
    // A gate on one criterion is identified by that criterion's id, so no other gate may have it.
    let is_taken = |id: &InFile<'_>| gates.iter().any(|(_, gate)| gate.it == id.1.it);
    let mut taken: Vec<InFile<'_>> =
        criteria.clone().filter_map(|(file, it)| Some((file, it.id.as_ref()?))).filter(is_taken).collect();
    taken.dedup_by_key(|(_, name)| &name.it);
    check_namespace(taken.into_iter().chain(gates.iter().copied()), [], &[], sink);
    let ids = manifest.fact.iter().filter_map(|fact| Some((main, fact.id.as_ref()?)));
    let ids: Vec<InFile<'_>> =
        ids.chain(criteria.clone().filter_map(|(file, it)| Some((file, it.id.as_ref()?)))).collect();
    let old = manifest.fact.iter().flat_map(|fact| &fact.renamed_from).map(|old| (main, old));
    let old = old.chain(criteria.flat_map(|(file, it)| it.renamed_from.iter().map(move |old| (file, old))));
    let (old, mut in_use): (Vec<_>, _) = (old.collect(), ids.clone());
    in_use.extend(&old);
    check_namespace(ids, old, &RESERVED, sink);
    for fact in &manifest.fact {
        let ids = fact.choice.iter().filter_map(|choice| Some((main, choice.id.as_ref()?)));
        let old = fact.choice.iter().flat_map(|choice| &choice.renamed_from).map(|old| (main, old));
        in_use.extend(ids.clone().chain(old.clone()));
        check_namespace(ids, old, &["unknown"], sink);
    }
    for retired in &manifest.retired {
        check_retired((main, retired), &in_use, sink);
    }
    for (file, rubric) in rubrics {
        let mut stages = manifest.stage.iter().filter_map(|stage| stage.id.as_ref());
        if let Some(id) = &rubric.id
            && let Some(stage) = stages.find(|stage| stage.it == id.it)
        {
            report_stage_id((file, id), (main, stage), sink);
        }
    }
    let mut distinct = |ids: Vec<(&Arc<SourceFile>, &Option<Name>)>| {
        check_namespace(ids.into_iter().filter_map(|(file, id)| Some((file, id.as_ref()?))), [], &[], sink);
    };
    distinct(rubrics.iter().map(|(file, rubric)| (file, &rubric.id)).collect());
    distinct(manifest.stage.iter().map(|stage| (main, &stage.id)).collect());
    distinct(manifest.source.iter().map(|source| (main, &source.id)).collect());
    distinct(manifest.level_set.iter().map(|set| (main, &set.id)).collect());
    distinct(manifest.band.iter().map(|band| (main, &band.id)).collect());
    let programmes = programmes.iter().flat_map(|(file, all)| all.programme.iter().map(move |it| (file, it)));
    distinct(programmes.map(|(file, programme)| (file, &programme.id)).collect());
}

/// Reports a retired id that is in use, or is an old id of something.
fn check_retired(retired: InFile<'_>, in_use: &[InFile<'_>], sink: &mut Vec<Diagnostic>) {
    let (file, Name { it: id, span }) = retired;
    let Some((other, name)) = in_use.iter().find(|(_, name)| name.it == *id) else { return };
    let message = say!("the retired id `{id}` is in use again", "廃止した id `{id}` が再び使われています");
    let help = say!(
        "choose another id for what is new: old answers mean something else",
        "以前の回答は別の意味を持つため、新しいものには別の id を付けてください。"
    );
    let place = Place { file: Arc::clone(other), span: name.span.clone() };
    let diagnostic = Diagnostic::new(codes::RETIRED_ID, message).help(help).at(file, span.clone());
    sink.push(diagnostic.label(place, say!("used here", "ここで使用")));
}

/// Reports a rubric with the id of a stage, because results have `ID.score` for both.
fn report_stage_id((file, rubric): InFile<'_>, (main, stage): InFile<'_>, sink: &mut Vec<Diagnostic>) {
    let id = &rubric.it;
    let message =
        say!("the rubric `{id}` has the id of a stage", "ルーブリック `{id}` の id が段階の id と同じです");
    let help = say!("choose another id for the rubric", "ルーブリックに別の id を付けてください。");
    let place = Place { file: Arc::clone(main), span: stage.span.clone() };
    let diagnostic = Diagnostic::new(codes::ID_OF_A_STAGE, message).help(help).at(file, rubric.span.clone());
    sink.push(diagnostic.label(place, say!("the stage", "この段階")));
}

/// Reports problems with the ids of one namespace, old ones included.
fn check_namespace<'a>(
    ids: impl IntoIterator<Item = InFile<'a>>,
    old_ids: impl IntoIterator<Item = InFile<'a>>,
    reserved: &[&str],
    sink: &mut Vec<Diagnostic>,
) {
    let mut defined: BTreeMap<&str, Place> = BTreeMap::new();
    let place = |(file, name): InFile<'_>| Place { file: Arc::clone(file), span: name.span.clone() };
    for one in ids {
        let id = one.1.it.as_str();
        if reserved.contains(&id) {
            let message = say!("the id `{id}` is reserved", "id `{id}` は予約されています");
            let help = say!("choose another id", "別の id にしてください。");
            let diagnostic = Diagnostic::new(codes::RESERVED_ID, message).help(help);
            sink.push(diagnostic.at(one.0, one.1.span.clone()));
        }
        if let Some(first) = defined.get(id) {
            let message = say!("the id `{id}` is used twice", "id `{id}` が2回使われています");
            let diagnostic = Diagnostic::new(codes::DUPLICATE_ID, message).at(one.0, one.1.span.clone());
            sink.push(diagnostic.label(first.clone(), say!("first used here", "最初の定義")));
        } else {
            defined.insert(id, place(one));
        }
    }
    for old in old_ids {
        let id = old.1.it.as_str();
        if let Some(other) = defined.get(id) {
            let message =
                say!("the old id `{id}` is used elsewhere", "以前の id `{id}` は別の箇所で使われています");
            let diagnostic = Diagnostic::new(codes::RENAME_CLASH, message).at(old.0, old.1.span.clone());
            sink.push(diagnostic.label(other.clone(), say!("used here", "ここで使用")));
        } else {
            defined.insert(id, place(old));
        }
    }
}

/// The kinds of which not all items could be read: an unknown name of these may exist.
fn hidden(files: &Files, found: &[Diagnostic]) -> Vec<&'static str> {
    let Files { manifest, manifest_file, rubrics, is_part, .. } = files;
    let criteria = || rubrics.iter().flat_map(|(_, rubric)| &rubric.criterion);
    let is_known = |kind: &str| match kind {
        _ if *is_part => kind == "level",
        "source" => manifest.source.iter().all(|source| source.id.is_some()),
        "fact" => manifest.fact.iter().all(|fact| fact.id.is_some()),
        "level_set" => manifest.level_set.iter().all(|set| set.id.is_some()),
        "choice" => manifest.fact.iter().flat_map(|fact| &fact.choice).all(|choice| choice.id.is_some()),
        "stage" => manifest.stage.iter().all(|stage| stage.id.is_some()),
        "criterion" => {
            let mut criteria = rubrics.iter().map(|(_, rubric)| &rubric.criterion);
            !manifest.rubrics.is_empty()
                && rubrics.len() == manifest.rubrics.len()
                && criteria.all(|criteria| !criteria.is_empty() && criteria.iter().all(|it| it.id.is_some()))
        }
        "level" => criteria().all(|criterion| criterion.levels.is_none() || !criterion.level.is_empty()),
        _ => true,
    };
    let is_broken = |kind: &str| {
        found.iter().any(|problem| match problem.code {
            codes::UNKNOWN_KEY => {
                problem.meant.as_deref().and_then(|key| key.rsplit('.').next()) == Some(kind)
            }
            codes::WRONG_TYPE => {
                let is_here = |place: &Place| {
                    matches!(kind, "level" | "criterion") || Arc::ptr_eq(&place.file, manifest_file)
                };
                problem.key.as_deref() == Some(kind) && problem.place.as_ref().is_some_and(is_here)
            }
            _ => false,
        })
    };
    let mut kinds = vec!["source", "passages", "fact", "choice", "stage", "level_set", "criterion", "level"];
    // Levels are parts of criteria.
    kinds.retain(|kind| {
        !is_known(kind)
            || is_broken(kind)
            || (*kind == "level" && (is_broken("criterion") || is_broken("level_set")))
    });
    kinds
}
