use super::edition::CohortEdition;
use crate::advice::{DRAWS, Interval, Rank};
use crate::report::cohort::words::{RANKED_BY, weights};
use crate::report::svg;
use crate::scoring::Percent;
use crate::text::{Label, grouped, say};

pub(super) const TITLE: Label = Label("Ranks, and how far to trust them", "順位とその確かさ");

impl CohortEdition<'_> {
    /// The ranks, each with the range that is equally defensible.
    pub(super) fn ranks(&self) -> String {
        let has_weights = self.view.ranks.draws > 0;
        let rows: String = self.shown.iter().map(|position| self.rank_row(*position)).collect();
        let all = grouped(self.view.members.len());
        let scale = self.say(say!("1 to {all}", "1〜{all}位"));
        let weights =
            if has_weights { self.column("num up", Label("Weights", "重み")) } else { String::new() };
        let heads = [
            self.column("num up", Label("Rank", "順位")),
            self.column("", Label("Name", "名称")),
            self.column("num", Label("Reached", "到達")),
            format!("<th scope=\"col\" class=\"wide\">{scale}</th>"),
            weights,
            self.column("num up", Label("Answers", "回答")),
        ];
        let (heads, key, notes) = (heads.concat(), self.rank_key(has_weights), self.rank_notes());
        let left_out = self.left_out();
        let body = format!(
            "{key}{left_out}<table class=\"ranks sort\"><thead><tr class=\"cols\">{heads}</tr></thead><tbody>{rows}</tbody></table>{notes}"
        );
        self.section("ranks", TITLE, &self.say(RANKED_BY), &body)
    }

    fn rank_row(&self, position: usize) -> String {
        let Rank { rank, weights, answers } = self.view.ranks.overall[position];
        // From the first rank to the last; a single company is first.
        let last = self.view.members.len().saturating_sub(1).max(1) as u64;
        let at = |rank: usize| Percent::of(rank.saturating_sub(1) as u64, last);
        let ends = |Interval { best, worst }: Interval| [at(best), at(worst)];
        let picture =
            svg::RankLine { rank: at(rank), weights: weights.map(ends), answers: ends(answers) }.draw();
        let cell = |own: Interval| format!("<td class=\"num\">{}</td>", self.range(own));
        let (name, reached) =
            (self.linked_name(position), self.view.members[position].assessed.assessment.reached);
        let (weights, answers) = (weights.map(cell).unwrap_or_default(), cell(answers));
        format!(
            "<tr><td class=\"num\">{rank}</td><th scope=\"row\">{name}</th><td class=\"num\">{reached}</td>\
             <td class=\"wide\">{picture}</td>{weights}{answers}</tr>"
        )
    }

    fn range(&self, Interval { best, worst }: Interval) -> String {
        if best == worst { best.to_string() } else { self.say(say!("{best}–{worst}", "{best}〜{worst}")) }
    }

    /// How to read the picture of a rank.
    fn rank_key(&self, has_weights: bool) -> String {
        let first = Percent::of(0, 1);
        let (low, middle, high) = (Percent::of(1, 10), Percent::of(1, 2), Percent::of(9, 10));
        let sample = |weights, answers| svg::RankLine { rank: middle, weights, answers }.draw();
        let mut parts = vec![(sample(None, [first; 2]), Label("rank", "順位"))];
        if has_weights {
            parts.push((
                sample(Some([low, high]), [first; 2]),
                Label("under other weights", "重みを変えた場合"),
            ));
        }
        parts.push((sample(None, [low, high]), Label("by open answers", "未回答・不明しだい")));
        let part = |(picture, name): (String, Label)| {
            format!("<span><span class=\"key\">{picture}</span>{}</span>", self.say(name))
        };
        format!("<p class=\"legend\">{}</p>", parts.into_iter().map(part).collect::<String>())
    }

    fn rank_notes(&self) -> String {
        let draws = self.view.ranks.draws;
        let mut notes = vec![self.say(weights(draws))];
        if draws > 0 && draws < DRAWS {
            notes.push(self.say(say!(
                "That is fewer than the usual {DRAWS} times, because there are so many to rank.",
                "件数が多いため、通常の{DRAWS}通りより少なくしています。"
            )));
        }
        notes.push(self.say(Label(
            "Answers: the best and the worst rank that open answers, its own and those of others, can lead to by the facts as given. Equals share the best rank.",
            "回答：前提項目が今のままの場合に、未回答・不明の項目（ほかの回答シートのものを含む）しだいでありうる最高と最低の順位。同順位は上位の順位とします。",
        )));
        let between = self.lang().of(" ", "");
        format!("<p class=\"note\">{}</p>", notes.join(between))
    }
}
