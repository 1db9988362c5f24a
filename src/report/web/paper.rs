use jiff::civil::Date;

use crate::framework::{CriterionIx, Framework, GateIx, StageIx, Text, Verdict};
use crate::report::assessment::TOOL;
use crate::report::words::Words;
use crate::report::{Localized, svg, words};
use crate::text::{Bilingual, Label, Lang, escape_html, say};

/// What all pages share, in one language.
pub(in crate::report) struct Paper<'a> {
    pub(in crate::report) words: Localized<'a>,
}

impl<'a> Paper<'a> {
    pub(in crate::report) fn new(framework: &'a Framework, lang: Lang) -> Self {
        Self { words: Localized::new(framework, lang) }
    }

    pub(in crate::report) fn lang(&self) -> Lang {
        self.words.lang
    }

    /// An id that is unique on a page with editions in two languages.
    pub(in crate::report) fn id(&self, name: &str) -> String {
        format!("{}-{}", self.lang().tag(), escape_html(name))
    }

    /// Text in the language of the edition, as HTML.
    pub(in crate::report) fn say(&self, words: impl Words) -> String {
        escape_html(words.to(self.lang()))
    }

    /// A text of the framework, as HTML.
    pub(in crate::report) fn of(&self, text: &Text) -> String {
        escape_html(self.words.of(text))
    }

    /// Text by the company, as HTML; with its language if that is not the one of the edition.
    pub(in crate::report) fn own(&self, text: &str) -> String {
        let is_japanese =
            text.chars().any(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}'));
        let (own, text) = (if is_japanese { Lang::Ja } else { Lang::En }, escape_html(text));
        if own == self.lang() { text } else { format!("<span lang=\"{}\">{text}</span>", own.tag()) }
    }

    pub(in crate::report) fn stage(&self, stage: StageIx) -> String {
        escape_html(self.words.stage(stage))
    }

    /// A stage with its number, unbreakably joined.
    pub(in crate::report) fn numbered(&self, stage: StageIx) -> String {
        format!("{}&nbsp;{}", stage.get() + 1, self.stage(stage))
    }

    /// The display name of a gate.
    pub(in crate::report) fn gate(&self, gate: GateIx) -> String {
        escape_html(&self.words.gate(gate))
    }

    pub(in crate::report) fn criterion(&self, criterion: CriterionIx) -> String {
        escape_html(self.words.criterion(criterion))
    }

    pub(in crate::report) fn verdict(&self, verdict: Verdict) -> String {
        let (class, mark) = (verdict.id(), svg::verdict(verdict));
        format!("<b class=\"v v-{class}\">{mark}{}</b>", self.verdict_name(verdict))
    }

    pub(in crate::report) fn verdict_name(&self, verdict: Verdict) -> String {
        self.say(capital(words::verdict(verdict)))
    }

    /// The legend of dots for verdicts.
    pub(in crate::report) fn dots_legend(&self) -> String {
        let verdicts = Verdict::ALL.into_iter().rev().filter(|verdict| *verdict != Verdict::NotAssessed);
        let dot = |verdict| format!("<span>{}{}</span>", svg::dot_of(verdict), self.verdict_name(verdict));
        format!("<p class=\"legend\">{}</p>", verdicts.map(dot).collect::<String>())
    }

    pub(in crate::report) fn date(&self, date: Date) -> String {
        format!("<time datetime=\"{date}\">{}</time>", self.say(day(date)))
    }
}

/// Capitalizes the first letter.
pub(in crate::report) fn capital(label: Label) -> Bilingual {
    let Label(en, ja) = label;
    let mut letters = en.chars();
    let en = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters.clone()).collect();
    Bilingual { en, ja: ja.to_owned() }
}

/// A date in words; month and day stay together.
pub(in crate::report) fn day(date: Date) -> Bilingual {
    let (name, year, month, day) = (date.strftime("%B"), date.year(), date.month(), date.day());
    say!("{name}\u{a0}{day}, {year}", "{year}年{month}月{day}日")
}

impl Paper<'_> {
    /// That nobody else has checked the answers, and what the framework says of itself.
    pub(in crate::report) fn disclaimer(&self) -> Bilingual {
        let own = self.words.framework.disclaimer().map_or("", |text| self.words.of(text));
        say!(
            "Self-assessment: nobody else has checked the answers or the evidence. {own}",
            "自己評価です。回答と根拠資料の内容は、第三者が確認していません。{own}"
        )
    }

    /// How the report was made, so that it can be made again. The version and the further entries are HTML.
    pub(in crate::report) fn provenance(&self, version: &str, further: &[String]) -> String {
        let framework = self.words.framework;
        let (title, id) = (self.of(framework.title()), escape_html(framework.id()));
        let entries = [
            self.entry(Label("Framework", "フレームワーク"), &format!("{title} ({id})")),
            self.entry(Label("Version", "版"), version),
            self.entry(
                Label("Digest (SHA-256)", "ダイジェスト（SHA-256）"),
                &format!("<code>{}</code>", escape_html(framework.digest())),
            ),
            self.entry(Label("Tool", "ツール"), &escape_html(TOOL)),
        ];
        let body = format!("<dl class=\"prov-list\">{}{}</dl>", entries.concat(), further.concat());
        self.section("prov", Label("How this report was made", "このレポートの作成方法"), "", &body)
    }

    /// The entry of [`Self::provenance`] that says how scores are computed.
    pub(in crate::report) fn method(&self) -> String {
        let method = self.say(Label(
            "Scored in whole numbers; the same answers, framework and date give the same file, byte for byte.",
            "採点はすべて整数で計算しています。回答、フレームワーク、評価基準日が同じなら、同一の内容（バイト単位）のファイルになります。",
        ));
        self.entry(Label("Method", "採点方法"), &method)
    }

    /// What each stage looks at, and what it means to be ready there.
    pub(in crate::report) fn means(&self) -> String {
        let framework = self.words.framework;
        let entry = |own: StageIx| {
            let stage = &framework[own];
            let means = stage.ready_means.as_ref().map_or_else(String::new, |means| {
                let head = self.say(Label("Ready here:", "準備完了とは："));
                format!("<p><b>{head}</b> {}</p>", self.of(means))
            });
            let (name, point) = (self.numbered(own), self.of(&stage.point));
            format!("<div><dt>{name}</dt><dd><p>{point}</p>{means}</dd></div>")
        };
        let entries: String = framework.stage_indices().map(entry).collect();
        let body = format!("<dl class=\"means\">{entries}</dl>");
        self.section("means", Label("What the stages mean", "各段階の意味"), "", &body)
    }
}
