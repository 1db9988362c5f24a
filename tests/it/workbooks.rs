//! Workbooks: what their cells say, how they are laid out, what else is sent as one, and how much is read of them.

use std::io::{Cursor, Write};

use outside_in::answers::{Answer, Form, Opened, Reading, Reply, open};
use outside_in::source::Diagnostic;
use rust_xlsxwriter::{Format, Note, Table, TableColumn, TableFunction, Workbook};
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::process::run_in;
use crate::snapshots::Session;
use crate::support::{folder, small, small_directory};
use crate::tables::{book, names, texts};

/// A ZIP archive of these parts.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).expect("a part");
        archive.write_all(bytes).expect("a part");
    }
    archive.finish().expect("an archive").into_inner()
}

/// A workbook of one sheet, by the XML of its rows and of the texts that its cells share.
fn raw_book(sheet: &str, shared: &str) -> Vec<u8> {
    archive(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", b"<Relationships><Relationship Id='r1' Type='x/officeDocument' Target='xl/workbook.xml'/></Relationships>"),
        ("xl/workbook.xml", b"<workbook><sheets><sheet name='s' sheetId='1' r:id='r1'/></sheets></workbook>"),
        (
            "xl/_rels/workbook.xml.rels",
            b"<Relationships><Relationship Id='r1' Type='x/worksheet' Target='worksheets/sheet1.xml'/>\
              <Relationship Id='r2' Type='x/sharedStrings' Target='/xl/sharedStrings.xml'/></Relationships>",
        ),
        ("xl/worksheets/sheet1.xml", format!("<worksheet>{sheet}</worksheet>").as_bytes()),
        ("xl/sharedStrings.xml", format!("<sst {shared}</sst>").as_bytes()),
    ])
}

/// The XML of a cell with a text of its own.
fn inline(text: &str) -> String {
    format!("<c t='inlineStr'><is><t>{text}</t></is></c>")
}

const HEADER: &str =
    "<row><c t='inlineStr'><is><t>subject</t></is></c><c t='inlineStr'><is><t>need</t></is></c></row>";

/// An `OpenDocument` spreadsheet with this content.
fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office='o' xmlns:table='t' xmlns:text='x'><office:automatic-styles>\
         <style:style style:name='h'><style:table-properties table:display='false'/></style:style>\
         </office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>\
         </office:document-content>"
    );
    archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ("content.xml", content.as_bytes()),
    ])
}

/// The XML of a row of texts.
fn ods_row(texts: &str) -> String {
    let cell = |text| {
        format!("<table:table-cell office:value-type='string'><text:p>{text}</text:p></table:table-cell>")
    };
    format!("<table:table-row>{}</table:table-row>", texts.split(',').map(cell).collect::<String>())
}

fn opened(bytes: Vec<u8>, form: Form) -> (Vec<Result<Reading, Vec<Diagnostic>>>, Vec<String>) {
    let framework = small();
    let Opened { found, notices } = open("a", bytes, form, &framework).expect("a workbook that is read");
    let notices = notices.into_iter().map(|notice| notice.message.en).collect();
    (found.iter().map(|one| one.read(&framework)).collect(), notices)
}

/// Why a workbook is refused.
fn refused(bytes: Vec<u8>) -> String {
    let refused = open("a", bytes, Form::Xlsx, &small());
    refused.expect_err("it is refused").remove(0).message.en
}

fn readings(bytes: Vec<u8>) -> Vec<Reading> {
    opened(bytes, Form::Xlsx).0.into_iter().map(|read| read.expect("a sheet")).collect()
}

fn answer<'r>(reading: &'r Reading, id: &str) -> &'r Answer {
    reading.sheet.answer(small().find_criterion(id).expect("a criterion"))
}

fn told(reading: &Reading) -> Vec<&str> {
    reading.notices.iter().map(|notice| notice.message.en.as_str()).collect()
}

