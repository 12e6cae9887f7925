"""Functions run as processes of this machine and share its file system, where `/opt` holds no layers.

A function's layers are unpacked into a folder, and its environment variables that point into `/opt` point there. On
AWS the layers are mounted at `/opt`.
"""

import hashlib
import io
import tempfile
import threading
import zipfile
from pathlib import Path

from ministack.services import lambda_svc

LAYERS = Path(tempfile.gettempdir()) / "layers"
unpacking = threading.Lock()


def unpacked(layers: list) -> Path | None:
    """The folder that stands for `/opt`: all layers of a function, later ones over earlier ones."""
    archives = [zipped for layer in layers if (zipped := lambda_svc._resolve_layer_zip(layer))]
    if not archives:
        return None
    folder = LAYERS / hashlib.sha256(b"".join(hashlib.sha256(a).digest() for a in archives)).hexdigest()[:16]
    with unpacking:
        if not folder.is_dir():
            partial = folder.with_suffix(".partial")
            for archive in archives:
                with zipfile.ZipFile(io.BytesIO(archive)) as opened:
                    opened.extractall(partial)  # extractall never writes outside of the folder
            partial.rename(folder)
    return folder


def apply() -> None:
    environment_of = lambda_svc._provided_worker_env

    def with_layers(config: dict, code_dir: str, port: int) -> dict:
        environment = environment_of(config, code_dir, port)
        opt = unpacked(config.get("Layers") or [])
        if opt:
            for name, value in environment.items():
                if value == "/opt" or value.startswith("/opt/"):
                    environment[name] = str(opt) + value.removeprefix("/opt")
        return environment

    lambda_svc._provided_worker_env = with_layers
