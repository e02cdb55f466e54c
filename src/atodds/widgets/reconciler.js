// The Reconciler's front end: it draws what Python found out and reports which figures are chosen.

const PATIENCE = 5000;
const MOST = 8;

/** Say which figures stay in sight: those that fit every filter, and always those chosen. */
export function inSight(options, narrowed, chosen) {
  const fits = (option) =>
    Object.entries(narrowed).every(([key, wanted]) => !wanted || option[key] === wanted);
  return options.filter((option) => chosen.includes(option.id) || fits(option)).map((one) => one.id);
}

/** Add or take away a figure, in the order of the offer; null where no more may be added. */
export function toggled(options, chosen, id, on, most = MOST) {
  const wanted = on ? [...chosen, id] : chosen.filter((one) => one !== id);
  if (new Set(wanted).size > most) return null;
  return options.map((option) => option.id).filter((one) => wanted.includes(one));
}

/** Say in words how many figures are shown and chosen. */
export function counted(shown, all, chosen) {
  const figures = shown === all ? `${all} figures` : `${shown} of ${all} figures shown`;
  return `${figures}, ${chosen} chosen`;
}

/** Say what a range's line looks like, for those who do not see it. */
export function told(track) {
  if (!track) return "not stated";
  const ends = [
    ["open below", track.open_low],
    ["open above", track.open_high],
  ];
  return ends.filter(([, open]) => open).map(([words]) => words).join(", ") || "closed at both ends";
}

// ---- drawing -----------------------------------------------------------------------------------

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

function table(caption, head, rows, kind) {
  return make(
    "div",
    // A wide table may be scrolled sideways, by keyboard too.
    { class: "atodds-wide", tabindex: "0", role: "region", "aria-label": caption },
    make(
      "table",
      { class: kind },
      make("caption", {}, caption),
      make("thead", {}, make("tr", {}, ...head.map((name) => make("th", { scope: "col" }, name)))),
      make("tbody", {}, ...rows),
    ),
  );
}

function row(first, ...cells) {
  const rest = cells.map((cell) => (cell instanceof Element ? cell : make("td", {}, cell)));
  return make("tr", {}, make("th", { scope: "row" }, first), ...rest);
}

function drawIds(joined) {
  // An id that breaks at its hyphen is no id any more.
  const whole = joined.split(" | ").map((id) => make("span", { class: "atodds-id" }, id));
  return make("td", {}, ...whole.flatMap((id, at) => (at ? [", ", id] : [id])));
}

function drawTrack(track) {
  const cell = make("td", { class: "atodds-where" });
  if (!track) {
    cell.append("no date");
    return cell;
  }
  const line = make("span", { class: "atodds-track", role: "img", "aria-label": told(track) });
  const bar = make("span", { class: "atodds-bar" });
  bar.style.left = `${track.from}%`;
  bar.style.width = `${Math.max(track.to - track.from, 0)}%`;
  bar.classList.toggle("atodds-open-low", track.open_low);
  bar.classList.toggle("atodds-open-high", track.open_high);
  line.append(bar);
  cell.append(line);
  return cell;
}

function drawGates(verdict, gates) {
  const rows = verdict.pairs.map((pair) => {
    const cells = pair.gates.map((gate) =>
      make(
        "td",
        { class: gate.passed ? "atodds-passes" : "atodds-stops", "data-gate": gate.gate },
        make("span", { "aria-hidden": "true" }, gate.passed ? "✓ " : "✕ "),
        gate.passed ? "passes" : "stops",
      ),
    );
    return row(`${pair.left} and ${pair.right}`, ...cells, pair.reason);
  });
  const head = ["Pair", ...gates.map((gate) => gate.label), "Why"];
  return table(verdict.said, head, rows, "atodds-gates");
}

function drawRanges(verdict) {
  const rows = verdict.ranges.rows.map((line) =>
    row(line.origin, line.says, drawTrack(line.amount), line.words, drawIds(line.figures)),
  );
  const head = ["Origin", "Range", `In ${verdict.ranges.unit}`, "As printed", "Figures"];
  return [
    table("Ranges by origin: side by side, never averaged", head, rows, "atodds-ranges"),
    make("p", {}, verdict.apart),
  ];
}

function drawSeries(series) {
  const rows = series.rows.map((line) =>
    row(line.id, line.as_of, drawTrack(line.days), line.says, drawTrack(line.amount), line.origin),
  );
  const head = ["Figure", "For which days", "Days", "Range", `In ${series.unit}`, "Who says so"];
  return table("In the order of time; an arrow is an open end", head, rows, "atodds-series");
}

function drawOrigins(origins) {
  const rows = origins.rows.map((line) =>
    row(line.witness, drawIds(line.figures), line.rests_on, line.may_rest_on),
  );
  const head = ["Witness", "Figures", "Rests on", "May rest on"];
  return [
    make("p", { class: "atodds-said atodds-answer", tabindex: "-1" }, origins.said),
    ...(rows.length ? [table("Who stands behind these figures", head, rows, "atodds-origins")] : []),
  ];
}

