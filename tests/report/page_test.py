#!/usr/bin/env python3
"""Clicks through the pages of `kiln report` in headless Chromium.

usage: page_test.py PATH_OF_KILN [FOLDER_FOR_SCREENSHOTS]      exit code 77 without Chromium
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile

from devtools import Browser

HERE = os.path.dirname(os.path.abspath(__file__))
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

passed = failed = 0


def check(what, actual, expected=True):
    global passed, failed
    if actual == expected:
        passed += 1
    else:
        failed += 1
        print("FAILED: %s: %r, not %r" % (what, actual, expected))


def element(selector, index=0):
    return "[...document.querySelectorAll(%s)].filter((e) => e.checkVisibility())[%d]" % (json.dumps(selector), index)


def texts(page, selector):
    return page.value("[...document.querySelectorAll(%s)].filter((e) => e.checkVisibility()).map((e) => e.textContent)"
                      % json.dumps(selector))


def attribute(page, selector, name, index=0):
    return page.value("%s?.getAttribute(%s)" % (element(selector, index), json.dumps(name)))


def focused(page):
    return page.value("document.activeElement.id || document.activeElement.className")


def source_line(text):
    """The element of the source's line that holds `text`."""
    return "[...document.querySelectorAll('#source .line')].find((e) => e.textContent.includes(%s))" % json.dumps(text)


def lit(page, pane):
    return page.value("[...document.querySelectorAll('%s .line.lit')].filter((e) => e.checkVisibility())"
                      ".map((e) => e.textContent.trim())" % pane)


def report(kiln, folder, source, *options, code=0):
    page = os.path.join(folder, os.path.basename(source) + ".html")
    done = subprocess.run([kiln, "report", source, "-o", page, *options], capture_output=True, text=True)
    check("exit code of the report of " + os.path.basename(source) + done.stderr[-500:], done.returncode, code)
    return page


def test_code(page):
    check("tabs", texts(page, "[role=tab]"), ["SPIR-V", "GLSL", "MSL", "HLSL"])
    check("the first tab is chosen", attribute(page, "[role=tab]", "aria-selected"), "true")
    check("the source is there, as text", page.value("document.querySelector('#source').textContent.includes("
                                                     "'</script><script>document.title')"))
    check("the headline", page.value("document.querySelector('h1').textContent"), "hostile.cl")
    # Clicks on tabs.
    for index, opening in ((1, "// Kernel: hostile"), (2, "#"), (3, "")):
        page.click(element("[role=tab]", index))
        check("tab %d is chosen" % index, attribute(page, "[role=tab]", "aria-selected", index), "true")
        check("one panel is shown", len(texts(page, "[role=tabpanel]")), 1)
        check("its text", texts(page, "[role=tabpanel] .line")[0].startswith(opening))
    check("each panel belongs to its tab", page.value(
        "[...document.querySelectorAll('[role=tab]')].every((tab) => document.getElementById("
        "tab.getAttribute('aria-controls')).getAttribute('aria-labelledby') === tab.id)"))
    # Hovering lights the counterparts, in both directions.
    page.click(element("[role=tab]", 2))
    page.hover(source_line("y[i] = a * sum"))
    check("a line of the source lights that of the text", [line.startswith("y[i] =") for line in lit(page, "#panels")], [True])
    check("and is lit itself", lit(page, "#source"), ["y[i] = a * sum;"])
    check("the status says so", page.value("document.querySelector('#status').textContent.includes('MSL line')"))
    page.hover("[...document.querySelectorAll('#panel-msl .line.linked')].find((e) => e.textContent.includes('barrier'))")
    check("a line of the text lights that of the source", lit(page, "#source"), ["barrier(CLK_LOCAL_MEM_FENCE);"])
    page.hover("document.querySelector('h1')")
    check("nothing is lit elsewhere", lit(page, "#columns"), [])
    check("a line of an included file is shown", "scaled.h" in " ".join(texts(page, "#source .file")))
    page.click(element("[role=tab]", 0))
    page.hover(source_line("return x *"))
    check("and has counterparts", len(lit(page, "#panels")) > 0)
    page.hover(source_line("y[i] = a * sum"))
    check("SPIR-V by its line instructions", any("OpStore" in line for line in lit(page, "#panel-spirv")))
    check("which are not shown", any("OpLine" in line for line in texts(page, "#panel-spirv .line")), False)
    # A click keeps a line lit, and brings its counterpart into view.
    page.click(source_line("scratch[get_local_id(0)] = y"))
    page.hover(source_line("float sum"))
    check("a clicked line stays lit", lit(page, "#source"), ["scratch[get_local_id(0)] = y[get_global_id(0)];"])
    check("its counterpart is in view", page.value(
        "(() => { const box = document.querySelector('#panel-spirv').getBoundingClientRect(),"
        " at = document.querySelector('#panel-spirv .line.lit').getBoundingClientRect();"
        " return at.top >= box.top && at.bottom <= box.bottom; })()"))
    page.press("Escape")
    page.hover("document.querySelector('h1')")


