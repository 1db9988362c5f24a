//! What stands around the questions.

use super::question::attribute;
use super::{FormPage, data, labels, policy, sources};
use crate::answers::HeaderKey;
use crate::answers::draft::SheetValue;
use crate::answers::write::guide;
use crate::text::{Label, clean, count, escape_html, say, tight_style};

const STYLE: &str = include_str!("../../../../templates/form.css");
const SCRIPT: &str = include_str!("../../../../templates/form.js");

pub(super) fn page(page: &FormPage<'_>) -> String {
    let texts = &page.texts;
    let label = |label: Label| texts.label(label);
    let style = tight_style(STYLE) + &texts.style();
    let script = policy::tight_script(SCRIPT);
    let first = &texts.languages[0];
    format!(
        include_str!("../../../../templates/form.html"),
        tag = first.tag,
        policy = policy::policy(&style, &script),
        tool = concat!("outside-in ", env!("CARGO_PKG_VERSION")),
        title = escape_html(&clean(&page.title(first))),
        style = style,
        skip = label(labels::SKIP),
        switch = texts.switch(),
        heading = texts.own(page.framework.title()),
        lead = page.lead(),
        no_score = label(labels::NO_SCORE),
        private = label(labels::PRIVATE),
        no_script = texts.label_block("div", "gate", labels::NO_SCRIPT),
        how = label(labels::HOW),
        how_to_answer = labels::HOW_TO_ANSWER.map(|how| format!("<li>{}", label(how))).concat(),
        disclaimer =
            page.framework.disclaimer().map(|text| texts.own_block("small", text)).unwrap_or_default(),
        file = label(labels::FILE),
        open = label(labels::OPEN),
        save_as = label(labels::SAVE_AS),
        print = label(labels::PRINT),
        anew = label(labels::ANEW),
        draft_note = label(labels::DRAFT_NOTE),
        keep_nothing = label(labels::KEEP_NOTHING),
        bar = label(labels::BAR),
        next_open = label(labels::NEXT_OPEN),
        save = label(labels::SAVE),
        sections = label(labels::SECTIONS),
        contents = page.contents(),
        head = label(labels::HEAD),
        fields = page.fields(),
        questions = page.questions(),
        end = label(labels::END),
        end_note = label(labels::END_NOTE),
        sources = sources::list(page),
        more = label(labels::MORE),
        note = label(labels::NOTE),
        made = page.made(),
        data = data::data_block(page),
        script = script,
    )
}

impl FormPage<'_> {
    fn lead(&self) -> String {
        let framework = self.framework;
        let questions = framework.criteria().len() + framework.facts().len();
        self.texts.say(|language| {
            let (facts, criteria) = (framework.fact_indices(), framework.criterion_indices());
            let minutes = framework.minutes_to_answer(language.index, facts, criteria, 0);
            let [asked, time] = [count(questions, "question"), count(minutes, "minute")];
            say!(
                "Up to {asked}, about {time}. Questions that do not concern the product are \
                 left out. Stop whenever you like: save to a file, and open it again to continue.",
                "質問は最大{questions}問、所要時間は約{minutes}分です。製品に関係しない質問は省かれます。ファイルに保存しておけば、\
                 いつでも中断して続きから再開できます。"
            )
        })
    }

    fn contents(&self) -> String {
        let item = |id: &str, title: &str, count: usize| {
            let count =
                if count == 0 { String::new() } else { format!(" <span class=\"count\">{count}</span>") };
            format!("<li><a href=\"#part-{id}\"><span>{title}</span>{count}</a></li>\n")
        };
        let framework = self.framework;
        let mut out = item("head", &self.texts.label(labels::HEAD), 0);
        if !framework.facts().is_empty() {
            out.push_str(&item("facts", &self.texts.label(labels::FACTS), framework.facts().len()));
        }
        for index in framework.rubric_indices() {
            let (id, rubric) = (self.number(index).to_string(), &framework[index]);
            out.push_str(&item(&id, &self.texts.own(&rubric.title), rubric.criteria.len()));
        }
        out
    }

    /// What is asked about the sheet itself.
    fn fields(&self) -> String {
        let keys = [
            (HeaderKey::Subject, self.texts.say(|language| guide::subject(self.framework, language.lang))),
            (HeaderKey::Respondent, self.texts.label(guide::RESPONDENT)),
            (HeaderKey::Date, self.texts.label(labels::DATE)),
            (HeaderKey::Reference, self.texts.label(guide::REFERENCE)),
        ];
        let field = |(key, label): (HeaderKey, String)| {
            let value = match SheetValue::of_header(self.framework, self.sheet, key) {
                Some(SheetValue::Text(text)) => text,
                Some(SheetValue::Date(day)) => day.to_string(),
                _ => String::new(),
            };
            let value = if value.is_empty() { value } else { format!(" value=\"{}\"", attribute(&value)) };
            let name = key.name();
            let kind = if key == HeaderKey::Date { "date" } else { "text" };
            format!(
                "<label>{label}<input id=\"h-{name}\" type=\"{kind}\" data-head=\"{name}\"{value}></label>\n"
            )
        };
        keys.map(field).concat()
    }

    fn made(&self) -> String {
        let (id, version, form) = (self.framework.id(), self.framework.version(), self.form_id);
        let digest = self.framework.digest().get(..12).unwrap_or_default();
        self.texts.say(|_| {
            say!(
                "Framework {id} {version}, digest {digest}; form {form}",
                "フレームワーク {id} {version}（ダイジェスト {digest}）、質問票 {form}"
            )
        })
    }
}
