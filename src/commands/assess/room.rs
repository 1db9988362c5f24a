//! What to show of a question if the window is too small for all of it.

use outside_in::interview::AboutKind;

use super::question::Parts;

/// One before the question, one before the choices, one after them.
const GAPS: usize = 3;

/// The lines of a long proposal that stay until the question is cut, too.
const PROPOSAL: usize = 6;

/// How much to show of what surrounds the question and its choices.
#[derive(Clone, Debug)]
pub(super) struct Room {
    /// Lines of each text about the question.
    pub(super) abouts: Vec<usize>,
    /// Rows for what the keys do, or for a hint.
    pub(super) keys: usize,
    pub(super) gaps: bool,
    pub(super) heading: bool,
    pub(super) legend: usize,
    pub(super) progress: bool,
    pub(super) question: usize,
    pub(super) notice: usize,
}

impl Parts<'_> {
    pub(super) fn all(&self) -> Room {
        Room {
            abouts: self.abouts.iter().map(|(_, lines)| lines.len()).collect(),
            keys: self.foot.len(),
            gaps: true,
            heading: true,
            legend: self.legend.lines.len(),
            progress: !self.progress.is_empty(),
            question: self.question.len(),
            notice: self.notice.len(),
        }
    }

    pub(super) fn choice_rows(&self) -> usize {
        self.choices.iter().map(Vec::len).sum()
    }

    /// The rows of everything but the choices.
    pub(super) fn height(&self, room: &Room) -> usize {
        let head =
            usize::from(room.progress) + room.notice + room.question + room.abouts.iter().sum::<usize>();
        let heading = if room.heading { self.heading.len() } else { 0 };
        head + heading + room.keys + room.legend + if room.gaps { GAPS } else { 0 }
    }

    /// Drops one thing after another, the least needed first, until the choices have room.
    pub(super) fn fit(&self, room: &mut Room, rows: usize) {
        let wanted = self.choice_rows();
        let excess = |room: &Room| (self.height(room) + wanted).saturating_sub(rows);
        let of_kind = |kind| (0..self.abouts.len()).rev().filter(move |at| self.abouts[*at].0 == kind);
        for at in of_kind(AboutKind::Source) {
            if excess(room) > 0 {
                room.abouts[at] = 0;
            }
        }
        if excess(room) > 0 {
            // A hint says what is missing, so it stays.
            room.keys = room.keys.min(usize::from(self.needs_foot));
        }
        for at in of_kind(AboutKind::Meaning) {
            room.abouts[at] = room.abouts[at].saturating_sub(excess(room));
        }
        let steps: [fn(&mut Room); 3] =
            [|room| room.gaps = false, |room| room.heading = false, |room| room.legend = room.legend.min(1)];
        for step in steps {
            if excess(room) > 0 {
                step(room);
            }
        }
        // A proposal is what the user accepts or rejects, while choices can be scrolled.
        let proposal = of_kind(AboutKind::Proposal).next();
        for at in (0..self.abouts.len()).rev().filter(|at| Some(*at) != proposal) {
            if excess(room) > 0 {
                room.abouts[at] = 0;
            }
        }
        if excess(room) == 0 {
            return;
        }
        // If not all choices fit, those shown have at least the rows of the tallest, or all of the window.
        let least = self.choices.iter().map(Vec::len).max().unwrap_or(0) + 2;
        let short = |room: &Room| (self.height(room) + least.min(wanted)).saturating_sub(rows);
        room.notice = room.notice.saturating_sub(short(room)).max(room.notice.min(1));
        room.progress &= short(room) == 0;
        if let Some(at) = proposal {
            room.abouts[at] = room.abouts[at].saturating_sub(short(room)).max(room.abouts[at].min(PROPOSAL));
        }
        room.question = room.question.saturating_sub(short(room)).max(room.question.min(1));
        room.notice = if short(room) == 0 { room.notice } else { 0 };
        if let Some(at) = proposal {
            room.abouts[at] = room.abouts[at].saturating_sub(short(room)).max(room.abouts[at].min(1));
            // One line of a choice is always shown, and how many there are around it.
            let over = (self.height(room) + wanted.min(3)).saturating_sub(rows);
            room.abouts[at] = room.abouts[at].saturating_sub(over);
        }
    }
}

#[cfg(test)]
mod tests {
    use outside_in::interview::{About, AboutKind, Screen, ScreenAction, ScreenChoice};
    use outside_in::text::Lang;

    use super::super::choosing::Choosing;
    use super::super::look::Look;
    use super::super::question::lay_out;
    use super::super::window::{Click, Drawn};

    fn screen() -> Screen {
        let about = [
            (AboutKind::Gate, "臨床的検証には、レベル2以上が必要です。"),
            (AboutKind::Before, "前回の回答：レベル1（2026年1月5日）。"),
            (
                AboutKind::Meaning,
                "質問の理由：支払者が費用を負担するかどうかは、償還の方針で決まります。「償還」とは、保険者が医療機関に費用を支払うことをいいます。",
            ),
            (AboutKind::Source, "出典：「日本企業の米国進出」（JETRO）ほか2件"),
        ];
        let choice = |at: usize| ScreenChoice {
            key: at.to_string(),
            text: "米国の医療機関で実施した試験の結果があり、査読付きの論文（英語）として公表されている。"
                .to_owned(),
            heading: None,
        };
        Screen {
            progress: "償還への備え｜質問12/54｜残り約23分".to_owned(),
            notice: Some("回答が互いに矛盾しています：主張と根拠資料が合いません。".to_owned()),
            heading: Some("償還への備え：誰が支払うかを早くから考える。".to_owned()),
            question: "製品の効果を示す証拠は、どこまでそろっていますか。".to_owned(),
            about: about.map(|(kind, text)| About { kind, text: text.to_owned() }).to_vec(),
            choices: (0..5).map(choice).collect(),
            actions: vec![
                ScreenAction::Unknown,
                ScreenAction::Later,
                ScreenAction::Back,
                ScreenAction::Help,
                ScreenAction::Leave,
            ],
            ..Screen::default()
        }
    }

