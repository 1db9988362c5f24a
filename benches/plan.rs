//! How much CPU time a plan takes on a large framework: `cargo bench --bench plan`.
//!
//! Frameworks of 60 criteria with 5 levels on 4 stages are made up in several ways, from all alike to all
//! different, each with many sheets. The figures are shown, not judged: a busy machine would make any limit fail
//! by chance. What to aim at: less than 200 ms for the worst.

#![allow(clippy::print_stdout, reason = "a benchmark shows its figures")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use jiff::civil::date;
use outside_in::advice::{Assessed, Goal, PLAN_LIMIT, PlanStatus, plan};
use outside_in::answers::{Form, SheetRecord, read_record};
use outside_in::framework::{self, Framework};
use outside_in::say;
use outside_in::source::{Diagnostic, SourceFile, codes};

const CRITERIA: usize = 60;
const STAGES: usize = 4;
const LEVELS: usize = 5;
const SHEETS: u64 = 100;

/// How a framework is made up.
#[derive(Clone, Copy, Debug)]
enum Kind {
    /// Like the built-in one: weights to 4, efforts to 10, even values.
    Usual,
    /// Weights to 100, efforts to 40, uneven values.
    Wild,
    /// Every criterion the same.
    Alike,
    /// Effort follows weight, so that no criterion is a bargain.
    Fair,
}

fn main() {
    for kind in [Kind::Usual, Kind::Wild, Kind::Alike, Kind::Fair] {
        measure(kind, None);
        measure(kind, Some(60));
    }
}

fn measure(kind: Kind, budget: Option<u64>) {
    let mut all = Vec::new();
    let mut cut = 0;
    for seed in 0..SHEETS {
        let framework = framework_of(kind, &mut Random(seed / 4));
        let assessed = sheet_of(&framework, &mut Random(1000 + seed));
        let to = framework.stage_indices().last().expect("a stage");
        let start = cpu_ms();
        let plan = plan(&framework, &assessed, Goal { to, budget, limit: PLAN_LIMIT });
        all.push(cpu_ms() - start);
        cut += u32::from(plan.status == PlanStatus::BestFound);
    }
    all.sort_by(f64::total_cmp);
    let (median, worst) = (all[all.len() / 2], all[all.len() - 1]);
    let budget = if budget.is_some() { "budget" } else { "plan" };
    println!("{kind:?}, {budget}: median {median:.1} ms, worst {worst:.1} ms, not proven {cut} of {SHEETS}");
}

/// CPU time of this thread in milliseconds.
fn cpu_ms() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").expect("Linux tells the CPU time");
    let nanos = text.split_whitespace().next().expect("the time on the CPU");
    nanos.parse::<f64>().expect("a number") / 1e6
}

/// Numbers that look random (`SplitMix64`).
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % end
    }
}

fn framework_of(kind: Kind, random: &mut Random) -> Framework {
    let mut files = BTreeMap::new();
    let mut manifest = String::from(
        "format = 1\nid = \"bench\"\nversion = \"1.0.0\"\nlanguages = [\"en\"]\nrubrics = [\"r.toml\"]\n\
         title.en = \"B\"\n[[source]]\nid = \"s\"\ntitle = \"S\"\n",
    );
    for stage in 0..STAGES {
        let ready_at = 65 + 5 * random.below(4);
        let _ = writeln!(
            manifest,
            "[[stage]]\nid = \"s{stage}\"\ntitle.en = \"S\"\npoint.en = \"P\"\nready_at = {ready_at}"
        );
    }
    files.insert("framework.toml", manifest);
    let mut rubric = String::from("id = \"r\"\ntitle.en = \"R\"\nadvice.en = \"A\"\n");
    let mut gates = String::new();
    for criterion in 0..CRITERIA {
        let most = if matches!(kind, Kind::Wild) { 100 } else { 4 };
        let mut weights: Vec<u64> = (0..STAGES).map(|_| random.below(most + 1)).collect();
        weights[criterion % STAGES] = 1 + random.below(most);
        if matches!(kind, Kind::Alike) {
            weights = vec![1; STAGES];
        }
        let list = weights.iter().enumerate().filter(|(_, weight)| **weight > 0);
        let list: Vec<String> = list.map(|(stage, weight)| format!("s{stage} = {weight}")).collect();
        let _ = writeln!(
            rubric,
            "[[criterion]]\nid = \"c{criterion}\"\nquestion.en = \"Q\"\nwhy.en = \"W\"\nsources = [\"s\"]\n\
             weight = {{ {} }}\nevidence_from = 2",
            list.join(", ")
        );
        let mut value = 0;
        for level in 0..LEVELS {
            let _ = writeln!(rubric, "[[criterion.level]]\nsays.en = \"L\"");
            if level + 1 < LEVELS {
                let effort = match kind {
                    Kind::Usual => 1 + random.below(10),
                    Kind::Wild => 1 + random.below(40),
                    Kind::Alike => 2,
                    Kind::Fair => weights.iter().sum(),
                };
                let _ = writeln!(rubric, "next.en = \"N\"\neffort = {effort}");
            }
            if matches!(kind, Kind::Wild) {
                let _ = writeln!(rubric, "value = {}", if level + 1 == LEVELS { 100 } else { value });
                value += random.below(33);
            }
        }
        if criterion % 6 == 0 {
            let stage = random.below(STAGES as u64);
            let _ = writeln!(
                gates,
                "[[gate]]\ncriterion = \"c{criterion}\"\nstage = \"s{stage}\"\nat_least = 2\nbecause.en = \"B\""
            );
        }
    }
    files.insert("r.toml", rubric + &gates);
    let loaded = framework::load(|name| {
        let missing = || Box::new(Diagnostic::new(codes::UNREADABLE, say!("no {name}", "no {name}")));
        files.get(name).map(|text| SourceFile::new(name, text.as_str())).ok_or_else(missing)
    });
    loaded.framework.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics))
}

fn sheet_of(framework: &Framework, random: &mut Random) -> Assessed {
    let mut text = String::from("[answers]\n");
    for criterion in framework.criteria() {
        let id = &criterion.id;
        let level = random.below(4);
        let _ = match random.below(4) {
            0 => Ok(()),
            1 => writeln!(text, "{id} = {level}"),
            _ => writeln!(text, "{id} = {{ level = {}, evidence = \"e\" }}", random.below(3)),
        };
    }
    let file = Arc::new(SourceFile::new("sheet", text));
    let record = SheetRecord { file, form: Form::Toml, line: None, item: None };
    let reading = read_record(&record, framework).expect("a sheet that can be read");
    Assessed::new(framework, reading, date(2026, 11, 22))
}
