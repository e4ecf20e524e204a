"use strict";
const find = (id) => document.getElementById(id);
const chart = find("chart");
const readout = find("readout");
const marks = [...chart.querySelectorAll(".mark")].sort(
  (a, b) => a.dataset.entry - b.dataset.entry,
);
let at = -1;

// What the drawing shows is read below it; the browser's own tips come late and cannot be read aloud.
chart.addEventListener("pointerover", (event) => {
  const title = event.target.querySelector?.("title");
  if (title && event.target.tagName !== "svg") readout.textContent = title.textContent;
});

function go(to) {
  if (marks.length === 0) return;
  marks[at]?.classList.remove("at");
  at = Math.max(0, Math.min(marks.length - 1, to));
  const mark = marks[at];
  mark.classList.add("at");
  const box = mark.getBBox();
  for (const end of ["x1", "x2"]) find("cursor").setAttribute(end, box.x + box.width / 2);
  readout.textContent = mark.querySelector("title").textContent;
  document.querySelector("tr.at")?.classList.remove("at");
  find("e" + mark.dataset.entry)?.classList.add("at");
}

chart.addEventListener("keydown", (event) => {
  const steps = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: marks.length - 1 };
  if (event.key in steps) {
    go(steps[event.key]);
    event.preventDefault();
  } else if (event.key === "Enter" && at >= 0) {
    find("e" + marks[at].dataset.entry)?.scrollIntoView({ block: "center" });
  }
});
chart.addEventListener("click", (event) => {
  const to = marks.indexOf(event.target.closest(".mark"));
  if (to >= 0) {
    go(to);
    find("e" + marks[to].dataset.entry)?.scrollIntoView({ block: "center" });
  }
});

const rows = [...document.querySelectorAll("#timeline tbody tr")];
function filter() {
  const words = find("words").value.toLowerCase();
  const sort = find("sort").value;
  const hidden = find("all").checked ? "SUMMARY" : "DETAIL";
  let shown = 0;
  for (const row of rows) {
    row.hidden =
      row.dataset.level === hidden ||
      (sort !== "" && row.dataset.sort !== sort) ||
      (words !== "" && !row.textContent.toLowerCase().includes(words));
    if (!row.hidden) shown++;
  }
  find("count").textContent = shown + " of " + rows.length + " entries";
}
find("filter").addEventListener("input", filter);
find("filter").addEventListener("submit", (event) => event.preventDefault());
filter();
