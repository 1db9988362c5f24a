#!/usr/bin/env bash
# Scores made-up sheets with Spark, in both ways, and on this machine alone, and ends with 1 unless the results are the
# same. Takes the number of sheets. OUTSIDE_IN is the program, PYTHON one that has pyspark and pyarrow.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$here/../..
program=$(realpath "${OUTSIDE_IN:-$root/target/release/outside-in}")
python=${PYTHON:-python3}
export PYSPARK_PYTHON=$python PYSPARK_DRIVER_PYTHON=$python
framework=$root/rubrics/mayo-outside-in
day=2026-11-22
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

"$python" "$root/benches/peers/generate.py" --count "${1:-5000}" --as-of $day --ndjson "$work/all.ndjson"
# A sheet of another framework, one that is not JSON, and one with a bad answer: refused or told, in their lines.
{
    echo '{"framework":"another","ref":"bad-1","answers":{}}'
    echo '{"ref":"bad-2","answers":'
    echo '{"ref":"bad-3","answers":{"need-statement":9}}'
} >> "$work/all.ndjson"
mkdir "$work/parts"
split --number l/5 --additional-suffix .ndjson "$work/all.ndjson" "$work/parts/"
: > "$work/parts/empty.ndjson"

code=0
"$program" score "$work/all.ndjson" --format ndjson --framework "$framework" --as-of $day \
    > "$work/alone.ndjson" 2> /dev/null || code=$?
[ "$code" = 1 ] # something was refused
for way in pipe arrow; do
    "$python" "$here/score_spark.py" "$work/parts" "$work/$way" --way $way --master 'local[2]' \
        --binary "$program" --framework "$framework" --as-of $day 2> "$work/$way.log" || {
        tail -n 40 "$work/$way.log" >&2
        exit 1
    }
    printf '%s: ' $way
    "$python" "$here/same.py" "$work/alone.ndjson" "$work/$way"
done
