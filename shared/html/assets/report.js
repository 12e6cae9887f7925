(() => {
  "use strict";
  const root = document;

  // Tables: a button in every header sorts the rows by that column.
  const collator = new Intl.Collator(root.documentElement.lang, { numeric: true, sensitivity: "base" });
  const key = (cell) => (cell.dataset.v === undefined ? cell.textContent : Number(cell.dataset.v));
  const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : collator.compare(a, b));
  root.querySelectorAll("table.sortable").forEach((table) => {
    const body = table.tBodies[0];
    const original = [...body.rows];
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = root.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const numeric = original.some((row) => row.cells[column].dataset.v !== undefined);
        const current = head.getAttribute("aria-sort");
        const next = { null: numeric ? "descending" : "ascending" }[current]
          ?? (current === "descending" ? "ascending" : "descending");
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", next);
        const sign = next === "ascending" ? 1 : -1;
        // Rows without a value stay at the end, whichever way the others run.
        const missing = (row) => numeric && row.cells[column].dataset.v === undefined;
        const rows = original.slice().sort((a, b) =>
          missing(a) - missing(b) || sign * compare(key(a.cells[column]), key(b.cells[column])));
        body.append(...rows);
      });
    });
  });

  // Charts: what a mark stands for shows at once, and on touch, where titles never show.
  const tip = root.createElement("div");
  tip.className = "tip";
  tip.setAttribute("aria-hidden", "true");
  tip.hidden = true;
  root.body.append(tip);
  root.querySelectorAll("svg g > title").forEach((title) => {
    title.parentNode.dataset.tip = title.textContent;
    title.remove();
  });
  const point = (event) => {
    const mark = event.target.closest?.("g[data-tip]");
    tip.hidden = !mark;
    if (!mark) return;
    tip.textContent = mark.dataset.tip;
    const { clientWidth, clientHeight } = root.documentElement;
    const box = tip.getBoundingClientRect();
    const x = Math.min(event.clientX + 12, clientWidth - box.width - 8);
    const y = event.clientY + 18 + box.height < clientHeight ? event.clientY + 18 : event.clientY - box.height - 10;
    tip.style.transform = `translate(${Math.max(4, x)}px, ${Math.max(4, y)}px)`;
  };
  root.addEventListener("pointermove", point);
  root.addEventListener("pointerdown", point);
  root.addEventListener("scroll", () => { tip.hidden = true; }, { passive: true, capture: true });
  root.addEventListener("keydown", (event) => { if (event.key === "Escape") tip.hidden = true; });

  // What does not scroll need not be a stop for the keyboard.
  const stops = [...root.querySelectorAll(".scroll")];
  const measure = () => stops.forEach((box) => {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  });
  addEventListener("resize", measure);
  measure();
})();