#[test]
fn digits_that_a_cell_shows_are_kept() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in (0..).zip(["subject", "ref", "need", "trial", "date", "respondent"]) {
        sheet.write(0, column, name).expect("a cell");
    }
    let rows = [
        ("A", 46_348.0, [(42.0, "00000"), (2.0, "General"), (1.0, "0%")]),
        ("B", 46_348.25, [(1_000_001.0, "000\\-0000"), (2.000_000_000_000_000_4, "0"), (1.0, "\"level \"0")]),
        ("C", 46_348.0, [(7.0, "0"), (1.6, "0"), (0.0, "[Red]0.00")]),
    ];
    for (line, (subject, day, cells)) in (1..).zip(rows) {
        let format = |code: &str| Format::new().set_num_format(code);
        sheet.write(line, 0, subject).expect("a cell");
        for (column, (number, code)) in (1..).zip(cells) {
            sheet.write_with_format(line, column, number, &format(code)).expect("a cell");
        }
        sheet.write_with_format(line, 4, day, &format("[$-411]ggge\"年\"m\"月\"d\"日\"")).expect("a cell");
        sheet.write_with_format(line, 5, cells[0].0, &format("#,##0")).expect("a cell");
    }
    let read = readings(book.save_to_buffer().expect("a workbook"));
    let references: Vec<_> = read.iter().map(|one| one.sheet.reference.as_deref()).collect();
    assert_eq!(references, [Some("00042"), Some("100-0001"), Some("7")]);
    assert_eq!(read[1].sheet.respondent.as_deref(), Some("1000001"), "only how it is grouped");
    for one in &read {
        assert_eq!(one.sheet.date, Some(jiff::civil::date(2026, 11, 22)));
    }
    assert_eq!(answer(&read[0], "need").reply, Reply::Level(2));
    assert_eq!(answer(&read[1], "need").reply, Reply::Level(2), "fifteen digits are shown at most");
    assert_eq!(answer(&read[1], "trial").reply, Reply::Level(1));
    assert_eq!(answer(&read[2], "trial").reply, Reply::Level(0));
    assert_eq!(told(&read[0]).len(), 1, "100% is no level: {:?}", told(&read[0]));
    assert_eq!(told(&read[2]).len(), 1, "what is shown as 2 is not: {:?}", told(&read[2]));
    assert_eq!(
        read[2].notices[0]
            .place
            .as_ref()
            .expect("a place")
            .file
            .position(read[2].notices[0].place.as_ref().expect("a place").span.start),
        (4, 3)
    );
}

#[test]
fn merged_and_hidden_cells_and_comments_are_told() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("answers").expect("a name");
    for (column, name) in (0..).zip(["subject", "date", "need", "trial", "trial.note", "unused"]) {
        sheet.write(0, column, name).expect("a cell");
    }
    for (line, subject) in [(1, "A"), (2, "B"), (3, "C"), (6, "D")] {
        sheet.write(line, 0, subject).expect("a cell");
    }
    let plain = Format::new();
    sheet.merge_range(1, 1, 2, 1, "2026-11-20", &plain).expect("merged cells");
    sheet.merge_range(1, 2, 6, 2, "2", &plain).expect("merged cells");
    sheet.merge_range(3, 3, 3, 4, "1", &plain).expect("merged cells");
    sheet.write(1, 3, 1).expect("a cell").write(1, 4, "its own").expect("a cell");
    sheet.write(2, 3, 0).expect("a cell");
    for row in [2, 3] {
        sheet.set_row_hidden(row).expect("a row");
    }
    sheet.set_column_hidden(5).expect("a column");
    for (row, column, text) in [
        (0, 2, "how to answer"),
        (1, 0, "a comment on a name"),
        (1, 2, "asked twice"),
        (1, 3, "a second note"),
        (2, 3, "  not yet\nstarted "),
        (8, 1, "beside nothing"),
    ] {
        sheet.insert_note(row, column, &Note::new(text).add_author_prefix(false)).expect("a note");
    }
    let folder = folder(&[("a.xlsx", &book.save_to_buffer().expect("a workbook"))]);
    let framework = small_directory();
    let framework = framework.to_str().expect("a path");
    let mut session = Session::default();
    let score = ["score", "a.xlsx", "--framework", framework, "--format", "csv"];
    let args = ["template", "--from", "a.xlsx", "--to", "ndjson", "--framework", framework];
    let mut shown = |args: &[&str], lang| {
        let ran = run_in(folder.path(), &[args, &["--lang", lang]].concat());
        session.add(&[&args[..1], &["…", "--lang", lang]].concat().join(" "), &ran);
    };
    shown(&args, "en");
    shown(&score, "ja");
    session.compare("workbook-layout");
}

