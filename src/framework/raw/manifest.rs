use jiff::civil::Date;

use super::keys::{Declared, Holds, Keyed, OneTable, Optional, Readable, Required, Tables, keys};
use super::languages::languages;
use super::rubric::{RawLevel, has_levels};
use super::values::{
    AnyText, FileName, List, NOT_BLANK, Name, OneOf, OwnId, Paragraphs, Title, Untranslated, Whole, Word,
    wrong_count,
};
use crate::framework::model::{Choose, Noun, Text, version_numbers};
use crate::source::{Diagnostic, Fields, Value, codes};
use crate::text::{Bilingual, say};

keys! {
    /// `framework.toml`: what a framework is made of: its rubrics, sources, facts, stages and bands.
    Manifest checked by has_rubrics_and_stages {
        /// The version of the file format. There is only 1, which may be left out.
        format: Optional<Format>,
        /// The framework's id, in kebab-case. Answer sheets name it, so it never changes.
        id: Required<OwnId>,
        /// The framework's own version, such as "1.0.0". Answer sheets name the version they answer.
        version: Required<Version>,
        /// Tags of the languages that every text is written in, such as "en" and "ja". The first is the reference.
        languages: Languages,
        /// What the framework is called.
        title: Required<Text>,
        /// Who has not endorsed it and what it is not; shown with every result.
        disclaimer: Optional<Text>,
        /// The rubric files, in the order in which they are asked.
        rubrics: Required<List<FileName, 1>>,
        /// The file with the programmes, the real ways in.
        programmes: Optional<FileName>,
        /// Retired ids of criteria, facts and choices. Answers to them are ignored with a warning; none may come
        /// back.
        retired: Optional<List<OwnId>>,
        /// A source that criteria and programmes cite.
        source: Tables<RawSource>,
        /// Something about what is assessed that is asked but not scored; conditions look at facts.
        fact: Tables<RawFact>,
        /// A step of intake. The order in the file is the order of the stages.
        stage: Tables<RawStage, 1>,
        /// A name for a range of scores. The first starts at 0, the others rise.
        band: Tables<RawBand>,
        /// Levels that several criteria share; a criterion names them with `levels`.
        level_set: Tables<RawLevelSet>,
        /// What is assessed and what effort is counted in, where that is not a company and person-weeks.
        words: OneTable<RawWords>,
        /// What `check` does not report for this framework.
        check: OneTable<RawCheck>,
    }
}

impl Manifest {
    /// Reads `framework.toml`: first its languages, in which every text is read.
    pub(in crate::framework) fn read_with_languages(mut fields: Fields<'_>) -> Self {
        let languages = languages(&mut fields);
        Self::read_file(fields, &languages)
    }
}

fn has_rubrics_and_stages(manifest: &Manifest, fields: &mut Fields<'_>) {
    if manifest.rubrics.is_empty()
        && let Some(value) = fields.optional("rubrics")
    {
        let message = say!("a framework needs at least one rubric", "ルーブリックが1つ以上必要です");
        wrong_count(fields, value.span(), message);
    }
    if manifest.stage.is_empty() {
        wrong_count(fields, fields.span(), say!("there is no `[[stage]]`", "`[[stage]]` がありません"));
    }
}

keys! {
    /// A source.
    RawSource {
        /// The source's id, in kebab-case; cited as "id" or "id#passage".
        id: Required<OwnId>,
        /// What the source is called: one title for all languages, or one for each.
        title: Required<Title>,
        /// Where it can be read.
        url: Optional<AnyText>,
        /// When it said so.
        as_of: Optional<Date>,
        /// Every point that the source makes, one id each; cited after a "#".
        passages: Optional<List<AnyText>>,
    }
}

keys! {
    /// A fact.
    RawFact checked by has_choices {
        /// The fact's id, in kebab-case. Facts and criteria share one namespace.
        id: Required<OwnId>,
        /// Ids that it had before, so that old answer sheets stay readable.
        renamed_from: Optional<List<OwnId>>,
        /// How it is asked.
        question: Required<Text>,
        /// More for anyone who asks for help: paragraphs, with a blank line between them.
        guidance: Optional<Paragraphs>,
        /// Whether one choice is given or many. "None of these" is a choice of its own.
        choose: Required<OneOf<Choose>>,
        /// A choice that can be given.
        choice: Tables<RawChoice, 1>,
    }
}

fn has_choices(fact: &RawFact, fields: &mut Fields<'_>) {
    if fact.choice.is_empty() {
        let message =
            say!("this fact has no `[[fact.choice]]`", "この前提項目に `[[fact.choice]]` がありません");
        wrong_count(fields, fields.span(), message);
    }
}

