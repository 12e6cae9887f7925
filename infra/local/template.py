"""Reads template.yaml: plain data, with CloudFormation's short tags (`!Ref`, `!GetAtt`, `!Sub` …) as tagged values."""

from dataclasses import dataclass
from typing import Any

import yaml

from paths import TEMPLATE


@dataclass(frozen=True)
class Tagged:
    """A value that CloudFormation computes: `!Ref Table` is `Tagged("Ref", "Table")`."""

    tag: str
    value: Any

    def __hash__(self) -> int:
        return hash((self.tag, repr(self.value)))


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Knows CloudFormation's tags, and nothing that runs code."""


def tagged(loader: Loader, tag: str, node: yaml.Node) -> Tagged:
    match node:
        case yaml.ScalarNode():
            return Tagged(tag, loader.construct_scalar(node))
        case yaml.SequenceNode():
            return Tagged(tag, loader.construct_sequence(node, deep=True))
        case _:
            return Tagged(tag, loader.construct_mapping(node, deep=True))


Loader.add_multi_constructor("!", tagged)


def load() -> dict:
    """The whole template."""
    return yaml.load(TEMPLATE.read_text(), Loader)


def resources(of_type: str) -> dict[str, dict]:
    """Logical id → resource, for one type."""
    return {name: resource for name, resource in load()["Resources"].items() if resource["Type"] == of_type}


@dataclass(frozen=True)
class Route:
    """One route of the HTTP API and the function crate that serves it."""

    method: str
    path: str
    function: str


def crate(function: dict) -> str:
    """The crate of a function resource: the folder that its package lies in."""
    return function["Properties"]["CodeUri"].split("/")[-2]


def routes() -> list[Route]:
    return [
        Route(event["Properties"]["Method"].upper(), event["Properties"]["Path"], crate(function))
        for function in resources("AWS::Serverless::Function").values()
        for event in function["Properties"]["Events"].values()
        if event["Type"] == "HttpApi"
    ]


def fonts_layer() -> str:
    """The folder, relative to the root, that becomes the renderer's `/opt`."""
    return resources("AWS::Serverless::LayerVersion")["FontsLayer"]["Properties"]["ContentUri"].rstrip("/")
