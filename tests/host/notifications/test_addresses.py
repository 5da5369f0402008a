"""Which addresses a webhook may reach: a table, and the spellings of a name that is a number."""

from __future__ import annotations

import ipaddress

import pytest

from detente_server.host.notifications.addresses import is_public, problem
from detente_server.host.sockets.limiting import networks

PUBLIC = """
1.1.1.1  8.8.8.8  11.0.0.1  93.184.216.34  100.63.255.255  100.128.0.1  126.255.255.255  128.0.0.1  168.63.129.15
169.253.255.255  172.15.255.255  172.32.0.1  191.255.255.255  192.0.1.1  192.167.255.255  192.169.0.1  198.17.255.255
198.20.0.1  223.255.255.255
2606:4700:4700::1111  2001:4860:4860::8888  2a00:1450:4001::1  2400:cb00::1  64:ff9b::808:808
"""
CLOSED = """
0.0.0.0 0.255.255.255 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 100.127.255.255 127.0.0.1
127.255.255.254 168.63.129.16 169.254.0.1 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.192
192.0.2.1 192.31.196.1 192.52.193.1 192.88.99.1 192.168.0.1 192.168.255.255 192.175.48.1 198.18.0.1
198.19.255.255 198.51.100.1 203.0.113.7 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 :: ::1 ::7f00:1
::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:8.8.8.8 64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::1
100::1 2001::1 2001:db8::1 2002:7f00:1::1 2620:4f:8000::1 3fff::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1
fe80::1%lo fec0::1 ff02::1 2606:4700::1%eth0 localhost 1.2.3 256.1.1.1
"""


@pytest.mark.parametrize("address", PUBLIC.split())
def test_an_address_of_the_open_internet_is_reached(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", CLOSED.split())
def test_any_other_address_is_not(address: str) -> None:
    assert not is_public(address)


def test_the_table_closes_all_that_python_knows_to_be_closed() -> None:
    """One address in each /16 of IPv4, by the table and by `ipaddress`; the table may close more."""
    for high in range(256 * 256):
        ip = ipaddress.IPv4Address((high << 16) + 77)
        assert ip.is_global or not is_public(str(ip)), ip


def test_networks_of_the_operators_are_closed_too_in_either_coat() -> None:
    closed = networks(("8.8.0.0/16", "2606:4700::/32"))
    for address in ("8.8.8.8", "64:ff9b::808:808", "2606:4700::1"):
        assert is_public(address)
        assert not is_public(address, closed)


GOOD = """
https://example.org/hook
https://example.org:8443/hook?x=1
https://8.8.8.8/hook
https://[2606:4700:4700::1111]/hook
http://chat.internal/hook
https://chat.internal/hook
"""
BAD = """
http://example.org/hook                 must begin with https://
http://chat.internal.example.org/hook   must begin with https://
ftp://example.org/hook                  must begin with https://
//example.org/hook                      must begin with https://
example.org/hook                        names no host
https:///hook                           names no host
https://                                names no host
https://ada:secret@example.org/hook     may not hold a name or password
https://chat.internal@example.org/hook  may not hold a name or password
https://127.0.0.1/hook                  not public
https://127.1/hook                      not public
https://0x7f.1/hook                     not public
https://[::1]/hook                      not public
https://[::ffff:8.8.8.8]/hook           not public
https://[::1/hook                       cannot be read
https://example.org:99999/hook          cannot be read
https://exämple.org/hook                plain characters
"""


@pytest.mark.parametrize("address", GOOD.split())
def test_what_may_be_a_webhook(address: str) -> None:
    assert problem(address, ("chat.internal",)) == ""


@pytest.mark.parametrize("line", BAD.strip().splitlines())
def test_what_may_not(line: str) -> None:
    address, _, why = line.partition(" ")
    assert why.strip() in problem(address, ("chat.internal",))


def test_an_address_that_would_end_a_line_is_none() -> None:
    for bad in ("https://example.org/\r\nX: y", "https://example.org/ x", "https://example.org/" + "x" * 300):
        assert "plain characters" in problem(bad, ())
