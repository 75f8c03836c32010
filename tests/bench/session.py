"""One browser tab as the server sees it: Streamlit's own WebSocket protocol, whose protobufs ship with Streamlit.

Opens `/_stcore/stream`, sends `rerun_script` as the browser does and waits for `script_finished`. No browser is
involved, so one core drives hundreds of people.
"""

import asyncio
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string

PATIENCE = 120  # seconds


@dataclass
class Answer:
    """What one run of a page cost: seconds until its script had finished, bytes received, exceptions on screen."""

    seconds: float
    bytes: int
    exceptions: list[str] = field(default_factory=list)


class Tab:
    """A person's tab; `async with Tab(port) as tab: await tab.open("league", unit="990101")`."""

    def __init__(self, port, headers=None):
        self._url, self._origin = f"ws://127.0.0.1:{port}/_stcore/stream", f"http://127.0.0.1:{port}"
        self._token = generate_xsrf_token_string()
        self._headers = {"Cookie": f"_streamlit_xsrf={self._token}", **(headers or {})}
        self._pages, self._kept = {}, set()

    async def __aenter__(self):
        self._socket = await websockets.connect(
            self._url,
            subprotocols=["streamlit", self._token],
            origin=self._origin,
            additional_headers=self._headers,
            max_size=None,
            open_timeout=PATIENCE,
            ping_interval=None,
            compression=None,
        )
        return self

    async def __aexit__(self, *error):
        await self._socket.close()

    @property
    def pages(self):
        """The addresses of the pages in the menu, known after the first answer."""
        return sorted(self._pages)

    async def open(self, page="", **address):
        """Follow a link to a page; the choice is in the address, as everywhere in this dashboard."""
        started = time.perf_counter()
        await self._socket.send(self._asked(page, address).SerializeToString())
        return await self._answer(started)

    def _asked(self, page, address):
        message = BackMsg()
        run = message.rerun_script
        run.query_string = urlencode(address)
        if page in self._pages:
            run.page_script_hash = self._pages[page]
        else:
            run.page_name = page
        run.context_info.timezone, run.context_info.locale = "Asia/Shanghai", "zh-CN"
        run.context_info.url = f"{self._origin}/{page}"
        run.cached_message_hashes.extend(self._kept)
        return message

    async def _answer(self, started):
        received, exceptions = 0, []
        while True:
            raw = await asyncio.wait_for(self._socket.recv(), PATIENCE)
            received += len(raw)
            message = ForwardMsg.FromString(raw)
            if message.metadata.cacheable and message.hash:
                self._kept.add(message.hash)
            kind = message.WhichOneof("type")
            if kind == "navigation":
                self._pages = {page.url_pathname: page.page_script_hash for page in message.navigation.app_pages}
            elif kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
                exceptions.append(message.delta.new_element.exception.message[:200])
            elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return Answer(time.perf_counter() - started, received, exceptions)
