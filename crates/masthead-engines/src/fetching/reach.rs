//! Which addresses a fetch may reach: the public internet, and what the configuration adds.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

/// Networks that are not the public internet (IANA special-purpose registries, RFC 6890 and
/// later): this host, private, shared, loopback, link-local, documentation, benchmarks, multicast.
const NOT_PUBLIC_V4: [(Ipv4Addr, u8); 15] = [
    (Ipv4Addr::new(0, 0, 0, 0), 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    (Ipv4Addr::new(224, 0, 0, 0), 4),
    (Ipv4Addr::new(240, 0, 0, 0), 4),
];

/// Parts of the one public block of IPv6, 2000::/3, that are set aside for documentation,
/// benchmarks and tunnels. A tunnel's address hides another one, so none is taken.
const NOT_PUBLIC_V6: [(Ipv6Addr, u8); 4] = [
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
    (Ipv6Addr::new(0x2001, 0x0db8, 0, 0, 0, 0, 0, 0), 32),
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),
];

/// The public internet and the networks that an operator added to it.
#[derive(Debug, Clone, Default)]
pub struct Reach {
    added: Vec<Network>,
}

#[derive(Debug, Clone, Copy)]
struct Network {
    address: IpAddr,
    bits: u8,
}

/// The text was neither an address nor a network like `10.1.0.0/16`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not an address or a network such as 10.1.0.0/16")]
pub struct NotANetwork(String);

impl Reach {
    /// The public internet and nothing else.
    pub fn public() -> Self {
        Self::default()
    }

    /// The public internet, this machine, and the networks that are set aside for private use (RFC 1918, RFC 4193,
    /// RFC 6598). Link-local addresses stay out: behind them are the keys of rented machines, and no engine.
    pub fn and_local() -> Self {
        let block = |address, bits| Network { address, bits };
        let v4 = |a, b, bits| block(IpAddr::V4(Ipv4Addr::new(a, b, 0, 0)), bits);
        let v6 = |first, last, bits| {
            let address = Ipv6Addr::new(first, 0, 0, 0, 0, 0, 0, last);
            block(IpAddr::V6(address), bits)
        };
        Self {
            added: vec![
                v4(127, 0, 8),
                v4(10, 0, 8),
                v4(172, 16, 12),
                v4(192, 168, 16),
                v4(100, 64, 10),
                v6(0, 1, 128),
                v6(0xfc00, 0, 7),
            ],
        }
    }

    /// Also the network written here, as an address (`10.1.2.3`) or a block (`10.1.0.0/16`).
    ///
    /// # Errors
    /// [`NotANetwork`] when it is neither.
    pub fn and(mut self, network: &str) -> Result<Self, NotANetwork> {
        self.added.push(network.parse()?);
        Ok(self)
    }

    /// Whether a connection to this address is allowed.
    pub fn allows(&self, address: IpAddr) -> bool {
        let address = plain(address);
        is_public(address) || self.added.iter().any(|network| network.contains(address))
    }
}

/// An IPv4 address in IPv6 clothes is judged as what it is.
fn plain(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(v6) => v6.to_ipv4_mapped().map_or(address, IpAddr::V4),
        IpAddr::V4(_) => address,
    }
}

fn is_public(address: IpAddr) -> bool {
    let within = |(network, bits): (IpAddr, u8)| {
        Network {
            address: network,
            bits,
        }
        .contains(address)
    };
    match address {
        IpAddr::V4(_) => !NOT_PUBLIC_V4
            .iter()
            .any(|(net, bits)| within((IpAddr::V4(*net), *bits))),
        IpAddr::V6(v6) => {
            let is_global = v6.segments()[0] & 0xe000 == 0x2000;
            is_global
                && !NOT_PUBLIC_V6
                    .iter()
                    .any(|(net, bits)| within((IpAddr::V6(*net), *bits)))
        }
    }
}

