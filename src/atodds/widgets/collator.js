// The Collator's front end: it draws what Python says and reports one thing, the learner's marks.

const PATIENCE = 5000;
const SVG = "http://www.w3.org/2000/svg";
const TICKS = { top: 14, bottom: 66, width: 640, room: 12 };

/** Go to another pair as a key says; null where the key moves nothing. */
export function step(ids, current, key) {
  if (!ids.length) return null;
  const at = ids.indexOf(current);
  switch (key) {
    case "ArrowDown":
    case "ArrowRight":
      return ids[Math.min(at + 1, ids.length - 1)];
    case "ArrowUp":
    case "ArrowLeft":
      return ids[Math.max(at - 1, 0)];
    case "Home":
      return ids[0];
    case "End":
      return ids.at(-1);
    default:
      return null;
  }
}

/** Give a pair a mark; the same mark again, or none, takes it away. */
export function give(marks, pair, mark) {
  const had = marks.find((each) => each.pair === pair)?.mark;
  const others = marks.filter((each) => each.pair !== pair);
  return mark && mark !== had ? [...others, { pair, mark }] : others;
}

/** Choose the lines to show: "all", the "pairs" alone, or those that are "marked". */
export function choose(lines, filter, marks) {
  if (filter === "all") return lines;
  const marked = new Set(marks.map((each) => each.pair));
  const wanted = (card) => card?.paired && (filter === "pairs" || marked.has(card.id));
  return lines.filter((line) => wanted(line.left) || wanted(line.right));
}

/** Cut a card's words into pieces: {text, own}. */
export function cut(card) {
  const letters = Array.from(card.text);
  const pieces = [];
  let cursor = 0;
  for (const { start, end } of card.own) {
    if (start > cursor) pieces.push({ text: letters.slice(cursor, start).join(""), own: false });
    pieces.push({ text: letters.slice(start, end).join(""), own: true });
    cursor = end;
  }
  if (cursor < letters.length) pieces.push({ text: letters.slice(cursor).join(""), own: false });
  return pieces;
}

