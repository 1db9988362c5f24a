"""Measures `outside-in` beside its peers, in one run, and shows ratios with what to aim at.

    python3 run.py --quick          # 20,000 lines, three rounds: about two minutes
    python3 run.py                  # the figures of docs/performance.md

All of a comparison run in turn, in another order every round, with all files in memory (`/dev/shm`), so
that the disk and the cache favour nobody. A ratio is the median of the ratios of the rounds. Every result
that is timed is also held against the others; the script ends with 1 if any number differs. It judges no
time: a busy machine would fail by chance.
"""

import argparse
import json
import os
import platform
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
import grow
import rubric
import verify
from rubric import BUILT_IN, ROOT

HERE = Path(__file__).resolve().parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
AS_OF = rubric.AS_OF


@dataclass
class Used:
    """What one process took."""

    wall: float
    cpu: float


@dataclass
class Row:
    """One line of the result. `ratios` are the medians, by what they are of."""

    name: str
    goal: str
    ratios: dict[str, float]
    more: str = ""


class Bench:
    def __init__(self, args: argparse.Namespace, work: Path):
        self.args, self.work = args, work
        self.framework = rubric.load()
        self.rows: list[Row] = []
        self.held = 0
        self.good = True

    # Processes

    def ours(self, source: Path, framework: Path = BUILT_IN, output: str = "ndjson") -> list:
        return verify.score(self.args.binary, source, framework, AS_OF, output)

    def peers(self, source: Path, form: str, framework: Path = BUILT_IN) -> dict[str, list]:
        return {
            name: [
                self.args.python,
                *verify.peer(name, source, form, framework, AS_OF, self.work / f"{name}.csv"),
            ]
            for name in verify.PEERS
        }

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

    def turns(self, commands: dict[str, list], rounds: int | None = None) -> dict[str, list[Used]]:
        """Runs all commands once a round, each round beginning with another. A first round does not count."""
        names = list(commands)
        used: dict[str, list[Used]] = {name: [] for name in names}
        for turn in range(-1, rounds or self.args.rounds):
            shift = turn % len(names)
            for name in names[shift:] + names[:shift]:
                spent = self.run(commands[name], name)
                if turn >= 0:
                    used[name].append(spent)
        return used

    def peak(self, command: list) -> float:
        """The peak resident size of a process in MiB. GNU time starts it: a child of Python looks large."""
        report = self.work / "peak"
        with (self.work / "peak.out").open("wb") as out:
            ran = ["/usr/bin/time", "-f", "%M", "-o", report, *command]
            subprocess.run(ran, stdout=out, stderr=subprocess.DEVNULL, check=True)
        return int(report.read_text()) / 1024

    # Comparisons

    def against_peers(self, name: str, source: Path, form: str, goal: str, output: str = "ndjson") -> None:
        """Ours against the better of the peers."""
        used = self.turns({"ours": self.ours(source, output=output), **self.peers(source, form)})
        ratios = {peer: _ratio(used[peer], used["ours"]) for peer in verify.PEERS}
        best = [min(used[peer][index].wall for peer in verify.PEERS) for index in range(len(used["ours"]))]
        ratios["best"] = median(peer / own.wall for peer, own in zip(best, used["ours"], strict=True))
        ratios["best, cpu"] = min(_ratio(used[peer], used["ours"], "cpu") for peer in verify.PEERS)
        self.add(Row(name, goal, ratios, self.speed(used["ours"], source)))
        self.agree(name, output)

    def agree(self, name: str, output: str) -> None:
        """Holds the results of the last round against each other."""
        path = self.work / "ours.out"
        columns = rubric.columns(self.framework)
        if output == "ndjson":
            own = verify.our_rows(path, self.framework)
        else:
            own = verify.our_csv_rows(path)
        for peer in verify.PEERS:
            found = verify.differences(own, verify.peer_rows(self.work / f"{peer}.csv"), columns)
            self.held += len(own)
            if found:
                self.good = False
                print(f"{name}, {peer}: {len(found)} differences", *found[:10], sep="\n  ", file=sys.stderr)

    def against_copy(self, source: Path) -> None:
        """Ours to a file against `cp` that moves as many bytes: half of what we read and write together."""
        self.run(self.ours(source), "ours")
        read, written = source.stat().st_size, (self.work / "ours.out").stat().st_size
        bytes_ = self.work / "bytes"
        with bytes_.open("wb") as file:
            left = (read + written) // 2
            with source.open("rb") as data:
                while left > 0:
                    chunk = data.read(min(left, 1 << 20)) or (data.seek(0) or b"")
                    file.write(chunk)
                    left -= len(chunk)
        used = self.turns({"ours": self.ours(source), "cp": ["cp", bytes_, self.work / "copy"]})
        more = f"{read / 1e6:.0f} MB read, {written / 1e6:.0f} MB written"
        self.add(
            Row(
                "NDJSON to a file / cp of as many bytes",
                "<= 2",
                {"cp": _ratio(used["ours"], used["cp"])},
                more,
            )
        )
        bytes_.unlink()
        (self.work / "copy").unlink()

    def against_toml(self, folder: Path, helper: Path) -> None:
        """Ours against reading the same files, and against parsing them into typed answers."""
        floor = {mode: [helper, mode, folder] for mode in ("read", "parse")}
        used = self.turns({"ours": self.ours(folder), **floor})
        speed = self.speed(used["ours"], self.args.files)
        for mode, goal in (("parse", "<= 1.1"), ("read", "<= 2.5")):
            ratios = {mode: _ratio(used["ours"], used[mode]), "cpu": _ratio(used["ours"], used[mode], "cpu")}
            self.add(Row(f"TOML files / {mode} only", goal, ratios, speed))
            speed = ""

    def one_sheet(self, clap: Path) -> None:
        """What it takes to explain one sheet, against a program that only reads its arguments. CPU time."""
        sheet = ROOT / "examples" / "kumo-endoscopy.toml"
        explain = [self.args.binary, "explain", sheet, "--as-of", AS_OF, "--lang", "en"]
        commands = {"ours": explain, "clap": [clap, "--version"]}
        used = self.turns(commands, rounds=self.args.rounds * 15)
        ratio = median(u.cpu for u in used["ours"]) / median(u.cpu for u in used["clap"])
        more = f"{median(u.cpu for u in used['ours']) * 1000:.1f} ms of CPU, a bare clap program " + (
            f"{median(u.cpu for u in used['clap']) * 1000:.1f}"
        )
        self.add(Row("explain one sheet / bare clap program, CPU", "<= 3", {"cpu": ratio}, more))

    def growth(self) -> None:
        """Ten times the lines; and four times the criteria."""
        small, large = self.args.lines // 10, self.args.lines
        files = {count: self.sheets(count) for count in (small, large)}
        used = self.turns({str(count): self.ours(path) for count, path in files.items()})
        wall, cpu = (_ratio(used[str(large)], used[str(small)], by) for by in ("wall", "cpu"))
        self.add(Row(f"{large:,} lines / {small:,} lines, time", "<= 10.5", {"wall": wall, "cpu": cpu}))
        commands = {}
        for times in (1, 4):
            directory = self.work / f"framework-{times}"
            grow.grow(BUILT_IN, directory, times)
            path = self.work / f"grown-{times}.ndjson"
            generate.generate(rubric.load(directory), small, {"ndjson": path})
            commands[f"times {times}"] = self.ours(path, directory)
        used = self.turns(commands)
        wall, cpu = (_ratio(used["times 4"], used["times 1"], by) for by in ("wall", "cpu"))
        self.add(Row("four times the criteria, time", "<= 4", {"wall": wall, "cpu": cpu}))

    def memory(self) -> None:
        """Peak resident size at two lengths."""
        if not Path("/usr/bin/time").exists():
            print("| peak memory | <= 32 | needs GNU time | |")
            return
        small, large = self.args.memory
        peaks = {count: self.peak(self.ours(self.sheets(count))) for count in (small, large)}
        more = ", ".join(f"{size:.1f} MiB at {count:,} lines" for count, size in peaks.items())
        self.add(Row("peak memory, MiB", "<= 32", {"MiB": peaks[large]}, more))
        self.add(Row("peak memory, long / short", "<= 1.1", {"ratio": peaks[large] / peaks[small]}))

    # Parts

    def sheets(self, count: int) -> Path:
        """An NDJSON file of the first `count` sheets."""
        path = self.work / f"{count}.ndjson"
        if not path.exists():
            generate.generate(self.framework, count, {"ndjson": path})
        return path

    def speed(self, used: list[Used], source: Path | int) -> str:
        count = source if isinstance(source, int) else self.args.lines
        return f"{count / median(u.wall for u in used):,.0f} sheets/s"

    def add(self, row: Row) -> None:
        self.rows.append(row)
        print(shown(row), flush=True)


