// The passes of a target's pipeline, how long each took, and the IR before and after it.

//--- States of the IR ----------------------------------------------------------------------------------------------

// A state is a list of numbers of lines in data.ir.lines. It is stored as what it adds to another state: a number from 0
// on is a line; a negative one, -1 - n, is followed by a length, and stands for that many lines of the other from n on.
const states = {
  decoded: new Map(),
  lines(index) {
    if (index === null || index === undefined) return undefined;
    if (!this.decoded.has(index)) {
      const {base, parts} = data.ir.states[index];
      const other = base === null ? [] : this.lines(base);
      const lines = [];
      for (let i = 0; i < parts.length; ++i) {
        if (parts[i] >= 0) {
          lines.push(parts[i]);
        } else {
          const start = -1 - parts[i++];
          for (let n = start; n < start + parts[i]; ++n) lines.push(other[n]);
        }
      }
      this.decoded.set(index, lines);
    }
    return this.decoded.get(index);
  },
};

// What turns `a` into `b`, lists of numbers: [kind, index in a, index in b, length] with kind "same", "removed" or "added", by
// Myers' algorithm ("An O(ND) difference algorithm and its variations", 1986). Where they differ in more than `most`
// lines, what lies between the equal ends is removed and added as a whole.
function difference(a, b, most = 1500) {
  let start = 0, endA = a.length, endB = b.length;
  while (start < endA && start < endB && a[start] === b[start]) ++start;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) --endA, --endB;
  const n = endA - start, m = endB - start;
  const steps = [];  // backwards
  const trace = [];
  let v = new Map([[1, 0]]);
  let found = n + m === 0;
  search: for (let d = 0; d <= Math.min(n + m, most) && !found; ++d) {
    trace.push(v);
    v = new Map(v);
    for (let k = -d; k <= d; k += 2) {
      let x = k === -d || (k !== d && v.get(k - 1) < v.get(k + 1)) ? v.get(k + 1) : v.get(k - 1) + 1;
      while (x < n && x - k < m && a[start + x] === b[start + x - k]) ++x;
      v.set(k, x);
      if (x >= n && x - k >= m) {
        found = true;
        break search;
      }
    }
  }
  if (!found) {
    steps.push(["added", endA, start, m], ["removed", start, start, n]);
  } else if (n + m > 0) {
    let x = n, y = m;
    for (let d = trace.length - 1; d >= 0; --d) {
      const before = trace[d], k = x - y;
      const from = k === -d || (k !== d && before.get(k - 1) < before.get(k + 1)) ? k + 1 : k - 1;
      const fromX = d === 0 ? 0 : before.get(from), fromY = d === 0 ? 0 : fromX - from;
      while (x > fromX && y > fromY && x > 0 && y > 0) steps.push(["same", start + --x, start + --y, 1]);
      if (d === 0) break;
      if (x === fromX) steps.push(["added", start + x, start + --y, 1]);
      else steps.push(["removed", start + --x, start + y, 1]);
      x = fromX;
      y = fromY;
    }
  }
  const all = [["same", 0, 0, start], ...steps.reverse(), ["same", endA, endB, a.length - endA]];
  const joined = [];
  for (const step of all) {
    if (step[3] === 0) continue;
    const last = joined.at(-1);
    if (last && last[0] === step[0]) last[3] += step[3];
    else joined.push([...step]);
  }
  return joined;
}

//--- The list and the view -----------------------------------------------------------------------------------------

const context = 3;        // equal lines that are shown around a change
const rowsAtOnce = 2000;