#[test]
fn headings_below_titles_may_be_merged() {
    let mut book = Workbook::new();
    let (sheet, plain) = (book.add_worksheet().set_name("answers").expect("a name"), Format::new());
    // Titles over all columns; then headings of which the first has two rows and the others stand below a group's.
    sheet.merge_range(0, 0, 1, 3, "Round of November", &plain).expect("merged cells");
    sheet.merge_range(2, 0, 3, 0, "subject", &plain).expect("merged cells");
    sheet.merge_range(2, 1, 2, 2, "Answers", &plain).expect("merged cells");
    for (column, name) in [(1, "need"), (2, "trial")] {
        sheet.write(3, column, name).expect("a cell");
    }
    // A heading is no answer to what is below it, a date below it is one to both of its rows.
    sheet.merge_range(3, 3, 4, 3, "date", &plain).expect("merged cells");
    for (line, name) in [(4, "A"), (5, "B"), (6, "C")] {
        sheet.write(line, 0, name).expect("a cell").write(line, 1, 1).expect("a cell");
    }
    sheet.merge_range(5, 3, 6, 3, "2026-11-20", &plain).expect("merged cells");
    let opened = open("a", book.save_to_buffer().expect("a workbook"), Form::Xlsx, &small()).expect("sheets");
    let messages: Vec<_> = opened.notices.iter().map(|notice| notice.message.en.as_str()).collect();
    assert_eq!(
        messages,
        [
            "the headings are on line 4; 2 rows above them were not used",
            "a: sheet `answers` has merged cells; the value of A3:A4, D6:D7 was taken for each of their rows",
        ]
    );
    let read: Vec<_> = opened.found.iter().map(|sheet| sheet.read(&small()).expect("a sheet")).collect();
    let held: Vec<_> = read
        .iter()
        .map(|one| {
            (one.sheet.subject.as_deref(), one.sheet.date.map(|day| day.to_string()), one.notices.len())
        })
        .collect();
    let day = || Some("2026-11-20".to_owned());
    assert_eq!(held, [(Some("A"), None, 0), (Some("B"), day(), 0), (Some("C"), day(), 0)]);
    assert!(read.iter().all(|one| answer(one, "need").reply == Reply::Level(1)));
}