impl Network {
    fn contains(&self, address: IpAddr) -> bool {
        match (self.address, address) {
            (IpAddr::V4(net), IpAddr::V4(one)) => {
                same_start(net.to_bits().into(), one.to_bits().into(), 32 - self.bits)
            }
            (IpAddr::V6(net), IpAddr::V6(one)) => {
                same_start(net.to_bits(), one.to_bits(), 128 - self.bits)
            }
            _ => false,
        }
    }
}

fn same_start(left: u128, right: u128, ignored_bits: u8) -> bool {
    (left ^ right).checked_shr(ignored_bits.into()).unwrap_or(0) == 0
}

impl FromStr for Network {
    type Err = NotANetwork;

    fn from_str(text: &str) -> Result<Self, NotANetwork> {
        let bad = || NotANetwork(text.to_owned());
        let (address, bits) = text
            .split_once('/')
            .map_or((text, None), |(a, b)| (a, Some(b)));
        let address: IpAddr = address.trim().parse().map_err(|_| bad())?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(most), |bits| bits.trim().parse().map_err(|_| bad()))?;
        if bits <= most {
            Ok(Self {
                address: plain(address),
                bits,
            })
        } else {
            Err(bad())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(reach: &Reach, address: &str) -> bool {
        reach.allows(address.parse().expect("an address"))
    }

    #[test]
    fn the_public_internet_is_in_reach() {
        for address in [
            "1.1.1.1",
            "93.184.215.14",
            "172.32.0.1",
            "100.128.0.1",
            "2606:4700::1111",
        ] {
            assert!(allows(&Reach::public(), address), "{address}");
        }
    }

    #[test]
    fn what_is_ours_or_nobodys_is_not() {
        let inside = "0.0.0.0 127.0.0.1 127.255.0.9 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 \
            169.254.169.254 100.64.0.1 192.0.0.8 192.0.2.1 198.18.0.1 198.51.100.7 203.0.113.9 \
            224.0.0.1 255.255.255.255 :: ::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::7f00:1 fe80::1 \
            fc00::1 fd12::1 ff02::1 64:ff9b::7f00:1 2001:db8::1 2001::1 2002:7f00:1:: 3fff::1 100::1";
        for address in inside.split_whitespace() {
            assert!(!allows(&Reach::public(), address), "{address}");
        }
    }

    #[test]
    fn an_operator_can_add_a_network_and_nothing_beside_it() {
        let reach = Reach::public()
            .and("10.1.0.0/16")
            .and_then(|r| r.and("::1"))
            .expect("networks");
        assert!(allows(&reach, "10.1.255.3"));
        assert!(allows(&reach, "::ffff:10.1.0.3"));
        assert!(allows(&reach, "::1"));
        assert!(!allows(&reach, "10.2.0.1"));
        assert!(!allows(&reach, "::2"));
    }

    #[test]
    fn local_is_this_house_and_not_the_machines_own_keys() {
        let local = Reach::and_local();
        for address in
            "127.0.0.1 10.9.8.7 172.31.0.1 192.168.1.2 100.64.3.4 ::1 fd12::1 1.1.1.1".split(' ')
        {
            assert!(allows(&local, address), "{address}");
        }
        for address in "169.254.169.254 fe80::1 0.0.0.0 224.0.0.1 255.255.255.255 ::".split(' ') {
            assert!(!allows(&local, address), "{address}");
        }
    }

    #[test]
    fn what_is_no_network_is_said_so() {
        for text in [
            "",
            "here",
            "10.0.0.0/33",
            "10.0.0/8",
            "::/129",
            "10.0.0.0/-1",
            "10.0.0.0/x",
        ] {
            let refused = Reach::public().and(text).expect_err("not a network");
            assert_eq!(refused, NotANetwork(text.into()));
        }
        assert!(allows(
            &Reach::public().and("0.0.0.0/0").expect("everything"),
            "127.0.0.1"
        ));
    }
}
