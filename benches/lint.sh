#!/bin/sh
# How long `outside-in check` takes beside `taplo lint`, which looks only at syntax and at our schemas, on the same files:
#
#   sh benches/lint.sh [DIR] [ROUNDS]
#
# The two take turns, so that what else the machine does hits both; shown are medians and the median of the ratios.
# taplo must be on the path: `cargo install taplo-cli --locked` (0.10.0), or `TAPLO=/path/to/taplo`.
# OUTSIDE_IN names another program of ours than `target/dist/outside-in`.
set -eu
cd "$(dirname "$0")/.."
dir=${1:-rubrics/mayo-outside-in}
rounds=${2:-41}
taplo=${TAPLO:-$(command -v taplo || true)}
if [ -z "$taplo" ]; then
    echo "taplo is not on the path; get it with: cargo install taplo-cli --locked" >&2
    exit 2
fi
if [ -z "${OUTSIDE_IN:-}" ]; then
    cargo build --profile dist --locked --quiet --bin outside-in
    OUTSIDE_IN=${CARGO_TARGET_DIR:-target}/dist/outside-in
fi
export OUTSIDE_IN taplo dir rounds
exec python3 - <<'PYTHON'
import glob, os, shutil, statistics, subprocess, tempfile, time

directory, rounds = os.environ["dir"], int(os.environ["rounds"])
with tempfile.TemporaryDirectory() as same:
    # The files that both read; `check` also reads the framework's own tests where they are.
    for path in glob.glob(directory + "/*.toml"):
        shutil.copy(path, same)
    if os.path.isdir(directory + "/schemas"):
        shutil.copytree(directory + "/schemas", same + "/schemas")
    # Both programs as they are installed: a file that was copied lies in memory in fewer pieces than one that a linker wrote.
    check = shutil.copy(os.environ["OUTSIDE_IN"], same + "/outside-in")
    commands = {
        # The schemas are those that the first line of each file names.
        "taplo lint": [os.environ["taplo"], "lint", *sorted(glob.glob(same + "/*.toml"))],
        "check": [check, "check", same],
        "check with the framework's own tests": [check, "check", directory],
    }
    times = {name: [] for name in commands}
    for number in range(rounds + 2):
        for name, command in commands.items():
            start = time.perf_counter()
            done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            taken = (time.perf_counter() - start) * 1000
            if done.returncode != 0:
                raise SystemExit(f"{' '.join(command)} ended with {done.returncode}")
            if number >= 2:
                times[name].append(taken)
for name, own in times.items():
    ratio = statistics.median(other / one for other, one in zip(times["taplo lint"], own))
    print(f"{name}: {statistics.median(own):.1f} ms (least {min(own):.1f}); taplo lint takes {ratio:.1f} x as long")
PYTHON
