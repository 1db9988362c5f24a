//! Any bytes as a workbook, and any texts as the parts of one: nothing panics, and memory stays within bounds.

use std::io::{Cursor, Write};

use outside_in::answers::{Form, Opened, open};
use outside_in::scoring::score;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::ground::{AS_OF, findings_are_sound, reasons_are_sound, small};

/// What stands before each part in a text of several.
const BREAK: &str = "\n=== ";

/// The part of the sheet in a workbook of Excel.
const SHEET: &str = "xl/worksheets/sheet1.xml";

/// The parts that such a workbook needs, where the text does not give them.
const PARTS: [(&str, &str); 4] = [
    (
        "[Content_Types].xml",
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#,
    ),
    (
        "_rels/.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="answers" sheetId="1" r:id="r1"/></sheets></workbook>"#,
    ),
];

/// Bytes that begin as a zip file are one. Any other text is that of the sheet, in the terms of Excel or of
/// `OpenDocument`, and after a line of `=== NAME` that of another part.
pub(super) fn law(data: &[u8]) {
    let is_packed = data.starts_with(b"PK") || data.starts_with(b"\xd0\xcf");
    let is_ods = data.starts_with(b"<office") || data.first() == Some(&0xd0);
    let first = if is_ods { "content.xml" } else { SHEET };
    let book = if is_packed { data.to_vec() } else { packed(first, &String::from_utf8_lossy(data)) };
    let framework = small();
    let form = if is_ods { Form::Ods } else { Form::Xlsx };
    match open("book", book, form, framework) {
        Ok(Opened { found, notices }) => {
            findings_are_sound(&notices);
            for one in found {
                match one.read(framework) {
                    Ok(reading) => {
                        findings_are_sound(&reading.notices);
                        score(framework, &reading.sheet, AS_OF);
                    }
                    Err(reasons) => reasons_are_sound(&reasons),
                }
            }
        }
        Err(reasons) => reasons_are_sound(&reasons),
    }
}

fn packed(first: &str, text: &str) -> Vec<u8> {
    let mut split = text.split(BREAK);
    let mut parts = vec![(first, split.next().unwrap_or_default())];
    parts.extend(split.map(|part| part.split_once('\n').unwrap_or((part, ""))));
    parts.extend(PARTS);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, text) in parts {
        // A name that is there already is refused; the first counts.
        if zip.start_file(name, stored).is_ok() {
            zip.write_all(text.as_bytes()).expect("memory");
        }
    }
    zip.finish().expect("memory").into_inner()
}
