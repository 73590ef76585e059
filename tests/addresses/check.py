#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""tests/addresses/check.py WEGWIJZER - .ci/adressen from the first look to what readers see.

A server answers 200, 301 (to 200, to 404), 403, 404, 410, 429, 500, never, and with a certificate that nobody signed. The script runs
on a clone of a bare repository against it, against what stands in for the API of GitHub and GitLab, on four days.
"""
import http.server
import json
import os
import pathlib
import re
import shutil
import socketserver
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOOL = pathlib.Path(sys.argv[1]).resolve()
work = pathlib.Path(tempfile.mkdtemp(prefix="addresses-"))
passed = failed = 0
answers = {}  # path -> status, where it is not in the path itself
calls, issues, requests = [], [], []  # what the API was asked, and what it holds


def check(what, ok, seen=""):
    global passed, failed
    passed, failed = passed + bool(ok), failed + (not ok)
    if not ok:
        print(f"failed: {what}\n{seen}")


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def answer(self, status, body=b"<p>ok</p>", **headers):
        self.send_response(status)
        for name, value in {"content_length": str(len(body)), "content_type": "text/html", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        path = urllib.parse.unquote(self.path.strip("/"))
        if path == "robots.txt":
            return self.answer(200, b"User-agent: *\nDisallow: /verboden\n", content_type="text/plain")
        if path == "nooit":
            return time.sleep(20)
        status = answers.get(path) or path.split("-")[0]
        if status == "301":
            return self.answer(301, location="/" + path.split("-")[1])
        return self.answer(int(status) if str(status).isdigit() else 200)


class Api(http.server.BaseHTTPRequestHandler):
    """Issues and pull or merge requests, as far as the script asks for them."""

    def log_message(self, *_):
        pass

    def reply(self):
        data = json.loads(self.rfile.read(int(self.headers.get("content-length") or 0)) or "{}")
        path = urllib.parse.urlsplit(self.path).path.split("/")
        kind = path[-2] if path[-1].isdigit() else path[-1]
        held = issues if kind == "issues" else requests
        calls.append((self.command, kind, data, {**self.headers}))
        if self.command == "GET":
            body = held
        elif self.command == "POST":
            body = {**data, "number": len(held) + 1, "iid": len(held) + 1, "state": "open"}
            held.append(body)
        else:
            body = held[int(path[-1]) - 1]
            body.update(data)
            body["state"] = {"close": "closed", "reopen": "opened"}.get(data.get("state_event"), body["state"])
        body = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PATCH = do_PUT = reply


def serve(handler, certificate=None, host="127.0.0.1"):
    server = Server((host, 0), handler)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http{'s' if certificate else ''}://{host}:{server.server_address[1]}"


def run(*command, cwd=work, env=None, ok=True):
    done = subprocess.run([str(c) for c in command], cwd=cwd, text=True, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if ok and done.returncode:
        sys.exit(f"{command}: {done.stdout}\n{passed} passed, {failed + 1} failed")
    return done.stdout


run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "cert.pem", "-days", "2", "-subj", "/CN=localhost")
secure = serve(Handler, (work / "cert.pem", work / "key.pem"))
api = serve(Api)
hosts = {}  # linkchecker waits between two requests to one host


def at(path):
    if path not in hosts:
        hosts[path] = serve(Handler, host=f"127.0.0.{len(hosts) + 2}")
    return f"{hosts[path]}/{path}"



# A small project in a bare repository, and the clone of the job.
run("git", "init", "--quiet", "--bare", "-b", "main", "bare.git")
run("git", "clone", "--quiet", "bare.git", "job")
job = work / "job"
run("git", "switch", "--quiet", "-C", "main", cwd=job)
(job / "content").mkdir()
shutil.copy(ROOT / "content/adressen.yaml", job / "content/adressen.yaml")
(job / "content/adressen.yaml").write_text(re.sub(r"(?m)^(checked|  ).*\n", "", (job / "content/adressen.yaml").read_text())
                                           .replace("addresses:\n", "addresses: {}\n"))
run("git", "add", "content", cwd=job)
run("git", "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "--quiet", "-m", "start", cwd=job)
run("git", "push", "--quiet", "origin", "main", cwd=job)

plain = ["200", "301-200", "301-404", "403", "404", "410", "429", "500", "nooit", "terug", "verboden", "200-a?b=1&c=é"]
catalogue = {
    "begrippen": {"organisaties": [{"id": "bond", "naam": "De Bond", "vindplaatsen": [{"adres": at("200")}]}]},
    "records": [{"id": f"hulpmiddelen/r{i}", "url": at(p)} for i, p in enumerate(plain)] + [
        {"id": "hulpmiddelen/van-de-bond", "beheerder": "bond", "vindplaatsen": [{"adres": at("404")}, {"adres": f"{secure}/200"}],
         "beschrijving": f"Zie [dit]({at('200#deel')}) en <{at('410-hier')}>, niet {at('410-los')}."}]}
(job / "build/site/data").mkdir(parents=True)
(job / "build/site/data/catalogus.json").write_text(json.dumps(catalogue))
(job / ".git/info/exclude").write_text("build\n")

github = {**os.environ, "GITHUB_TOKEN": "geheim", "GITHUB_REPOSITORY": "bond/proef", "GITHUB_API_URL": api, "GITHUB_REF_NAME": "main"}
gitlab = {**{k: v for k, v in os.environ.items() if not k.startswith("GITHUB_")}, "ADRESSEN_TOKEN": "geheim", "CI_API_V4_URL": api,
          "CI_PROJECT_ID": "7", "CI_SERVER_URL": "https://gitlab.example", "CI_DEFAULT_BRANCH": "main"}


def month(today, env=github):
    """One run of the job, in a fresh checkout of main: the file, and what the API was asked to change."""
    run("git", "fetch", "--quiet", "origin", cwd=job)
    run("git", "checkout", "--quiet", "-f", "-B", "main", "origin/main", cwd=job)
    calls.clear()
    run(ROOT / ".ci/adressen", "kijk", "--today", today, "--timeout", "1", "--per-second", "50", cwd=job)
    run(ROOT / ".ci/adressen", "stel-voor", cwd=job, env=env)
    text = (job / "content/adressen.yaml").read_text()
    entries = json.loads("{" + ",".join(re.findall(r"(?m)^  (.*)$", text)) + "}")
    changed = [c for c in calls if c[0] != "GET"]
    return text, {re.sub("^http://[^/]*", "", a).replace(secure, "tls"): e for a, e in entries.items()}, changed


def branch():
    return run("git", "rev-list", "--count", "main..adressen", cwd=work / "bare.git", ok=False).strip()


# Beside the first run one in which no address works.
lost = work / "lost"
shutil.copytree(job, lost)
shutil.copy(ROOT / "content/adressen.yaml", lost / "content/adressen.yaml")
(lost / "build/site/data/catalogus.json").write_text(json.dumps({**catalogue, "begrippen": {}, "records": catalogue["records"][7:8]}))
lost = subprocess.Popen([ROOT / ".ci/adressen", "kijk", "--timeout", "1", "--per-second", "50"], cwd=lost, text=True,
                        stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

text, seen, changed = month("2026-12-03")
unclear = {"unclear": "2026-12-03"}
check("200, also after a redirect, is well and takes no more than its address",
      all(seen[p] == {} for p in ("/200", "/301-200", "/terug", "/200#deel", "/200-a?b=1&c=é")), seen)
check("404 and 410 are broken, also after a redirect and in a text",
      all(seen[p].get("broken") == "2026-12-03" for p in ("/404", "/301-404", "/410", "/410-hier")), seen)
check("what is no link is not looked at", "/410-los" not in seen, seen)
check("403, 429, 500, never, a wrong certificate and robots.txt are unclear",
      all(seen[p] == {**unclear, "answer": a} for p, a in (
          ("/403", "403 Forbidden"), ("/429", "429 Too Many Requests"), ("/500", "500 Internal Server Error"),
          ("/nooit", "geen antwoord op tijd"), ("tls/200", "certificaat klopt niet"), ("/verboden", "robots.txt"))), seen)
check("the addresses are sorted", re.findall(r'(?m)^  "([^"]*)', text) == sorted(re.findall(r'(?m)^  "([^"]*)', text)), text)
check("one proposal and two issues", sorted((m, k) for m, k, *_ in changed) == [("POST", "issues")] * 2 + [("POST", "pulls")], changed)
check("the proposal changes one file on one branch", branch() == "1" and
      run("git", "diff", "--name-only", "main", "adressen", cwd=work / "bare.git").split() == ["content/adressen.yaml"], branch())
bond = next(i for i in issues if i["title"].endswith("De Bond"))
rest = next(i for i in issues if i is not bond)
check("an owner is told of the records that are theirs", at("404") in bond["body"] and "van-de-bond" in bond["body"] and
      "r4" not in bond["body"] and f"{at('410')}>" not in bond["body"], bond)
check("the rest is told of the rest, with file and answer",
      f"{at('410')}>: 410 Gone, sinds 3 december 2026. Staat in `content/hulpmiddelen/r5.yaml`" in rest["body"] and "van-de-bond" not in rest["body"], rest)
check("what is unclear for a day is not in an issue", "/500" not in rest["body"] and "/nooit" not in rest["body"], rest)

text, seen, changed = month("2026-12-10")
check("a week later nothing is confirmed and nothing repeated", not any("again" in e for e in seen.values()) and not changed, changed)
check("the file is that of the proposal", "checked: 2026-12-03" in text, text)

answers.update({"terug": 404, "410": 200})
text, seen, changed = month("2027-01-03")
check("broken twice, a month apart", seen["/404"] == {"broken": "2026-12-03", "again": "2027-01-03", "answer": "404 Not Found"}, seen)
check("what broke knows when it last worked", seen["/terug"] == {"well": "2026-12-03", "broken": "2027-01-03", "answer": "404 Not Found"}, seen)
check("what works again is forgotten", seen["/410"] == {}, seen)
check("unclear stays unclear", seen["/500"]["unclear"] == "2026-12-03" and "again" not in seen["/500"], seen)
check("issues and proposal are changed, not repeated",
      [(m, k) for m, k, *_ in changed] == [("PATCH", "issues")] * 2 and len(issues) == 2 and len(requests) == 1 and branch() == "1", changed)
check("the issue says since when", "werkte nog op 3 december 2026" in rest["body"] and "lezers zien dit" in rest["body"], rest)
check("the token is sent and stands in no file", all(c[3].get("Authorization") == "Bearer geheim" for c in changed) and
      run("grep", "-rc", "geheim", ".git/config", cwd=job, ok=False).strip() == "0", changed)
shown = text

# The same on GitLab, where nothing is left to say: the issues are closed, and opened again when it breaks again.
merged = run("git", "rev-parse", "adressen", cwd=work / "bare.git").strip()
run("git", "update-ref", "refs/heads/main", merged, cwd=work / "bare.git")
requests.clear()
for issue in issues:
    issue["description"] = issue.pop("body")
answers.update({p: 200 for p in ("301-404", "403", "404", "410-hier", "429", "500", "terug")})
answers["nooit"] = 200
catalogue["records"] = [r for r in catalogue["records"] if not r.get("url", "").endswith("nooit")]
catalogue["records"][-1]["vindplaatsen"].pop()
(job / "build/site/data/catalogus.json").write_text(json.dumps(catalogue))
text, seen, changed = month("2027-02-03", gitlab)
check("all works again: the issues are closed", all(i["state"] == "closed" for i in issues) and
      sorted((m, k) for m, k, *_ in changed) == [("POST", "merge_requests"), ("PUT", "issues"), ("PUT", "issues")], changed)
check("what the catalogue lost has left the file", "/nooit" not in seen and len(seen) == text.count('\n  "'), text)

told = job / "build/adressen/issues.json"
told.write_text(told.read_text().replace('"body": null', '"body": "Weer stuk."'))
run(ROOT / ".ci/adressen", "stel-voor", cwd=job, env=gitlab)
check("an issue is opened again, not made anew", len(issues) == 2 and all(i["state"] == "opened" for i in issues), issues)

# No network: nothing is changed.
out = lost.communicate()[0]
check("a run in which nothing works changes nothing", "geen netwerk" in out and
      (work / "lost/content/adressen.yaml").read_text() == (ROOT / "content/adressen.yaml").read_text(), out)

# What readers see of the file of January, in the small project of the goldens.
site = work / "site"
shutil.copytree(ROOT / "tests/golden/_project", site)
shutil.copytree(ROOT / "tests/golden/site-addresses/input", site, dirs_exist_ok=True)
(site / "content/adressen.yaml").write_text(shown)
for i, path in enumerate(("404", "terug", "500")):
    record = site / f"content/hulpmiddelen/{('eens', 'wachten', 'goed')[i]}.yaml"
    record.write_text(re.sub(r"(?m)^url: .*$", f"url: {at(path)}", record.read_text()))
out = run(TOOL, "build", cwd=site)
lines = (site / "build/site/adressen.txt").read_text()
check("readers see what was broken twice, with the day, and only that", f"{at('404')}: op 3 januari 2027 niet bereikbaar" in lines and
      lines.count("niet bereikbaar") == 1, lines)

shutil.rmtree(work)
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
