use super::error::{Wrong, unknown};
use super::field::{Field, Held};
use crate::framework::{ChoiceIx, Framework, Verdict};
use crate::text::say;

#[derive(Clone, Debug)]
pub(super) enum Wanted {
    Nothing,
    Text(String),
    Choice(ChoiceIx),
    Value(Held<'static>),
}

/// Parses a value for a field, beginning at byte `at`. An empty one means not given, where that is possible.
pub(super) fn read(value: &str, at: usize, field: Field, framework: &Framework) -> Result<Wanted, Wrong> {
    let wanted = match field {
        Field::Subject | Field::Reference | Field::Date | Field::NextStage | Field::Fact(_)
            if value.is_empty() =>
        {
            Ok(Wanted::Nothing)
        }
        _ if value.is_empty() => Err(say!("a value is missing here", "ここに値が必要です")),
        Field::Subject | Field::Reference | Field::Input => Ok(Wanted::Text(value.to_owned())),
        Field::Date => value.parse().map(Held::Date).map(Wanted::Value).map_err(|_| {
            say!(
                "`{value}` is not a date such as 2026-11-22",
                "`{value}` は 2026-11-22 のような日付ではありません"
            )
        }),
        Field::Reached => value.parse().map(Held::Count).map(Wanted::Value).map_err(|_| {
            let top = framework.stages().len();
            say!(
                "`{value}` is not a number of stages, 0 to {top}",
                "`{value}` は段階の数（0〜{top}）ではありません"
            )
        }),
        Field::NextStage => {
            let stage = framework.stage_named(value).map(Held::Stage).map(Wanted::Value);
            stage.map_err(|wrong| wrong.say())
        }
        Field::Verdict(_) => {
            let verdict = Verdict::ALL.into_iter().find(|verdict| verdict.id() == value);
            let verdict = verdict.map(Held::Verdict).map(Wanted::Value);
            verdict.ok_or_else(|| unknown(("verdict", "判定"), value, &Verdict::ALL.map(Verdict::id)))
        }
        Field::Percent(..) => {
            tenths(value).map(|tenths| Wanted::Value(Held::Percent(tenths))).ok_or_else(|| {
                say!(
                    "`{value}` is not a percentage from 0 to 100 with at most one decimal, such as 54.2",
                    "`{value}` は 54.2 のようなパーセント（0〜100、小数第1位まで）ではありません"
                )
            })
        }
        // "Unknown" says as little as no answer.
        Field::Fact(_) if value == "unknown" => Ok(Wanted::Nothing),
        Field::Fact(fact) => {
            let fact = &framework[fact];
            let known: Vec<&str> = fact.choices.iter().map(|choice| choice.id.as_str()).collect();
            let choice = fact.find_choice(value).map(Wanted::Choice);
            choice.ok_or_else(|| unknown(("choice", "選択肢"), value, &known))
        }
    };
    wanted.map_err(|what| Wrong { at, what })
}

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
