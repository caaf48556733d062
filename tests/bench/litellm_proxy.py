"""Ask a server that someone else wrote: LiteLLM's proxy with mocked answers, in an environment
of its own.

python -m tests.bench.litellm_proxy [--environment FOLDER]

Makes the environment if need be (`pip install 'litellm[proxy]'`), starts the proxy on loopback,
and runs `songline` against it as a user would: models, an answer, JSON, a wrong key, an unknown
model, Ctrl+C.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import venv
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
KEY = "sk-proxy-0123456789"
QUESTION = "What NDS does HoP reach on nuScenes?"
ANSWER = "HoP achieves 68.5% NDS and 62.4% mAP with ViT-L on nuScenes test [1]."
MOCKED = {
    "mocked": ANSWER,
    "limited": "litellm.RateLimitError",
    "too-small": "litellm.ContextWindowExceededError",
    "failing": "litellm.InternalServerError",
}
CONFIG = {
    "model_list": [
        {
            "model_name": name,
            "litellm_params": {
                "model": f"openai/{name}",
                "api_key": "none",
                "mock_response": said,
            },
        }
        for name, said in MOCKED.items()
    ],
    "general_settings": {"master_key": KEY},
    "litellm_settings": {"num_retries": 0, "telemetry": False},
}
"""JSON is YAML too."""


def make_environment(folder: Path) -> Path:
    """Return the folder of the environment's programs."""
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    if not (programs / "litellm").exists():
        venv.create(folder, with_pip=True)
        subprocess.run(
            [programs / "python", "-m", "pip", "install", "--quiet", "litellm[proxy]"],
            check=True,
        )
    return programs


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def proxy(programs: Path, folder: Path) -> Iterator[str]:
    """Run the proxy, and yield its base URL."""
    config, port = folder / "proxy.yaml", free_port()
    config.write_text(json.dumps(CONFIG), encoding="utf-8")
    with (folder / "proxy.log").open("w") as log:
        where = ["--host", "127.0.0.1", "--port", str(port)]
        command = [str(programs / "litellm"), "--config", str(config), *where]
        running = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
        try:
            wait_until_ready(
                f"http://127.0.0.1:{port}/health/liveliness", running, folder / "proxy.log"
            )
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            running.terminate()
            running.wait(30)


def wait_until_ready(url: str, running: subprocess.Popen[bytes], log: Path) -> None:
    """Wait for the proxy, which takes its time."""
    for _ in range(180):
        if running.poll() is not None:
            sys.exit(f"the proxy ended:\n{log.read_text()[-3000:]}")
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except OSError:
            time.sleep(1)
        else:
            return
    sys.exit(f"the proxy did not come up:\n{log.read_text()[-3000:]}")


class ProxiedSongline:
    """The command line in a process of its own, against the proxy."""

    def __init__(self, url: str, home: Path) -> None:
        self._url = url
        self.environment = {
            **{
                name: value
                for name, value in os.environ.items()
                if not name.startswith("SONGLINE_")
            },
            "SONGLINE_HOME": str(home),
            "SONGLINE_API_KEY": KEY,
            "SONGLINE_RETRIES": "0",
        }

    def command(self, *arguments: str, model: str = "mocked") -> list[str]:
        """Return a command for the backend."""
        chosen = ["--backend", "openai", "--base-url", self._url, "--model", model]
        return [sys.executable, "-m", "assistant", *arguments, *chosen]

    def run(
        self, *arguments: str, model: str = "mocked", **environment: str
    ) -> tuple[int, str, str]:
        """Run a command to its end."""
        done = subprocess.run(
            self.command(*arguments, model=model),
            capture_output=True,
            text=True,
            cwd=ROOT,
            env={**self.environment, **environment},
            check=False,
        )
        return done.returncode, done.stdout, done.stderr


def check(songline: ProxiedSongline) -> Iterator[tuple[str, bool, str]]:
    """Yield what was tried, whether it went as it should, and what was said."""
    code, out, err = songline.run("models")
    yield "models are listed", code == 0 and "mocked" in out.split(), out + err
    code, out, err = songline.run("ask", QUESTION)
    yield (
        "an answer is streamed and checked",
        code == 0 and out.startswith(ANSWER[:-5]),
        out + err,
    )
    code, out, err = songline.run("ask", QUESTION, "--json")
    answer = json.loads(out) if code == 0 else {}
    counted = bool(answer) and not answer["usage"]["estimated"]
    verdicts = [sentence["verdict"] for sentence in answer.get("sentences", [])]
    yield (
        "tokens are counted and sentences carried",
        counted and verdicts in (["quoted"], ["supported"]),
        out + err,
    )
    code, out, err = songline.run("ask", QUESTION, SONGLINE_API_KEY="sk-wrong")
    # Without a database, the proxy refuses keys that it does not know with 400 and words of its
    # own.
    yield "a wrong key is refused and not shown", code == 4 and "sk-wrong" not in out + err, err
    code, out, err = songline.run("ask", QUESTION, model="mockd")
    yield (
        "an unknown model is told with those that are near",
        code == 4 and "mocked" in err,
        err,
    )
    for model, words in (
        ("limited", "too often"),
        ("too-small", "too long"),
        ("failing", "failed"),
    ):
        code, out, err = songline.run("ask", QUESTION, model=model)
        yield f"{model} is told", code == 4 and words in err, err
    asking = subprocess.Popen(
        songline.command("ask", QUESTION),
        cwd=ROOT,
        env=songline.environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(2)
    asking.send_signal(signal.SIGINT)
    _, err = asking.communicate(timeout=60)
    yield "Ctrl+C ends it", asking.returncode in (0, 130) and "Traceback" not in err, err


def main() -> None:
    """Print a line for each thing tried; the exit code is the number of failures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--environment", type=Path, help="a folder to keep the environment in")
    options = parser.parse_args()
    failures = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        programs = make_environment(options.environment or folder / "environment")
        with proxy(programs, folder) as url:
            for what, went_well, said in check(ProxiedSongline(url, folder / "home")):
                print(f"{'ok  ' if went_well else 'FAIL'} {what}", flush=True)
                if not went_well:
                    failures += 1
                    print(said)
    sys.exit(failures)


if __name__ == "__main__":
    main()
