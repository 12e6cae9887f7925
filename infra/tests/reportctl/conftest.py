"""The binary that all tests here run."""

import build
import pytest


@pytest.fixture(scope="session", autouse=True)
def binary():
    build.build()
