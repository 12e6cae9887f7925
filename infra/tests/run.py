"""Runs the tests, step by step, and says at the end what passed: `run.py [STEP…]`, by default all but the long ones.

Every step runs, whatever became of the ones before; one that needs the local stack brings it up first. Most steps wait
more than they compute, so some run side by side where they do not get in each other's way.
"""

import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "local"))

import build  # noqa: E402
import local_env  # noqa: E402
import packages  # noqa: E402
import stack  # noqa: E402
from paths import LOCAL, ROOT, SAM, STACK_BIN, TEMPLATE  # noqa: E402

TESTS = ROOT / "infra" / "tests"
#: What begins the lines of a thread's step while another step prints, too, and whether others have the processors first.
LABEL = threading.local()
#: Held while an environment or a package is installed, which two steps may need at once.
INSTALLING = threading.Lock()
#: Held by steps that call `sync`: there is one pass at a time over the local stack's MLflow server.
SYNCING = threading.Lock()


#: So many of the last lines of a step that failed are shown again beside the summary.
LAST_LINES = 25


class StepFailed(Exception):
    """A step did not pass; the message is the line for the summary, `output` what it had printed."""

    def __init__(self, message: str, output: str = "") -> None:
        super().__init__(message)
        self.output = output


@dataclass
class Outcome:
    """What became of a step."""

    name: str
    passed: bool
    seconds: float
    figures: str
    #: The end of what it printed, if it failed.
    end: list[str]


def say(line: str) -> None:
    print(getattr(LABEL, "text", "") + line, flush=True)


def show(command: list, **options) -> str:
    """Run a command, show what it prints as it comes, and return it all. Fails the step if the command does."""
    words = list(map(str, command))
    say(f"$ {' '.join(words)}")
    if getattr(LABEL, "yields", False):
        words = ["nice", "-n", "10", *words]
    process = subprocess.Popen(
        words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", **options
    )
    printed = []
    for line in process.stdout:
        say(line.rstrip("\n"))
        printed.append(line)
    output = "".join(printed)
    if process.wait():
        raise StepFailed(figures(output) or f"{Path(command[0]).name} ended with status {process.returncode}", output)
    return output


def figures(output: str) -> str:
    """The test runner's own summary in what it printed: pytest's line, or the sum of Cargo's."""
    cargo = re.findall(r"test result: \S+ (\d+) passed; (\d+) failed; (\d+) ignored", output)
    if cargo:
        passed, failed, ignored = (sum(map(int, column)) for column in zip(*cargo, strict=True))
        return f"{passed} passed, {failed} failed, {ignored} ignored"
    plain = re.sub(r"\x1b\[[0-9;]*m", "", output)
    fuzzed = re.findall(r"^\s*([\d,]+ generated, .*)$", plain, re.MULTILINE)
    if fuzzed:
        return fuzzed[-1]
    pytest = re.findall(r"^=* ?((?:\d+ (?:passed|failed|errors?|skipped|deselected|warnings?)(?:, )?)+) in [\d.]+s", plain, re.MULTILINE)
    return pytest[-1] if pytest else ""


def cargo(*arguments: str, **options) -> str:
    return show(["cargo", *arguments], **options)


def local_profile() -> list[str]:
    """The profile and the target of the local stack's build, whose compiled dependencies tests and lints share.

    They do with `--workspace` only: of a single package Cargo would compile dependencies anew, with other features.
    """
    return ["--profile", build.PROFILE, "--target", build.host()]


def pytest(*arguments: str | Path) -> str:
    return show([STACK_BIN / "python", "-m", "pytest", "-q", "-p", "no:cacheprovider", "--durations=3", *arguments])


def install(environment: str) -> None:
    """Install one of the pinned Python environments."""
    with INSTALLING:
        show([sys.executable, ROOT / "infra" / "local" / "tools.py", environment])


def install_document_tools() -> None:
    """Install the Debian packages that the tests of documents need, or say which are missing."""
    with INSTALLING:
        packages.install_missing(packages.DOCUMENT_TOOLS)


# ---- steps -----------------------------------------------------------------


def formatting() -> str:
    return cargo("fmt", "--all", "--check") or "formatted"


def template() -> str:
    show([SAM, "validate", "--lint", "--template-file", TEMPLATE, "--region", local_env.REGION],
         env={**os.environ, "SAM_CLI_TELEMETRY": "0"})  # fmt: skip
    show([STACK_BIN / "cfn-lint", "--regions", local_env.REGION, "--", TEMPLATE])
    return pytest(TESTS / "template", TESTS / "openapi")