#[test]
fn what_is_sent_instead_of_a_workbook_is_read_or_told() {
    let (header, row) = (names("subject,need"), [texts("A,1")]);
    let xlsx = book(&header, &row);
    let open_document = ods(&format!(
        "<table:table table:name='s'>{}{}</table:table>",
        ods_row("subject,need"),
        ods_row("B,2")
    ));
    let utf_16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let compound =
        |name: &str| [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0; 99], &utf_16(name)].concat();
    let binary = archive(&[("[Content_Types].xml", b""), ("xl/workbook.bin", b"")]);
    let document = archive(&[("[Content_Types].xml", b""), ("word/document.xml", b"")]);
    let locked = archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        (
            "META-INF/manifest.xml",
            b"<m><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></m>",
        ),
        ("content.xml", b"\x01\x02"),
    ]);
    let numbers = archive(&[("Index/Document.iwa", b"")]);
    let files: [(&str, &[u8]); 22] = [
        ("01 is read.xlsx", &xlsx),
        ("02 is read.ods", &open_document),
        ("03 is read.xlsx", &open_document),
        ("04 is read.csv", &xlsx),
        ("05 is read.ndjson", &xlsx),
        ("06 is read.json", &xlsx),
        ("07 is read.xls", b"subject,need\nC,1\n"),
        ("08 is read.xlsx", &[b"\xff\xfe".as_slice(), &utf_16("subject\tneed\r\nD\t1\r\n")].concat()),
        ("09 is read.xls", &xlsx),
        ("10.xls", &compound("Workbook")),
        ("11.xls", b"<html><table><tr><td>subject</td></tr></table></html>"),
        ("12.xlsb", &binary),
        ("13.xlsx", &compound("EncryptedPackage")),
        ("14.numbers", &numbers),
        ("15.xlsx", &numbers),
        ("16.gsheet", b"{\"url\": \"https://docs.google.com/open?id=1\"}"),
        ("17.docx", &document),
        ("18.csv", &document),
        ("19.pdf", b"%PDF-1.7\n"),
        ("20.fods", b"<?xml version='1.0'?><office:document/>"),
        ("21.ods", &locked),
        ("22.xlsx", &archive(&[("a.txt", b"")])),
    ];
    let folder = folder(&files);
    let framework = small_directory();
    let framework = framework.to_str().expect("a path");
    let mut session = Session::default();
    for lang in ["en", "ja"] {
        let args = [
            "score",
            ".",
            "--framework",
            framework,
            "--format",
            "csv",
            "--as-of",
            "2026-11-22",
            "--lang",
            lang,
        ];
        let ran = run_in(folder.path(), &args);
        assert_eq!(ran.code, 1);
        session.add(&format!("outside-in score . --lang {lang}"), &ran);
    }
    for (name, _) in files {
        let check = run_in(folder.path(), &["check", name, "--framework", framework]);
        let score = run_in(folder.path(), &["score", name, "--framework", framework]);
        assert_eq!(
            (score.code, check.code),
            if name.contains("is read") { (0, 0) } else { (1, 1) },
            "{name}"
        );
    }
    session.compare("workbook-or-not");
}

