#include "config/base/crypto_timestamp.hpp"

#include <openssl/asn1.h>
#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/objects.h>
#include <openssl/pkcs7.h>
#include <openssl/ts.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <ctime>

#include "config/base/assert.hpp"
#include "config/base/freed_by.hpp"

namespace gdprd::crypto {

namespace {

using Request = std::unique_ptr<TS_REQ, FreedBy<TS_REQ_free>>;
using Imprint = std::unique_ptr<TS_MSG_IMPRINT, FreedBy<TS_MSG_IMPRINT_free>>;
using Algorithm = std::unique_ptr<X509_ALGOR, FreedBy<X509_ALGOR_free>>;
using Integer = std::unique_ptr<ASN1_INTEGER, FreedBy<ASN1_INTEGER_free>>;
using Response = std::unique_ptr<TS_RESP, FreedBy<TS_RESP_free>>;
using Token = std::unique_ptr<PKCS7, FreedBy<PKCS7_free>>;
using Info = std::unique_ptr<TS_TST_INFO, FreedBy<TS_TST_INFO_free>>;
using VerifyContext = std::unique_ptr<TS_VERIFY_CTX, FreedBy<TS_VERIFY_CTX_free>>;
using Number = std::unique_ptr<BIGNUM, FreedBy<BN_free>>;

constexpr std::size_t kPolicyCharsMax = 128;
constexpr int kYearLeast = 1970 - 1900;
constexpr int kYearMost = 2200 - 1900;

Error malformed(const char* what) {
    ERR_clear_error();  // its words may quote what was sent
    return Error(ErrorCode::corrupt, std::string("this is no time stamp: ") + what);
}

/// What a DER encoder writes.
template <class T, class Encode>
Bytes to_der(T* value, Encode encode) {
    const int length = encode(value, nullptr);
    GDPRD_ASSERT(length > 0);
    Bytes out(static_cast<std::size_t>(length));
    unsigned char* to = out.data();
    encode(value, &to);
    return out;
}

/// The serial's digits; empty when it is no number.
std::string hex_of(const ASN1_INTEGER* value) {
    const Number number(value == nullptr ? nullptr : ASN1_INTEGER_to_BN(value, nullptr));
    if (!number || BN_is_negative(number.get()) != 0) return {};
    Bytes bytes(static_cast<std::size_t>(BN_num_bytes(number.get())));
    BN_bn2bin(number.get(), bytes.data());
    return bytes.empty() ? "00" : hex_encode(bytes);
}

Result<WallTime> time_of(const ASN1_GENERALIZEDTIME* stamped) {
    std::tm fields{};
    if (stamped == nullptr || ASN1_TIME_to_tm(stamped, &fields) != 1)
        return malformed("its time is none");
    // 64 bits of nanoseconds end in 2262.
    if (fields.tm_year < kYearLeast || fields.tm_year > kYearMost)
        return malformed("its time is of another age");
    return WallTime{std::chrono::seconds(::timegm(&fields))};
}

/// Whether the token is of this digest, by SHA-256.
bool is_of(TS_TST_INFO* info, const Hash& digest) {
    TS_MSG_IMPRINT* const imprint = TS_TST_INFO_get_msg_imprint(info);
    if (imprint == nullptr) return false;
    const ASN1_OBJECT* algorithm = nullptr;
    X509_ALGOR_get0(&algorithm, nullptr, nullptr, TS_MSG_IMPRINT_get_algo(imprint));
    const ASN1_OCTET_STRING* const message = TS_MSG_IMPRINT_get_msg(imprint);
    if (OBJ_obj2nid(algorithm) != NID_sha256 || message == nullptr) return false;
    const BytesView bytes(ASN1_STRING_get0_data(message),
                          static_cast<std::size_t>(ASN1_STRING_length(message)));
    return std::ranges::equal(bytes, digest);
}

struct OpenedToken {
    Token token;
    Info info;
};

Result<OpenedToken> open_token(BytesView der) {
    if (der.size() > kTimestampBytesMax) return malformed("it is too large");
    const unsigned char* from = der.data();
    OpenedToken out;
    out.token.reset(d2i_PKCS7(nullptr, &from, static_cast<long>(der.size())));
    if (!out.token || from != der.data() + der.size()) return malformed("it is no signed message");
    out.info.reset(PKCS7_to_TS_TST_INFO(out.token.get()));
    if (!out.info) return malformed("the message says no time");
    return out;
}

Result<Timestamp> facts_of(TS_TST_INFO* info, const Hash& digest) {
    if (TS_TST_INFO_get_version(info) != 1) return malformed("its version is not 1");
    if (!is_of(info, digest)) return malformed("it is of other bytes");
    Timestamp out;
    GDPRD_TRY_ASSIGN(out.time, time_of(TS_TST_INFO_get_time(info)));
    out.serial = hex_of(TS_TST_INFO_get_serial(info));
    if (out.serial.empty()) return malformed("its serial is no number");
    std::array<char, kPolicyCharsMax> policy{};
    const ASN1_OBJECT* const named = TS_TST_INFO_get_policy_id(info);
    if (named == nullptr || OBJ_obj2txt(policy.data(), policy.size(), named, 1) <= 0)
        return malformed("its policy has no name");
    out.policy = policy.data();
    return out;
}

Integer integer_of(std::uint64_t value) {
    Integer out(ASN1_INTEGER_new());
    GDPRD_ASSERT(out && ASN1_INTEGER_set_uint64(out.get(), value) == 1);
    return out;
}

}  // namespace

TimestampQuery make_timestamp_query(const Hash& digest, std::uint64_t nonce) {
    const Request request(TS_REQ_new());
    const Imprint imprint(TS_MSG_IMPRINT_new());
    const Algorithm algorithm(X509_ALGOR_new());
    const Integer number = integer_of(nonce);
    GDPRD_ASSERT(request && imprint && algorithm);
    Hash copy = digest;  // the call below takes bytes that it could change
    const bool made =
        X509_ALGOR_set0(algorithm.get(), OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nullptr) == 1 &&
        TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get()) == 1 &&
        TS_MSG_IMPRINT_set_msg(imprint.get(), copy.data(), static_cast<int>(copy.size())) == 1 &&
        TS_REQ_set_version(request.get(), 1) == 1 &&
        TS_REQ_set_msg_imprint(request.get(), imprint.get()) == 1 &&
        TS_REQ_set_nonce(request.get(), number.get()) == 1 &&
        TS_REQ_set_cert_req(request.get(), 1) == 1;
    GDPRD_ASSERT(made);
    return {digest, nonce, to_der(request.get(), i2d_TS_REQ)};
}

