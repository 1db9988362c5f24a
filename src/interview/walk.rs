use super::order::order;
use super::{InterviewScope, Item, Machine};
use crate::advice::questions;
use crate::scoring::score;

/// The place of one question among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct InterviewProgress {
    /// Its number from 1; none if it is not counted.
    pub(super) number: Option<usize>,
    /// How many are asked.
    pub(super) of: usize,
    pub(super) open: usize,
}

impl Machine<'_> {
    /// Everything that is asked, in order, given the present facts.
    pub fn order(&self) -> Vec<Item> {
        self.order_in(self.scope)
    }

    /// Everything that applies, in framework order, regardless of the scope.
    pub fn everything(&self) -> Vec<Item> {
        self.order_in(InterviewScope::default())
    }

    fn order_in(&self, scope: InterviewScope) -> Vec<Item> {
        let head = [Item::Subject, Item::Respondent].into_iter();
        head.chain(order(self.framework, &self.sheet, scope)).collect()
    }

    /// The questions in the order of back and forward. Questions asked outside the scope are in their usual place. In a
    /// quick run: what was asked, in that order, then what is still to come.
    pub fn walk(&self) -> Vec<Item> {
        let mut everything = self.everything();
        if self.scope.quick {
            let asked = self.asked.iter().copied().filter(|item| everything.contains(item));
            let to_come = self.ranked().into_iter().filter(|item| !self.asked.contains(item));
            return asked.chain(to_come).collect();
        }
        let order = self.order();
        everything.retain(|item| order.contains(item) || self.asked.contains(item));
        everything
    }

    /// The order; in a quick run the criterion first whose answer settles most about the stage.
    fn ranked(&self) -> Vec<Item> {
        let mut order = self.order();
        if !self.scope.quick {
            return order;
        }
        let assessment = score(self.framework, &self.sheet, self.as_of);
        if let Some(stage) = self.scope.stage.or(assessment.next_stage) {
            let ranked = questions(self.framework, &assessment, stage);
            let rank = |item: &Item| match item {
                Item::Criterion(index) => {
                    let at = ranked.iter().position(|question| question.criterion == *index);
                    at.map_or(ranked.len(), |at| at) + 1
                }
                // Facts decide what applies.
                _ => 0,
            };
            order.sort_by_key(rank);
        }
        order
    }

    /// What is open, in the order of asking.
    pub fn open(&self) -> Vec<Item> {
        self.order().into_iter().filter(|item| self.is_open(*item)).collect()
    }

    /// Moves on to what is proposed, then to the next open question, forward and then from the start; postponed
    /// questions come last, once.
    pub fn next_open(&mut self) -> Option<Item> {
        let mut next = self.next_left();
        if next.is_none() && !self.second_round {
            self.second_round = true;
            self.put_off.clear();
            self.now = None;
            next = self.next_left();
        }
        self.amid_proposals = next.is_some_and(|item| self.is_proposed(item));
        if let Some(item) = next {
            self.go_to(item);
        }
        next
    }

    fn next_left(&self) -> Option<Item> {
        let order = self.ranked();
        let is_left =
            |item: &Item| order.contains(item) && self.is_open(*item) && !self.put_off.contains(item);
        // Confirming what others found takes less effort than finding it.
        if let Some(proposed) = order.iter().copied().find(|item| self.is_proposed(*item) && is_left(item)) {
            return Some(proposed);
        }
        if self.scope.quick {
            return order.iter().copied().find(is_left);
        }
        let walk = self.walk();
        // After the proposals, begin at the start, as if there had been none.
        let place = self.place_in(&walk).filter(|_| !self.amid_proposals);
        let from = place.map_or(0, |at| at + 1);
        let (before, after) = walk.split_at(from);
        after.iter().chain(before).copied().find(is_left)
    }

    fn place_in(&self, walk: &[Item]) -> Option<usize> {
        walk.iter().position(|item| Some(*item) == self.now)
    }

    /// Moves to a question.
    pub fn go_to(&mut self, item: Item) {
        self.now = Some(item);
        if !self.asked.contains(&item) {
            self.asked.push(item);
        }
        if self.is_proposed(item) && !self.proposals.contains(&item) {
            self.proposals.push(item);
        }
    }

    /// The proposals of this run, while they are being gone through.
    fn proposals_around(&self) -> Vec<Item> {
        let mut walk = if self.amid_proposals { self.walk() } else { Vec::new() };
        walk.retain(|item| self.is_proposed(*item) || self.proposals.contains(item));
        walk
    }

    fn before_in(&self, walk: &[Item]) -> Option<Item> {
        walk.get(self.place_in(walk)?.checked_sub(1)?).copied()
    }

    fn after_in(&self, walk: &[Item]) -> Option<Item> {
        walk.get(self.place_in(walk)? + 1).copied()
    }

    /// Moves to the previous question; none before the first. Among proposals, to the previous proposal.
    pub fn back(&mut self) -> Option<Item> {
        let before = self.before_in(&self.proposals_around()).or_else(|| self.before_in(&self.walk()))?;
        self.go_to(before);
        Some(before)
    }

    /// Moves to the next question, whatever its state; none after the last. Among proposals, to the next proposal, and
    /// after the last to the first open question.
    pub fn forward(&mut self) -> Option<Item> {
        let (proposals, walk) = (self.proposals_around(), self.walk());
        let next = if self.place_in(&proposals).is_none() {
            self.after_in(&walk)
        } else {
            let is_left = |item: &Item| self.is_open(*item) && !proposals.contains(item);
            self.after_in(&proposals).or_else(|| walk.iter().copied().find(is_left))
        }?;
        self.amid_proposals &= proposals.contains(&next);
        self.go_to(next);
        Some(next)
    }

    /// Postpones the present question: it stays open, and is asked once more at the end.
    pub(super) fn put_off(&mut self) {
        self.put_off.extend(self.now);
    }

    /// Whether a question was postponed.
    pub(super) fn is_put_off(&self, item: Item) -> bool {
        self.put_off.contains(&item)
    }

    /// The place of a question among the others; the names at the start are not counted.
    pub(super) fn progress(&self, item: Item) -> InterviewProgress {
        let mut walk = self.walk();
        walk.retain(|item| !matches!(item, Item::Subject | Item::Respondent));
        InterviewProgress {
            number: walk.iter().position(|other| *other == item).map(|at| at + 1),
            of: walk.len(),
            open: walk.iter().filter(|item| self.is_open(**item)).count(),
        }
    }
}
