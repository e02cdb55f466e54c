// The Dater's pure helpers. Run with: node --test tests/js/*.test.mjs
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";

// Loaded as text: the file ends in .js and belongs to no npm package.
const source = await readFile(new URL("../../src/atodds/widgets/dater.js", import.meta.url), "utf8");
const dater = await import(`data:text/javascript,${encodeURIComponent(source)}`);

const axis = { start: "2025-03-01", end: "2025-03-10", ticks: [] };
const clues = [{ id: "A-t1" }, { id: "A-t2" }, { id: "A-t3" }];

test("days are numbered across a change of clocks and of years", () => {
  assert.equal(dater.dayNumber("2025-04-01") - dater.dayNumber("2025-03-01"), 31);
  assert.equal(dater.dayNumber("2025-01-01") - dater.dayNumber("2024-12-31"), 1);
  assert.equal(dater.dayNumber(""), null);
});

test("a window covers its last day, and a single day has a width", () => {
  const whole = dater.place("2025-03-01", "2025-03-10", axis);
  assert.deepEqual([whole.left, whole.width], [0, 100]);
  const one = dater.place("2025-03-03", "2025-03-03", axis);
  assert.deepEqual([one.left, one.width], [20, 10]);
});

test("an open end runs to the edge and is told from one that is out of view", () => {
  const open = dater.place("2025-03-06", "", axis);
  assert.deepEqual([open.left, open.width, open.openRight, open.cutRight], [50, 50, true, false]);
  const cut = dater.place("2025-02-01", "2025-03-05", axis);
  assert.deepEqual([cut.left, cut.width, cut.openLeft, cut.cutLeft], [0, 50, false, true]);
});

test("a window out of view, or without an axis, has no place", () => {
  assert.equal(dater.place("2025-04-01", "2025-04-02", axis), null);
  assert.equal(dater.place("2025-02-01", "2025-02-28", axis), null);
  assert.equal(dater.place("2025-03-01", "2025-03-02", { start: "", end: "", ticks: [] }), null);
});

test("labels are thinned until they fit", () => {
  const ticks = [..."123456789"].map((digit) => ({ day: `2025-03-0${digit}`, label: digit }));
  assert.deepEqual(dater.spread(ticks, axis, 3).map((tick) => tick.label), ["1", "4", "7"]);
  assert.deepEqual(dater.spread([], axis), []);
});

test("switching keeps the order of the clues", () => {
  assert.deepEqual(dater.toggled(clues, ["A-t3"], "A-t1"), ["A-t1", "A-t3"]);
  assert.deepEqual(dater.toggled(clues, ["A-t1", "A-t3"], "A-t1"), ["A-t3"]);
});

test("a clue knows those it cannot hold with", () => {
  const clashes = [["A-t1", "A-t2"], ["A-t1", "A-t3"]];
  assert.deepEqual(dater.rivals(clashes, "A-t1"), ["A-t2", "A-t3"]);
  assert.deepEqual(dater.rivals(clashes, "A-t3"), ["A-t1"]);
  assert.deepEqual(dater.rivals([], "A-t1"), []);
});
