#include "policy/catalogue/catalogue_json.hpp"

#include <boost/json.hpp>

#include "config/base/utf8.hpp"
#include "config/limits.hpp"

namespace gdprd::policy {
namespace {

namespace json = boost::json;

Result<cbor::Value> from_json(const json::value& value);

Result<cbor::Value> from_array(const json::array& list) {
    cbor::Array out;
    out.reserve(list.size());
    for (const json::value& item : list) {
        GDPRD_TRY_ASSIGN(cbor::Value read, from_json(item));
        out.push_back(std::move(read));
    }
    return cbor::Value(std::move(out));
}

Result<cbor::Value> from_object(const json::object& members) {
    cbor::Map out;
    for (const auto& member : members) {
        GDPRD_TRY_ASSIGN(cbor::Value read, from_json(member.value()));
        out.insert_or_assign(std::string(member.key()), std::move(read));
    }
    return cbor::Value(std::move(out));
}

Result<cbor::Value> from_json(const json::value& value) {
    switch (value.kind()) {
        case json::kind::null:
            return cbor::Value();
        case json::kind::bool_:
            return cbor::Value(value.get_bool());
        case json::kind::int64:
            return cbor::Value(value.get_int64());
        case json::kind::uint64:
            return cbor::Value(value.get_uint64());
        case json::kind::string:
            return cbor::Value(std::string(value.get_string()));
        case json::kind::array:
            return from_array(value.get_array());
        case json::kind::object:
            return from_object(value.get_object());
        case json::kind::double_:
            break;
    }
    return Error(ErrorCode::invalid_argument, "a catalogue holds no fractions");
}

}  // namespace

std::string to_json(const Catalogue& catalogue) {
    return to_json(catalogue, {}, version_of(catalogue));
}

std::string to_json(const Catalogue& catalogue, const FieldOwners& owners,
                    const CatalogueVersion& version) {
    const cbor::Value value = to_cbor(catalogue);
    cbor::Map members = std::get<cbor::Map>(value.rep());
    if (!owners.empty()) {
        cbor::Array fields;
        for (const cbor::Value& item : std::get<cbor::Array>(members.at("fields").rep())) {
            cbor::Map field = std::get<cbor::Map>(item.rep());
            const auto path = parse_field_path(std::get<std::string>(field.at("path").rep()));
            const auto owner = path ? owners.find(*path) : owners.end();
            if (owner != owners.end()) field.insert_or_assign("owner", owner->second);
            fields.emplace_back(std::move(field));
        }
        members.insert_or_assign("fields", std::move(fields));
    }
    members.emplace("version", hex_encode(version.value()));
    return cbor::to_json(std::move(members)) + '\n';
}

Result<Catalogue> catalogue_from_json(std::string_view text) {
    if (text.size() > config::limits::kCatalogueJsonBytes) {
        return Error(ErrorCode::limit_exceeded,
                     "the catalogue is longer than " +
                         std::to_string(config::limits::kCatalogueJsonBytes) + " bytes");
    }
    if (!valid_utf8(text)) return Error(ErrorCode::invalid_argument, "the catalogue is not UTF-8");
    json::parse_options options;
    options.max_depth = config::limits::kCatalogueJsonDepth;
    boost::system::error_code failure;
    const json::value parsed = json::parse(json::string_view(text), failure, {}, options);
    if (failure) {
        return Error(ErrorCode::invalid_argument, "the catalogue is not valid JSON",
                     "gdprctl catalogue list -o json writes one");
    }
    GDPRD_TRY_ASSIGN(const cbor::Value value, from_json(parsed));
    auto catalogue = catalogue_from_cbor(value);
    if (!catalogue) return catalogue.error().in("catalogue");
    return catalogue;
}

}  // namespace gdprd::policy
