"""A language model that says what a test tells it to, over the chat completions API."""

import json
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def claim(kind: str, of: str, with_: str = "none", show: str = "none", expect: str = "none") -> dict:
    return {"claim": kind, "of": of, "with": with_, "show": show, "expect": expect}


def say(*claims: dict) -> dict:
    return {"say": list(claims)}


def advise(action: str, *because: dict) -> dict:
    return {"action": action, "because": list(because)}


def commentary(summary=(), highlights=(), risks=(), recommendations=()) -> dict:
    """An answer in the form that the prompt asks for."""
    return {"summary": [*summary], "highlights": [*highlights], "risks": [*risks], "recommendations": [*recommendations]}


def offered(question: dict) -> dict:
    """The document that a question carries: findings and figures with their ids."""
    text = json.dumps(question)
    data = json.loads(f'"{text[text.rindex("<data>") + 6 : text.rindex("</data>")]}"')
    return json.loads(data)


def good(document: dict) -> dict:
    """A good answer about anything: first figures, places, comparisons, and the findings by their severity."""
    figures, findings = document["figures"], document["findings"]
    kinds = {}
    for figure in figures:
        key = figure["what"], figure.get("rows"), figure.get("sort"), "of" in figure
        kinds.setdefault(key, []).append(figure["id"])
    several = [ids for ids in kinds.values() if len(ids) > 2]
    bad = [finding["id"] for finding in findings if finding["severity"] in ("critical", "warning")]
    rest = [finding["id"] for finding in findings if finding["id"] not in bad]
    return commentary(
        summary=[say(*[claim("value", figure["id"]) for figure in figures[:2]]), *[say(claim("finding", id)) for id in rest[:1]]],
        highlights=[
            say(claim("place", ids[0]), claim("compare", ids[0], ids[1], "difference"), claim("spread", ids[0]))
            for ids in several[:3]
        ],
        risks=[say(claim("finding", id)) for id in bad[:4]],
        recommendations=[],
    )


@dataclass
class Model:
    """What it answers, and what it was asked."""

    #: The answer, or what makes it of the document: a dict is sent as the tool's input or as JSON text, a str as it is.
    says: dict | str | Callable[[dict], dict] = ""
    #: Seconds before it answers.
    takes: float = 0.0
    questions: list[dict] = field(default_factory=list)
    #: `Authorization` of each question.
    keys: list[str | None] = field(default_factory=list)

    def message(self, question: dict) -> dict:
        says = self.says(offered(question)) if callable(self.says) else self.says
        text = says if isinstance(says, str) else json.dumps(says)
        # Bedrock's Converse is asked to call a tool; plain chat completions to answer in JSON.
        tools = question.get("tools")
        if tools and isinstance(says, dict):
            call = {"name": tools[0]["function"]["name"], "arguments": text}
            return {"role": "assistant", "content": None, "tool_calls": [{"id": "1", "type": "function", "function": call}]}
        return {"role": "assistant", "content": text}


@contextmanager
def serving(port: int):
    """Serves a model on that port."""
    model = Model()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            model.questions.append(question)
            model.keys.append(self.headers.get("Authorization"))
            time.sleep(model.takes)
            answer = {
                "choices": [{"index": 0, "message": model.message(question), "finish_reason": "stop"}],
                "usage": {"prompt_tokens": 1234, "completion_tokens": 567, "total_tokens": 1801},
            }
            body = json.dumps(answer).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    thread = threading.Thread(target=server.serve_forever, args=[0.05], daemon=True)
    thread.start()
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
