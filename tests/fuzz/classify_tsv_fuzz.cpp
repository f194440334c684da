// Any bytes give either findings for every row or an error that names a line. Findings are sound:
// probabilities lie in 0 … 1, and a rejected field has no category.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "config/base/assert.hpp"
#include "config/base/bytes.hpp"
#include "policy/catalogue/classify_tsv.hpp"
#include "policy/catalogue/taxonomy.hpp"

namespace {

/// The cell at `column` of an output row.
std::string_view cell(std::string_view row, int column) {
    for (; column > 0; --column) row.remove_prefix(row.find('\t') + 1);
    return row.substr(0, row.find('\t'));
}

void check_row(std::string_view row) {
    const std::string_view category = cell(row, 3);
    const std::string_view decision = cell(row, 6);
    GDPRD_ASSERT((category == "-") == (decision == "reject"));
    GDPRD_ASSERT(category == "-" || gdprd::policy::find_category(category) != nullptr);
    for (const int column : {4, 5}) {
        const std::string_view probability = cell(row, column);
        GDPRD_ASSERT(probability.size() == 5);
        GDPRD_ASSERT(probability.starts_with("0.") || probability == "1.000");
    }
    GDPRD_ASSERT(!cell(row, 7).empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using gdprd::policy::TableFormat;
    const std::string_view input = gdprd::as_text({data, size});
    const auto out = gdprd::policy::classify_tsv(input, TableFormat::tsv);
    if (!out) {
        GDPRD_ASSERT(out.error().message().starts_with("line "));
        return 0;
    }
    std::string_view rows = *out;
    rows.remove_prefix(rows.find('\n') + 1);
    while (!rows.empty()) {
        const std::size_t end = rows.find('\n');
        GDPRD_ASSERT(end != std::string_view::npos);
        check_row(rows.substr(0, end));
        rows.remove_prefix(end + 1);
    }
    GDPRD_ASSERT(gdprd::policy::classify_tsv(input, TableFormat::json).has_value());
    return 0;
}