Result<Bytes> take_timestamp(BytesView answer, const TimestampQuery& query) {
    if (answer.size() > kTimestampBytesMax) return malformed("it is too large");
    const unsigned char* from = answer.data();
    const Response response(d2i_TS_RESP(nullptr, &from, static_cast<long>(answer.size())));
    if (!response || from != answer.data() + answer.size()) return malformed("it is no answer");
    const ASN1_INTEGER* const status =
        TS_STATUS_INFO_get0_status(TS_RESP_get_status_info(response.get()));
    const long granted = status == nullptr ? -1 : ASN1_INTEGER_get(status);
    if (granted != TS_STATUS_GRANTED && granted != TS_STATUS_GRANTED_WITH_MODS)
        return Error(ErrorCode::refused,
                     "the time-stamp authority refuses; its status is " + std::to_string(granted));
    PKCS7* const token = TS_RESP_get_token(response.get());
    TS_TST_INFO* const info = TS_RESP_get_tst_info(response.get());
    if (token == nullptr || info == nullptr) return malformed("the answer has no token");
    const Integer wanted = integer_of(query.nonce);
    const ASN1_INTEGER* const nonce = TS_TST_INFO_get_nonce(info);
    if (nonce == nullptr || ASN1_INTEGER_cmp(nonce, wanted.get()) != 0)
        return malformed("it answers another question");
    Bytes out = to_der(token, i2d_PKCS7);
    // What is kept must be readable for whoever verifies it later.
    GDPRD_TRY(read_timestamp(out, query.digest));
    return out;
}

Result<Timestamp> read_timestamp(BytesView token, const Hash& digest) {
    GDPRD_TRY_ASSIGN(const OpenedToken opened, open_token(token));
    return facts_of(opened.info.get(), digest);
}

struct TimestampTrust::Store {
    std::unique_ptr<X509_STORE, FreedBy<X509_STORE_free>> certificates;
};

TimestampTrust::TimestampTrust(std::unique_ptr<Store> store) : store_(std::move(store)) {}
TimestampTrust::TimestampTrust(TimestampTrust&&) noexcept = default;
TimestampTrust& TimestampTrust::operator=(TimestampTrust&&) noexcept = default;
TimestampTrust::~TimestampTrust() = default;

Result<TimestampTrust> TimestampTrust::load(const std::string& path) {
    if (::access(path.c_str(), R_OK) != 0)
        return Error(ErrorCode::not_found, "cannot read the certificates in " + path);
    auto store = std::make_unique<Store>();
    store->certificates.reset(X509_STORE_new());
    GDPRD_ASSERT(store->certificates != nullptr);
    if (X509_STORE_load_file(store->certificates.get(), path.c_str()) != 1) {
        ERR_clear_error();
        return Error(ErrorCode::invalid_argument, "there is no certificate in " + path,
                     "a file in PEM: -----BEGIN CERTIFICATE-----");
    }
    return TimestampTrust(std::move(store));
}

Result<Timestamp> TimestampTrust::verify(BytesView token, const Hash& digest) {
    GDPRD_TRY_ASSIGN(const OpenedToken opened, open_token(token));
    GDPRD_TRY_ASSIGN(Timestamp facts, facts_of(opened.info.get(), digest));
    X509_STORE* const store = store_->certificates.get();
    // A token outlives the certificate of its authority: what counts is the time that it names.
    X509_VERIFY_PARAM_set_time(
        X509_STORE_get0_param(store),
        std::chrono::system_clock::to_time_t(
            std::chrono::time_point_cast<std::chrono::system_clock::duration>(facts.time)));
    const VerifyContext context(TS_VERIFY_CTX_new());
    GDPRD_ASSERT(context != nullptr);
    TS_VERIFY_CTX_set_flags(context.get(), TS_VFY_VERSION | TS_VFY_SIGNATURE | TS_VFY_SIGNER);
    GDPRD_ASSERT(X509_STORE_up_ref(store) == 1);  // the context takes one
    TS_VERIFY_CTX_set_store(context.get(), store);
    if (TS_RESP_verify_token(context.get(), opened.token.get()) != 1) {
        ERR_clear_error();
        return Error(ErrorCode::crypto,
                     "the time stamp is not signed by an authority that these certificates vouch "
                     "for");
    }
    return facts;
}

}  // namespace gdprd::crypto
