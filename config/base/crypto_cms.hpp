#pragma once

#include <span>
#include <string>
#include <vector>

#include "config/base/bytes.hpp"
#include "config/base/result.hpp"
#include "config/base/secret.hpp"

namespace gdprd::crypto {

/// Cryptographic Message Syntax (RFC 5652, RFC 5083): sealed for the holders of X.509 certificates,
/// opened by `openssl cms -decrypt`.

/// An X.509 certificate in PEM, looked at.
struct CmsRecipient {
    std::string pem;
    std::string subject;      ///< RFC 2253
    std::string fingerprint;  ///< SHA-256 of its DER, hexadecimal
};
/// invalid_argument: no certificate, or of a key that cannot receive (RSA below 2048 bits; neither
/// RSA nor an elliptic curve).
Result<CmsRecipient> parse_recipient(std::string pem);

/// DER of AuthEnvelopedData with AES-256-GCM; RSA recipients by OAEP, others by ECDH. One recipient
/// or more.
Result<Bytes> cms_seal(std::span<const CmsRecipient> recipients, BytesView plain);
/// Opens it with the private key, in PEM, of one recipient. crypto: it is not for this key.
Result<Secret> cms_open(const Secret& private_key_pem, BytesView sealed);

}  // namespace gdprd::crypto
