//! The words that headings are made of, besides those of a framework.

use crate::answers::{Column, DATE, EVIDENCE, HeaderKey, NOTE};
use crate::framework::CriterionIx;

/// What else people call the keys of a sheet.
pub(super) const WORDS: [(HeaderKey, &[&str]); 6] = [
    (HeaderKey::Framework, &["フレームワーク"]),
    (HeaderKey::Version, &["バージョン", "frameworkversion"]),
    (
        HeaderKey::Subject,
        &[
            "company",
            "companyname",
            "nameofcompany",
            "nameofthecompany",
            "organization",
            "organisation",
            "organizationname",
            "startup",
            "startupname",
            "会社",
            "会社名",
            "貴社名",
            "御社名",
            "企業",
            "企業名",
            "社名",
            "法人名",
        ],
    ),
    (HeaderKey::Reference, &["reference", "referencenumber", "管理番号", "整理番号", "参照番号"]),
    (HeaderKey::Date, &["dateofanswer", "dateofanswers", "answerdate", "回答日", "記入日", "日付"]),
    (HeaderKey::Respondent, &["answeredby", "filledinby", "回答者", "回答者名", "記入者", "記入者名"]),
];

/// What a column beside a reply, or the reply itself, is called after the name of its criterion.
pub(super) const PARTS: [(&str, Part); 22] = [
    (EVIDENCE, Part::Evidence),
    ("根拠資料", Part::Evidence),
    ("根拠", Part::Evidence),
    ("エビデンス", Part::Evidence),
    (NOTE, Part::Note),
    ("notes", Part::Note),
    ("comment", Part::Note),
    ("comments", Part::Note),
    ("メモ", Part::Note),
    ("備考", Part::Note),
    ("コメント", Part::Note),
    (DATE, Part::Date),
    ("回答日", Part::Date),
    ("日付", Part::Date),
    ("level", Part::Reply),
    ("answer", Part::Reply),
    ("reply", Part::Reply),
    ("レベル", Part::Reply),
    ("回答", Part::Reply),
    ("required", Part::Reply),
    ("必須", Part::Reply),
    ("任意", Part::Reply),
];

/// Words around a name that say that the column holds something else than its answer.
pub(super) const OTHERWISE: [&str; 29] = [
    "score", "scores", "points", "weight", "reason", "previous", "prev", "old", "former", "target", "goal",
    "planned", "max", "min", "mean", "average", "total", "sum", "rank", "percent", "example", "not", "no",
    "non", "without", "label", "text", "other", "title",
];
pub(super) const OTHERWISE_JA: [&str; 14] = [
    "点数",
    "得点",
    "採点",
    "理由",
    "前回",
    "以前",
    "目標",
    "予定",
    "平均",
    "合計",
    "重み",
    "順位",
    "記入例",
    "備考",
];

/// What stands before an id where forms are exported with their groups, besides the names of rubrics and stages.
pub(super) const GROUPS: [&str; 11] = [
    "answers",
    "answer",
    "facts",
    "fact",
    "criteria",
    "criterion",
    "data",
    "form",
    "group",
    "response",
    "responses",
];

/// What Kobo adds of its own after `_`, without numbers at its end.
pub(super) const OF_KOBO: [&str; 15] = [
    "id",
    "uuid",
    "version",
    "submissiontime",
    "validationstatus",
    "notes",
    "status",
    "submittedby",
    "tags",
    "index",
    "parentindex",
    "parenttablename",
    "geolocation",
    "attachments",
    "xformidstring",
];

/// What form services and their exporters add of their own, in letters and digits alone: when and from where a form was
/// sent, in which version, by which machine. None of it is a key of a sheet.
pub(super) const OF_EXPORTERS: [&str; 76] = [
    "deviceid",
    "devicephonenum",
    "simid",
    "simserial",
    "subscriberid",
    "auditurl",
    "parentkey",
    "setofgroup",
    "instanceid",
    "instancename",
    "metainstanceid",
    "metainstancename",
    "metarootuuid",
    "metadeprecatedid",
    "metaaudit",
    "metaentity",
    "formhubuuid",
    "rootuuid",
    "submissiondate",
    "submissiontime",
    "submissionid",
    "submissionip",
    "submitterid",
    "submittername",
    "attachmentspresent",
    "attachmentsexpected",
    "reviewstate",
    "reviewquality",
    "formversion",
    "formdefversion",
    "textaudit",
    "xformidstring",
    "timestamp",
    "タイムスタンプ",
    "completiontime",
    "lastmodifiedtime",
    "完了時刻",
    "最終変更時刻",
    "submitdate",
    "datesubmitted",
    "lastpage",
    "startlanguage",
    "datestamp",
    "datestarted",
    "datelastaction",
    "ipaddr",
    "ipaddress",
    "refurl",
    "referrerurl",
    "accesscode",
    "最終ページ",
    "開始言語",
    "durationinseconds",
    "recordeddate",
    "responseid",
    "recipientlastname",
    "recipientfirstname",
    "recipientemail",
    "externaldatareference",
    "locationlatitude",
    "locationlongitude",
    "distributionchannel",
    "userlanguage",
    "responsetype",
    "respondentid",
    "collectorid",
    "startdateutc",
    "stagedateutc",
    "submitdateutc",
    "networkid",
    "submittedat",
    "redcapeventname",
    "redcaprepeatinstrument",
    "redcaprepeatinstance",
    "redcapsurveyidentifier",
    "redcapdataaccessgroup",
];

/// What they add besides, in words that may be anybody's where nothing else is an exporter's.
pub(super) const PERHAPS_OF_EXPORTERS: [&str; 31] = [
    "start",
    "starttime",
    "end",
    "endtime",
    "today",
    "phonenumber",
    "username",
    "userid",
    "uuid",
    "audit",
    "key",
    "reviewstatus",
    "edits",
    "duration",
    "caseid",
    "seed",
    "startdate",
    "enddate",
    "token",
    "status",
    "progress",
    "finished",
    "complete",
    "externalreference",
    "createdat",
    "updatedat",
    "createdtime",
    "recordid",
    "開始時刻",
    "送信日",
    "開始日",
];

/// The same of Microsoft Forms alone, whose own columns come with [`COMPLETION`].
pub(super) const OF_MICROSOFT: [&str; 8] =
    ["id", "email", "name", "language", "メール", "メールアドレス", "名前", "言語"];
pub(super) const COMPLETION: [&str; 2] = ["completiontime", "完了時刻"];

/// What a column says of a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Reply,
    Evidence,
    Note,
    Date,
}

impl Part {
    pub(super) fn of(self, criterion: CriterionIx) -> Column {
        match self {
            Self::Reply => Column::Reply(criterion),
            Self::Evidence => Column::Evidence(criterion),
            Self::Note => Column::Note(criterion),
            Self::Date => Column::ReplyDate(criterion),
        }
    }
}
