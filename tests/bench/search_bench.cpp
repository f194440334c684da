// search_bench [--entries N] [--dir DIR] [--samples N] [--sqlite N]: searches over a trail of N
// entries (default 1,000,000), and what their index costs.
//
// Builds the trail with its index on, then builds the index again alone, then asks each kind of
// question --samples times with values that vary, a page of at most 100 entries each, and prints
// the times of a page. Distributions: 8 stores, 40 collections, 60 field sets, 500 actors, 20
// purposes, each by Zipf's law; a request for each 5,000 entries, with 20 entries near each other;
// 3 of 10 entries concern one of N/10 persons; 12 months pass.
//
// --sqlite N: as many entries' keyed tokens in an SQLite table, for comparison.

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "audit/index/token.hpp"
#include "audit/trail.hpp"
#include "config/base/assert.hpp"
#include "config/base/crypto.hpp"
#include "config/base/sqlite.hpp"
#include "config/base/time.hpp"

namespace {

using namespace gdprd;
using namespace gdprd::audit;
using Seconds = std::chrono::duration<double>;
using SteadyTime = std::chrono::steady_clock::time_point;

const OffLoop kOff = OffLoop::on_blocking_thread();
constexpr std::size_t kBatch = 4096;
constexpr auto kYear = std::chrono::hours(24 * 365);
constexpr std::uint64_t kEntriesPerRequest = 5000;

double since(SteadyTime begin) {
    return Seconds(std::chrono::steady_clock::now() - begin).count();
}

/// A year passes while the trail is built.
class FastClock final : public Clock {
  public:
    [[nodiscard]] WallTime now() const override { return now_; }
    [[nodiscard]] MonotonicTime monotonic() const override {
        return std::chrono::steady_clock::now();
    }
    void advance(std::chrono::nanoseconds by) { now_ += by; }

  private:
    WallTime now_ = *parse_time("2025-01-01T00:00:00Z");
};

class Zipf {
  public:
    explicit Zipf(std::size_t count) {
        double sum = 0;
        for (std::size_t i = 1; i <= count; ++i) sums_.push_back(sum += 1 / static_cast<double>(i));
    }
    std::size_t operator()(std::mt19937_64& random) const {
        const double at = std::uniform_real_distribution<double>(0, sums_.back())(random);
        return static_cast<std::size_t>(std::lower_bound(sums_.begin(), sums_.end(), at) -
                                        sums_.begin());
    }

  private:
    std::vector<double> sums_;
};

struct Words {
    std::uint64_t persons;
    std::uint64_t entries;
    Secret subject_root = Secret(BytesView(Bytes(32, 0x33)));
    Zipf stores{8}, collections{40}, sets{60}, actors{500}, purposes{20};

    SubjectKey subject(std::uint64_t number) const {
        return {number, crypto::hkdf_expand(subject_root, std::to_string(number))};
    }
    static std::string request(std::uint64_t number) {
        return "R-2025-" + std::to_string(10000 + number);
    }
    static std::string actor(std::size_t number) { return "uid:user" + std::to_string(number); }
    static std::string store(std::size_t number) { return "store" + std::to_string(number); }
    static std::string collection(std::size_t n) { return "collection" + std::to_string(n); }
    static std::string purpose(std::size_t number) { return "purpose" + std::to_string(number); }
    static std::string field(std::size_t number) { return "field" + std::to_string(number); }

    EntryDraft draft(std::uint64_t seq, std::mt19937_64& random) const {
        EntryDraft out;
        out.type = random() % 4 == 0 ? EntryType::write : EntryType::read;
        const auto collection_number = collections(random);
        out.store = store(collection_number % 8);
        out.collection = collection(collection_number);
        const auto set = sets(random);
        for (std::size_t i = 0; i < 1 + set % 6; ++i) out.fields.push_back(field(set + 7 * i));
        out.actor = actor(actors(random));
        if (random() % 2 == 0) out.purpose = purpose(purposes(random));
        if (seq % kEntriesPerRequest >= 4000 && random() % 50 == 0)
            out.request = request(seq / kEntriesPerRequest);
        out.row_count = 1 + random() % 20;
        if (random() % 10 < 3) {
            out.payload = cbor::Map{{"statement", Bytes(32, 0x42)}};
            out.subject_key = std::make_shared<const SubjectKey>(subject(random() % persons));
        }
        return out;
    }
};

class Bench {
  public:
    Bench(std::string dir, std::uint64_t entries)
        : dir_(std::move(dir)), words_{std::max<std::uint64_t>(entries / 10, 10), entries} {
        options_.origin = "example.org/bench";
        options_.index.enabled = true;
        options_.index.subject_keys = [this](std::uint64_t number) -> Result<SubjectKey> {
            return words_.subject(number);
        };
    }

    void open() {
        auto trail = Trail::open(kOff, dir_ + "/trail", options_, root_key_, clock_);
        GDPRD_ASSERT(trail.has_value());
        trail_ = std::move(*trail);
    }

