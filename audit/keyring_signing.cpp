#include <algorithm>
#include <utility>

#include "audit/key_wrap.hpp"
#include "audit/keyring.hpp"
#include "config/base/assert.hpp"

namespace gdprd::audit {

std::optional<crypto::PublicKey> KeyRing::other_public_key() const {
    return other_ ? std::optional(other_->public_key) : std::nullopt;
}

KeyWrite KeyRing::signing_write(const std::string& name, const SigningSeed& key,
                                const Secret& kek) const {
    const Bytes clear = signing_clear(origin_, key.public_key);
    return {name, 0,
            signing_file(origin_, key.public_key, wrap_key(kek, clear, key.seed, random_))};
}

Result<crypto::PublicKey> KeyRing::prepare_next() {
    auto wrapped = wrapped_->lock();
    GDPRD_TRY(wrapped->check_writable());
    if (next_in_use_)
        return Error(ErrorCode::conflict, "the signing key that was replaced is still there",
                     "sign a checkpoint first: gdprctl audit checkpoint");
    if (other_) return other_->public_key;
    Hash bytes{};
    random_(bytes);
    SigningSeed made{Secret{BytesView(bytes)}, {}};
    crypto::wipe(bytes);
    made.public_key = crypto::ed25519_public(made.seed);
    GDPRD_TRY(commit(*wrapped, {signing_write(kNextSigningName, made, wrapped->kek)}));
    other_ = std::move(made);
    return other_->public_key;
}

void KeyRing::use_next() {
    auto wrapped = wrapped_->lock();
    GDPRD_ASSERT(other_ && !next_in_use_);
    std::swap(signing_, *other_);
    next_in_use_ = true;
}

Result<void> KeyRing::destroy_replaced() {
    auto wrapped = wrapped_->lock();
    if (!next_in_use_) return {};
    GDPRD_TRY(wrapped->check_writable());
    GDPRD_TRY(replace_ratchet(
        *wrapped, wrapped->epochs, [&] { return wrapped->subjects->reseal(wrapped->kek); },
        Replaced::destroyed));
    other_.reset();
    next_in_use_ = false;
    return {};
}

}  // namespace gdprd::audit
