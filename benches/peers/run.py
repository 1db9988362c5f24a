"""Measures `outside-in` beside its peers, in one run, and shows ratios with what to aim at.

    python3 run.py --quick          # 20,000 lines, three rounds: a few minutes
    python3 run.py                  # the figures of docs/performance.md

All of a comparison run in turn, in another order every round, on the same two cores and with all files in memory
(`/dev/shm`), so that neither the disk nor the cache favors anybody. A ratio is the median of the ratios of the
rounds. Every result that is timed is also compared with those of the peers; the script ends with 1 if any number
differs. It does not judge times: on a busy machine that would fail by chance.
"""

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import generate
import rubric
import verify
from rubric import AS_OF, BUILT_IN, ROOT

HERE = Path(__file__).resolve().parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
CORES = 2


@dataclass
class Used:
    """What one process took, in seconds."""

    wall: float
    cpu: float


class Bench:
    def __init__(self, args: argparse.Namespace, work: Path):
        self.args, self.work = args, work
        self.framework = rubric.load()
        self.figures: list[dict] = []
        self.compared = 0
        self.agrees = True

    # Processes

    def ours(self, source: Path, output: str = "ndjson") -> list:
        return verify.score(self.args.binary, source, BUILT_IN, AS_OF, output)

    def run(self, command: list, name: str) -> Used:
        """Runs a command to its end, with its output in a file of its own."""
        with (self.work / f"{name}.out").open("wb") as out:
            start = time.perf_counter()
            process = subprocess.Popen(command, stdout=out, stderr=subprocess.PIPE)
            errors = process.stderr.read()
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.stderr.buffer.write(errors[-2000:])
            raise SystemExit(f"{' '.join(map(str, command))}: ended with {process.returncode}")
        return Used(wall, usage.ru_utime + usage.ru_stime)

    def turns(self, commands: dict[str, list]) -> dict[str, list[Used]]:
        """Runs all commands once a round, each round beginning with another. A first round does not count."""
        names = list(commands)
        used: dict[str, list[Used]] = {name: [] for name in names}
        for turn in range(-1, self.args.rounds):
            shift = turn % len(names)
            for name in names[shift:] + names[:shift]:
                spent = self.run(commands[name], name)
                if turn >= 0:
                    used[name].append(spent)
        return used

    # Comparisons

    def against_peers(self, name: str, source: Path, form: str, goal: str) -> None:
        """Ours against the better of the peers, each writing what it writes fastest: the peers CSV, we the form read."""
        commands = {"ours": self.ours(source, form)}
        for peer in verify.PEERS:
            script = verify.peer(peer, source, form, BUILT_IN, AS_OF, self.work / f"{peer}.csv")
            commands[peer] = [self.args.python, *script]
        used = self.turns(commands)
        own = used["ours"]
        best = [min(used[peer][turn].wall for peer in verify.PEERS) for turn in range(self.args.rounds)]
        aside = {peer: ratio(used[peer], own) for peer in verify.PEERS}
        aside["CPU of the better"] = min(ratio(used[peer], own, "cpu") for peer in verify.PEERS)
        speed = f"{self.args.lines / median(one.wall for one in own):,.0f} sheets/s"
        self.show(name, goal, median(b / o.wall for b, o in zip(best, own, strict=True)), aside, speed)
        self.compare(name, form)

    def compare(self, name: str, form: str) -> None:
        """Compares the results of the last round."""
        path = self.work / "ours.out"
        own = verify.our_rows(path, self.framework) if form == "ndjson" else verify.our_csv_rows(path)
        columns = rubric.columns(self.framework)
        for peer in verify.PEERS:
            found = verify.differences(own, verify.peer_rows(self.work / f"{peer}.csv"), columns)
            self.compared += len(own)
            self.agrees &= verify.agree(f"{name}, {peer}", found)

    def against_toml(self, folder: Path, floor: Path) -> None:
        """Ours against parsing the same files into typed answers with the `toml` crate, on as many threads."""
        used = self.turns({"ours": self.ours(folder), "toml": [floor, "parse", folder]})
        aside = {"CPU": ratio(used["ours"], used["toml"], "cpu")}
        speed = f"{self.args.files / median(one.wall for one in used['ours']):,.0f} sheets/s"
        self.show("TOML files: ours / parsing them", "<= 1.5", ratio(used["ours"], used["toml"]), aside, speed)

    def memory(self) -> None:
        """The peak resident size at two lengths. GNU time starts the process: a child of Python looks large."""
        for count in self.args.memory:
            source, report = self.sheets(count), self.work / "peak"
            timed = ["/usr/bin/time", "-f", "%M", "-o", report, *self.ours(source)]
            spent = self.run(timed, "peak")
            speed = f"{count / spent.wall:,.0f} sheets/s"
            self.show(f"peak memory of {count:,} lines, MiB", "<= 64", int(report.read_text()) / 1024, {}, speed)
            source.unlink()

    def explain(self) -> None:
        """Explaining one sheet, from the start of the process to its end."""
        sheet = ROOT / "examples" / "kumo-endoscopy.toml"
        command = [self.args.binary, "explain", sheet, "--as-of", AS_OF, "--lang", "en"]
        used = [self.run(command, "explain") for _ in range(20 * self.args.rounds)]
        aside = {"CPU": median(one.cpu for one in used) * 1000}
        self.show("explain, start to end, ms", "<= 20", median(one.wall for one in used) * 1000, aside)

    def check(self, bench: Path) -> None:
        """Checking the built-in framework against parsing its files, in one process: `benches/check.rs`."""
        text = subprocess.run([bench], stdout=subprocess.PIPE, text=True, check=True).stdout
        ratios = {name: float(value) for name, value in re.findall(r"(?m)^(.*): .* ms, (.*) x$", text)}
        whole = ratios.pop("load and check with it")
        self.show("check: load and check everything / parsing", "<= 2", whole, ratios)

    # Parts

    def sheets(self, count: int) -> Path:
        """An NDJSON file of the first `count` sheets."""
        path = self.work / f"{count}.ndjson"
        generate.generate(self.framework, count, {"ndjson": path})
        return path

    def show(self, name: str, goal: str, value: float, aside: dict[str, float], more: str = "") -> None:
        self.figures.append({"name": name, "goal": goal, "value": value, "aside": aside, "more": more})
        beside = [f"{key} {number:.2f}" for key, number in aside.items()] + [more] * bool(more)
        print(f"| {name} | {goal} | {value:.2f} | {', '.join(beside)} |", flush=True)


