"""The Collator as a learner handles it: choose a pair, mark it, filter."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, expect

MARKED = re.compile("atodds-marked")


@dataclass(frozen=True)
class CollatorOnPage:
    """A Collator in an output of a notebook."""

    root: Locator

    @classmethod
    def within(cls, output):
        """Find the living Collator of a cell's outputs."""
        root = output.locator(".atodds-collator")
        expect(root).to_be_visible()
        return cls(root)

    def card(self, pair, side="left") -> Locator:
        """Find one side of a pair."""
        return self.root.locator(f'.atodds-{side}[data-pair="{pair}"]')

    @property
    def chosen(self) -> Locator:
        """The button of the pair that is chosen now."""
        return self.root.locator('[data-choose][aria-pressed="true"]')

    @property
    def chips(self):
        """What the marked pairs say, in the order of the left text."""
        cards = self.root.locator(".atodds-left.atodds-marked").all()
        return {
            card.get_attribute("data-pair"): card.locator(".atodds-chip").inner_text()
            for card in cards
        }

    def mark_by_mouse(self, pair, mark, side="left"):
        """Click a side of a pair, then the button of a mark."""
        self.card(pair, side).locator(".atodds-words").click()
        expect(self.chosen).to_have_attribute("data-choose", pair)
        self.root.locator(f'[data-give="{mark}"]').click()
        expect(self.card(pair)).to_have_class(MARKED)

    def string_ends(self, pair):
        """Say where the line of a pair begins and ends on the screen, and where its cards stand."""
        return self.root.evaluate(
            """(root, pair) => {
              const line = root.querySelector(".atodds-strings .atodds-chosen");
              const box = line.getBoundingClientRect();
              const cards = [...root.querySelectorAll(`[data-pair="${pair}"]`)]
                .map((card) => card.getBoundingClientRect());
              cards.sort((a, b) => a.left - b.left);
              return [box.left - cards[0].right, cards[1].left - box.right];
            }""",
            pair,
        )
