// Which keys of a form stay in it, and which are the notebook's.

import assert from "node:assert/strict";
import { test } from "node:test";
import { group, isNotebooks } from "../../src/atodds/exercises/form_keys.js";

const key = (name, held = {}) => ({ key: name, ...held });

test("arrows, letters and the space bar stay in the form", () => {
  for (const name of ["ArrowDown", "ArrowUp", "d", "x", " ", "Enter", "0", "Delete"]) {
    assert.ok(!isNotebooks(key(name)), name);
  }
  assert.ok(!isNotebooks(key("Tab", { shiftKey: true })));
});

test("running, saving and the browser's own keys go through", () => {
  assert.ok(isNotebooks(key("Enter", { shiftKey: true })));
  assert.ok(isNotebooks(key("Enter", { ctrlKey: true })));
  assert.ok(isNotebooks(key("s", { ctrlKey: true })));
  assert.ok(isNotebooks(key("s", { metaKey: true })));
  assert.ok(isNotebooks(key("ArrowLeft", { altKey: true })));
});

test("options of one question share a name, those of two do not, and no name is given twice", () => {
  const options = [[{ name: "" }, { name: "" }], [{ name: "" }]];
  const sets = options.map((inputs, at) => ({
    said: {},
    setAttribute(name, value) { this.said[name] = value; },
    querySelector: () => ({ textContent: `Question ${at}` }),
    querySelectorAll: () => inputs,
  }));
  const form = { querySelectorAll: () => sets };
  group(form, "form-1");
  group(form, "form-2");
  assert.deepEqual(options.flat().map((one) => one.name), ["form-1-0", "form-1-0", "form-1-1"]);
  assert.deepEqual(sets[1].said, { role: "radiogroup", "aria-label": "Question 1" });
});