def architecture() -> str:
    return pytest(TESTS / "architecture")


def emulator() -> str:
    return pytest(TESTS / "emulator")


def local_stack() -> str:
    return f"up at {stack.up()['BASE_URL']}"


def dependencies() -> str:
    """Licences, bans and sources as deny.toml allows them; vulnerabilities where their database can be had."""
    deny = STACK_BIN / "cargo-deny"
    show([deny, "check", "licenses", "bans", "sources"])
    passed = pytest(TESTS / "dependencies")
    try:
        show([deny, "fetch", "db"])
    except StepFailed:
        return f"{figures(passed)}; vulnerabilities not checked: no RustSec database"
    show([deny, "check", "--disable-fetch", "advisories"])
    return f"{figures(passed)}; no known vulnerabilities"


def lints() -> str:
    cargo("clippy", *local_profile(), "--workspace", "--all-targets", "--", "-D", "warnings")
    return "no warnings"


def units() -> str:
    install_document_tools()
    return cargo("test", *local_profile(), "--workspace", "--no-fail-fast")


def binaries() -> str:
    build.build()
    return pytest(TESTS / "binaries")


def storage() -> str:
    """The facts about the storage that the functions rely on: on the emulator here, on the store in memory in `units`."""
    values = stack.up()
    return cargo(
        "test", *local_profile(), "--workspace", "--test", "conformance", "--test", "limits", "--test", "sizes",
        "--test", "link_conformance", "--test", "comparing_conformance", "--test", "revisions", "--", "--ignored",
        env={**os.environ, **values},
    )  # fmt: skip


def permissions() -> str:
    stack.up()
    return pytest(TESTS / "permissions")


def api() -> str:
    # A browser shows what a share link shows in a frame.
    install_document_tools()
    stack.up()
    return pytest(TESTS / "api")


def events() -> str:
    stack.up()
    with SYNCING:
        return pytest(TESTS / "events")


def faults() -> str:
    build.build()
    return pytest(TESTS / "faults")


def chaos(*arguments: str) -> str:
    """Many reports while everything that they need goes wrong; `SEED=…` for another course of events."""
    build.build()
    output = show([STACK_BIN / "python", TESTS / "chaos" / "run.py", *arguments])
    return output.strip().splitlines()[-1]


def chaos_short() -> str:
    return chaos("--short")


def update(*arguments: str) -> str:
    """A running stack is updated under traffic; what the former version left in it goes on."""
    build.build()
    return pytest(TESTS / "update", "-rP", *arguments)


def update_from_former() -> str:
    return update("--former")


def mlflow() -> str:
    """`reportctl import mlflow` and the function `sync` against a real server, whose answers its own client reads."""
    stack.up()
    install("mlflow")
    with SYNCING:
        return pytest(TESTS / "mlflow")


def oracle(*arguments: str) -> str:
    """An independent program decides every rule and recomputes every figure: infra/tests/oracle."""
    build.build()
    install("oracle")
    python = ROOT / ".venv" / "oracle" / "bin" / "python"
    output = show([python, TESTS / "oracle" / "run.py", "--reportctl", build.reportctl(), *arguments])
    return output.strip().splitlines()[-1]


def oracle_short() -> str:
    return oracle("--quick")


def predictions() -> str:
    """Every figure of imported predictions and searches against scikit-learn, of groups against Fairlearn and statsmodels."""
    build.build()
    install("fairness")
    python = ROOT / ".venv" / "oracle" / "bin" / "python"
    scripts = ("leaderboards.py", "groups.py", "run.py")
    printed = [show([python, TESTS / "predictions" / script, "--reportctl", build.reportctl()]) for script in scripts]
    return "; ".join(output.strip().splitlines()[-1] for output in printed)


def cards() -> str:
    """Model cards as the Hugging Face Hub's client reads them."""
    build.build()
    install("cards")
    return show([ROOT / ".venv" / "cards" / "bin" / "python", "-m", "pytest", "-q", "-p", "no:cacheprovider", TESTS / "cards"])


def examples() -> str:
    """The README's examples against the local stack, and the scripts of infra/examples with the libraries that they use."""
    stack.up()
    install("examples")
    return pytest(TESTS / "examples")


def commentary() -> str:
    stack.up()
    return pytest(TESTS / "commentary")


