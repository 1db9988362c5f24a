//! Results over all stages.

use super::said::{FOUND, Said, percent, probability};
use crate::advice::{CriterionCalibration, Discrimination, Footing, ReachedTable, StageCalibration};
use crate::report::raters::{alpha_words, decimal};
use crate::text::{Bilingual, Label, clean, say};

pub(super) fn write(said: &mut Said<'_>) {
    reached(said);
    agreement(said);
    criteria(said);
    claims(said);
    lines_to_change(said);
}

fn reached(said: &mut Said<'_>) {
    let reached = &said.view.calibration.proven.reached;
    said.heading(Label("Stages reached", "到達段階"));
    if reached.cases > 0 {
        let stages = 0..reached.counts.len();
        let heads = std::iter::once(FOUND.to(said.view.lang).to_owned());
        let heads: Vec<String> = heads.chain(stages.map(|stage| stage.to_string())).collect();
        let rows = reached.counts.iter().enumerate().map(|(truth, row)| (truth.to_string(), row.clone()));
        said.table(heads, rows.collect());
    }
    said.paragraph(reached_words(reached));
    if !reached.tied.is_empty() {
        let ids = said.ids(&reached.tied);
        said.paragraph(say!(
            "Not in it, as judges are tied at a stage: {ids}.",
            "判断が同数に割れた段階があるため、含めない事例：{ids}"
        ));
    }
}

fn reached_words(reached: &ReachedTable) -> Bilingual {
    let ReachedTable { cases, exact, within_one, kappa, .. } = reached;
    let kappa = kappa.map_or_else(
        || say!("kappa is not defined", "κ は計算できません"),
        |kappa| say!("quadratic kappa {kappa:.3}", "二乗重み付き κ は {kappa:.3}"),
    );
    let Bilingual { en, ja } = kappa;
    say!(
        "Exactly as judges say in {exact} of {cases}, within one in {within_one}; {en}.",
        "{cases}件中、判断と同じ {exact}件、差が1以内 {within_one}件、{ja}。"
    )
}

fn agreement(said: &mut Said<'_>) {
    let calibration = said.view.calibration;
    said.heading(Label("Agreement of raters", "回答者の一致"));
    said.paragraph(alpha_words(calibration.alpha));
    let own = calibration.cases.iter().filter_map(|case| {
        let alpha = decimal(case.agreement.thousandths()?);
        Some(format!("{} {alpha}", clean(&case.id)))
    });
    let own = said.view.lang.list(own);
    if !own.is_empty() {
        said.paragraph(say!("By case: {own}.", "事例ごと：{own}"));
    }
}

fn criteria(said: &mut Said<'_>) {
    let tells = |one: &&CriterionCalibration| {
        one.disagreement.is_some() || one.stages.iter().any(|stage| stage.above.is_some())
    };
    let all: Vec<_> = said.view.calibration.proven.criteria.iter().filter(tells).collect();
    if all.is_empty() {
        return;
    }
    said.heading(Label("What each criterion tells apart", "評価項目ごとの識別力"));
    said.note(Label(
        "How often a ready case has the higher level (ties half), with its probability by chance (Holm, over all of them); \
         and how many levels two raters of a case lie apart on average.",
        "準備完了の事例のほうがレベルが高い組の割合（同じなら半分）と、偶然の確率（全体でホルム補正）。「差」は同じ事例の回答者2人のレベルの差の平均。",
    ));
    for one in all {
        let mut found: Vec<String> = one.stages.iter().filter_map(|stage| stage_words(said, stage)).collect();
        found.extend(
            one.disagreement
                .map(|apart| say!("raters {apart:.2} apart", "差 {apart:.2}").into_text(said.view.lang)),
        );
        let (id, found) = (&said.view.framework[one.criterion].id, found.join(said.view.lang.of("; ", "、")));
        said.bullet(say!("{id}: {found}", "{id}：{found}"));
    }
}

fn stage_words(said: &Said<'_>, one: &Discrimination) -> Option<String> {
    let (share, p) = (percent(one.above?.share), probability(one.adjusted?));
    let stage = said.text.stage(one.stage);
    Some(say!("{stage} {share} % ({p})", "{stage} {share}%（{p}）").into_text(said.view.lang))
}

fn claims(said: &mut Said<'_>) {
    said.heading(Label("Does proof predict better than claims?", "根拠のある回答だけのほうが、よく当たるか"));
    for stage in &said.view.calibration.stages {
        let [Some(proven), Some(claimed)] = [&stage.proven, &stage.claimed].map(|basis| basis.above) else {
            continue;
        };
        let [proven, claimed] = [proven, claimed].map(|above| percent(above.share));
        let [by_proof, by_claims] = [&stage.proven, &stage.claimed].map(|basis| basis.sorting.misplaced());
        let title = said.text.stage(stage.stage);
        said.bullet(say!(
            "{title}: the right one of a pair is higher in {proven} % by proof, {claimed} % by claims; misplaced {by_proof} \
             and {by_claims}",
            "{title}：正しいほうが高い組は、根拠あり {proven}%、回答どおり {claimed}%。誤りは{by_proof}件と{by_claims}件"
        ));
    }
    let [proven, claimed] =
        [&said.view.calibration.proven, &said.view.calibration.claimed].map(|over| over.reached.exact);
    let of = said.view.calibration.proven.reached.cases;
    said.paragraph(say!(
        "Stages reached as judges say: {proven} of {of} by proof, {claimed} by claims.",
        "到達段階が判断と同じ事例：{of}件中、根拠あり{proven}件、回答どおり{claimed}件。"
    ));
}

fn lines_to_change(said: &mut Said<'_>) {
    let calibration = said.view.calibration;
    if calibration.set_aside {
        return;
    }
    said.heading(Label("Lines to change", "変更する行"));
    let mut any = false;
    for stage in &calibration.stages {
        if let Some(cut) = stage.proposed {
            any = true;
            change(said, stage, cut);
        }
    }
    if any {
        return;
    }
    let is_open = calibration.stages.iter().all(|stage| stage.footing == Footing::NotCalibrated);
    said.paragraph(if is_open {
        Label("None: there are too few cases to say.", "ありません（事例が少なく、何も言えません）。")
    } else {
        Label(
            "None: where there are enough cases, no cut misplaces fewer than the present one.",
            "ありません。事例が足りる段階では、現在の基準より誤りの少ない基準はありません。",
        )
    });
}

fn change(said: &mut Said<'_>, stage: &StageCalibration, cut: u8) {
    let (id, now) = (&said.view.framework[stage.stage].id, stage.ready_at);
    let place = said.view.place(stage.stage).map(|place| {
        let line = place.file.position(place.span.start).0;
        format!("{}:{line}: ", clean(&place.file.name))
    });
    let place = place.unwrap_or_default();
    said.bullet(match stage.footing {
        Footing::Cut => {
            say!("{place}ready_at = {cut} ({id}; now {now})", "{place}ready_at = {cut}（{id}、現在は {now}）")
        }
        _ => say!(
            "{place}ready_at = {cut} ({id}; now {now}; for now)",
            "{place}ready_at = {cut}（{id}、現在は {now}、暫定）"
        ),
    });
}
