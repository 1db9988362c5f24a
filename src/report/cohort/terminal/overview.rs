use super::picture;
use crate::advice::{Claims, FEW};
use crate::report::cohort::CohortView;
use crate::report::page::Page;
use crate::say;
use crate::text::count;

/// Whom the page speaks of, how far they have come, and what they claim.
pub(super) fn write(page: &mut Page, view: &CohortView<'_>) {
    let CohortView { framework, as_of, cohort, refused, lang, .. } = *view;
    let companies = cohort.companies;
    let heading = match companies {
        0 => say!("No company", "集計できる回答シートがありません"),
        1 => say!("1 company", "1社の集計"),
        _ => say!("{companies} companies together", "{companies}社の集計"),
    };
    page.heading(heading.to(lang));
    let (title, version) = (framework.title().to(view.language()), framework.version());
    page.aside(say!("{title} {version}, as of {as_of}", "{title} {version}、{as_of}時点").to(lang), "");
    if !refused.is_empty() {
        let refused = refused.len();
        let sheets = count(refused, "sheet");
        let text = say!(
            "Not counted: {sheets} that had to be refused.",
            "採点できなかった回答シート{refused}件は、集計に含まれていません。"
        );
        page.paragraph(text.to(lang));
    }
    if companies == 0 {
        return;
    }
    let text = lang.of(
        "These are the companies that were given: no sample of a market, no benchmark.",
        "指定された回答シートだけの集計です。市場を代表する標本ではなく、業界の水準を示すものでもありません。",
    );
    page.paragraph(text);
    if companies < FEW {
        let text = lang.of(
            "They are so few that quartiles and ranks say little.",
            "会社数が少ないため、四分位数や順位は参考程度にとどめてください。",
        );
        page.paragraph(text);
    }
    write_reached(page, view);
    write_claims(page, view, cohort.claims);
}

fn write_reached(page: &mut Page, view: &CohortView<'_>) {
    let (lang, reached) = (view.lang, &view.cohort.reached);
    page.heading(lang.of("Stages reached", "到達した段階の数"));
    let all = reached.len() - 1;
    let most = reached.iter().copied().max().unwrap_or(0);
    let cells = page.terminal.columns.saturating_sub(24).min(40);
    let wide = most.to_string().len();
    for (stages, companies) in reached.iter().enumerate() {
        let bar = picture::bar(*companies, most, cells);
        page.raw(&format!("  {stages}/{all}  {companies:>wide$}  {bar}"));
    }
}

fn write_claims(page: &mut Page, view: &CohortView<'_>, claims: Claims) {
    let Claims { needing, unproven, companies } = claims;
    if needing == 0 {
        return;
    }
    let en = count(needing, "claim");
    let of = if companies == 1 { "1 company".to_owned() } else { format!("{companies} companies") };
    let text = say!(
        "Of {en} that need evidence, {unproven} have none ({of}).",
        "根拠資料が必要な回答{needing}件のうち、{unproven}件に根拠資料がありません（{companies}社）。"
    );
    page.gap();
    page.paragraph(text.to(view.lang));
}
