"""Real-looking snapshots of every kind, with a chance of odd ones. The same seed gives the same snapshots.

    python generate.py --out DIR [--count 200] [--seed 1] [--kind experiment]
"""

import argparse
import json
import pathlib

from snapshots.deployment import make_deployment
from snapshots.dice import Dice
from snapshots.experiment import make_experiment
from snapshots.model import make_model
from snapshots.privacy import make_privacy
from snapshots.project import make_project
from snapshots.schema import check
from snapshots.synthgen import make_synthgen

MAKERS = {
    "experiment": make_experiment,
    "model": make_model,
    "deployment": make_deployment,
    "synthgen": make_synthgen,
    "project": make_project,
    "privacy": make_privacy,
}
#: A kind that is added stands last, so that the snapshots of the others stay as they are.
ORDER = ["deployment", "experiment", "model", "project", "synthgen", "privacy"]


def snapshot(kind, number, seed=1):
    """The number-th snapshot of a kind, valid against the published schema."""
    d = Dice([seed, ORDER.index(kind), number])
    content = MAKERS[kind](d)
    own = d.uuid()
    name = d.name(number, kind, 0.03) or kind
    result = {
        "schema_version": 1,
        "kind": kind,
        "id": own,
        "project_id": own if kind == "project" else d.uuid(),
        "name": name.strip() or kind,
        "taken_at": "2026-04-10T12:00:00Z",
        "content": content,
    }
    return check(json.loads(json.dumps(result)))


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--out", type=pathlib.Path, required=True)
    args.add_argument("--count", type=int, default=200)
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--kind", choices=sorted(MAKERS), action="append")
    args = args.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    for kind in args.kind or sorted(MAKERS):
        for number in range(args.count):
            path = args.out / f"{kind}-{number:04}.json"
            path.write_text(json.dumps(snapshot(kind, number, args.seed), ensure_ascii=False))


if __name__ == "__main__":
    main()
