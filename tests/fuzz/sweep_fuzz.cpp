// Any bytes are swept as text, in parts, and as rows: places lie inside, parts find what the whole
// does, and each find passes its validator again.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "config/base/assert.hpp"
#include "config/base/bytes.hpp"
#include "policy/sweep/sweeper.hpp"

namespace {

using namespace gdprd::policy::sweep;

bool by_place(const Found& a, const Found& b) {
    return a.at != b.at ? a.at < b.at : a.what.bits() < b.what.bits();
}

std::vector<Found> sorted(std::vector<Found> all) {
    std::sort(all.begin(), all.end(), by_place);
    return all;
}

std::vector<Found> whole(Sweeper& sweeper, std::string_view text) {
    std::vector<Found> all;
    const std::size_t end = sweeper.text({text, 0, true}, [&](const Found& found) {
        GDPRD_ASSERT(found.at + found.size <= text.size() && !found.what.empty());
        const std::string_view value = text.substr(found.at, found.size);
        GDPRD_ASSERT(validated(found.what, value) == found.what);
        all.push_back(found);
    });
    GDPRD_ASSERT(end >= text.size());
    return sorted(std::move(all));
}

std::vector<Found> in_parts(Sweeper& sweeper, std::string_view text, std::size_t size) {
    std::vector<Found> all;
    std::size_t begin = 0;
    std::size_t from = 0;
    std::size_t end = 0;
    do {
        end = std::min(text.size(), end + size);
        from = begin +
               sweeper.text({text.substr(begin, end - begin), from - begin, end == text.size()},
                            [&](const Found& found) {
                                all.push_back({found.what, found.at + begin, found.size});
                            });
        begin = from - std::min(from, Sweeper::kLookBack);
    } while (end < text.size());
    return sorted(std::move(all));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    static Sweeper sweeper;
    const std::string_view text = gdprd::as_text({data + 2, size - 2});
    const auto found = whole(sweeper, text);
    GDPRD_ASSERT(in_parts(sweeper, text, 600 + data[1]) == found);
    for (const Gate gate : {Gate::scalar, Gate::sse2}) {
        if (!usable(gate)) continue;
        Sweeper other(gate);
        GDPRD_ASSERT(whole(other, text) == found);
    }
    const auto rows =
        sweeper.rows({text, static_cast<char>(data[0])}, [](std::size_t, const ValueHits& hits) {
            GDPRD_ASSERT(hits.whole.empty() != hits.inside.empty());
        });
    GDPRD_ASSERT(rows.consumed == text.size());
    static_cast<void>(sweeper.value(text));
    return 0;
}
