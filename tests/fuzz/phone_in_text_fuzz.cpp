// Any bytes are a text. A known number that stands in it is among those that a store finds by its
// digits,
// and its marks are no more than the text has bytes.
// The first byte says which number.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "config/base/assert.hpp"
#include "config/base/bytes.hpp"
#include "policy/identity/digits_inside.hpp"
#include "policy/identity/phone_in_text.hpp"

using namespace gdprd;
using namespace gdprd::policy;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    static const std::array<PhoneInText, 5> kPhones{
        PhoneInText("+49897654321"), PhoneInText("+33612345678"), PhoneInText("+34612345678"),
        PhoneInText("+12125550123"), PhoneInText("0897654321")};
    const PhoneInText& phone = kPhones.at(data[0] % kPhones.size());
    const std::string_view text = as_text({data + 1, size - 1});
    const std::string marks = dialled_marks(text);
    GDPRD_ASSERT(marks.size() <= text.size());
    if (phone.stands_in_marks(marks)) {
        GDPRD_ASSERT(holds_digits_inside(text, phone.wanted()));
        GDPRD_ASSERT(phone.stands_in(text));
    } else {
        GDPRD_ASSERT(!phone.stands_in(text));
    }
    return 0;
}
