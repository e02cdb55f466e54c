// What the browser is given to save. Run with: node --test tests/js/*.test.mjs
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test, { mock } from "node:test";

// Loaded as text: the file ends in .js and belongs to no npm package.
const at = new URL("../../src/atodds/exercises/courier.js", import.meta.url);
const courier = await import(
  `data:text/javascript,${encodeURIComponent(await readFile(at, "utf8"))}`
);

test("what is sent is saved once under its name, and then let go", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const clicked = [];
  globalThis.document = {
    createElement: () => ({
      click() {
        clicked.push({ name: this.download, address: this.href });
      },
    }),
  };
  const heard = {};
  const model = { on: (what, does) => (heard[what] = does), off: (what) => delete heard[what] };
  const leave = courier.default.initialize({ model });
  const data = new DataView(new TextEncoder().encode("packed").buffer);
  heard["msg:custom"]({ name: "my-work.zip", type: "application/zip" }, [data]);
  assert.deepEqual(clicked.map(({ name }) => name), ["my-work.zip"]);
  const kept = await fetch(clicked[0].address);
  assert.equal(kept.headers.get("content-type"), "application/zip");
  assert.equal(await kept.text(), "packed");
  mock.timers.tick(60_000);
  await assert.rejects(fetch(clicked[0].address));
  leave();
  assert.deepEqual(heard, {});
});
