// The page of `kiln report`. All it shows is in the element "data", as JSON ("kiln-report/1", cli/report/write_page.cpp); every
// text reaches the page as a text node, never as markup.
"use strict";

const data = JSON.parse(document.getElementById("data").textContent);

const byId = (id) => document.getElementById(id);

// make("p", {class: "note"}, "text", child, ...)
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

const plural = (count, what) => `${count.toLocaleString("en")} ${what}${count === 1 ? "" : "s"}`;

// "3, 5–7"
function ranges(numbers) {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  const parts = [];
  for (let i = 0; i < sorted.length; ) {
    let end = i;
    while (end + 1 < sorted.length && sorted[end + 1] === sorted[end] + 1) ++end;
    parts.push(end > i ? `${sorted[i]}–${sorted[end]}` : `${sorted[i]}`);
    i = end + 1;
  }
  return parts.length > 12 ? [...parts.slice(0, 12), "…"].join(", ") : parts.join(", ");
}

// The index that a key moves to in a list of that length; undefined for another key.
function moved(key, index, length, previous, next, page = 20) {
  const clamp = (i) => Math.max(0, Math.min(length - 1, i));
  switch (key) {
    case previous: return clamp(index - 1);
    case next: return clamp(index + 1);
    case "Home": return 0;
    case "End": return length - 1;
    case "PageUp": return clamp(index - page);
    case "PageDown": return clamp(index + page);
  }
  return undefined;
}

//--- Theme -------------------------------------------------------------------------------------------------------

const theme = {
  names: ["auto", "light", "dark"],
  apply(name) {
    if (name === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = name;
    byId("theme").textContent = `Theme: ${name}`;
    byId("theme").dataset.name = name;
    try { localStorage.setItem("kiln-theme", name); } catch { /* A page from a file may have no storage. */ }
  },
  start() {
    let name = "auto";
    try { name = localStorage.getItem("kiln-theme") ?? name; } catch { /* As above. */ }
    this.apply(this.names.includes(name) ? name : "auto");
    byId("theme").addEventListener("click", () => {
      this.apply(this.names[(this.names.indexOf(byId("theme").dataset.name) + 1) % this.names.length]);
    });
  },
};

//--- Colours of a text -------------------------------------------------------------------------------------------

const keywords = new Set((
  "kernel global local constant private generic void if else for while do switch case default break continue return " +
  "struct union enum typedef const restrict volatile static inline sizeof bool char uchar short ushort int uint long " +
  "ulong float half double size_t ptrdiff_t signed unsigned goto read_only write_only read_write using namespace " +
  "template class auto device thread threadgroup uniform buffer shared layout in out inout readonly writeonly coherent " +
  "cbuffer register groupshared RWByteAddressBuffer ByteAddressBuffer true false sampler image2d_t image3d_t").split(" "));
const isType = /^(?:u?(?:char|short|int|long)|float|half|double|bool|packed_\w+|[iub]?vec|[iub]?mat|u?int\d+_t|float\d+_t)\d*(?:x\d+)?$/;
const tokens = /(\/\/.*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/)?)|("(?:[^"\\]|\\.)*"?)|([A-Za-z_]\w*)|((?:0[xX][\da-fA-F]+|\d[\d.]*(?:[eE][+-]?\d+)?)\w*)/g;
const spirvTokens = /(;.*)|("(?:[^"\\]|\\.)*"?)|(\bOp\w+)|(%[\w.$]+)|((?<![\w%])-?\d[\w.+-]*)/g;

function span(kind, text) { return make("span", {class: kind}, text); }

