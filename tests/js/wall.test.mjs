// Where a key leads on the wall.

import assert from "node:assert/strict";
import { test } from "node:test";
import { stepTo } from "../../src/atodds/build/wall/wall.js";

test("arrows go one on and one back, and stop at both ends", () => {
  assert.equal(stepTo(0, 3, "ArrowRight"), 1);
  assert.equal(stepTo(2, 3, "ArrowRight"), 2);
  assert.equal(stepTo(1, 3, "ArrowLeft"), 0);
  assert.equal(stepTo(0, 3, "PageUp"), 0);
});

test("Home and End lead to the first slide and to the Reader; other keys lead nowhere", () => {
  assert.equal(stepTo(1, 3, "Home"), 0);
  assert.equal(stepTo(0, 3, "End"), 2);
  assert.equal(stepTo(0, 3, "a"), null);
});
