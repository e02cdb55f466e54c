// The Reader's front end: it draws what Python says and reports one thing, the learner's marks.
// Offsets count characters (code points) as Python does, never UTF-16 units.

const WORD = /[$€£]?[\p{L}\p{N}]+(?:[.,'’\-–][\p{L}\p{N}]+)*%?|%/gu;
const PATIENCE = 5000;

/** Split a text into the characters that Python counts. */
export function characters(text) {
  return Array.from(text);
}

/** List the words that a caret can stand on: {start, end, block}. */
export function findWords(text, blocks) {
  const found = [];
  const whole = characters(text);
  blocks.forEach((block, index) => {
    const piece = whole.slice(block.start, block.end).join("");
    let units = 0;
    let place = block.start;
    for (const match of piece.matchAll(WORD)) {
      place += characters(piece.slice(units, match.index)).length;
      const end = place + characters(match[0]).length;
      found.push({ start: place, end, block: index });
      units = match.index + match[0].length;
      place = end;
    }
  });
  return found;
}

/** Widen a span to whole words; null where it touches none. */
export function snap(words, start, end) {
  const first = words.findIndex((word) => word.end > start);
  if (first < 0) return null;
  let last = first;
  while (last + 1 < words.length && words[last + 1].start < end) last += 1;
  if (words[first].start >= Math.max(end, start + 1)) return null;
  return { anchor: first, focus: last };
}

/** Find the word at a place, or the nearest one before or after it. */
export function wordAt(words, place) {
  if (!words.length) return -1;
  const after = words.findIndex((word) => word.end > place);
  return after < 0 ? words.length - 1 : after;
}

/** Say which characters a selection of words covers. */
export function rangeOf(words, selection) {
  if (!selection) return null;
  const low = Math.min(selection.anchor, selection.focus);
  const high = Math.max(selection.anchor, selection.focus);
  return { start: words[low].start, end: words[high].end };
}

/** Move a selection as a key says; null where the key moves nothing. */
export function move(words, selection, key, { extend = false, whole = false } = {}) {
  if (!words.length) return null;
  if (!selection) {
    const start = key === "End" && whole ? words.length - 1 : 0;
    return isMove(key) ? { anchor: start, focus: start } : null;
  }
  const focus = target(words, selection.focus, key, whole);
  if (focus === null) return null;
  return extend ? { anchor: selection.anchor, focus } : { anchor: focus, focus };
}

/** Say whether a key moves the caret. */
export function isMove(key) {
  return ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"].includes(key);
}

function target(words, at, key, whole) {
  const last = words.length - 1;
  const block = words[at].block;
  const startOf = (wanted) => words.findIndex((word) => word.block === wanted);
  if (key === "ArrowLeft") return Math.max(0, at - 1);
  if (key === "ArrowRight") return Math.min(last, at + 1);
  if (key === "Home") return whole ? 0 : startOf(block);
  if (key === "End") return whole ? last : words.findLastIndex((word) => word.block === block);
  if (key === "ArrowDown") {
    const next = words.find((word) => word.block > block);
    return next ? startOf(next.block) : last;
  }
  if (key === "ArrowUp") {
    const before = words.findLast((word) => word.block < block);
    return at > startOf(block) ? startOf(block) : before ? startOf(before.block) : 0;
  }
  return null;
}

/** Tell whether two marks say the same: Python sends new objects at every change. */
export function sameMark(one, other) {
  return one.start === other.start && one.end === other.end && one.tag === other.tag;
}

/** Add a mark in the place of those it touches: a word has one tag, and the last one counts. */
export function addMark(marks, range, tag) {
  const made = { ...range, tag };
  if (marks.some((mark) => sameMark(mark, made))) return marks;
  const apart = marks.filter((mark) => mark.end <= range.start || range.end <= mark.start);
  return [...apart, made].sort((a, b) => a.start - b.start);
}

/** Find what Delete would remove: the marks on exactly these words, else all that touch them. */
export function marksAt(marks, range) {
  const same = marks.filter((mark) => mark.start === range.start && mark.end === range.end);
  if (same.length) return same;
  return marks.filter((mark) => mark.start < range.end && mark.end > range.start);
}

/** Cut a block where anything begins or ends, and say what covers each piece. */
export function cut(block, spans, marks, range) {
  const all = [...spans, ...marks, ...(range ? [range] : [])];
  const places = new Set([block.start, block.end]);
  for (const each of all) {
    for (const place of [each.start, each.end]) {
      if (place > block.start && place < block.end) places.add(place);
    }
  }
  const order = [...places].sort((a, b) => a - b);
  return order.slice(0, -1).map((start, index) => {
    const end = order[index + 1];
    const covers = (each) => each.start <= start && each.end >= end;
    return {
      start,
      end,
      layers: [...new Set(spans.filter(covers).map((span) => span.layer))],
      tags: marks.filter(covers).map((mark) => mark.tag),
      ends: marks.filter((mark) => covers(mark) && mark.end === end).map((mark) => mark.tag),
      opens: marks.some((mark) => mark.start === start),
      selected: Boolean(range) && covers(range),
      first: Boolean(range) && range.start === start,
      last: Boolean(range) && range.end === end,
    };
  });
}

/** Say which of the layers now on have something in a range: what the eye sees, for the ear. */
export function layersAt(spans, on, layers, range) {
  const here = spans.filter((span) => span.start < range.end && span.end > range.start);
  const found = new Set(here.map((span) => span.layer));
  return layers.filter((layer) => on.includes(layer.key) && found.has(layer.key)).map((layer) => layer.label);
}

/** Shorten what is read out or shown in the status line. */
export function quote(text, range, most = 60) {
  const words = characters(text).slice(range.start, range.end).join("").replace(/\s+/g, " ");
  return characters(words).length > most ? characters(words).slice(0, most - 1).join("") + "…" : words;
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

function drawPiece(piece, letters, numbers) {
  const node = make("span", { "data-start": piece.start });
  node.textContent = letters.slice(piece.start, piece.end).join("");
  piece.layers.forEach((layer) => node.classList.add(`atodds-layer-${layer}`));
  if (piece.tags.length) {
    node.classList.add("atodds-tagged");
    node.dataset.tag = numbers[piece.tags.at(-1)];
    node.dataset.tags = piece.tags.join(" ");
    node.classList.toggle("atodds-opens", piece.opens);
  }
  if (piece.ends.length) node.dataset.chip = piece.ends.map((tag) => numbers[tag]).join(" ");
  node.classList.toggle("atodds-selected", piece.selected);
  node.classList.toggle("atodds-first", piece.first);
  node.classList.toggle("atodds-last", piece.last);
  return node;
}

/** Say at which character of the text a point of the page lies; null outside the text. */
function placeOf(box, node, offset) {
  if (!box.contains(node)) return null;
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  const piece = element.closest("[data-start]");
  if (piece) {
    const units = node.nodeType === Node.TEXT_NODE ? offset : offset ? Infinity : 0;
    return Number(piece.dataset.start) + characters(piece.textContent.slice(0, units)).length;
  }
  const next = node.childNodes[offset]?.querySelector?.("[data-start]") ?? node.childNodes[offset];
  if (next?.dataset?.start) return Number(next.dataset.start);
  const all = [...node.querySelectorAll("[data-start]")];
  const last = offset ? all.at(-1) : all[0];
  if (!last) return null;
  return Number(last.dataset.start) + (offset ? characters(last.textContent).length : 0);
}

function render({ model, el }) {
  const text = model.get("text");
  const blocks = model.get("blocks");
  const tags = model.get("tags");
  const letters = characters(text);
  const words = findWords(text, blocks);
  const numbers = Object.fromEntries(tags.map((tag, index) => [tag.key, index + 1]));
  const labels = Object.fromEntries(tags.map((tag) => [tag.key, tag.label]));
  const stop = new AbortController();
  let selection = null;
  let waiting = null;

  const root = make("section", {
    class: "atodds-reader atodds-live",
    "aria-label": `Reader: ${model.get("title")}`,
  });
  const bar = make("div", { class: "atodds-bar" });
  const help = make("details", { class: "atodds-help" });
  const box = make("div", {
    class: "atodds-text",
    role: "textbox",
    "aria-readonly": "true",
    "aria-multiline": "true",
    "aria-label": `${model.get("title")}. Arrow keys move by word.`,
    tabindex: "0",
    lang: "en",
  });
  const status = make("p", { class: "atodds-status", role: "status", "aria-live": "polite" });
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

  const send = (marks) => {
    model.set("marks", marks);
    model.save_changes();
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      say("No answer from the kernel yet: this is not saved. Wait, or run the cell again.");
    }, PATIENCE);
  };

  const select = (next) => {
    selection = next;
    drawText();
    const range = rangeOf(words, selection);
    box.querySelector(".atodds-selected")?.scrollIntoView({ block: "nearest" });
    return range;
  };

  const announce = (range) => {
    if (!range) return say("Nothing is selected.");
    const here = model.get("marks").filter((mark) => mark.start < range.end && mark.end > range.start);
    const told = here.map((mark) => labels[mark.tag]).join(", ");
    const lies = layersAt(model.get("spans"), model.get("layers_on"), model.get("layers"), range);
    const on = lies.length ? `; layers here: ${lies.join(", ")}` : "";
    say(`Selected: “${quote(text, range)}”${told ? `, tagged ${told}` : ""}${on}.`);
  };

  const adoptMouse = (extend) => {
    const native = window.getSelection();
    if (!native || !native.anchorNode || !native.rangeCount) return false;
    const span = native.getRangeAt(0);
    const start = placeOf(box, span.startContainer, span.startOffset);
    const end = placeOf(box, span.endContainer, span.endOffset);
    if (start === null && end === null) return false;
    let next;
    if (native.isCollapsed) {
      const at = wordAt(words, start);
      if (at < 0) return false;
      const mark = marksAt(model.get("marks"), words[at])[0];
      next = mark && !extend ? snap(words, mark.start, mark.end) : { anchor: at, focus: at };
    } else {
      next = snap(words, start ?? 0, end ?? letters.length);
    }
    if (next && extend && selection) next = { anchor: selection.anchor, focus: next.focus };
    native.removeAllRanges();
    announce(select(next));
    return true;
  };

  const apply = (tag) => {
    if (!window.getSelection()?.isCollapsed) adoptMouse(false);
    const range = rangeOf(words, selection);
    if (!range) return say("Select some words first: drag over them, or use the arrow keys.");
    const marks = addMark(model.get("marks"), range, tag);
    if (marks === model.get("marks")) {
      return say(`“${quote(text, range)}” is already tagged as ${labels[tag]}.`);
    }
    send(marks);
  };

  const remove = (gone) => {
    const range = rangeOf(words, selection);
    const found = gone ?? (range ? marksAt(model.get("marks"), range) : []);
    if (!found.length) return say("There is no tag to remove here. Select tagged words first.");
    send(model.get("marks").filter((mark) => !found.some((one) => sameMark(one, mark))));
  };

  const toggle = (layer) => {
    const on = model.get("layers_on");
    const now = on.includes(layer.key) ? on.filter((key) => key !== layer.key) : [...on, layer.key];
    model.set("layers_on", now);
    model.save_changes();
    say(`${layer.label}: ${on.includes(layer.key) ? "hidden" : `${layer.count} shown`}.`);
  };

  function drawText() {
    const on = model.get("layers_on");
    const own = model.get("own").map((span) => ({ ...span, layer: "own" }));
    const spans = [...own, ...model.get("spans").filter((span) => on.includes(span.layer))];
    const marks = model.get("marks");
    const range = rangeOf(words, selection);
    box.replaceChildren(
      ...blocks.map((block) => {
        const pieces = cut(block, spans, marks, range);
        const line = make("p", { class: `atodds-${block.kind || "between"}` });
        line.append(...pieces.map((piece) => drawPiece(piece, letters, numbers)));
        return line;
      }),
    );
  }

  function drawBar() {
    const layers = model.get("layers").map((layer) => {
      const pressed = model.get("layers_on").includes(layer.key);
      const sample = make("span", { class: `atodds-layer-${layer.key}` }, layer.label);
      const count = make("span", {}, layer.count ? `(${layer.count})` : "(none)");
      const button = make(
        "button",
        { type: "button", "aria-pressed": String(pressed), "data-layer": layer.key },
        make("span", { class: "atodds-tick", "aria-hidden": "true" }, pressed ? "✓" : ""),
        sample,
        count,
      );
      if (!layer.count) button.disabled = true;
      listen(button, "click", () => toggle(layer));
      return button;
    });
    const given = tags.map((tag, index) => {
      const number = make("span", { class: "atodds-key", "data-tag": index + 1 }, String(index + 1));
      const button = make("button", { type: "button", "data-give": tag.key }, number, tag.label);
      button.setAttribute("aria-label", `Tag as ${tag.label}, key ${index + 1}`);
      listen(button, "click", () => apply(tag.key));
      return button;
    });
    const drop = make("button", { type: "button", "data-remove": "" }, "Remove tag");
    listen(drop, "click", () => remove());
    const groups = [];
    if (layers.length) groups.push(group("Show", layers));
    if (given.length) groups.push(group("Tag the selected words as", [...given, drop]));
    bar.replaceChildren(...groups);
  }

  function group(name, buttons) {
    const legend = make("span", { class: "atodds-name", "aria-hidden": "true" }, name);
    return make("div", { role: "group", "aria-label": name }, legend, ...buttons);
  }

  function drawList() {
    const marks = model.get("marks");
    const open = list.open;
    const summary = make("summary", {}, `Your tags as a table (${marks.length})`);
    const rows = marks.map((mark) => {
      const block = blocks.find((each) => each.start <= mark.start && mark.start < each.end);
      const words_ = quote(text, mark, 200);
      const button = make("button", { type: "button" }, "Remove");
      button.setAttribute("aria-label", `Remove the tag ${labels[mark.tag]} from ${words_}`);
      listen(button, "click", () => remove([mark]));
      const cells = [block?.id ?? "", words_, labels[mark.tag]].map((cell) => make("td", {}, cell));
      return make("tr", {}, ...cells, make("td", {}, button));
    });
    const head = ["Passage", "Words", "Tag", "Remove"].map((name) => make("th", { scope: "col" }, name));
    const table = make(
      "table",
      {},
      make("caption", {}, "What you have tagged"),
      make("thead", {}, make("tr", {}, ...head)),
      make("tbody", {}, ...rows),
    );
    list.replaceChildren(summary, marks.length ? table : make("p", {}, "Nothing is tagged yet."));
    list.open = open;
  }

  function drawHelp() {
    const lines = [
      ["Drag over words, or click one", "select them"],
      ["← →", "go to the word before or after"],
      ["Shift + ← →", "select more or fewer words"],
      ["↑ ↓", "go to the paragraph before or after"],
      ["Home, End (with Ctrl: of the text)", "go to the paragraph's first or last word"],
      ["1 to 9", "tag the selected words"],
      ["Delete", "remove the tag"],
      ["Esc", "select nothing; once more: back to the cell"],
    ];
    const rows = lines.flatMap(([keys, what]) => [make("dt", {}, keys), make("dd", {}, what)]);
    help.replaceChildren(make("summary", {}, "How to tag with mouse or keyboard"), make("dl", {}, ...rows));
  }

  listen(box, "keydown", (event) => {
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
    // Tab must leave the text, and the browser's own shortcuts (copy, zoom) stay its own.
    if (key === "Tab" || altKey || ((ctrlKey || metaKey) && !isMove(key))) return;
    const digit = event.code?.startsWith("Digit") ? Number(event.code.slice(5)) : Number(key);
    if (isMove(key)) {
      event.preventDefault();
      const next = move(words, selection, key, { extend: shiftKey, whole: ctrlKey || metaKey });
      if (next) announce(select(next));
    } else if (key === "Delete" || key === "Backspace") {
      event.preventDefault();
      remove();
    } else if (key === "Escape" && selection) {
      // The first Esc gives up the selection, the next one leaves.
      event.stopPropagation();
      announce(select(null));
    } else if (digit >= 1 && digit <= tags.length) {
      event.preventDefault();
      apply(tags[digit - 1].key);
    }
  });
  // In the notebook, bare keys are commands ("d d" deletes a cell); in here they are not.
  listen(root, "keydown", (event) => {
    if (event.key === "Escape") root.closest(".jp-Cell")?.focus();
    const command = event.altKey || event.ctrlKey || event.metaKey;
    if (!command || isMove(event.key)) event.stopPropagation();
  });
  listen(box, "focus", () => {
    if (!selection && box.matches(":focus-visible")) announce(select(move(words, null, "ArrowRight")));
  });
  let pressed = false;
  listen(box, "mousedown", () => {
    pressed = true;
  });
  listen(document, "mouseup", (event) => {
    if (pressed) adoptMouse(event.shiftKey);
    pressed = false;
  });
  // A press on a button must not take the selected words away.
  listen(bar, "mousedown", (event) => event.preventDefault());

  const onMarks = () => {
    drawText();
    drawList();
  };
  const onLayers = () => {
    const held = bar.contains(document.activeElement) && document.activeElement.dataset.layer;
    drawBar();
    drawText();
    if (held) bar.querySelector(`[data-layer="${held}"]`)?.focus();
  };
  const onStatus = () => {
    clearTimeout(waiting);
    say(model.get("status").text);
  };
  model.on("change:marks", onMarks);
  model.on("change:layers_on", onLayers);
  model.on("change:status", onStatus);

  const title = make("p", { class: "atodds-title" }, make("strong", {}, model.get("title")), " ");
  title.append(make("span", { class: "atodds-note" }, model.get("note")));
  drawBar();
  drawText();
  drawList();
  drawHelp();
  root.append(title, bar, status, box, ...(tags.length ? [list, help] : []));
  el.replaceChildren(root);
  if (model.get("status").text) say(model.get("status").text);

  return () => {
    stop.abort();
    clearTimeout(waiting);
    model.off("change:marks", onMarks);
    model.off("change:layers_on", onLayers);
    model.off("change:status", onStatus);
  };
}

export default { render };
