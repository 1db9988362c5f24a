use crate::text::{Bilingual, Lang, wrap};

/// The page of a rule, Markdown with fixed headings. The good example is an excerpt of a clean framework; replaced by
/// the bad one, the framework has exactly this finding, on the line marked `# here`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RulePage<'a> {
    /// The page as written.
    pub markdown: &'a str,
    /// Its first line: code and slug.
    pub title: &'a str,
    /// What is found, and why that matters.
    pub text: Bilingual,
    /// What is wrong.
    pub bad: PageExample<'a>,
    /// What is right.
    pub good: PageExample<'a>,
}

/// An example on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PageExample<'a> {
    /// The file that it belongs to.
    pub file: &'a str,
    /// The lines of the file.
    pub text: &'a str,
}

impl<'a> RulePage<'a> {
    /// Parses a page.
    pub fn parse(page: &'a str) -> Self {
        let title = page.lines().next().unwrap_or_default().trim_start_matches("# ");
        let section = |heading: &str| {
            let at = page.find(&format!("\n## {heading}")).map_or(page.len(), |at| at + 1);
            let (heading, body) = page[at..].split_once('\n').unwrap_or_default();
            let end = body.find("\n## ").unwrap_or(body.len());
            (heading, body[..end].trim())
        };
        let example = |name: &str| {
            let (heading, body) = section(name);
            let file = heading.split('`').nth(1).unwrap_or_default();
            let text = body.split_once("```").and_then(|(_, rest)| rest.split_once('\n'));
            let text = text.and_then(|(_, rest)| rest.split_once("```")).map(|(text, _)| text);
            PageExample { file, text: text.unwrap_or_default() }
        };
        Self {
            markdown: page,
            title,
            text: Bilingual { en: section("What").1.to_owned(), ja: section("内容").1.to_owned() },
            bad: example("Bad"),
            good: example("Good"),
        }
    }

    /// What is found, in one sentence.
    pub fn summary(&self, lang: Lang) -> &str {
        self.text.to(lang).lines().next().unwrap_or_default()
    }

    /// The page as text in one language, its sentences wrapped to `columns`, its examples as they are.
    pub fn to_text(&self, lang: Lang, columns: usize) -> String {
        let (bad, good) = (lang.of("Bad", "悪い例"), lang.of("Good", "良い例"));
        let example = |example: &PageExample<'_>| {
            example
                .text
                .lines()
                .map(|line| format!("    {line}").trim_end().to_owned() + "\n")
                .collect::<String>()
        };
        let flowing = |paragraph: &str| paragraph.replace('\n', lang.of(" ", ""));
        let wrapped = |paragraph| wrap(&flowing(paragraph), columns).join("\n");
        let (title, text) = (self.title, self.text.to(lang));
        let text = text.split("\n\n").map(wrapped).collect::<Vec<_>>().join("\n\n");
        let (file, wrong, right) = (self.bad.file, example(&self.bad), example(&self.good));
        lang.of(
            format!("{title}\n\n{text}\n\n{bad} ({file}):\n\n{wrong}\n{good}:\n\n{right}"),
            format!("{title}\n\n{text}\n\n{bad}（{file}）：\n\n{wrong}\n{good}：\n\n{right}"),
        )
    }
}
