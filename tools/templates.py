"""Template layout: every Django template as djade would write it; --write makes it so."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    templates = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("templates/**/*.html"))
    if not templates:
        return 0
    mode = [] if "--write" in sys.argv[1:] else ["--check"]
    command = [str(Path(sys.executable).parent / "djade"), "--target-version", "5.2", *mode, *templates]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
