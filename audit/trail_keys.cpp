#include <algorithm>

#include "audit/frame.hpp"
#include "audit/trail_parts.hpp"

namespace gdprd::audit {

namespace {

constexpr std::size_t kFoundPage = 256;

}  // namespace

Result<std::optional<std::vector<EntryIndex>>> Trail::Impl::find_payloads(OffLoop off,
                                                                          std::uint64_t subject,
                                                                          std::uint64_t size) {
    using Found = std::optional<std::vector<EntryIndex>>;
    if (!index || !subjects->find(off, subject)) return Found();
    SearchQuery query;
    query.order = SearchOrder::oldest_first;
    query.criteria.subjects = {subject};
    query.limit = kFoundPage;
    const PayloadKeyId wanted{PayloadKind::subject, subject};
    std::vector<EntryIndex> out;
    do {
        GDPRD_TRY_ASSIGN(const SearchPage page, search(off, query, size));
        for (const EntryView& view : page.entries) {
            if (view.payload_key == wanted && view.payload_state != PayloadState::erased)
                out.push_back(view.index);
        }
        query.from = page.next;
    } while (query.from);
    return Found(std::move(out));
}

void Trail::make_subject_keys() {
    SubjectKeys::TrailCalls calls;
    calls.append = [this](OffLoop off,
                          std::span<const EntryDraft> drafts) -> Result<std::vector<EntryIndex>> {
        GDPRD_TRY_ASSIGN(const auto appended, append(off, drafts));
        std::vector<EntryIndex> out;
        for (const Appended& one : appended) out.push_back(one.index);
        return out;
    };
    calls.payload = [this](OffLoop off, EntryIndex index) -> Result<Bytes> {
        const std::uint64_t durable = size();
        auto reader = impl_->reader.lock();
        GDPRD_TRY((*reader)->see(durable));
        GDPRD_TRY_ASSIGN(auto stored, (*reader)->read_stored(off, index));
        return std::move(stored.payload);
    };
    calls.size = [this] { return size(); };
    impl_->subjects = std::make_unique<SubjectKeys>(impl_->writer->key_ring(), impl_->files,
                                                    impl_->dir, std::move(calls));
}

void Trail::make_redactor(const Secret& root_key) {
    Redactor::TrailCalls calls;
    calls.append = [this](OffLoop off, std::span<const EntryDraft> drafts) -> Result<void> {
        GDPRD_TRY(append(off, drafts));
        return {};
    };
    calls.sign = [this](OffLoop off) -> Result<void> {
        GDPRD_TRY(checkpoint(off));
        return {};
    };
    calls.close_segment = [this](OffLoop) {
        Impl::Call call;
        call.kind = Impl::Call::Kind::close_segment;
        impl_->submit(call);
        return std::move(call.closed);
    };
    calls.read = [this](OffLoop,
                        const std::function<Result<void>(TrailReader&)>& action) -> Result<void> {
        const std::uint64_t durable = size();
        auto reader = impl_->reader.lock();
        GDPRD_TRY((*reader)->see(durable));
        return action(**reader);
    };
    calls.find = [this](OffLoop off, std::uint64_t subject, std::uint64_t size) {
        return impl_->find_payloads(off, subject, size);
    };
    calls.size = [this] { return size(); };
    impl_->redactor = std::make_unique<Redactor>(
        *impl_->subjects, impl_->files, impl_->dir,
        RedactingFile(impl_->files, impl_->dir, origin(), root_key), std::move(calls));
}

std::vector<EpochRecord> Trail::epochs() const {
    return impl_->writer->keys().epochs();
}

Result<std::uint32_t> Trail::rotate_epoch(OffLoop /*off*/) {
    Impl::Call call;
    call.kind = Impl::Call::Kind::rotate_epoch;
    impl_->submit(call);
    return std::move(call.epoch);
}

SigningChain Trail::signing_keys() const {
    return *impl_->signing.lock()->chain;
}

std::optional<VerifierKey> Trail::prepared_signing_key() const {
    return impl_->signing.lock()->prepared;
}

Result<VerifierKey> Trail::prepare_signing_key(OffLoop /*off*/) {
    Impl::Call call;
    call.kind = Impl::Call::Kind::prepare_signing;
    impl_->submit(call);
    return std::move(call.next);
}

Result<Succession> Trail::rotate_signing_key(OffLoop /*off*/) {
    Impl::Call call;
    call.kind = Impl::Call::Kind::rotate_signing;
    impl_->submit(call);
    return std::move(call.succession);
}

Result<void> Trail::destroy_epoch(OffLoop off, std::uint32_t id) {
    const std::vector<EpochRecord> all = epochs();
    const auto found =
        std::find_if(all.begin(), all.end(), [id](const EpochRecord& r) { return r.epoch == id; });
    const bool newest = found != all.end() && found + 1 == all.end();
    if (found != all.end() && !newest && !all_zero(found->wrapped)) {
        // The keys of subjects live on: what is under them goes first, while the epoch's key still
        // shows where it is. A redact entry for each says which; no more is said than the key
        // entry will, because there may be millions.
        const RedactionReason reason{"gdprd", "", {}};
        GDPRD_TRY(impl_->redactor->empty(off, EntryIndex(found->first_seq),
                                         EntryIndex((found + 1)->first_seq), reason));
        // Recorded first: a restored backup of the keys must not bring it back.
        EntryDraft draft;
        draft.type = EntryType::key;
        draft.payload =
            cbor::Map{{"epochs", cbor::Array{std::uint64_t{id}}}, {"kind", "destroyed"}};
        GDPRD_TRY(append(off, {&draft, 1}));
    }
    GDPRD_TRY(impl_->writer->key_ring().destroy_epoch(id));
    GDPRD_TRY((*impl_->reader.lock())->reload_keys());
    return impl_->index ? impl_->index->forget_destroyed() : Result<void>();
}

Result<KeyBackup> Trail::backup_keys(OffLoop /*off*/) {
    GDPRD_TRY_ASSIGN(KeyBackup out, impl_->writer->key_ring().backup());
    out.trail_size = size();
    return out;
}

Redactor& Trail::redactor() noexcept {
    return *impl_->redactor;
}

SubjectKeys& Trail::subject_keys() noexcept {
    return *impl_->subjects;
}

}  // namespace gdprd::audit