// A function from one line to nodes; lines come in order, since comments may cross them.
function painter(language, count) {
  if (count > 30000) return (line) => [line];
  const nodes = (line, pattern, kindOf) => {
    const out = [];
    let end = 0;
    for (const match of line.matchAll(pattern)) {
      const kind = kindOf(match);
      if (!kind) continue;
      if (match.index > end) out.push(line.slice(end, match.index));
      out.push(span(kind, match[0]));
      end = match.index + match[0].length;
    }
    if (end < line.length) out.push(line.slice(end));
    return out;
  };
  if (language === "spirv") {
    return (line) => nodes(line, spirvTokens, (m) => m[1] ? "c" : m[2] ? "s" : m[3] ? "k" : m[4] ? "i" : "n");
  }
  let inComment = false;
  return (line) => {
    const out = [];
    if (inComment) {
      const end = line.indexOf("*/");
      if (end < 0) return [span("c", line)];
      out.push(span("c", line.slice(0, end + 2)));
      line = line.slice(end + 2);
      inComment = false;
    }
    if (/^\s*#/.test(line)) return [...out, span("s", line)];
    out.push(...nodes(line, tokens, (m) => {
      if (m[1]) {
        inComment = m[1].startsWith("/*") && !(m[1].length > 3 && m[1].endsWith("*/"));
        return "c";
      }
      return m[2] ? "s" : m[4] ? "n" : keywords.has(m[3]) || isType.test(m[3]) ? "k" : "";
    }));
    return out;
  };
}

//--- Listings: lines of which some have counterparts elsewhere ------------------------------------------------------

const blockLines = 200;  // lines that are laid out together, when they come into view

class Listing {
  // keys[i]: the lines of the sources that line i + 1 stands for, as "file:line"
  constructor(text, language, label, keys) {
    const lines = text.replace(/\n$/, "").split("\n");
    this.root = make("div", {class: "lines", role: "listbox", "aria-label": label, "aria-multiselectable": "true"});
    this.lines = [];
    const paint = painter(language, lines.length);
    let block;
    lines.forEach((line, i) => {
      if (i % blockLines === 0) {
        const height = Math.min(blockLines, lines.length - i) * 19.5;
        block = make("div", {class: "block", role: "presentation", style: `contain-intrinsic-size: auto ${height}px`});
        this.root.append(block);
      }
      const element = make("div", {class: "line", role: "option", "aria-selected": "false", "data-n": i + 1,
                                   tabindex: i === 0 ? 0 : -1}, ...paint(line));
      const key = keys.get(i + 1);
      if (key !== undefined) {
        element.classList.add("linked");
        element.style.setProperty("--hue", hueOf(key));
        element.dataset.key = key;
      }
      this.lines.push(element);
      block.append(element);
    });
    this.active = 0;
    this.root.listing = this;
  }
  focus(index) {
    this.lines[this.active].tabIndex = -1;
    this.active = index;
    this.lines[index].tabIndex = 0;
    this.lines[index].focus();
  }
}

// Neighbouring lines have hues that are far apart.
function hueOf(key) { return (Number(key.split(":")[1]) * 137) % 360; }

const code = {
  listings: [],      // of the sources
  targets: [],       // {tab, panel, listings}
  current: 0,
  pinned: undefined, // a key

  shown() { return [...this.listings, ...this.targets[this.current].listings]; },

  // Lights what stands for the source line `key`; undefined: nothing.
  light(key, from) {
    for (const line of this.lit ?? []) {
      line.classList.remove("lit", "pinned");
      line.setAttribute("aria-selected", "false");
    }
    this.lit = [];
    if (key === undefined) return this.say("");
    const sources = [], texts = [];
    for (const listing of this.shown()) {
      for (const line of listing.byKey?.get(key) ?? []) {
        line.classList.add("lit");
        line.classList.toggle("pinned", key === this.pinned);
        line.setAttribute("aria-selected", "true");
        this.lit.push(line);
        (this.listings.includes(listing) ? sources : texts).push(Number(line.dataset.n));
      }
    }
    const target = data.targets[this.current];
    const [file, number] = key.split(":");
    const place = `${data.sources[Number(file)].name}, line ${number}`;
    this.say(texts.length > 0 ? `${place}: ${target.language} ${texts.length === 1 ? "line" : "lines"} ${ranges(texts)}`
                              : `${place}: nothing in ${target.language}`);
    if (from) this.reveal(from);
  },
  say(text) { byId("status").textContent = text; },

  // Brings the first counterpart into view in the panes that `from` is not in.
  reveal(from) {
    const pane = from.closest("#source, [role=tabpanel]");
    const seen = new Set([pane]);
    for (const line of this.lit) {
      const other = line.closest("#source, [role=tabpanel]");
      if (seen.has(other)) continue;
      seen.add(other);
      // Within the pane alone: the page stays where it is.
      const box = other.getBoundingClientRect(), at = line.getBoundingClientRect();
      if (at.top < box.top + 40 || at.bottom > box.bottom - 20) {
        other.scrollTop += at.top - box.top - box.height / 3;
      }
    }
  },

  choose(index, focus) {
    this.current = index;
    this.targets.forEach(({tab, panel}, i) => {
      tab.setAttribute("aria-selected", String(i === index));
      tab.tabIndex = i === index ? 0 : -1;
      panel.hidden = i !== index;
    });
    this.fill(index);
    if (focus) this.targets[index].tab.focus();
    this.light(this.pinned);
    if (this.pinned && this.lit.length > 0) this.reveal(this.lit[0]);
  },

  // The lines of a panel are made when it is first shown.
  fill(index) {
    const target = this.targets[index];
    if (target.filled) return;
    target.filled = true;
    const {language, id, profile, texts, diagnostics} = data.targets[index];
    for (const one of diagnostics) {
      const what = one.error ? `${language} for ${profile} cannot express ${one.kernel ? `'${one.kernel}'` : "this file"}`
                             : "Said while translating";
      target.panel.append(make("div", {class: one.error ? "diagnostics error" : "diagnostics", role: "note"},
                               make("strong", {}, what), make("pre", {}, one.text)));
    }
    for (const text of texts) {
      const keys = new Map(text.lines.map(([line, file, number]) => [line, `${file}:${number}`]));
      const lines = text.text.replace(/\n$/, "").split("\n").length;
      const facts = make("div", {class: "facts"}, make("span", {}, profile), make("span", {}, plural(lines, "line")));
      if (text.kernel) facts.prepend(make("span", {}, `kernel ${text.kernel}`));
      if (text.cut) facts.append(make("span", {}, `only the first ${plural(lines, "line")}: the whole text has ${text.cut} bytes`));
      const listing = new Listing(text.text, id, `${language} ${text.kernel}`.trim(), keys);
      target.panel.append(facts, listing.root);
      this.index(listing);
      target.listings.push(listing);
    }
  },
  index(listing) {
    listing.byKey = new Map();
    for (const line of listing.lines) {
      if (!line.dataset.key) continue;
      if (!listing.byKey.has(line.dataset.key)) listing.byKey.set(line.dataset.key, []);
      listing.byKey.get(line.dataset.key).push(line);
    }
  },

  startSources() {
    // Which lines of the sources something stands for, in any language.
    const linked = new Set();
    for (const target of data.targets) {
      for (const text of target.texts) for (const [, file, number] of text.lines) linked.add(`${file}:${number}`);
    }
    data.sources.forEach((source, file) => {
      const keys = new Map();
      const count = source.text.split("\n").length;
      for (let i = 1; i <= count; ++i) if (linked.has(`${file}:${i}`)) keys.set(i, `${file}:${i}`);
      const listing = new Listing(source.text, "opencl", source.name, keys);
      if (data.sources.length > 1) byId("source").append(make("div", {class: "file"}, source.name));
      byId("source").append(listing.root);
      this.index(listing);
      this.listings.push(listing);
    });
    byId("source-name").textContent = data.sources.length > 1 ? "Sources" : data.sources[0].name;
  },

  startTabs() {
    data.targets.forEach(({id, language, texts, diagnostics}, i) => {
      const tab = make("button", {type: "button", role: "tab", id: `tab-${id}`, "aria-controls": `panel-${id}`}, language);
      const isLimited = diagnostics.some(({error}) => error);
      if (isLimited) tab.append(span("limit", texts.length > 0 ? "in part" : "not possible"));
      const panel = make("div", {role: "tabpanel", id: `panel-${id}`, "aria-labelledby": `tab-${id}`, tabindex: 0});
      tab.addEventListener("click", () => this.choose(i));
      byId("tabs").append(tab);
      byId("panels").append(panel);
      this.targets.push({tab, panel, listings: []});
    });
    byId("tabs").addEventListener("keydown", (event) => {
      const index = moved(event.key, this.current, this.targets.length, "ArrowLeft", "ArrowRight");
      if (index === undefined || event.key.startsWith("Page")) return;
      event.preventDefault();
      // At the ends the arrows go round.
      const round = event.key.startsWith("Arrow") && index === this.current;
      this.choose(round ? (index === 0 ? this.targets.length - 1 : 0) : index, true);
    });
  },

  start() {
    this.startSources();
    this.startTabs();
    const columns = byId("columns");
    const keyOf = (target) => target.closest?.(".line")?.dataset.key;
    columns.addEventListener("mouseover", (event) => {
      if (this.pinned === undefined) this.light(keyOf(event.target));
    });
    columns.addEventListener("mouseleave", () => {
      if (this.pinned === undefined) this.light(undefined);
    });
    const pin = (line) => {
      const key = line.dataset.key;
      this.pinned = key === undefined || key === this.pinned ? undefined : key;
      this.light(key, key === undefined ? undefined : line);
    };
    columns.addEventListener("click", (event) => {
      const line = event.target.closest(".line");
      if (!line || String(getSelection()) !== "") return;
      const listing = line.closest(".lines").listing;
      listing.focus(listing.lines.indexOf(line));
      pin(line);
    });
    columns.addEventListener("focusin", (event) => {
      const line = event.target.closest(".line");
      if (line && this.pinned === undefined) this.light(line.dataset.key, line.matches(":focus-visible") ? line : undefined);
    });
    columns.addEventListener("keydown", (event) => {
      const line = event.target.closest(".line");
      if (event.key === "Escape" && this.pinned !== undefined) {
        this.pinned = undefined;
        this.light(line?.dataset.key);
        return;
      }
      if (!line || event.ctrlKey || event.altKey || event.metaKey) return;
      const listing = line.closest(".lines").listing;
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        pin(line);
        return;
      }
      const index = moved(event.key, listing.lines.indexOf(line), listing.lines.length, "ArrowUp", "ArrowDown");
      if (index === undefined) return;
      event.preventDefault();
      listing.focus(index);
    });
    const first = data.targets.findIndex(({texts}) => texts.length > 0);
    this.choose(Math.max(first, 0));
  },
};
