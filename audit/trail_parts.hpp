#pragma once

// What a Trail is made of; for its own sources only.

#include <chrono>
#include <condition_variable>
#include <deque>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "audit/index/search_index.hpp"
#include "audit/key_backup.hpp"
#include "audit/redactor.hpp"
#include "audit/repacker.hpp"
#include "audit/subject_keys.hpp"
#include "audit/tile_files.hpp"
#include "audit/trail.hpp"
#include "audit/trail_writer.hpp"
#include "config/base/guarded.hpp"

namespace gdprd::audit {

struct Trail::Impl {
    static constexpr std::size_t kGroupBytes = 4U << 20;  ///< a frame of several calls closes there

    /// A call that waits for the writer; lives on the caller's stack.
    struct Call {
        enum class Kind {
            append,
            checkpoint,
            close_segment,
            rotate_epoch,
            prepare_signing,
            rotate_signing
        };
        Kind kind = Kind::append;
        AppendRequest request;
        std::size_t bytes_max = 0;
        Result<std::string> note = Error();
        Result<void> closed;
        Result<std::uint32_t> epoch = 0U;
        Result<VerifierKey> next = Error();
        Result<Succession> succession = Error();
        bool done = false;
        std::condition_variable ready;
    };
    struct Queue {
        std::deque<Call*> waiting;
        bool stopping = false;
    };
    struct SigningKeys {
        std::shared_ptr<const SigningChain> chain;
        std::optional<VerifierKey> prepared;
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
    void publish_keys();
    void serve_one(Call& call);
    void submit(Call& call);
    Result<void> start_repacker(const Secret& root_key);
    SubjectKeyLookup subject_lookup();
    void open_index(IndexOptions options, const Secret& root_key);
    Result<SearchPage> search(OffLoop off, const SearchQuery& query, std::uint64_t size);
    /// What a search by this subject's key finds below `size`. None: there is nothing to search by.
    Result<std::optional<std::vector<EntryIndex>>> find_payloads(OffLoop off, std::uint64_t subject,
                                                                 std::uint64_t size);
    Result<void> scan_found(OffLoop off, EntryIndex from, std::uint64_t end,
                            const ScanFilter& filter, const ScanSink& sink);

    std::chrono::milliseconds checkpoint_every{};
    std::chrono::milliseconds checkpoint_gap{};  ///< not above checkpoint_every
    std::string vkey;
    std::uint64_t group_bytes = kGroupBytes;
    Guarded<Queue> queue;
    std::condition_variable work;
    Guarded<Head> head;
    Guarded<SigningKeys> signing;
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

}  // namespace gdprd::audit
