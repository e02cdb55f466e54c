// The Dater's front end: it draws what Python computed and reports one thing, which clues are on.

const PATIENCE = 5000;
const DAY = 86_400_000;

/** Number a day, so that days can be subtracted; null for an open end. */
export function dayNumber(day) {
  return day ? Math.round(Date.parse(`${day}T00:00:00Z`) / DAY) : null;
}

/** Say where a window lies on an axis, in per cent; null where it lies outside, or no axis is. */
export function place(start, end, axis) {
  const [first, last] = [dayNumber(axis.start), dayNumber(axis.end)];
  if (first === null || last === null) return null;
  // A day has a width of its own: the window ends where its last day does.
  const whole = last + 1 - first;
  const from = start ? dayNumber(start) : first;
  const to = end ? dayNumber(end) + 1 : last + 1;
  if (from > last || to <= first) return null;
  const left = Math.max(from, first);
  const right = Math.min(to, last + 1);
  return {
    left: (100 * (left - first)) / whole,
    width: (100 * (right - left)) / whole,
    openLeft: !start,
    openRight: !end,
    cutLeft: Boolean(start) && from < first,
    cutRight: Boolean(end) && to > last + 1,
  };
}

/** Keep the labels of an axis that do not run into one another. */
export function spread(ticks, axis, most = 6) {
  const every = Math.max(1, Math.ceil(ticks.length / most));
  return ticks
    .filter((_, index) => index % every === 0)
    .map((tick) => ({ ...tick, left: place(tick.day, tick.day, axis).left }));
}

/** Switch a clue on or off, in the order of the clues. */
export function toggled(clues, on, id) {
  const now = on.includes(id) ? on.filter((each) => each !== id) : [...on, id];
  return clues.map((clue) => clue.id).filter((each) => now.includes(each));
}

/** List the clues that one clue cannot hold with. */
export function rivals(clashes, id) {
  return clashes.filter((clash) => clash.includes(id)).flatMap((clash) => clash.filter((each) => each !== id));
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

function drawBar(lane, start, end, axis, kind) {
  const where = place(start, end, axis);
  if (!where) return;
  const bar = make("span", { class: `atodds-span ${kind}` });
  bar.style.left = `${where.left}%`;
  bar.style.width = `${where.width}%`;
  bar.classList.toggle("atodds-open-left", where.openLeft);
  bar.classList.toggle("atodds-open-right", where.openRight);
  bar.classList.toggle("atodds-cut-left", where.cutLeft);
  bar.classList.toggle("atodds-cut-right", where.cutRight);
  lane.append(bar);
}

function drawGrid(lane, axis) {
  for (const tick of spread(axis.ticks, axis)) {
    const line = make("span", { class: "atodds-line" });
    line.style.left = `${tick.left}%`;
    lane.append(line);
  }
}

function drawTicks(lane, axis) {
  // A label too near the edge would run out of the widget.
  for (const tick of spread(axis.ticks, axis).filter((each) => each.left < 85)) {
    const label = make("span", { class: "atodds-tick" }, tick.label);
    label.classList.toggle("atodds-late", tick.left > 70);
    label.style.left = `${tick.left}%`;
    lane.append(label);
  }
}

function drawWhy(clues) {
  const head = ["Clue", "Rule", "Why", "Doubt"].map((name) => make("th", { scope: "col" }, name));
  const rows = clues.map((clue) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, `${clue.id} “${clue.words}”`),
      ...[clue.rule, clue.why, clue.doubt || "none noted"].map((cell) => make("td", {}, cell)),
    ),
  );
  const table = make(
    "table",
    {},
    make("caption", {}, "What each clue rests on"),
    make("thead", {}, make("tr", {}, ...head)),
    make("tbody", {}, ...rows),
  );
  return make("details", { class: "atodds-why" }, make("summary", {}, "Why, and what speaks against it"), table);
}