def test_keyboard(page):
    page.value("document.querySelector('[role=tab]').focus()")
    for key, expected in (("ArrowRight", "tab-glsl"), ("ArrowRight", "tab-msl"), ("End", "tab-hlsl"),
                          ("ArrowRight", "tab-spirv"), ("ArrowLeft", "tab-hlsl"), ("Home", "tab-spirv")):
        page.press(key)
        check(key + " moves between tabs", focused(page), expected)
        check("and chooses", attribute(page, "#" + expected, "aria-selected"), "true")
    check("one tab is in the order", page.value("document.querySelectorAll('[role=tab][tabindex=\"0\"]').length"), 1)
    check("focus is seen", page.value("getComputedStyle(document.activeElement).outlineStyle"), "solid")
    page.press("Tab")
    check("Tab goes to the panel", focused(page), "panel-spirv")
    page.press("Tab")
    check("and to its lines", page.value("document.activeElement.matches('#panel-spirv .line')"))
    page.press("Tab", shift=True)
    page.press("Tab", shift=True)
    page.press("Tab", shift=True)
    check("back is the source", page.value("document.activeElement.matches('#source .line')"))
    page.value("%s.click()" % source_line("kernel void hostile"))
    page.press("Escape")
    for _ in range(4):
        page.press("ArrowDown")
    check("arrows move between lines", page.value("document.activeElement.textContent.trim()"), "sum += scaled(x[i], k);")
    check("a focused line is lit with its counterparts", len(lit(page, "#panels")) > 0)
    check("and seen", page.value("getComputedStyle(document.activeElement).outlineStyle"), "solid")
    page.press("Enter")
    page.press("ArrowDown")
    check("Enter keeps it", lit(page, "#source"), ["sum += scaled(x[i], k);"])
    page.press("Escape")
    page.press("End")
    check("End goes to the last line", page.value("document.activeElement.textContent.trim()"), "}")
    page.value("document.querySelector('.step[tabindex=\"0\"]').focus()")
    before = texts(page, "#pass-view h3")
    page.press("ArrowDown")
    check("arrows move between passes", texts(page, "#pass-view h3") != before)
    check("and choose", page.value("document.activeElement.getAttribute('aria-selected')"), "true")


def test_tables(page):
    check("reflected kernels", texts(page, "#reflection-body h3"), ["kernel hostile", "kernel second"])
    rows = texts(page, "#reflection-body tbody tr")
    check("arguments", len(rows), 5)
    check("the first argument", "float*" in rows[0] and "set 0, binding 0" in rows[0] and "written" in rows[0])
    check("the size that the source fixes", "8 × 1 × 1" in " ".join(texts(page, "#reflection-body dd")))
    check("where it prints to", "set 0, binding" in " ".join(texts(page, "#reflection-body dd")))
    page.value("(() => { const s = document.querySelector('#reflection-target'); s.value = 2;"
               " s.dispatchEvent(new Event('change')); })()")
    check("in Metal", "[[buffer(0)]]" in texts(page, "#reflection-body tbody tr")[0])
    check("tests", texts(page, "#validation-body tbody th code"), ["hostile", "second"])
    check("routes", texts(page, "#validation-body thead th"), ["Test", "spirv", "glsl", "msl", "cpu"])
    cells = texts(page, "#validation-body .cell")
    check("results", len(cells) == 8 and set(cells) <= {"equal", "reference"} and "reference" in cells, True)


def test_passes(page):
    passes = len(texts(page, ".step"))
    check("passes that change the IR", passes > 5)
    page.click(element("#passes-changed"))
    check("all passes", len(texts(page, ".step")) > passes)
    page.click(element(".step.same"))
    check("a pass that changes nothing says so", "does not change" in texts(page, "#pass-view")[0])
    page.click(element("#passes-changed"))
    page.click(element(".step", 0))
    check("the first state is the front end's", "define" in texts(page, "#pass-view .diff")[0])
    check("no metadata", "!dbg" in texts(page, "#pass-view .diff")[0], False)
    page.click("[...document.querySelectorAll('.step')].find((e) => e.textContent.includes('lower-to-views'))")
    check("what goes", len(texts(page, "#pass-view .removed")) > 0)
    check("what comes", any("kiln.view" in line for line in texts(page, "#pass-view .added")))
    shown = len(texts(page, "#pass-view .diff > div"))
    page.click(element("#passes-whole"))
    check("the whole IR", len(texts(page, "#pass-view .diff > div")) > shown)
    page.click(element("#passes-whole"))
    # Every state that the page can show is one that the passes made: each before is the after of the pass in front.
    check("states decode", page.value(
        "data.targets.every(({passes}) => passes.every(({state}) => state === null || states.lines(state).every("
        "(line) => data.ir.lines[line] !== undefined)))"))
    check("a difference turns one state into the other", page.value("""data.targets.every(({passes}) =>
        passes.every(({state, start}, i) => {
          if (start || state === null || passes[i - 1].state === null) return true;
          const a = states.lines(passes[i - 1].state), b = states.lines(state), made = [];
          let at = 0;
          for (const [kind, from, to, length] of difference(a, b)) {
            if (kind !== "added" && from !== at) return false;
            if (kind !== "added") at += length;
            if (kind !== "removed") made.push(...(kind === "same" ? a.slice(from, from + length) : b.slice(to, to + length)));
          }
          return at === a.length && made.length === b.length && made.every((line, n) => line === b[n]);
        }))"""))


