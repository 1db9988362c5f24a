"""Scores answer sheets with DuckDB, by SQL that is made from the framework.

    python3 duckdb_score.py answers.ndjson -o result.csv

The fastest form that was found: the shape of the file is given rather than guessed, an answer is read as
JSON and looked into only where it is a table, dates are compared as text, the three losses of a stage come
from `greatest` over packed integers rather than from sorted lists, and the order of the lines is not kept.
It takes every sheet to be right: an answer that is wrong is no answer here, where `outside-in` also says
so.
"""

from datetime import date, timedelta
from pathlib import Path

import duckdb
import rubric
from rubric import LOSSES, OF_RUBRIC, UNKNOWN, Criterion, Framework

# A loss is packed as points, place among the criteria of the stage, level plus one: the greater, the worse.
PLACES, LEVELS = 1024, 16


def sql(framework: Framework, source: Path, form: str, as_of: date) -> str:
    read = _Json(framework) if form == "ndjson" else _Csv(framework)
    cuts = {
        days: as_of - timedelta(days=days) for days in {c.valid_days for c in framework.criteria} - {None}
    }
    facts = {fact.id: fact for fact in framework.facts}
    pairs = {(fact, tuple(wanted)) for c in framework.criteria for fact, wanted in c.applies_if.items()}
    names = {pair: f"f{index}" for index, pair in enumerate(sorted(pairs))}
    at = {criterion.id: index for index, criterion in enumerate(framework.criteria)}

    first = ["ref", '"date"']
    first += [f"{read.fact(facts[fact], wanted)} AS {name}" for (fact, wanted), name in names.items()]
    first += [part for index, c in enumerate(framework.criteria) for part in read.parts(c, index)]
    second = ["ref"]
    for index, c in enumerate(framework.criteria):
        # l: the level, where there is one that counts; c: whether the criterion counts.
        applies = " AND ".join(names[fact, tuple(wanted)] for fact, wanted in c.applies_if.items()) or "true"
        fresh = "true"
        if c.valid_days is not None:
            fresh = f"coalesce({read.own_date(c, index)}, \"date\") >= '{cuts[c.valid_days]}'"
            fresh = f"coalesce({fresh}, true)"
        second.append(f"CASE WHEN {applies} AND {fresh} THEN a{index} END AS l{index}")
        counts = f"{applies} AND NOT (na{index} AND {fresh})" if c.may_not_apply else applies
        second.append(f"({counts}) AS c{index}")
        second.append(f"e{index}")
    third = ["*"]
    for index, c in enumerate(framework.criteria):
        proven = f"l{index}"
        if c.evidence_from is not None:
            weak = f"l{index} >= {c.evidence_from} AND NOT e{index}"
            proven = f"CASE WHEN {weak} THEN {c.evidence_from - 1} ELSE l{index} END"
        third.append(f"{proven} AS p{index}")
        third.append(f"{_worth(c, f'l{index}')} AS w{index}")
        third.append(f"CASE WHEN c{index} THEN 100 - w{index} ELSE 0 END AS lost{index}")
    fourth, fifth, sixth, seventh, last = ["ref"], ["*"], ["*"], ["*"], ["ref"]
    verdicts = []
    for number, (stage, ready_at) in enumerate(framework.stages):
        on = framework.on_stage(stage)
        weight = {c.id: c.weight[stage] for c in on}
        total = " + ".join(f"CASE WHEN c{at[c.id]} THEN {100 * weight[c.id]} ELSE 0 END" for c in on)
        score = " + ".join(f"{weight[c.id]} * w{at[c.id]}" for c in on)
        proven = " + ".join(f"{weight[c.id]} * {_worth(c, f'p{at[c.id]}')}" for c in on)
        still = " + ".join(
            f"CASE WHEN c{at[c.id]} AND l{at[c.id]} IS NULL THEN {100 * weight[c.id]} ELSE 0 END" for c in on
        )
        fourth += [f"{total} AS max{number}", f"{score} AS score{number}", f"{proven} AS proven{number}"]
        fourth.append(f"score{number} + {still} AS possible{number}")
        gates = framework.gates_of(stage)

        def every(test: str, gates=gates) -> str:
            tests = [test.format(at[gate.criterion], gate.at_least) for gate in gates]
            return " AND ".join(f"({test})" for test in tests) or "true"

        fourth.append(f"{every('NOT c{0} OR coalesce(p{0} >= {1}, false)')} AS proven_gates{number}")
        fourth.append(f"{every('NOT c{0} OR coalesce(l{0} >= {1}, false)')} AS gates{number}")
        fourth.append(f"{every('NOT c{0} OR coalesce(l{0} >= {1}, true)')} AS open_gates{number}")
        holds_back = "CASE WHEN c{0} AND coalesce(l{0} < {1}, true) THEN '{2}' END"
        blocked = ", ".join(holds_back.format(at[g.criterion], g.at_least, g.criterion) for g in gates)
        fourth.append((f"concat_ws(';', {blocked})" if gates else "''") + f" AS blocked{number}")
        keys = []
        for place, c in enumerate(on):
            level = f"coalesce(l{at[c.id]} + 1, 0)"
            lost = f"lost{at[c.id]}"
            packed = f"({lost} * {weight[c.id]} * {PLACES} + {PLACES - 1 - place}) * {LEVELS} + {level}"
            fourth.append(f"CASE WHEN {lost} > 0 THEN {packed} ELSE 0 END AS k{number}_{place}")
            keys.append(f"k{number}_{place}")
        fifth.append(f"greatest(0, {', '.join(keys)}) AS top{number}_1")
        for rank, into in ((2, sixth), (3, seventh)):
            limit = f"top{number}_{rank - 1}"
            less = ", ".join(f"CASE WHEN {key} < {limit} THEN {key} ELSE 0 END" for key in keys)
            into.append(f"greatest(0, {less}) AS top{number}_{rank}")
        fifth.append(
            f"CASE WHEN max{number} = 0 THEN 'not-assessed' "
            + "".join(
                f"WHEN {part}{number} * 100 >= {ready_at} * max{number} AND {gate}{number} THEN '{verdict}' "
                for part, gate, verdict in (
                    ("proven", "proven_gates", "ready"),
                    ("score", "gates", "unproven"),
                    ("possible", "open_gates", "open"),
                )
            )
            + f"ELSE 'not-ready' END AS verdict{number}"
        )
        verdicts.append(f"verdict{number}")
    for number, on in enumerate(framework.rubrics().values()):
        fourth += [f"{made} AS {name}{number}" for name, made in _profile(on, at).items()]
    walk = "".join(f"WHEN {verdict} <> 'ready' THEN {{{index}}} " for index, verdict in enumerate(verdicts))
    last.append(f"CASE {walk.format(*range(len(verdicts)))} ELSE {len(verdicts)} END AS reached")
    next_stage = walk.format(*(f"'{stage}'" for stage, _ in framework.stages))
    last.append(f"CASE {next_stage} END AS next_stage")
    for number, (stage, _) in enumerate(framework.stages):
        last.append(f'verdict{number} AS "{stage}.verdict"')
        for part in ("score", "proven", "possible"):
            tenths = f"CASE WHEN max{number} = 0 THEN 0 ELSE {part}{number} * 1000 // max{number} END"
            last.append(f'{tenths} AS "{stage}.{part}"')
        last.append(f'blocked{number} AS "{stage}.blocked_by"')
        ids = ", ".join(f"'{c.id}'" for c in framework.on_stage(stage))
        for rank in range(1, LOSSES + 1):
            key = f"top{number}_{rank}"
            there = f"CASE WHEN {key} > 0 THEN {{}} END"
            criterion = f"[{ids}][{PLACES} - {key} // {LEVELS} % {PLACES}]"
            last.append(f'{there.format(criterion)} AS "{stage}.loss{rank}"')
            last.append(
                f'CASE WHEN {key} % {LEVELS} > 0 THEN {key} % {LEVELS} - 1 END AS "{stage}.loss{rank}_level"'
            )
            last.append(f'{there.format(f"{key} // {LEVELS * PLACES}")} AS "{stage}.loss{rank}_points"')
    for number, name in enumerate(framework.rubrics()):
        for part in OF_RUBRIC:
            whole = f"rubric_max{number}"
            last.append(f"CASE WHEN {whole} > 0 THEN rubric_{part}{number} * 1000 // {whole} END AS \"{name}.{part}\"")
    query = f"SELECT {', '.join(first)} FROM {read.source(source)}"
    for columns in (second, third, fourth, fifth, sixth, seventh, last):
        query = f"SELECT {', '.join(columns)} FROM ({query})"
    return query


