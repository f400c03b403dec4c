"""Texts that have broken other programs, written down by kind; each is kept as it was typed, shown as text, or refused with a sentence."""

HARD: dict[str, tuple[str, ...]] = {
    "nothing, or hardly anything": ("-", "—", ".", "\u200b", "\u00a0", "\ufeff", "\u3164", "\u2060"),
    "words of machines": ("null", "None", "undefined", "NaN", "true", "0", "-0", "1e309", "0x1F", "[]", "{}", "\\N", "constructor", "__proto__", "CON", "test"),
    "scripts": (
        "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)", "<svg/onload=alert(1)>", "'><b style=color:red>x", "</textarea><i>x",
        "</title><h1>x", "<!-- x", "]]>", "&lt;b&gt;", "&#x3C;b&#x3E;", "%3Cscript%3E", "<a href='data:text/html,x'>x</a>", "<meta http-equiv=refresh content=0>",
    ),
    "templates": ("{{7*7}}", "{% debug %}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "%(x)s", "%s%n", "{0.__class__}", "{day}", "{", "}", "#import \"x.typ\"", "$ x^2 $", "\\input{x}"),
    "questions to a database": ("'; DROP TABLE journal_entry; --", "' OR '1'='1", "100%", "a_b", "\\", "\\'", "/* x */", "x'; SELECT pg_sleep(9); --"),
    "cells and lines": ("=1+1", "+cmd", "@SUM(1)", "a\tb", "a\r\nBcc: x@y.example", "a\nb", "a;b,c|d", '"a"', "a\u2028b"),
    "paths": ("../../etc/passwd", "..\\..\\x", "file:///etc/passwd", "//elsewhere.example", "http://127.0.0.1:1/"),
    "letters of the world": (
        "O'Brien", "d’Hondt-Éluard", "Łukasz Żółć", "Nguyễn Thị Hồng", "İstanbul ıİ", "Straße ﬁ ﬀ", "محمد الأحمد", "שלום", "王小明", "ሐና ታደሰ", "ಮೀರಾ", "Ω Å Å", "e\u0301",
        "👩🏽\u200d🔬 🇧🇪", "１２３", "٣٠٠٠", "𝔉𝔯𝔞𝔨𝔱𝔲𝔯", "Ǆ ǅ ǆ",
    ),
    "turned and stacked": ("abc\u202egpj.exe", "\u2067right\u2069 left", "a\u200db", "é" + "\u0301" * 30, "Z" + "\u0351\u0310" * 60, "\u0300alone"),
    "not a letter": ("nul\x00sign", "bell\x07", "esc\x1b[31m", "del\x7f", "next\x85line", "\ufffe", "\uffff", "\ufdd0", "\U0001ffff", "damaged \ufffd"),
    "long": ("x" * 199, "x" * 201, "x" * 10_001, "a" * 40_000 + "!", "a@" * 2_000, "é" * 5_000, "👩\u200d" * 3_000, " " * 9_000 + "x"),
}  # fmt: skip