#[test]
fn an_open_document_says_the_same_as_a_workbook() {
    let cells = "<table:table-cell office:value-type='string'><text:p>A<text:s text:c='2'/><text:span>&amp;\
         Söhne</text:span><text:ruby><text:ruby-base>雲</text:ruby-base><text:ruby-text>くも</text:ruby-text></text:ruby>\
         </text:p></table:table-cell>\
         <table:table-cell office:value-type='float' office:value='42'><text:p>00042</text:p></table:table-cell>\
         <table:table-cell office:value-type='date' office:date-value='2026-11-22T00:00:00'><text:p>R8</text:p></table:table-cell>\
         <table:table-cell office:value-type='float' office:value='2' table:formula='of:=1+1' \
         table:number-columns-repeated='2'><office:annotation><dc:creator>Sato</dc:creator>\
         <text:p>asked</text:p><text:p>twice</text:p></office:annotation><text:p>2</text:p></table:table-cell>";
    let error = "<table:table-cell office:value-type='string' calcext:value-type='error' table:formula='of:=x'>\
         <text:p>#NAME?</text:p></table:table-cell>";
    let tables = format!(
        "<table:tracked-changes><table:table-cell/></table:tracked-changes>\
         <table:table table:name='old' table:style-name='h'>{old}{b}</table:table>\
         <table:table table:name='read me'>{words}</table:table>\
         <table:table table:name='answers'><table:shapes><draw:frame><table:table/></draw:frame></table:shapes>\
         <table:table-column table:number-columns-repeated='16384'/>\
         <table:table-header-rows>{header}</table:table-header-rows>\
         <table:table-row table:number-rows-repeated='2'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>\
         <table:table-row>{cells}<table:table-cell table:number-columns-repeated='1000'/></table:table-row>\
         <table:table-row table:visibility='filter'>\
         <table:table-cell table:number-rows-spanned='2' office:value-type='string'><text:p>B</text:p></table:table-cell>\
         <table:table-cell table:number-columns-repeated='2'/>{error}\
         <table:table-cell table:formula='of:=1'/></table:table-row>\
         <table:table-row><table:covered-table-cell/><table:table-cell table:number-columns-repeated='2'/>\
         <table:table-cell office:value-type='boolean' office:boolean-value='true'><text:p>WAHR</text:p></table:table-cell>\
         <table:table-cell office:value-type='percentage' office:value='1'><text:p>100 %</text:p></table:table-cell>\
         </table:table-row>\
         <table:table-row table:number-rows-repeated='1048000'><table:table-cell table:number-columns-repeated='16384'/>\
         </table:table-row></table:table>",
        old = ods_row("subject,need"),
        b = ods_row("Old,2"),
        words = ods_row("How to fill it in"),
        header = ods_row("subject,ref,date,need,trial"),
    );
    let (read, notices) = opened(ods(&tables), Form::Ods);
    assert_eq!(
        notices,
        [
            "a: sheet `answers` has merged cells; the value of A5:A6 was taken for each of their rows",
            "a: sheet `answers` has hidden or filtered rows, which were read too: 5",
            "a: the sheet name `old` says that these are not the answers of today, but earlier ones, a plan, a template or the like; none was used",
        ]
    );
    let read: Vec<Reading> = read.into_iter().map(|read| read.expect("a sheet")).collect();
    let [a, b, merged] = read.as_slice() else { panic!("three sheets: {read:?}") };
    assert_eq!(a.sheet.subject.as_deref(), Some("A  &Söhne雲"));
    assert_eq!(a.sheet.reference.as_deref(), Some("00042"));
    assert_eq!(a.sheet.date, Some(jiff::civil::date(2026, 11, 22)));
    for id in ["need", "trial"] {
        assert_eq!(answer(a, id).reply, Reply::Level(2));
        assert_eq!(answer(a, id).note.as_deref(), Some("asked\ntwice"));
    }
    assert_eq!(
        told(b),
        ["`need` is a formula that fails: #NAME?", "`trial` is a formula that was never computed"]
    );
    assert_eq!(merged.sheet.subject.as_deref(), Some("B"));
    assert_eq!(told(merged).len(), 2, "{:?}", told(merged));
}

#[test]
fn cells_are_read_however_they_are_written() {
    let shared = "><si><t>need</t><rPh><t>ニーズ</t></rPh></si><si><r><t>A</t></r><r><t xml:space='preserve'> &amp; _x0042_</t></r></si>";
    let sheet = "<x:sheetData><x:row r='2'><x:c r='A2' t='inlineStr'><x:is><x:t>subject</x:t></x:is></x:c><x:c r='C2' t='s'><x:v>0</x:v></x:c>\
         </x:row><x:row><x:c t='s'><x:v>1</x:v></x:c><x:c/><x:c t='str'><x:f>1+1</x:f><x:v>2: words</x:v></x:c></x:row>\
         <x:row r='9'><x:c r='C9' t='e'><x:f>x</x:f><x:v>#N/A</x:v></x:c><x:c r='A9'><x:v>late</x:v></x:c><x:c r='ZZZZ9'><x:v>9</x:v></x:c></x:row>\
         <x:row r='4'><x:c r='C4' t='b'><x:v>1</x:v></x:c><x:c r='A4' t='inlineStr'><x:is><x:t>C</x:t></x:is></x:c></x:row></x:sheetData>";
    let (read, notices) = opened(raw_book(sheet, shared), Form::Xlsx);
    assert_eq!(notices, Vec::<String>::new());
    let read: Vec<Reading> = read.into_iter().map(|read| read.expect("a sheet")).collect();
    let subjects: Vec<_> = read.iter().map(|one| one.sheet.subject.as_deref()).collect();
    assert_eq!(subjects, [Some("A & B"), Some("C"), Some("late")]);
    assert_eq!(answer(&read[0], "need").reply, Reply::Level(2));
    assert_eq!(told(&read[2]), ["`need` is a formula that fails: #N/A"]);
    assert_eq!(told(&read[1]).len(), 1, "{:?}", told(&read[1]));
}