def _profile(on: list[Criterion], at: dict[str, int]) -> dict[str, str]:
    """The sums of a rubric over all stages."""
    weight = {c.id: sum(c.weight.values()) for c in on}
    return {
        "rubric_max": " + ".join(f"CASE WHEN c{at[c.id]} THEN {100 * weight[c.id]} ELSE 0 END" for c in on),
        "rubric_score": " + ".join(f"{weight[c.id]} * w{at[c.id]}" for c in on),
        "rubric_proven": " + ".join(f"{weight[c.id]} * {_worth(c, f'p{at[c.id]}')}" for c in on),
    }


def _worth(criterion: Criterion, level: str) -> str:
    """What a level is worth in percent; nothing where there is none."""
    values, step = criterion.values, criterion.values[1]
    if all(value == step * index for index, value in enumerate(values)):
        return f"coalesce({level}, 0) * {step}"
    cases = "".join(f" WHEN {index} THEN {value}" for index, value in enumerate(values))
    return f"(CASE {level}{cases} ELSE 0 END)"


def _is_object(answer: str) -> str:
    return f"ascii({answer}::VARCHAR) = {ord('{')}"


class _Json:
    """How the parts of a sheet are found in NDJSON."""

    def __init__(self, framework: Framework):
        facts = ", ".join(f'"{f.id}" {"VARCHAR[]" if f.many else "VARCHAR"}' for f in framework.facts)
        answers = ", ".join(f'"{c.id}" JSON' for c in framework.criteria)
        self.columns = (
            f"{{ref: 'VARCHAR', \"date\": 'VARCHAR', facts: 'STRUCT({facts})', answers: 'STRUCT({answers})'}}"
        )

    def source(self, path: Path) -> str:
        return f"read_json('{path}', format = 'newline_delimited', columns = {self.columns})"

    def fact(self, fact, wanted) -> str:
        name, texts = f'facts."{fact.id}"', ", ".join(f"'{choice}'" for choice in (*wanted, UNKNOWN))
        test = f"list_has_any({name}, [{texts}])" if fact.many else f"{name} IN ({texts})"
        return f"coalesce({test}, true)"

    def parts(self, c: Criterion, index: int) -> list[str]:
        answer = f'answers."{c.id}"'
        table = _is_object(answer)
        level = f"CASE WHEN {table} THEN {answer}->>'$.level' ELSE {answer}::VARCHAR END"
        parts = [f"TRY_CAST({level} AS INTEGER) AS a{index}"]
        parts.append(f"CASE WHEN {table} THEN {answer}->>'$.date' END AS d{index}")
        parts.append(f"coalesce({table} AND json_exists({answer}, '$.evidence'), false) AS e{index}")
        if c.may_not_apply:
            parts.append(
                f"coalesce({table} AND json_exists({answer}, '$.not_applicable'), false) AS na{index}"
            )
        return parts

    def own_date(self, _: Criterion, index: int) -> str:
        return f"d{index}"


