// Any text is cut into rows of a sheet at the same places whether it comes at once or in pieces; a
// value that is written reads back as written while the others stay; a row that is emptied has no
// value. The first byte says which kind of sheet.
#include <cstddef>
#include <cstdint>

#include "config/base/bytes.hpp"
#include "connectors/files/ods_rows.hpp"
#include "connectors/files/xlsx_rows.hpp"
#include "tests/fuzz/record_format.hpp"

namespace {

using namespace gdprd;
using namespace gdprd::connectors;

template <class Make>
void check_sheet(std::string_view text, const Make& make) {
    const auto format = make();
    const fuzz::Pieces pieces = fuzz::cut_all(*format, text);
    if (text.size() <= 2048) fuzz::check_growing(*make(), text, pieces);
    for (const std::string_view record : pieces.records) {
        const auto values = fuzz::read(*format, record);
        if (!values) continue;
        fuzz::check_write(*format, record, *values);
        const auto rest = format->rest_of(record);
        if (!rest) continue;
        const auto left = fuzz::read(*format, *rest);
        GDPRD_ASSERT(left.has_value() && left->empty());
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view text = as_text({data + 1, size - 1});
    SheetHeader header;
    header.present = (data[0] & 2U) != 0;
    if (header.present) header.names = {"id", "", "name"};
    if ((data[0] & 1U) != 0) {
        check_sheet(text, [&] { return std::make_unique<OdsFormat>(header, data[0] >> 6U); });
        return 0;
    }
    XlsxCommon common;
    common.strings = {"Ada", "", "two\nlines"};
    common.styles = {DateStyle::none, DateStyle::date, DateStyle::time};
    const auto shared = std::make_shared<const XlsxCommon>(std::move(common));
    check_sheet(text, [&] { return std::make_unique<XlsxFormat>(header, shared); });
    return 0;
}