def _ratio(over: list[Used], under: list[Used], by: str = "wall") -> float:
    """The median of the ratios of the rounds."""
    return median(getattr(o, by) / getattr(u, by) for o, u in zip(over, under, strict=True))


def shown(row: Row) -> str:
    main, *others = row.ratios.items()
    if "best" in row.ratios:
        main = ("best", row.ratios["best"])
        others = [item for item in row.ratios.items() if item[0] != "best"]
    aside = [f"{name} {value:.2f}" for name, value in others] + ([row.more] if row.more else [])
    return f"| {row.name} | {row.goal} | {main[1]:.2f} | {', '.join(aside)} |"


def built(name: str) -> Path:
    """Builds a helper under `benches/` and gives its path."""
    command = [
        "cargo",
        "bench",
        "--no-run",
        "--locked",
        "--quiet",
        "--bench",
        name,
        "--message-format",
        "json",
    ]
    made = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
    for line in made.splitlines():
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
    return f"{processor}, {os.cpu_count()} cores, {platform.system()} {platform.release()}, {load()}"


def load() -> str:
    """How busy the machine is: more than its cores, and the figures are rough."""
    return f"load {os.getloadavg()[0]:.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--binary", type=Path, default=TARGET / "release" / "outside-in")
    parser.add_argument(
        "--peers", type=Path, default=os.environ.get("PEERS_VENV", TARGET / "peers-venv"), metavar="VENV"
    )
    parser.add_argument("--quick", action="store_true", help="small files and three rounds")
    parser.add_argument("--lines", type=int, help="lines of NDJSON and CSV (300000, quick 20000)")
    parser.add_argument("--files", type=int, help="TOML files (20000, quick 2000)")
    parser.add_argument(
        "--memory", type=int, nargs=2, metavar="LINES", help="(10000 1000000, quick 2000 20000)"
    )
    parser.add_argument("--rounds", type=int, help="(7, quick 3)")
    parser.add_argument(
        "--work", type=Path, default="/dev/shm", metavar="DIR", help="where the files go for a while"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    args = parser.parse_args()
    quick = args.quick
    args.lines = args.lines or (20_000 if quick else 300_000)
    args.files = args.files or (2_000 if quick else 20_000)
    args.memory = args.memory or ([2_000, 20_000] if quick else [10_000, 1_000_000])
    args.rounds = args.rounds or (3 if quick else 7)
    args.binary = args.binary.resolve()
    args.python = with_peers(args.peers)
    helpers = {name: built(name) for name in ("toml_floor", "bare_clap")}
    work = Path(tempfile.mkdtemp(prefix="outside-in-", dir=args.work))
    try:
        bench = Bench(args, work)
        print(f"{machine()}; {args.rounds} rounds, {args.lines:,} lines")
        measure(bench, helpers)
        agreed = "all agree" if bench.good else "NOT ALL AGREE"
        print(f"{bench.held:,} results held against those of peers: {agreed}; {load()} at the end")
    finally:
        shutil.rmtree(work)
    if args.json:
        args.json.write_text(json.dumps([vars(row) for row in bench.rows], indent=1) + "\n")
    sys.exit(0 if bench.good else 1)


def measure(bench: Bench, helpers: dict[str, Path]) -> None:
    """All comparisons. Each makes the files that it needs, and removes the large ones."""
    args, work = bench.args, bench.work
    files = {"shuffled": work / "shuffled.ndjson", "csv": work / "sheets.csv"}
    ndjson = bench.sheets(args.lines)
    generate.generate(bench.framework, args.lines, files)
    print("| what | to aim at | now | beside it |\n| --- | --- | --- | --- |")
    bench.against_peers("NDJSON: best peer / ours", ndjson, "ndjson", ">= 6")
    bench.against_peers("NDJSON, shuffled and spaced: best peer / ours", files["shuffled"], "ndjson", ">= 5")
    if verify.takes(args.binary, "from", "csv"):
        bench.against_peers("CSV: best peer / ours", files["csv"], "csv", ">= 6", "csv")
        bench.against_peers("CSV to NDJSON, three times the bytes: best peer / ours", files["csv"], "csv", "none")
    else:
        print("| CSV in | >= 6 | not read by this binary | |")
    if verify.takes(args.binary, "format", "csv"):
        bench.against_peers("NDJSON to CSV: best peer / ours", ndjson, "ndjson", "none", "csv")
    for path in files.values():
        path.unlink()
    bench.against_copy(ndjson)
    folder = work / "toml"
    generate.generate(bench.framework, args.files, {}, folder)
    bench.against_toml(folder, helpers["toml_floor"])
    shutil.rmtree(folder)
    bench.one_sheet(helpers["bare_clap"])
    bench.growth()
    bench.memory()


if __name__ == "__main__":
    main()