class _Csv:
    """How the parts of a sheet are found in CSV."""

    def __init__(self, framework: Framework):
        self.dated = {criterion.id for criterion in framework.own_dates()}

    def source(self, path: Path) -> str:
        return f"read_csv('{path}', header = true, delim = ',', quote = '\"', all_varchar = true)"

    def fact(self, fact, wanted) -> str:
        name, texts = f'"{fact.id}"', ", ".join(f"'{choice}'" for choice in (*wanted, UNKNOWN))
        test = f"list_has_any(string_split({name}, ';'), [{texts}])" if fact.many else f"{name} IN ({texts})"
        return f"coalesce({test}, true)"

    def parts(self, c: Criterion, index: int) -> list[str]:
        parts = [f'TRY_CAST("{c.id}" AS INTEGER) AS a{index}', f'"{c.id}.evidence" IS NOT NULL AS e{index}']
        if c.id in self.dated:
            parts.append(f'"{c.id}.date" AS d{index}')
        if c.may_not_apply:
            parts.append(f"coalesce(starts_with(\"{c.id}\", 'na:'), false) AS na{index}")
        return parts

    def own_date(self, c: Criterion, index: int) -> str:
        return f"d{index}" if c.id in self.dated else "NULL"


def main() -> None:
    args = rubric.arguments(__doc__)
    query = sql(rubric.load(args.framework), args.source, args.form, args.as_of)
    connection = duckdb.connect()
    connection.execute("SET preserve_insertion_order = false; SET enable_progress_bar = false")
    connection.execute(f"COPY ({query}) TO '{args.output}' (HEADER)")


if __name__ == "__main__":
    main()