    void build() {
        open();
        std::mt19937_64 random{1};
        const auto begin = std::chrono::steady_clock::now();
        std::uint64_t lag = 0;
        std::vector<EntryDraft> drafts;
        for (std::uint64_t done = 0; done < words_.entries; done += drafts.size()) {
            drafts.clear();
            for (std::size_t i = 0; i < std::min<std::uint64_t>(kBatch, words_.entries - done); ++i)
                drafts.push_back(words_.draft(done + i, random));
            GDPRD_ASSERT(trail_->append(kOff, drafts).has_value());
            clock_.advance(std::chrono::nanoseconds(kYear) / words_.entries * drafts.size());
            const auto state = trail_->index_state();
            lag = std::max(lag, state.entries - state.indexed);
        }
        const double appended = since(begin);
        GDPRD_ASSERT(trail_->catch_up_index(kOff).has_value());
        std::printf(
            "built %llu entries in %.1f s (%.0f/s, drafts included); the index was at most "
            "%llu entries behind, and whole %.1f s later\n",
            static_cast<unsigned long long>(trail_->size()), appended,
            static_cast<double>(words_.entries) / appended, static_cast<unsigned long long>(lag),
            since(begin) - appended);
    }

    void rebuild() {
        trail_.reset();
        std::filesystem::remove_all(dir_ + "/trail/index");
        const auto begin = std::chrono::steady_clock::now();
        open();
        GDPRD_ASSERT(trail_->catch_up_index(kOff).has_value());
        const double taken = since(begin);
        const auto state = trail_->index_state();
        std::printf("indexed again alone: %.1f s, %.0f entries/s; %llu parts, %.1f bytes/entry\n",
                    taken, static_cast<double>(state.entries) / taken,
                    static_cast<unsigned long long>(state.parts),
                    static_cast<double>(state.bytes) / static_cast<double>(state.entries));
    }

    void ask(int samples) {
        std::printf("%-44s %9s %9s %9s %9s\n", "page of at most 100 entries", "p50 ms", "p99 ms",
                    "max ms", "entries");
        using Make = std::function<void(SearchCriteria&, std::mt19937_64&)>;
        const auto day = [](SearchCriteria& c, std::mt19937_64& random, int days) {
            const auto start = *parse_time("2025-01-01T00:00:00Z");
            c.since =
                start + std::chrono::hours(24 * (random() % static_cast<unsigned>(366 - days)));
            c.until = *c.since + std::chrono::hours(24 * days);
        };
        const std::pair<const char*, Make> kinds[] = {
            {"request",
             [&](auto& c, auto& r) {
                 c.requests = {
                     Words::request(r() % (1 + (words_.entries - 1) / kEntriesPerRequest))};
             }},
            {"subject", [&](auto& c, auto& r) { c.subjects = {r() % words_.persons}; }},
            {"subject, month",
             [&](auto& c, auto& r) {
                 c.subjects = {r() % words_.persons};
                 day(c, r, 30);
             }},
            {"rare actor, day",
             [&](auto& c, auto& r) {
                 c.actors = {Words::actor(100 + r() % 400)};
                 day(c, r, 1);
             }},
            {"rare actor, rare collection",
             [&](auto& c, auto& r) {
                 c.actors = {Words::actor(100 + r() % 400)};
                 c.collections = {Words::collection(20 + r() % 20)};
             }},
            {"actor, store, write, week",
             [&](auto& c, auto& r) {
                 c.actors = {Words::actor(10 + r() % 400)};
                 c.stores = {Words::store(r() % 8)};
                 c.types = {EntryType::write};
                 day(c, r, 7);
             }},
            {"field, purpose, rare actor, month",
             [&](auto& c, auto& r) {
                 c.fields = {Words::field(40 + r() % 30)};
                 c.purposes = {Words::purpose(10 + r() % 10)};
                 c.actors = {Words::actor(100 + r() % 400)};
                 day(c, r, 30);
             }},
            {"three actors, two collections, day",
             [&](auto& c, auto& r) {
                 for (int i = 0; i < 3; ++i) c.actors.push_back(Words::actor(50 + r() % 400));
                 for (int i = 0; i < 2; ++i)
                     c.collections.push_back(Words::collection(10 + r() % 30));
                 day(c, r, 1);
             }},
            {"nobody of that name",
             [&](auto& c, auto& r) { c.actors = {"uid:nobody" + std::to_string(r())}; }},
            {"not selective: newest of a common actor",
             [&](auto& c, auto& r) { c.actors = {Words::actor(r() % 5)}; }},
            {"not selective: writes of one day",
             [&](auto& c, auto& r) {
                 c.types = {EntryType::write};
                 day(c, r, 1);
             }},
        };
        std::mt19937_64 random{7};
        for (const auto& [name, make] : kinds) one_kind(name, make, samples, random);
    }

