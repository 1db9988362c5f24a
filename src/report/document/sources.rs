use super::Edition;
use crate::framework::SourceIx;
use crate::text::{Bilingual, Label, escape_html, say};

impl Edition<'_> {
    /// Every source that is cited, once, by its number.
    pub(super) fn source_list(&self) -> String {
        if self.cited.is_empty() {
            return String::new();
        }
        let list: String = self.cited.iter().map(|source| self.source(*source)).collect();
        self.section("sources", Label("Sources", "出典"), "", &format!("<ol class=\"sources\">{list}</ol>"))
    }

    fn source(&self, own: SourceIx) -> String {
        let source = &self.words.framework[own];
        let (id, title) = (self.id(&format!("s-{}", source.id)), self.of(&source.title));
        let as_of = source.as_of.map_or_else(String::new, |day| {
            let words: Bilingual = say!("(as of {day})", "（{day}時点）");
            format!(" <span class=\"asof\">{}</span>", self.say(words))
        });
        // The address is the text of the link, so that paper keeps it.
        let address = source.url.as_ref().map_or_else(String::new, |url| {
            let shown = escape_html(url);
            let is_web = url.starts_with("https://") || url.starts_with("http://");
            if is_web { format!(" <a href=\"{shown}\">{shown}</a>") } else { format!(" {shown}") }
        });
        format!("<li id=\"{id}\">{title}{as_of}{address}</li>")
    }
}
