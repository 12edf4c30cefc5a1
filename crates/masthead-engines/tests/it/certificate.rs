//! A certificate authority of our own and a certificate for `localhost`, new for each test.

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};

/// All as PEM, except that the key is also there in the form rustls reads.
pub(crate) struct Localhost {
    pub(crate) authority_pem: String,
    pub(crate) certificate_pem: String,
    pub(crate) key_pem: String,
}

/// A certificate for `localhost` and for `name`, and the authority that signed it.
pub(crate) fn localhost_and(name: &str) -> Localhost {
    let mut authority = CertificateParams::new(Vec::new()).expect("no names are good names");
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority_key = KeyPair::generate().expect("a key");
    let authority_pem = authority
        .self_signed(&authority_key)
        .expect("a certificate")
        .pem();
    let issuer = Issuer::new(authority, authority_key);

    let names = vec!["localhost".to_owned(), name.to_owned()];
    let params = CertificateParams::new(names).expect("good names");
    let key = KeyPair::generate().expect("a key");
    let certificate = params.signed_by(&key, &issuer).expect("a certificate");
    Localhost {
        authority_pem,
        certificate_pem: certificate.pem(),
        key_pem: key.serialize_pem(),
    }
}
