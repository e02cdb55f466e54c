// The Reconciler's pure helpers. Run with: node --test tests/js/*.test.mjs
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";

// Loaded as text: the file ends in .js and belongs to no npm package.
const place = new URL("../../src/atodds/widgets/reconciler.js", import.meta.url);
const source = await readFile(place, "utf8");
const tool = await import(`data:text/javascript,${encodeURIComponent(source)}`);

const options = [
  { id: "P-06", unit: "containers", definition: "burned" },
  { id: "Q-08", unit: "containers", definition: "burned" },
  { id: "R-07", unit: "containers", definition: "burned or soaked" },
  { id: "P-04", unit: "m²", definition: "burned" },
];

test("a filter hides what does not fit, and never what is chosen", () => {
  assert.deepEqual(tool.inSight(options, { unit: "m²" }, []), ["P-04"]);
  assert.deepEqual(tool.inSight(options, { unit: "m²" }, ["R-07"]), ["R-07", "P-04"]);
});

test("two filters narrow the list together, and an empty one hides nothing", () => {
  const narrowed = { unit: "containers", definition: "burned" };
  assert.deepEqual(tool.inSight(options, narrowed, []), ["P-06", "Q-08"]);
  assert.equal(tool.inSight(options, { unit: "" }, []).length, 4);
});

test("figures stand in the order of the offer, however they are ticked", () => {
  assert.deepEqual(tool.toggled(options, ["P-04"], "P-06", true), ["P-06", "P-04"]);
  assert.deepEqual(tool.toggled(options, ["P-06", "P-04"], "P-06", false), ["P-04"]);
});

test("one figure too many is refused, and taking one away never is", () => {
  assert.equal(tool.toggled(options, ["P-06", "Q-08"], "R-07", true, 2), null);
  assert.deepEqual(tool.toggled(options, ["P-06", "Q-08"], "Q-08", false, 1), ["P-06"]);
});

test("the count says how many are hidden", () => {
  assert.equal(tool.counted(4, 4, 2), "4 figures, 2 chosen");
  assert.equal(tool.counted(1, 4, 0), "1 of 4 figures shown, 0 chosen");
});

test("an open end is told in words, not by a shape alone", () => {
  assert.equal(tool.told({ open_low: true, open_high: false }), "open below");
  assert.equal(tool.told({ open_low: false, open_high: false }), "closed at both ends");
  assert.equal(tool.told(null), "not stated");
});
