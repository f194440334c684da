#include "audit/trail.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <future>
#include <thread>

#include "audit/frame.hpp"
#include "audit/index/search_index.hpp"
#include "audit/key_backup.hpp"
#include "audit/redactor.hpp"
#include "audit/repacker.hpp"
#include "audit/subject_keys.hpp"
#include "audit/tile_files.hpp"
#include "audit/trail_writer.hpp"
#include "audit/tree.hpp"
#include "config/base/guarded.hpp"
#include "config/base/log.hpp"

namespace gdprd::audit {

namespace {

constexpr std::size_t kDraftsMax = 4096;       ///< of one call
constexpr std::size_t kGroupEntries = 256;     ///< a frame of several calls closes there
constexpr std::size_t kGroupBytes = 4U << 20;  ///< and there
constexpr std::uint64_t kScanChunk = 256;
constexpr std::chrono::milliseconds kStoringPoll{2};

Error no_index() {
    return {ErrorCode::unsupported, "this trail has no search index", "see gdprd's log for why"};
}

}  // namespace

struct Trail::Impl {
    /// A call that waits for the writer; lives on the caller's stack.
    struct Call {
        enum class Kind { append, checkpoint, close_segment, rotate_epoch };
        Kind kind = Kind::append;
        AppendRequest request;
        std::size_t bytes_max = 0;
        Result<std::string> note = Error();
        Result<void> closed;
        Result<std::uint32_t> epoch = 0U;
        bool done = false;
        std::condition_variable ready;
    };
    struct Queue {
        std::deque<Call*> waiting;
        bool stopping = false;
    };
    struct Head {
        std::uint64_t size = 0;
        Hash root{};
        std::string note;
        std::uint64_t signed_size = 0;
    };

    void run();
    void wait_for_work(Guarded<Queue>::Locked& locked);
    static std::vector<Call*> take_group(Queue& waiting);
    void serve(const std::vector<Call*>& group);
    void sign_when_due();
    void collect_stored();
    void publish();
    void submit(Call& call);
    Result<void> start_repacker(const Secret& root_key);
    void open_index(IndexOptions options, const Secret& root_key);
    Result<SearchPage> search(OffLoop off, const SearchQuery& query, std::uint64_t size);
    /// What a search by this subject's key finds below `size`. None: there is nothing to search by.
    Result<std::optional<std::vector<EntryIndex>>> find_payloads(OffLoop off, std::uint64_t subject,
                                                                 std::uint64_t size);
    Result<void> scan_found(OffLoop off, EntryIndex from, std::uint64_t end,
                            const ScanFilter& filter, const ScanSink& sink);

