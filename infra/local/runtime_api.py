"""Runs a function's binary as Lambda does, one invocation after the other, without a gateway or an emulator of Lambda.

For benchmarks and tests that want the function alone: the process polls this Lambda Runtime API, gets an event and posts
its answer.
"""

import json
import selectors
import socket
import subprocess
import time
from pathlib import Path
from typing import IO

#: Longer than any API function may take.
PATIENCE_SECONDS = 40


class FunctionFailed(Exception):
    """The function answered with an error, or not at all."""


class Function:
    """A process of a function, with a Lambda Runtime API for it alone."""

    def __init__(self, binary: Path, environment: dict[str, str], output: int | IO = subprocess.DEVNULL) -> None:
        self.server = socket.create_server(("127.0.0.1", 0))
        host, port = self.server.getsockname()
        self.began = time.perf_counter()
        given = {
            "AWS_LAMBDA_RUNTIME_API": f"{host}:{port}", "AWS_LAMBDA_FUNCTION_NAME": binary.name,
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "256", "AWS_LAMBDA_FUNCTION_VERSION": "1", "RUST_LOG": "info",
            "AWS_LAMBDA_LOG_GROUP_NAME": "", "AWS_LAMBDA_LOG_STREAM_NAME": "",
        }  # fmt: skip
        self.process = subprocess.Popen([binary], env={**environment, **given}, stdout=output)
        self.connections: dict[socket.socket, bytes] = {}
        self.number = 0
        #: Seconds from the start of the process to its first answer.
        self.first: float | None = None
        self.waiting = self._request("/runtime/invocation/next")

    def invoke(self, event: dict, deadline: int | None = None) -> tuple[dict, float]:
        """The function's answer, and the seconds that it took. The deadline is what the function is told, in milliseconds
        since 1970; half a minute from now unless given."""
        self.number += 1
        connection, _ = self.waiting
        payload = json.dumps(event).encode()
        deadline = deadline or int(time.time() * 1000) + 30_000
        head = (
            f"HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: {self.number}\r\n"
            f"Lambda-Runtime-Deadline-Ms: {deadline}\r\n"
            "Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:us-east-1:0:function:alone\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(payload)}\r\n\r\n"
        )
        began = time.perf_counter()
        connection.sendall(head.encode() + payload)
        answering, body, line = self._request_and_line(f"/runtime/invocation/{self.number}/")
        ended = time.perf_counter()
        answering.sendall(b"HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n")
        self.first = self.first or ended - self.began
        self.waiting = self._request("/runtime/invocation/next")
        if f"/runtime/invocation/{self.number}/response" not in line:
            raise FunctionFailed(body.decode(errors="replace"))
        return json.loads(body), ended - began

    def resident(self) -> int:
        """The most memory that the process has had, in bytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0]) * 1024

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        for connection in [self.server, *self.connections]:
            connection.close()

    def _request(self, path: str) -> tuple[socket.socket, bytes]:
        """Waits for the function to call the runtime at `path`; the connection and the body."""
        return self._request_and_line(path)[:2]

    def _request_and_line(self, path: str) -> tuple[socket.socket, bytes, str]:
        """The same with the request line."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            for connection, buffer in list(self.connections.items()):
                head, separator, rest = buffer.partition(b"\r\n\r\n")
                if not separator:
                    continue
                line, *fields = head.decode("latin-1").split("\r\n")
                headers = {name.lower(): value.strip() for name, value in (field.split(":", 1) for field in fields)}
                body, used = _body(headers, rest)
                if body is None:
                    continue
                self.connections[connection] = rest[used:]
                if path not in line:
                    raise FunctionFailed(f"expected a call of {path}, got {line}: {body[:500]!r}")
                return connection, body, line
            with selectors.DefaultSelector() as selector:
                for readable in [self.server, *self.connections]:
                    selector.register(readable, selectors.EVENT_READ)
                ready = selector.select(1)
            if not ready and self.process.poll() is not None:
                raise FunctionFailed(f"ended with status {self.process.returncode} before a call of {path}")
            if not ready and time.monotonic() > deadline:
                raise FunctionFailed(f"no call of {path} within {PATIENCE_SECONDS} s")
            for entry, _ in ready:
                if entry.fileobj is self.server:
                    connection, _ = self.server.accept()
                    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    self.connections[connection] = b""
                elif chunk := entry.fileobj.recv(1 << 20):
                    self.connections[entry.fileobj] += chunk
                else:
                    del self.connections[entry.fileobj]


def _body(headers: dict[str, str], rest: bytes) -> tuple[bytes | None, int]:
    """The body at the start of `rest` and its length there; `(None, 0)` if it is not complete."""
    if headers.get("transfer-encoding") != "chunked":
        length = int(headers.get("content-length", 0))
        return (rest[:length], length) if len(rest) >= length else (None, 0)
    parts, position = [], 0
    while (end := rest.find(b"\r\n", position)) >= 0:
        size = int(rest[position:end], 16)
        start = end + 2
        if len(rest) < start + size + 2:
            break
        if size == 0:
            return b"".join(parts), start + 2
        parts.append(rest[start : start + size])
        position = start + size + 2
    return None, 0


def http_event(method: str, path: str, parameters: dict, headers: dict, query: str = "", body: str | None = None) -> dict:
    """An event of API Gateway's HTTP API, payload version 2.0. Header names are lower-case, as the gateway sends them."""
    return {
        "version": "2.0", "routeKey": f"{method} {path}", "rawPath": path, "rawQueryString": query,
        "headers": {"host": "api.example", "content-type": "application/json", "accept": "*/*", **headers},
        "pathParameters": parameters, "isBase64Encoded": False, **({"body": body} if body else {}),
        "requestContext": {
            "accountId": "0", "apiId": "api", "domainName": "api.example", "requestId": "request", "stage": "$default",
            "timeEpoch": 0,
            "http": {"method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "none"},
        },
    }  # fmt: skip
