"use strict";

const place = document.getElementById("api");
const dark = matchMedia("(prefers-color-scheme: dark)");

/* ReDoc computes shades from its colours, so it needs them as values. */
const theme = () => {
  const style = getComputedStyle(document.documentElement);
  const value = (name) => style.getPropertyValue(name).trim();
  return {
    colors: {
      primary: { main: value("--accent") },
      success: { main: value("--good") },
      warning: { main: value("--warn") },
      error: { main: value("--bad") },
      text: { primary: value("--ink"), secondary: value("--soft") },
      border: { dark: value("--line"), light: value("--line") },
    },
    schema: {
      nestedBackground: value("--paper"),
      linesColor: value("--line"),
      typeNameColor: value("--soft"),
      typeTitleColor: value("--soft"),
      requireLabelColor: value("--bad"),
    },
    sidebar: { backgroundColor: value("--paper"), textColor: value("--ink"), activeTextColor: value("--accent"), width: "270px" },
    rightPanel: {
      backgroundColor: "#10201f",
      textColor: "#e6ecea",
      servers: {
        overlay: { backgroundColor: value("--sheet"), textColor: value("--ink") },
        url: { backgroundColor: value("--paper") },
      },
    },
    fab: { backgroundColor: value("--accent"), color: value("--accent-ink") },
    codeBlock: { backgroundColor: "#0b1615" },
    typography: {
      fontSize: "15px",
      lineHeight: "1.6",
      fontFamily: value("--sans"),
      headings: { fontFamily: value("--sans"), fontWeight: "650" },
      code: { fontFamily: value("--mono"), fontSize: "13px", color: value("--ink"), backgroundColor: value("--code") },
      links: { color: value("--accent"), visited: value("--accent"), hover: value("--accent") },
    },
  };
};

const draw = () => {
  const frame = document.createElement("div");
  place.replaceChildren(frame);
  Redoc.init(
    place.dataset.openapi,
    { theme: theme(), hideDownloadButton: false, nativeScrollbars: true, scrollYOffset: 0, sortRequiredPropsFirst: true },
    frame,
  );
};

draw();
dark.addEventListener("change", draw);