    std::chrono::milliseconds checkpoint_every{};
    std::string vkey;
    std::uint64_t group_bytes = kGroupBytes;
    Guarded<Queue> queue;
    std::condition_variable work;
    Guarded<Head> head;
    Guarded<std::unique_ptr<TrailReader>> reader;
    std::shared_ptr<FileStore> files;
    std::string dir;
    std::unique_ptr<SubjectKeys> subjects;
    std::unique_ptr<Redactor> redactor;
    std::unique_ptr<TrailWriter> writer;              ///< the writer thread's, once that runs
    std::chrono::steady_clock::time_point signed_at;  ///< the writer thread's
    TrailWriter::SignedHead storing_head;             ///< the writer thread's
    std::future<Result<void>> storing;                ///< a checkpoint on its way to the disk
    std::thread thread;
    std::unique_ptr<Repacker> repacker;  ///< null: switched off
    std::unique_ptr<SearchIndex> index;  ///< null: not enabled, or its directory cannot be used
};

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

/// A trail works without its index: what is wrong with it is told, and searches are slow.
void Trail::Impl::open_index(IndexOptions options, const Secret& root_key) {
    if (!options.enabled) return;
    if (!options.subject_keys) {
        options.subject_keys = [this](std::uint64_t number) -> Result<SubjectKey> {
            GDPRD_TRY_ASSIGN(const auto key, subjects->find(OffLoop::on_blocking_thread(), number));
            return SubjectKey{key->number, key->key.clone()};
        };
    }
    auto follower = TrailReader::open_for_writer(files, dir, root_key);
    auto opened = follower
                      ? SearchIndex::open({files, dir}, std::move(*follower), std::move(options),
                                          [this] { return head.lock()->size; })
                      : Result<std::unique_ptr<SearchIndex>>(follower.error());
    if (opened) {
        index = std::move(*opened);
    } else {
        log::event(log::Event::search_index_failed, {{"error", opened.error()}});
    }
}

Result<SearchPage> Trail::Impl::search(OffLoop off, const SearchQuery& query, std::uint64_t size) {
    const auto find = [&](EntryIndex at, const SearchCriteria& criteria) {
        auto locked = reader.lock();
        TrailReader& opened = **locked;
        if (at.value() >= opened.size()) {
            if (const auto seen = opened.see(head.lock()->size); !seen)
                return Result<std::optional<EntryView>>(seen.error());
        }
        return opened.find(off, at, criteria);
    };
    return index ? index->search(query, size, find) : search_without_index(query, size, find);
}

Result<void> Trail::Impl::scan_found(OffLoop off, EntryIndex from, std::uint64_t end,
                                     const ScanFilter& filter, const ScanSink& sink) {
    SearchQuery query;
    query.order = SearchOrder::oldest_first;
    query.from = from;
    query.limit = kScanChunk;
    if (filter.request) query.criteria.requests = {*filter.request};
    if (filter.type) query.criteria.types = {*filter.type};
    for (;;) {
        GDPRD_TRY_ASSIGN(const SearchPage page, search(off, query, end));
        for (const EntryView& view : page.entries) {
            if (!sink(view)) return {};
        }
        if (!page.next) return {};
        query.from = page.next;
    }
}

Result<std::optional<std::vector<EntryIndex>>> Trail::Impl::find_payloads(OffLoop off,
                                                                          std::uint64_t subject,
                                                                          std::uint64_t size) {
    using Found = std::optional<std::vector<EntryIndex>>;
    if (!index || !subjects->find(off, subject)) return Found();
    SearchQuery query;
    query.order = SearchOrder::oldest_first;
    query.criteria.subjects = {subject};
    query.limit = kScanChunk;
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

void Trail::Impl::publish() {
    auto shown = head.lock();
    shown->size = writer->edge().size();
    shown->root = writer->edge().root();
    shown->note = writer->latest_note();
    shown->signed_size = writer->signed_size();
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
    const bool pending = writer->edge().size() != writer->signed_size() && !writer->poisoned();
    const bool late = checkpoint_every.count() != 0 && now - signed_at >= checkpoint_every;
    if (!writer->wants_signature() && !(pending && late)) return;
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

void Trail::Impl::serve(const std::vector<Call*>& group) {
    if (group.front()->kind == Call::Kind::close_segment) {
        group.front()->closed = writer->close_segment();
    } else if (group.front()->kind == Call::Kind::rotate_epoch) {
        group.front()->epoch = writer->rotate_epoch();
    } else if (group.front()->kind == Call::Kind::checkpoint) {
        collect_stored();
        group.front()->note = writer->sign();
        signed_at = std::chrono::steady_clock::now();
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
    impl->files = options.files ? options.files : real_files();
    impl->dir = dir;
    options.files = impl->files;
    GDPRD_TRY_ASSIGN(impl->writer, TrailWriter::open(dir, options, root_key, clock));
    const KeyRing& keys = impl->writer->keys();
    impl->vkey = format_vkey(keys.origin(), keys.public_key());
    GDPRD_TRY_ASSIGN(*impl->reader.lock(),
                     TrailReader::open_for_writer(impl->files, dir, root_key));
    impl->signed_at = std::chrono::steady_clock::now();
    impl->publish();
    if (options.repacking == Repacking::on) GDPRD_TRY(impl->start_repacker(root_key));
    impl->thread = std::thread([raw = impl.get()] { raw->run(); });
    std::unique_ptr<Trail> trail(new Trail(std::move(impl)));
    trail->make_subject_keys();
    trail->make_redactor();
    const auto resumed = trail->impl_->redactor->resume(off);
    if (!resumed) log::event(log::Event::trail_redaction_failed, {{"error", resumed.error()}});
    trail->impl_->open_index(std::move(options.index), root_key);
    return trail;
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

std::vector<EpochRecord> Trail::epochs() const {
    return impl_->writer->keys().epochs();
}

Result<std::uint32_t> Trail::rotate_epoch(OffLoop /*off*/) {
    Impl::Call call;
    call.kind = Impl::Call::Kind::rotate_epoch;
    impl_->submit(call);
    return std::move(call.epoch);
}

Result<void> Trail::destroy_epoch(OffLoop off, std::uint32_t id) {
    const std::vector<EpochRecord> all = epochs();
    const auto found =
        std::find_if(all.begin(), all.end(), [id](const EpochRecord& r) { return r.epoch == id; });
    const bool newest = found != all.end() && found + 1 == all.end();
    if (found != all.end() && !newest && !all_zero(found->wrapped)) {
        // Recorded first: a restored backup of the keys must not bring it back.
        EntryDraft draft;
        draft.type = EntryType::key;
        draft.payload =
            cbor::Map{{"epochs", cbor::Array{std::uint64_t{id}}}, {"kind", "destroyed"}};
        GDPRD_TRY(append(off, {&draft, 1}));
    }
    GDPRD_TRY(impl_->writer->key_ring().destroy_epoch(id));
    return (*impl_->reader.lock())->reload_keys();
}

Result<KeyBackup> Trail::backup_keys(OffLoop /*off*/) {
    GDPRD_TRY_ASSIGN(KeyBackup out, impl_->writer->key_ring().backup());
    out.trail_size = size();
    return out;
}

void Trail::make_redactor() {
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
    impl_->redactor =
        std::make_unique<Redactor>(*impl_->subjects, impl_->files, impl_->dir, std::move(calls));
}

Redactor& Trail::redactor() noexcept {
    return *impl_->redactor;
}

SubjectKeys& Trail::subject_keys() noexcept {
    return *impl_->subjects;
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

Result<void> Trail::scan(OffLoop off, EntryIndex from, EntryIndex to, const ScanFilter& filter,
                         const ScanSink& sink) {
    const std::uint64_t end = std::min(to.value(), size());
    if (impl_->index && (filter.request || filter.type))
        return impl_->scan_found(off, from, end, filter, sink);
    // In parts, so that the sink runs without the lock and may call the trail itself.
    for (std::uint64_t at = from.value(); at < end; at += kScanChunk) {
        std::vector<EntryView> views;
        {
            auto reader = impl_->reader.lock();
            GDPRD_TRY((*reader)->see(size()));
            GDPRD_TRY((*reader)->scan(off, EntryIndex(at),
                                      EntryIndex(std::min(at + kScanChunk, end)), filter,
                                      [&](const EntryView& view) {
                                          views.push_back(view);
                                          return true;
                                      }));
        }
        for (const EntryView& view : views) {
            if (!sink(view)) return {};
        }
    }
    return {};
}

Result<SearchPage> Trail::search(OffLoop off, const SearchQuery& query) {
    if (query.limit == 0) {
        return Error(ErrorCode::invalid_argument, "a page of no entries was asked for");
    }
    return impl_->search(off, query, size());
}

Result<SearchStats> Trail::stats(OffLoop /*off*/) {
    if (!impl_->index) return no_index();
    return impl_->index->stats();
}

IndexState Trail::index_state() const {
    if (impl_->index) return impl_->index->state();
    IndexState out;
    out.entries = size();
    return out;
}

Result<void> Trail::catch_up_index(OffLoop /*off*/) {
    return impl_->index ? impl_->index->catch_up() : Result<void>(no_index());
}

Result<std::string> Trail::prove(OffLoop off, EntryIndex index) {
    if (index.value() >= size()) {
        return Error(ErrorCode::not_found,
                     "no entry " + std::to_string(index.value()) + " in the trail");
    }
    InclusionProof proof;
    proof.index = index;
    std::uint64_t covered = 0;
    {
        auto head = impl_->head.lock();
        proof.checkpoint = head->note;
        covered = head->signed_size;
    }
    if (index.value() >= covered) {
        GDPRD_TRY_ASSIGN(proof.checkpoint, checkpoint(off));
    }
    GDPRD_TRY_ASSIGN(const SignedNote note, parse_note(proof.checkpoint));
    GDPRD_TRY_ASSIGN(const Checkpoint signed_head, parse_checkpoint(note.text));
    TileReader tiles(impl_->files, impl_->dir);
    GDPRD_TRY_ASSIGN(proof.hashes, prove_inclusion(tiles, index.value(), signed_head.size));
    return format_proof(proof);
}

Result<Disclosure> Trail::disclose(OffLoop off, EntryIndex index) {
    GDPRD_TRY_ASSIGN(std::string proof, prove(off, index));
    const std::uint64_t durable = size();
    auto reader = impl_->reader.lock();
    GDPRD_TRY((*reader)->see(durable));
    return (*reader)->disclose(off, index, std::move(proof));
}

}  // namespace gdprd::audit
