// The front end of the Class. For two: a file out, a file in, and the comparison that Python made.
// For a whole class: a list of exercises, and the tables that Python made of the one chosen.

const LARGEST = 1_000_000;

/** Say why a chosen file cannot be read at all; empty where it can. */
export function refuse(file) {
  if (!file) return "No file was chosen.";
  if (file.size > LARGEST) return `${file.name} is larger than 1 MB: a coding is small.`;
  return "";
}

/** Make what is sent to Python of a file: the turn makes the same file news again. */
export function asUpload(before, name, text) {
  return { name, text, turn: (before.turn ?? 0) + 1 };
}

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

/** Make a table of what Python counted; a bar stands under a number that is shown. */
function makeTable(sheet) {
  // An empty heading is none: a reader of the screen would stop at it.
  const head = sheet.columns.map((name) =>
    name ? make("th", { scope: "col" }, name) : make("td"),
  );
  const body = sheet.rows.map(([name, number, ...others], place) => {
    const cell = make("td", {}, number);
    const share = sheet.bars[place] ?? null;
    if (share !== null) {
      const bar = make("span");
      bar.style.width = `${100 * Math.abs(share)}%`;
      const kind = share < 0 ? "atodds-bar-of atodds-few" : "atodds-bar-of";
      cell.append(make("span", { class: kind, "aria-hidden": "true" }, bar));
    }
    const rest = others.map((words) => make("td", {}, words));
    return make("tr", {}, make("th", { scope: "row" }, name), cell, ...rest);
  });
  return make(
    "table",
    { class: sheet.wide ? "atodds-wide" : sheet.bars.length ? "atodds-counts" : "atodds-words" },
    make("caption", {}, sheet.caption),
    make("thead", {}, make("tr", {}, ...head)),
    make("tbody", {}, ...body),
  );
}

function renderWhole({ model, el }) {
  const stop = new AbortController();
  const status = make("p", { class: "atodds-status", role: "status", "aria-live": "polite" });
  const told = make("p", { class: "atodds-note" });
  const shown = make("div", { class: "atodds-sheets" });
  const options = model
    .get("exercises")
    .map(([number, name]) => make("option", { value: number }, name));
  const list = make("select", {}, ...options);
  const root = make(
    "section",
    { class: "atodds-class atodds-live", "aria-label": model.get("title") },
    make("p", { class: "atodds-title" }, make("strong", {}, model.get("title"))),
    make("div", { class: "atodds-bar" }, make("label", {}, "Exercise: ", list)),
    told,
    status,
    shown,
  );
  const draw = () => {
    list.value = model.get("chosen");
    told.textContent = model.get("told");
    shown.replaceChildren(...model.get("sheets").map(makeTable));
  };
  const say = () => {
    status.textContent = "";
    status.textContent = model.get("status").text;
  };
  const choose = () => {
    model.set("chosen", list.value);
    model.save_changes();
  };
  list.addEventListener("change", choose, { signal: stop.signal });
  // Lab's own keys stay out, but for those that run a cell.
  const keep = (event) => {
    if (event.key === "Escape") root.closest(".jp-Cell")?.focus();
    const runs = event.key === "Enter" && (event.shiftKey || event.ctrlKey || event.metaKey);
    if (!runs && !event.altKey && !event.ctrlKey && !event.metaKey) event.stopPropagation();
  };
  root.addEventListener("keydown", keep, { signal: stop.signal });
  model.on("change:sheets", draw);
  model.on("change:chosen", draw);
  model.on("change:status", say);
  draw();
  el.replaceChildren(root);
  return () => {
    stop.abort();
    model.off("change:sheets", draw);
    model.off("change:chosen", draw);
    model.off("change:status", say);
  };
}

function render({ model, el }) {
  if (model.get("exercises").length) return renderWhole({ model, el });
  const stop = new AbortController();
  const root = make("section", {
    class: "atodds-class atodds-live",
    "aria-label": `Comparison: ${model.get("title")}`,
  });
  const status = make("p", { class: "atodds-status", role: "status", "aria-live": "polite" });
  const shown = make("div", { class: "atodds-compared" });
  const save = make("button", { type: "button", "data-save": "" }, "Save mine as a file");
  const file = make("input", { type: "file", accept: ".json,application/json" });
  file.setAttribute("aria-label", "Load your partner's file");
  const label = make("label", { class: "atodds-file" }, "Load your partner's file: ", file);

  const say = (sentence) => {
    status.textContent = "";
    status.textContent = sentence;
  };
  const listen = (node, type, action) =>
    node.addEventListener(
      type,
      async (event) => {
        try {
          await action(event);
        } catch (problem) {
          say(`Something went wrong here: ${problem.message}. Run the cell again.`);
        }
      },
      { signal: stop.signal },
    );

  listen(save, "click", () => {
    const address = URL.createObjectURL(new Blob([model.get("mine")], { type: "application/json" }));
    const link = make("a", { href: address, download: model.get("file_name") });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
    say(`Saved as ${model.get("file_name")}, where your browser keeps what it loads.`);
  });
  listen(file, "change", async () => {
    const [chosen] = file.files;
    const trouble = refuse(chosen);
    if (trouble) return say(trouble);
    model.set("uploaded", asUpload(model.get("uploaded"), chosen.name, await chosen.text()));
    model.save_changes();
    file.value = "";
  });
  listen(root, "keydown", (event) => {
    if (event.key === "Escape") root.closest(".jp-Cell")?.focus();
    if (!event.altKey && !event.ctrlKey && !event.metaKey && !(event.shiftKey && event.key === "Enter")) {
      event.stopPropagation();
    }
  });

  function draw() {
    const sentences = model.get("sentences");
    if (!sentences.length) return shown.replaceChildren(make("p", {}, model.get("waiting")));
    const lines = sentences.map((sentence) => make("p", {}, sentence));
    const rows = model.get("rows");
    if (!rows.length) return shown.replaceChildren(...lines, make("p", {}, "No disagreement."));
    const head = model.get("columns").map((name) => make("th", { scope: "col" }, name));
    const body = rows.map((row) => make("tr", {}, ...row.map((cell) => make("td", {}, cell))));
    const table = make(
      "table",
      {},
      make("caption", {}, `Where they differ (${rows.length})`),
      make("thead", {}, make("tr", {}, ...head)),
      make("tbody", {}, ...body),
    );
    shown.replaceChildren(...lines, table);
  }

  const onStatus = () => say(model.get("status").text);
  model.on("change:sentences", draw);
  model.on("change:rows", draw);
  model.on("change:status", onStatus);
  draw();
  root.append(
    make("p", { class: "atodds-title" }, make("strong", {}, model.get("title"))),
    ...(model.get("swaps") ? [make("div", { class: "atodds-bar" }, save, label)] : []),
    status,
    shown,
  );
  el.replaceChildren(root);
  if (model.get("status").text) say(model.get("status").text);

  return () => {
    stop.abort();
    model.off("change:sentences", draw);
    model.off("change:rows", draw);
    model.off("change:status", onStatus);
  };
}

export default { render };
