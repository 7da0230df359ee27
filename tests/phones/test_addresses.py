"""Which address phones are given, on machines of every kind."""

from __future__ import annotations

import socket

import pytest

from snogmarry.phones.addresses import ONLY_HERE, Interface, Kind, Reach, look, rank

LOOPBACK = Interface("lo", "127.0.0.1", 8)


def hosts(reach: Reach) -> list[str]:
    return [address.host for address in reach.addresses]


def test_a_linux_laptop_with_containers_and_a_vpn_gives_its_wifi() -> None:
    reach = rank(
        [
            LOOPBACK,
            Interface("docker0", "172.17.0.1", 16),
            Interface("br-5f2a8c", "172.18.0.1", 16),
            Interface("virbr0", "192.168.122.1", 24),
            Interface("tun0", "10.8.0.2", 24),
            Interface("tailscale0", "100.101.1.2", 32),
            Interface("wlp2s0", "192.168.1.23", 24),
        ],
        route="10.8.0.2",
    )
    assert hosts(reach) == ["192.168.1.23"]
    assert str(reach.best) == "192.168.1.23 (Wi-Fi, wlp2s0)"
    assert reach.warning == ""


def test_a_mac_says_no_more_than_its_names_do() -> None:
    reach = rank(
        [
            Interface("lo0", "127.0.0.1", 8),
            Interface("bridge100", "192.168.64.1", 24),
            Interface("utun4", "10.9.0.3", 32),
            Interface("vmenet0", "192.168.65.1", 24),
            Interface("en5", "169.254.7.7", 16),
            Interface("en0", "10.20.30.40", 16),
        ],
        route="10.20.30.40",
    )
    assert list(map(str, reach.addresses)) == [
        "10.20.30.40 (en0)",
        "192.168.64.1 (bridge, bridge100)",
    ]


def test_windows_tells_by_the_description_of_the_device() -> None:
    reach = rank(
        [
            Interface("Ethernet 3", "192.168.56.1", 24, "VirtualBox Host-Only Ethernet Adapter"),
            Interface("vEthernet (WSL)", "172.29.0.1", 20, "Hyper-V Virtual Ethernet Adapter"),
            Interface("Arbeit", "10.6.0.4", 24, "WireGuard Tunnel"),
            Interface("Local Area Connection* 10", "192.168.137.1", 24, "Microsoft Wi-Fi Direct"),
            Interface("WLAN", "192.168.178.30", 24, "Intel(R) Wi-Fi 6 AX201 160MHz"),
            Interface("Ethernet", "10.0.0.9", 8, "Realtek PCIe GbE Family Controller"),
            Interface("Mobilfunk", "10.77.0.4", 30, "Generic Mobile Broadband Adapter"),
        ],
        route="192.168.178.30",
    )
    assert [(one.host, one.kind) for one in reach.addresses] == [
        ("192.168.178.30", "Wi-Fi"),
        ("192.168.137.1", "hotspot"),
        ("10.0.0.9", "Ethernet"),
    ]
    assert reach.best.what == "Wi-Fi, WLAN"


def test_the_outside_switch_of_hyper_v_is_the_real_network() -> None:
    outside = Interface("vEthernet (LAN)", "192.168.1.5", 24, "Hyper-V Virtual Ethernet Adapter #2")
    inside = Interface("vEthernet (Default)", "172.20.0.1", 20, "Hyper-V Virtual Ethernet Adapter")
    assert hosts(rank([inside, outside], route="192.168.1.5")) == ["192.168.1.5"]


def test_the_default_route_comes_first_then_private_ranges() -> None:
    several = [
        Interface("eth0", "198.51.100.7", 24),
        Interface("eth1", "172.16.4.4", 16),
        Interface("eth2", "10.1.1.1", 8),
        Interface("wlan0", "192.168.1.23", 24),
    ]
    ordered = ["192.168.1.23", "10.1.1.1", "172.16.4.4", "198.51.100.7"]
    assert hosts(rank(several, route=None)) == ordered
    assert hosts(rank(several, route="172.16.4.4"))[0] == "172.16.4.4"
    assert hosts(rank(several, route="198.51.100.7"))[0] == "198.51.100.7"


def test_without_any_network_only_this_machine_can_join_and_it_says_so() -> None:
    reach = rank([LOOPBACK, Interface("eth0", "169.254.3.4", 16)], route=None)
    assert hosts(reach) == ["localhost"]
    assert reach.warning == ONLY_HERE
    assert {one.kind for one in reach.passed_over} == {"this machine", "link-local"}
    assert rank([], None).warning == ONLY_HERE


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("wlan0", "Wi-Fi"),
        ("wlx00c0ca", "Wi-Fi"),
        ("Drahtlose WLAN-Verbindung", "Wi-Fi"),
        ("enp0s31f6", "Ethernet"),
        ("Ethernet 2", "Ethernet"),
        ("ap0", "hotspot"),
        ("usb0", "USB"),
        ("br0", "bridge"),
        ("Local Area Connection", ""),
        ("veth12ab", "virtual network"),
        ("vmnet8", "virtual network"),
        ("ztabcd1234", "VPN"),
        ("wg0", "VPN"),
        ("NordVPN", "VPN"),
        ("wwan0", "mobile broadband"),
    ],
)
def test_a_name_tells_what_it_is(name: str, kind: Kind) -> None:
    reach = rank([Interface(name, "192.168.3.4", 24)], route=None)
    found = reach.find("192.168.3.4")
    assert found is not None
    assert found.kind == kind


def test_every_address_of_this_machine_can_be_listened_on() -> None:
    """Whatever machine the tests run on."""
    reach = look()
    for address in reach.addresses:
        if not reach.warning:
            with socket.socket() as listening:
                listening.bind((address.host, 0))
