"""A framework directory as the peers need it, and the columns of the result that all of them write.

Only what scoring needs is read: no texts, no check. Whatever `outside-in check` finds fault with is out of
scope.
"""

import argparse
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILT_IN = ROOT / "rubrics" / "mayo-outside-in"
# The day to score at, unless another is asked for. The sheets are dated just before it.
AS_OF = "2026-11-22"
UNKNOWN = "unknown"
# How many losses of a stage are reported.
LOSSES = 3
# What is reported of a rubric over all stages; nothing where none of its criteria applies.
OF_RUBRIC = ("score", "proven")


@dataclass(frozen=True)
class Fact:
    id: str
    many: bool
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Criterion:
    id: str
    rubric: str
    weight: dict[str, int]
    applies_if: dict[str, list[str]]
    may_not_apply: bool
    evidence_from: int | None
    valid_days: int | None
    # What each level is worth, in percent.
    values: tuple[int, ...]

    @property
    def top(self) -> int:
        return len(self.values) - 1


@dataclass(frozen=True)
class Gate:
    criterion: str
    stage: str
    at_least: int


@dataclass(frozen=True)
class Framework:
    id: str
    version: str
    facts: tuple[Fact, ...]
    stages: tuple[tuple[str, int], ...]
    criteria: tuple[Criterion, ...]
    gates: tuple[Gate, ...]

    def on_stage(self, stage: str) -> list[Criterion]:
        """The criteria with weight on a stage, in the order of the framework."""
        return [criterion for criterion in self.criteria if stage in criterion.weight]

    def rubrics(self) -> dict[str, list[Criterion]]:
        """The criteria of each rubric, in the order of the framework."""
        rubrics = {}
        for criterion in self.criteria:
            rubrics.setdefault(criterion.rubric, []).append(criterion)
        return rubrics

    def gates_of(self, stage: str) -> list[Gate]:
        """The gates of a stage, in the order of their criteria."""
        position = {criterion.id: index for index, criterion in enumerate(self.criteria)}
        own = [gate for gate in self.gates if gate.stage == stage]
        return sorted(own, key=lambda gate: position[gate.criterion])

    def own_dates(self) -> list[Criterion]:
        """The criteria to which the made-up sheets give dates of their own."""
        return list(self.criteria[::8])


def load(directory: Path = BUILT_IN) -> Framework:
    main = _toml(directory / "framework.toml")
    rubrics = [_toml(directory / name) for name in main["rubrics"]]
    return Framework(
        id=main["id"],
        version=main["version"],
        facts=tuple(
            Fact(fact["id"], fact["choose"] == "many", tuple(choice["id"] for choice in fact["choice"]))
            for fact in main.get("fact", [])
        ),
        stages=tuple((stage["id"], stage["ready_at"]) for stage in main["stage"]),
        criteria=tuple(_criterion(rubric["id"], raw) for rubric in rubrics for raw in rubric["criterion"]),
        gates=tuple(
            Gate(gate["criterion"], gate["stage"], gate["at_least"])
            for rubric in rubrics
            for gate in rubric.get("gate", [])
        ),
    )


def _toml(path: Path) -> dict:
    with path.open("rb") as file:
        return tomllib.load(file)


def _criterion(rubric: str, raw: dict) -> Criterion:
    levels = raw["level"]
    top = len(levels) - 1
    # Even steps, halves up.
    even = [(200 * index + top) // (2 * top) for index in range(top + 1)]
    return Criterion(
        id=raw["id"],
        rubric=rubric,
        weight=raw["weight"],
        applies_if=raw.get("applies_if", {}),
        may_not_apply=raw.get("may_not_apply", False),
        evidence_from=raw.get("evidence_from"),
        valid_days=raw.get("valid_days"),
        values=tuple(level.get("value", even[index]) for index, level in enumerate(levels)),
    )


def columns(framework: Framework) -> list[str]:
    """The columns of the result. Percents are whole tenths, rounded down."""
    names = ["ref", "reached", "next_stage"]
    for stage, _ in framework.stages:
        names += [f"{stage}.{part}" for part in ("verdict", "score", "proven", "possible", "blocked_by")]
        for rank in range(1, LOSSES + 1):
            names += [f"{stage}.loss{rank}", f"{stage}.loss{rank}_level", f"{stage}.loss{rank}_points"]
    return names + [f"{rubric}.{part}" for rubric in framework.rubrics() for part in OF_RUBRIC]


def arguments(what: str | None) -> argparse.Namespace:
    """The arguments that every peer takes; the form of the answers follows from the file's name."""
    parser = argparse.ArgumentParser(
        description=what, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("source", type=Path, metavar="FILE")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="CSV")
    parser.add_argument("--from", dest="form", choices=["ndjson", "csv"])
    parser.add_argument("--framework", type=Path, default=BUILT_IN, metavar="DIR")
    parser.add_argument("--as-of", type=date.fromisoformat, default=AS_OF, metavar="DATE")
    args = parser.parse_args()
    args.form = args.form or args.source.suffix.removeprefix(".")
    return args
