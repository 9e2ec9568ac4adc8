"""A tiny action server for tests: it answers like the application's webhook, or misbehaves."""

import contextlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class ActionServer:
    """Answers each custom action with its name, and keeps the calls it was sent.

    A message that contains one of the words in `misbehave` is answered with that fault, which
    always repeats the message, as a careless server would.
    """

    def __init__(self) -> None:
        self.calls: list[dict] = []
        self.headers: list[dict] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                call = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.calls.append(call)
                outer.headers.append(dict(self.headers))
                status, answer = outer.answer(call)
                body = json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                with contextlib.suppress(BrokenPipeError):  # Rasa stopped waiting
                    self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/webhook"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def answer(self, call: dict) -> tuple[int, dict]:
        """The status and body for one call of an action."""
        action = call["next_action"]
        text = call["tracker"]["latest_message"]["text"] or ""
        slots = call["tracker"]["slots"]
        if "misbehave-500" in text:
            return 500, {"error": text, "action_name": action}
        if "misbehave-400" in text:
            return 400, {"error": text, "action_name": action}
        if "misbehave-shape" in text:
            return 200, {"events": [{"event": text}], "responses": text}
        if "misbehave-slow" in text:
            time.sleep(8)
        said = {"kind": "text", "outcome": "answered", "text": action, "heard": text}
        if action == "action_choose_article":
            said["chosen"] = slots["chosen_article"]
        events = []
        if action == "action_answer":
            events = [{"event": "slot", "name": "article", "value": f"about {text}"[:60]}]
            said["before"] = slots["article"]
        return 200, {"events": events, "responses": [{"custom": said}]}

    def close(self) -> None:
        """The server is gone."""
        self._server.shutdown()
        self._server.server_close()
