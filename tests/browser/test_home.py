"""The browser home: boot, navigation, leaving, offline, the policy."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from browser.serve import served

pytestmark = pytest.mark.browser

LOOKED_FOR_UPDATES = {"/service-worker.js"}  # Chromium does so whenever the app is opened
STAYS = "window.stays = (window.stays ?? crypto.randomUUID())"


def ask(page: Page, path: str) -> Any:
    """What the app in the worker answers to a GET, as JSON."""
    return json.loads(page.evaluate("path => handhold.ask(path).then((answer) => answer.text())", path))


def offline(page: Page) -> None:
    """Wait until the whole app is kept on the device."""
    page.wait_for_selector("html[data-offline=yes]", state="attached")


def test_starts_from_the_snapshot(page: Page) -> None:
    """The app starts from the memory snapshot, and its first page has a neutral title."""
    assert page.get_attribute("html", "data-ready") == "snapshot"
    assert page.title() == "Evening"
    assert page.inner_text("h1") == "First"


def test_paints_before_python(context: BrowserContext, site: tuple[str, list[str]]) -> None:
    """The first paint comes without any Python: here its image never arrives."""
    page = context.new_page()
    page.route("**/app.snapshot", lambda _: None)
    page.goto(site[0])

    page.wait_for_selector("svg.first")

    assert page.get_attribute("html", "data-ready") is None


def test_starts_plainly_when_the_snapshot_is_broken(
    context: BrowserContext, site: tuple[str, list[str]]
) -> None:
    """A snapshot that does not load costs time, not the app."""
    page = context.new_page()
    page.route("**/app.snapshot", lambda route: route.fulfill(body=b"\0" * 4096))
    page.goto(site[0])

    page.wait_for_selector("h1")

    assert page.get_attribute("html", "data-ready") == "plain"
    assert page.inner_text("h1") == "First"


def test_no_link_and_no_form_leaves_the_page(page: Page) -> None:
    """Links, redirects, forms, uploads and refusals are all answered by the worker, in the same document."""
    mark = page.evaluate(STAYS)
    seen = []
    page.click("text=Second")
    seen.append(page.wait_for_selector("text=/two\\?q=1$/"))
    page.click("text=Moved")
    seen.append(page.wait_for_selector("text=q=moved"))
    assert page.url.endswith("/two?q=moved")
    page.fill("[name=word]", "kind")
    page.click("text=Say")
    seen.append(page.wait_for_selector("text=q=kindv"))
    assert page.url.endswith("/two?q=kindv")
    page.fill("[name=word]", "refused")
    page.click("text=Say")
    page.wait_for_selector("text=please not")
    assert page.url.endswith("/two?q=kindv")
    page.set_input_files("[name=file]", {"name": "a.bin", "mimeType": "text/plain", "buffer": b"x" * 99})
    page.click("text=Send")
    page.wait_for_selector("text=a.bin 99")

    assert page.evaluate(STAYS) == mark
    assert all(seen)


def test_back_and_forward_stay_in_the_page(page: Page) -> None:
    """The browser's Back and Forward ask the worker again, and the document stays."""
    mark = page.evaluate(STAYS)
    page.click("text=Second")
    page.wait_for_selector("h1:text('Second')")
    page.go_back()
    page.wait_for_selector("h1:text('First')")
    page.go_forward()
    page.wait_for_selector("h1:text('Second')")

    assert page.evaluate(STAYS) == mark


def test_a_link_to_elsewhere_opens_beside(page: Page, context: BrowserContext) -> None:
    """A link to another host opens in its own tab, without a referrer, so the vault stays open here."""
    mark = page.evaluate(STAYS)
    context.route("https://example.org/**", lambda route: route.fulfill(body="elsewhere"))
    with context.expect_page() as beside:
        page.click("text=Away")

    assert beside.value.evaluate("[opener, document.referrer]") == [None, ""]
    assert page.evaluate(STAYS) == mark


def test_an_accident_has_a_page(page: Page) -> None:
    """An exception in the app is a plain page, and the app goes on."""
    status = page.evaluate("handhold.ask('/broken').then((answer) => answer.status)")

    assert status == 500
    page.click("text=Second")
    page.wait_for_selector("h1:text('Second')")


def test_focus_moves_to_the_new_page(page: Page) -> None:
    """After a tap the reader stands at the new page's heading."""
    page.click("text=Second")
    page.wait_for_selector("h1:text('Second')")

    page.wait_for_function("document.activeElement?.tagName === 'H1'")


def test_a_fragment_is_posted_and_gone(context: BrowserContext, site: tuple[str, list[str]]) -> None:
    """An invitation's secret leaves the address before anything else runs, and is posted, once."""
    address, asked = site
    page = context.new_page()
    page.goto(f"{address}/#word-secret")
    page.wait_for_selector("h1:text('Arrived')")

    assert page.inner_text("#out") == "word-secret"
    assert "secret" not in page.url
    assert page.evaluate("handhold.arrival()") == ""
    assert not any("secret" in path for path in asked)