#[test]
fn what_a_workbook_says_of_its_size_is_not_believed() {
    for count in ["4000000000", "9223372036854775807", "-1", "x"] {
        let shared = format!("count='{count}' uniqueCount='{count}'><si><t>A</t></si>");
        let sheet = format!(
            "<dimension ref='A1:XFD1048576'/><sheetData>{HEADER}<row><c t='s'><v>0</v></c><c><f t='shared' si='{count}'/><v>1</v></c>\
             </row></sheetData><mergeCells count='{count}'/>"
        );
        let read = readings(raw_book(&sheet, &shared));
        assert_eq!(read.len(), 1);
        assert_eq!(answer(&read[0], "need").reply, Reply::Level(1));
    }
}

#[test]
fn a_workbook_is_read_within_limits() {
    let row = |cells: &str| format!("<sheetData>{HEADER}<row>{cells}</row></sheetData>");
    let cells = "a has more than 1 million cells";
    let text = "a has more than 64 MiB of text in its cells";
    assert_eq!(refused(raw_book(&row(&"<c/>".repeat(1_000_001)), ">")), cells);
    assert_eq!(refused(raw_book(&row(""), &format!(">{}", "<si/>".repeat(1_000_001)))), cells);
    let long = format!("><si><t>{}</t></si>", "x".repeat(1 << 20));
    assert_eq!(refused(raw_book(&row(&"<c t='s'><v>0</v></c>".repeat(70)), &long)), text);
    let too_long = inline(&"x".repeat(17 << 20));
    assert_eq!(refused(raw_book(&row(&too_long), ">")), "a has a text that is too long for a cell");
    let merged = "<mergeCell ref='A1:A2'/>".repeat(1_000_001);
    assert_eq!(refused(raw_book(&format!("{}<mergeCells>{merged}</mergeCells>", row("")), ">")), cells);
    let head = format!("<table:table table:name='s'>{}", ods_row("subject,need"));
    let cell = "<table:table-cell office:value-type='string' table:number-columns-repeated='16384'><text:p>x</text:p></table:table-cell>";
    for repeated in ["1048576", "4294967295"] {
        let rows = format!(
            "<table:table-row table:number-rows-repeated='{repeated}'>{cell}</table:table-row></table:table>"
        );
        assert_eq!(refused(ods(&format!("{head}{rows}"))), cells);
    }
    let blanks = "<table:table-row><table:table-cell office:value-type='string' table:number-columns-repeated='9'><text:p>x<text:s \
                  text:c='4000000000'/>x</text:p></table:table-cell></table:table-row></table:table>";
    assert_eq!(opened(ods(&format!("{head}{blanks}")), Form::Ods).0.len(), 1);
    let blank = "<row/>".repeat(10_000_001);
    let blank = refused(raw_book(&format!("<sheetData>{HEADER}{blank}</sheetData>"), ">"));
    assert_eq!(blank, "a has too much beside its cells, such as blank rows");
    let open = "<a>".repeat(1_000_000);
    let damaged = "a is damaged, or not a spreadsheet";
    assert_eq!(refused(raw_book(&row(&format!("<c>{open}")), ">")), damaged);
    let parts: Vec<String> = (0..10_001).map(|number| number.to_string()).collect();
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    assert_eq!(refused(archive(&parts)), "a has more than 10000 parts");
    let whole = book(&names("subject,need"), &[texts("A,1")]);
    for cut in [30, whole.len() / 2, whole.len() - 10] {
        assert_eq!(refused(whole[..cut].to_vec()), damaged, "without a directory");
    }
}

