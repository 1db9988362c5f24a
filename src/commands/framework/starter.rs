use outside_in::text::{Lang, clean, say};

use crate::commands::{Common, Failure};

/// The languages and title of a new framework.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Starter {
    /// The languages of its texts, the reference first; never empty.
    languages: Vec<Lang>,
    /// The language of its comments.
    comments: Lang,
    /// In the first language; `None` for the template's title.
    pub(super) title: Option<String>,
}

impl Starter {
    /// In the languages of `--lang`, or else in all; comments are in the language of the interface.
    pub(super) fn of(common: &Common) -> Result<Self, Failure> {
        let all = Self { languages: vec![Lang::En, Lang::Ja], comments: common.lang, title: None };
        common.lang_asked.as_deref().map_or(Ok(all), Self::named)
    }

    /// In one or several languages, as in `en` or `ja,en`; comments are in the first one.
    pub(super) fn named(list: &str) -> Result<Self, Failure> {
        let mut languages = Vec::new();
        for tag in list.split(',').map(str::trim) {
            let lang = Lang::of_tag(tag);
            if matches!(lang, Lang::Other(_)) || languages.contains(&lang) {
                let list = clean(list);
                return Err(Failure::new(say!(
                    "the framework to start from is there in en and ja, not in `{list}`; begin with --lang en, --lang ja or \
                     --lang en,ja, and add your own languages to `languages` later",
                    "雛形の言語は en と ja です（`{list}` にはできません）。--lang en、--lang ja、--lang ja,en のいずれかで始め、ほかの言語は後から \
                     `languages` に加えてください"
                )));
            }
            languages.push(lang);
        }
        let comments = languages.first().copied().unwrap_or_default();
        Ok(Self { languages, comments, title: None })
    }

    /// A file of the template in these languages. The template has each comment once per language, as `#en` and `#ja`,
    /// and each text as `KEY.en` and `KEY.ja` on adjacent lines.
    pub(super) fn written(&self, text: &str) -> String {
        let (own, other) = self.comments.of(("#en ", "#ja "), ("#ja ", "#en "));
        let mut is_head = true;
        let mut lines: Vec<String> = Vec::new();
        // The key of the text on the last lines, and the ranks of its languages so far.
        let mut last: (&str, Vec<usize>) = ("", Vec::new());
        for line in text.lines().filter(|line| !line.starts_with(other)) {
            is_head &= !line.starts_with('[');
            let Some((key, lang, value)) = key_of(line) else {
                last = ("", Vec::new());
                lines.push(match line.strip_prefix(own) {
                    Some(comment) => format!("# {comment}"),
                    None if line.starts_with("languages = ") => self.list(),
                    None => line.to_owned(),
                });
                continue;
            };
            if last.0 != key {
                last = (key, Vec::new());
            }
            let Some(rank) = self.languages.iter().position(|own| *own == lang) else { continue };
            let title = self.title.as_deref().filter(|_| is_head && key == "title" && rank == 0);
            let value =
                title.map_or_else(|| value.to_owned(), |title| toml_edit::Value::from(title).to_string());
            let later = last.1.iter().filter(|other| **other > rank).count();
            lines.insert(lines.len() - later, format!("{key}.{} = {value}", lang.tag()));
            last.1.push(rank);
        }
        lines.join("\n") + "\n"
    }

    fn list(&self) -> String {
        let tags: Vec<String> = self.languages.iter().map(|lang| format!("\"{}\"", lang.tag())).collect();
        format!("languages = [{}]", tags.join(", "))
    }
}

/// The key, the language and the value of a line with a text.
fn key_of(line: &str) -> Option<(&str, Lang, &str)> {
    let (key, value) = line.split_once(" = ")?;
    let (key, tag) = key.rsplit_once('.')?;
    matches!(tag, "en" | "ja").then(|| (key, Lang::of_tag(tag), value))
}
