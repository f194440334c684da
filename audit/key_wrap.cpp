#include "audit/key_wrap.hpp"

#include <algorithm>

namespace gdprd::audit {

Bytes wrap_key(const Secret& kek, BytesView aad, const Secret& key, const RandomSource& random) {
    Bytes out(crypto::kXaesNonceBytes);
    random(out);
    put_bytes(out, crypto::xaes_seal_with_nonce(kek, out, aad, key.expose()));
    return out;
}

Result<Secret> unwrap_key(const Secret& kek, BytesView aad, BytesView wrapped) {
    GDPRD_TRY_ASSIGN(Bytes plain, crypto::xaes_open(kek, aad, wrapped));
    Secret out{BytesView(plain)};
    std::fill(plain.begin(), plain.end(), std::uint8_t{0});
    return out;
}

}  // namespace gdprd::audit
