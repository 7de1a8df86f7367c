#!/usr/bin/python3
#
# Tests the page of tools/conformance in headless Chromium
#
# Copyright 2026 the netapi32 session project
#
# This library is free software; you can redistribute it and/or
# modify it under the terms of the GNU Lesser General Public
# License as published by the Free Software Foundation; either
# version 2.1 of the License, or (at your option) any later version.
#
# This library is distributed in the hope that it will be useful,
# but WITHOUT ANY WARRANTY; without even the implied warranty of
# MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the GNU
# Lesser General Public License for more details.
#
# You should have received a copy of the GNU Lesser General Public
# License along with this library; if not, write to the Free Software
# Foundation, Inc., 51 Franklin St, Fifth Floor, Boston, MA 02110-1301, USA

#
# Called by conformance.sh with the folder of its pages, and one for screenshots or an empty name.
# Prints TAP.

import json
import os
import pathlib
import shutil
import sys
import tempfile
import time

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support import expected_conditions
from selenium.webdriver.support.select import Select

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent))
import tap
from tap import check_equal as check

FLAGS = ("--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run "
         "--disable-background-networking --disable-component-update --disable-sync")

# The height is the window's, the width the page's.
VISIBLE_CASES = """return [...document.querySelectorAll(".case")].filter(row => row.offsetParent)
    .map(row => row.querySelector("button").textContent)"""
VISIBLE_COLUMNS = """return [...document.querySelectorAll("#matrix thead th")]
    .filter(cell => cell.offsetParent).map(cell => cell.textContent)"""


class Page:
    """A page in the browser"""

    def __init__(self, browser, path, shots):
        self.browser = browser
        self.path = path
        self.shots = shots
        self.open("")

    def open(self, fragment):
        self.browser.get("about:blank")
        self.browser.get(f"file://{self.path}{fragment}")

    def run(self, script):
        return self.browser.execute_script(script)

    def find(self, selector):
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.browser.find_elements(By.CSS_SELECTOR, selector)

    def cases(self):
        return self.run(VISIBLE_CASES)

    def columns(self):
        return self.run(VISIBLE_COLUMNS)

    def show(self, name, text):
        Select(self.find(f"#{name}")).select_by_visible_text(text)

    def search(self, text):
        self.find("#q").clear()
        self.find("#q").send_keys(text)

    def text(self, selector):
        return [element.text for element in self.all(selector)]

    def size(self, width, height):
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600})

    def shoot(self, name):
        if self.shots:
            self.browser.save_screenshot(os.path.join(self.shots, name + ".png"))

    def messages(self):
        """The page's requests to the network and messages to the console since the last call"""
        requests = []
        for entry in self.browser.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                requests.append(message["params"]["request"]["url"].split("#")[0])
        return (sorted(set(requests) - {f"file://{self.path}", "about:blank"}),
                [entry["message"] for entry in self.browser.get_log("browser")])


def test_matrix(page):
    check("all cases are there", ["a", "b", "c", "end", "alone"], page.cases())
    check("a column for each platform",
          ["Case", "documented", "Wine 8.0 i386, one", "Wine 8.0 i386, two"], page.columns())
    marks = [[cell.text for cell in row.find_elements(By.TAG_NAME, "td")]
             for row in page.all(".case")]
    check("each cell has a sign",
          [["D", "✓ 0", "≠ 5"], ["D", "✓ 0", "≠ bufptr, cname"],
           ["", "○ 0", "–"], ["", "○", "≠ failures"], ["", "·", "○ 0"]], marks)
    check("and a name for it", ["agrees", "undeclared"], [
        mark.get_attribute("aria-label") for mark in page.all(".case .mark")[:2]])
    check("units have their counts",
          ["u 4", "✓ 2\n○ 2", "≠ 3\n– 1\n3 failed", "v 1", "· 1", "○ 1"],
          page.text(".unit > :not(:empty)"))
    check("the header of the record is told", True, "netapi32.dll" in page.text(".about")[1])


