use std::fmt;
use std::sync::{Arc, OnceLock};

use sha2::{Digest as _, Sha256};

use super::FrameworkFile;
use crate::source::SourceFile;

/// The digest of a framework's files, computed when it is first asked for: checking never asks.
#[derive(Clone, Default)]
pub(super) struct Digest {
    files: Vec<(String, Arc<SourceFile>)>,
    computed: OnceLock<String>,
}

impl Digest {
    /// The digest of these files.
    pub(super) fn of(documents: &[FrameworkFile]) -> Self {
        let files = documents.iter().map(|document| (document.name.clone(), Arc::clone(&document.file)));
        Self { files: files.collect(), computed: OnceLock::new() }
    }

    /// SHA-256 in lower-case hexadecimal, over all files in their order: of each its name, NUL, its bytes with CRLF as
    /// LF, NUL.
    pub(super) fn get(&self) -> &str {
        self.computed.get_or_init(|| {
            let mut digest = Sha256::new();
            for (name, file) in &self.files {
                digest.update(name.as_bytes());
                digest.update([0]);
                if file.had_bom {
                    digest.update(b"\xef\xbb\xbf");
                }
                digest.update(file.text.replace("\r\n", "\n").as_bytes());
                digest.update([0]);
            }
            format!("{:x}", digest.finalize())
        })
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}
