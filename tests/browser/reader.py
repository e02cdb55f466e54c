"""The Reader as a learner handles it: drag over words, walk with the keys, press a button."""

from dataclasses import dataclass

from playwright.sync_api import Locator, expect

# Where some words of the text stand on the screen: the middle of their first and last letter.
FIND_WORDS = """(box, words) => {
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  const letters = [];
  let text = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let at = 0; at < node.data.length; at += 1) letters.push([node, at]);
    text += node.data;
  }
  const start = text.indexOf(words);
  if (start < 0) return null;
  const place = ([node, at]) => {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return range.getClientRects()[0];
  };
  letters[start][0].parentElement.scrollIntoView({block: "center"});
  const [first, last] = [place(letters[start]), place(letters[start + words.length - 1])];
  return [
    first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2,
  ];
}"""
MOST_STEPS = 300


@dataclass(frozen=True)
class ReaderOnPage:
    """A Reader in an output of a notebook."""

    root: Locator

    @classmethod
    def within(cls, output):
        """Find the living Reader of a cell's outputs."""
        root = output.locator(".atodds-reader")
        expect(root).to_be_visible()
        return cls(root)

    @property
    def page(self):
        """The page that it stands in."""
        return self.root.page

    @property
    def text(self) -> Locator:
        """The box with the words."""
        return self.root.locator(".atodds-text")

    @property
    def selected(self):
        """The words that are selected now."""
        return "".join(self.text.locator(".atodds-selected").all_text_contents())

    def tagged(self, words, tag) -> Locator:
        """Find words in the text that carry a tag."""
        return self.text.locator(f'.atodds-tagged[data-tags="{tag}"]').get_by_text(
            words, exact=True
        )

    def drag_over(self, words):
        """Drag the mouse over words, from their first letter to their last."""
        place = self.text.evaluate(FIND_WORDS, words)
        assert place, f"the Reader does not show {words!r}"
        left, top, right, bottom = place
        mouse = self.page.mouse
        mouse.move(left, top)
        mouse.down()
        mouse.move((left + right) / 2, (top + bottom) / 2, steps=3)
        mouse.move(right, bottom, steps=3)
        mouse.up()

    def tag_by_mouse(self, words, tag):
        """Drag over words, then press the button of a tag."""
        self.drag_over(words)
        self.root.locator(f'[data-give="{tag}"]').click()
        expect(self.tagged(words, tag)).to_be_visible()

    def enter_by_keyboard(self):
        """Come to the text as Tab does, from the last button before it."""
        self.root.locator("[data-remove]").focus()
        self.page.keyboard.press("Tab")
        expect(self.text).to_be_focused()

    def walk_to(self, words):
        """Walk word by word until the first of some words is selected, then take in the rest."""
        keyboard = self.page.keyboard
        keyboard.press("Control+Home")
        self._press_until("ArrowRight", lambda now: now and words.startswith(now))
        self._press_until("Shift+ArrowRight", lambda now: len(now) >= len(words))
        assert self.selected == words

    def _press_until(self, key, reached):
        for _ in range(MOST_STEPS):
            if reached(self.selected):
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"{MOST_STEPS} times {key}, and still at {self.selected!r}")