def test_filters(page):
    counts, conduct, missing = (page.text(f"#sections > :nth-child({number}) td")
                                for number in (1, 2, 3))
    check("how many functions do what is told", ["Wine 8.0 i386, two", *"000100"], counts[-7:])
    check("what the functions do is told",
          ["Wine 8.0 i386, one", "works", "1", "NetSessionEnum", ""], conduct[:5])
    check("and what is missing", ["v", "1", "Wine 8.0 i386, one"], missing[5:8])
    page.show("show", "only missing undeclared")
    check("and found", ["c", "alone"], page.cases())
    page.show("show", "only undeclared")
    check("only undeclared", ["a", "b", "end"], page.cases())
    check("the count tells", "3 of 5 cases", page.find("#count").text)
    page.all("#platforms input")[2].click()
    check("a platform that is hidden has no differences", [], page.cases())
    page.show("show", "all cases that ran")
    check("nor a column", ["Case", "documented", "Wine 8.0 i386, one"], page.columns())
    page.show("unit", "v")
    check("only a unit", ["alone"], page.cases())
    page.find("#reset").click()
    check("reset", (5, 4), (len(page.cases()), len(page.columns())))
    page.search("127.0.0.2")
    check("a search in values", ["b"], page.cases())
    page.search("OF OURS")
    check("and in reasons", ["b"], page.cases())
    page.search("none such")
    check("and in vain", [], page.cases())
    page.find("#reset").click()


def test_details(page):
    page.all(".case button")[1].click()
    details = "\n".join(page.text(".detail"))
    for name, text in (("the arguments", "NetSessionEnum(level=1)"),
                       ("raw values", "raw: 127.0.0.2"),
                       ("the documentation", "c or d"), ("and its source", "D7 MS-SRVS"),
                       ("the reason", "≈ A reason of ours. (known:1)"),
                       ("what is undeclared", "≠ undeclared; Wine 8.0 i386, one: c; D7 MS-SRVS")):
        check(f"the details have {name}", True, text in details)
    page.search("u/a")
    check("details are hidden with their case", 0, len(page.all(".detail")))
    page.find("#reset").click()
    check("reset closes them", 0, len(page.all(".detail")))
    page.all(".case button")[2].click()
    check("a skip has its reason", True, "no rights" in page.text(".detail")[-1])
    page.all(".case button")[2].click()
    check("a second click closes them", 0, len(page.all(".detail")))


def test_hash(page):
    page.search("u/")
    page.show("unit", "u")
    page.show("show", "only differences")
    page.all("#platforms input")[1].click()
    page.all(".case button")[1].click()

    def state():
        return (page.cases(), page.columns(), page.text(".detail"),
                page.find("#q").get_property("value"))

    before = state()
    fragment = page.run("return location.hash")
    page.browser.refresh()
    check("a reload restores the state", before, state())
    page.open(fragment)
    check("and so does the address", before, state())
    page.open("#show=none&unit=none&hide=none&open=none")
    check("what is not there is let be", (5, 4), (len(page.cases()), len(page.columns())))


def test_keyboard(page):
    page.open("")
    page.run("document.querySelector('.case button').focus()")
    focus = page.browser.switch_to.active_element
    focus.send_keys(Keys.ARROW_DOWN)
    page.browser.switch_to.active_element.send_keys(Keys.ENTER)
    check("down and enter open the second case", ["false", "true"], [
        button.get_attribute("aria-expanded") for button in page.all(".case button")[:2]])
    check("everything to click can be reached with the tab key", 0, page.run(
        "return document.querySelectorAll('[tabindex=\"-1\"], [disabled]').length"))


def test_layout(page, name):
    for width, height in ((1400, 900), (400, 800)):
        page.size(width, height)
        page.open("#show=every")
        check(f"{name}: nothing sticks out at {width} pixels", True,
              page.run("return document.documentElement.scrollWidth <= innerWidth"))
        page.run("document.querySelectorAll('.case button')[1].click()")
        box = page.find("#box")
        page.run("const box = document.getElementById('box'); box.scrollTop = 400;"
                 "box.scrollLeft = 400; box.scrollIntoView()")
        frame, head, first = (element.rect for element in (
            box, page.find("#matrix thead th"), page.all(".case th")[-1]))
        check(f"{name}: the header and the first column stay at {width} pixels", (1, 1),
              (round(head["y"] - frame["y"]), round(first["x"] - frame["x"])))
        page.shoot(f"{name}-{width}")
    page.size(1400, 900)


