"""Writes to standard output the licenses of all crates that are linked into the program for a target.

    cargo metadata --locked --format-version 1 --filter-platform TARGET | python3 ci/notices.py
"""

import json
import sys
from pathlib import Path

NAMES = ("license", "licence", "copying", "notice", "unlicense")

metadata = json.load(sys.stdin)
packages = {package["id"]: package for package in metadata["packages"]}
needs = {node["id"]: node["deps"] for node in metadata["resolve"]["nodes"]}

# What only builds or tests the program is not in it, but what makes code at build time is counted in: it may put its own there.
root = metadata["resolve"]["root"]
linked, open_ids = set(), [root]
while open_ids:
    of = open_ids.pop()
    if of not in linked:
        linked.add(of)
        open_ids += [need["pkg"] for need in needs[of] if any(kind["kind"] is None for kind in need["dep_kinds"])]
linked.discard(root)

texts, without = {}, []
for package in sorted((packages[id] for id in linked), key=lambda package: (package["name"], package["version"])):
    title = f"{package['name']} {package['version']} ({package['license']})"
    folder = Path(package["manifest_path"]).parent
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name.lower().startswith(NAMES))
    for path in files:
        text = path.read_text("utf-8", "replace").replace("\r\n", "\n").strip()
        texts.setdefault(text, []).append(title)
    if not files:
        without.append(f"{title}, by {', '.join(package['authors']) or 'its authors'}")

rule = "=" * 78
print("outside-in contains these Rust crates, each under its license.")
if without:
    print("\nWithout a text of their own, under the license that stands behind their name:\n")
    print("\n".join(f"  {line}" for line in without))
for text, titles in texts.items():
    print(f"\n{rule}\n" + "\n".join(dict.fromkeys(titles)) + f"\n{rule}\n\n{text}")
