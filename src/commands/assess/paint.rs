/// Colours, or none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paint(pub(super) bool);

impl Paint {
    /// The question.
    pub(super) fn strong(self, text: &str) -> String {
        self.with("1", text)
    }

    /// What is less important.
    pub(super) fn faint(self, text: &str) -> String {
        self.with("2", text)
    }

    /// Where the cursor is.
    pub(super) fn active(self, text: &str) -> String {
        self.with("1;36", text)
    }

    /// What has just happened.
    pub(super) fn notice(self, text: &str) -> String {
        self.with("33", text)
    }

    /// What begins here.
    pub(super) fn heading(self, text: &str) -> String {
        self.with("36", text)
    }

    fn with(self, code: &str, text: &str) -> String {
        if self.0 && !text.is_empty() { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}
