"""Serve the preview on this machine alone, and watch the files it is drawn from."""

import asyncio
import socket
import threading
import webbrowser
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import uvicorn
from watchfiles import Change, awatch

from summarizer.edition import Pages
from summarizer.errors import ConfigError
from summarizer.preview.app import make_app
from summarizer.preview.live import Live
from summarizer.templating import Templates

HOST = "127.0.0.1"


def serve(
    draw: Callable[[], Pages],
    watched: Sequence[Path],
    templates: Templates,
    *,
    port: int,
    open_browser: bool,
    say: Callable[[str], object],
    browse: Callable[[str], object] = webbrowser.open,
) -> None:
    """Serve an issue until Ctrl-C, drawing it again whenever a watched file, or one in a watched folder, changes.

    `port` 0 takes any free one; `say` is told the address. Raises `ConfigError` when the port cannot be had.
    """
    preview = Preview(draw, watched, templates, port=port)
    say(f"The issue is at {preview.url}, drawn again at every save. Ctrl-C ends the preview.")
    if open_browser:  # in a thread: a browser of the terminal keeps its caller waiting
        threading.Thread(target=browse, args=(preview.url,), daemon=True).start()
    with suppress(KeyboardInterrupt):
        preview.run()


class Preview:
    """An issue served on 127.0.0.1 until it is stopped. Its port is taken at once, so that a browser may come early."""

    def __init__(
        self, draw: Callable[[], Pages], watched: Sequence[Path], templates: Templates, *, port: int = 0
    ) -> None:
        self._live = Live(draw)
        self._watched = [path.resolve() for path in watched]
        self._socket = _listen(port)
        self._server = _Server(self._live, templates)

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://{HOST}:{self._socket.getsockname()[1]}/"

    def run(self) -> None:
        """Serve until `stop`, or until Ctrl-C where this is the main thread. A bug while drawing is raised."""
        with self._socket:
            asyncio.run(self._run())

    def stop(self) -> None:
        """End `run`, from any thread."""
        self._server.should_exit = True

    async def _run(self) -> None:
        watching = asyncio.create_task(self._watch())
        watching.add_done_callback(lambda _: self.stop())
        await asyncio.sleep(0)  # the watch is set before the first drawing, so that no save falls between them
        try:
            await self._live.redraw()
            await self._server.serve(sockets=[self._socket])
        finally:
            watching.cancel()
            await asyncio.wait([watching])
        if not watching.cancelled():
            watching.result()

    async def _watch(self) -> None:
        folders = {_nearest_folder(path) for path in self._watched}
        async for _ in awatch(*folders, watch_filter=self._concerns, debounce=200, ignore_permission_denied=True):
            await self._live.redraw()

    def _concerns(self, _: Change, path: str) -> bool:
        """Whether a change may matter. A folder above counts: what is made with it in one go is not always told of."""
        changed = Path(path)
        return any(
            changed == watched or _inside(changed, watched) or _inside(watched, changed) for watched in self._watched
        )


class _Server(uvicorn.Server):
    """Lets go of the pages that wait for news before it waits for their connections to end."""

    def __init__(self, live: Live, templates: Templates) -> None:
        app = make_app(live, templates)
        super().__init__(uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=5))
        self._live = live

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._live.close()
        await super().shutdown(sockets)


def _listen(port: int) -> socket.socket:
    try:
        return socket.create_server((HOST, port))
    except OSError as error:
        raise ConfigError(
            f"port {port} cannot be used: {error.strerror}", hint="Choose another: --port 8001, or --port 0 for any."
        ) from error


def _inside(path: Path, folder: Path) -> bool:
    return folder in path.parents


def _nearest_folder(path: Path) -> Path:
    """Return the folder to watch for `path`: editors replace files, and what is missing may come."""
    return path if path.is_dir() else next(folder for folder in path.parents if folder.is_dir())
