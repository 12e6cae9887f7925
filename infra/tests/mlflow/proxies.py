"""A proxy before the real server, which may answer in its place."""

import http.server
import threading
import urllib.error
import urllib.request

import servers


class Proxy(http.server.ThreadingHTTPServer):
    """Stands before the real server, on a port of its own or that one."""

    daemon_threads = True

    def __init__(self, upstream, instead=lambda handler, count: None, context=None, port=0):
        super().__init__(("127.0.0.1", port), Handler)
        self.upstream, self.instead, self.asked, self.lock = upstream, instead, [], threading.Lock()
        if context:
            self.socket = context.wrap_socket(self.socket, server_side=True)
        self.scheme = "https" if context else "http"

    @property
    def url(self):
        return f"{self.scheme}://127.0.0.1:{self.server_port}"

    def handle_error(self, *_):
        """A client that does not trust us hangs up: that is what the test wants."""


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(length) if length else None
        with self.server.lock:
            self.server.asked.append((self.path, self.headers.get("Authorization")))
            count = len(self.server.asked)
        answer = self.server.instead(self, count)
        if answer == "hang up":
            self.close_connection = True
            return
        self.respond(*(answer or self.forward(body)))

    do_POST = do_GET

    def forward(self, body):
        request = urllib.request.Request(self.server.upstream + self.path, data=body)
        if body:
            request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    def respond(self, status, content, headers=()):
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


def proxy(*arguments, **named):
    return servers.serving(Proxy(*arguments, **named))
