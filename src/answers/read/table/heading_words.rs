//! The words that headings are made of, besides those of a framework.

use crate::answers::word_list::WordList;
use crate::answers::{Column, DATE, EVIDENCE, HeaderKey, NOTE, PLACE, ProposalPart, QUOTE};
use crate::framework::CriterionIx;
use crate::text::{nearest, squeezed, visible};

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
            "組織名",
            "団体名",
            "企業団体名",
            "企業または団体名",
            "会社名製品名",
            "会社名または製品名",
            "whatisthenameofyourcompany",
            "whatisyourcompanyname",
        ],
    ),
    (HeaderKey::Reference, &["reference", "referencenumber", "管理番号", "整理番号", "参照番号"]),
    (
        HeaderKey::Date,
        &[
            "dateofanswer",
            "dateofanswers",
            "answerdate",
            "dateoftheanswer",
            "dateoftheanswers",
            "dateanswered",
            "answeredon",
            "回答日",
            "回答日時",
            "回答の日付",
            "記入日",
            "日付",
        ],
    ),
    (HeaderKey::Respondent, &["answeredby", "filledinby", "回答者", "回答者名", "記入者", "記入者名"]),
];

/// What a column beside a reply, or the reply itself, is called after the name of its criterion.
pub(super) const PARTS: [(&str, Part); 75] = [
    (EVIDENCE, Part::Evidence),
    ("根拠資料", Part::Evidence),
    ("根拠", Part::Evidence),
    ("エビデンス", Part::Evidence),
    ("証拠", Part::Evidence),
    ("証憑", Part::Evidence),
    ("証跡", Part::Evidence),
    ("proof", Part::Evidence),
    ("proofs", Part::Evidence),
    ("evidencelink", Part::Evidence),
    ("evidenceurl", Part::Evidence),
    ("evidencefile", Part::Evidence),
    ("linktoevidence", Part::Evidence),
    ("根拠資料名", Part::Evidence),
    ("根拠となる資料", Part::Evidence),
    ("supportingdocument", Part::Evidence),
    ("supportingdocuments", Part::Evidence),
    ("document", Part::Evidence),
    ("documents", Part::Evidence),
    ("source", Part::Evidence),
    ("sources", Part::Evidence),
    ("attachment", Part::Evidence),
    ("attachments", Part::Evidence),
    ("資料", Part::Evidence),
    ("資料名", Part::Evidence),
    ("添付資料", Part::Evidence),
    ("出典", Part::Evidence),
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
    (PROPOSER, Part::Proposal(ProposalPart::By)),
    ("proposer", Part::Proposal(ProposalPart::By)),
    ("suggestedby", Part::Proposal(ProposalPart::By)),
    ("draftedby", Part::Proposal(ProposalPart::By)),
    ("提案者", Part::Proposal(ProposalPart::By)),
    (QUOTE, Part::Proposal(ProposalPart::Quote)),
    ("引用", Part::Proposal(ProposalPart::Quote)),
    (PLACE, Part::Proposal(ProposalPart::Place)),
    ("引用箇所", Part::Proposal(ProposalPart::Place)),
    ("level", Part::Reply),
    ("answer", Part::Reply),
    ("reply", Part::Reply),
    ("レベル", Part::Reply),
    ("回答", Part::Reply),
    ("required", Part::Reply),
    ("必須", Part::Reply),
    ("任意", Part::Reply),
    ("optional", Part::Reply),
    ("回答欄", Part::Reply),
    ("記入欄", Part::Reply),
    ("current", Part::Reply),
    ("today", Part::Reply),
    ("現在", Part::Reply),
    ("現状", Part::Reply),
    ("now", Part::Reply),
    ("our", Part::Reply),
    ("your", Part::Reply),
    ("rating", Part::Reply),
    ("selfassessment", Part::Reply),
    ("selfrating", Part::Reply),
    ("自己評価", Part::Reply),
    ("評価", Part::Reply),
    ("現在のレベル", Part::Reply),
    ("現状のレベル", Part::Reply),
    ("貴社", Part::Reply),
    ("御社", Part::Reply),
    ("当社", Part::Reply),
    ("自社", Part::Reply),
];

/// Those that may be about anything where nothing is named beside them, or where something is asked.
static BROAD: WordList =
    WordList::new("document|documents|source|sources|attachment|attachments|資料|資料名|添付資料|出典");

/// Whether a heading may be about anything, as far as its own words say.
pub(super) fn is_broad(heading: &str) -> bool {
    BROAD.has(squeezed(heading).trim_end_matches(|c: char| c.is_ascii_digit()))
}

/// Whether a heading ends with such a word.
pub(super) fn ends_broadly(heading: &str) -> bool {
    BROAD.ends(squeezed(heading).trim_end_matches(|c: char| c.is_ascii_digit()))
}

/// Whether a heading has a word for evidence in it.
pub(super) fn says_evidence(heading: &str) -> bool {
    let name = squeezed(heading);
    [EVIDENCE, "根拠", "エビデンス", "証拠", "証憑", "証跡"].iter().any(|word| name.contains(word))
}

/// Whether a name is one for a part of a proposal, or near to it: `proposed-by`, `Proposer`, `引用`.
pub(in crate::answers) fn is_of_proposal(name: &str) -> bool {
    let name = squeezed(&visible(name));
    PROPOSAL.iter().any(|start| name.starts_with(start))
        || parts_of_proposals().any(|word| word == name)
        || nearest(&name, [PROPOSER]).is_some()
}

