"use strict";
// Filters, ties between words and cards, and marks of a reviewer.  Without it the page has everything else.
(() => {
  const byId = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const cards = all(".card");

  // Words and cards light up together, by mouse and by keyboard.
  let lit = [];
  const partners = (id, article) => [byId(id), ...all(`mark[data-of~="${id}"]`, article)];
  const light = (event) => {
    const element = event.target.closest?.("[data-of], .card");
    lit.forEach((each) => each?.classList.remove("lit"));
    lit = [];
    if (!element) return;
    const ids = element.dataset.of ? element.dataset.of.trim().split(" ") : [element.id];
    lit = ids.flatMap((id) => partners(id, element.closest(".article")));
    lit.forEach((each) => each?.classList.add("lit"));
    if (element.dataset.of) reveal(byId(ids[ids.length - 1]));
  };
  const reveal = (card) => {
    const pane = card?.parentElement;
    if (!pane || pane.scrollHeight <= pane.clientHeight) return;
    const [inner, outer] = [card.getBoundingClientRect(), pane.getBoundingClientRect()];
    if (inner.top < outer.top || inner.bottom > outer.bottom) pane.scrollTop += inner.top - outer.top - 8;
  };
  document.addEventListener("mouseover", light);
  document.addEventListener("focusin", light);

  // Rows of the index that hold what is typed.
  const narrow = byId("narrow");
  if (narrow) {
    const rows = all(".rows tbody tr").map((row) => [row, row.textContent.toLowerCase()]);
    narrow.hidden = false;
    narrow.addEventListener("input", (event) => {
      const wanted = event.target.value.trim().toLowerCase();
      for (const [row, words] of rows) row.hidden = !words.includes(wanted);
    });
  }

  const form = byId("filters");
  if (!form) return;
  const isNarrow = matchMedia("(max-width:46rem)").matches;
  if (isNarrow) all("header details").forEach((each) => { each.open = false; });

  // Filters.
  const words = new Map();
  const wordsOf = (card) => {
    if (!words.has(card)) words.set(card, card.textContent.toLowerCase());
    return words.get(card);
  };
  const isWanted = (card) => {
    const { speaker, named, outlet, type, attitude, confidence, words: typed } = form.elements;
    const has = (field, value) => !field.value || field.value === value;
    const { dataset } = card;
    return has(speaker, dataset.speaker) && has(named, dataset.named) && has(type, dataset.type) &&
      has(attitude, dataset.attitude) && Number(dataset.confidence) * 100 >= Number(confidence.value) &&
      (!outlet.value || dataset.outlets.split("\n").includes(outlet.value)) &&
      (!typed.value || wordsOf(card).includes(typed.value.trim().toLowerCase()));
  };
  const filter = () => {
    const shown = new Set(cards.filter(isWanted).map((card) => card.id));
    for (const card of cards) card.hidden = !shown.has(card.id);
    for (const mark of all("[data-of]")) {
      mark.classList.toggle("off", !mark.dataset.of.trim().split(" ").some((id) => shown.has(id)));
    }
    for (const each of all(".article")) each.hidden = !each.querySelector(".card:not([hidden])");
    count(shown.size);
  };
  const count = (shown) => { byId("count").textContent = `${shown} of ${cards.length} statements`; };
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  count(cards.length);

  // Marks: right, wrong, or said by somebody else.
  const marked = new Map();
  let saved = true;
  const mark = (place, kind) => {
    if (marked.get(place) === kind || !kind) marked.delete(place);
    else marked.set(place, kind);
    show(place);
  };
  const show = (place) => {
    saved = false;
    for (const button of all(".review button", cards[place])) {
      button.setAttribute("aria-pressed", String(button.dataset.mark === marked.get(place)));
    }
    const kinds = [...marked.values()];
    const ofKind = (kind) => kinds.filter((each) => each === kind).length;
    byId("save").disabled = !kinds.length;
    byId("marked").textContent = `${kinds.length} of ${cards.length} marked: ${ofKind("right")} right, ` +
      `${ofKind("wrong")} wrong, ${ofKind("other")} by another speaker`;
  };
  cards.forEach((card, place) => {
    const review = card.querySelector(".review");
    review.hidden = false;
    const name = review.querySelector("input");
    review.addEventListener("click", (event) => {
      if (!event.target.dataset.mark) return;
      name.value = "";
      mark(place, event.target.dataset.mark);
    });
    name.addEventListener("input", () => {
      marked.delete(place);
      mark(place, name.value.trim() ? "other" : "");
    });
  });
  byId("gold").hidden = false;
  byId("marked").textContent = "Mark every statement of an article: what is not in the gold counts as wrong.";

  // The gold: records that are right, those of another speaker with that one.
  const corrected = (record, name) => ({
    ...record,
    speaker: { name, kind: record.speaker.kind === "unknown" ? "person" : record.speaker.kind, entity: null,
      role: null, affiliation: null, resolved_by: "name" },
    chain: record.chain.map((hop) => (hop.role === "speaker" ? { ...hop, name, spans: [] } : hop)),
    provenance: { ...record.provenance, rule: "by_hand", reason: null, candidates: [] },
  });
  byId("save").addEventListener("click", () => {
    const { documents, records } = JSON.parse(byId("records").textContent);
    const lines = [...marked].filter(([, kind]) => kind !== "wrong").sort(([a], [b]) => a - b).map(([place, kind]) => {
      const record = { ...records[place], document: documents[records[place].document] };
      const name = cards[place].querySelector(".review input").value.trim();
      return JSON.stringify(kind === "other" ? corrected(record, name) : record) + "\n";
    });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(lines, { type: "application/jsonl" }));
    link.download = "gold.jsonl";
    link.click();
    saved = true;
  });
  window.addEventListener("beforeunload", (event) => { if (!saved && marked.size) event.preventDefault(); });
})();
