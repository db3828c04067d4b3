"use strict";
(() => {
  const records = JSON.parse(document.getElementById("records").textContent);
  const cards = [...document.querySelectorAll(".card")];
  const form = document.getElementById("filters");
  const marks = new Map();
  const wanted = (card) => {
    const f = form.elements;
    const has = (field, value) => !f[field].value || f[field].value === value;
    return has("speaker", card.dataset.speaker) && has("type", card.dataset.type) &&
      has("attitude", card.dataset.attitude) &&
      (!f.outlet.value || card.dataset.outlets.split("\n").includes(f.outlet.value)) &&
      Number(card.dataset.confidence) * 100 >= Number(f.confidence.value) &&
      card.textContent.toLowerCase().includes(f.words.value.toLowerCase());
  };
  const filter = () => {
    let shown = 0;
    for (const card of cards) { card.hidden = !wanted(card); shown += !card.hidden; }
    for (const article of document.querySelectorAll(".article")) {
      article.hidden = !article.querySelector(".card:not([hidden])");
    }
    document.getElementById("count").textContent = `${shown} of ${cards.length}`;
  };
  const light = (id, on) => {
    for (const each of document.querySelectorAll(`mark[data-of~="${id}"]`)) each.classList.toggle("lit", on);
    document.getElementById(id)?.classList.toggle("lit", on);
  };
  const tie = (element, ids) => {
    for (const [start, end] of [["mouseenter", "mouseleave"], ["focusin", "focusout"]]) {
      element.addEventListener(start, () => ids.forEach((id) => light(id, true)));
      element.addEventListener(end, () => ids.forEach((id) => light(id, false)));
    }
  };
  cards.forEach((card, place) => {
    tie(card, [card.id]);
    const review = card.querySelector(".review");
    review.hidden = false;
    const buttons = [...review.querySelectorAll("button")];
    const mark = (kind) => {
      marks.set(place, kind);
      buttons.forEach((each) => each.setAttribute("aria-pressed", String(each.dataset.mark === kind)));
    };
    buttons.forEach((each) => each.addEventListener("click", () => mark(each.dataset.mark)));
    review.querySelector("input").addEventListener("input", (event) => mark(event.target.value.trim() ? "other" : ""));
  });
  for (const each of document.querySelectorAll("mark")) tie(each, each.dataset.of.trim().split(" "));
  document.getElementById("save").addEventListener("click", () => {
    const lines = [];
    for (const [place, kind] of [...marks].sort((a, b) => a[0] - b[0])) {
      if (kind !== "right" && kind !== "other") continue;
      const record = structuredClone(records[place]);
      if (kind === "other") {
        const name = cards[place].querySelector(".review input").value.trim();
        record.speaker.name = name;
        if (record.chain.length) record.chain[0].name = name;
      }
      lines.push(JSON.stringify(record) + "\n");
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(lines, { type: "application/jsonl" }));
    link.download = "gold.jsonl";
    link.click();
  });
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  filter();
})();