    fn drawn(choosing: &mut Choosing<'_>, size: (usize, usize)) -> (Drawn, String) {
        let drawn = lay_out(choosing, size, Lang::Ja, Look { color: false });
        let text = drawn.lines.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
        (drawn, text)
    }

    #[test]
    fn every_window_holds_what_is_needed_most() {
        let screen = screen();
        for rows in 5..50 {
            for columns in 20..110 {
                let mut choosing = Choosing::new(&screen);
                for marked in [None, Some(0), Some(4), Some(2)] {
                    choosing.marked = marked;
                    let (drawn, text) = drawn(&mut choosing, (rows, columns));
                    assert!(drawn.lines.len() <= rows, "{rows}×{columns}\n{text}");
                    assert!(
                        drawn.lines.iter().all(|line| line.width() < columns),
                        "{rows}×{columns}\n{text}"
                    );
                    assert!(
                        drawn.hotspots.iter().any(|hotspot| hotspot.does == Click::Letter('?')),
                        "{rows}×{columns}\n{text}"
                    );
                    let shown = |at| drawn.hotspots.iter().any(|hotspot| hotspot.does == Click::Choice(at));
                    assert!(
                        marked.is_none_or(shown) && text.contains('❯') == marked.is_some(),
                        "{rows}×{columns}\n{text}"
                    );
                    // The less needed gives way first.
                    let order = ["製品の効果", "必要です", "前回の回答", "質問の理由", "出典："];
                    let there = order.map(|part| text.contains(part));
                    assert!(columns < 50 || there.is_sorted_by(|a, b| a >= b), "{rows}×{columns}\n{text}");
                    assert!(!there[3] || (0..5).all(shown), "{rows}×{columns}\n{text}");
                }
            }
        }
    }

    #[test]
    fn a_proposal_with_its_level_is_the_last_thing_to_go() {
        let mut screen = screen();
        let quote = "看護師は患者1人あたり11分を失っている。".repeat(20);
        for long in [80, 400, 1200] {
            let quote: String = quote.chars().take(long / 2).collect();
            let text = format!("レベル3。「助手」による提案（未確認）：資料.pdf：「{quote}」");
            screen.about.retain(|about| about.kind != AboutKind::Proposal);
            screen.about.insert(0, About { kind: AboutKind::Proposal, text });
            screen.present = vec![3];
            for rows in 5..50 {
                for columns in (30..110).step_by(5) {
                    let (drawn, text) = drawn(&mut Choosing::new(&screen), (rows, columns));
                    let seen: String = text.split_whitespace().collect();
                    assert!(drawn.lines.len() <= rows, "{rows}×{columns}\n{text}");
                    assert!(drawn.hotspots.iter().any(|own| own.does == Click::Choice(3)), "{text}");
                    assert!(drawn.hotspots.iter().any(|own| own.does == Click::Letter('?')), "{text}");
                    assert!(rows < 6 || seen.contains("レベル3。「助手」"), "{rows}×{columns}\n{text}");
                    let is_whole = seen.contains(&format!("{quote}」"));
                    assert!(
                        is_whole || seen.contains("…（?で全文）") || rows < 6,
                        "{rows}×{columns}\n{text}"
                    );
                    // Nothing else that can be cut takes its place.
                    assert!(is_whole || !seen.contains("必要です"), "{rows}×{columns}\n{text}");
                    assert!(
                        is_whole
                            || rows < 20
                            || seen.contains("助手」による提案（未確認）：資料.pdf：「看護師"),
                        "{text}"
                    );
                }
            }
        }
    }

    #[test]
    fn all_can_be_read_by_turning_pages() {
        let screen = screen();
        for size in [(5, 20), (8, 30), (20, 40), (12, 60)] {
            let mut choosing = Choosing::new(&screen);
            let mut seen = drawn(&mut choosing, size).1;
            for _ in 0..99 {
                choosing.press(super::super::keys::Key::PageDown);
                seen += &drawn(&mut choosing, size).1;
            }
            let seen: String = seen.split_whitespace().collect();
            for part in ["支払うことをいいます。", "ほか2件", "前回の回答"] {
                assert!(seen.contains(part), "{size:?}: {part}\n{seen}");
            }
            assert!((0..5).all(|at| seen.contains(&format!("{at}米国の"))), "{size:?}\n{seen}");
        }
    }

    #[test]
    fn a_meaning_that_is_cut_says_where_to_read_it() {
        let screen = screen();
        let (_, text) = drawn(&mut Choosing::new(&screen), (21, 80));
        assert!(text.contains("…（?で全文）") && !text.contains("出典："), "{text}");
        let (_, text) = drawn(&mut Choosing::new(&screen), (40, 80));
        assert!(!text.contains('…') && text.contains("出典："), "{text}");
    }
}