def test_theme(page):
    colour = "getComputedStyle(document.body).backgroundColor"
    page.media("light")
    light = page.value(colour)
    page.media("dark")
    dark = page.value(colour)
    check("dark as the system", light != dark)
    names = ["Theme: auto"]
    seen = []
    for _ in range(3):
        page.click("document.querySelector('#theme')")
        names.append(page.value("document.querySelector('#theme').textContent"))
        seen.append(page.value(colour))
    check("the toggle goes round", names, ["Theme: auto", "Theme: light", "Theme: dark", "Theme: auto"])
    check("whatever the system", seen, [light, dark, dark])


# Contrast of text and background, as WCAG 2.1 counts it: 4.5 is what it asks of text.
CONTRAST = """(() => {
  const rgba = (text) => { const n = text.match(/[\\d.]+/g).map(Number); return n.length < 4 ? [...n.slice(0, 3), 1] : n; };
  const light = (c) => { const [r, g, b] = c.map((v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
                         return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const back = (e) => { for (; e; e = e.parentElement) { const c = rgba(getComputedStyle(e).backgroundColor); if (c[3] === 1) return c.slice(0, 3); } return [255, 255, 255]; };
  const bad = new Set();
  for (const e of document.querySelectorAll("body *")) {
    if (!e.checkVisibility() || ![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) continue;
    const a = light(rgba(getComputedStyle(e).color).slice(0, 3)), b = light(back(e));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) bad.add(`${e.tagName}.${e.className} ${ratio.toFixed(2)}`);
  }
  return [...bad];
})()"""


def main():
    if len(sys.argv) < 2:
        print("usage: page_test.py PATH_OF_KILN [FOLDER_FOR_SCREENSHOTS]", file=sys.stderr)
        return 2
    if not CHROMIUM:
        print("skipped: needs chromium")
        return 77
    kiln = os.path.abspath(sys.argv[1])
    shots = sys.argv[2] if len(sys.argv) > 2 else None
    with tempfile.TemporaryDirectory() as folder:
        hostile = report(kiln, folder, os.path.join(HERE, "hostile.cl"))
        limits = report(kiln, folder, os.path.join(HERE, "limits.cl"), "--no-validate")
        wrong = report(kiln, folder, os.path.join(HERE, "wrong.cl"), code=3)
        page = Browser(CHROMIUM)
        try:
            page.size(1400, 900)
            page.media("light")
            page.open(hostile)
            check("the title", page.value("document.title").endswith("hostile.cl: Kiln's report"))
            for test in (test_code, test_keyboard, test_tables, test_passes, test_theme):
                test(page)
            for scheme in ("light", "dark"):
                page.media(scheme)
                page.click(element("[role=tab]", 2))
                page.click(source_line("y[i] = a * sum"))
                check("contrast in " + scheme, page.value(CONTRAST), [])
                if shots:
                    for part in ("code", "reflection", "passes"):
                        page.value("document.getElementById('%s').scrollIntoView()" % part)
                        page.screenshot(os.path.join(shots, "%s_%s.png" % (part, scheme)))
                page.press("Escape")
            page.size(420, 800)
            check("nothing is wider than a small window", page.value("document.documentElement.scrollWidth <= 420"))
            if shots:
                page.screenshot(os.path.join(shots, "small.png"))
            check("asks for nothing but itself", [url for url in page.requests if not url.startswith(("file:", "data:"))], [])
            check("complains of nothing", page.problems, [])

            page.size(1400, 900)
            page.media("light")
            page.open(limits)
            test_limits(page)
            if shots:
                page.screenshot(os.path.join(shots, "limits.png"))
            page.open(wrong)
            check("what fails", texts(page, "#validation-body .cell.fail"), ["fails"] * 4)
            check("and why", ["got 8, expected 9" in text for text in texts(page, "#validation-body details[open]")],
                  [True] * 4)
            check("complains of nothing there", page.problems, [])
        finally:
            page.close()
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed else 0


def test_limits(page):
    """A language that cannot express a kernel says so in its tab."""
    check("tabs say so", texts(page, "[role=tab]"), ["SPIR-V", "GLSL", "MSL", "HLSLin part"])
    page.click(element("[role=tab]", 3))
    said = " ".join(texts(page, "#panel-hlsl .diagnostics.error"))
    check("the diagnostic", "error:" in said and "limits.cl" in said)
    check("says which kernel", "'chase'" in said)
    check("the other kernels have their texts", texts(page, "#panel-hlsl .facts span:first-child"), ["kernel plain"])
    check("why nothing was run", "--no-validate" in " ".join(texts(page, "#validation-body .note")))


if __name__ == "__main__":
    sys.exit(main())
