"""What the page on a public server has one copy to a machine: each file read by the program that it is for."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from detente_server.host.config import Config
from detente_server.host.configuration.reading import to_serve

ROOT = Path(__file__).resolve().parents[2]
FILES = ROOT / "docs" / "how-to" / "public-server"
PAGE = (ROOT / "docs" / "how-to" / "public-server.md").read_text(encoding="utf-8")
NAME = "talks.example.org"


def test_the_page_has_each_file_copied_or_built() -> None:
    named = set(re.findall(r"docs/how-to/public-server/([A-Za-z.-]+)", PAGE))
    assert named == {path.name for path in FILES.iterdir()}


def test_the_configuration_has_no_mistake_and_stays_on_this_machine() -> None:
    config = to_serve(FILES / "host.toml", Config())
    assert (config.host, config.status.host) == ("127.0.0.1", "127.0.0.1")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not there")
@pytest.mark.parametrize("unit", ["detente.service", "detente-backup.service", "detente-backup.timer"])
def test_systemd_understands_the_unit(unit: str, tmp_path: Path) -> None:
    for path in FILES.glob("detente*"):
        text = path.read_text(encoding="utf-8").replace("/opt/detente/bin/detente-server", "/bin/true")
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    said = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (said.returncode, said.stderr) == (0, "")


@pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not there")
@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not there")
def test_nginx_understands_its_site(tmp_path: Path) -> None:
    key, certificate = tmp_path / "privkey.pem", tmp_path / "fullchain.pem"
    subprocess.run(
        [
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}",
            "-keyout", str(key), "-out", str(certificate),
        ],
        capture_output=True, check=True,
    )  # fmt: skip
    site = (FILES / "nginx.conf").read_text(encoding="utf-8")
    site = site.replace(f"/etc/letsencrypt/live/{NAME}", str(tmp_path)).replace("listen 80", "listen 58080")
    (tmp_path / "site.conf").write_text(site.replace("listen 443", "listen 58443"), encoding="utf-8")
    site = f"http {{ access_log off; include {tmp_path}/site.conf; }}"
    whole = f"pid {tmp_path}/pid; error_log {tmp_path}/log; events {{}} {site}"
    (tmp_path / "nginx.conf").write_text(whole, encoding="utf-8")
    said = subprocess.run(
        ["nginx", "-t", "-c", str(tmp_path / "nginx.conf")], capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stderr
