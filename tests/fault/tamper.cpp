// tamper [N [SEED [NUMBER]]]: N random mutations of small trails in memory, each of which the
// verifier must find at the right file, offset and index, or must know to be harmless; and trails
// nobody touched, also while a writer is at work, which must verify. NUMBER runs that one alone.
// tamper --dump DIR N [SEED]: writes each mutated trail to DIR/NUMBER and prints, tab-separated,
// NUMBER, the deed, whether it verifies, and the first bad index: for verifiers of other make.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <thread>

#include "audit/verifier.hpp"
#include "config/base/assert.hpp"
#include "tests/fault/tamper_deeds.hpp"

namespace gdprd::tamper {
namespace {

using namespace audit;

const OffLoop kOff = OffLoop::on_blocking_thread();
constexpr std::uint64_t kMutationsPerTrail = 40;

VerifyReport verify(const SampleTrail& trail, std::shared_ptr<test::MemoryFiles> files,
                    const std::vector<std::string>& known, const Secret* key, std::size_t threads) {
    VerifyOptions options;
    options.dir = trail_dir();
    options.vkey = trail.vkey;
    options.files = std::move(files);
    options.known_checkpoints = known;
    options.root_key = key;
    options.threads = threads;
    const auto report = verify_trail(kOff, options);
    if (!report) {
        VerifyReport none;
        none.faults.push_back({"", 0, 0, "cannot look: " + report.error().message()});
        return none;
    }
    return *report;
}

std::string text(const VerifyReport& report) {
    std::string out = report.torn_tail ? "    torn tail\n" : "";
    for (const Fault& fault : report.faults) out += "    " + to_string(fault) + "\n";
    return out.empty() ? "    no fault\n" : out;
}

std::string text(const Verdict& wanted) {
    switch (wanted.kind) {
        case Verdict::Kind::harmless:
            return "harmless";
        case Verdict::Kind::torn:
            return "a torn tail";
        case Verdict::Kind::none:
            return "nothing";
        case Verdict::Kind::found:
            break;
    }
    return wanted.file + ": offset " + std::to_string(wanted.offset_from) + " to " +
           std::to_string(wanted.offset_to) + ": entry " + std::to_string(wanted.index_from) +
           " to " + std::to_string(wanted.index_to) + (wanted.with_key ? " (with key)" : "");
}

std::uint64_t first_bad(const VerifyReport& report) {
    std::uint64_t out = ~std::uint64_t{0};
    for (const Fault& fault : report.faults) out = std::min(out, fault.index);
    return out;
}

bool names_it(const Verdict& wanted, const VerifyReport& report) {
    bool named = false;
    for (const Fault& fault : report.faults) {
        if (fault.file == wanted.file && fault.offset >= wanted.offset_from &&
            fault.offset <= wanted.offset_to && fault.index >= wanted.index_from &&
            fault.index <= wanted.index_to)
            named = true;
    }
    return named && first_bad(report) >= wanted.index_from && first_bad(report) <= wanted.index_to;
}

bool is_right(const Verdict& wanted, const VerifyReport& report) {
    switch (wanted.kind) {
        case Verdict::Kind::none:
            return true;
        case Verdict::Kind::harmless:
            return report.ok() && !report.torn_tail;
        case Verdict::Kind::torn:
            return report.ok() && report.torn_tail;
        case Verdict::Kind::found:
            return names_it(wanted, report);
    }
    return false;
}

class Campaign {
  public:
    explicit Campaign(std::uint64_t seed) : seed_(seed) {
        add_file_deeds(deeds_);
        add_frame_deeds(deeds_);
        add_history_deeds(deeds_);
        for (const Deed& deed : deeds_) weight_ += deed.weight;
    }
    /// Returns whether the verifier was right.
    bool mutate(std::uint64_t number);
    void dump_to(std::string dir) { dump_ = std::move(dir); }
    /// Verifies a trail over and over while its writer goes on.
    bool leave_alone(int rounds);
    void print() const;