keys! {
    /// A choice of a fact.
    RawChoice {
        /// The choice's id, in kebab-case, as answer sheets and conditions name it.
        id: Required<OwnId>,
        /// Ids that it had before, so that old answer sheets stay readable.
        renamed_from: Optional<List<OwnId>>,
        /// What a person reads.
        label: Required<Text>,
    }
}

keys! {
    /// A stage.
    RawStage {
        /// The stage's id, in kebab-case.
        id: Required<OwnId>,
        /// What the stage is called.
        title: Required<Text>,
        /// What this stage looks at.
        point: Required<Text>,
        /// What those that are ready here can do now; shown with the verdict.
        ready_means: Optional<Text>,
        /// The percentage of its points from which it is ready.
        ready_at: Required<Whole<1, 100>>,
    }
}

keys! {
    /// A band.
    RawBand {
        /// The band's id, in kebab-case.
        id: Required<OwnId>,
        /// The percent from which on a score is in this band.
        from: Required<Whole<0, 100>>,
        /// What a person reads.
        label: Required<Text>,
    }
}

keys! {
    /// A level set.
    RawLevelSet checked by set_has_levels {
        /// The set's id, in kebab-case, as criteria name it.
        id: Required<OwnId>,
        /// A level, the lowest first; 2 to 11 of them, counted from 0.
        level: Tables<RawLevel, 2, 11>,
    }
}

fn set_has_levels(set: &RawLevelSet, fields: &mut Fields<'_>) {
    has_levels(&set.level, fields);
}

keys! {
    /// The framework's own words.
    RawWords {
        /// What is assessed, such as "clinic"; with `|` before the word for several: "clinic | clinics".
        subject: Optional<Noun>,
        /// What effort is counted in, such as "person-day | person-days".
        effort: Optional<Noun>,
    }
}

keys! {
    /// Settings of `check`.
    RawCheck {
        /// A finding that is not reported anywhere in this framework.
        allow: Tables<RawAllow>,
    }
}

keys! {
    /// A kind of finding that is switched off.
    RawAllow {
        /// Its code, such as "T004"; not one of an error.
        code: Required<AnyText>,
        /// Why it is not a fault here.
        reason: Required<AnyText>,
    }
}

pub(in crate::framework) struct Format;

const FORMAT: i64 = 1;

impl Readable for Format {
    type Read = ();
    const HOLDS: Holds = Holds::Whole(FORMAT, FORMAT);

    fn read(fields: &mut Fields<'_>, key: &'static str, value: Value<'_>, _: &[String]) {
        let Some(number) = fields.integer_value(key, value, 0..=i64::MAX).filter(|it| *it != FORMAT) else {
            return;
        };
        let message = say!("format {number} is not known", "形式 {number} には対応していません");
        let help =
            say!("this program reads format {FORMAT}", "このプログラムが読めるのは形式 {FORMAT} です。");
        fields.report(Diagnostic::new(codes::UNKNOWN_FORMAT, message).help(help), value.span());
    }
}

/// The version of a framework. One that does not consist of numbers can still be used.
pub(in crate::framework) struct Version;

impl Untranslated for Version {
    const PATTERN: &'static str = r"^\d+(\.\d+){0,2}$";

    fn check(fields: &mut Fields<'_>, Name { it: version, span }: &Name) -> bool {
        if version_numbers(version).is_none() {
            let message = say!(
                "the version \"{version}\" is not made of numbers",
                "バージョン \"{version}\" は数字を点で区切った形ではありません"
            );
            let help = say!(
                "write it as \"1.0.0\": else nobody can tell by which step it rises",
                "\"1.0.0\" の形で書いてください。数字でないと、改訂の大きさを判断できません。"
            );
            fields.report(Diagnostic::new(codes::VERSION_FORM, message).help(help), span.clone());
        }
        true
    }
}

pub(in crate::framework) struct Languages;

impl Keyed for Languages {
    type Read = Vec<String>;
    const IS_REQUIRED: bool = true;
    const HOLDS: Holds = Holds::Names(NOT_BLANK, 1);

    fn read(_: &mut Fields<'_>, _: &'static str, languages: &[String]) -> Vec<String> {
        languages.to_vec()
    }
}

impl Word for Choose {
    fn words() -> Vec<(&'static str, Self)> {
        vec![("one", Self::One), ("many", Self::Many)]
    }

    fn unknown(other: &str) -> Bilingual {
        say!(
            "`choose` is \"one\" or \"many\", not \"{other}\"",
            "`choose` は \"one\" か \"many\" です（\"{other}\" は使えません）"
        )
    }
}
