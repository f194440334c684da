#include "config/secret_source.hpp"

#include "config/base/crypto.hpp"

namespace gdprd::config {

namespace {

Secret wiped_into_secret(Bytes bytes) {
    Secret out{BytesView(bytes)};
    crypto::wipe(bytes);
    return out;
}

}  // namespace

Result<Secret> load_secret(const SecretSource& source) {
    switch (source.kind) {
        case SecretSource::Kind::file:
            return Secret::load(source.where);
        case SecretSource::Kind::credential:
            return Secret::load_credential(source.where);
        case SecretSource::Kind::none:
            break;
    }
    return Error(ErrorCode::not_found, "no file or credential is set for this secret");
}

Result<Secret> load_key(const SecretSource& source) {
    GDPRD_TRY_ASSIGN(Secret stored, load_secret(source));
    if (stored.size() == crypto::kKeyBytes) return stored;
    const std::string_view line = stored.expose_line();
    if (line.size() == 2 * crypto::kKeyBytes)
        if (auto bytes = hex_decode(line)) return wiped_into_secret(std::move(*bytes));
    if (auto bytes = base64_decode(line); bytes && bytes->size() == crypto::kKeyBytes)
        return wiped_into_secret(std::move(*bytes));
    return Error(ErrorCode::invalid_argument,
                 "the key is not 32 bytes, raw, in hexadecimal or in base64: " + source.where,
                 "make one with: head -c 32 /dev/urandom > FILE && chmod 600 FILE");
}

}  // namespace gdprd::config
