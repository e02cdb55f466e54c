// One thing on the wall at a time: the lesson's charts and tables, and last the shared Reader.

/** Say where a key leads; null where it leads nowhere. */
export function stepTo(at, count, key) {
  const to = {
    ArrowRight: at + 1,
    PageDown: at + 1,
    ArrowLeft: at - 1,
    PageUp: at - 1,
    Home: 0,
    End: count - 1,
  }[key];
  return to === undefined ? null : Math.min(count - 1, Math.max(0, to));
}

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

function render({ model, el }) {
  const slides = model.get("slides");
  const count = slides.length + 1;
  const stop = new AbortController();
  const { signal } = stop;
  let at = 0;

  const title = make("h1", {}, model.get("title"));
  const back = make("button", { type: "button" }, "Previous");
  const on = make("button", { type: "button" }, "Next");
  const reader = make("button", { type: "button" }, "Reader");
  const where = make("p", { role: "status", class: "atodds-where" });
  const bar = make("nav", { "aria-label": "Slides" }, back, where, on, reader);
  const stage = make("div", { class: "atodds-stage" });
  const root = make("main", { class: "atodds-wall" }, make("header", {}, title, bar), stage);

  const go = (to) => {
    at = Math.min(count - 1, Math.max(0, to));
    const isReader = at === count - 1;
    document.body.dataset.wall = isReader ? "reader" : "slide";
    const name = isReader ? "One text for all" : slides[at].title;
    where.textContent = `${at + 1} of ${count}: ${name}`;
    stage.innerHTML = isReader ? "" : slides[at].html;
    back.setAttribute("aria-disabled", String(at === 0));
    on.setAttribute("aria-disabled", String(isReader));
    reader.setAttribute("aria-pressed", String(isReader));
  };

  back.addEventListener("click", () => go(at - 1), { signal });
  on.addEventListener("click", () => go(at + 1), { signal });
  reader.addEventListener("click", () => go(count - 1), { signal });
  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    // Arrows move within the Reader and within fields; there they are not the wall's.
    if (event.target.closest?.(".atodds-reader, input, select, textarea")) return;
    const to = stepTo(at, count, event.key);
    if (to === null) return;
    event.preventDefault();
    go(to);
  };
  document.addEventListener("keydown", onKey, { signal });
  go(0);
  el.replaceChildren(root);
  return () => stop.abort();
}

export default { render };
