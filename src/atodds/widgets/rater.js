// The Rater's front end: it draws what Python says and reports one thing, the grades given.

const PATIENCE = 5000;
let views = 0;

/** Return the ratings with one grade given; nothing that was there is changed. */
export function withGrade(ratings, claim, scale, grade) {
  return { ...ratings, [claim]: { ...ratings[claim], [scale]: grade } };
}

/** Return the ratings without those of one claim. */
export function withoutClaim(ratings, claim) {
  const { [claim]: _gone, ...kept } = ratings;
  return kept;
}

/** Say what a grade means. */
export function meaning(scale, grade) {
  const found = scale.find((each) => each.grade === String(grade));
  return found ? `${found.grade}: ${found.words}` : "not rated yet";
}

/** Count the claims that have both grades. */
export function countFull(items, ratings) {
  return items.filter(({ claim }) => ratings[claim]?.source && ratings[claim]?.statement).length;
}

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

const NAMES = { source: "Source", statement: "Statement" };
const ASKS = { source: "Who says it?", statement: "Is it so?" };

function render({ model, el }) {
  const view = (views += 1);
  const items = model.get("items");
  const scales = model.get("scales");
  const stop = new AbortController();
  let waiting = null;

  const root = make("section", {
    class: "atodds-rater atodds-live",
    "aria-label": `Rater: ${model.get("title")}`,
  });
  const count = make("span", { class: "atodds-note" });
  const status = make("p", { class: "atodds-status", role: "status", "aria-live": "polite" });
  const cards = make("div", { class: "atodds-cards" });
  const bar = make("div", { class: "atodds-bar" });
  const place = make("div", { class: "atodds-grid", id: `atodds-grid-${view}` });
  const button = make("button", { type: "button", "aria-controls": place.id });

  const say = (sentence) => {
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

  const send = (ratings) => {
    model.set("ratings", ratings);
    model.save_changes();
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      say("No answer from the kernel yet: this is not saved. Wait, or run the cell again.");
    }, PATIENCE);
  };

  function drawScales() {
    const lists = Object.entries(scales).map(([name, grades]) => {
      const rows = grades.flatMap(({ grade, words }) => [
        make("dt", {}, grade),
        make("dd", {}, words),
      ]);
      return make("div", {}, make("p", {}, `${NAMES[name]}. ${ASKS[name]}`), make("dl", {}, ...rows));
    });
    const summary = make("summary", {}, "What the grades mean");
    const open = countFull(items, model.get("ratings")) ? null : "";
    return make("details", { class: "atodds-scales", open }, summary, make("div", {}, ...lists));
  }

  function drawChoice(item, name) {
    const legend = make("legend", {}, `${NAMES[name]} of statement ${item.number}`);
    const shown = make("span", { "aria-hidden": "true" }, `${NAMES[name]}: ${ASKS[name]}`);
    const choices = scales[name].map(({ grade, words }) => {
      const box = make("input", {
        type: "radio",
        name: `atodds-${view}-${name}-${item.number}`,
        value: grade,
        "aria-label": `${grade}: ${words}`,
        "data-claim": item.claim,
        "data-scale": name,
      });
      listen(box, "change", () => {
        const given = name === "statement" ? Number(grade) : grade;
        send(withGrade(model.get("ratings"), item.claim, name, given));
      });
      return make("label", { title: words }, box, make("span", {}, grade));
    });
    const words = make("p", { class: "atodds-meaning", "data-meaning": `${item.claim} ${name}` });
    const group = make("div", { class: "atodds-grades" }, ...choices);
    return make("fieldset", {}, legend, shown, group, words);
  }

  function drawCard(item) {
    const says = make("p", { class: "atodds-says" });
    says.append(make("strong", {}, `${item.number} `), item.says);
    const lines = [
      ["Its words", item.exact ? `“${item.exact}”` : ""],
      ["Cited", item.cited],
      ["Beside it", item.beside],
    ].filter(([, words]) => words);
    const facts = lines.flatMap(([name, words]) => [make("dt", {}, name), make("dd", {}, words)]);
    const clear = make("button", { type: "button", "data-clear": item.claim }, "Clear");
    clear.setAttribute("aria-label", `Clear both grades of statement ${item.number}`);
    listen(clear, "click", () => send(withoutClaim(model.get("ratings"), item.claim)));
    const choices = Object.keys(scales).map((name) => drawChoice(item, name));
    const grading = make("div", { class: "atodds-pair" }, ...choices, clear);
    const group = { role: "group", "aria-label": `Statement ${item.number}`, class: "atodds-card" };
    return make("div", group, says, make("dl", {}, ...facts), grading);
  }

  function drawGrid() {
    const on = model.get("grid_on");
    button.textContent = on ? "Hide the grid" : "Show the grid of my grades";
    button.setAttribute("aria-expanded", String(on));
    if (!on) return place.replaceChildren();
    const head = scales.statement.map(({ grade }) => make("th", { scope: "col" }, grade));
    const rows = model.get("grid").map((row, at) => {
      const cells = row.map((number, to) => {
        const cell = make("td", {}, number ? String(number) : "");
        if (at === to) cell.className = "atodds-diagonal";
        if (number) cell.dataset.count = number;
        return cell;
      });
      return make("tr", {}, make("th", { scope: "row" }, scales.source[at].grade), ...cells);
    });
    const corner = make("th", { scope: "col" }, "Source");
    const caption = make("caption", {}, "Rows: source. Columns: statement. In frames: the diagonal.");
    const table = make(
      "table",
      {},
      caption,
      make("thead", {}, make("tr", {}, corner, ...head)),
      make("tbody", {}, ...rows),
    );
    place.replaceChildren(make("p", {}, model.get("diagonal")), table);
  }

  function mark() {
    const ratings = model.get("ratings");
    for (const box of cards.querySelectorAll("input[type=radio]")) {
      const { claim, scale } = box.dataset;
      box.checked = String(ratings[claim]?.[scale] ?? "") === box.value;
    }
    for (const line of cards.querySelectorAll("[data-meaning]")) {
      const [claim, scale] = line.dataset.meaning.split(" ");
      line.textContent = meaning(scales[scale], ratings[claim]?.[scale]);
    }
    count.textContent = `${countFull(items, ratings)} of ${items.length} have both grades.`;
    button.disabled = !countFull(items, ratings);
  }

  listen(button, "click", () => {
    model.set("grid_on", !model.get("grid_on"));
    model.save_changes();
  });
  // In the notebook, bare keys are commands ("d d" deletes a cell); in here they are not.
  listen(root, "keydown", (event) => {
    if (event.key === "Escape") root.closest(".jp-Cell")?.focus();
    if (!event.altKey && !event.ctrlKey && !event.metaKey && !(event.shiftKey && event.key === "Enter")) {
      event.stopPropagation();
    }
  });

  const onGrid = () => {
    drawGrid();
    say(model.get("grid_on") ? "The grid is shown below." : "The grid is hidden.");
  };
  const onStatus = () => {
    clearTimeout(waiting);
    say(model.get("status").text);
  };
  model.on("change:ratings", mark);
  model.on("change:grid", drawGrid);
  // The sentence comes after the numbers, and must not stay behind them.
  model.on("change:diagonal", drawGrid);
  model.on("change:grid_on", onGrid);
  model.on("change:status", onStatus);

  const title = make("p", { class: "atodds-title" }, make("strong", {}, model.get("title")), " ", count);
  cards.append(...items.map(drawCard));
  bar.append(button);
  mark();
  drawGrid();
  root.append(title, drawScales(), cards, status, bar, place);
  el.replaceChildren(root);
  if (model.get("status").text) say(model.get("status").text);

  return () => {
    stop.abort();
    clearTimeout(waiting);
    model.off("change:ratings", mark);
    model.off("change:grid", drawGrid);
    model.off("change:diagonal", drawGrid);
    model.off("change:grid_on", onGrid);
    model.off("change:status", onStatus);
  };
}

export default { render };
