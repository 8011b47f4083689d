"use strict";

const one = (id) => document.getElementById(id);
const EVERY = 3000;

/* The key stays in this page's memory: it is gone when the page is. */
let key = "";
let entries = [];
let timer = 0;

const ask = (method) =>
  fetch(document.body.dataset.logs, {
    method,
    cache: "no-store",
    headers: key ? { Authorization: `Bearer ${key}` } : {},
    signal: AbortSignal.timeout(10000),
  });

const tell = (text, state) => {
  one("state").textContent = text;
  one("state").dataset.state = state ?? "";
};

const cell = (text, kind) => {
  const made = document.createElement("td");
  made.textContent = text;
  if (kind) {
    made.className = kind;
  }
  return made;
};

const seconds = (millis) => (millis === null ? "" : millis < 1000 ? `${millis} ms` : `${(millis / 1000).toFixed(1)} s`);

/* Small amounts keep the digits that matter: nothing that cost something is shown as nothing. */
const money = (cost) => (cost === null ? "" : `$${cost === 0 || cost >= 1 ? cost.toFixed(2) : Number(cost.toPrecision(2))}`);

const modelText = (request) => {
  const used = request.provider ? `${request.provider}/${request.model}` : "";
  const asked = request.model_asked ?? "";
  return used && asked && asked !== used && asked !== request.model ? `${asked} → ${used}` : used || asked;
};

const tokensText = (request) => {
  const all = request.tokens_in + request.tokens_out;
  return all === 0 ? "" : `${request.tokens_estimated ? "≈ " : ""}${request.tokens_in} + ${request.tokens_out}`;
};

const shown = (entry) => {
  const words = one("filter").value.toLowerCase().split(/\s+/).filter(Boolean);
  const text = [entry.user, entry.method, entry.path, modelText(entry.request), entry.status, entry.id].join(" ").toLowerCase();
  return words.every((word) => text.includes(word));
};

const openDetail = (entry) => {
  one("detail-title").textContent = entry.id;
  one("detail-text").textContent = JSON.stringify(entry.request, null, 2);
  one("detail").showModal();
};

const rowOf = (entry) => {
  const request = entry.request;
  const row = document.createElement("tr");
  const time = document.createElement("td");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link";
  button.textContent = new Date(entry.timestamp).toLocaleTimeString();
  button.addEventListener("click", () => openDetail(entry));
  time.append(button);
  const ok = entry.status < 400 && ["complete", "batch", "stopped", "caller_gone"].includes(request.outcome);
  const status = `${entry.status}${request.outcome === "complete" ? "" : ` ${request.outcome.replace("_", " ")}`}`;
  row.append(
    time,
    cell(entry.user),
    cell(`${entry.method} ${entry.path}`, "path"),
    cell(request.attempts > 1 ? `${modelText(request)} (${request.attempts} tries)` : modelText(request), "path"),
    cell(status, ok ? "good" : "bad"),
    cell(seconds(request.time_to_first_token_ms), "number"),
    cell(seconds(entry.duration_ms), "number"),
    cell(tokensText(request), "number"),
    cell(money(request.cost), "number"),
  );
  return row;
};

const draw = () => {
  const visible = entries.filter(shown);
  one("rows").replaceChildren(...visible.map(rowOf));
  tell(entries.length === 0 ? "No request yet." : `${visible.length} of ${entries.length} requests`);
};

const askForKey = (status) => {
  one("sign-in").hidden = false;
  one("tools").hidden = true;
  one("requests").hidden = true;
  tell(key ? "This key is not an operator’s." : status === 403 ? "This page is for operators." : "This page needs the admin key.", key ? "bad" : "");
  key = "";
  one("key").focus();
};

const load = async () => {
  clearTimeout(timer);
  try {
    const answer = await ask("GET");
    if (answer.status === 401 || answer.status === 403) {
      askForKey(answer.status);
      return;
    }
    if (!answer.ok) {
      throw new Error(`status ${answer.status}`);
    }
    entries = (await answer.json()).entries;
    one("sign-in").hidden = true;
    one("tools").hidden = false;
    one("requests").hidden = false;
    draw();
  } catch (problem) {
    tell(`The gateway does not answer (${problem.message}).`, "bad");
  }
  if (one("live").checked && !one("sign-in").checkVisibility()) {
    timer = setTimeout(load, EVERY);
  }
};

one("sign-in").addEventListener("submit", (event) => {
  event.preventDefault();
  key = one("key").value.trim();
  one("key").value = "";
  load();
});
one("tools").addEventListener("submit", (event) => event.preventDefault());
one("filter").addEventListener("input", draw);
one("live").addEventListener("change", load);
one("clear").addEventListener("click", async () => {
  await ask("DELETE");
  load();
});
load();
