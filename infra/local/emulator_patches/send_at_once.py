"""The Runtime API that functions poll writes an answer in several small packets.

With Nagle's algorithm the second waits until the first is acknowledged, and the function's side delays that by 40 ms.
Each call of a function would take so much longer.
"""

import socketserver


def apply() -> None:
    socketserver.StreamRequestHandler.disable_nagle_algorithm = True
