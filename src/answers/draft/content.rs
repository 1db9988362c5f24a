use std::path::Path;
use std::sync::Arc;

use super::{Body, DraftError, SheetValue, refuse};
use crate::answers::read::{Form, Reading, SheetRecord, read_record};
use crate::answers::{ANSWERS, HeaderKey};
use crate::framework::Framework;
use crate::source::{Diagnostic, SourceFile, codes};

/// What is in the file of a sheet, to be changed and written back.
#[derive(Debug)]
pub(super) struct SheetContent {
    pub(super) body: Body,
    layout: ByteLayout,
}

impl SheetContent {
    /// An empty sheet for a file.
    pub(super) fn new(path: &Path, framework: &Framework) -> Self {
        let mut body = Body::empty(form_of(path));
        body.set(HeaderKey::Framework, &SheetValue::Text(framework.id().to_owned()));
        body.set(HeaderKey::Version, &SheetValue::Text(framework.version().to_owned()));
        Self { body, layout: ByteLayout::default() }
    }

    /// Reads the bytes of a file.
    pub(super) fn read(
        path: &Path,
        bytes: &[u8],
        framework: &Framework,
    ) -> Result<(Self, Reading), DraftError> {
        let name = path.display().to_string();
        let file = SourceFile::decode(name, bytes.to_owned(), codes::SHEET_UNREADABLE).map_err(refuse)?;
        let file = Arc::new(file);
        let form = form_of(path);
        let record = SheetRecord { file: Arc::clone(&file), form, line: None, item: None };
        let reading = read_record(&record, framework).map_err(DraftError::Refused)?;
        let broken = |text: String| {
            let message =
                crate::say!("this cannot be rewritten: {text}", "このシートは書き換えられません（{text}）");
            DraftError::Refused(vec![Diagnostic::new(codes::SHEET_SYNTAX, message).at(&file, 0..0)])
        };
        let body = match form {
            Form::Toml => Body::Toml(Box::new(
                file.text.parse().map_err(|e: toml_edit::TomlError| broken(e.message().to_owned()))?,
            )),
            _ => Body::Json(serde_json::from_str(&file.text).map_err(|e| broken(e.to_string()))?),
        };
        if matches!(&body, Body::Json(sheet) if !sheet.contains_key(ANSWERS)) {
            return Err(DraftError::Refused(vec![flat(&file)]));
        }
        Ok((Self { body, layout: ByteLayout::of(&file) }, reading))
    }

    /// The bytes of the file.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        self.layout.apply(&self.body.to_text()).into_bytes()
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct ByteLayout {
    bom: bool,
    crlf: bool,
}

impl ByteLayout {
    fn of(file: &SourceFile) -> Self {
        Self { bom: file.had_bom, crlf: file.text.contains("\r\n") }
    }

    fn apply(self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + 3);
        if self.bom {
            out.push('\u{feff}');
        }
        let plain = text.replace("\r\n", "\n");
        out.push_str(&if self.crlf { plain.replace('\n', "\r\n") } else { plain });
        out
    }
}

fn form_of(path: &Path) -> Form {
    if is_json(path) { Form::Json } else { Form::Toml }
}

pub(super) fn is_json(path: &Path) -> bool {
    Form::of(path) == Some(Form::Json)
}

/// A record whose answers stand beside the keys of the sheet is read, but there is no place in it to write to.
fn flat(file: &Arc<SourceFile>) -> Diagnostic {
    let name = &file.name;
    let message = crate::say!(
        "this record has no `answers` to write to",
        "この形のファイルには `answers` がないため、回答を書き込めません"
    );
    let help = crate::say!(
        "make a sheet of it: `outside-in template --from {name} -o sheet.toml`",
        "`outside-in template --from {name} -o sheet.toml` で回答シートに変換してください。"
    );
    Diagnostic::new(codes::NO_ANSWERS, message).help(help).at(file, 0..0)
}
