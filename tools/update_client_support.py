"""Make src/feedpress/newsletter/clients.json anew from the data of caniemail.com: run it by hand, now and then.

    npm pack caniemail && tar xzf caniemail-*.tgz
    python tools/update_client_support.py package/data/caniemail.json

The data is Rémi Parmentier's, under the MIT licence. Kept is only what the newest versions of Gmail, Outlook and Apple
Mail lack or do in part.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parents[1] / "src" / "feedpress" / "newsletter" / "clients.json"
CLIENTS = ("gmail", "outlook", "apple-mail")
LICENSE = (
    "Copyright (c) Rémi Parmentier. Permission is hereby granted, free of charge, to any person obtaining a "
    'copy of this software and associated documentation files (the "Software"), to deal in the Software '
    "without restriction, including without limitation the rights to use, copy, modify, merge, publish, "
    "distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is "
    "furnished to do so, subject to the following conditions: The above copyright notice and this permission "
    "notice shall be included in all copies or substantial portions of the Software. THE SOFTWARE IS PROVIDED "
    '"AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF '
    "MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR "
    "COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, "
    "TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS "
    "IN THE SOFTWARE."
)
GONE = {("outlook", "windows-mail")}  # no longer offered since 2024
NAMES = {"desktop-webmail": "on the web", "mobile-webmail": "on the mobile web", "outlook-com": "on the web"}


def snapshot(data: dict[str, Any]) -> dict[str, Any]:
    """Return what `data`, caniemail's own JSON, says of the three clients, in stable order."""
    features = {feature["slug"]: _feature(feature, data["nicenames"]) for feature in data["data"]}
    return {
        "source": "https://www.caniemail.com/",
        "license": LICENSE,
        "date": data["last_update_date"][:10],
        "features": dict(sorted(features.items())),
    }


def _feature(feature: dict[str, Any], names: dict[str, Any]) -> dict[str, list[str]]:
    """Return where `feature` does not work ("n") and where in part ("a")."""
    verdicts: dict[str, list[str]] = {}
    for client in CLIENTS:
        for platform, versions in feature["stats"].get(client, {}).items():
            verdict = list(versions.values())[-1][:1]
            if verdict in {"n", "a"} and (client, platform) not in GONE:
                place = NAMES.get(platform) or f"on {names['platform'][platform]}"
                verdicts.setdefault(verdict, []).append(f"{names['family'][client]} {place}")
    return {verdict: sorted(set(places)) for verdict, places in sorted(verdicts.items())}


def _written(found: dict[str, Any]) -> str:
    """Return `found` as JSON with a line for each feature, so that a new snapshot makes a readable diff."""
    head = [
        f"{json.dumps(name)}: {json.dumps(found[name], ensure_ascii=False)}" for name in ("source", "license", "date")
    ]
    lines = [f"{json.dumps(slug)}: {json.dumps(places)}" for slug, places in found["features"].items()]
    return "{\n" + ",\n".join(head) + ',\n"features": {\n' + ",\n".join(lines) + "\n}\n}\n"


if __name__ == "__main__":
    TARGET.write_text(_written(snapshot(json.loads(Path(sys.argv[1]).read_text()))))