/// The names of parts of a proposal, in letters and digits alone.
pub(in crate::answers) fn parts_of_proposals() -> impl Iterator<Item = &'static str> {
    PARTS.iter().filter(|(_, part)| matches!(part, Part::Proposal(_))).map(|(word, _)| *word)
}

/// The name near to which others are such names, too.
pub(in crate::answers) const PROPOSER: &str = "proposedby";

/// Whether a name is one for who proposes an answer.
pub(in crate::answers) fn names_proposer(name: &str) -> bool {
    let name = squeezed(&visible(name));
    PARTS.iter().any(|(word, part)| *part == Part::Proposal(ProposalPart::By) && name.starts_with(word))
}

/// Whether a heading has a word for a proposal in it.
pub(super) fn names_proposal(heading: &str) -> bool {
    let name = squeezed(&visible(heading));
    PROPOSAL.iter().any(|word| name.contains(word))
}

/// How words for a proposal begin.
pub(in crate::answers) const PROPOSAL: [&str; 2] = ["propos", "提案"];

pub(super) fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// What stands before an id where forms are exported with their groups, besides the names of rubrics and stages.
pub(super) const GROUPS: [&str; 15] = [
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
    "levels",
    "results",
    "scores",
    "ratings",
];

/// What a part of a form is called by, alone or with a name of its own: `group_ab1cd`, `section 2`.
pub(super) const FORM_GROUPS: [&str; 10] =
    ["group", "grp", "section", "page", "part", "block", "module", "form", "step", "chapter"];

/// What Kobo adds of its own after `_`, without numbers at its end.
pub(super) static OF_KOBO: WordList = WordList::new(
    "id|uuid|version|submissiontime|validationstatus|notes|status|submittedby|tags\
    |index|parentindex|parenttablename|geolocation|attachments|xformidstring",
);

/// What form services and their exporters add of their own, in letters and digits alone: when and from where a form was
/// sent, in which version, by which machine. None of it is a key of a sheet.
pub(super) static OF_EXPORTERS: WordList = WordList::new(
    "deviceid|devicephonenum|simid|simserial|subscriberid|auditurl|parentkey\
    |setofgroup|instanceid|instancename|metainstanceid|metainstancename|metarootuuid|metadeprecatedid|metaaudit\
    |metaentity|formhubuuid|rootuuid|submissiondate|submissiontime|submissionid|submissionip|submitterid\
    |submittername|attachmentspresent|attachmentsexpected|reviewstate|reviewquality|formversion|formdefversion\
    |textaudit|xformidstring|timestamp|タイムスタンプ|completiontime|lastmodifiedtime|完了時刻|最終変更時刻\
    |submitdate|datesubmitted|lastpage|startlanguage|datestamp|datestarted|datelastaction|ipaddr|ipaddress\
    |refurl|referrerurl|accesscode|最終ページ|開始言語|durationinseconds|recordeddate|responseid\
    |recipientlastname|recipientfirstname|recipientemail|externaldatareference|locationlatitude\
    |locationlongitude|distributionchannel|userlanguage|responsetype|respondentid|collectorid|startdateutc\
    |stagedateutc|submitdateutc|networkid|submittedat|submittedon|completedat|completedon|datecompleted|送信日時\
    |提出日時|完了日時|redcapeventname|redcaprepeatinstrument|redcaprepeatinstance|redcapsurveyidentifier\
    |redcapdataaccessgroup",
);

/// What they add besides, in words that may be anybody's where nothing else is an exporter's.
pub(super) static PERHAPS_OF_EXPORTERS: WordList = WordList::new(
    "start|starttime|end|endtime|today|phonenumber|username|userid\
    |uuid|audit|key|reviewstatus|edits|duration|caseid|seed|startdate|enddate|token|status|progress|finished\
    |complete|externalreference|createdat|updatedat|createdtime|recordid|開始時刻|送信日|開始日|終了日|終了時刻\
    |completiondate",
);

/// Of these, what a form was completed or sent at.
pub(super) static SENT: WordList = WordList::new(
    "timestamp|タイムスタンプ|completiontime|完了時刻|completedat|completedon|datecompleted\
    |completiondate|submitdate|submitdateutc|datesubmitted|submissiondate|submissiontime|submittedat|submittedon\
    |送信日|送信日時|提出日時|完了日時|recordeddate|end|endtime|enddate|終了日|終了時刻|today",
);

/// And other times, such as that of its start.
pub(super) static OTHER_TIMES: WordList = WordList::new(
    "start|starttime|startdate|startdateutc|datestarted|開始時刻|開始日|createdat|createdtime\
    |updatedat|lastmodifiedtime|最終変更時刻|datestamp|datelastaction|stagedateutc",
);

/// The same of Microsoft Forms alone, whose own columns come with [`COMPLETION`].
pub(super) static OF_MICROSOFT: WordList =
    WordList::new("id|email|name|language|メール|メールアドレス|名前|言語");
pub(super) const COMPLETION: [&str; 2] = ["completiontime", "完了時刻"];

/// What a column says of a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Reply,
    Evidence,
    Note,
    Date,
    Proposal(ProposalPart),
}

impl Part {
    pub(super) fn of(self, criterion: CriterionIx) -> Column {
        match self {
            Self::Reply => Column::Reply(criterion),
            Self::Evidence => Column::Evidence(criterion),
            Self::Note => Column::Note(criterion),
            Self::Date => Column::ReplyDate(criterion),
            Self::Proposal(part) => Column::Proposal(criterion, part),
        }
    }
}
