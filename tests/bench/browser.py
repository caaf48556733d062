"""The chat in headless Chromium: three pictures to be looked at.

    python -m tests.bench.browser --into /tmp/pictures

Needs `chromium` and `pip install 'songline[serve]' websockets`. `songline serve` is started on
a port of its own; the address without its token must be refused. Then a question is typed, and
the pictures show the first screen, the cited answer, and the abstract that `1` opens.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import json
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from websockets.asyncio.client import connect

if TYPE_CHECKING:
    from collections.abc import Iterator

_PORT, _DEBUGGING = 8767, 9337
_OPENING, _ANSWERING = 25, 12
_QUESTION = "What NDS does HoP reach on nuScenes?"


class _Tab:
    """A tab that is told what to do in the protocol of the browser's own tools."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self._number = 0

    async def do(self, method: str, **parameters: object) -> dict[str, Any]:
        """Send a command, and return what comes of it."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        await self._socket.send(json.dumps(message))
        while True:
            answer = json.loads(await self._socket.recv())
            if answer.get("id") == self._number:
                return dict(answer.get("result", {}))

    async def press(self, key: str, code: int) -> None:
        """Press a key that is no letter."""
        for kind in ("rawKeyDown", "char", "keyUp"):
            text = {"text": "\r"} if key == "Enter" and kind == "char" else {}
            await self.do(
                "Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code, **text
            )

    async def type(self, text: str) -> None:
        """Type letters one after the other."""
        for letter in text:
            await self.do("Input.dispatchKeyEvent", type="keyDown", text=letter, key=letter)
            await self.do("Input.dispatchKeyEvent", type="keyUp", key=letter)
            await asyncio.sleep(0.02)

    async def click(self, x: int, y: int) -> None:
        """Click, which gives the page the keys."""
        for kind in ("mousePressed", "mouseReleased"):
            await self.do(
                "Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1
            )

    async def draw(self, place: Path) -> None:
        """Save a picture."""
        shot = await self.do("Page.captureScreenshot", format="png")
        await asyncio.to_thread(place.write_bytes, base64.b64decode(shot["data"]))


@contextmanager
def _running(*command: str, **options: Any) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(command, text=True, **options)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def _refuses(address: str) -> bool:
    try:
        urllib.request.urlopen(address)
    except urllib.error.HTTPError as error:
        return error.code == 403
    return False


def _debugging_address() -> str:
    for _ in range(200):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{_DEBUGGING}/json") as answer:
                pages = [each for each in json.load(answer) if each["type"] == "page"]
            if pages:
                return str(pages[0]["webSocketDebuggerUrl"])
        except OSError:
            pass
        time.sleep(0.2)
    raise TimeoutError("Chromium does not answer")


async def _look(address: str, into: Path) -> None:
    async with connect(_debugging_address(), max_size=None) as socket:
        tab = _Tab(socket)
        await tab.do("Page.navigate", url=address)
        await asyncio.sleep(_OPENING)
        await tab.draw(into / "browser-1-opened.png")
        await tab.type(_QUESTION)
        await tab.press("Enter", 13)
        await asyncio.sleep(_ANSWERING)
        await tab.draw(into / "browser-2-answered.png")
        await tab.type("1")
        await tab.press("Enter", 13)
        await asyncio.sleep(_ANSWERING / 2)
        await tab.draw(into / "browser-3-abstract.png")


def main() -> int:
    """Take the pictures; 1 where the address is served without its token."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=Path())
    options = parser.parse_args()
    options.into.mkdir(parents=True, exist_ok=True)
    serve = (sys.executable, "-m", "assistant", "serve", "--port", str(_PORT))
    with (
        tempfile.TemporaryDirectory() as profile,
        _running(*serve, stdout=subprocess.PIPE) as server,
    ):
        address = server.stdout.readline().strip() if server.stdout else ""
        time.sleep(3)
        if not _refuses(address.partition("?")[0]):
            print("the address is served without its token")
            return 1
        chromium = (
            *("chromium", "--headless", "--no-sandbox", "--disable-gpu", "about:blank"),
            *(f"--remote-debugging-port={_DEBUGGING}", f"--user-data-dir={profile}"),
            "--window-size=1200,800",
            *("--no-first-run", "--disable-background-networking", "--disable-sync"),
        )
        with _running(*chromium, stderr=subprocess.DEVNULL):
            asyncio.run(_look(address, options.into))
    print(f"refused without the token; pictures in {options.into}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
