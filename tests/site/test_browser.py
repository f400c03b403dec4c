"""The browser of the machine opens a running Guichet, and nothing on the start page is refused by its own security policy."""


def test_the_start_page_loads_all_it_asks_for(page, address):
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("response", lambda answer: wrong.append(answer.url) if answer.status >= 400 else None)
    page.goto(address, wait_until="networkidle")
    assert "Guichet" in page.title()
    assert not wrong
