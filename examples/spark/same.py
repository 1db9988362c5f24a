"""Ends with 1 unless two results hold the same lines: `python3 same.py FILE-OR-DIRECTORY
FILE-OR-DIRECTORY`.

They are sorted by `ref`. Numbers of lines are left out, because a line has another in a partition than in
the whole.
"""

import json
import re
import sys
from pathlib import Path


def lines(path: Path) -> list[str]:
    files = sorted(path.glob("part-*")) if path.is_dir() else [path]
    found = []
    for file in files:
        for line in file.read_text("utf-8").splitlines():
            result = json.loads(line)
            result.pop("input")
            if "message" in result:
                result["message"] = re.sub(r"\bline \d+", "line", result["message"])
            found.append((result.get("ref") or "", json.dumps(result, ensure_ascii=False)))
    return [line for _, line in sorted(found)]


left, right = (lines(Path(path)) for path in sys.argv[1:3])
if left != right:
    different = next((pair for pair in zip(left, right, strict=False) if pair[0] != pair[1]), ("", ""))
    sys.exit(f"{len(left)} and {len(right)} results; the first that differ:\n{different[0]}\n{different[1]}")
print(f"{len(left)} results are the same")