const passes = {
  target: undefined,
  items: [],   // {element, index}: those that are shown

  // A state that a pipeline starts from (GLSL has a pipeline for each kernel) comes from no other.
  changes(index) {
    const all = this.target.passes;
    if (all[index].start) return false;
    // What is not stored may have changed.
    return all[index].state === null || all[index].state !== all[index - 1].state;
  },

  list() {
    const list = byId("pass-list");
    const all = this.target.passes;
    const longest = Math.max(...all.map(({ms}) => ms), 0.001);
    const onlyChanges = byId("passes-changed").checked;
    list.replaceChildren();
    this.items = [];
    all.forEach(({name, ms, start}, index) => {
      const isChange = this.changes(index);
      if (onlyChanges && !isChange && !start) return;
      const element = make("div", {
        class: isChange || start ? "step" : "step same", role: "option", "aria-selected": "false", tabindex: -1,
        style: `--share: ${(100 * ms / longest).toFixed(1)}%`,
        title: isChange ? "" : start ? "the IR as the front end made it" : "does not change the IR",
      }, span("number", String(index)), span("what", name), span("time", `${ms < 10 ? ms.toFixed(2) : ms.toFixed(0)} ms`));
      this.items.push({element, index});
      list.append(element);
    });
    const total = all.reduce((sum, {ms}) => sum + ms, 0);
    const changed = all.filter((_, i) => this.changes(i)).length;
    const notes = [`${plural(all.length, "step")} in ${total.toFixed(1)} ms; ${changed} change the IR.`,
                   "Metadata of the IR is left out."];
    if (data.ir.omitted > 0) {
      notes.push(`Of ${plural(data.ir.omitted, "state")} the IR is not stored, so that the page stays below its limit of ` +
                 `${Math.round(data.ir.limit / 1048576)} MiB: those are shown as unknown.`);
    }
    byId("passes-note").textContent = notes.join(" ");
    this.select(this.items.length > 1 ? 1 : 0, false);
  },

  select(item, focus) {
    this.items.forEach(({element}, i) => {
      element.setAttribute("aria-selected", String(i === item));
      element.tabIndex = i === item ? 0 : -1;
    });
    this.item = item;
    if (this.items.length === 0) return byId("pass-view").replaceChildren();
    if (focus) this.items[item].element.focus();
    this.show(this.items[item].index);
  },

  show(index) {
    const view = byId("pass-view"), pass = this.target.passes[index];
    const after = states.lines(pass.state), before = pass.start ? [] : states.lines(this.target.passes[index - 1].state);
    view.replaceChildren(make("h3", {}, `${index}  ${pass.name}`));
    view.scrollTop = 0;
    const say = (text) => view.append(make("p", {class: "empty"}, text));
    if (!after || !before) {
      say("The IR before or after this step is not stored: the page would be too large.");
    } else if (!pass.start && !this.changes(index)) {
      say("This step does not change the IR.");
      if (byId("passes-whole").checked) this.diff(view, after, after, false);
    } else {
      this.diff(view, before, after, pass.start);
    }
  },

  // Rows of two cells; equal stretches are folded unless the whole is asked for.
  diff(view, before, after, isStart) {
    const steps = difference(before, after);
    const count = (kind) => steps.filter((step) => step[0] === kind).reduce((sum, step) => sum + step[3], 0);
    const grid = make("div", {class: "diff"});
    grid.append(make("div", {class: "side"}, isStart ? "before" : `before: ${plural(count("removed"), "line")} go`),
                make("div", {class: "side after"}, isStart ? "from the front end" : `after: ${plural(count("added"), "line")} come`));
    const isWhole = byId("passes-whole").checked || isStart;
    const rows = [];
    const text = (line) => line === undefined ? "" : data.ir.lines[line];
    const same = (step, from, to) => {
      for (let i = from; i < to; ++i) rows.push([["", text(before[step[1] + i])], ["after", text(after[step[2] + i])]]);
    };
    for (let s = 0; s < steps.length; ++s) {
      const step = steps[s], length = step[3];
      if (step[0] === "same") {
        const head = s === 0 ? 0 : context, tail = s + 1 === steps.length ? 0 : context;
        if (isWhole || length <= head + tail + 1) {
          same(step, 0, length);
        } else {
          same(step, 0, head);
          rows.push(`${plural(length - head - tail, "equal line")}`);
          same(step, length - tail, length);
        }
        continue;
      }
      // What goes beside what comes in its place.
      const other = steps[s + 1]?.[0] !== "same" ? steps[s + 1] : undefined;
      const gone = step[0] === "removed" ? step : other, come = step[0] === "added" ? step : other;
      const height = Math.max(gone?.[3] ?? 0, come?.[3] ?? 0);
      for (let i = 0; i < height; ++i) {
        rows.push([i < (gone?.[3] ?? 0) ? ["removed", text(before[gone[1] + i])] : ["", ""],
                   i < (come?.[3] ?? 0) ? ["after added", text(after[come[2] + i])] : ["after", ""]]);
      }
      if (other) ++s;
    }
    const add = (from) => {
      for (const row of rows.slice(from, from + rowsAtOnce)) {
        if (typeof row === "string") grid.append(make("div", {class: "gap"}, row));
        else for (const [kind, line] of row) grid.append(make("div", {class: kind}, line));
      }
      const rest = rows.length - from - rowsAtOnce;
      if (rest <= 0) return;
      const button = make("button", {type: "button"}, `Show more: ${plural(rest, "row")} left`);
      const more = make("div", {class: "more"}, button);
      button.addEventListener("click", () => {
        more.remove();
        add(from + rowsAtOnce);
      });
      grid.append(more);
    };
    add(0);
    view.append(grid);
  },

  start() {
    const has = ({passes}) => passes.length > 0;
    if (!data.targets.some(has)) {
      byId("timeline").hidden = true;
      byId("passes-note").textContent = "No pass ran.";
      return;
    }
    targetSelect(byId("passes-target"), has, (target) => {
      this.target = target;
      this.list();
    });
    byId("passes-changed").addEventListener("change", () => this.list());
    byId("passes-whole").addEventListener("change", () => this.show(this.items[this.item].index));
    byId("pass-list").addEventListener("click", (event) => {
      const element = event.target.closest(".step");
      if (element) this.select(this.items.findIndex((item) => item.element === element), true);
    });
    byId("pass-list").addEventListener("keydown", (event) => {
      const item = moved(event.key, this.item, this.items.length, "ArrowUp", "ArrowDown");
      if (item === undefined) return;
      event.preventDefault();
      this.select(item, true);
    });
  },
};

//--- Start -----------------------------------------------------------------------------------------------------------

document.title = data.title;
const [, folder, file] = /^(.*[/\\])?(.*)$/s.exec(data.sources[0].name);
byId("title").textContent = file;
byId("subtitle").textContent = [folder && `in ${folder}`, data.subtitle].filter(Boolean).join(" · ");
theme.start();
code.start();
reflection.start();
validation.start();
passes.start();
