"""A language model that says what a test tells it to, over the chat completions API."""

import json
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def statements(*texts: str, basis: tuple[str, ...] = ("f1",)) -> list[dict]:
    return [{"text": text, "basis": list(basis)} for text in texts]


def commentary(summary=(), highlights=(), risks=(), recommendations=()) -> dict:
    """An answer in the form that the prompt asks for."""
    return {
        "summary": statements(*summary),
        "highlights": statements(*highlights),
        "risks": statements(*risks),
        "recommendations": statements(*recommendations),
    }


@dataclass
class Model:
    """What it answers, and what it was asked."""

    #: The answer: a dict is sent as the tool's input or as JSON text, a str as it is.
    says: dict | str = ""
    status: int = 200
    #: Seconds before it answers.
    takes: float = 0.0
    questions: list[dict] = field(default_factory=list)
    #: `Authorization` of each question.
    keys: list[str | None] = field(default_factory=list)

    def message(self, question: dict) -> dict:
        text = self.says if isinstance(self.says, str) else json.dumps(self.says)
        # Bedrock's Converse is asked to call a tool; plain chat completions to answer in JSON.
        tools = question.get("tools")
        if tools and isinstance(self.says, dict):
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
            body = json.dumps(answer if model.status == 200 else {"error": {"message": "no"}}).encode()
            self.send_response(model.status)
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
