"""Makes up answer sheets for a framework: the same companies as NDJSON, as NDJSON of another writer, as CSV
and as TOML files.

    python3 generate.py --count 20000 --ndjson a.ndjson --shuffled b.ndjson --csv a.csv --toml sheets/

A sheet depends only on the framework, the seed and its number, so that every form, at any size, holds the
same companies. `--shuffled` writes them as `json.dumps` does by itself, with blanks and escapes, and with
the keys of every object in another order.
"""

import argparse
import csv
import io
import json
import os
from datetime import date, timedelta
from multiprocessing import Pool
from pathlib import Path
from random import Random

import rubric
from rubric import UNKNOWN, Framework

BLOCK = 1000
NAMES = [
    "Kumo Endoscopy K.K.",
    "Hinata Rehab",
    "Minato Therapeutics",
    "Tsubame Surgical K.K.",
    "Aoba Genetics Co., Ltd.",
]
NAMES_JA = ["株式会社くも内視鏡", "あおば遺伝子検査株式会社", "ひなたリハビリ合同会社"]
RESPONDENTS = ["CEO", "CTO", "Head of regulatory affairs", "Business development"]
EVIDENCE = [
    "interview log, 31 people, {}",
    "signed statement of work, {}",
    "e-mail of a US surgeon, {}",
    "protocol v1.4, signature page, {}",
    "議事録 {}",
    "payer letter {}",
]
QUOTED = 'the "white paper" of {}'
NOTES = ["to be confirmed by the co-founder", "see the shared folder", "来月更新予定"]
REASON = "retrospective data only"


def sheet(framework: Framework, as_of: date, seed: int, number: int) -> dict:
    """The sheet with a number, in the order of the framework."""
    random = Random(seed << 32 | number)
    draw = random.random
    names = NAMES_JA if draw() < 0.1 else NAMES
    facts = {}
    for fact in framework.facts:
        chance = draw()
        if chance < 0.02:
            continue
        if chance < 0.03:
            facts[fact.id] = [UNKNOWN] if fact.many else UNKNOWN
        elif fact.many:
            chosen = random.sample(fact.choices, 1 + (draw() < 0.4) + (draw() < 0.1))
            # "None of these" beside another choice is an error.
            facts[fact.id] = [choice for choice in chosen if choice.startswith("none-")] or chosen
        else:
            facts[fact.id] = random.choice(fact.choices)
    position = {stage: index for index, (stage, _) in enumerate(framework.stages)}
    dated = {criterion.id for criterion in framework.own_dates()}
    ripe = draw() * 1.3
    answers = {}
    for criterion in framework.criteria:
        if not _applies(criterion.applies_if, facts) and draw() > 0.01:
            continue
        chance = draw()
        if chance < 0.03:
            continue
        if chance < 0.08:
            answers[criterion.id] = UNKNOWN
            continue
        if criterion.may_not_apply and chance < 0.2:
            answers[criterion.id] = {"not_applicable": REASON}
            continue
        # The riper the company and the earlier the stage, the higher the level.
        late = min(position[stage] for stage in criterion.weight) / max(len(position), 1)
        share = ripe - 0.3 * late + 0.4 * (draw() - 0.5)
        level = min(criterion.top, max(0, int(share * (criterion.top + 1))))
        more = {}
        if (
            criterion.evidence_from is not None
            and level >= criterion.evidence_from
            and draw() < 0.1 + 0.8 * ripe
        ):
            more["evidence"] = [
                (QUOTED if draw() < 0.01 else random.choice(EVIDENCE)).format(
                    as_of - timedelta(days=int(draw() * 300))
                )
                for _ in range(1 + (draw() < 0.2))
            ]
        if draw() < 0.02:
            more["note"] = random.choice(NOTES)
        if criterion.id in dated and draw() < 0.2:
            more["date"] = str(as_of - timedelta(days=int(draw() * 400)))
        answers[criterion.id] = {"level": level, **more} if more else level
    return {
        "framework": framework.id,
        "version": framework.version,
        "subject": f"{random.choice(names)} {number}",
        "ref": f"crm-{number:07}",
        "date": str(as_of - timedelta(days=int(draw() * 120))),
        "respondent": random.choice(RESPONDENTS),
        "facts": facts,
        "answers": answers,
    }


def _applies(condition: dict, facts: dict) -> bool:
    for fact, wanted in condition.items():
        given = facts.get(fact, UNKNOWN)
        given = given if isinstance(given, list) else [given]
        if UNKNOWN not in given and not set(given) & set(wanted):
            return False
    return True


def compact(made: dict) -> str:
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n"


def shuffled(made: dict, seed: int, number: int) -> str:
    random = Random(seed << 40 | number)

    def mixed(value):
        if not isinstance(value, dict):
            return value
        items = [(key, mixed(below)) for key, below in value.items()]
        random.shuffle(items)
        return dict(items)

    return json.dumps(mixed(made)) + "\n"