function render({ model, el }) {
  const options = model.get("options");
  const narrowed = {};
  const stop = new AbortController();
  const boxes = {};
  const lines = {};
  let waiting = null;

  const root = make("section", { class: "atodds-reconciler atodds-live", "aria-label": "Reconciler" });
  const status = make("p", { class: "atodds-status", role: "status", "aria-live": "polite" });
  const count = make("p", { class: "atodds-count" });
  const found = make("div", { class: "atodds-found" });
  const button = make("button", { type: "button", class: "atodds-ask" }, "Are they independent?");

  const say = (sentence) => {
    // Emptied first: the same sentence twice must be read out twice.
    status.textContent = "";
    status.textContent = sentence;
    // Read out always; for the eye, only what does not stand below already.
    status.classList.toggle("atodds-unseen", found.textContent.includes(sentence));
  };

  const listen = (node, type, action) =>
    node.addEventListener(
      type,
      (event) => {
        try {
          action(event);
        } catch (problem) {
          say(`Something went wrong here: ${problem.message}. Run the cell again.`);
        }
      },
      { signal: stop.signal },
    );

  const send = (name, value) => {
    model.set(name, value);
    model.save_changes();
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      say("No answer from the kernel yet: this is not saved. Wait, or run the cell again.");
    }, PATIENCE);
  };

  const choose = (id, on) => {
    const wanted = toggled(options, model.get("chosen"), id, on);
    if (wanted) return send("chosen", wanted);
    boxes[id].checked = false;
    say(`At most ${MOST} figures at once: take one away first.`);
  };

  function drawChoice() {
    const chosen = model.get("chosen");
    const seen = inSight(options, narrowed, chosen);
    for (const option of options) {
      boxes[option.id].checked = chosen.includes(option.id);
      lines[option.id].hidden = !seen.includes(option.id);
    }
    count.textContent = counted(seen.length, options.length, chosen.length);
  }

  function drawFound() {
    const verdict = model.get("verdict");
    const origins = model.get("origins");
    const held = document.activeElement === button;
    const parts = verdict.pairs.length
      ? [drawGates(verdict, model.get("gates"))]
      : [make("p", {}, verdict.said)];
    if (verdict.ranges) parts.push(...drawRanges(verdict));
    if (verdict.series) parts.push(drawSeries(verdict.series));
    if (verdict.passed) parts.push(origins ? make("div", {}, ...drawOrigins(origins)) : button);
    found.replaceChildren(...parts);
    if (held && verdict.passed && !origins) button.focus();
    // The button has done its work and is gone: the reader goes on where its answer begins.
    if (held && origins) found.querySelector(".atodds-answer").focus();
  }

  function drawFilters() {
    const selects = model.get("filters").map((filter) => {
      const select = make("select", { "data-filter": filter.key });
      select.append(make("option", { value: "" }, "all"));
      select.append(...filter.options.map((name) => make("option", { value: name }, name)));
      listen(select, "change", () => {
        narrowed[filter.key] = select.value;
        drawChoice();
        say(`${count.textContent}.`);
      });
      return make("label", {}, make("span", {}, filter.label), select);
    });
    return make("div", { class: "atodds-filters", role: "group", "aria-label": "Show figures by" }, ...selects);
  }

  function drawList() {
    const rows = options.map((option) => {
      const box = make("input", { type: "checkbox", value: option.id });
      box.setAttribute("aria-label", `${option.id}: ${option.words}, ${option.speaker}`);
      listen(box, "change", () => choose(option.id, box.checked));
      boxes[option.id] = box;
      const id = make("label", {}, box, make("span", {}, option.id));
      const what = `${option.thing}: ${option.definition}`;
      lines[option.id] = row(id, `“${option.words}”`, what, option.as_of, option.speaker);
      if (option.words.startsWith("computed")) lines[option.id].children[1].textContent = `${option.says} (${option.words})`;
      return lines[option.id];
    });
    const head = ["Figure", "As printed", "What is counted: how", "For which days", "Who says so"];
    const list = table("Figures on offer", head, rows, "atodds-list");
    list.classList.add("atodds-offer");
    return list;
  }

  listen(button, "click", () => send("asked", true));
  // In the notebook, bare keys are commands ("d d" deletes a cell); in here they are not.
  listen(root, "keydown", (event) => {
    if (event.key === "Escape") root.closest(".jp-Cell")?.focus();
    if (!event.altKey && !event.ctrlKey && !event.metaKey) event.stopPropagation();
  });

  const onStatus = () => {
    clearTimeout(waiting);
    say(model.get("status").text);
  };
  const watched = { chosen: drawChoice, verdict: drawFound, origins: drawFound, status: onStatus };
  for (const [name, action] of Object.entries(watched)) model.on(`change:${name}`, action);

  const title = make("p", { class: "atodds-title" }, make("strong", {}, model.get("title")), " ");
  title.append(
    make("span", { class: "atodds-note" }, "Choose figures. Four gates decide whether they may be compared."),
  );
  root.append(title, ...(model.get("filters").length ? [drawFilters()] : []), count, drawList(), status, found);
  drawChoice();
  drawFound();
  el.replaceChildren(root);
  if (model.get("status").text) say(model.get("status").text);

  return () => {
    stop.abort();
    clearTimeout(waiting);
    for (const [name, action] of Object.entries(watched)) model.off(`change:${name}`, action);
  };
}

export default { render };