def claims(generated: int = 100) -> str:
    """Sentences read back by a program that knows only the JSON; `SEED=…` generates other snapshots than usual."""
    cargo("build", *local_profile(), "--workspace", "--example", "every_claim")
    seed = os.environ.get("SEED", "0")
    return pytest(TESTS / "claims", f"--generated={generated}", f"--seed={seed}", "-rP")


def claims_short() -> str:
    return claims(5)


def worst(*arguments: str) -> str:
    """The largest and longest snapshots that are valid, each rendered in a process whose memory is measured."""
    cargo("build", *local_profile(), "--workspace", "--example", "peak")
    peak = ROOT / "target" / build.host() / build.PROFILE / "examples" / "peak"
    return show(
        [STACK_BIN / "python", "-m", "pytest", "-q", "-p", "no:cacheprovider", "-rP", TESTS / "worst", *arguments],
        env={**os.environ, "PEAK": str(peak)},
    )  # fmt: skip


def worst_short() -> str:
    return worst()


def worst_all() -> str:
    return worst("--all")


def reportctl() -> str:
    build.build()
    return pytest(TESTS / "reportctl")


def documents() -> str:
    build.build()
    install_document_tools()
    return pytest(TESTS / "documents")


def vera(*arguments: str | Path) -> str:
    """Every PDF can be archived and read aloud: PDF/A-2a and PDF/UA-1, by the rules of veraPDF."""
    build.build()
    install("vera")
    with INSTALLING:
        packages.install_missing(packages.ARCHIVE_TOOLS)
    check = TESTS / "vera" / "check.py"
    output = show([STACK_BIN / "python", check, "--reportctl", build.reportctl(), *arguments])
    return output.strip().splitlines()[-1]


def archive() -> str:
    """The same of every sample, and of the crate's own, whose text is more hostile than a snapshot can be."""
    cargo("build", *local_profile(), "--workspace", "--example", "specimen")
    specimen = ROOT / "target" / build.host() / build.PROFILE / "examples" / "specimen"
    with tempfile.TemporaryDirectory() as folder:
        show([specimen, folder])
        return vera("--all", *sorted(Path(folder).glob("*.pdf")))


def html() -> str:
    """Validity and accessibility in a browser: the fullest report of each kind, and the most awkward samples."""
    build.build()
    install_document_tools()
    checks = TESTS / "html"
    stamp, lock = checks / "node_modules" / ".installed", (checks / "package-lock.json").read_text()
    if not stamp.is_file() or stamp.read_text() != lock:
        show(["npm", "ci", "--no-audit", "--no-fund", "--prefix", checks])
        stamp.write_text(lock)
    samples = ROOT / "infra" / "samples"
    kinds = ("experiment", "model", "project", "deployment", "synthgen", "privacy")
    found = [sorted((samples / "snapshots").glob(f"{kind}-*.json")) for kind in kinds]
    fullest = [max(paths, key=lambda path: path.stat().st_size) for paths in found]
    awkward = sorted((samples / "edge").glob("*.json"))
    with tempfile.TemporaryDirectory() as folder:

        def page(snapshot: Path, *options: str) -> Path:
            out = Path(folder) / snapshot.stem
            show([build.reportctl(), "render", snapshot, "--format", "html", "--out", out, *options])
            return out / f"{snapshot.stem}.html"

        pages = [page(snapshot, "--options", '{"include_coverage": true}') for snapshot in fullest]
        others = [word for snapshot in awkward for word in ("--awkward", page(snapshot))]
        output = show(["node", checks / "check.mjs", *pages, *others])
    return output.strip().splitlines()[-1]


def schemathesis(cases: int) -> str:
    values = stack.up()
    return show(
        [
            STACK_BIN / "schemathesis", "--config-file", TESTS / "schemathesis.toml",
            "run", ROOT / "infra" / "openapi.yaml", "--url", values["BASE_URL"], "--max-examples", str(cases),
        ],
        env={**os.environ, **values, "NO_COLOR": "1"},
    )  # fmt: skip


def fuzz_a_little() -> str:
    return schemathesis(10)


def fuzz() -> str:
    return schemathesis(300)


