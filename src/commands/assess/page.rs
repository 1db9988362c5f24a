use outside_in::interview::InfoPage;
use outside_in::report::Paint;
use outside_in::text::{Lang, say, wrap, wrap_hanging};

#[derive(Debug)]
pub(super) struct Pages<'a> {
    pub(super) page: &'a InfoPage,
    pub(super) lang: Lang,
    pub(super) paint: Paint,
}

impl Pages<'_> {
    pub(super) fn count(&self, size: (usize, usize)) -> usize {
        self.body(size.1).len().div_ceil(room(size.0)).max(1)
    }

    /// The lines of one page, always fewer than the window has rows.
    pub(super) fn lines(&self, number: usize, size: (usize, usize)) -> Vec<String> {
        let (body, room, count) = (self.body(size.1), room(size.0), self.count(size));
        let number = number.min(count - 1);
        let mut lines: Vec<_> = body.into_iter().skip(number * room).take(room).collect();
        lines.push(String::new());
        let shown = number + 1;
        let foot = if count > 1 {
            say!(
                "Arrow keys: page {shown}/{count} · Enter: go on",
                "矢印キーで移動（{shown}/{count}）、Enterで次へ"
            )
        } else {
            say!("Enter: go on", "Enterで次へ")
        };
        let columns = usable(size.1);
        lines.extend(wrap(foot.to(self.lang), columns).iter().take(1).map(|line| self.paint.dim(line)));
        lines
    }

    fn body(&self, columns: usize) -> Vec<String> {
        let columns = usable(columns);
        let mut lines: Vec<_> = wrap(&self.page.title, columns).iter().map(|l| self.paint.bold(l)).collect();
        for paragraph in &self.page.paragraphs {
            let hangs = paragraph.starts_with(['-', ' ']);
            if !hangs && !paragraph.is_empty() {
                lines.push(String::new());
            }
            lines.extend(wrap_hanging(paragraph, columns, "", if hangs { "  " } else { "" }));
        }
        // Two gaps in a row are one.
        lines.dedup_by(|a, b| a.is_empty() && b.is_empty());
        lines
    }
}

fn usable(columns: usize) -> usize {
    columns.saturating_sub(1).clamp(10, 90)
}

fn room(rows: usize) -> usize {
    rows.saturating_sub(4).max(1)
}