  private:
    const SampleTrail& trail_of(std::uint64_t number);
    const Deed& choose(Dice& dice) const;
    void dump(std::uint64_t number, const std::string& deed, const Verdict& wanted,
              test::MemoryFiles& files, const VerifyReport& report) const;

    struct Count {
        std::uint64_t found = 0, harmless = 0, none = 0, wrong = 0;
    };
    std::uint64_t seed_;
    std::vector<Deed> deeds_;
    std::uint64_t weight_ = 0;
    std::uint64_t made_for_ = ~std::uint64_t{0};
    std::optional<SampleTrail> trail_;
    std::map<std::string, Count> counts_;
    std::string dump_;
};

const SampleTrail& Campaign::trail_of(std::uint64_t number) {
    const std::uint64_t which = number / kMutationsPerTrail;
    if (made_for_ == which) return *trail_;
    trail_ = SampleTrail::make(seed_ * 1'000'003 + which);
    made_for_ = which;
    for (const Secret* key :
         {static_cast<const Secret*>(nullptr), static_cast<const Secret*>(&trail_->root_key)}) {
        const auto report = verify(*trail_, trail_->files, {trail_->last_note}, key, 2);
        if (report.ok() && report.size == trail_->size) continue;
        std::printf("an untouched trail does not verify:\n%s", text(report).c_str());
        std::exit(1);
    }
    return *trail_;
}

const Deed& Campaign::choose(Dice& dice) const {
    std::uint64_t left = dice.below(weight_);
    for (const Deed& deed : deeds_) {
        if (left < deed.weight) return deed;
        left -= deed.weight;
    }
    return deeds_.back();
}

bool Campaign::mutate(std::uint64_t number) {
    const SampleTrail& trail = trail_of(number);
    Dice dice(seed_ * 7'368'787 + number);
    const Deed& deed = choose(dice);
    const auto files = trail.files->copy();
    const Verdict wanted = deed.act(trail, *files, dice);
    Count& count = counts_[deed.name];
    if (wanted.kind == Verdict::Kind::none) {
        ++count.none;
        return true;
    }
    const std::size_t threads = 1 + number % 2;
    const auto bare = verify(trail, files, wanted.known, nullptr, threads);
    if (!dump_.empty()) dump(number, deed.name, wanted, *files, bare);
    const bool both = wanted.with_key || number % 3 == 0;
    bool right = wanted.with_key ? bare.ok() : is_right(wanted, bare);
    VerifyReport keyed;
    if (both) {
        keyed = verify(trail, files, wanted.known, &trail.root_key, threads);
        right = right && is_right(wanted, keyed);
    }
    ++(wanted.kind == Verdict::Kind::found ? count.found : count.harmless);
    if (right) return true;
    ++count.wrong;
    std::printf("seed %llu, mutation %llu, %s\n  expected: %s\n  without key:\n%s",
                static_cast<unsigned long long>(seed_), static_cast<unsigned long long>(number),
                deed.name.c_str(), text(wanted).c_str(), text(bare).c_str());
    if (both) std::printf("  with key:\n%s", text(keyed).c_str());
    return false;
}

void Campaign::dump(std::uint64_t number, const std::string& deed, const Verdict& wanted,
                    test::MemoryFiles& files, const VerifyReport& report) const {
    namespace fs = std::filesystem;
    const fs::path root = fs::path(dump_) / std::to_string(number);
    const auto write = [](const fs::path& path, std::string_view bytes) {
        fs::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary)
            .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    };
    for (const std::string& path : files.names(trail_dir() + "/"))
        write(root / "trail" / path.substr(trail_dir().size() + 1), as_text(files.bytes(path)));
    fs::create_directories(root / "trail" / "segments");
    write(root / "key", trail_->vkey);
    for (const std::string& note : wanted.known) write(root / "known", note);
    std::printf("%llu\t%s\t%s\t%s\n", static_cast<unsigned long long>(number), deed.c_str(),
                report.ok() ? "ok" : "bad",
                report.ok() ? "-" : std::to_string(first_bad(report)).c_str());
}

bool Campaign::leave_alone(int rounds) {
    test::ManualClock clock;
    SampleTrail trail;
    TrailOptions options;
    options.origin = "example.org/tamper";
    options.first_segment_bytes = 64U << 10;
    options.segment_bytes = 64U << 10;
    options.checkpoint_every = std::chrono::milliseconds(1);
    options.checkpoint_entries = 5;
    trail.files = std::make_shared<test::MemoryFiles>();
    options.files = trail.files;
    auto opened = Trail::open(kOff, trail_dir(), options, trail.root_key, clock);
    GDPRD_ASSERT(opened.has_value());
    trail.vkey = (*opened)->vkey();
    std::atomic<bool> done = false;
    std::thread writer([&] {
        EntryDraft draft;
        draft.store = "crm";
        draft.payload = cbor::Map{{"n", 1}};
        for (std::size_t i = 0; !done && i < 3'000; ++i) {
            const std::vector<EntryDraft> some(1 + i % 7, draft);
            GDPRD_ASSERT((*opened)->append(kOff, some).has_value());
            if (i % 200 == 100) GDPRD_ASSERT((*opened)->rotate_signing_key(kOff).has_value());
        }
    });
    bool right = true;
    for (int i = 0; i < rounds && right; ++i) {
        const Secret* key = i % 2 == 0 ? nullptr : &trail.root_key;
        const auto report = verify(trail, trail.files, {(*opened)->latest_checkpoint()}, key, 2);
        right = report.ok();
        if (!right)
            std::printf("a trail that is being written does not verify:\n%s", text(report).c_str());
    }
    done = true;
    writer.join();
    return right;
}

void Campaign::print() const {
    std::printf("%-28s %8s %10s %10s %8s\n", "deed", "found", "harmless", "no change", "wrong");
    for (const auto& [name, count] : counts_)
        std::printf("%-28s %8llu %10llu %10llu %8llu\n", name.c_str(),
                    static_cast<unsigned long long>(count.found),
                    static_cast<unsigned long long>(count.harmless),
                    static_cast<unsigned long long>(count.none),
                    static_cast<unsigned long long>(count.wrong));
}

int run(const std::vector<std::string>& words) {
    const auto number = [&](std::size_t i, std::uint64_t otherwise) {
        return i < words.size() ? std::strtoull(words[i].c_str(), nullptr, 10) : otherwise;
    };
    const bool dump = !words.empty() && words[0] == "--dump" && words.size() >= 3;
    const std::size_t at = dump ? 2 : 0;
    const std::uint64_t wanted = number(at, 500);
    const std::uint64_t seed = number(at + 1, std::random_device{}());
    Campaign campaign(seed);
    if (dump) {
        campaign.dump_to(words[1]);
    } else {
        std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
    }
    if (!dump && words.size() > 2) return campaign.mutate(number(2, 0)) ? 0 : 1;
    std::uint64_t wrong = 0;
    for (std::uint64_t i = 0; i < wanted && wrong < 20; ++i) wrong += campaign.mutate(i) ? 0 : 1;
    if (dump) return wrong == 0 ? 0 : 1;
    const bool alone = campaign.leave_alone(20);
    campaign.print();
    std::printf("%llu mutations, %llu wrong verdicts; trails nobody touched: %s\n",
                static_cast<unsigned long long>(wanted), static_cast<unsigned long long>(wrong),
                alone ? "verify" : "DO NOT VERIFY");
    return wrong == 0 && alone ? 0 : 1;
}

}  // namespace
}  // namespace gdprd::tamper

int main(int argc, char** argv) {
    return gdprd::tamper::run({argv + 1, argv + argc});
}
