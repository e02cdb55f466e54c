"""Contrast as the eye gets it: the colours that the browser computes, layer upon layer."""

# A canvas turns every way of writing a colour, color-mix() too, into red, green, blue, alpha.
LEAST_CONTRAST = """(root) => {
  const pen = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const read = (colour) => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, below) =>
    [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
  const ground = (node) => {
    const layers = [];
    for (let each = node; each; each = each.parentElement) {
      layers.push(read(getComputedStyle(each).backgroundColor));
    }
    return layers.reduceRight((below, top) => over(top, below), [255, 255, 255, 1]);
  };
  const light = (colour) => {
    const part = colour.slice(0, 3).map((c) => c / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2];
  };
  const contrast = (a, b) => {
    const [low, high] = [light(a), light(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  const found = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility() || element.closest("style")) continue;
    const below = ground(element);
    const ink = over(read(getComputedStyle(element).color), below);
    found.push([contrast(ink, below), node.data.trim().slice(0, 40)]);
    const chip = getComputedStyle(element, "::after");
    if (element.dataset.chip) {
      const paper = over(read(chip.backgroundColor), below);
      found.push([contrast(over(read(chip.color), paper), paper), `chip ${element.dataset.chip}`]);
    }
  }
  return found.sort((a, b) => a[0] - b[0]);
}"""


def least_contrast(locator):
    """Return the lowest contrast of any words in an element, and those words."""
    found = locator.evaluate(LEAST_CONTRAST)
    assert found, "there are no words to measure here"
    return tuple(found[0])
