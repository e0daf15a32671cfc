"""Pages out of templates: a whole document, or only the part that changes."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from handhold.companion.preload import templates

PLAIN = {"tab": None, "dark_always": False, "here_help": False, "show_nav": True, "lang": "en"}
PLAIN |= {"paused": False, "remembers": False}


def show(request: Request, template: str, status: int = 200, **context: Any) -> Response:
    """One page. A request by htmx for a part of the page gets that part only."""
    fragment = request.headers.get("hx-request-type") == "partial"
    page = templates().get_template(template)
    return HTMLResponse(page.render(**{**PLAIN, "fragment": fragment, **context}), status_code=status)


def go(path: str) -> Response:
    """On to another page, by a fresh request."""
    return RedirectResponse(path, status_code=303)
