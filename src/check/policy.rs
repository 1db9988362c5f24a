use crate::source::{Code, Diagnostic, Severity};

/// What the command line says about a kind of finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LintLevel {
    /// Do not show it.
    Allow,
    /// Show it, but do not fail.
    Warn,
    /// Fail.
    Deny,
}

/// How strict a check is: how to treat each kind of finding.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    deny_warnings: bool,
    codes: Vec<(Code, LintLevel)>,
}

/// Why a name cannot be used in a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnknownName {
    /// No rule has this code or slug.
    Unknown,
    /// It is an error, which cannot be changed.
    Error,
    /// It is given twice, with different levels.
    Twice,
}

impl Policy {
    /// Sets the level of a code, a slug, or `warnings`.
    pub fn add(&mut self, name: &str, action: LintLevel) -> Result<(), UnknownName> {
        if name == "warnings" && action == LintLevel::Deny {
            self.deny_warnings = true;
            return Ok(());
        }
        let code = super::find_rule(name).ok_or(UnknownName::Unknown)?.code;
        if code.severity == Severity::Error && action != LintLevel::Deny {
            return Err(UnknownName::Error);
        }
        if self.codes.iter().any(|(other, said)| *other == code && *said != action) {
            return Err(UnknownName::Twice);
        }
        self.codes.push((code, action));
        Ok(())
    }

    /// The finding with its level applied; `None` if it is not shown. A code takes precedence over `warnings`.
    pub fn apply(&self, mut diagnostic: Diagnostic) -> Option<Diagnostic> {
        let code = diagnostic.code;
        let said = self.codes.iter().find(|(other, _)| other.id == code.id).map(|(_, action)| *action);
        diagnostic.code.severity = match said {
            Some(LintLevel::Allow) => return None,
            Some(LintLevel::Warn) => Severity::Warning,
            Some(LintLevel::Deny) => Severity::Error,
            None if self.deny_warnings && code.severity == Severity::Warning => Severity::Error,
            None => code.severity,
        };
        Some(diagnostic)
    }
}