/** Place the order of facts on a strip: {id, x1, x2} a pair. */
export function strip(order, width, room) {
  const gap = order.length > 1 ? (width - 2 * room) / (order.length - 1) : 0;
  return order.map(({ id, place }, at) => ({ id, x1: room + at * gap, x2: room + (place - 1) * gap }));
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

function draw(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

function render({ model, el }) {
  const order = model.get("order");
  const ids = order.map((each) => each.id);
  const kinds = model.get("kinds");
  const heads = model.get("heads");
  const numbers = Object.fromEntries(kinds.map((kind, index) => [kind.key, index + 1]));
  const labels = Object.fromEntries(kinds.map((kind) => [kind.key, kind.label]));
  const moved = new Set(model.get("lines").flatMap((line) => (line.left?.moved ? [line.left.id] : [])));
  const stop = new AbortController();
  let chosen = ids[0] ?? null;
  let filter = "all";
  let waiting = null;

  const root = make("section", {
    class: "atodds-collator atodds-live",
    "aria-label": `Collator: ${model.get("title")}`,
  });
  const status = make("p", { class: "atodds-status", role: "status", "aria-live": "polite" });
  const bar = make("div", { class: "atodds-bar" });
  const scroll = make("div", { class: "atodds-scroll" });
  const sheet = make("div", { class: "atodds-sheet" });
  const strings = draw("svg", { class: "atodds-strings", "aria-hidden": "true" });
  const overview = make("div", { class: "atodds-overview" });
  const list = make("details", { class: "atodds-list" });

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

  const markOf = (id) => model.get("marks").find((each) => each.pair === id)?.mark;
  const shownIds = () => {
    const lines = choose(model.get("lines"), filter, model.get("marks"));
    const shown = new Set(lines.flatMap((line) => (line.left?.paired ? [line.left.id] : [])));
    return ids.filter((id) => shown.has(id));
  };

  const send = (marks) => {
    model.set("marks", marks);
    model.save_changes();
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      say("No answer from the kernel yet: this is not saved. Wait, or run the cell again.");
    }, PATIENCE);
  };

  const mark = (key) => {
    if (!chosen) return say("Choose a pair first: click it, or use the arrow keys.");
    if (!key && !markOf(chosen)) return say(`${chosen} carries no mark.`);
    send(give(model.get("marks"), chosen, key));
  };

  const pick = (id, { stay = false } = {}) => {
    chosen = id;
    paint();
    const button = sheet.querySelector(`[data-choose="${CSS.escape(id)}"]`);
    if (!stay) button?.closest(".atodds-card").scrollIntoView({ block: "nearest" });
    button?.focus({ preventScroll: true });
    const given = markOf(id);
    const told = given ? `, marked: ${labels[given]}` : kinds.length ? ", not marked" : "";
    say(`${id} chosen${told}.`);
  };

  function drawCard(card, side) {
    const other = heads[side === "left" ? 1 : 0];
    const words = make("p", { class: "atodds-words", lang: "en" });
    words.append(...cut(card).map((piece) => (piece.own ? make("u", {}, piece.text) : piece.text)));
    const box = make("div", { class: `atodds-card atodds-${side}` }, words);
    if (!card.paired) {
      box.classList.add("atodds-alone");
      box.prepend(make("p", { class: "atodds-none" }, `Nothing of this in ${other}`));
      return box;
    }
    box.dataset.pair = card.id;
    const top = make("p", { class: "atodds-top" });
    if (side === "left") {
      const button = make("button", { type: "button", "data-choose": card.id, tabindex: "-1" }, card.id);
      top.append(button, make("span", { class: "atodds-chip" }));
    } else {
      top.append(make("span", { class: "atodds-id" }, card.id));
    }
    if (card.moved) top.append(make("span", { class: "atodds-moved" }, `elsewhere in ${other}`));
    box.prepend(top);
    listen(box, "click", () => {
      // Someone who drags over words wants the words.
      if (window.getSelection()?.isCollapsed ?? true) pick(card.id, { stay: true });
    });
    return box;
  }

  function drawSheet() {
    const lines = choose(model.get("lines"), filter, model.get("marks"));
    const cells = lines.flatMap((line, row) =>
      ["left", "right"].flatMap((side) => {
        if (!line[side]) return [];
        const box = drawCard(line[side], side);
        box.style.gridRow = row + 2;
        return [box];
      }),
    );
    const tops = heads.map((head, at) =>
      make("p", { class: `atodds-head atodds-${at ? "right" : "left"}` }, head),
    );
    strings.style.gridRow = `2 / ${Math.max(1, lines.length) + 2}`;
    sheet.replaceChildren(...tops, strings, ...cells);
    if (!lines.length) sheet.append(make("p", { class: "atodds-head atodds-left" }, "Nothing is marked yet."));
    if (!shownIds().includes(chosen)) chosen = shownIds()[0] ?? null;
    paint();
  }

  /** Bring choice, marks and lines up to date without drawing the words anew. */
  function paint() {
    const first = chosen ?? ids[0];
    for (const box of sheet.querySelectorAll("[data-pair]")) {
      const id = box.dataset.pair;
      box.classList.toggle("atodds-chosen", id === chosen);
      const given = markOf(id);
      box.classList.toggle("atodds-marked", Boolean(given));
      if (given) box.dataset.mark = numbers[given];
      else delete box.dataset.mark;
      const chip = box.querySelector(".atodds-chip");
      if (chip) chip.textContent = given ? `${numbers[given]} ${labels[given]}` : "";
      const button = box.querySelector("[data-choose]");
      if (!button) continue;
      button.setAttribute("aria-pressed", String(id === chosen));
      button.setAttribute("tabindex", id === first ? "0" : "-1");
      button.setAttribute("aria-label", `Pair ${id}${given ? `, marked ${labels[given]}` : ""}`);
    }
    for (const button of bar.querySelectorAll("[data-give]")) {
      const on = Boolean(chosen) && markOf(chosen) === button.dataset.give;
      button.setAttribute("aria-pressed", String(on));
    }
    drawStrings();
    drawOverview();
    drawList();
  }

  function drawStrings() {
    const width = strings.clientWidth || 60;
    const base = strings.getBoundingClientRect().top;
    const lines = [];
    for (const id of ids) {
      const both = sheet.querySelectorAll(`[data-pair="${CSS.escape(id)}"] .atodds-top`);
      if (both.length < 2) continue;
      const left = [...both].find((top) => top.parentElement.classList.contains("atodds-left"));
      const right = [...both].find((top) => top !== left);
      const [y1, y2] = [left, right].map((top) => {
        const place = top.getBoundingClientRect();
        return place.top + place.height / 2 - base;
      });
      lines.push(draw("line", { class: stringClass(id), x1: 0, y1, x2: width, y2 }));
    }
    strings.replaceChildren(...lines);
  }

  function stringClass(id) {
    const names = [moved.has(id) ? "atodds-turned" : "", id === chosen ? "atodds-chosen" : ""];
    return ["atodds-string", ...names].filter(Boolean).join(" ");
  }

  function drawOverview() {
    const { top, bottom, width, room } = TICKS;
    const lines = strip(order, width, room).map(({ id, x1, x2 }) =>
      draw("line", { class: stringClass(id), x1, y1: top, x2, y2: bottom }),
    );
    const view = draw("svg", {
      viewBox: `0 0 ${width} ${bottom + top}`,
      role: "img",
      "aria-label": `The order of facts. ${model.get("order_text")}`,
    });
    view.append(...lines);
    overview.replaceChildren(
      make("span", { class: "atodds-name", "aria-hidden": "true" }, heads[0]),
      view,
      make("span", { class: "atodds-name", "aria-hidden": "true" }, heads[1]),
      make("p", { class: "atodds-crossings", "aria-hidden": "true" }, model.get("crossings")),
    );
  }

  function group(name, nodes) {
    const legend = make("span", { class: "atodds-name", "aria-hidden": "true" }, name);
    return make("div", { role: "group", "aria-label": name }, legend, ...nodes);
  }

  function drawBar() {
    const given = kinds.map((kind, index) => {
      const number = make("span", { class: "atodds-key", "data-mark": index + 1 }, String(index + 1));
      const button = make("button", { type: "button", "data-give": kind.key }, number, kind.label);
      button.setAttribute("aria-label", `Mark as ${kind.label}, key ${index + 1}`);
      listen(button, "click", () => mark(kind.key));
      return button;
    });
    const drop = make("button", { type: "button", "data-remove": "" }, "Remove mark");
    listen(drop, "click", () => mark(null));
    const sieve = make("select", {});
    const options = { all: "both texts", pairs: "pairs only" };
    if (kinds.length) options.marked = "what I marked";
    for (const [value, words] of Object.entries(options)) sieve.append(make("option", { value }, words));
    listen(sieve, "change", () => {
      filter = sieve.value;
      drawSheet();
      say(`Showing ${options[filter]}: ${shownIds().length} of ${ids.length} pairs.`);
    });
    const label = make("label", { class: "atodds-name" }, "Show ", sieve);
    const groups = given.length ? [group("Mark the chosen pair as", [...given, drop])] : [];
    bar.replaceChildren(...groups, make("div", {}, label));
  }

  function drawList() {
    const marks = model.get("marks");
    const open = list.open;
    const rows = marks.map((each) => {
      const button = make("button", { type: "button" }, "Go to it");
      button.setAttribute("aria-label", `Go to pair ${each.pair}`);
      listen(button, "click", () => pick(each.pair));
      const cells = [each.pair, labels[each.mark]].map((cell) => make("td", {}, cell));
      return make("tr", {}, ...cells, make("td", {}, button));
    });
    const head = ["Pair", "Mark", "Go"].map((name) => make("th", { scope: "col" }, name));
    const table = make(
      "table",
      {},
      make("caption", {}, "What you have marked"),
      make("thead", {}, make("tr", {}, ...head)),
      make("tbody", {}, ...rows),
    );
    list.replaceChildren(
      make("summary", {}, `Your marks as a table (${marks.length})`),
      marks.length ? table : make("p", {}, "Nothing is marked yet."),
    );
    list.open = open;
  }

  const help = make("details", { class: "atodds-help" }, make("summary", {}, "How to mark with mouse or keyboard"));
  const keys = [
    ["Click a pair", "choose it"],
    ["Tab", "go to the chosen pair"],
    ["↑ ↓", "choose the pair before or after, in the order of the left text"],
    ["Home, End", "choose the first or last pair"],
    ["1 to 9", "mark the chosen pair; once more takes the mark away"],
    ["Delete", "take the mark away"],
    ["Esc", "back to the cell"],
  ];
  help.append(make("dl", {}, ...keys.flatMap(([key, what]) => [make("dt", {}, key), make("dd", {}, what)])));
  const words = make("details", { class: "atodds-order" }, make("summary", {}, "The order of facts in words"));
  words.append(make("p", {}, model.get("order_text")));

  listen(sheet, "keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey || key === "Tab") return;
    const digit = event.code?.startsWith("Digit") ? Number(event.code.slice(5)) : Number(key);
    const next = step(shownIds(), chosen, key);
    if (next) {
      event.preventDefault();
      pick(next);
    } else if (key === "Delete" || key === "Backspace") {
      event.preventDefault();
      mark(null);
    } else if (digit >= 1 && digit <= kinds.length) {
      event.preventDefault();
      mark(kinds[digit - 1].key);
    }
  });
  // In the notebook, bare keys are commands ("d d" deletes a cell); in here they are not.
  listen(root, "keydown", (event) => {
    if (event.key === "Escape") root.closest(".jp-Cell")?.focus();
    if (!event.altKey && !event.ctrlKey && !event.metaKey) event.stopPropagation();
  });

  const onMarks = () => {
    if (filter === "marked") drawSheet();
    else paint();
  };
  const onStatus = () => {
    clearTimeout(waiting);
    say(model.get("status").text);
  };
  model.on("change:marks", onMarks);
  model.on("change:status", onStatus);

  const title = make("p", { class: "atodds-title" }, make("strong", {}, model.get("title")), " ");
  title.append(make("span", { class: "atodds-note" }, model.get("note")));
  scroll.append(sheet);
  drawBar();
  root.append(title, overview, words, bar, status, scroll, ...(kinds.length ? [list, help] : []));
  el.replaceChildren(root);
  drawSheet();
  // Lines hang on where the words came to stand, and that changes with the window and the font.
  const watcher = new ResizeObserver(() => drawStrings());
  watcher.observe(sheet);
  if (model.get("status").text) say(model.get("status").text);

  return () => {
    stop.abort();
    watcher.disconnect();
    clearTimeout(waiting);
    model.off("change:marks", onMarks);
    model.off("change:status", onStatus);
  };
}

export default { render };
