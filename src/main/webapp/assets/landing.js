"use strict";

const one = (id) => document.getElementById(id);

/* Unless an operator says where callers find it, the page knows where it lives, whatever prefix that is. */
const showBase = () => {
  const told = one("base").dataset.public;
  const base = told ? `${told.replace(/\/$/, "")}/v1` : new URL("v1", new URL(".", location.href)).href;
  for (const place of document.querySelectorAll("[data-base]")) {
    place.textContent = base;
  }
};

const showState = (state, text) => {
  one("state").dataset.state = state;
  one("state-text").textContent = text;
};

const counted = (count, what) => `${count} ${what}${count === 1 ? "" : "s"}`;

const askState = async () => {
  try {
    const answer = await fetch(one("state").dataset.health, { cache: "no-store", signal: AbortSignal.timeout(5000) });
    const health = await answer.json();
    const parts = [health.status === "healthy" ? "Up and answering" : `The gateway says: ${health.status ?? answer.status}`];
    for (const what of ["provider", "model"]) {
      if (Number.isInteger(health[`${what}s`])) {
        parts.push(counted(health[`${what}s`], what));
      }
    }
    if (health.version) {
      parts.push(`version ${health.version}`);
    }
    showState(answer.ok && health.status === "healthy" ? "good" : "warn", parts.join(" · "));
  } catch {
    showState("bad", "The gateway does not answer.");
  }
};

/* The clipboard API exists only on https and localhost; an intranet is often neither. */
const copyText = async (text) => {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      /* not allowed: try the old way */
    }
  }
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "quiet";
  field.readOnly = true;
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  return copied;
};

const startCopying = () => {
  for (const button of document.querySelectorAll("[data-copies]")) {
    const label = button.firstChild;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const copied = await copyText(one(button.dataset.copies).textContent);
      button.focus();
      label.textContent = copied ? "Copied" : "Press Ctrl+C";
      if (!copied) {
        getSelection().selectAllChildren(one(button.dataset.copies));
      }
      one("copied").textContent = copied ? "Copied to the clipboard." : "Selected. Press Control and C to copy.";
      setTimeout(() => {
        label.textContent = "Copy";
        one("copied").textContent = "";
      }, 2500);
    });
  }
};

const startTabs = () => {
  const tabs = [...document.querySelectorAll("[role=tab]")];
  const choose = (chosen) => {
    for (const tab of tabs) {
      const selected = tab === chosen;
      tab.setAttribute("aria-selected", String(selected));
      tab.tabIndex = selected ? 0 : -1;
      one(tab.getAttribute("aria-controls")).hidden = !selected;
    }
  };
  const steps = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };
  for (const [at, tab] of tabs.entries()) {
    one(tab.getAttribute("aria-controls")).setAttribute("role", "tabpanel");
    tab.addEventListener("click", () => choose(tab));
    tab.addEventListener("keydown", (event) => {
      const step = steps[event.key];
      if (step === undefined) {
        return;
      }
      event.preventDefault();
      const next = Number.isFinite(step) ? (at + step + tabs.length) % tabs.length : step < 0 ? 0 : tabs.length - 1;
      choose(tabs[next]);
      tabs[next].focus();
      tabs[next].scrollIntoView({ block: "nearest", inline: "nearest" });
    });
  }
  one("tabs").classList.add("tabbed");
  tabs[0].parentElement.hidden = false;
  choose(tabs[0]);
};

showBase();
startTabs();
startCopying();
askState();
