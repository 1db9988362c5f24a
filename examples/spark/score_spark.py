"""Scores a partitioned data set of answer sheets (NDJSON, one a line) with Spark and the `outside-in`
program.

    python3 score_spark.py INPUT OUTPUT --binary outside-in --framework DIR --as-of 2026-11-22

Spark ships the program and the framework to every executor and starts one process for each partition. The
process takes sheets on its standard input and gives one result a line, in the same order; a sheet that
cannot be used gives a line that says why, and the rest of the partition is scored all the same.
"""

import argparse
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

# The workers must run the same Python as this script.
os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
os.environ.setdefault("PYSPARK_DRIVER_PYTHON", sys.executable)

import pyarrow as pa  # noqa: E402
from pyspark import SparkFiles  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402

# Lines in a batch of the result, for Arrow.
BATCH = 4096


class Scorer:
    """The program and its arguments. Is sent to the executors, and finds its files there."""

    def __init__(self, binary: str, framework: str | None, as_of: str):
        self.binary, self.framework, self.as_of = binary, framework, as_of

    def command(self) -> list[str]:
        program = Path(SparkFiles.get(self.binary))
        # Spark copies the file, but not everywhere the right to run it.
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        command = [
            str(program),
            "score",
            "-",
            "--from",
            "ndjson",
            "--format",
            "ndjson",
            # Spark runs one process for each core already.
            "--threads",
            "1",
            "--as-of",
            self.as_of,
        ]
        if self.framework:
            command += ["--framework", SparkFiles.get(self.framework)]
        return command

    def results(self, chunks: Iterable[bytes]) -> Iterator[str]:
        """The results of the sheets in `chunks`, each of them whole lines; as lines without their ends."""
        process = subprocess.Popen(self.command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        failed = []

        def feed() -> None:
            try:
                with process.stdin as stdin:
                    for chunk in chunks:
                        stdin.write(chunk)
            except BrokenPipeError:
                pass  # The program ended early; its exit code says why.
            except BaseException as error:  # noqa: BLE001 - told by the thread that reads
                failed.append(error)

        # Written and read at the same time, or both would wait for each other.
        feeder = threading.Thread(target=feed, daemon=True)
        feeder.start()
        with process.stdout as stdout:
            for line in stdout:
                yield line.decode().rstrip("\n")
        feeder.join()
        if failed:
            raise failed[0]
        # 1 says that a sheet was refused, which stands in the results.
        if process.wait() not in (0, 1):
            raise RuntimeError(f"outside-in ended with {process.returncode}; see the log of this executor")

    def lines(self, sheets: Iterator[str]) -> Iterator[str]:
        """For `mapPartitions`: as `rdd.pipe`, with the files where Spark has put them on this executor."""
        return self.results(sheet.encode() + b"\n" for sheet in sheets)

    def batches(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """For `mapInArrow`."""
        chunks = (
            "".join(f"{sheet}\n" for sheet in batch.column(0).to_pylist()).encode() for batch in batches
        )
        held: list[str] = []
        for line in self.results(chunks):
            held.append(line)
            if len(held) == BATCH:
                yield pa.RecordBatch.from_pydict({"value": held})
                held = []
        if held:
            yield pa.RecordBatch.from_pydict({"value": held})


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("input", help="a file or directory of NDJSON, wherever Spark can read")
    parser.add_argument("output", help="a new directory for the results")
    parser.add_argument(
        "--binary", type=Path, default="outside-in", help="the program, built for the executors' machine"
    )
    parser.add_argument("--framework", type=Path, metavar="DIR", help="instead of the built-in one")
    parser.add_argument(
        "--as-of", required=True, metavar="DATE", help="one day for all executors, whatever their clocks"
    )
    parser.add_argument("--way", choices=["pipe", "arrow"], default="arrow")
    parser.add_argument("--master", help="such as local[2]; left out where spark-submit tells it")
    args = parser.parse_args()
    builder = SparkSession.builder.appName("outside-in")
    if args.master:
        builder = builder.master(args.master)
    spark = builder.getOrCreate()
    context = spark.sparkContext
    context.addFile(str(args.binary))
    if args.framework:
        context.addFile(str(args.framework), recursive=True)
    scorer = Scorer(args.binary.name, args.framework.name if args.framework else None, args.as_of)
    if args.way == "pipe":
        context.textFile(args.input).mapPartitions(scorer.lines).saveAsTextFile(args.output)
    else:
        spark.read.text(args.input).mapInArrow(scorer.batches, "value string").write.text(args.output)
    spark.stop()


if __name__ == "__main__":
    main()