def ratio(over: list[Used], under: list[Used], by: str = "wall") -> float:
    """The median of the ratios of the rounds."""
    return median(getattr(o, by) / getattr(u, by) for o, u in zip(over, under, strict=True))


def built(kind: str, name: str, profile: str) -> Path:
    """Builds our program or a benchmark, and gives its path."""
    command = ["cargo", "build", "--locked", "--quiet", f"--{kind}", name, "--profile", profile]
    made = subprocess.run(
        [*command, "--message-format", "json"], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    )
    for line in made.stdout.splitlines():
        message = json.loads(line)
        if message.get("executable") and message["target"]["name"] == name:
            return Path(message["executable"])
    raise SystemExit(f"cargo built no {name}")


def with_peers(directory: Path) -> Path:
    """A Python that has the peers; makes the environment where there is none."""
    python = directory / "bin" / "python"
    if not python.exists():
        venv.create(directory, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", HERE / "requirements.txt"], check=True)
    return python


def machine() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    names = [line.split(":")[1].strip() for line in lines if line.startswith("model name")]
    processor = names[0] if names else platform.processor()
    cores = len(os.sched_getaffinity(0))
    return f"{processor}, {cores} cores, {platform.system()} {platform.release()}, load {os.getloadavg()[0]:.1f}"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--binary", type=Path, help="our program (else it is built)")
    parser.add_argument("--profile", default="dist", help="the cargo profile of what is built (dist)")
    venv_of_peers = os.environ.get("PEERS_VENV", TARGET / "peers-venv")
    parser.add_argument("--peers", type=Path, default=venv_of_peers, metavar="VENV")
    parser.add_argument("--quick", action="store_true", help="small files and three rounds")
    parser.add_argument("--lines", type=int, help="lines of NDJSON and CSV (300000, quick 20000)")
    parser.add_argument("--files", type=int, help="TOML files (20000, quick 2000)")
    parser.add_argument("--memory", type=int, nargs=2, metavar="LINES", help="(10000 1000000, quick 2000 20000)")
    parser.add_argument("--rounds", type=int, help="(7, quick 3)")
    parser.add_argument("--work", type=Path, default="/dev/shm", metavar="DIR", help="where the files go for a while")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    args = parser.parse_args()
    args.lines = args.lines or (20_000 if args.quick else 300_000)
    args.files = args.files or (2_000 if args.quick else 20_000)
    args.memory = args.memory or ([2_000, 20_000] if args.quick else [10_000, 1_000_000])
    args.rounds = args.rounds or (3 if args.quick else 7)
    return args


def main() -> None:
    args = arguments()
    args.python = with_peers(args.peers)
    args.binary = (args.binary or built("bin", "outside-in", args.profile)).resolve()
    helpers = {name: built("bench", name, args.profile) for name in ("toml_floor", "check")}
    # All processes inherit these, so that everybody has as many threads.
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    with tempfile.TemporaryDirectory(prefix="outside-in-", dir=args.work) as work:
        bench = Bench(args, Path(work))
        print(f"{machine()}; {args.rounds} rounds, {args.lines:,} lines")
        measure(bench, helpers)
    verdict = "all agree" if bench.agrees else "NOT ALL AGREE"
    print(f"{bench.compared:,} results compared with those of peers: {verdict}; load {os.getloadavg()[0]:.1f}")
    if args.json:
        args.json.write_text(json.dumps(bench.figures, indent=1) + "\n")
    sys.exit(0 if bench.agrees else 1)


def measure(bench: Bench, helpers: dict[str, Path]) -> None:
    """All comparisons. The files of each are removed once they are no longer needed."""
    work = bench.work
    names = {"ndjson": "sheets.ndjson", "shuffled": "shuffled.ndjson", "csv": "sheets.csv"}
    files = {form: work / name for form, name in names.items()}
    generate.generate(bench.framework, bench.args.lines, files)
    print("| what | aim | now | beside it |\n| --- | --- | --- | --- |")
    bench.against_peers("NDJSON: better peer / ours", files["ndjson"], "ndjson", ">= 3.5")
    bench.against_peers("NDJSON, keys shuffled, spaced: better peer / ours", files["shuffled"], "ndjson", "-")
    bench.against_peers("CSV: better peer / ours", files["csv"], "csv", ">= 2.5")
    for path in files.values():
        path.unlink()
    folder = work / "toml"
    generate.generate(bench.framework, bench.args.files, {}, folder)
    bench.against_toml(folder, helpers["toml_floor"])
    shutil.rmtree(folder)
    bench.memory()
    bench.explain()
    bench.check(helpers["check"])


if __name__ == "__main__":
    main()
