#!/usr/bin/env python3
"""docs/monitoring against a real Prometheus that fetches the metrics of a real kiln run.

usage: monitoring_test.py KILN    exit code 77: there is no Prometheus
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

KILN = pathlib.Path(sys.argv[1]).resolve()
DOCS = pathlib.Path(__file__).resolve().parents[2] / "docs" / "monitoring"
DEADLINE = 120  # seconds for anything that is waited for

passed = failed = 0


def check(name, ok, why=""):
    global passed, failed
    if ok:
        passed += 1
    else:
        failed += 1
        print(f"FAILED: {name}: {why}")


def run(name, *command):
    result = subprocess.run(command, capture_output=True, text=True, cwd=DOCS)
    check(name, result.returncode == 0, result.stdout + result.stderr)


def wait_for(what, function):
    """The first true answer of `function`; None after a while."""
    end = time.monotonic() + DEADLINE
    while time.monotonic() < end:
        answer = function()
        if answer:
            return answer
        time.sleep(0.2)
    check(what, False, "it did not come")
    return None


def get(url):
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.read().decode()
    except (urllib.error.URLError, OSError):
        return ""


class Prometheus:
    def __init__(self, folder, target):
        config = (DOCS / "prometheus.yml").read_text()
        config = config.replace("15s", "1s").replace("127.0.0.1:9464", target)
        config = config.replace("alerts.yml", str(DOCS / "alerts.yml"))
        (folder / "prometheus.yml").write_text(config)
        self.log = open(folder / "prometheus.log", "w+")
        self.process = subprocess.Popen(
            ["prometheus", f"--config.file={folder}/prometheus.yml", f"--storage.tsdb.path={folder}/data",
             "--web.listen-address=127.0.0.1:0", "--log.level=info"],
            stdout=self.log, stderr=subprocess.STDOUT)
        self.url = wait_for("Prometheus starts", self.find_url)

    def find_url(self):
        # It tells no port that it chose; the kernel does.
        sockets = subprocess.run(["ss", "-Hltnp"], capture_output=True, text=True).stdout
        found = re.search(rf"127\.0\.0\.1:(\d+) .*pid={self.process.pid},", sockets)
        return found and f"http://127.0.0.1:{found.group(1)}"

    def query(self, expression):
        text = get(f"{self.url}/api/v1/query?" + urllib.parse.urlencode({"query": expression}))
        return json.loads(text) if text else {"status": "no answer"}

    def stop(self):
        self.process.terminate()
        self.process.wait()


def expressions_of(dashboard):
    for panel in dashboard["panels"]:
        for target in panel["targets"]:
            yield panel["title"], target["expr"]


def check_names(dashboard):
    """Every metric that the rules and the dashboard name is one that the manual lists."""
    manual = (DOCS.parent / "telemetry.md").read_text()
    known = set(re.findall(r"^\| `(kiln_\w+)` \|", manual, re.M))
    check("the manual lists metrics", len(known) > 15, known)
    used = set(re.findall(r"\bkiln_\w+", (DOCS / "alerts.yml").read_text()))
    for _, expression in expressions_of(dashboard):
        used |= set(re.findall(r"\bkiln_\w+", expression))
    for name in sorted(used):
        plain = re.sub(r"_(bucket|sum|count)$", "", name)
        check(f"{name} is in the manual", name in known or plain in known)
    return known


def main():
    if not shutil.which("prometheus") or not shutil.which("promtool"):
        print("there is no Prometheus here (Debian's package prometheus)")
        return 77
    run("the rules are well-formed", "promtool", "check", "rules", "alerts.yml")
    run("the configuration is well-formed", "promtool", "check", "config", "prometheus.yml")
    run("each alert fires when it should", "promtool", "test", "rules", "alerts_test.yml")
    dashboard = json.loads((DOCS / "dashboard.json").read_text())
    known = check_names(dashboard)
    check("panels have ids of their own", len({p["id"] for p in dashboard["panels"]}) == len(dashboard["panels"]))

    folder = pathlib.Path(tempfile.mkdtemp())
    (folder / "scale.cl").write_text(
        "kernel void scale(global float* y, float a) { y[get_global_id(0)] *= a; }\n")
    kiln = subprocess.Popen(
        [KILN, "run", folder / "scale.cl", "--global=4096", "--arg=4096xf32=ones", "--arg=1.0", "--repeat=100000000",
         "--metrics-port=0"],
        stderr=subprocess.PIPE, text=True)
    prometheus = None
    try:
        note = kiln.stderr.readline()
        served = re.fullmatch(r"kiln: note: metrics are served at http://(127\.0\.0\.1:\d+)/metrics\n", note)
        check("kiln says where it serves them", served, note)
        if not served:
            return 1
        target = served.group(1)
        text = wait_for("metrics", lambda: get(f"http://{target}/metrics"))
        wait_for("launches", lambda: 'kernel="scale"' in get(f"http://{target}/metrics"))
        lint = subprocess.run(["promtool", "check", "metrics"], input=get(f"http://{target}/metrics"), text=True,
                              capture_output=True)
        ours = [line for line in (lint.stdout + lint.stderr).splitlines() if line.startswith("kiln_")]
        check("promtool finds nothing wrong with the metrics", not ours, ours)
        served_names = set(re.findall(r"^# TYPE (kiln_\w+) ", text, re.M))
        check("what is served is what the manual lists", served_names <= known, served_names - known)

        prometheus = Prometheus(folder, target)
        if prometheus.url is None:
            return 1
        wait_for("Prometheus has fetched twice",
                 lambda: prometheus.query("rate(kiln_launches_total[10s]) > 0").get("data", {}).get("result"))
        for title, expression in expressions_of(dashboard):
            concrete = expression.replace("$__rate_interval", "30s").replace("$instance", ".*")
            answer = prometheus.query(concrete)
            check(f"panel '{title}' is answered", answer["status"] == "success" and answer["data"]["result"],
                  f"{concrete}: {answer}")
        launches = prometheus.query('kiln_launches_total{kernel="scale"}')["data"]["result"]
        check("launches are counted", launches and float(launches[0]["value"][1]) > 10, launches)
        rules = wait_for("the rules are evaluated", lambda: loaded_rules(prometheus))
        for rule in rules or []:
            check(f"the rule {rule['name']} is healthy", rule["health"] == "ok", rule)
            check(f"the rule {rule['name']} does not fire", rule["state"] == "inactive", rule["state"])
        check("all rules are loaded", len(rules or []) == (DOCS / "alerts.yml").read_text().count("alert:"))
    finally:
        if prometheus is not None:
            prometheus.stop()
        kiln.terminate()
        kiln.wait()
        shutil.rmtree(folder)
    return 1 if failed else 0


def loaded_rules(prometheus):
    groups = json.loads(get(f"{prometheus.url}/api/v1/rules") or '{"data": {"groups": []}}')["data"]["groups"]
    rules = [rule for group in groups for rule in group["rules"]]
    return rules if rules and all(rule["health"] != "unknown" for rule in rules) else None


code = main()
if code != 77:
    print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else code)
