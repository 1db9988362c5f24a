"""Measures the ways past one process: GNU parallel, DuckDB around us, Spark. For docs/scaling.md.

    python3 scaling.py --binary target/dist/outside-in --duckdb duckdb --spark SPARK_VENV

Each way scores the same sheets at two sizes; from the two follows what it costs to start and what each
sheet costs. A way whose program is not there is left out.
"""

import argparse
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import generate
import rubric
from run import TARGET, machine

SPARK = rubric.ROOT / "examples" / "spark" / "score_spark.py"


def ways(args: argparse.Namespace, source: Path, work: Path) -> dict[str, str]:
    """The command of each way, for a shell."""
    options = f"--from ndjson --format ndjson --as-of {rubric.AS_OF} --framework {rubric.BUILT_IN}"
    alone = f"{args.binary} score - {options}"
    found = {"one process": f"{alone} < {source} > {work}/alone.ndjson"}
    if shutil.which("parallel"):
        found["GNU parallel"] = (
            f"parallel --pipepart -a {source} --block -2 -k {alone} --threads 1 > {work}/parallel.ndjson"
        )
    if args.duckdb:
        read = "read_json('/dev/stdin', format = 'newline_delimited')"
        parquet = source.with_suffix(".parquet")
        found["DuckDB, Parquet to Parquet"] = (
            f"""{args.duckdb} -c "COPY (FROM '{parquet}') TO '/dev/stdout' (FORMAT json)" | {alone} | """
            f"""{args.duckdb} -c "COPY (FROM {read}) TO '{work}/results.parquet'" """
        )
    if args.spark:
        for way in ("pipe", "arrow"):
            found[f"Spark, {way}"] = (
                f"rm -rf {work}/{way} && {args.spark}/bin/python {SPARK} "
                f"{source.with_suffix('')} {work}/{way} "
                f"--way {way} --master 'local[*]' --binary {args.binary} --framework {rubric.BUILT_IN} "
                f"--as-of {rubric.AS_OF}"
            )
    return found


def sheets(args: argparse.Namespace, work: Path, count: int) -> Path:
    """The sheets as one file, as a directory of parts, and as Parquet."""
    path = work / f"{count}.ndjson"
    generate.generate(rubric.load(), count, {"ndjson": path})
    parts = path.with_suffix("")
    parts.mkdir()
    subprocess.run(
        ["split", "--number", "l/8", "--additional-suffix", ".ndjson", path, f"{parts}/"], check=True
    )
    if args.duckdb:
        columns = "{subject: 'VARCHAR', ref: 'VARCHAR', date: 'DATE', facts: 'JSON', answers: 'JSON'}"
        copy = f"COPY (FROM read_json('{path}', columns = {columns})) TO '{path.with_suffix('.parquet')}'"
        subprocess.run([args.duckdb, "-c", copy], check=True, stdout=subprocess.DEVNULL)
    return path


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--binary", type=Path, default=TARGET / "dist" / "outside-in")
    parser.add_argument("--duckdb", default=shutil.which("duckdb"), help="the command-line program")
    parser.add_argument("--spark", type=Path, metavar="VENV", help="an environment with pyspark and pyarrow")
    parser.add_argument("--sizes", type=int, nargs=2, default=[20_000, 200_000], metavar="SHEETS")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--work", type=Path, default="/dev/shm", metavar="DIR")
    args = parser.parse_args()
    args.binary = shlex.quote(str(args.binary.resolve()))
    with tempfile.TemporaryDirectory(prefix="outside-in-", dir=args.work) as work:
        work = Path(work)
        commands = {count: ways(args, sheets(args, work, count), work) for count in args.sizes}
        took: dict[tuple[str, int], list[float]] = {}
        for _ in range(args.rounds):
            for count, by_way in commands.items():
                for way, command in by_way.items():
                    start = time.perf_counter()
                    ran = subprocess.run(
                        ["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, check=False
                    )
                    if ran.returncode:
                        sys.exit(f"{command}\n{ran.stderr.decode()[-2000:]}")
                    took.setdefault((way, count), []).append(time.perf_counter() - start)
    small, large = args.sizes
    print(f"{machine()}; {args.rounds} rounds")
    print(f"| way | {small:,} sheets, s | {large:,} sheets, s | to start, s | a million more, s |")
    print("| --- | --- | --- | --- | --- |")
    for way in commands[small]:
        first, second = (median(took[way, count]) for count in (small, large))
        each = (second - first) / (large - small)
        start = max(0.0, first - each * small)
        print(f"| {way} | {first:.2f} | {second:.2f} | {start:.2f} | {each * 1e6:.1f} |")


if __name__ == "__main__":
    main()
