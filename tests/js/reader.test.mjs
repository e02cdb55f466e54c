// The Reader's pure helpers. Run with: node --test tests/js/*.test.mjs
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";

// Loaded as text: the file ends in .js and belongs to no npm package.
const source = await readFile(new URL("../../src/atodds/widgets/reader.js", import.meta.url), "utf8");
const reader = await import(`data:text/javascript,${encodeURIComponent(source)}`);

const text = "Over 420 km (261).\n\nThe crew’s 1,300 boats";
const blocks = [
  { id: "p1", kind: "body", start: 0, end: 18 },
  { id: "p2", kind: "body", start: 20, end: 42 },
];
const words = reader.findWords(text, blocks);
const shown = (word) => text.slice(word.start, word.end);

test("words leave brackets and full stops outside, and keep numbers and apostrophes whole", () => {
  assert.deepEqual(words.map(shown), ["Over", "420", "km", "261", "The", "crew’s", "1,300", "boats"]);
  assert.deepEqual(words.map((word) => word.block), [0, 0, 0, 0, 1, 1, 1, 1]);
});

test("offsets count characters as Python does, not UTF-16 units", () => {
  const found = reader.findWords("🚢 ship", [{ start: 0, end: 6 }]);
  assert.deepEqual(found, [{ start: 2, end: 6, block: 0 }]);
  assert.equal(reader.quote("🚢 ship", { start: 2, end: 6 }), "ship");
});

test("a drag over part of a word takes the whole word", () => {
  assert.deepEqual(reader.snap(words, 2, 6), { anchor: 0, focus: 1 });
  assert.deepEqual(reader.rangeOf(words, { anchor: 1, focus: 0 }), { start: 0, end: 8 });
});

test("a drag over no word selects nothing", () => {
  assert.equal(reader.snap(words, 17, 20), null);
  assert.equal(reader.snap([], 0, 5), null);
});

test("a click past the last word finds the last word", () => {
  assert.equal(reader.wordAt(words, 999), 7);
  assert.equal(reader.wordAt([], 0), -1);
});

test("arrow keys move by word and stop at both ends", () => {
  const at = (selection, key, options) => reader.move(words, selection, key, options);
  assert.deepEqual(at(null, "ArrowRight"), { anchor: 0, focus: 0 });
  assert.deepEqual(at({ anchor: 0, focus: 0 }, "ArrowRight"), { anchor: 1, focus: 1 });
  assert.deepEqual(at({ anchor: 0, focus: 0 }, "ArrowLeft"), { anchor: 0, focus: 0 });
  assert.deepEqual(at({ anchor: 7, focus: 7 }, "ArrowRight"), { anchor: 7, focus: 7 });
});

test("shift extends from the word where it began", () => {
  const one = reader.move(words, { anchor: 1, focus: 1 }, "ArrowRight", { extend: true });
  assert.deepEqual(one, { anchor: 1, focus: 2 });
  assert.deepEqual(reader.move(words, one, "ArrowLeft", { extend: true }), { anchor: 1, focus: 1 });
});

test("up and down go by paragraph, home and end within one or through the text", () => {
  const from = (at, key, options) => reader.move(words, { anchor: at, focus: at }, key, options).focus;
  assert.equal(from(1, "ArrowDown"), 4);
  assert.equal(from(6, "ArrowUp"), 4);
  assert.equal(from(4, "ArrowUp"), 0);
  assert.equal(from(5, "ArrowDown"), 7);
  assert.equal(from(6, "Home"), 4);
  assert.equal(from(1, "End"), 3);
  assert.equal(from(1, "End", { whole: true }), 7);
  assert.equal(from(6, "Home", { whole: true }), 0);
});

test("other keys move nothing", () => {
  assert.equal(reader.move(words, { anchor: 0, focus: 0 }, "a"), null);
  assert.equal(reader.move([], null, "ArrowRight"), null);
});

test("marks stay sorted and without doubles, and the list given is left alone", () => {
  const first = [{ start: 5, end: 8, tag: "number" }];
  const both = reader.addMark(first, { start: 0, end: 4 }, "bound");
  assert.deepEqual(both.map((mark) => mark.tag), ["bound", "number"]);
  assert.equal(first.length, 1);
  assert.equal(reader.addMark(both, { start: 0, end: 4 }, "bound"), both);
});

test("a new tag takes the place of those that it touches", () => {
  const marks = [{ start: 0, end: 8, tag: "number" }, { start: 9, end: 11, tag: "number" }];
  const now = reader.addMark(marks, { start: 4, end: 8 }, "bound");
  assert.deepEqual(now, [{ start: 4, end: 8, tag: "bound" }, marks[1]]);
});

test("a mark is known again although Python has sent it anew", () => {
  const mark = { start: 0, end: 8, tag: "number" };
  assert.ok(reader.sameMark(mark, { ...mark }));
  assert.ok(!reader.sameMark(mark, { ...mark, tag: "bound" }));
});

test("delete takes the mark on exactly these words, else all that touch them", () => {
  const outer = { start: 0, end: 8, tag: "number" };
  const inner = { start: 0, end: 4, tag: "bound" };
  assert.deepEqual(reader.marksAt([outer, inner], { start: 0, end: 4 }), [inner]);
  assert.deepEqual(reader.marksAt([outer, inner], { start: 2, end: 3 }), [outer, inner]);
  assert.deepEqual(reader.marksAt([outer], { start: 9, end: 11 }), []);
});

test("a block is cut where anything begins or ends, and no character is lost", () => {
  const marks = [{ start: 0, end: 8, tag: "number" }];
  const spans = [{ layer: "figures", start: 5, end: 11 }];
  const pieces = reader.cut(blocks[0], spans, marks, { start: 9, end: 11 });
  assert.equal(pieces.map((piece) => text.slice(piece.start, piece.end)).join(""), "Over 420 km (261).");
  assert.deepEqual(pieces.map((piece) => piece.start), [0, 5, 8, 9, 11]);
  assert.deepEqual(pieces[1].layers, ["figures"]);
  assert.deepEqual(pieces[1].tags, ["number"]);
  assert.deepEqual(pieces[1].ends, ["number"]);
  assert.deepEqual(pieces.map((piece) => piece.selected), [false, false, false, true, false]);
});

test("a selection drawn in several pieces has one beginning and one end", () => {
  const own = [{ layer: "own", start: 5, end: 14 }];
  const pieces = reader.cut(blocks[0], own, [], { start: 0, end: 8 }).filter((piece) => piece.selected);
  assert.deepEqual(pieces.map((piece) => [piece.first, piece.last]), [[true, false], [false, true]]);
});

test("layers are read out if they are on and touch the words, in the order of their buttons", () => {
  const layers = [{ key: "names", label: "Names" }, { key: "cues", label: "Cues" }];
  const spans = [
    { layer: "cues", start: 5, end: 8 },
    { layer: "names", start: 0, end: 6 },
    { layer: "names", start: 20, end: 23 },
  ];
  const at = (on, range) => reader.layersAt(spans, on, layers, range);
  assert.deepEqual(at(["cues", "names"], { start: 5, end: 8 }), ["Names", "Cues"]);
  assert.deepEqual(at(["cues"], { start: 5, end: 8 }), ["Cues"]);
  assert.deepEqual(at(["cues", "names"], { start: 8, end: 18 }), []);
});

test("what is read out is shortened", () => {
  assert.equal(reader.quote(text, { start: 0, end: 8 }), "Over 420");
  assert.equal(reader.quote(text, { start: 0, end: 42 }, 10), "Over 420 …");
});
