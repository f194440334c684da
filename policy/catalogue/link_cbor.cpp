#include <limits>

#include "policy/catalogue/catalogue.hpp"
#include "policy/catalogue/link.hpp"

namespace gdprd::policy {
namespace {

using cbor::Array;
using cbor::Map;
using cbor::Value;

constexpr std::uint32_t kPpmMax = 1'000'000;

Error bad(const char* what) {
    return {ErrorCode::invalid_argument, what};
}

Value share_value(const LinkShare& share) {
    return Map{{"compared", share.compared},
               {"met", share.met},
               {"low_ppm", share.low_ppm},
               {"high_ppm", share.high_ppm}};
}

Result<std::uint32_t> read_ppm(const Value& value) {
    GDPRD_TRY_ASSIGN(const std::uint64_t number, value.as_u64());
    if (number > kPpmMax) return bad("a share of a link is above 1,000,000 ppm");
    return static_cast<std::uint32_t>(number);
}

Result<LinkShare> read_share(const Value& value) {
    LinkShare share;
    GDPRD_TRY_ASSIGN(share.compared, value["compared"].as_u64());
    GDPRD_TRY_ASSIGN(share.met, value["met"].as_u64());
    GDPRD_TRY_ASSIGN(share.low_ppm, read_ppm(value["low_ppm"]));
    GDPRD_TRY_ASSIGN(share.high_ppm, read_ppm(value["high_ppm"]));
    return share;
}

Value side_value(const LinkSide& side) {
    return Map{{"values", side.values}, {"distinct", side.distinct}, {"whole", side.whole}};
}

Result<LinkSide> read_side(const Value& value) {
    LinkSide side;
    GDPRD_TRY_ASSIGN(side.values, value["values"].as_u64());
    GDPRD_TRY_ASSIGN(side.distinct, value["distinct"].as_u64());
    GDPRD_TRY_ASSIGN(side.whole, value["whole"].as_bool());
    return side;
}

template <class E>
Result<E> read_token(const Value& value, E last) {
    GDPRD_TRY_ASSIGN(const std::string text, value.as_string());
    for (unsigned i = 0; i <= static_cast<unsigned>(last); ++i)
        if (to_string(static_cast<E>(i)) == text) return static_cast<E>(i);
    return bad("a link of a catalogue holds an unknown token");
}

Result<FieldPath> read_path(const Value& value) {
    GDPRD_TRY_ASSIGN(const std::string text, value.as_string());
    return parse_field_path(text);
}

Value link_value(const CatalogueLink& link) {
    return Map{{"kind", to_string(link.kind)},
               {"from", to_string(link.from)},
               {"to", to_string(link.to)},
               {"decision", to_string(link.decision)},
               {"decided_by", link.decided_by},
               {"holds", link.holds},
               {"of_from", share_value(link.of_from)},
               {"of_to", share_value(link.of_to)},
               {"from_side", side_value(link.from_side)},
               {"to_side", side_value(link.to_side)},
               {"reasons", Array(link.reasons.begin(), link.reasons.end())}};
}

Result<CatalogueLink> read_link(const Value& value) {
    CatalogueLink link;
    GDPRD_TRY_ASSIGN(link.kind, read_token(value["kind"], LinkKind::copy));
    GDPRD_TRY_ASSIGN(link.from, read_path(value["from"]));
    GDPRD_TRY_ASSIGN(link.to, read_path(value["to"]));
    GDPRD_TRY_ASSIGN(link.decision, read_token(value["decision"], Decision::reject));
    GDPRD_TRY_ASSIGN(link.decided_by, value["decided_by"].as_string());
    GDPRD_TRY_ASSIGN(link.holds, value["holds"].as_string());
    GDPRD_TRY_ASSIGN(link.of_from, read_share(value["of_from"]));
    GDPRD_TRY_ASSIGN(link.of_to, read_share(value["of_to"]));
    GDPRD_TRY_ASSIGN(link.from_side, read_side(value["from_side"]));
    GDPRD_TRY_ASSIGN(link.to_side, read_side(value["to_side"]));
    GDPRD_TRY_ASSIGN(const Array* reasons, value["reasons"].as_array());
    for (const Value& item : *reasons) {
        GDPRD_TRY_ASSIGN(std::string text, item.as_string());
        link.reasons.push_back(std::move(text));
    }
    return link;
}

}  // namespace

cbor::Value to_cbor(const Links& links) {
    Array out;
    out.reserve(links.size());
    for (const auto& [ends, link] : links) out.push_back(link_value(link));
    return out;
}

Result<Links> links_from_cbor(const cbor::Value& value) {
    Links links;
    GDPRD_TRY_ASSIGN(const Array* list, value.as_array());
    for (const Value& item : *list) {
        GDPRD_TRY_ASSIGN(CatalogueLink link, read_link(item));
        std::pair ends{link.from, link.to};
        if (!links.emplace(std::move(ends), std::move(link)).second)
            return bad("a catalogue names a link twice");
    }
    return links;
}

}  // namespace gdprd::policy
