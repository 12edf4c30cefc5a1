//! Where a request really comes from: the other end of the line, or what a proxy of ours says.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use http::request::Parts;

/// The proxies that may say for whom they ask.
#[derive(Clone, Debug, Default)]
pub struct Proxies {
    trusted: Vec<IpAddr>,
}

impl Proxies {
    /// Those whose `X-Forwarded-For` is believed; nobody else's is.
    pub fn trusting(trusted: Vec<IpAddr>) -> Self {
        Self { trusted }
    }

    /// The address of whoever asks: the last one in `X-Forwarded-For` that is not a proxy of ours.
    pub(crate) fn address_of(&self, head: &Parts) -> IpAddr {
        let line = head
            .extensions
            .get::<SocketAddr>()
            .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), SocketAddr::ip);
        if !self.trusted.contains(&line) {
            return line;
        }
        head.headers
            .get_all("x-forwarded-for")
            .iter()
            .filter_map(|it| it.to_str().ok())
            .flat_map(|it| it.split(','))
            .filter_map(|it| it.trim().parse::<IpAddr>().ok())
            .rfind(|it| !self.trusted.contains(it))
            .unwrap_or(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(line: &str, forwarded: &str) -> Parts {
        let line: SocketAddr = line.parse().expect("an address");
        let request = http::Request::builder()
            .header("x-forwarded-for", forwarded)
            .extension(line);
        request.body(()).expect("a request").into_parts().0
    }

    #[test]
    fn a_stranger_cannot_say_where_they_come_from() {
        let proxies = Proxies::trusting(vec![]);
        assert_eq!(
            proxies
                .address_of(&head("9.9.9.9:1", "1.2.3.4"))
                .to_string(),
            "9.9.9.9"
        );
    }

    #[test]
    fn our_proxy_is_believed_about_the_last_stranger() {
        let proxies = Proxies::trusting(vec!["10.0.0.1".parse().expect("an address")]);
        let asked = proxies.address_of(&head("10.0.0.1:1", "6.6.6.6, 1.2.3.4, 10.0.0.1"));
        assert_eq!(asked.to_string(), "1.2.3.4");
    }
}
