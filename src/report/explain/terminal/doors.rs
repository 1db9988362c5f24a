use super::Scope;
use crate::advice::{Fit, FitStatus, NeedState, fits};
use crate::framework::Need;
use crate::report::page::Page;
use crate::report::{View, words};
use crate::say;

/// The programmes, the most useful first; those that have ended or are for others in one line each.
pub(super) fn write(page: &mut Page, view: &View<'_>, scope: Scope) {
    let fits = fits(view.framework, view.assessed);
    if fits.is_empty() {
        return;
    }
    page.heading(view.lang.of("Ways in", "入口となるプログラム・窓口"));
    for fit in &fits {
        write_one(page, view, fit, scope);
    }
}

fn write_one(page: &mut Page, view: &View<'_>, fit: &Fit<'_>, scope: Scope) {
    let View { framework, lang, .. } = *view;
    let language = view.language();
    let programme = fit.programme;
    let (name, status) = (programme.title.to(language), words::fit(fit.status).to(lang));
    let paint = page.terminal.paint;
    let when = match (fit.status, programme.closes) {
        (FitStatus::Closed, Some(last)) => {
            say!(" (last day {last})", "（最終日 {last}）").to(lang).to_owned()
        }
        _ => String::new(),
    };
    page.item("  - ", &format!("{name}{}{status}{when}", lang.colon()), |line| match fit.status {
        FitStatus::Fits => paint.good(line),
        FitStatus::FitsAfter | FitStatus::Unknown => paint.warn(line),
        FitStatus::NotForYou | FitStatus::Closed => paint.dim(line),
    });
    for requirement in fit.requirements.iter().filter(|one| one.state != NeedState::Met) {
        if matches!(fit.status, FitStatus::Closed | FitStatus::NotForYou) {
            continue;
        }
        let need = match requirement.need {
            Need::Stage(stage, verdict) => {
                let (stage, verdict) = (framework[*stage].title.to(language), words::verdict(*verdict));
                let (en, ja) = (verdict.0, verdict.1);
                say!("{stage} must be {en}", "「{stage}」が{ja}であること")
            }
            Need::Criterion(criterion, at_least) => {
                let criterion = &framework[*criterion];
                let (name, says) = (criterion.name(language), criterion.level(*at_least).says.to(language));
                say!("{name} at level {at_least}: {says}", "{name}がレベル{at_least}以上：{says}")
            }
        };
        let open = match requirement.state {
            NeedState::Open => lang.of(" (not known yet)", "（まだ不明）"),
            _ => "",
        };
        page.aside(&format!("{}{open}", need.to(lang)), "    ");
    }
    let texts = match scope {
        Scope::All => vec![
            Some(&programme.does),
            programme.terms.as_ref(),
            programme.unverified.as_ref(),
            programme.ask.as_ref(),
        ],
        _ if fit.status == FitStatus::NotForYou => Vec::new(),
        _ => vec![programme.ask.as_ref()],
    };
    for text in texts.into_iter().flatten() {
        page.aside(text.to(language), "    ");
    }
    let (id, numbers, day) = (&programme.id, page.cite(&programme.sources), programme.as_of);
    page.aside(say!("[{id}, as of {day}: {numbers}]", "[{id}、{day}時点：{numbers}]").to(lang), "    ");
}
