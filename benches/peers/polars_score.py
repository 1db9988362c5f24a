"""Scores answer sheets with polars, by expressions that are made from the framework.

    python3 polars_score.py answers.ndjson -o result.csv

The fastest form that was found: lazy, with the shape of the file given rather than guessed, written as a
stream; an answer is read as text and looked into by patterns, dates are compared as text, and the three
losses of a stage come from `max_horizontal` over packed integers rather than from sorted lists. It takes
every sheet to be right: an answer that is wrong is no answer here, where `outside-in` also says so.
"""

from datetime import date, timedelta
from pathlib import Path

import polars as pl
import rubric
from rubric import LOSSES, OF_RUBRIC, UNKNOWN, Criterion, Framework

# A loss is packed as points, place among the criteria of the stage, level plus one: the greater, the worse.
PLACES, LEVELS = 1024, 16
YES = pl.lit(True)


def frame(framework: Framework, source: Path, form: str, as_of: date) -> pl.LazyFrame:
    read = _Json(framework) if form == "ndjson" else _Csv(framework)
    cuts = {
        days: str(as_of - timedelta(days=days))
        for days in {c.valid_days for c in framework.criteria} - {None}
    }
    facts = {fact.id: fact for fact in framework.facts}
    pairs = {(fact, tuple(wanted)) for c in framework.criteria for fact, wanted in c.applies_if.items()}
    names = {pair: f"f{index}" for index, pair in enumerate(sorted(pairs))}
    at = {criterion.id: index for index, criterion in enumerate(framework.criteria)}

    first = [pl.col("ref"), pl.col("date")]
    first += [
        read.fact(facts[fact], wanted).fill_null(True).alias(name) for (fact, wanted), name in names.items()
    ]
    first += [part for index, c in enumerate(framework.criteria) for part in read.parts(c, index)]
    second = [pl.col("ref")]
    for index, c in enumerate(framework.criteria):
        # l: the level, where there is one that counts; c: whether the criterion counts.
        applies = _all(pl.col(names[fact, tuple(wanted)]) for fact, wanted in c.applies_if.items())
        fresh = YES
        if c.valid_days is not None:
            own = read.own_date(c, index)
            when = pl.col("date") if own is None else pl.coalesce(own, pl.col("date"))
            fresh = (when >= cuts[c.valid_days]).fill_null(True)
        second.append(pl.when(applies & fresh).then(pl.col(f"a{index}")).alias(f"l{index}"))
        counts = applies & ~(pl.col(f"na{index}") & fresh) if c.may_not_apply else applies
        second += [counts.alias(f"c{index}"), pl.col(f"e{index}")]
    third = []
    for index, c in enumerate(framework.criteria):
        level = pl.col(f"l{index}")
        proven = level
        if c.evidence_from is not None:
            weak = (level >= c.evidence_from) & ~pl.col(f"e{index}")
            proven = pl.when(weak).then(pl.lit(c.evidence_from - 1, pl.Int32)).otherwise(level)
        worth = _worth(c, level)
        third += [proven.alias(f"p{index}"), worth.alias(f"w{index}")]
        third.append(pl.when(pl.col(f"c{index}")).then(100 - worth).otherwise(0).alias(f"lost{index}"))
    fourth, fifth, sixth, seventh, last = [pl.col("ref")], [], [], [], [pl.col("ref")]
    for number, (stage, ready_at) in enumerate(framework.stages):
        on = framework.on_stage(stage)
        weight = {c.id: c.weight[stage] for c in on}

        def whole(test, on=on, weight=weight) -> pl.Expr:
            return _sum(pl.when(test(at[c.id])).then(100 * weight[c.id]).otherwise(0) for c in on)

        score = _sum(pl.col(f"w{at[c.id]}") * weight[c.id] for c in on)
        fourth.append(whole(lambda index: pl.col(f"c{index}")).alias(f"max{number}"))
        fourth.append(score.alias(f"score{number}"))
        proven = _sum(_worth(c, pl.col(f"p{at[c.id]}")) * weight[c.id] for c in on)
        fourth.append(proven.alias(f"proven{number}"))
        still = whole(lambda index: pl.col(f"c{index}") & pl.col(f"l{index}").is_null())
        fourth.append((score + still).alias(f"possible{number}"))
        gates = [(at[gate.criterion], gate.at_least, gate.criterion) for gate in framework.gates_of(stage)]

        def every(by: str, where_open: bool, gates=gates) -> pl.Expr:
            return _all(
                ~pl.col(f"c{index}") | (pl.col(f"{by}{index}") >= least).fill_null(where_open)
                for index, least, _ in gates
            )

        fourth.append(every("p", False).alias(f"proven_gates{number}"))
        fourth.append(every("l", False).alias(f"gates{number}"))
        fourth.append(every("l", True).alias(f"open_gates{number}"))
        blocked = [
            pl.when(pl.col(f"c{index}") & (pl.col(f"l{index}") < least).fill_null(True)).then(pl.lit(name))
            for index, least, name in gates
        ]
        blocked = pl.concat_str(blocked, separator=";", ignore_nulls=True) if blocked else pl.lit("")
        fourth.append(blocked.alias(f"blocked{number}"))
        keys = []
        for place, c in enumerate(on):
            lost = pl.col(f"lost{at[c.id]}")
            level = (pl.col(f"l{at[c.id]}") + 1).fill_null(0)
            packed = (lost * (weight[c.id] * PLACES) + (PLACES - 1 - place)) * LEVELS + level
            fourth.append(pl.when(lost > 0).then(packed).otherwise(0).alias(f"k{number}_{place}"))
            keys.append(pl.col(f"k{number}_{place}"))
        fifth.append(pl.max_horizontal(keys).alias(f"top{number}_1"))
        for rank, into in ((2, sixth), (3, seventh)):
            limit = pl.col(f"top{number}_{rank - 1}")
            less = [pl.when(key < limit).then(key).otherwise(0) for key in keys]
            into.append(pl.max_horizontal(less).alias(f"top{number}_{rank}"))
        verdict = pl.when(pl.col(f"max{number}") == 0).then(pl.lit("not-assessed"))
        for part, gate, name in (
            ("proven", "proven_gates", "ready"),
            ("score", "gates", "unproven"),
            ("possible", "open_gates", "open"),
        ):
            reaches = pl.col(f"{part}{number}") * 100 >= pl.col(f"max{number}") * ready_at
            verdict = verdict.when(reaches & pl.col(f"{gate}{number}")).then(pl.lit(name))
        fifth.append(verdict.otherwise(pl.lit("not-ready")).alias(f"verdict{number}"))
    for number, on in enumerate(framework.rubrics().values()):
        weight = {c.id: sum(c.weight.values()) for c in on}
        sums = {
            "max": _sum(pl.when(pl.col(f"c{at[c.id]}")).then(100 * weight[c.id]).otherwise(0) for c in on),
            "score": _sum(pl.col(f"w{at[c.id]}") * weight[c.id] for c in on),
            "proven": _sum(_worth(c, pl.col(f"p{at[c.id]}")) * weight[c.id] for c in on),
        }
        fourth += [made.alias(f"rubric_{part}{number}") for part, made in sums.items()]
    ready = [pl.col(f"verdict{number}") == "ready" for number in range(len(framework.stages))]
    reached, following = pl.when(~ready[0]).then(0), pl.when(~ready[0]).then(pl.lit(framework.stages[0][0]))
    for number, is_ready in enumerate(ready[1:], 1):
        reached = reached.when(~is_ready).then(number)
        following = following.when(~is_ready).then(pl.lit(framework.stages[number][0]))
    last += [reached.otherwise(len(ready)).alias("reached"), following.otherwise(None).alias("next_stage")]
    for number, (stage, _) in enumerate(framework.stages):
        last.append(pl.col(f"verdict{number}").alias(f"{stage}.verdict"))
        whole = pl.col(f"max{number}")
        for part in ("score", "proven", "possible"):
            tenths = pl.when(whole == 0).then(0).otherwise(pl.col(f"{part}{number}") * 1000 // whole)
            last.append(tenths.alias(f"{stage}.{part}"))
        last.append(pl.col(f"blocked{number}").alias(f"{stage}.blocked_by"))
        ids = [c.id for c in framework.on_stage(stage)]
        places = list(range(PLACES - 1, PLACES - 1 - len(ids), -1))
        for rank in range(1, LOSSES + 1):
            key = pl.col(f"top{number}_{rank}")
            name = (key // LEVELS % PLACES).replace_strict(places, ids, default=None, return_dtype=pl.String)
            last.append(name.alias(f"{stage}.loss{rank}"))
            last.append(pl.when(key % LEVELS > 0).then(key % LEVELS - 1).alias(f"{stage}.loss{rank}_level"))
            last.append(pl.when(key > 0).then(key // (LEVELS * PLACES)).alias(f"{stage}.loss{rank}_points"))
    for number, name in enumerate(framework.rubrics()):
        whole = pl.col(f"rubric_max{number}")
        for part in OF_RUBRIC:
            tenths = pl.when(whole > 0).then(pl.col(f"rubric_{part}{number}") * 1000 // whole)
            last.append(tenths.alias(f"{name}.{part}"))
    steps = read.source(source).select(first).select(second).with_columns(third).select(fourth)
    return steps.with_columns(fifth).with_columns(sixth).with_columns(seventh).select(last)


def _all(tests) -> pl.Expr:
    tests = list(tests)
    return pl.all_horizontal(tests) if tests else YES


def _sum(parts) -> pl.Expr:
    total, *others = parts
    for part in others:
        total = total + part
    return total


def _worth(criterion: Criterion, level: pl.Expr) -> pl.Expr:
    """What a level is worth in percent; nothing where there is none."""
    values, step = criterion.values, criterion.values[1]
    if all(value == step * index for index, value in enumerate(values)):
        return level.fill_null(0) * step
    return level.replace_strict(list(range(len(values))), list(values), default=0, return_dtype=pl.Int32)


def _fact(fact, column: pl.Expr, wanted) -> pl.Expr:
    """Whether one of the wanted choices is given; null or true where the fact is open."""
    choices = [*wanted, UNKNOWN]
    if not fact.many:
        return column.is_in(choices)
    return pl.any_horizontal([column.list.contains(choice) for choice in choices])


class _Json:
    """How the parts of a sheet are found in NDJSON. polars gives an answer that is a table as JSON text."""

    def __init__(self, framework: Framework):
        facts = {f.id: pl.List(pl.String) if f.many else pl.String for f in framework.facts}
        answers = {c.id: pl.String for c in framework.criteria}
        self.schema = {
            "ref": pl.String,
            "date": pl.String,
            "facts": pl.Struct(facts),
            "answers": pl.Struct(answers),
        }

    def source(self, path: Path) -> pl.LazyFrame:
        return pl.scan_ndjson(path, schema=self.schema)

    def fact(self, fact, wanted) -> pl.Expr:
        return _fact(fact, pl.col("facts").struct.field(fact.id), wanted)

    def parts(self, c: Criterion, index: int) -> list[pl.Expr]:
        answer = pl.col("answers").struct.field(c.id)
        level = answer.str.extract(r'(?:^|"level": ?)(\d+)').cast(pl.Int32)
        parts = [level.alias(f"a{index}")]
        parts.append(answer.str.contains('"evidence":', literal=True).fill_null(False).alias(f"e{index}"))
        if c.valid_days is not None:
            own = answer.str.extract(r'"date": ?"([^"]*)"')
            parts.append(own.alias(f"d{index}"))
        if c.may_not_apply:
            parts.append(
                answer.str.contains('"not_applicable":', literal=True).fill_null(False).alias(f"na{index}")
            )
        return parts

    def own_date(self, _: Criterion, index: int) -> pl.Expr:
        return pl.col(f"d{index}")


class _Csv:
    """How the parts of a sheet are found in CSV."""

    def __init__(self, framework: Framework):
        self.dated = {criterion.id for criterion in framework.own_dates()}

    def source(self, path: Path) -> pl.LazyFrame:
        return pl.scan_csv(path, infer_schema=False)

    def fact(self, fact, wanted) -> pl.Expr:
        column = pl.col(fact.id)
        return _fact(fact, column.str.split(";") if fact.many else column, wanted)

    def parts(self, c: Criterion, index: int) -> list[pl.Expr]:
        parts = [pl.col(c.id).cast(pl.Int32, strict=False).alias(f"a{index}")]
        parts.append(pl.col(f"{c.id}.evidence").is_not_null().alias(f"e{index}"))
        if c.id in self.dated:
            parts.append(pl.col(f"{c.id}.date").alias(f"d{index}"))
        if c.may_not_apply:
            parts.append(pl.col(c.id).str.starts_with("na:").fill_null(False).alias(f"na{index}"))
        return parts

    def own_date(self, c: Criterion, index: int) -> pl.Expr | None:
        return pl.col(f"d{index}") if c.id in self.dated else None


def main() -> None:
    args = rubric.arguments(__doc__)
    frame(rubric.load(args.framework), args.source, args.form, args.as_of).sink_csv(args.output)


if __name__ == "__main__":
    main()
