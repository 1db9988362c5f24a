use super::{CriterionIx, FactIx, Framework, StageIx, Text};
use crate::text::{Bilingual, Label, Lang, Near, clean, folded, nearest, say};

/// A part of a framework that users can name by its id, its text or its position.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Named<'f, I> {
    index: I,
    /// From 1, if the parts are numbered.
    number: Option<usize>,
    id: &'f str,
    title: Option<&'f Text>,
}

impl<'f, I> Named<'f, I> {
    pub(crate) fn new(index: I, id: &'f str, title: Option<&'f Text>) -> Self {
        Self { index, number: None, id, title }
    }

    fn is_called(&self, name: &str) -> bool {
        self.number.is_some_and(|number| name == number.to_string())
            || name == folded(self.id)
            || self.titles().any(|title| folded(title) == name)
    }

    fn titles(&self) -> impl Iterator<Item = &'f str> {
        self.title.into_iter().flat_map(Text::all)
    }

    /// Its number, id and title.
    fn written(&self, framework: &Framework, lang: Lang) -> String {
        let title = self.title.map(|title| clean(title.to(framework.language(lang))));
        let title = title.map(|title| lang.of(format!(" ({title})"), format!("（{title}）")));
        let number = self.number.map(|number| format!("{number} "));
        format!("{}`{}`{}", number.unwrap_or_default(), self.id, title.unwrap_or_default())
    }
}

/// Why a name does not identify exactly one part of a framework.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Misnamed {
    /// What is wrong.
    pub message: Bilingual,
    /// What was probably meant, or what there is.
    pub help: Option<Bilingual>,
    /// The id that was probably meant.
    pub meant: Option<String>,
    /// Whether several parts have this name.
    pub is_ambiguous: bool,
}

impl Misnamed {
    /// The message and the help in one.
    pub fn say(&self) -> Bilingual {
        let Bilingual { en, ja } = &self.message;
        match &self.help {
            Some(Bilingual { en: help, ja: ja_help }) => say!("{en}; {help}", "{ja}。{ja_help}"),
            None => self.message.clone(),
        }
    }
}

/// The part that a name identifies. An exact id takes precedence over any title.
pub(crate) fn find_named<I: Copy>(
    framework: &Framework,
    kind: Label,
    name: &str,
    all: &[Named<'_, I>],
) -> Result<I, Box<Misnamed>> {
    if let Some(exact) = all.iter().find(|part| part.id == name.trim()) {
        return Ok(exact.index);
    }
    let wanted = folded(name);
    let found: Vec<_> = all.iter().filter(|part| part.is_called(&wanted)).collect();
    match found.as_slice() {
        [one] => Ok(one.index),
        [] => Err(Box::new(unknown(framework, kind, name, all))),
        several => Err(Box::new(ambiguous(framework, kind, name, several))),
    }
}

fn ambiguous<I>(framework: &Framework, kind: Label, name: &str, several: &[&Named<'_, I>]) -> Misnamed {
    let (name, Label(en, ja)) = (clean(name), kind);
    let list = |lang: Lang| lang.list(several.iter().map(|part| part.written(framework, lang)));
    let (those, ja_those) = (list(Lang::En), list(Lang::Ja));
    let message = say!("more than one {en} is called `{name}`", "`{name}` に当てはまる{ja}が複数あります");
    let help = say!("use the id of one of them: {those}", "いずれかの id で指定してください：{ja_those}");
    Misnamed { message, help: Some(help), meant: None, is_ambiguous: true }
}

fn unknown<I>(framework: &Framework, kind: Label, name: &str, all: &[Named<'_, I>]) -> Misnamed {
    let wanted = folded(name);
    let (name, Label(en, ja)) = (clean(name), kind);
    let message = say!("there is no {en} `{name}`", "`{name}` という{ja}はありません");
    let names: Vec<(String, &Named<'_, I>)> = all
        .iter()
        .flat_map(|part| std::iter::once(part.id).chain(part.titles()).map(move |name| (folded(name), part)))
        .collect();
    let near: Option<Near<'_>> = nearest(&wanted, names.iter().map(|(name, _)| name.as_str()));
    let near = near.and_then(|near| names.iter().find(|(name, _)| *name == near.name)).map(|(_, part)| *part);
    let help = if let Some(part) = near {
        let (near, ja_near) = (part.written(framework, Lang::En), part.written(framework, Lang::Ja));
        Some(say!("did you mean {near}?", "次のことではありませんか：{ja_near}"))
    } else if all.len() <= LISTED {
        let list = |lang: Lang| lang.list(all.iter().map(|part| part.written(framework, lang)));
        let (those, ja_those) = (list(Lang::En), list(Lang::Ja));
        Some(match all {
            [] => say!("the framework has none", "このフレームワークには{ja}がありません"),
            _ => say!("there are: {those}", "指定できるのは次のとおりです：{ja_those}"),
        })
    } else {
        None
    };
    Misnamed { message, help, meant: near.map(|part| part.id.to_owned()), is_ambiguous: false }
}

/// How many names to list if none is similar.
const LISTED: usize = 12;

impl Framework {
    /// The stage with this number from 1, id or title in any language, ignoring case, width and spaces.
    pub fn stage_named(&self, name: &str) -> Result<StageIx, Box<Misnamed>> {
        let named = |stage: StageIx| Named {
            number: Some(stage.get() + 1),
            ..Named::new(stage, &self[stage].id, Some(&self[stage].title))
        };
        let all: Vec<_> = self.stage_indices().map(named).collect();
        find_named(self, Label("stage", "段階"), name, &all)
    }

    /// The fact with this id or question in any language, ignoring case, width and spaces.
    pub fn fact_named(&self, name: &str) -> Result<FactIx, Box<Misnamed>> {
        if let Some(old) = self.find_fact(name) {
            return Ok(old);
        }
        let all: Vec<_> = self.fact_names(|fact| fact).collect();
        find_named(self, Label("fact", "前提項目"), name, &all)
    }

    pub(crate) fn fact_names<'f, I>(
        &'f self,
        of: impl Fn(FactIx) -> I + 'f,
    ) -> impl Iterator<Item = Named<'f, I>> {
        self.fact_indices().map(move |fact| Named::new(of(fact), &self[fact].id, Some(&self[fact].question)))
    }

    pub(crate) fn criterion_names<'f, I>(
        &'f self,
        of: impl Fn(CriterionIx) -> I + 'f,
    ) -> impl Iterator<Item = Named<'f, I>> {
        self.criterion_indices().map(move |index| {
            let criterion = &self[index];
            Named::new(of(index), &criterion.id, criterion.title.as_ref())
        })
    }
}