#: Every step by its name. Those of no stage run only if they are asked for: they take long.
STEPS: dict[str, Callable[[], str]] = {
    "format": formatting,
    "architecture": architecture,
    "dependencies": dependencies,
    "template": template,
    "emulator": emulator,
    "stack": local_stack,
    "api": api,
    "storage": storage,
    "permissions": permissions,
    "faults": faults,
    "chaos-short": chaos_short,
    "update": update,
    "examples": examples,
    "events": events,
    "commentary": commentary,
    "fuzz-short": fuzz_a_little,
    "binaries": binaries,
    "claims-short": claims_short,
    "worst-short": worst_short,
    "reportctl": reportctl,
    "mlflow": mlflow,
    "oracle-short": oracle_short,
    "predictions": predictions,
    "cards": cards,
    "documents": documents,
    "html": html,
    "vera": vera,
    "lints": lints,
    "units": units,
    "fuzz": fuzz,
    "oracle": oracle,
    "claims": claims,
    "worst": worst_all,
    "chaos": chaos,
    "former": update_from_former,
    "archive": archive,
}
#: Steps that ask the functions of the local stack, and so run one after another.
ASKING = ("api", "permissions", "examples", "events", "commentary", "fuzz-short")
#: Steps with things of their own in the local stack: an MLflow server and its project, keys of the table.
BESIDE = ("mlflow", "storage")
#: Steps with an emulator of their own, which mostly wait for time to pass: leases, visibility, retries.
WAITING = ("emulator", "faults", "chaos-short", "update")
#: Steps that only compute, the longest first: with what the others leave them of the processors, so that nobody's patience ends.
COMPUTING = (
    "html", "documents", "vera", "predictions", "worst-short", "oracle-short", "binaries", "reportctl", "claims-short", "cards",
)  # fmt: skip
#: What runs beside one another, stage after stage; the steps of a chain one after another. What compiles runs alone.
STAGES: tuple[tuple[tuple[str, ...], ...], ...] = (
    (("format", "architecture", "dependencies"), ("template",)),
    (("stack",),),
    (ASKING, WAITING, BESIDE, *((name,) for name in COMPUTING)),
    (("lints",),),
    (("units",),),
)
#: So many chains of a stage run at a time. More would get in each other's way on two processors.
SIDE_BY_SIDE = 3


def run(name: str) -> Outcome:
    say("")
    say(f"==== {name} ====")
    began, end = time.monotonic(), []
    try:
        output = STEPS[name]()
        passed, said = True, figures(output) or (output if "\n" not in output.strip() else "")
    except (StepFailed, packages.Missing, local_env.StackError, build.BuildError) as error:
        passed, said = False, str(error)
        say(f"{name} failed: {error}")
        if isinstance(error, StepFailed):
            end = error.output.rstrip().splitlines()[-LAST_LINES:]
    return Outcome(name, passed, time.monotonic() - began, said.strip(), end)


def run_labelled(names: list[str]) -> list[Outcome]:
    outcomes = []
    for name in names:
        LABEL.text = f"{name:<12} | "
        LABEL.yields = name in COMPUTING
        outcomes.append(run(name))
    return outcomes


def run_stage(chains: list[list[str]]) -> list[Outcome]:
    if len(chains) == 1:
        return [run(name) for name in chains[0]]
    with ThreadPoolExecutor(SIDE_BY_SIDE) as threads:
        return [outcome for outcomes in threads.map(run_labelled, chains) for outcome in outcomes]


def run_steps(names: list[str]) -> list[Outcome]:
    """The steps in their stages; those of no stage, the long ones, each alone at the end."""
    staged = {name for stage in STAGES for chain in stage for name in chain}
    stages = [*STAGES, *(((name,),) for name in names if name not in staged)]
    outcomes = []
    for stage in stages:
        chains = [chosen for chain in stage if (chosen := [name for name in chain if name in names])]
        outcomes += run_stage(chains)
    return outcomes


def main(names: list[str]) -> int:
    unknown = set(names) - set(STEPS)
    if unknown:
        print(f"error: no such step: {', '.join(unknown)}; there are {', '.join(STEPS)}", file=sys.stderr)
        return 2
    LOCAL.mkdir(mode=0o700, exist_ok=True)
    outcomes = run_steps(list(dict.fromkeys(names)) or [name for stage in STAGES for chain in stage for name in chain])
    for outcome in outcomes:
        if outcome.end:
            print("\n".join(["", f"==== the end of {outcome.name}, which failed ====", *outcome.end]))
    print("\n==== summary ====")
    for outcome in outcomes:
        state = "passed" if outcome.passed else "FAILED"
        print(f"{outcome.name:<12} {state}  {outcome.seconds:6.0f} s  {outcome.figures.splitlines()[0] if outcome.figures else ''}")
    failed = [outcome.name for outcome in outcomes if not outcome.passed]
    print(f"{len(outcomes) - len(failed)} of {len(outcomes)} steps passed" + (f"; failed: {', '.join(failed)}" if failed else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
