use std::path::Path;

use outside_in::advice::{Assessed, Comparison, Explanation, Side, compare};
use outside_in::answers::{Form, Reading};
use outside_in::framework::Framework;
use outside_in::report::compare::ComparisonView;
use outside_in::report::document::CompanyReport;
use outside_in::report::{Input, View};

use super::{Making, anonymous, form};
use crate::commands::{Common, Destination, Exit, OutputForm, compare as two_sheets, inputs};

/// The report of one company, in one file.
pub(super) fn write(
    making: &Making<'_>,
    (input, reading): (Input, Reading),
    file: &Destination,
    form: OutputForm,
) -> anyhow::Result<Exit> {
    let Making { framework, args, common, .. } = *making;
    let earlier = args.since.as_ref().map(|path| earlier(path, args.from, framework, common)).transpose()?;
    let assessed = Assessed::new(framework, reading, common.as_of);
    file.write(&document(making, form, (1, &input, &assessed), earlier.as_ref())?)?;
    if let Some(old) = &earlier {
        two_sheets::warn(common, &old.sheet, &assessed.sheet);
        two_sheets::warn_of_version(common, &old.sheet, framework, false);
        common.diagnostics(old.bad_answers());
    }
    common.diagnostics(assessed.bad_answers());
    let is_bad = assessed.has_bad_answers() || earlier.as_ref().is_some_and(Assessed::has_bad_answers);
    Ok(if is_bad { Exit::Found } else { Exit::Good })
}

/// The report of one company, by its number among those that were given.
pub(super) fn document(
    making: &Making<'_>,
    form: OutputForm,
    (number, input, assessed): (usize, &Input, &Assessed),
    earlier: Option<&Assessed>,
) -> anyhow::Result<Vec<u8>> {
    let Making { args, common, .. } = *making;
    if args.anonymous {
        let (input, assessed) = anonymous(number, assessed, common);
        let earlier = earlier.map(|old| anonymous(number, old, common).1);
        return shown(making, form, (&input, &assessed), earlier.as_ref());
    }
    shown(making, form, (input, assessed), earlier)
}

fn shown(
    making: &Making<'_>,
    form: OutputForm,
    (input, assessed): (&Input, &Assessed),
    earlier: Option<&Assessed>,
) -> anyhow::Result<Vec<u8>> {
    let Making { framework, languages, record, common, .. } = *making;
    let explanation = Explanation::new(framework, assessed);
    let change = earlier.map(|old| compared(framework, old, assessed));
    let view = |assessed| View { framework, assessed, lang: common.lang };
    let since = earlier.zip(change.as_ref()).map(|(old, comparison)| ComparisonView {
        old: view(old),
        new: view(assessed),
        comparison,
        not_carried: &[],
    });
    let report = CompanyReport { explanation: &explanation, input, record, since: since.as_ref() };
    form::write(form, &report, languages)
}

/// The older sheet, scored as of its own day as `compare` does it.
fn earlier(
    path: &Path,
    from: Option<Form>,
    framework: &Framework,
    common: &Common,
) -> anyhow::Result<Assessed> {
    let (_, reading) = inputs::one(path, from, framework, common)?;
    let day = reading.sheet.date.unwrap_or(common.as_of);
    Ok(Assessed::new(framework, reading, day))
}

fn compared(framework: &Framework, old: &Assessed, new: &Assessed) -> Comparison {
    let side = |assessed| Side { framework, assessed };
    compare(side(old), &old.sheet, side(new))
}
