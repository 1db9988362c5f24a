use crate::framework::version_numbers;

/// A step from one version to the next, the smallest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum VersionStep {
    /// The version is the same.
    None,
    /// The last number rises.
    Patch,
    /// The middle number rises.
    Minor,
    /// The first number rises.
    Major,
}

impl VersionStep {
    /// Its id in every format.
    pub fn id(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

/// The step between two versions such as `1.2.0`, or `1.2` for the same; `None` if it leads backwards or a version is not
/// of that form.
pub fn step(old: &str, new: &str) -> Option<VersionStep> {
    if old == new {
        return Some(VersionStep::None);
    }
    let (old, new) = (version_numbers(old)?, version_numbers(new)?);
    if new <= old {
        return None;
    }
    Some(match (old[0] == new[0], old[1] == new[1]) {
        (false, _) => VersionStep::Major,
        (true, false) => VersionStep::Minor,
        (true, true) => VersionStep::Patch,
    })
}

#[cfg(test)]
mod tests {
    use super::{VersionStep, step};

    #[test]
    fn steps_are_told_apart() {
        assert_eq!(step("1.2.3", "1.2.3"), Some(VersionStep::None));
        assert_eq!(step("1.2.3", "1.2.10"), Some(VersionStep::Patch));
        assert_eq!(step("1.2.3", "1.3.0"), Some(VersionStep::Minor));
        assert_eq!(step("1.2.3", "2.0.0"), Some(VersionStep::Major));
        assert_eq!(step("1.2.3", "1.1.9"), None);
        assert_eq!(step("1.2", "1.3"), Some(VersionStep::Minor));
        assert_eq!(step("1", "1.0.1"), Some(VersionStep::Patch));
        assert_eq!(step("1.2", "1.2.0"), None);
        assert_eq!(step("v1", "v2"), None);
        assert_eq!(step("+1", "+2"), None);
        assert_eq!(step("1.2.3.4", "1.2.3.5"), None);
        assert!(VersionStep::Major > VersionStep::Patch);
    }
}
