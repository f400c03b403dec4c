"""The camera reads the code of a decision where the browser can; everywhere else the same field is typed in."""

import pytest
from playwright.sync_api import Browser

from guichet.people import demo
from tests.journeys.counter import at_the_counter, somebody

FAKE = """
window.BarcodeDetector = class {
  static async getSupportedFormats() { return ["qr_code"]; }
  async detect() { return [{ rawValue: window.shown || "https://guichet.example/verify#ABCDEFGH23" }]; }
};
navigator.mediaDevices.getUserMedia = async () => document.createElement("canvas").captureStream(5);
Object.defineProperty(HTMLMediaElement.prototype, "readyState", { get: () => 4 });
"""


@pytest.fixture
def commune(browser: Browser, address: str):
    demo.load()
    one = somebody("municipality")

    def came(script: str = "", java: bool = True):
        page = browser.new_context(java_script_enabled=java).new_page()
        if script:
            page.add_init_script(script)
        page.goto(f"{address}/sign-in?lang=en")
        page.locator(f"input[name=who][value='{one.person}|{one.role}|{one.body}']").check(force=True)
        page.locator("main form button[type=submit]").click()
        page.goto(f"{address}/take-over?lang=en")
        return page

    return came


def test_the_camera_fills_the_field_in_and_sends_nothing(commune):
    page = commune(FAKE)
    page.get_by_role("button", name="Read the code with the camera").click()
    page.get_by_text("The code is in the field").wait_for()
    assert page.locator("#code").input_value() == "ABCDEFGH23"
    assert page.locator("video").count() == 0 and page.url.split("?")[0].endswith("/take-over")


def test_another_code_is_said_to_be_one_and_the_camera_can_be_stopped(commune):
    page = commune(FAKE + "window.shown = 'https://elsewhere.example/menu';")
    page.get_by_role("button", name="Read the code with the camera").click()
    page.get_by_text("This is another code").wait_for()
    page.get_by_role("button", name="Stop the camera").click()
    assert page.locator("video").count() == 0 and page.locator("#code").input_value() == ""


def test_who_refuses_the_camera_types(commune):
    page = commune(FAKE + "navigator.mediaDevices.getUserMedia = async () => { throw new Error('no'); };")
    page.get_by_role("button", name="Read the code with the camera").click()
    page.get_by_text("The camera cannot be used").wait_for()


@pytest.mark.parametrize("java", [True, False])
def test_without_a_detector_only_the_field_is_there(commune, java):
    page = commune("delete window.BarcodeDetector;" if java else "", java)
    assert page.locator("#code").is_visible() and page.get_by_role("button", name="camera").count() == 0


def test_the_camera_is_allowed_on_this_page_only(counter):
    desk = at_the_counter(somebody("municipality"))
    assert desk.get("/take-over").headers["Permissions-Policy"].startswith("camera=(self)")
    assert desk.get("/people").headers["Permissions-Policy"].startswith("camera=()")