def test_hostile(page):
    counts = [page.find("#count").text]
    page.open("#show=every")
    counts.append(page.find("#count").text)
    check("a case that nobody ran is seen only if asked for", ["4 of 5 cases", "5 of 5 cases"],
          counts)
    for button in page.all(".case button"):
        button.click()
    check("no element of a record is made", (0, 2), (len(page.all("img, a")),
                                                     len(page.all("script"))))
    check("nor does a script of it run", True, expected_conditions.alert_is_present()(
        page.browser) is False)
    # The text has half a surrogate pair, so WebDriver can't pass it on.
    check("what it says is text", True, page.run("""return document.getElementById("matrix")
        .textContent.includes("<script>alert(1)</script><img src=x")"""))
    check("also in the address", True, page.run("return location.hash.includes('%3Cscript%3E')"))
    page.browser.refresh()
    check("from where it is opened again", True, len(page.all(".detail")) > 0)
    page.shoot("hostile")


def test_big(page):
    start = time.monotonic()
    page.open("")
    check("a page of 5,000 observations opens in 60 seconds", True, time.monotonic() - start < 60)
    spent = page.run("""const start = performance.now();
        const show = document.getElementById("show");
        show.value = "undeclared";
        show.dispatchEvent(new Event("change"));
        document.body.offsetWidth;
        return performance.now() - start""")
    check("it filters in 3 seconds", True, spent < 3000)
    check("to what differs", True, 800 < len(page.cases()) < 1000)


def test_folds(page):
    def units():
        return len(page.cases()), page.text(".unit th")[:2]

    page.open("")
    folded = (0, ["a 100", "b 100"])
    check("a long page begins with its units", folded, units())
    page.all(".unit td")[0].click()
    check("a click unfolds one", 100, len(page.cases()))
    page.browser.refresh()
    check("a reload leaves it so", 100, len(page.cases()))
    page.all(".unit button")[0].send_keys(Keys.ENTER)
    check("the keyboard folds it", folded, units())
    page.all(".unit button")[0].send_keys(Keys.ARROW_DOWN)
    page.browser.switch_to.active_element.send_keys(Keys.ENTER)
    check("and reaches the next one", ["false", "true"], [
        button.get_attribute("aria-expanded") for button in page.all(".unit button")[:2]])
    page.find("#reset").click()
    page.search("7, a name")
    check("a search unfolds what it finds", (100, ["a 10 of 100", "b 10 of 100"]), units())
    page.all(".unit button")[0].click()
    check("of which a unit can be folded", 90, len(page.cases()))
    page.find("#reset").click()
    check("without it they are folded again", folded, units())


def test_wide(page):
    page.open("")
    check("15 columns fit into 1400 pixels", True, page.run(
        "const box = document.getElementById('box'); return box.scrollWidth <= box.clientWidth"))
    check("and no name of theirs is broken within a word", [], page.run("""
        return [...document.querySelectorAll("#matrix thead th")].filter(cell => {
            cell.style.overflowWrap = "normal";
            return cell.scrollWidth > cell.clientWidth;
        }).map(cell => cell.textContent)"""))
    check("the units are seen without scrolling", True, page.run(
        "return document.querySelector('#matrix .unit').getBoundingClientRect().bottom < 700"))


def main():
    folder, shots = os.path.realpath(sys.argv[1]), sys.argv[2]
    options = webdriver.ChromeOptions()
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        for flag in FLAGS.split() + [f"--user-data-dir={profile}"]:
            options.add_argument(flag)
        # Debian 13's Selenium takes a path only.
        driver = webdriver.chrome.service.Service(shutil.which("chromedriver"))
        browser = webdriver.Chrome(service=driver, options=options)
        try:
            browser.get("about:blank")
            browser.get_log("performance")      # of Chromium's own first page
            for name, tests in (("page", (test_matrix, test_filters, test_details, test_hash,
                                          test_keyboard)),
                                ("hostile", (test_hostile,)), ("big", (test_big, test_folds)),
                                ("wide", (test_wide,))):
                page = Page(browser, os.path.join(folder, name + ".html"), shots)
                page.size(1400, 900)
                for test in tests:
                    test(page)
                test_layout(page, name)
                check(f"{name}: no request, nothing on the console", ([], []), page.messages())
        finally:
            browser.quit()


main()
sys.exit(tap.close())
