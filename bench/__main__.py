"""Every figure, one after the other: python -m bench."""

import subprocess
import sys
from pathlib import Path

NOT_FIGURES = {"__init__", "__main__", "learn_weights"}


def main() -> None:
    """Runs each bench in a process of its own, so that none warms the next."""
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.stem not in NOT_FIGURES:
            print(f"\n== bench/{path.name}", flush=True)
            subprocess.run([sys.executable, "-m", f"bench.{path.stem}"], check=True)


if __name__ == "__main__":
    main()
