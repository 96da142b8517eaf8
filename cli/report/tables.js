// The reflection of the kernels, and what `kiln validate` says of them, as tables.

function table(heads, rows) {
  const head = make("thead", {}, make("tr", {}, ...heads.map((text) => make("th", {scope: "col"}, text))));
  return make("div", {class: "scroll", tabindex: 0}, make("table", {}, head, make("tbody", {}, ...rows)));
}

const inCode = (text) => make("code", {}, text);
const cell = (content, kind) => make("td", kind ? {class: kind} : {}, content);

// A select of the targets that `has` chooses; calls `show` with the chosen one, now and when it changes.
function targetSelect(element, has, show) {
  data.targets.forEach((target, i) => {
    if (has(target)) element.append(make("option", {value: i}, `${target.language} (${target.profile})`));
  });
  const update = () => show(data.targets[Number(element.value)]);
  element.addEventListener("change", update);
  if (element.options.length > 0) update();
  else element.parentElement.hidden = true;
  return element.options.length > 0;
}

//--- Reflection ----------------------------------------------------------------------------------------------------

const reflection = {
  // Where the host puts an argument.
  place(argument, target) {
    if (target.id === "msl") {
      const kinds = {image: "texture", sampler: "buffer", local: "threadgroup"};
      return `[[${kinds[argument.kind] ?? "buffer"}(${argument.metal_index ?? 0})]]`;
    }
    if (argument.kind === "local") return argument.spec_id !== undefined ? `spec constant ${argument.spec_id}` : "";
    if (argument.offset !== undefined && argument.kind !== "buffer") return `values + ${argument.offset}`;
    return argument.binding !== undefined ? `set 0, binding ${argument.binding}` : "";
  },

  access(argument) {
    if (argument.is_read === undefined) return "";
    return [argument.is_read && "read", argument.is_written && "written"].filter(Boolean).join(", ") || "not used";
  },

  // Of a buffer, and of local memory: of one element.
  bytes(argument) {
    if (!argument.size) return "";
    return argument.kind === "buffer" || argument.kind === "local" ? `${argument.size} each` : String(argument.size);
  },

  facts(kernel, target) {
    const facts = [];
    const size = kernel.required_work_group_size;
    facts.push(["Work-group size", size ? `${size.join(" × ")}, fixed by the source` : "chosen at launch"]);
    if (kernel.static_local_bytes) facts.push(["Local memory", plural(kernel.static_local_bytes, "byte")]);
    if (kernel.values?.size) {
      const where = target.id === "msl" ? `[[buffer(${kernel.values.metal_index})]]`
        : kernel.values.memory.replaceAll("_", " ");
      facts.push(["Values", `${plural(kernel.values.size, "byte")} in ${where}`]);
    }
    if (kernel.implicit?.length) {
      facts.push(["Beyond the arguments",
                  kernel.implicit.map(({kind, offset}) => `${kind.replaceAll("_", " ")} at ${offset}`).join(", ")]);
    }
    const buffer = ({binding, metal_index}) => target.id === "msl" ? `[[buffer(${metal_index})]]` : `set 0, binding ${binding}`;
    if (kernel.printf) facts.push(["What it prints", buffer(kernel.printf)]);
    if (kernel.program_variables) {
      facts.push(["Variables at program scope", `${plural(kernel.program_variables.size, "byte")}, ${buffer(kernel.program_variables)}`]);
    }
    if (kernel.features?.length) facts.push(["Needs", kernel.features.join(", ")]);
    return make("dl", {}, ...facts.flatMap(([name, text]) => [make("dt", {}, name), make("dd", {}, text)]));
  },

  show(target) {
    byId("reflection-body").replaceChildren(...target.reflection.kernels.flatMap((kernel) => {
      const rows = kernel.arguments.map((argument, i) => make("tr", {},
        cell(String(i), "number"), cell(inCode(argument.name)), cell(inCode(argument.type_name ?? "")),
        cell(argument.kind), cell(argument.address_space ?? ""), cell(this.access(argument)),
        cell(this.place(argument, target)), cell(this.bytes(argument), "number")));
      return [
        make("h3", {}, "kernel ", inCode(kernel.name), ...(kernel.metal_name && target.id === "msl" ? [", in Metal ", inCode(kernel.metal_name)] : [])),
        rows.length > 0 ? table(["#", "Name", "Type", "Kind", "Memory", "Access", "Place", "Bytes"], rows)
                        : make("p", {class: "empty"}, "It has no arguments."),
        this.facts(kernel, target),
      ];
    }));
  },

  start() {
    if (!targetSelect(byId("reflection-target"), (target) => target.reflection, (target) => this.show(target))) {
      byId("reflection-body").append(make("p", {class: "empty"}, "No target could express a kernel of this file."));
    }
  },
};

//--- Validation ----------------------------------------------------------------------------------------------------

const validation = {
  words: {pass: "equal", fail: "fails", skip: "skipped", unsupported: "not possible", crash: "crashed"},

  start() {
    const body = byId("validation-body"), report = data.validation;
    if (data.validation_note) body.append(make("p", {class: "note"}, data.validation_note));
    if (!report) return;
    const rows = [], reasons = [];
    for (const file of report.files) {
      for (const test of file.tests) {
        const cells = report.routes.map((route) => {
          const result = test.results[route];
          const isReference = result.outcome === "pass" && test.reference === route;
          if (result.message) reasons.push([test.name, route, result]);
          return make("td", {class: `cell ${result.outcome}`}, isReference ? "reference" : this.words[result.outcome] ?? result.outcome);
        });
        const inputs = test.inputs === "description" ? "as the file describes" : test.inputs;
        rows.push(make("tr", {}, make("th", {scope: "row"}, inCode(test.name), make("span", {class: "inputs"}, inputs)), ...cells));
      }
    }
    if (rows.length === 0) {
      body.append(make("p", {class: "empty"}, "There was nothing to run."));
      return;
    }
    body.append(table(["Test", ...report.routes], rows));
    for (const [test, route, {outcome, message}] of reasons) {
      body.append(make("details", outcome === "fail" ? {open: true} : {},
                       make("summary", {}, inCode(test), ` on ${route}: ${this.words[outcome] ?? outcome}`), make("pre", {}, message)));
    }
  },
};