#[test]
fn what_is_longer_than_its_directory_says_is_refused() {
    let mut bytes = book(&names("subject,need"), &[texts("A,1")]);
    for at in memchr::memmem::find_iter(&bytes.clone(), b"PK\x01\x02") {
        bytes[at + 24..at + 28].copy_from_slice(&7_u32.to_le_bytes());
    }
    assert!(refused(bytes).starts_with("a is damaged, or not a spreadsheet"));
}

#[test]
fn a_workbook_that_is_too_large_is_refused_alone() {
    let big =
        raw_book(&format!("<sheetData>{HEADER}<row>{}</row></sheetData>", "<c/>".repeat(1_000_001)), ">");
    let small_book = book(&names("subject,need"), &[texts("A,1")]);
    let folder = folder(&[("a.xlsx", &small_book), ("b.xlsx", &big), ("c.csv", b"subject,need\nC,1\n")]);
    let framework = small_directory();
    let args = ["score", ".", "--format", "csv", "--framework", framework.to_str().expect("a path")];
    let ran = run_in(folder.path(), &args);
    assert_eq!(ran.code, 1);
    let first = |line: &str| line.split(',').next().unwrap_or_default().to_owned();
    assert_eq!(ran.stdout.lines().skip(1).map(first).collect::<Vec<_>>(), ["A", "C"], "{}", ran.stderr);
    assert!(ran.stderr.contains("b.xlsx has more than 1 million cells"), "{}", ran.stderr);
}

#[test]
fn a_hidden_sheet_that_is_read_is_told() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write(0, 0, "How to fill it in").expect("a cell");
    let sheet = workbook.add_worksheet().set_name("data").expect("a name").set_hidden(true);
    for (column, name) in (0..).zip(["subject", "need"]) {
        sheet.write(0, column, name).expect("a cell").write(1, column, "1").expect("a cell");
    }
    let (read, notices) = opened(workbook.save_to_buffer().expect("a workbook"), Form::Xlsx);
    assert_eq!(read.len(), 1);
    assert_eq!(notices, ["a: sheet `data` is hidden, and was read, as no other sheet has answers"]);
}

#[test]
fn totals_of_a_table_are_no_company() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, name) in (1..).zip(["Kumo", "Aoba"]) {
        sheet.write(row, 0, name).expect("a cell").write(row, 1, 1).expect("a cell");
    }
    let columns = [
        TableColumn::new().set_header("subject").set_total_label("Summe"),
        TableColumn::new().set_header("need").set_total_function(TableFunction::Sum),
    ];
    let table = Table::new().set_columns(&columns).set_total_row(true);
    sheet.add_table(0, 0, 3, 1, &table).expect("a table");
    let (read, notices) = opened(workbook.save_to_buffer().expect("a workbook"), Form::Xlsx);
    assert_eq!(read.len(), 2);
    assert_eq!(notices, ["a: sheet `Sheet1`: totals rows of tables were skipped: 4"]);
}

