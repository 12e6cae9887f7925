"""What all tests under this folder share: the modules of infra/local, which know where things are."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "local"))
