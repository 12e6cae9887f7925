"""Our documents beside a headless browser's and a typesetter's, measured in one run on one machine.

    compare.py --reportctl PATH --snapshot FILE [--runs N]

* ours, warm: the medians of the criterion benchmark `documents`, which runs just before (see `make bench`);
* ours, cold: `reportctl render`, a whole process from start to exit, both formats, with its peak memory;
* Chromium, cold: a whole headless process that prints our own HTML file to PDF;
* Chromium, warm: one running browser, a new tab for every print, over the DevTools pipe;
* Typst, warm and cold: a like document (same rows and cells, as many vector lines), compiled in a process that has done
  it before, and in a fresh one, counted from the import of the library; warm also with the standards that ours keep.

Ours, Chromium's (tagged) and Typst's are then checked by veraPDF.

It prints medians and, because machines differ, the ratios that the README quotes.
"""

import argparse
import base64
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import archive

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parents[2]
CHROMIUM_FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]


def milliseconds(action, runs):
    """The median time of `action` over `runs` calls, in milliseconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        action()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def criterion_median(name):
    """The median that criterion noted for a benchmark of the group `documents`, in milliseconds."""
    path = ROOT / "target" / "criterion" / "documents" / name / "new" / "estimates.json"
    return json.loads(path.read_text())["median"]["point_estimate"] / 1e6


def fresh_process(command):
    """Runs a command to its end: milliseconds and peak resident memory in MiB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    took = (time.perf_counter() - start) * 1000
    if status != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return took, usage.ru_maxrss / 1024


