// What the crash campaign runs, kills and runs again: the trail in a process of its own.
//   trail_driver load DIR ACKS COUNT   opens, appends COUNT entries from two threads, writes each
//                                      that is acknowledged to ACKS: "INDEX LEAF-HASH\n"; early
//                                      on the signing key is changed
//   trail_driver check DIR ACKS        opens, compares with ACKS, closes, verifies with the root
//   key
// Exit codes: 0 done, 1 an acknowledged entry is lost or changed, or a fault was found, 2 usage,
// 3 an append failed, 4 the trail does not open.
#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "audit/trail.hpp"
#include "audit/verifier.hpp"
#include "config/base/clock.hpp"

using namespace gdprd;
using namespace gdprd::audit;

namespace {

constexpr OffLoop kOff = OffLoop::on_blocking_thread();
constexpr int kLost = 1;
constexpr int kUsage = 2;
constexpr int kNotAppended = 3;
constexpr int kNotOpened = 4;
constexpr unsigned kRotatesAt = 40;  ///< calls after which the signing key is changed

Secret root_key() {
    return Secret(BytesView(Bytes(32, 0x5A)));
}

/// Small, so that segments fill, spares are made and closed segments repacked in each run.
TrailOptions options() {
    TrailOptions out;
    out.origin = "example.org/gdprd-crash";
    out.first_segment_bytes = 64U << 10;
    out.segment_bytes = 128U << 10;
    out.checkpoint_entries = 50;
    out.checkpoint_every = std::chrono::milliseconds(5);
    out.epoch_entries = 400;
    out.index.enabled = true;
    out.index.run_entries = 64;
    out.index.fan_in = 3;
    return out;
}

int tell(const Error& error, int code) {
    std::fprintf(stderr, "%s\n", error.message().c_str());
    return code;
}

std::vector<EntryDraft> some_drafts(unsigned number) {
    std::vector<EntryDraft> drafts(1 + number % 5);
    for (EntryDraft& draft : drafts) {
        draft.type = EntryType::read;
        draft.store = "crm";
        draft.actor = "uid:app";
        draft.payload = cbor::Map{{"text", std::string(number % 700, 'x')}};
    }
    return drafts;
}

/// One write for each call: a kill leaves whole lines, or one that is cut at the end.
bool acknowledge(int acks, const std::vector<Appended>& appended) {
    std::string lines;
    for (const Appended& one : appended)
        lines += std::to_string(one.index.value()) + " " + hex_encode(one.leaf_hash) + "\n";
    return ::write(acks, lines.data(), lines.size()) == static_cast<ssize_t>(lines.size());
}

int load(const std::string& dir, const std::string& path, unsigned count) {
    const int acks = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (acks < 0) return kUsage;
    const SystemClock clock;
    const auto trail = Trail::open(kOff, dir, options(), root_key(), clock);
    if (!trail) return tell(trail.error(), kNotOpened);
    std::atomic<unsigned> next{0};
    std::atomic<bool> failed{false};
    const auto work = [&] {
        while (!failed) {
            const unsigned number = next++;
            if (number >= count) return;
            if (number == kRotatesAt) {
                const auto rotated = (*trail)->rotate_signing_key(kOff);
                if (!rotated) tell(rotated.error(), kNotAppended);
            }
            const auto appended = (*trail)->append(kOff, some_drafts(number));
            if (!appended) {
                failed = true;
                tell(appended.error(), kNotAppended);
            } else if (!acknowledge(acks, *appended)) {
                std::abort();
            }
        }
    };
    std::thread other(work);
    work();
    other.join();
    return failed ? kNotAppended : 0;
}

int check(const std::string& dir, const std::string& path) {
    std::string vkey;
    {
        const SystemClock clock;
        const auto trail = Trail::open(kOff, dir, options(), root_key(), clock);
        if (!trail) return tell(trail.error(), kNotOpened);
        vkey = (*trail)->vkey();
        std::ifstream acks(path);
        std::string line;
        while (std::getline(acks, line)) {
            const auto space = line.find(' ');
            constexpr std::size_t kHashChars = 64;
            if (space == std::string::npos || line.size() != space + 1 + kHashChars) break;
            const auto entry = (*trail)->read(kOff, EntryIndex(std::stoull(line)));
            if (!entry) return tell(entry.error(), kLost);
            if (hex_encode(entry->leaf_hash) == line.substr(space + 1)) continue;
            std::fprintf(stderr, "entry %s is not the one acknowledged\n", line.c_str());
            return kLost;
        }
        const auto caught_up = (*trail)->catch_up_index(kOff);
        if (!caught_up) return tell(caught_up.error(), kLost);
    }
    const Secret key = root_key();
    VerifyOptions verify;
    verify.dir = dir;
    verify.vkey = vkey;
    verify.root_key = &key;
    const auto report = verify_trail(kOff, verify);
    if (!report) return tell(report.error(), kLost);
    for (const Fault& fault : report->faults)
        std::fprintf(stderr, "%s\n", to_string(fault).c_str());
    return report->ok() ? 0 : kLost;
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.size() == 4 && words[0] == "load")
        return load(words[1], words[2], static_cast<unsigned>(std::stoul(words[3])));
    if (words.size() == 3 && words[0] == "check") return check(words[1], words[2]);
    return kUsage;
}
