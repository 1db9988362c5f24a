use super::Paper;
use crate::framework::StageIx;
use crate::text::Label;

impl Paper<'_> {
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