#[test]
fn conversations_beside_a_cell_are_its_note() {
    let sheet =
        format!("<sheetData>{HEADER}<row r='2'>{}<c r='B2'><v>1</v></c></row></sheetData>", inline("A"));
    let book = raw_book(&sheet, ">");
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    let mut archive_of = zip::ZipArchive::new(Cursor::new(book)).expect("an archive");
    for index in 0..archive_of.len() {
        let mut part = archive_of.by_index(index).expect("a part");
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut bytes).expect("a part");
        parts.push((part.name().expect("a name").into_owned(), bytes));
    }
    let add = [
        (
            "xl/worksheets/_rels/sheet1.xml.rels",
            "<Relationships><Relationship Id='a' Type='x/comments' Target='../comments1.xml'/>\
             <Relationship Id='b' Type='x/threadedComment' Target='../threadedComments/t1.xml'/></Relationships>",
        ),
        (
            "xl/comments1.xml",
            "<comments><commentList><comment ref='B2'><text><t>[Threaded comment] Your version cannot show it.</t></text>\
             </comment></commentList></comments>",
        ),
        (
            "xl/threadedComments/t1.xml",
            "<ThreadedComments><threadedComment ref='B2'><text>Since when?</text></threadedComment>\
             <threadedComment ref='B2' parentId='1'><text>Since May</text></threadedComment></ThreadedComments>",
        ),
    ];
    parts.extend(add.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())));
    let note = |parts: &[(String, Vec<u8>)]| {
        let parts: Vec<(&str, &[u8])> =
            parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        answer(&readings(archive(&parts))[0], "need").note.clone()
    };
    assert_eq!(note(&parts).as_deref(), Some("Since when?\nSince May"));
    // Programs that do not know conversations keep what Excel writes for them.
    parts.retain(|(name, _)| !name.contains("threaded"));
    let frame = "[Threaded comment]\n\nEdits will be lost: https://go.microsoft.com/fwlink/?linkid=870924\n\nComment:\n    \
                 Since when?\nReply:\n    Since May";
    let comments = format!(
        "<comments><commentList><comment ref='B2'><text><t>{frame}</t></text></comment></commentList></comments>"
    );
    for (_, bytes) in parts.iter_mut().filter(|(name, _)| name == "xl/comments1.xml") {
        *bytes = comments.clone().into_bytes();
    }
    assert_eq!(note(&parts).as_deref(), Some("Since when?\nSince May"));
}

#[test]
fn cells_that_are_struck_through_are_told() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("s").expect("a name");
    let (struck, plain) = (Format::new().set_font_strikethrough(), Format::new());
    for (column, name) in (0..).zip(["subject", "need", "trial", "need.note"]) {
        sheet.write(0, column, name).expect("a cell");
        sheet.write(1, column, "1").expect("a cell");
    }
    sheet.write_with_format(2, 0, "Kumo", &struck).expect("a cell");
    sheet.write_with_format(2, 1, 2, &struck).expect("a cell").write(2, 2, 1).expect("a cell");
    let parts = [(&struck, "by phone"), (&plain, ", by letter")];
    sheet.write_rich_string(2, 3, &parts).expect("a cell");
    sheet.write_blank(3, 1, &struck).expect("a cell");
    let expected =
        ["a: sheet `s` has cells that are struck through, which were read like others: A3, B3, D3"];
    assert_eq!(opened(book.save_to_buffer().expect("a workbook"), Form::Xlsx).1, expected);
    let cell = |style: &str, text: &str| {
        format!(
            "<table:table-cell {style} office:value-type='string'><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let header = ods_row("subject,need,trial,need.note");
    let row = [
        cell("table:style-name='k'", "Kumo"),
        cell("table:style-name='k'", "2"),
        cell("table:style-name='n'", "1"),
        cell("", "<text:span text:style-name='k'>by phone</text:span>, by letter"),
    ];
    let tables = format!(
        "<table:table table:name='s'>{header}{}<table:table-row>{}</table:table-row></table:table>",
        ods_row("Aoba,1,1,1"),
        row.concat()
    );
    // Styles have from their parents what they do not say themselves.
    let struck = "<style:style style:name='s'><style:text-properties style:text-line-through-style='solid'/></style:style>";
    let styles = "<style:style style:name='k' style:parent-style-name='s'/>\
                  <style:style style:name='n' style:parent-style-name='s'>\
                  <style:text-properties style:text-line-through-style='none'/></style:style>";
    let book = archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ("styles.xml", format!("<office:document-styles xmlns:office='o' xmlns:style='s'>{struck}</office:document-styles>").as_bytes()),
        ("content.xml", format!(
            "<office:document-content xmlns:office='o' xmlns:table='t' xmlns:text='x' xmlns:style='s'>\
             <office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{tables}\
             </office:spreadsheet></office:body></office:document-content>"
        ).as_bytes()),
    ]);
    assert_eq!(opened(book, Form::Ods).1, expected);
}
