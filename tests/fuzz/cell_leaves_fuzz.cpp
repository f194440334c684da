// Any bytes are read as each format within limits: places and values are told below the bounds, a
// place reads back as it was written, and the beginning of a cell shows nothing that the whole one
// hides before it. The trie of places stays below its bounds. The first byte says which format, or
// that it is to be guessed.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "config/base/assert.hpp"
#include "config/base/bytes.hpp"
#include "config/limits.hpp"
#include "policy/cells/cell_values.hpp"
#include "policy/cells/path_trie.hpp"

namespace {

using namespace gdprd;
using namespace gdprd::policy;

struct Told {
    CellEnd end = CellEnd::broken;
    std::vector<std::string> leaves;
};

Told tell(CellFormat format, std::string_view cell, PathTrie* trie) {
    Told out;
    out.end = read_leaves(format, cell, [&](auto keys, std::string_view value) {
        GDPRD_ASSERT(keys.size() <= config::limits::kCellDepth);
        CellKeys names;
        for (const CellKey& key : keys) names.emplace_back(key.name);
        GDPRD_ASSERT(covers(names, names));
        if (!names.empty()) {
            const auto again = parse_pointer(to_pointer(names));
            GDPRD_ASSERT(again && *again == names);
        }
        if (trie != nullptr) trie->add(keys, value);
        out.leaves.push_back(to_pointer(names) + "=" + std::string(value));
        return true;
    });
    GDPRD_ASSERT(out.leaves.size() <= config::limits::kCellLeaves);
    return out;
}

void check(CellFormat format, std::string_view cell) {
    PathTrie trie;
    trie.begin_cell();
    const Told whole = tell(format, cell, &trie);
    sweep::Sweeper sweeper;
    const auto paths = trie.take(sweeper);
    GDPRD_ASSERT(paths.size() <= config::limits::kCellPlaces);
    for (const CellPath& path : paths) GDPRD_ASSERT(!path.keys.empty() && path.cells <= 1);
    // lines and tables are understood as a whole; of the others a beginning shows the first leaves
    if (format == CellFormat::lines || format == CellFormat::table || format == CellFormat::query)
        return;
    if (whole.end != CellEnd::whole) return;
    const Told part = tell(format, cell.substr(0, cell.size() / 2), nullptr);
    GDPRD_ASSERT(part.leaves.size() <= whole.leaves.size());
    for (std::size_t i = 0; i < part.leaves.size(); ++i)
        GDPRD_ASSERT(part.leaves[i] == whole.leaves[i]);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view text = as_text({data + 1, size - 1});
    constexpr std::uint8_t kFormats = 6;
    const std::uint8_t which = data[0] % (kFormats + 1);
    if (which < kFormats) {
        check(static_cast<CellFormat>(which), text);
    } else if (const auto format = guess_format(text)) {
        check(*format, text);
    }
    (void)values_inside({Cell::Kind::text, std::string(text)});
    return 0;
}
