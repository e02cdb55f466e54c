// The Collator's pure helpers. Run with: node --test tests/js/*.test.mjs
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";

// Loaded as text: the file ends in .js and belongs to no npm package.
const source = await readFile(new URL("../../src/atodds/widgets/collator.js", import.meta.url), "utf8");
const collator = await import(`data:text/javascript,${encodeURIComponent(source)}`);

const ids = ["b01", "b02", "b03"];

test("arrow keys go pair by pair and stop at the ends", () => {
  assert.equal(collator.step(ids, "b01", "ArrowDown"), "b02");
  assert.equal(collator.step(ids, "b03", "ArrowDown"), "b03");
  assert.equal(collator.step(ids, "b01", "ArrowUp"), "b01");
  assert.equal(collator.step(ids, "b01", "End"), "b03");
  assert.equal(collator.step(ids, "b03", "Home"), "b01");
});

test("a key that moves nothing gives nothing, and no pair can be reached where none is shown", () => {
  assert.equal(collator.step(ids, "b01", "q"), null);
  assert.equal(collator.step([], null, "ArrowDown"), null);
});

test("a chosen pair that is filtered away leads back to the first", () => {
  assert.equal(collator.step(ids, "b99", "ArrowDown"), "b01");
});

test("a pair has one mark: the last one given, and the same again takes it away", () => {
  const lost = collator.give([], "b01", "lost");
  assert.deepEqual(lost, [{ pair: "b01", mark: "lost" }]);
  assert.deepEqual(collator.give(lost, "b01", "turned"), [{ pair: "b01", mark: "turned" }]);
  assert.deepEqual(collator.give(lost, "b01", "lost"), []);
  assert.deepEqual(collator.give(lost, "b01", null), []);
  assert.deepEqual(lost, [{ pair: "b01", mark: "lost" }]);
});

test("both sides of a marked pair stay in sight, wherever they stand", () => {
  const lines = [
    { left: { id: "b01", paired: true }, right: null },
    { left: null, right: { id: "b09", paired: false } },
    { left: { id: "b02", paired: true }, right: { id: "b02", paired: true } },
    { left: null, right: { id: "b01", paired: true } },
  ];
  assert.equal(collator.choose(lines, "all", []).length, 4);
  assert.equal(collator.choose(lines, "pairs", []).length, 3);
  const marked = collator.choose(lines, "marked", [{ pair: "b01", mark: "lost" }]);
  assert.deepEqual(marked, [lines[0], lines[3]]);
  assert.deepEqual(collator.choose(lines, "marked", []), []);
});

test("a card's own words are cut out by characters as Python counts them", () => {
  const card = { text: "🚢 over 420 km", own: [{ start: 2, end: 10 }] };
  assert.deepEqual(collator.cut(card), [
    { text: "🚢 ", own: false },
    { text: "over 420", own: true },
    { text: " km", own: false },
  ]);
  assert.deepEqual(collator.cut({ text: "ours", own: [] }), [{ text: "ours", own: false }]);
});

test("lines run from a pair's place in the left text to its place in the right one", () => {
  const order = [
    { id: "b01", place: 2 },
    { id: "b02", place: 1 },
    { id: "b03", place: 3 },
  ];
  assert.deepEqual(collator.strip(order, 120, 10), [
    { id: "b01", x1: 10, x2: 60 },
    { id: "b02", x1: 60, x2: 10 },
    { id: "b03", x1: 110, x2: 110 },
  ]);
  assert.deepEqual(collator.strip([{ id: "b01", place: 1 }], 120, 10), [{ id: "b01", x1: 10, x2: 10 }]);
});
