use std::fmt;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::Document;
use crate::source::SourceFile;

/// The digest of a framework's files, taken when it is first asked for: whoever only checks them never does.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub(super) struct Digest {
    files: Vec<(String, Arc<SourceFile>)>,
    taken: OnceLock<String>,
}

impl Digest {
    /// The digest of these files.
    pub(super) fn of(documents: &[Document]) -> Self {
        let files = documents.iter().map(|document| (document.name.clone(), Arc::clone(&document.file)));
        Self { files: files.collect(), taken: OnceLock::new() }
    }

    /// SHA-256 in lower-case hexadecimal.
    pub(super) fn get(&self) -> &str {
        self.taken.get_or_init(|| digest(&self.files))
    }
}

/// The digest of all files in their order, of each its name, NUL, its bytes with CRLF as LF, NUL.
fn digest(files: &[(String, Arc<SourceFile>)]) -> String {
    let mut digest = Sha256::new();
    for (name, file) in files {
        digest.update(name.as_bytes());
        digest.update([0]);
        if file.had_bom {
            digest.update(b"\xef\xbb\xbf");
        }
        if file.text.contains('\r') {
            digest.update(file.text.replace("\r\n", "\n").as_bytes());
        } else {
            digest.update(file.text.as_bytes());
        }
        digest.update([0]);
    }
    format!("{:x}", digest.finalize())
}

impl From<String> for Digest {
    fn from(taken: String) -> Self {
        Self { files: Vec::new(), taken: OnceLock::from(taken) }
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.get().to_owned()
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}