function render({ model, el }) {
  const clues = model.get("clues");
  const stop = new AbortController();
  let waiting = null;
  let near = false;

  const root = make("section", {
    class: "atodds-dater atodds-live",
    "aria-label": `Dater: ${model.get("title")}`,
  });
  const status = make("p", { class: "atodds-status", role: "status", "aria-live": "polite" });
  const say = (sentence) => {
    // Emptied first: the same sentence twice must be read out twice.
    status.textContent = "";
    status.textContent = sentence;
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
  const send = (on) => {
    model.set("on", on);
    model.save_changes();
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      say("No answer from the kernel yet: this is not saved. Wait, or run the cell again.");
    }, PATIENCE);
  };

  const all = make("button", { type: "button", "data-all": "" });
  listen(all, "click", () => {
    send(model.get("on").length === clues.length ? [] : clues.map((clue) => clue.id));
  });
  const zoom = make("button", { type: "button", "data-zoom": "", "aria-pressed": "false" });
  zoom.textContent = "Zoom in on what is left";
  listen(zoom, "click", () => {
    near = !near;
    draw();
    say(near ? "Zoomed in on what is left." : "All clues are in view.");
  });

  const axisLane = make("div", { class: "atodds-lane atodds-axis", "aria-hidden": "true" });
  const rows = clues.map((clue) => {
    const box = make("input", { type: "checkbox", "data-clue": clue.id });
    const words = make("span", { class: "atodds-words" }, `“${clue.words}”`);
    const ground = make("span", { class: "atodds-ground" }, `rests on ${clue.rests}`);
    const id = make("span", { class: "atodds-id" }, clue.id);
    const label = make("label", {}, box, make("span", { class: "atodds-name" }, id, words, ground));
    const told = make("p", { class: "atodds-told" });
    const lane = make("div", { class: "atodds-lane", "aria-hidden": "true" });
    const row = make("li", {}, make("div", { class: "atodds-clue" }, label, told), lane);
    listen(box, "change", () => send(toggled(clues, model.get("on"), clue.id)));
    return { clue, box, told, lane, row };
  });
  const list = make("ul", { "aria-label": "Clues" }, ...rows.map((each) => each.row));
  const leftLane = make("div", { class: "atodds-lane", "aria-hidden": "true" });
  const leftRow = make("div", { class: "atodds-left" }, make("strong", {}, "What is left"), leftLane);
  const leftTold = make("p", { class: "atodds-says" });

  function draw() {
    const on = model.get("on");
    const left = model.get("left");
    if (near && !left.near.start) near = false;
    const axis = near ? left.near : left.axis;
    zoom.disabled = !left.near.start;
    zoom.setAttribute("aria-pressed", String(near));
    all.textContent = on.length === clues.length ? "Switch all off" : "Switch all on";
    axisLane.replaceChildren();
    drawTicks(axisLane, axis);
    for (const { clue, box, told, lane, row } of rows) {
      const isOn = on.includes(clue.id);
      const against = rivals(left.clashes, clue.id);
      box.checked = isOn;
      row.classList.toggle("atodds-on", isOn);
      row.classList.toggle("atodds-clash", against.length > 0);
      lane.replaceChildren();
      drawGrid(lane, axis);
      if (isOn) drawBar(lane, clue.earliest, clue.latest, axis, clue.outside ? "atodds-outside" : "atodds-inside");
      const clash = against.length ? ` Cannot hold with ${against.join(", ")}.` : "";
      told.textContent = isOn ? `${clue.says}.${clash}` : "";
    }
    leftLane.replaceChildren();
    drawGrid(leftLane, axis);
    if (on.length && left.fits) drawBar(leftLane, left.start, left.end, axis, "atodds-rest");
    for (const day of left.candidates) {
      const where = place(day, day, axis);
      if (!where) continue;
      const dot = make("span", { class: "atodds-candidate" });
      dot.style.left = `${where.left + where.width / 2}%`;
      leftLane.append(dot);
    }
    leftRow.classList.toggle("atodds-none", !left.fits);
    leftTold.textContent = left.says;
  }

  // In the notebook, bare keys are commands ("d d" deletes a cell); in here they are not.
  listen(root, "keydown", (event) => {
    if (event.key === "Escape") root.closest(".jp-Cell")?.focus();
    if (!event.altKey && !event.ctrlKey && !event.metaKey) event.stopPropagation();
  });
  const onStatus = () => {
    clearTimeout(waiting);
    say(model.get("status").text);
  };
  model.on("change:on", draw);
  model.on("change:left", draw);
  model.on("change:status", onStatus);

  const tools = make("div", { class: "atodds-tools" }, all, zoom);
  const top = make("div", { class: "atodds-top" }, make("span", {}), axisLane);
  root.append(
    make("p", { class: "atodds-title" }, make("strong", {}, model.get("title"))),
    tools,
    top,
    list,
    leftRow,
    leftTold,
    status,
    drawWhy(clues),
  );
  draw();
  el.replaceChildren(root);

  return () => {
    stop.abort();
    clearTimeout(waiting);
    model.off("change:on", draw);
    model.off("change:left", draw);
    model.off("change:status", onStatus);
  };
}

export default { render };
