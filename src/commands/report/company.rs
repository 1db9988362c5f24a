use outside_in::advice::{Assessed, Explanation, Side};
use outside_in::answers::Reading;
use outside_in::report::compare::ComparisonView;
use outside_in::report::document::CompanyReport;
use outside_in::report::{Input, View};

use super::{Making, anonymous, form};
use crate::commands::compare::Earlier;
use crate::commands::{Destination, Exit, OutputForm};

pub(super) fn write(
    making: &Making<'_>,
    (input, reading): (Input, Reading),
    file: &Destination,
    form: OutputForm,
) -> anyhow::Result<Exit> {
    let Making { framework, args, common, .. } = *making;
    let earlier = |path| Earlier::read(path, args.old_framework.as_deref(), args.from, framework, common);
    let earlier = args.since.as_deref().map(earlier).transpose()?;
    let assessed = Assessed::new(framework, reading, common.as_of);
    file.write(&document(making, form, (1, &input, &assessed), earlier.as_ref(), None)?)?;
    if let Some(old) = &earlier {
        old.warn(framework, &assessed.sheet, common);
        common.diagnostics(old.assessed.told_answers().chain(&old.not_carried()));
    }
    common.diagnostics(assessed.told_answers());
    let is_bad = assessed.has_bad_answers() || earlier.is_some_and(|old| old.assessed.has_bad_answers());
    Ok(if is_bad { Exit::Found } else { Exit::Good })
}

/// The report of one company. `number` is its position among the inputs, from 1; `index` the page of all companies.
pub(super) fn document(
    making: &Making<'_>,
    form: OutputForm,
    (number, input, assessed): (usize, &Input, &Assessed),
    earlier: Option<&Earlier>,
    index: Option<&str>,
) -> anyhow::Result<Vec<u8>> {
    let Making { framework, languages, record, args, common } = *making;
    let not_carried = earlier.map(Earlier::not_carried).unwrap_or_default();
    let change = earlier.map(|old| old.against(Side { framework, assessed }));
    let without_names = |own: &Assessed| args.anonymous.then(|| anonymous(number, own, languages));
    let (new, old) = (without_names(assessed), earlier.and_then(|old| without_names(&old.assessed)));
    let (input, assessed) = new.as_ref().map_or((input, assessed), |(input, own)| (input, own));
    let view = |framework, assessed| View { framework, assessed, lang: common.lang };
    let since = earlier.zip(change.as_ref()).map(|(earlier, comparison)| ComparisonView {
        old: view(earlier.framework(framework), old.as_ref().map_or(&earlier.assessed, |(_, own)| own)),
        new: view(framework, assessed),
        comparison,
        not_carried: &not_carried,
    });
    let explanation = Explanation::new(framework, assessed);
    let report = CompanyReport { explanation: &explanation, input, record, since: since.as_ref(), index };
    form::write(form, &report, languages)
}
