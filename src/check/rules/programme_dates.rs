use jiff::civil::Date;

use crate::check::{FrameworkCheck, FrameworkPart};
use crate::framework::SourceIx;
use crate::source::{Code, Diagnostic};
use crate::text::say;

pub(super) fn reversed(code: Code, cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    for (part, programme) in super::programmes(cx.framework) {
        if let (Some(opens), Some(closes)) = (programme.opens, programme.closes)
            && closes < opens
        {
            let message = say!(
                "it closes on {closes}, before it opens on {opens}",
                "終了日 {closes} が開始日 {opens} より前です"
            );
            let help = say!("correct the dates", "日付を直してください。");
            let diagnostic = cx.find(code, part, "closes", message, help);
            sink.push(diagnostic.label(cx.at.place(part, "opens"), say!("it opens here", "開始日")));
        }
    }
}

pub(super) fn closed(code: Code, cx: &FrameworkCheck<'_>, day: Date, sink: &mut Vec<Diagnostic>) {
    for (part, programme) in super::programmes(cx.framework) {
        if let Some(closes) = programme.closes.filter(|closes| *closes < day) {
            let id = &programme.id;
            let message = say!("`{id}` closed on {closes}", "`{id}` は {closes} に終了しました");
            let help =
                say!("look for its next round, or remove it", "次回の有無を調べるか、削除してください。");
            sink.push(cx.find(code, part, "closes", message, help));
        }
    }
}

pub(super) fn closed_when_written(code: Code, cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    for (part, programme) in super::programmes(cx.framework) {
        let as_of = programme.as_of;
        let reversed = programme.opens.zip(programme.closes).is_some_and(|(opens, closes)| closes < opens);
        if let Some(closes) = programme.closes.filter(|closes| *closes < as_of && !reversed) {
            let message = say!(
                "it was over on {closes}, before what is said of it ({as_of})",
                "{closes} に終了しており、情報の日付（{as_of}）より前です"
            );
            let help = say!(
                "look for its next round, or correct the dates",
                "次回の有無を調べるか、日付を直してください。"
            );
            sink.push(cx.find(code, part, "closes", message, help));
        }
    }
}

pub(super) fn stale_as_of(code: Code, cx: &FrameworkCheck<'_>, day: Date, sink: &mut Vec<Diagnostic>) {
    for (part, programme) in super::programmes(cx.framework) {
        let days = day.since(programme.as_of).map_or(0, |age| age.get_days());
        // A closed programme is a finding of its own.
        if days > 548 && programme.closes.is_none_or(|closes| closes >= day) {
            let id = &programme.id;
            let message =
                say!("what is said of `{id}` is {days} days old", "`{id}` の情報は{days}日前のものです");
            let help = say!("look it up again and set `as_of`", "改めて確認し、`as_of` を更新してください。");
            sink.push(cx.find(code, part, "as_of", message, help));
        }
    }
}

pub(super) fn as_of_in_future(code: Code, cx: &FrameworkCheck<'_>, day: Date, sink: &mut Vec<Diagnostic>) {
    let programmes = super::programmes(cx.framework).map(|(part, programme)| (part, Some(programme.as_of)));
    let sources = cx.framework.sources().iter().enumerate();
    let sources =
        sources.map(|(position, source)| (FrameworkPart::Source(SourceIx::new(position)), source.as_of));
    for (part, as_of) in sources.chain(programmes) {
        if let Some(as_of) = as_of.filter(|as_of| *as_of > day) {
            let message = say!("{as_of} is after {day}", "{as_of} は {day} より後の日付です");
            let help = say!("correct the date", "日付を直してください。");
            sink.push(cx.find(code, part, "as_of", message, help));
        }
    }
}