def test_a_second_tab_is_told_so(page: Page, context: BrowserContext, site: tuple[str, list[str]]) -> None:
    """A second tab gets a calm page, no vault."""
    second = context.new_page()
    second.goto(site[0])

    second.wait_for_selector("text=It’s open in another tab")
    assert page.inner_text("h1") == "First"


@pytest.mark.promise(10)
def test_shift_three_times_leaves(page: Page) -> None:
    """Shift three times covers within 100 ms, ends the worker and leaves an empty page, behind Back too."""
    page.click("text=Second")
    page.wait_for_selector("h1:text('Second')")
    page.evaluate("""() => {
      addEventListener("keydown", ({ timeStamp }) => (window.pressed = timeStamp), true);
      new MutationObserver(() => (sessionStorage.took ??= performance.now() - window.pressed))
        .observe(document.body, { attributeFilter: ["class"] });
    }""")
    for _ in range(3):
        page.keyboard.press("Shift")

    wait_for_blank(page)
    assert float(page.evaluate("sessionStorage.took")) < 100
    assert page.inner_text("body").strip() == ""
    assert page.title().strip("\u200b") == ""
    assert page.evaluate("navigator.locks.query().then(({ held }) => held.length)") == 0
    page.go_back()
    wait_for_blank(page)
    assert page.inner_text("body").strip() == ""


def wait_for_blank(page: Page) -> None:
    """The empty document has come, and nothing of ours runs in it."""
    page.wait_for_url("**/static/blank.html")
    page.wait_for_selector("body:not(:has(*))", state="attached")


def test_the_leave_button_leaves(page: Page) -> None:
    """The Leave button does the same."""
    page.click("text=Leave")

    wait_for_blank(page)


def test_a_hidden_page_is_covered(page: Page) -> None:
    """A page that loses the eye says so on its body, for the style sheet to cover what is somebody's."""
    page.evaluate("""() => {
      Object.defineProperty(document, "hidden", { value: true, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }""")

    assert page.evaluate("[...document.body.classList].sort()") == ["away", "covered"]


def test_works_offline_after_the_first_visit(
    page: Page, site: tuple[str, list[str]], context: BrowserContext
) -> None:
    """After one visit the app starts and works without a network, at any of its addresses."""
    page.click("text=Second")
    page.wait_for_selector("h1:text('Second')")
    offline(page)
    asked = len(site[1])
    context.set_offline(True)
    page.reload()
    page.wait_for_selector("h1:text('Second')")
    page.click("text=First")
    page.wait_for_selector("h1:text('First')")

    assert set(site[1][asked:]) <= LOOKED_FOR_UPDATES


@pytest.mark.promise(1)
def test_nothing_is_fetched_after_the_install(
    page: Page, site: tuple[str, list[str]], context: BrowserContext
) -> None:
    """Once installed, with a network or without, no page makes a request that the server could see."""
    offline(page)
    page.reload()
    page.wait_for_selector("h1")
    asked = len(site[1])
    for place in ("Second", "Moved", "First"):
        page.click(f"text={place}")
        page.wait_for_load_state("networkidle")

    assert set(site[1][asked:]) <= LOOKED_FOR_UPDATES


def test_a_new_version_waits_until_nothing_is_open(
    context: BrowserContext, tiny: Path, tmp_path: Path
) -> None:
    """An update is fetched whole beside the running version, which goes on with its own files."""
    import shutil

    copy = tmp_path / "site"
    shutil.copytree(tiny / "site", copy)
    with served(copy) as (address, _):
        page = context.new_page()
        page.goto(address)
        offline(page)
        script = copy / "service-worker.js"
        script.write_text(script.read_text() + "\n// newer\n")
        page.evaluate("navigator.serviceWorker.getRegistration().then((kept) => kept.update())")
        page.wait_for_function("navigator.serviceWorker.getRegistration().then((kept) => !!kept.waiting)")

        assert page.inner_text("h1") == "First"


def test_the_policy_refuses_code_out_of_strings(context: BrowserContext, site: tuple[str, list[str]]) -> None:
    """Eval, other scripts and markup put in by hand are refused: only the one policy makes markup."""
    page = context.new_page()
    page.goto(site[0])
    page.wait_for_selector("h1")
    attempts = {
        "eval": "eval('1')",
        "function": "new Function('1')",
        "markup": "document.body.innerHTML = '<b>'",
        "other policy": "trustedTypes.createPolicy('other', {})",
        "script": "handhold.policy.createScript('1')",
        "address": "new Worker(handhold.policy.createScriptURL('/else.js'))",
        "plain address": "new Worker('/worker.js')",
    }
    for name, attempt in attempts.items():
        assert refuses(page, attempt), name


def refuses(page: Page, attempt: str) -> bool:
    """Whether the page may not do this. It tries in a turn of its own: what Playwright calls may do more."""
    tried = f"try {{ {attempt}; done(false) }} catch {{ done(true) }}"
    return bool(page.evaluate(f"() => new Promise((done) => setTimeout(() => {{ {tried} }}))"))
