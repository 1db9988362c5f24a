"""Compares the results of `outside-in` with those of DuckDB and polars: every number, verdict, gate and loss.

    python3 verify.py --binary target/dist/outside-in --count 2000

Makes up sheets in every form, scores them with all three, and ends with 1 at any difference.
"""

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import generate
import rubric
from rubric import LOSSES, Framework

HERE = Path(__file__).resolve().parent
PEERS = ("duckdb", "polars")
Rows = dict[str, dict[str, str]]


def score(binary: Path, source: Path, framework: Path, as_of: str, output: str = "ndjson") -> list:
    """The command with which we score a file."""
    options = ["--format", output, "--framework", framework, "--as-of", as_of, "--lang", "en"]
    command = [binary, "score", source, *options]
    return command + ["--losses"] * (output == "csv")


def peer(name: str, source: Path, form: str, framework: Path, as_of: str, output: Path) -> list:
    """The command with which a peer scores a file; its first word, `python`, is for the caller to replace."""
    script = HERE / f"{name}_score.py"
    return [script, source, "--from", form, "--framework", framework, "--as-of", as_of, "-o", output]


def peer_rows(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["ref"]: row for row in csv.DictReader(file)}


def our_rows(path: Path, framework: Framework) -> Rows:
    """Our NDJSON in the columns of the peers."""
    rows = {}
    with path.open(encoding="utf-8") as file:
        for line in file:
            made = json.loads(line, parse_float=str)
            if "stages" not in made:
                raise SystemExit(f"{path}: a sheet was refused: {line.strip()}")
            row = {
                "ref": made["ref"],
                "reached": str(made["reached"]),
                "next_stage": made["next_stage"] or "",
            }
            for stage in made["stages"]:
                row |= {f"{stage['id']}.{part}": value for part, value in _stage(stage).items()}
            for own in made["profile"]:
                for part in rubric.OF_RUBRIC:
                    row[f"{own['rubric']}.{part}"] = _tenths(own[part]) if own["max_points"] else ""
            rows[made["ref"]] = row
    missing = set(rubric.columns(framework)) - set(next(iter(rows.values()), rubric.columns(framework)))
    if missing:
        raise SystemExit(f"{path}: columns are missing: {sorted(missing)}")
    return rows


def _stage(stage: dict) -> dict[str, str]:
    row = {"verdict": stage["verdict"]}
    for part in ("score", "proven", "possible"):
        row[part] = _tenths(stage[part])
    blocked = [gate["criterion"] for gate in stage["gates"] if gate["status"] in ("failed", "open")]
    row["blocked_by"] = ";".join(blocked)
    losses = stage["losses"] + [{}] * (LOSSES - len(stage["losses"]))
    for rank, loss in enumerate(losses, 1):
        row[f"loss{rank}"] = loss.get("criterion", "")
        row[f"loss{rank}_level"] = _text(loss.get("level"))
        row[f"loss{rank}_points"] = _text(loss.get("points"))
    return row


def _tenths(percent: str) -> str:
    return str(int(percent.replace(".", "")))


def _text(value) -> str:
    return "" if value is None else str(value)


def our_csv_rows(path: Path) -> Rows:
    """Our CSV, as far as it tells the same; percents as tenths, gates in any order."""
    rows = peer_rows(path)
    for row in rows.values():
        for key, value in row.items():
            if value and key.endswith((".score", ".proven", ".possible")):
                row[key] = _tenths(value)
    return rows


def differences(left: Rows, right: Rows, columns: list[str]) -> list[str]:
    """What differs between two results in these columns, as sentences."""
    found = [f"{ref}: only in one result" for ref in sorted(left.keys() ^ right.keys())]
    for ref in sorted(left.keys() & right.keys()):
        for column in columns:
            one, other = left[ref][column], right[ref][column]
            if column.endswith(".blocked_by"):
                one, other = sorted(one.split(";")), sorted(other.split(";"))
            if one != other:
                found.append(f"{ref}, {column}: {left[ref][column]!r} and {right[ref][column]!r}")
    return found


def agree(name: str, found: list[str]) -> bool:
    """Says what differs; true if nothing does."""
    if found:
        print(f"{name}: {len(found)} differences", *found[:10], sep="\n  ", file=sys.stderr)
    return not found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--binary", type=Path, required=True)
    parser.add_argument(
        "--python", type=Path, default=Path(sys.executable), help="a Python that has the peers"
    )
    parser.add_argument("--framework", type=Path, default=rubric.BUILT_IN, metavar="DIR")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--as-of", default=rubric.AS_OF, metavar="DATE")
    args = parser.parse_args()
    framework = rubric.load(args.framework)
    columns = rubric.columns(framework)
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        files = {"ndjson": folder / "a.ndjson", "shuffled": folder / "b.ndjson", "csv": folder / "a.csv"}
        sheets = folder / "toml"
        generate.generate(framework, args.count, files, sheets, args.as_of, args.seed)

        def ours(source: Path, output: str) -> Path:
            result = folder / f"ours.{output}"
            with result.open("wb") as out:
                command = score(args.binary, source, args.framework, args.as_of, output)
                subprocess.run(command, stdout=out, check=True)
            return result

        own = our_rows(ours(files["ndjson"], "ndjson"), framework)
        others = {"ours, as CSV": our_csv_rows(ours(files["ndjson"], "csv"))}
        for form, source in {**files, "toml": sheets}.items():
            others[f"ours, from {form}"] = our_rows(ours(source, "ndjson"), framework)
        for name in PEERS:
            for form, source in files.items():
                result = folder / f"{name}-{form}.csv"
                command = peer(name, source, source.suffix[1:], args.framework, args.as_of, result)
                subprocess.run([args.python, *command], check=True)
                others[f"{name}, from {form}"] = peer_rows(result)
    good = True
    for name, rows in others.items():
        if agree(name, differences(own, rows, columns)):
            print(f"{name}: {len(rows)} results agree")
        else:
            good = False
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