  private:
    template <class Make>
    void one_kind(const char* name, const Make& make, int samples, std::mt19937_64& random) {
        std::vector<double> times;
        std::uint64_t found = 0;
        for (int i = 0; i < samples; ++i) {
            SearchQuery query;
            make(query.criteria, random);
            const auto begin = std::chrono::steady_clock::now();
            const auto page = trail_->search(kOff, query);
            times.push_back(since(begin) * 1000);
            GDPRD_ASSERT(page.has_value());
            found += page->entries.size();
        }
        std::sort(times.begin(), times.end());
        const auto at = [&](double share) {
            return times[std::min(
                times.size() - 1,
                static_cast<std::size_t>(share * static_cast<double>(times.size())))];
        };
        std::printf("%-44s %9.2f %9.2f %9.2f %9.1f\n", name, at(0.5), at(0.99), times.back(),
                    static_cast<double>(found) / samples);
        std::fflush(stdout);
    }

    std::string dir_;
    Words words_;
    FastClock clock_;
    Secret root_key_ = Secret(BytesView(Bytes(32, 0x5A)));
    TrailOptions options_;
    std::unique_ptr<Trail> trail_;
};

/// The same tokens as rows of an SQLite table: what a database would cost, without its sealing.
void compare_sqlite(const std::string& dir, std::uint64_t entries) {
    auto db = sqlite::Database::open(dir + "/index.db", sqlite::OpenMode::create);
    GDPRD_ASSERT(db.has_value());
    for (const char* sql : {"PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL",
                            "CREATE TABLE posting(token BLOB, seq INTEGER, "
                            "PRIMARY KEY(token, seq)) STRICT, WITHOUT ROWID"})
        GDPRD_ASSERT(db->execute(sql).has_value());
    const Words words{std::max<std::uint64_t>(entries / 10, 10), entries};
    const IndexKeys keys(Secret(BytesView(Bytes(32, 0x44))));
    std::mt19937_64 random{1};
    std::vector<std::pair<Token, std::uint64_t>> rows;
    for (std::uint64_t seq = 0; seq < entries; ++seq) {
        const auto draft = words.draft(seq, random);
        rows.emplace_back(keys.type_token(draft.type), seq);
        rows.emplace_back(keys.token(TokenKind::store, draft.store), seq);
        rows.emplace_back(keys.token(TokenKind::collection, draft.collection), seq);
        rows.emplace_back(keys.field_set_token(draft.fields.size()), seq);
        rows.emplace_back(keys.token(TokenKind::actor, draft.actor), seq);
        if (!draft.purpose.empty())
            rows.emplace_back(keys.token(TokenKind::purpose, draft.purpose), seq);
        if (draft.subject_key)
            rows.emplace_back(keys.field_set_token(draft.subject_key->number + 1000), seq);
    }
    const auto begin = std::chrono::steady_clock::now();
    for (std::size_t at = 0; at < rows.size();) {
        auto transaction = sqlite::Transaction::begin(*db);
        auto insert = db->prepare("INSERT OR IGNORE INTO posting VALUES(?1, ?2)");
        GDPRD_ASSERT(transaction.has_value() && insert.has_value());
        for (const auto end = std::min(rows.size(), at + 65536); at < end; ++at) {
            insert->bind(1, BytesView(rows[at].first))
                .bind(2, static_cast<std::int64_t>(rows[at].second));
            GDPRD_ASSERT(insert->run().has_value());
            insert->reset();
        }
        GDPRD_ASSERT(transaction->commit().has_value());
    }
    const double taken = since(begin);
    GDPRD_ASSERT(db->execute("PRAGMA wal_checkpoint(TRUNCATE)").has_value());
    const auto bytes = std::filesystem::file_size(dir + "/index.db");
    std::printf("sqlite, not sealed: %.0f entries/s, %.1f bytes/entry (%llu entries)\n",
                static_cast<double>(entries) / taken,
                static_cast<double>(bytes) / static_cast<double>(entries),
                static_cast<unsigned long long>(entries));
}

std::uint64_t option(int argc, char** argv, const char* name, std::uint64_t fallback) {
    for (int i = 1; i + 1 < argc; ++i)
        if (std::strcmp(argv[i], name) == 0) return std::strtoull(argv[i + 1], nullptr, 10);
    return fallback;
}

}  // namespace

int main(int argc, char** argv) {
    std::string base = ".";
    for (int i = 1; i + 1 < argc; ++i)
        if (std::strcmp(argv[i], "--dir") == 0) base = argv[i + 1];
    std::string dir = base + "/search-bench-XXXXXX";
    GDPRD_ASSERT(::mkdtemp(dir.data()) != nullptr);
    {
        Bench bench(dir, option(argc, argv, "--entries", 1'000'000));
        bench.build();
        bench.rebuild();
        bench.ask(static_cast<int>(option(argc, argv, "--samples", 300)));
    }
    if (const auto entries = option(argc, argv, "--sqlite", 0)) compare_sqlite(dir, entries);
    std::filesystem::remove_all(dir);
}
