// The pure helpers of the Rater and of the Class for two. Run with: node --test tests/js/*.test.mjs
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";

// Loaded as text: the files end in .js and belong to no npm package.
const load = async (name) => {
  const source = await readFile(new URL(`../../src/atodds/widgets/${name}`, import.meta.url), "utf8");
  return import(`data:text/javascript,${encodeURIComponent(source)}`);
};
const rater = await load("rater.js");
const pair = await load("pair.js");

const items = [{ claim: "a" }, { claim: "b" }];

test("a grade is added, and what was there stays as it was", () => {
  const before = { a: { source: "B" } };
  const after = rater.withGrade(before, "a", "statement", 2);
  assert.deepEqual(after, { a: { source: "B", statement: 2 } });
  assert.deepEqual(before, { a: { source: "B" } });
  assert.deepEqual(rater.withGrade({}, "b", "source", "F"), { b: { source: "F" } });
});

test("clearing one claim leaves the others", () => {
  const before = { a: { source: "B" }, b: { source: "F" } };
  assert.deepEqual(rater.withoutClaim(before, "a"), { b: { source: "F" } });
  assert.deepEqual(rater.withoutClaim(before, "c"), before);
});

test("only claims with both grades are counted", () => {
  const ratings = { a: { source: "B", statement: 2 }, b: { source: "F" } };
  assert.equal(rater.countFull(items, ratings), 1);
  assert.equal(rater.countFull(items, {}), 0);
});

test("a grade is said with its meaning, a number as well as a letter", () => {
  const scale = [{ grade: "2", words: "probably true" }];
  assert.equal(rater.meaning(scale, 2), "2: probably true");
  assert.equal(rater.meaning(scale, undefined), "not rated yet");
});

test("a file that is too large or missing is refused before it is read", () => {
  assert.match(pair.refuse({ name: "film.json", size: 2_000_000 }), /film\.json is larger than 1 MB/);
  assert.equal(pair.refuse(undefined), "No file was chosen.");
  assert.equal(pair.refuse({ name: "mine.json", size: 900 }), "");
});

test("the same file chosen again is news again", () => {
  const once = pair.asUpload({}, "a.json", "{}");
  assert.equal(pair.asUpload(once, "a.json", "{}").turn, 2);
});
