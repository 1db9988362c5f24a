use super::error::{Wrong, unknown};
use super::field::Field;
use crate::framework::{ChoiceIx, Framework, StageIx, Verdict};
use crate::say;
use jiff::civil::Date;

#[derive(Clone, Debug)]
pub(super) enum Wanted {
    Nothing,
    Text(String),
    Date(Date),
    Count(usize),
    Verdict(Verdict),
    /// In tenths of a percent.
    Percent(u16),
    Stage(StageIx),
    Choice(ChoiceIx),
}

/// Reads a value that stands at a byte, for a field. Nothing stands for what is not given, where there is such.
pub(super) fn read(value: &str, at: usize, field: Field, framework: &Framework) -> Result<Wanted, Wrong> {
    let optional =
        matches!(field, Field::Subject | Field::Reference | Field::Date | Field::NextStage | Field::Fact(_));
    if value.is_empty() {
        let missing = || Wrong::new(at, say!("a value is missing here", "ここに値が必要です"));
        return if optional { Ok(Wanted::Nothing) } else { Err(missing()) };
    }
    match field {
        Field::Subject | Field::Reference | Field::Input => Ok(Wanted::Text(value.to_owned())),
        Field::Date => value.parse().map(Wanted::Date).map_err(|_| {
            let what = say!(
                "`{value}` is no date such as 2026-11-22",
                "`{value}` は 2026-11-22 のような日付ではありません"
            );
            Wrong::new(at, what)
        }),
        Field::Reached => value.parse().map(Wanted::Count).map_err(|_| {
            let top = framework.stages().len();
            let what = say!(
                "`{value}` is no number of stages, 0 to {top}",
                "`{value}` は段階の数（0〜{top}）ではありません"
            );
            Wrong::new(at, what)
        }),
        Field::NextStage => {
            let known: Vec<&str> = framework.stages().iter().map(|stage| stage.id.as_str()).collect();
            let wrong = || Wrong::new(at, unknown(("stage", "段階"), value, &known));
            framework.find_stage(value).map(Wanted::Stage).ok_or_else(wrong)
        }
        Field::Verdict(_) => {
            let known = Verdict::ALL.map(Verdict::id);
            let found = Verdict::ALL.into_iter().find(|verdict| verdict.id() == value);
            let wrong = || Wrong::new(at, unknown(("verdict", "判定"), value, &known));
            found.map(Wanted::Verdict).ok_or_else(wrong)
        }
        Field::Percent(..) => tenths(value).map(Wanted::Percent).ok_or_else(|| {
            let what = say!(
                "`{value}` is no percent from 0 to 100 with one decimal at most, such as 54.2",
                "`{value}` は 54.2 のようなパーセント（0〜100、小数第1位まで）ではありません"
            );
            Wrong::new(at, what)
        }),
        // "Don't know" says as little as no answer.
        Field::Fact(_) if value == "unknown" => Ok(Wanted::Nothing),
        Field::Fact(fact) => {
            let fact = &framework[fact];
            let known: Vec<&str> = fact.choices.iter().map(|choice| choice.id.as_str()).collect();
            let wrong = || Wrong::new(at, unknown(("choice", "選択肢"), value, &known));
            fact.find_choice(value).map(Wanted::Choice).ok_or_else(wrong)
        }
    }
}

/// A percent in tenths, with or without its sign.
fn tenths(value: &str) -> Option<u16> {
    let value = value.strip_suffix('%').unwrap_or(value).trim_end();
    let (whole, tenth) = value.split_once('.').unwrap_or((value, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(tenth) || tenth.len() > 1 {
        return None;
    }
    let tenths = whole.parse::<u16>().ok()?.checked_mul(10)?.checked_add(tenth.parse().ok()?)?;
    (tenths <= 1000).then_some(tenths)
}

#[cfg(test)]
mod tests {
    use super::tenths;

    #[test]
    fn percents_have_one_decimal_at_most() {
        assert_eq!(
            ["0", "54.2", "100", "100.0", "7%", "7.5 %"].map(tenths),
            [0, 542, 1000, 1000, 70, 75].map(Some)
        );
        for wrong in ["", ".", "5.", ".5", "54.25", "-1", "100.1", "1e2", "五", "99999", "٥"] {
            assert_eq!(tenths(wrong), None, "{wrong}");
        }
    }
}