def header(framework: Framework) -> list[str]:
    dated = {criterion.id for criterion in framework.own_dates()}
    names = ["subject", "ref", "date", "respondent", "framework", "version"]
    names += [fact.id for fact in framework.facts]
    for criterion in framework.criteria:
        names += [criterion.id, f"{criterion.id}.evidence"]
        if criterion.id in dated:
            names.append(f"{criterion.id}.date")
    return names


def row(made: dict, names: list[str]) -> list:
    """A line of CSV. It has no place for notes, which count for nothing."""
    cells = {name: made[name] for name in ("subject", "ref", "date", "respondent", "framework", "version")}
    for fact, given in made["facts"].items():
        cells[fact] = ";".join(given) if isinstance(given, list) else given
    for key, answer in made["answers"].items():
        if not isinstance(answer, dict):
            cells[key] = answer
            continue
        reason = answer.get("not_applicable")
        cells[key] = answer["level"] if reason is None else f"na: {reason}"
        cells[f"{key}.evidence"] = "; ".join(answer.get("evidence", []))
        cells[f"{key}.date"] = answer.get("date", "")
    return [cells.get(name, "") for name in names]


def toml(framework: Framework, made: dict) -> str:
    """A sheet as a person keeps it, with comments and a line for each answer."""
    text = json.dumps
    lines = [
        "#:schema ../schemas/answers.json",
        "# This company is invented, and so are all its papers and dates.",
        f"framework = {text(made['framework'])}",
        f"version = {text(made['version'])}",
        f"subject = {text(made['subject'], ensure_ascii=False)}",
        f"ref = {text(made['ref'])}",
        f"date = {made['date']}",
        f"respondent = {text(made['respondent'])}",
        "",
        "[facts]",
    ]
    lines += [f"{fact} = {text(given)}" for fact, given in made["facts"].items()]
    lines += ["", "[answers]"]
    last = None
    for criterion in framework.criteria:
        answer = made["answers"].get(criterion.id)
        if answer is None:
            continue
        if criterion.rubric != last:
            last = criterion.rubric
            lines.append(f"# {last}")
        lines.append(f"{criterion.id} = {_toml_answer(answer)}")
    return "\n".join(lines) + "\n"


def _toml_answer(answer) -> str:
    if not isinstance(answer, dict):
        return json.dumps(answer)
    parts = []
    for key, value in answer.items():
        if key == "evidence" and len(value) == 1:
            value = value[0]
        parts.append(f"{key} = " + (value if key == "date" else json.dumps(value, ensure_ascii=False)))
    return "{ " + ", ".join(parts) + " }"


def _block(work) -> dict:
    """The texts of one block of sheets, by form; TOML files are written at once."""
    framework, as_of, seed, numbers, forms, folder = work
    texts = {form: io.StringIO() for form in forms}
    names = header(framework)
    table = csv.writer(texts["csv"], lineterminator="\n") if "csv" in texts else None
    for number in numbers:
        made = sheet(framework, as_of, seed, number)
        if "ndjson" in texts:
            texts["ndjson"].write(compact(made))
        if "shuffled" in texts:
            texts["shuffled"].write(shuffled(made, seed, number))
        if table:
            table.writerow(row(made, names))
        if folder:
            (folder / f"{number:07}.toml").write_text(toml(framework, made), encoding="utf-8")
    return {form: text.getvalue() for form, text in texts.items()}


def generate(
    framework: Framework,
    count: int,
    files: dict[str, Path],
    folder: Path | None = None,
    as_of=rubric.AS_OF,
    seed=1,
) -> None:
    """Writes `count` sheets in the forms of `files` (`ndjson`, `shuffled`, `csv`), as TOML in `folder`."""
    day = date.fromisoformat(as_of)
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
    works = [
        (framework, day, seed, range(start, min(start + BLOCK, count)), tuple(files), folder)
        for start in range(0, count, BLOCK)
    ]
    opened = {form: path.open("w", encoding="utf-8", newline="") for form, path in files.items()}
    if "csv" in opened:
        csv.writer(opened["csv"], lineterminator="\n").writerow(header(framework))
    with Pool(os.cpu_count()) as pool:
        for texts in pool.imap(_block, works):
            for form, text in texts.items():
                opened[form].write(text)
    for file in opened.values():
        file.close()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--framework", type=Path, default=rubric.BUILT_IN, metavar="DIR")
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--as-of", default=rubric.AS_OF, metavar="DATE", help="the sheets are dated just before it"
    )
    for form in ("ndjson", "shuffled", "csv"):
        parser.add_argument(f"--{form}", type=Path, metavar="FILE")
    parser.add_argument("--toml", type=Path, metavar="DIR")
    args = parser.parse_args()
    files = {form: getattr(args, form) for form in ("ndjson", "shuffled", "csv") if getattr(args, form)}
    if not files and not args.toml:
        parser.error("nothing to write: give --ndjson, --shuffled, --csv or --toml")
    generate(rubric.load(args.framework), args.count, files, args.toml, args.as_of, args.seed)


if __name__ == "__main__":
    main()
