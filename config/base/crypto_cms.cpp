#include "config/base/crypto_cms.hpp"

#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <limits>
#include <memory>

#include "config/base/crypto.hpp"

namespace gdprd::crypto {

namespace {

constexpr int kRsaBitsMin = 2048;

template <auto Free>
struct FreedBy {
    template <class T>
    void operator()(T* object) const noexcept {
        Free(object);
    }
};
using Bio = std::unique_ptr<BIO, FreedBy<BIO_free_all>>;
using Certificate = std::unique_ptr<X509, FreedBy<X509_free>>;
using Message = std::unique_ptr<CMS_ContentInfo, FreedBy<CMS_ContentInfo_free>>;
using PrivateKey = std::unique_ptr<EVP_PKEY, FreedBy<EVP_PKEY_free>>;

Bio reading(BytesView bytes) {
    if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) return {};
    return Bio(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
}

/// In memory that is wiped.
Bio writing() {
    return Bio(BIO_new(BIO_s_secmem()));
}

BytesView written(const Bio& bio) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    // OpenSSL hands out char*, our bytes are unsigned.
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast)
    return {reinterpret_cast<const std::uint8_t*>(data), static_cast<std::size_t>(size)};
}

/// OpenSSL's own words go nowhere: they may quote what was read.
Error failed(ErrorCode code, const char* what, const char* hint = "") {
    ERR_clear_error();
    return Error(code, what, hint);
}

Certificate read_certificate(const std::string& pem) {
    const Bio bio = reading(as_bytes(pem));
    return Certificate(bio ? PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr) : nullptr);
}

/// No passphrase is asked for.
int no_passphrase(char* /*buffer*/, int /*size*/, int /*write*/, void* /*unused*/) {
    return -1;
}

bool add_recipient(CMS_ContentInfo* message, X509* certificate) {
    CMS_RecipientInfo* const info = CMS_add1_recipient_cert(message, certificate, CMS_KEY_PARAM);
    if (info == nullptr) return false;
    if (CMS_RecipientInfo_type(info) != CMS_RECIPINFO_TRANS) return true;
    EVP_PKEY_CTX* const context = CMS_RecipientInfo_get0_pkey_ctx(info);
    return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_OAEP_PADDING) > 0;
}

}  // namespace

Result<CmsRecipient> parse_recipient(std::string pem) {
    const Certificate certificate = read_certificate(pem);
    if (!certificate) {
        return failed(ErrorCode::invalid_argument, "this is no X.509 certificate in PEM",
                      "it begins with -----BEGIN CERTIFICATE-----");
    }
    EVP_PKEY* const key = X509_get0_pubkey(certificate.get());
    const int kind = key == nullptr ? 0 : EVP_PKEY_get_base_id(key);
    const bool strong =
        kind == EVP_PKEY_EC || (kind == EVP_PKEY_RSA && EVP_PKEY_get_bits(key) >= kRsaBitsMin);
    if (!strong) {
        return failed(ErrorCode::invalid_argument,
                      "nothing can be sealed for the key of this certificate",
                      "use RSA of at least 2048 bits, or an elliptic curve such as P-256");
    }
    CmsRecipient out;
    const Bio name = writing();
    if (!name || X509_NAME_print_ex(name.get(), X509_get_subject_name(certificate.get()), 0,
                                    XN_FLAG_RFC2253) < 0) {
        return failed(ErrorCode::invalid_argument, "the certificate's subject cannot be read");
    }
    out.subject = std::string(as_text(written(name)));
    Hash digest{};
    unsigned length = 0;
    if (X509_digest(certificate.get(), EVP_sha256(), digest.data(), &length) != 1) {
        return failed(ErrorCode::internal, "the certificate has no digest");
    }
    out.fingerprint = hex_encode(digest);
    out.pem = std::move(pem);
    return out;
}

Result<Bytes> cms_seal(std::span<const CmsRecipient> recipients, BytesView plain) {
    if (recipients.empty()) {
        return Error(ErrorCode::invalid_argument, "a message needs a recipient");
    }
    const Bio in = reading(plain);
    if (!in) return failed(ErrorCode::limit_exceeded, "the message is too large");
    const Message message(
        CMS_encrypt(nullptr, nullptr, EVP_aes_256_gcm(), CMS_BINARY | CMS_PARTIAL));
    if (!message) return failed(ErrorCode::internal, "a message cannot be sealed");
    for (const CmsRecipient& recipient : recipients) {
        const Certificate certificate = read_certificate(recipient.pem);
        if (!certificate || !add_recipient(message.get(), certificate.get())) {
            return failed(ErrorCode::invalid_argument,
                          "nothing can be sealed for one of the certificates");
        }
    }
    const Bio out(BIO_new(BIO_s_mem()));
    if (!out || CMS_final(message.get(), in.get(), nullptr, CMS_BINARY) != 1 ||
        i2d_CMS_bio(out.get(), message.get()) != 1) {
        return failed(ErrorCode::internal, "a message cannot be sealed");
    }
    const BytesView der = written(out);
    return Bytes(der.begin(), der.end());
}

Result<Secret> cms_open(const Secret& private_key_pem, BytesView sealed) {
    const Bio pem = reading(private_key_pem.expose());
    const PrivateKey key(pem ? PEM_read_bio_PrivateKey(pem.get(), nullptr, &no_passphrase, nullptr)
                             : nullptr);
    if (!key) {
        return failed(ErrorCode::invalid_argument,
                      "this is no private key in PEM without passphrase",
                      "open the message with openssl cms -decrypt instead");
    }
    const Bio in = reading(sealed);
    const Message message(in ? d2i_CMS_bio(in.get(), nullptr) : nullptr);
    if (!message) return failed(ErrorCode::corrupt, "this is no CMS message in DER");
    const Bio out(BIO_new(BIO_s_mem()));
    if (!out ||
        CMS_decrypt(message.get(), key.get(), nullptr, nullptr, out.get(), CMS_BINARY) != 1) {
        return failed(ErrorCode::crypto, "the message does not open with this key");
    }
    const BytesView plain = written(out);
    Secret opened{plain};
    // OpenSSL does not wipe this buffer by itself.
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast)
    wipe({const_cast<std::uint8_t*>(plain.data()), plain.size()});
    return opened;
}

}  // namespace gdprd::crypto
