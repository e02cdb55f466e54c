// What a form of ipywidgets lacks for those who answer by keyboard. In JupyterLab, bare keys are
// commands: on an option, an arrow leaves the cell and "d d" deletes it; in a form they are not.

/** Tell whether a key is the notebook's own: with Ctrl and the like, or Shift and Enter. */
export function isNotebooks({ key, shiftKey, ctrlKey, metaKey, altKey }) {
  return ctrlKey || metaKey || altKey || (shiftKey && key === "Enter");
}

/** Make each set of options one group: one stop for Tab, and arrows that choose within it. */
export function group(form, name) {
  form.querySelectorAll(".widget-radio").forEach((set, index) => {
    const label = set.querySelector(":scope > .widget-label")?.textContent;
    set.setAttribute("role", "radiogroup");
    if (label) set.setAttribute("aria-label", label);
    for (const option of set.querySelectorAll("input")) option.name ||= `${name}-${index}`;
  });
}

function render({ model, el }) {
  const stop = new AbortController();
  const { signal } = stop;
  // Two views of one form must not share a group.
  const name = `form-${crypto.getRandomValues(new Uint32Array(2)).join("-")}`;
  const begin = () => {
    if (signal.aborted) return;
    const form = el.closest(".atodds-form");
    // The form takes this view in only after it was drawn.
    if (!form) {
      requestAnimationFrame(begin);
      return;
    }
    group(form, name);
    // Options may be drawn after this view.
    form.addEventListener("focusin", () => group(form, name), { signal });
    const leave = (event) => {
      if (event.key === "Escape") form.closest(".jp-Cell")?.focus();
    };
    // On its way down: a box for text lets no key come back up.
    form.addEventListener("keydown", leave, { capture: true, signal });
    const keep = (event) => {
      if (!isNotebooks(event)) event.stopPropagation();
    };
    form.addEventListener("keydown", keep, { signal });
  };
  begin();
  return () => stop.abort();
}

export default { render };
