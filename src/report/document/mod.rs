//! The report of one company: one self-contained HTML page without scripts, in one language or in both. Everything is
//! computed beforehand; here it is laid out, a file per section.

mod claims;
mod contradictions;
mod criteria;
mod edition;
mod head;
mod holds;
mod inline;
mod lost;
mod markdown;
mod movement;
mod next;
mod numbers;
mod opens;
mod path;
mod plan;
mod profile;
mod provenance;
mod since;
mod step;
mod strengths;
mod tree;
mod ways;
#[cfg(feature = "xlsx")]
mod workbook;

use edition::Edition;
pub use markdown::markdown;
#[cfg(feature = "xlsx")]
pub use workbook::workbook;

use super::compare::ComparisonView;
use super::{Input, Localized, svg};
use crate::advice::{Explanation, TrackRecord};
use crate::report::web::WebPage;
use crate::text::{Label, Lang};

/// What the report of one company is made of.
#[derive(Clone, Copy, Debug)]
pub struct CompanyReport<'a> {
    /// Everything there is to say about it.
    pub explanation: &'a Explanation<'a>,
    /// Where its sheet came from.
    pub input: &'a Input,
    /// How often verdicts of the framework were right, if it has cases.
    pub record: Option<&'a TrackRecord>,
    /// What changed since an earlier sheet, if there is one.
    pub since: Option<&'a ComparisonView<'a>>,
    /// The page of all companies, if it is beside this one.
    pub index: Option<&'a str>,
}

/// The page, with an edition per language, the first one shown. The same report gives the same bytes.
pub fn html(report: &CompanyReport<'_>, languages: &[Lang]) -> String {
    let framework = report.explanation.framework;
    let first = languages.first().copied().unwrap_or_default();
    let text = Localized::new(framework, first);
    let name = text.of(framework.title());
    let title = match &report.explanation.assessed.sheet.subject {
        Some(subject) => format!("{subject} – {name}"),
        None => name.to_owned(),
    };
    let editions: Vec<String> = languages.iter().map(|lang| edition(&Edition::new(report, *lang))).collect();
    let body = editions.join("\n");
    WebPage { languages, title: &title, definitions: svg::HATCHING, body: &body, for_cohort: false }.html()
}

/// The whole report in one language.
fn edition(edition: &Edition<'_>) -> String {
    let one = page_one(edition);
    let contents = contents(edition);
    let two = [
        edition.numbers(),
        edition.since(),
        edition.profile(),
        edition.strengths(),
        edition.plan(),
        edition.lost(),
        edition.claims(),
        edition.opens(),
        edition.contradictions(),
    ];
    let annex =
        [edition.means(), edition.criteria(), edition.ways(), edition.source_list(), edition.how_made()];
    let (lang, two, annex) = (edition.lang().tag(), two.concat(), annex.concat());
    format!(
        "<div class=\"edition\" id=\"{lang}\" lang=\"{lang}\">{one}{contents}<div class=\"two\">{two}</div>\
         <div class=\"annex\">{annex}</div></div>"
    )
}

/// The part to be read in a minute.
fn page_one(edition: &Edition<'_>) -> String {
    let disclaimer = edition.say(edition.disclaimer());
    let (id, head, answer, path) = (edition.id("top"), edition.head(), edition.answer(), edition.path());
    let (holds, next) = (edition.holds(), edition.next());
    format!(
        "<section class=\"one\" aria-labelledby=\"{id}\">{head}{answer}{path}<div class=\"todo\">{holds}{next}</div>\
         <p class=\"disclaimer\">{disclaimer}</p></section>"
    )
}

const CONTENTS: [(&str, Label); 13] = [
    ("numbers", Label("The stages in numbers", "各段階の数値")),
    ("profile", Label("Profile", "達成度")),
    ("strengths", Label("Strengths", "強み")),
    ("plan", Label("The plan", "計画")),
    ("lost", Label("Points lost", "失点の内訳")),
    ("claims", Label("Claims without proof", "根拠資料のない回答")),
    ("opens", Label("Still open", "未回答・不明の項目")),
    ("contra", Label("Contradictions", "矛盾する回答")),
    ("means", Label("What the stages mean", "各段階の意味")),
    ("criteria", Label("Every criterion", "全評価項目")),
    ("ways", Label("Ways in", "連携の窓口・プログラム")),
    ("sources", Label("Sources", "出典")),
    ("prov", Label("How this report was made", "このレポートの作成方法")),
];

fn contents(edition: &Edition<'_>) -> String {
    let since = ("since", Label("What changed", "前回からの変化"));
    let mut entries: Vec<(&'static str, Label)> = CONTENTS.to_vec();
    if edition.report.since.is_some() {
        entries.insert(1, since);
    }
    edition.contents(entries.into_iter().filter(|(key, _)| edition.has(key)))
}
