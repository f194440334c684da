#include "audit/trail.hpp"

#include <algorithm>

#include "audit/evidence.hpp"
#include "audit/frame.hpp"
#include "audit/trail_parts.hpp"
#include "audit/tree.hpp"
#include "config/base/log.hpp"

namespace gdprd::audit {

namespace {

constexpr std::size_t kDraftsMax = 4096;    ///< of one call
constexpr std::size_t kGroupEntries = 256;  ///< a frame of several calls closes there
constexpr std::chrono::milliseconds kStoringPoll{2};

}  // namespace

Result<void> Trail::Impl::start_repacker(const Secret& root_key) {
    GDPRD_TRY_ASSIGN(KeyRing keys, KeyRing::open(files, dir, root_key, {}));
    Repacker::Hooks hooks;
    hooks.signed_size = [this] { return head.lock()->signed_size; };
    hooks.edits = [this] { return (*reader.lock())->edits(); };
    hooks.replace = [this](std::uint64_t edits_before,
                           const std::function<Result<void>()>& rename) -> Result<bool> {
        auto locked = reader.lock();
        if ((*locked)->edits() != edits_before) return false;
        GDPRD_TRY(rename());
        (*locked)->forget_files();
        return true;
    };
    repacker = std::make_unique<Repacker>(files, dir, std::move(keys), std::move(hooks));
    repacker->look();
    return {};
}

void Trail::Impl::publish() {
    auto shown = head.lock();
    shown->size = writer->edge().size();
    shown->root = writer->edge().root();
    shown->note = writer->latest_note();
    shown->signed_size = writer->signed_size();
}

void Trail::Impl::publish_keys() {
    auto shown = signing.lock();
    shown->chain = std::make_shared<const SigningChain>(writer->chain());
    shown->prepared = writer->prepared();
}

/// Waits for the checkpoint on its way, if there is one.
void Trail::Impl::collect_stored() {
    if (!storing.valid()) return;
    const Result<void> stored = storing.get();
    if (stored) {
        writer->note_stored(storing_head);
    } else {
        log::event(log::Event::trail_checkpoint_failed, {{"error", stored.error()}});
    }
    publish();
    if (repacker) repacker->look();
}

/// Storing a checkpoint takes several syncs: it goes on beside the next commits.
void Trail::Impl::sign_when_due() {
    using std::chrono::steady_clock;
    if (storing.valid()) {
        if (storing.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return;
        collect_stored();
    }
    const auto now = steady_clock::now();
    const auto since = now - signed_at;
    const bool pending = writer->edge().size() != writer->signed_size() && !writer->poisoned();
    const bool late = checkpoint_every.count() != 0 && since >= checkpoint_every;
    const bool many = writer->many_unsigned() && since >= checkpoint_gap;
    if (!writer->step_entry_unsigned() && !many && !(pending && late)) return;
    signed_at = now;
    auto made = writer->make_note();
    if (!made) {
        log::event(log::Event::trail_checkpoint_failed, {{"error", made.error()}});
        return;
    }
    storing_head = std::move(*made);
    storing = std::async(std::launch::async, [this] { return writer->store_note(storing_head); });
}

/// Until there is a call, the time to sign, or the end.
void Trail::Impl::wait_for_work(Guarded<Queue>::Locked& locked) {
    const auto something = [&] { return !locked->waiting.empty() || locked->stopping; };
    const bool pending = writer->edge().size() != writer->signed_size() && !writer->poisoned();
    if (storing.valid()) {
        work.wait_for(locked.unique_lock(), kStoringPoll, something);
    } else if (checkpoint_every.count() != 0 && pending) {
        work.wait_until(locked.unique_lock(), signed_at + checkpoint_every, something);
    } else {
        work.wait(locked.unique_lock(), something);
    }
}

/// One large call, or as many as fit in a frame of 256 entries. Nobody waits for a frame to fill:
/// what arrives during a sync shares the next one.
std::vector<Trail::Impl::Call*> Trail::Impl::take_group(Queue& waiting) {
    std::vector<Call*> group;
    std::size_t entries = 0;
    std::size_t bytes = 0;
    while (!waiting.waiting.empty()) {
        Call* const next = waiting.waiting.front();
        entries += next->request.drafts.size();
        bytes += next->bytes_max;
        const bool alone = next->kind != Call::Kind::append;
        if (!group.empty() && (alone || entries > kGroupEntries || bytes > kGroupBytes)) break;
        group.push_back(next);
        waiting.waiting.pop_front();
        if (alone) break;
    }
    return group;
}

/// A call that shares its turn with none.
void Trail::Impl::serve_one(Call& call) {
    switch (call.kind) {
        case Call::Kind::append:
            return;
        case Call::Kind::close_segment:
            call.closed = writer->close_segment();
            return;
        case Call::Kind::rotate_epoch:
            call.epoch = writer->rotate_epoch();
            return;
        case Call::Kind::checkpoint:
            collect_stored();
            call.note = writer->sign();
            signed_at = std::chrono::steady_clock::now();
            return;
        case Call::Kind::prepare_signing:
            call.next = writer->prepare_signing();
            return publish_keys();
        case Call::Kind::rotate_signing:
            collect_stored();
            call.succession = writer->rotate_signing();
            return publish_keys();
    }
}

void Trail::Impl::serve(const std::vector<Call*>& group) {
    if (group.front()->kind != Call::Kind::append) {
        serve_one(*group.front());
    } else {
        std::vector<AppendRequest*> requests;
        requests.reserve(group.size());
        for (Call* call : group) requests.push_back(&call->request);
        writer->commit(requests);
    }
    publish();
    if (repacker && group.front()->kind == Call::Kind::checkpoint) repacker->look();
    auto locked = queue.lock();
    for (Call* call : group) {
        call->done = true;
        call->ready.notify_one();
    }
}

void Trail::Impl::run() {
    for (;;) {
        std::vector<Call*> group;
        {
            auto locked = queue.lock();
            wait_for_work(locked);
            group = take_group(*locked);
            if (group.empty() && locked->stopping) break;
        }
        if (!group.empty()) serve(group);
        sign_when_due();
    }
    collect_stored();
    const auto note = writer->sign();
    if (!note && !writer->poisoned()) {
        log::event(log::Event::trail_checkpoint_failed, {{"error", note.error()}});
    }
}

void Trail::Impl::submit(Call& call) {
    auto locked = queue.lock();
    locked->waiting.push_back(&call);
    work.notify_one();
    call.ready.wait(locked.unique_lock(), [&] { return call.done; });
}

Trail::Trail(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Result<std::unique_ptr<Trail>> Trail::open(OffLoop off, const std::string& dir,
                                           TrailOptions options, const Secret& root_key,
                                           const Clock& clock) {
    auto impl = std::make_unique<Impl>();
    impl->checkpoint_every = options.checkpoint_every;
    impl->checkpoint_gap = std::min(options.checkpoint_gap, options.checkpoint_every);
    impl->files = options.files ? options.files : real_files();
    impl->dir = dir;
    options.files = impl->files;
    GDPRD_TRY_ASSIGN(impl->writer, TrailWriter::open(dir, options, root_key, clock));
    const VerifierKey& first = impl->writer->chain().first();
    impl->vkey = format_vkey(first.name, first.key);
    impl->publish_keys();
    GDPRD_TRY_ASSIGN(*impl->reader.lock(),
                     TrailReader::open_for_writer(impl->files, dir, root_key));
    impl->signed_at = std::chrono::steady_clock::now();
    impl->publish();
    if (options.repacking == Repacking::on) GDPRD_TRY(impl->start_repacker(root_key));
    impl->thread = std::thread([raw = impl.get()] { raw->run(); });
    std::unique_ptr<Trail> trail(new Trail(std::move(impl)));
    trail->make_subject_keys();
    trail->make_redactor(root_key);
    GDPRD_TRY(trail->impl_->redactor->load(off));
    const auto resumed = trail->impl_->redactor->resume(off);
    if (!resumed) log::event(log::Event::trail_redaction_failed, {{"error", resumed.error()}});
    trail->impl_->open_index(std::move(options.index), root_key);
    return trail;
}

Trail::~Trail() {
    impl_->index.reset();
    impl_->queue.lock()->stopping = true;
    impl_->work.notify_one();
    impl_->thread.join();
}

Result<std::vector<Appended>> Trail::append(OffLoop /*off*/, std::span<const EntryDraft> drafts) {
    if (drafts.empty()) {
        return Error(ErrorCode::invalid_argument, "nothing to append to the trail");
    }
    if (drafts.size() > kDraftsMax) {
        return Error(ErrorCode::limit_exceeded, "more than 4096 entries in one append");
    }
    Impl::Call call;
    GDPRD_TRY_ASSIGN(call.request.drafts, prepare_drafts(drafts));
    for (const PreparedDraft& prepared : call.request.drafts) call.bytes_max += prepared.bytes_max;
    impl_->submit(call);
    if (call.request.error) return *call.request.error;
    return std::move(call.request.appended);
}

Result<std::string> Trail::checkpoint(OffLoop /*off*/) {
    Impl::Call call;
    call.kind = Impl::Call::Kind::checkpoint;
    impl_->submit(call);
    return std::move(call.note);
}

void Trail::wait_for_repacking(OffLoop /*off*/) {
    if (!impl_->repacker) return;
    impl_->repacker->look();
    impl_->repacker->wait();
}

std::string Trail::latest_checkpoint() const {
    return impl_->head.lock()->note;
}

std::uint64_t Trail::size() const {
    return impl_->head.lock()->size;
}

Hash Trail::root() const {
    return impl_->head.lock()->root;
}

const std::string& Trail::vkey() const noexcept {
    return impl_->vkey;
}

const std::string& Trail::origin() const noexcept {
    return impl_->writer->keys().origin();
}

std::uint32_t Trail::incarnation() const noexcept {
    return impl_->writer->incarnation();
}

std::uint64_t Trail::bytes_cut_at_open() const noexcept {
    return impl_->writer->bytes_cut();
}

Result<EntryView> Trail::read(OffLoop off, EntryIndex index) {
    const std::uint64_t durable = size();
    auto reader = impl_->reader.lock();
    GDPRD_TRY((*reader)->see(durable));
    return (*reader)->read(off, index);
}

Result<Hash> Trail::leaf_hash(OffLoop off, EntryIndex index) {
    const std::uint64_t durable = size();
    auto reader = impl_->reader.lock();
    GDPRD_TRY((*reader)->see(durable));
    GDPRD_TRY_ASSIGN(const auto stored, (*reader)->read_stored(off, index));
    return audit::leaf_hash(stored.leaf);
}

Result<std::string> Trail::prove(OffLoop off, EntryIndex index) {
    if (index.value() >= size()) {
        return Error(ErrorCode::not_found,
                     "no entry " + std::to_string(index.value()) + " in the trail");
    }
    std::string note;
    std::uint64_t covered = 0;
    {
        auto head = impl_->head.lock();
        note = head->note;
        covered = head->signed_size;
    }
    if (index.value() >= covered) {
        GDPRD_TRY_ASSIGN(note, checkpoint(off));
    }
    return TrailEvidence(*this).prove_under(off, index, note);
}

Result<Disclosure> Trail::disclose(OffLoop off, EntryIndex index) {
    GDPRD_TRY_ASSIGN(std::string proof, prove(off, index));
    const std::uint64_t durable = size();
    auto reader = impl_->reader.lock();
    GDPRD_TRY((*reader)->see(durable));
    return (*reader)->disclose(off, index, std::move(proof));
}

}  // namespace gdprd::audit
