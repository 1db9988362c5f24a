use super::{Framework, Loaded, image, load};
use crate::source::{Diagnostic, SourceFile, codes};

macro_rules! file {
    ($name:literal) => {
        ($name, include_str!(concat!("../../rubrics/mayo-outside-in/", $name)))
    };
}

/// The files of the built-in framework, as they stand in the repository.
const FILES: &[(&str, &str)] = &[
    file!("framework.toml"),
    file!("problem-first.toml"),
    file!("prototype-partnership.toml"),
    file!("reimbursement.toml"),
    file!("scalable-design.toml"),
    file!("favoured-domains.toml"),
    file!("programmes.toml"),
];

/// The names and texts of the built-in framework's files.
pub fn built_in_files() -> &'static [(&'static str, &'static str)] {
    FILES
}

// `TESTS`: the built-in framework's tests, name and text, sorted by name; listed when the program is built, so that
// a new test is a file and nothing else.
include!(concat!(env!("OUT_DIR"), "/built_in_tests.rs"));

/// The names and texts of the built-in framework's own tests.
pub fn built_in_tests() -> &'static [(&'static str, &'static str)] {
    TESTS
}

/// The framework that is built into the program: the one that [`built_in`] loads, but compiled when the program was
/// built, so that no file has to be read.
///
/// # Panics
///
/// Never: the image is of the same build.
pub fn built_in_framework() -> Framework {
    const IMAGE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/built_in.image"));
    image::read(IMAGE).expect("the image was made by this build")
}

/// Loads the framework that is built into the program from its files, with the place of everything in them.
pub fn built_in() -> Loaded {
    load(|name| {
        let known = FILES.iter().find(|(known, _)| *known == name);
        known.map(|(_, text)| SourceFile::new(format!("<built-in>/{name}"), *text)).ok_or_else(|| {
            let message = crate::say!("{name} is not built in", "{name} は組み込まれていません");
            Box::new(Diagnostic::new(codes::UNREADABLE, message))
        })
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn it_loads_without_a_finding() {
        let loaded = super::built_in();
        assert!(loaded.diagnostics.is_empty(), "{:#?}", loaded.diagnostics);
        assert!(loaded.framework.is_some());
    }

    #[test]
    fn its_image_is_what_its_files_say() {
        let loaded = super::built_in().framework.expect("it can be used");
        let unpacked = super::built_in_framework();
        assert_eq!(unpacked.digest(), loaded.digest());
        assert_eq!(format!("{unpacked:?}"), format!("{loaded:?}"));
        let again = super::image::write(unpacked).expect("it has an image");
        assert_eq!(again, super::image::write(loaded).expect("it has an image"));
    }
}
