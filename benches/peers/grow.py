"""Makes a framework with more criteria out of another, to see how time grows with them.

    python3 grow.py --times 4 DIR

Every criterion stands in it `--times` times: first as it is, then under new ids (`coding-2`, `coding-3`, …)
with the same texts, weights and conditions. Gates and conflicts stay with the first.
"""

import argparse
import re
import shutil
from pathlib import Path

import rubric


def grow(source: Path, target: Path, times: int) -> None:
    target.mkdir(parents=True, exist_ok=True)
    names = rubric._toml(source / "framework.toml")["rubrics"]
    for path in source.glob("*.toml"):
        if path.name in names:
            (target / path.name).write_text(_grown(path.read_text("utf-8"), times), "utf-8")
        else:
            shutil.copy(path, target / path.name)


def _grown(text: str, times: int) -> str:
    # A part begins with the name of a table that is not a level, which belongs to the criterion before it.
    parts = re.split(r"(?m)^(?=\[\[(?!criterion\.))", text)
    criteria = [part for part in parts if part.startswith("[[criterion]]")]
    more = [
        re.sub(r'(?m)^id = "([^"]+)"', rf'id = "\1-{copy}"', part, count=1)
        for copy in range(2, times + 1)
        for part in criteria
    ]
    return "\n".join([text.rstrip() + "\n", *more])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("directory", type=Path, metavar="DIR")
    parser.add_argument("--framework", type=Path, default=rubric.BUILT_IN, metavar="DIR")
    parser.add_argument("--times", type=int, default=4)
    args = parser.parse_args()
    grow(args.framework, args.directory, args.times)


if __name__ == "__main__":
    main()