class Browser:
    """A running headless Chromium, driven over the DevTools pipe."""

    def __init__(self, chromium, profile):
        from_parent, self.to_child = os.pipe()
        self.from_child, to_parent = os.pipe()

        def as_three_and_four():
            # The browser reads descriptor 3 and writes descriptor 4.
            spare_in, spare_out = os.dup(from_parent), os.dup(to_parent)
            os.dup2(spare_in, 3)
            os.dup2(spare_out, 4)

        self.process = subprocess.Popen(
            [chromium, *CHROMIUM_FLAGS, "--remote-debugging-pipe", f"--user-data-dir={profile}"],
            preexec_fn=as_three_and_four, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        os.close(from_parent)
        os.close(to_parent)
        self.buffer, self.last_id = b"", 0

    def _read(self):
        while b"\0" not in self.buffer:
            chunk = os.read(self.from_child, 1 << 20)
            if not chunk:
                sys.exit("the browser went away")
            self.buffer += chunk
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)

    def call(self, method, params=None, session=None):
        self.last_id += 1
        message = {"id": self.last_id, "method": method, "params": params or {}}
        if session:
            message["sessionId"] = session
        os.write(self.to_child, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == self.last_id:
                if "error" in answer:
                    sys.exit(f"{method}: {answer['error']}")
                return answer["result"]

    def wait_for(self, event, session):
        while True:
            message = self._read()
            if message.get("method") == event and message.get("sessionId") == session:
                return

    def print_to_pdf(self, url, **parameters):
        target = self.call("Target.createTarget", {"url": "about:blank"})["targetId"]
        session = self.call("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        self.call("Page.enable", session=session)
        self.call("Page.navigate", {"url": url}, session)
        self.wait_for("Page.loadEventFired", session)
        pdf = base64.b64decode(self.call("Page.printToPDF", {"preferCSSPageSize": True, **parameters}, session)["data"])
        self.call("Target.closeTarget", {"targetId": target})
        return pdf

    def close(self):
        self.process.terminate()
        self.process.wait()


def typst_source(snapshot, salt=0):
    """A like document in Typst: the same tables row by row, and as many polylines as the charts have.

    Another `salt` gives other cells and lines, so that a warm compiler cannot answer from its memory of the last one,
    just as a warm renderer never sees the same report twice.
    """
    content = snapshot["content"]
    metrics = [metric["name"] for metric in content["metrics"]]

    def text(value):
        shown = "–" if value is None else f"{value + salt / 1e4:.4f}" if isinstance(value, float) else f"{value} {salt}"
        return "[#" + json.dumps(shown, ensure_ascii=False) + "]"

    def table(title, head, rows):
        cells = ", ".join(cell for row in rows for cell in row)
        heads = ", ".join(text(name) for name in head)
        return (f"== {title}\n#table(columns: {len(head)}, stroke: 0.5pt + gray, table.header({heads}), {cells})\n")

    def polylines(number, points):
        lines = []
        for line in range(number):
            steps = ", ".join(
                f"curve.line(({x * 400 / points:.2f}pt, {(x * 37 + line * 13 + salt) % 101:.2f}pt))" for x in range(1, points))
            lines.append(f"#place(curve(stroke: 1pt, curve.move((0pt, {line}pt)), {steps}))")
        return "#block(width: 400pt, height: 110pt)[" + "\n".join(lines) + "]\n"

    parts = [
        f"#set document(title: {json.dumps(snapshot['name'], ensure_ascii=False)})\n",
        '#set page("a4", numbering: "1 / 1", header: [Report])\n#set text(size: 8pt)\n#set heading(numbering: none)\n',
        f"= {snapshot['name'].replace('_', ' ')}\n#outline()\n",
        table("Leaderboard", ["Model", "Algorithm", *metrics], [
            [text(entry["name"]), text(entry.get("algorithm")), *[text(entry["metrics"].get(name)) for name in metrics]]
            for entry in content["leaderboard"]]),
    ]
    parts += [f"== Chart {number}\n" + polylines(30, 15) for number in range(9)]
    best = content["best_model"]["model"]
    parts.append(table("Hyperparameters", ["Name", "Value", "Default"], [
        [text(item["name"]), text(json.dumps(item["value"])), text(json.dumps(item.get("default")))]
        for item in best.get("hyperparameters", [])]))
    for importance in best.get("feature_importance", []):
        parts.append(table("Feature importance", ["Feature", "Value"], [
            [text(item["name"]), text(item["value"])] for item in importance["features"]]))
    summaries = (content.get("dataset") or {}).get("column_summaries", [])
    figures = ["min", "p25", "median", "mean", "p75", "max", "std"]
    parts.append(table("Columns", ["Column", "Type", "Missing", *figures], [
        [text(column["name"]), text(column["type"]), text(column.get("missing")),
         *[text((column.get("numeric") or {}).get(figure)) for figure in figures]] for column in summaries]))
    return "\n".join(parts)


#: The standards that our own documents keep.
STANDARDS = ["a-2a", "ua-1"]

TYPST_COLD = """
import sys, time, resource
start = time.perf_counter()
import typst
pdf = typst.compile(sys.argv[1])
print((time.perf_counter() - start) * 1000, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reportctl", required=True, help="the reportctl binary, built with the release profile")
    parser.add_argument("--snapshot", required=True, help="an experiment snapshot with 30 models")
    parser.add_argument("--runs", type=int, default=11, help="runs of each kind (default 11)")
    args = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        sys.exit("Chromium is missing: install the Debian package chromium")
    import typst

    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        render = [args.reportctl, "render", args.snapshot, "--out", folder]
        fresh_process(render)
        ours_cold = [fresh_process(render) for _ in range(args.runs)]
        html, pdf = next(folder.glob("*.html")), next(folder.glob("*.pdf"))

        printed = folder / "chromium.pdf"
        print_cold = [chromium, *CHROMIUM_FLAGS, f"--user-data-dir={folder / 'cold'}", f"--print-to-pdf={printed}",
                      html.as_uri()]
        fresh_process(print_cold)
        chromium_cold = statistics.median(fresh_process(print_cold)[0] for _ in range(max(3, args.runs // 2)))
        browser = Browser(chromium, folder / "warm")
        browser.print_to_pdf(html.as_uri())
        chromium_warm = milliseconds(lambda: browser.print_to_pdf(html.as_uri()), args.runs)
        tags = {"generateTaggedPDF": True, "generateDocumentOutline": True}
        tagged = folder / "chromium-tagged.pdf"
        tagged.write_bytes(browser.print_to_pdf(html.as_uri(), **tags))
        chromium_tagged = milliseconds(lambda: browser.print_to_pdf(html.as_uri(), **tags), args.runs)
        browser.close()

        source = folder / "like.typ"
        source.write_text(typst_source(json.loads(pathlib.Path(args.snapshot).read_text())))
        compiled = typst.compile(str(source))
        others = []
        for salt in range(1, 2 * args.runs + 1):
            others.append(folder / f"like-{salt}.typ")
            others[-1].write_text(typst_source(json.loads(pathlib.Path(args.snapshot).read_text()), salt))
        waiting = iter(others)
        typst_warm = milliseconds(lambda: typst.compile(str(next(waiting))), args.runs)
        typst_standards = milliseconds(
            lambda: typst.compile(str(next(waiting)), pdf_standards=STANDARDS), args.runs)
        cold = [list(map(float, subprocess.run([sys.executable, "-c", TYPST_COLD, source], check=True,
                                               capture_output=True, text=True).stdout.split()))
                for _ in range(args.runs)]
        typst_cold, typst_memory = (statistics.median(column) for column in zip(*cold))

        ours_30, ours_500 = criterion_median("30_models"), criterion_median("500_models")
        ours_process = statistics.median(took for took, _ in ours_cold)
        ours_memory = max(memory for _, memory in ours_cold)
        sizes = {"HTML": html.stat().st_size, "PDF": pdf.stat().st_size, "Chromium": printed.stat().st_size,
                 "Chromium, tagged": tagged.stat().st_size, "Typst": len(compiled)}

        typeset = {"Typst": folder / "typst.pdf", "Typst, PDF/A-2a and PDF/UA-1 asked for": folder / "standards.pdf"}
        for path, standards in zip(typeset.values(), ([], STANDARDS)):
            path.write_bytes(typst.compile(str(source), pdf_standards=standards))
        archive.show({"Reports API": pdf, "Chromium": printed, "Chromium, tagged": tagged, **typeset})

    rows = [
        ("Reports API: HTML and PDF, warm process", ours_30, ours_30),
        ("Reports API: HTML and PDF, fresh process", ours_process, ours_30),
        ("Typst: PDF, warm process", typst_warm, ours_30),
        ("Typst: PDF/A-2a and PDF/UA-1, warm process", typst_standards, ours_30),
        ("Typst: PDF, fresh process", typst_cold, ours_30),
        ("Chromium: PDF of our HTML, warm browser", chromium_warm, ours_30),
        ("Chromium: tagged PDF of our HTML, warm browser", chromium_tagged, ours_30),
        ("Chromium: PDF of our HTML, fresh browser", chromium_cold, ours_30),
    ]
    print(f"\n{'30 models, all sections':46} {'median':>12} {'× ours, warm':>14}")
    for name, value, base in rows:
        print(f"{name:46} {value:9.1f} ms {value / base:14.1f}")
    print(f"\n500 models / 30 models, warm: {ours_500 / ours_30:.1f} ×   ({ours_500:.1f} ms)")
    print(f"Peak memory of a fresh process: ours {ours_memory:.0f} MiB, Typst {typst_memory:.0f} MiB")
    print("Sizes: " + ", ".join(f"{name} {size / 1000:.0f} kB" for name, size in sizes.items()))
    targets = [
        ("warm, both formats ≤ 1/2 of warm Typst's PDF", ours_30, typst_warm / 2),
        ("warm, both formats ≤ 1/12 of warm Chromium's PDF", ours_30, chromium_warm / 12),
        ("fresh process ≤ 1/2 of fresh Typst", ours_process, typst_cold / 2),
        ("500 models ≤ 12 × 30 models", ours_500, ours_30 * 12),
        ("peak memory ≤ 48 MiB", ours_memory, 48),
        ("PDF ≤ 110 kB", sizes["PDF"] / 1000, 110),
    ]
    print("\nTargets")
    for name, value, limit in targets:
        print(f"  {'met   ' if value <= limit else 'MISSED'} {name}: {value:.1f} against {limit:.1f}")


if __name__ == "__main__":
    main()
