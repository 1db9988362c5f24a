use super::Edition;
use crate::advice::{Cause, StageChange};
use crate::framework::StageIx;
use crate::report::compare::ComparisonView;
use crate::report::svg::{Caption, Dumbbell};
use crate::report::web::ColumnHead;
use crate::report::web::day;
use crate::scoring::Percent;
use crate::text::{Bilingual, Label, escape_html, say};

const STAGE: ColumnHead = ColumnHead::text("Stage", "段階");
const SUM: ColumnHead = ColumnHead::number("Sum", "合計");

impl Edition<'_> {
    /// What changed since an earlier sheet, and why; empty without one.
    pub(super) fn since(&self) -> String {
        let Some(view) = self.report.since else { return String::new() };
        let stages = &view.comparison.stages;
        let rows: String = stages.iter().map(|change| self.change_row(view, change)).collect();
        let causes: String = stages.iter().map(|change| self.causes_row(view, change)).collect();
        let then = |en, ja| self.say(Label(en, ja));
        let (stage, was, is) =
            (then("Stage", "段階"), then("Verdict then", "前回の判定"), then("Verdict now", "現在の判定"));
        let (before, now) = (then("Then", "前回"), then("Now", "今回"));
        let picture = then("Proven, 0 to 100%", "根拠あり（0〜100%）");
        let caption =
            then("What moved the proven percent, in points", "根拠のある得点率の変化の内訳（ポイント）");
        let mut heads = vec![STAGE];
        heads.extend(Cause::ALL.map(cause_head));
        heads.push(SUM);
        let head = self.table_head(&heads);
        let body = format!(
            "<table class=\"since\"><thead><tr><th scope=\"col\">{stage}</th><th scope=\"col\">{was}</th><th scope=\"col\">{is}</th>\
             <th scope=\"col\" class=\"num\">{before}</th><th scope=\"col\" class=\"wide\">{picture}</th>\
             <th scope=\"col\" class=\"num\">{now}</th></tr></thead><tbody>{rows}</tbody></table>\
             <table class=\"causes cards\"><caption>{caption}</caption>{head}<tbody>{causes}</tbody></table>"
        );
        let Bilingual { en, ja } = day(view.old.assessed.as_of);
        let intro = self.with_key(
            Label("Percent proven.", "根拠のある得点率（%）。"),
            Label(
                "Hollow dot: then; solid dot: now; line: the threshold.",
                "白丸：前回、黒丸：今回、縦線：準備完了の基準。",
            ),
        );
        self.section("since", say!("What changed since {en}", "{ja}からの変化"), &intro, &body)
    }

    fn change_row(&self, view: &ComparisonView<'_>, change: &StageChange) -> String {
        let (before, after) = (change.before(), change.current());
        let [was, is] = [before, after]
            .map(|standing| standing.verdict.map_or_else(|| "–".to_owned(), |verdict| self.verdict(verdict)));
        let [from, to] = [before, after].map(|standing| standing.points.percents()[0]);
        let name = self.changed_stage(view, change);
        let needed = change.new.map(|stage| view.new.framework[stage].ready_at);
        let title = say!("{name}: percent proven, then and now", "{name}：根拠のある得点率の変化");
        let key = format!("since-{}", view.stage_id(change));
        let picture = self.dumbbell(&key, title, &Dumbbell { before: from, after: to, needed });
        let number = change.new.map_or_else(String::new, |stage| format!("{}&nbsp;", stage.get() + 1));
        let name = escape_html(&name);
        format!(
            "<tr><th scope=\"row\">{number}{name}</th><td>{was}</td><td>{is}</td><td class=\"num\">{from}</td>\
             <td class=\"wide\">{picture}</td><td class=\"num\">{to}</td></tr>"
        )
    }

    fn causes_row(&self, view: &ComparisonView<'_>, change: &StageChange) -> String {
        let parts: String = Cause::ALL
            .into_iter()
            .map(|cause| self.cell(cause_head(cause), &signed(change.part(cause).proven)))
            .collect();
        let sum = self.cell(SUM, &format!("<b>{}</b>", signed(change.whole().proven)));
        let number = change.new.map_or_else(String::new, |stage| format!("{}&nbsp;", stage.get() + 1));
        let name = escape_html(&self.changed_stage(view, change));
        format!("<tr><th scope=\"row\">{number}{name}</th>{parts}{sum}</tr>")
    }

    fn changed_stage(&self, view: &ComparisonView<'_>, change: &StageChange) -> String {
        let old =
            |stage: StageIx| view.old.framework[stage].title.to(view.old.framework.language(self.lang()));
        let name = change.new.map(|stage| self.words.stage(stage)).or_else(|| change.old.map(old));
        name.unwrap_or_default().to_owned()
    }

    /// A percent before and after, as a picture with a description.
    pub(super) fn dumbbell(&self, key: &str, title: Bilingual, picture: &Dumbbell) -> String {
        let Dumbbell { before, after, needed } = *picture;
        let mut says = say!("From {before}% to {after}%.", "{before}%から{after}%へ。");
        if let Some(needed) = needed {
            says = say!(
                "From {before}% to {after}%; {needed}% is needed.",
                "{before}%から{after}%へ。基準は{needed}%。"
            );
        }
        let (title, says) = (title.into_text(self.lang()), says.into_text(self.lang()));
        picture.draw(&Caption { id: self.id(key), title, says })
    }
}

fn cause_head(cause: Cause) -> ColumnHead {
    match cause {
        Cause::Framework => ColumnHead::number("Framework", "フレームワーク"),
        Cause::Facts => ColumnHead::number("Facts", "前提項目"),
        Cause::Age => ColumnHead::number("Age", "期限切れ"),
        Cause::Answers => ColumnHead::number("Answers", "回答"),
        Cause::Evidence => ColumnHead::number("Evidence", "根拠資料"),
    }
}

fn signed(tenths: i32) -> String {
    let size = Percent::of(u64::from(tenths.unsigned_abs()), 1000);
    match tenths {
        0 => "0".to_owned(),
        1.. => format!("+{size}"),
        _ => format!("−{size}"),
    }
}

#[cfg(test)]
mod tests {
    use super::signed;

    #[test]
    fn a_change_has_its_sign() {
        assert_eq!([signed(0), signed(123), signed(-4)], ["0", "+12.3", "−0.4"]);
    }
}
