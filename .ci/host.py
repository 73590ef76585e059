# SPDX-License-Identifier: EUPL-1.2
"""What .ci/adressen, .ci/werklijst and .ci/hernoem ask of the Git host: issues and proposals, on GitHub and on GitLab.

Environment: GITHUB_TOKEN, GITHUB_REPOSITORY, GITHUB_API_URL, GITHUB_SERVER_URL, GITHUB_REF_NAME; or on GitLab a variable with a project
access token, CI_API_V4_URL, CI_PROJECT_ID, CI_SERVER_URL, CI_DEFAULT_BRANCH.
"""
import base64
import json
import os
import re
import urllib.request


class Host:
    """The few requests that GitHub and GitLab need; they differ in names only."""

    def __init__(self, token, label):
        """token: the variable that holds it on GitLab."""
        env, self.label = os.environ, label
        self.github = "GITHUB_REPOSITORY" in env
        if self.github:
            token, user, self.server = env["GITHUB_TOKEN"], "x-access-token", env.get("GITHUB_SERVER_URL", "https://github.com")
            self.root = f"{env['GITHUB_API_URL']}/repos/{env['GITHUB_REPOSITORY']}"
            self.base, self.headers = env["GITHUB_REF_NAME"], {"Authorization": f"Bearer {token}", "Accept": "application/vnd.github+json"}
            self.change, self.body, self.number, self.requests = "PATCH", "body", "number", "pulls"
        else:
            token, user, self.server = env[token], "oauth2", env["CI_SERVER_URL"]
            self.root = f"{env['CI_API_V4_URL']}/projects/{env['CI_PROJECT_ID']}"
            self.base, self.headers = env["CI_DEFAULT_BRANCH"], {"PRIVATE-TOKEN": token}
            self.change, self.body, self.number, self.requests = "PUT", "description", "iid", "merge_requests"
        # In the environment and not among the arguments, which every process can read.
        secret = base64.b64encode(f"{user}:{token}".encode()).decode()
        self.git_env = {**env, "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": f"http.{self.server}/.extraheader",
                        "GIT_CONFIG_VALUE_0": f"Authorization: Basic {secret}"}

    def call(self, method, path, data=None):
        body = None if data is None else json.dumps(data).encode()
        request = urllib.request.Request(f"{self.root}/{path}", body, {**self.headers, "Content-Type": "application/json"}, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def propose(self, branch, title, body):
        """Proposes the branch, unless that was done already; its address."""
        where = f"head={os.environ['GITHUB_REPOSITORY'].split('/')[0]}:{branch}&state=open" if self.github else \
            f"source_branch={branch}&state=opened"
        ends = {"head": branch, "base": self.base} if self.github else \
            {"source_branch": branch, "target_branch": self.base, "remove_source_branch": True}
        there = self.call("GET", f"{self.requests}?{where}")
        made = there[0] if there else self.call("POST", self.requests, {"title": title, self.body: body, **ends})
        return made.get("html_url" if self.github else "web_url", "")

    def issues(self):
        found, page = [], 1
        while True:
            some = self.call("GET", f"issues?labels={self.label}&state=all&scope=all&per_page=100&page={page}")
            found += [i for i in some if "pull_request" not in i]
            if len(some) < 100:
                return found
            page += 1

    def keep_issue(self, issue, title, body):
        """issue None: there is none yet. body None: nothing is left."""
        if issue is None:
            labels = [self.label] if self.github else self.label
            return body and self.call("POST", "issues", {"title": title, self.body: body, "labels": labels})
        is_open = issue["state"] in ("open", "opened")
        data = {"title": title, self.body: body} if body and body.split() != (issue[self.body] or "").split() else {}
        if is_open != bool(body):
            data.update({"state": "open" if body else "closed"} if self.github else {"state_event": "reopen" if body else "close"})
        return data and self.call(self.change, f"issues/{issue[self.number]}", data)

    def keep_issues(self, kind, issues, title):
        """issues: key -> (title, body or None). One issue for each key, known by a mark in its text: changed when its text changes, closed
        when nothing is left, opened again after that. What has a mark and is not among issues is closed, under title."""
        mark, there = f"<!-- wegwijzer-{kind}: {{}} -->", {}
        for issue in self.issues():
            key = re.search(mark.format("([a-z0-9-]*)"), issue[self.body] or "")
            if key:
                there.setdefault(key[1], issue)
        for key in {**there, **issues}:
            name, body = issues.get(key, (title, None))
            self.keep_issue(there.get(key), name, body and f"{body}\n{mark.format(key)}\n")
