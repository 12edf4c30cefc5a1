//! How the address asks for encryption, and whose certificate is believed.
//!
//! As PostgreSQL's own clients do it: without `sslmode`, or with `prefer`, the connection is encrypted if the server can;
//! with `require` it must. Both keep others from reading along, but believe any certificate. `verify-full` also makes sure
//! that the server is the one named in the address: by the certificate authorities of the web, or by the file that
//! `sslrootcert` names. `disable` never encrypts.

use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use tokio_postgres::Config;
use tokio_postgres_rustls::MakeRustlsConnect;

use super::open;
use crate::error::OpenError;

/// Reads the address into what the driver understands.
pub(super) fn read(url: &str) -> Result<(Config, MakeRustlsConnect), OpenError> {
    let bad = |why: String| OpenError::BadAddress {
        address: open::place(url),
        why,
    };
    let wish = Wish::read(url).map_err(bad)?;
    let mut config: Config = wish.url.parse().map_err(|error| bad(said(&error)))?;
    if config.get_user().is_none() {
        return Err(bad("it names no account".to_owned()));
    }
    open::with_settings(&mut config);
    let tls = if wish.verifies {
        verifying(wish.root.as_deref()).map_err(bad)?
    } else {
        believing()
    };
    Ok((config, MakeRustlsConnect::new(tls)))
}

fn said(error: &tokio_postgres::Error) -> String {
    std::error::Error::source(error).map_or_else(|| error.to_string(), ToString::to_string)
}

/// What the address wishes for, and the address without the words that the driver does not know.
#[derive(Debug, PartialEq, Eq)]
struct Wish {
    url: String,
    verifies: bool,
    root: Option<String>,
}

impl Wish {
    fn read(url: &str) -> Result<Self, String> {
        let (server, options) = url.split_once('?').unwrap_or((url, ""));
        let mut wish = Self {
            url: server.to_owned(),
            verifies: false,
            root: None,
        };
        let mut kept = Vec::new();
        for option in options.split('&').filter(|option| !option.is_empty()) {
            match option.split_once('=') {
                Some(("sslmode", "verify-full")) => {
                    wish.verifies = true;
                    kept.push("sslmode=require");
                }
                Some(("sslmode", "disable" | "prefer" | "require")) => kept.push(option),
                Some(("sslmode", other)) => {
                    return Err(format!(
                        "sslmode can be disable, prefer, require or verify-full, not {other}"
                    ));
                }
                Some(("sslrootcert", file)) => wish.root = Some(file.to_owned()),
                _ => kept.push(option),
            }
        }
        if wish.root.is_some() && !wish.verifies {
            return Err("sslrootcert needs sslmode=verify-full".to_owned());
        }
        if !kept.is_empty() {
            wish.url = format!("{server}?{}", kept.join("&"));
        }
        Ok(wish)
    }
}

fn config() -> rustls::ConfigBuilder<ClientConfig, rustls::WantsVerifier> {
    ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("the provider knows both versions of the protocol")
}

fn verifying(root: Option<&str>) -> Result<ClientConfig, String> {
    let mut roots = RootCertStore::empty();
    match root {
        None => roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
        Some(file) => {
            let unreadable = |error: &dyn std::fmt::Display| {
                format!("the certificates in {file} cannot be read: {error}")
            };
            for certificate in
                CertificateDer::pem_file_iter(file).map_err(|error| unreadable(&error))?
            {
                let certificate = certificate.map_err(|error| unreadable(&error))?;
                roots.add(certificate).map_err(|error| unreadable(&error))?;
            }
        }
    }
    Ok(config().with_root_certificates(roots).with_no_client_auth())
}

fn believing() -> ClientConfig {
    let verifier = AnyServer {
        provider: ring::default_provider(),
    };
    config()
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth()
}

/// Believes whoever answers, as `sslmode=require` is defined; the encryption itself is checked as always.
#[derive(Debug)]
struct AnyServer {
    provider: CryptoProvider,
}

impl ServerCertVerifier for AnyServer {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(
            message,
            certificate,
            signed,
            &self.provider.signature_verification_algorithms,
        )
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(
            message,
            certificate,
            signed,
            &self.provider.signature_verification_algorithms,
        )
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider
            .signature_verification_algorithms
            .supported_schemes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_only_we_know_are_taken_out_of_the_address() {
        let wish = Wish::read(
            "postgres://anna@db/site?sslmode=verify-full&sslrootcert=/etc/ca.pem&keepalives=1",
        );
        let expected = Wish {
            url: "postgres://anna@db/site?sslmode=require&keepalives=1".to_owned(),
            verifies: true,
            root: Some("/etc/ca.pem".to_owned()),
        };
        assert_eq!(wish, Ok(expected));
    }

    #[test]
    fn an_unknown_sslmode_is_not_taken_for_a_weaker_one() {
        assert!(Wish::read("postgres://anna@db/site?sslmode=verify-ca").is_err());
        assert!(Wish::read("postgres://anna@db/site?sslrootcert=/etc/ca.pem").is_err());
    }
}
