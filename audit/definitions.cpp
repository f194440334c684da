#include "audit/definitions.hpp"

#include <array>

namespace gdprd::audit {

namespace {
constexpr std::array<std::string_view, kDefinitionKinds> kKindNames = {
    "store", "collection", "field_set", "actor", "purpose", "request"};
}

std::string_view to_string(DefinitionKind kind) noexcept {
    return kKindNames[static_cast<std::size_t>(kind)];
}

EntryType definition_type(DefinitionKind kind) noexcept {
    switch (kind) {
        case DefinitionKind::store:
        case DefinitionKind::collection:
        case DefinitionKind::field_set:
            return EntryType::catalogue;
        case DefinitionKind::actor:
            return EntryType::actor;
        case DefinitionKind::purpose:
            return EntryType::policy;
        case DefinitionKind::request:
            return EntryType::request;
    }
    return EntryType::system;
}

cbor::Value to_cbor(const Definition& definition) {
    cbor::Map out{{"kind", to_string(definition.kind)}};
    if (definition.kind == DefinitionKind::field_set) {
        out.emplace("fields", cbor::Array(definition.fields.begin(), definition.fields.end()));
    } else {
        out.emplace("name", definition.name);
    }
    return out;
}

Result<Definition> definition_from_cbor(const cbor::Value& value) {
    Definition out;
    GDPRD_TRY_ASSIGN(const std::string kind, value["kind"].as_string());
    std::size_t number = 0;
    while (number < kKindNames.size() && kKindNames[number] != kind) ++number;
    if (number == kKindNames.size()) return Error(ErrorCode::corrupt, "unknown definition kind");
    out.kind = static_cast<DefinitionKind>(number);
    if (out.kind != DefinitionKind::field_set) {
        GDPRD_TRY_ASSIGN(out.name, value["name"].as_string());
        return out;
    }
    GDPRD_TRY_ASSIGN(const cbor::Array* fields, value["fields"].as_array());
    for (const cbor::Value& field : *fields) {
        GDPRD_TRY_ASSIGN(std::string name, field.as_string());
        out.fields.push_back(std::move(name));
    }
    return out;
}

void DefinitionTable::make_key(const Name& name) {
    key_.clear();
    key_.push_back(static_cast<char>(name.kind));
    for (unsigned shift = 0; shift < 64; shift += 8) {
        key_.push_back(static_cast<char>((name.scope >> shift) & 0xFFU));
    }
    key_.append(name.text);
}

std::uint64_t DefinitionTable::find(const Name& name) {
    Found& last = last_[static_cast<std::size_t>(name.kind)];
    if (last.id != 0 && last.scope == name.scope && last.text == name.text) return last.id;
    make_key(name);
    const auto found = ids_.find(key_);
    if (found == ids_.end()) return 0;
    last.scope = name.scope;
    last.text = name.text;
    last.id = found->second;
    return last.id;
}

void DefinitionTable::forget_last() {
    for (Found& last : last_) last.id = 0;
}

void DefinitionTable::stage(const Name& name, std::uint64_t seq) {
    make_key(name);
    ids_[key_] = seq;
    staged_.push_back(key_);
}

void DefinitionTable::keep_staged() {
    staged_.clear();
    if (ids_.size() > kNamesMax) clear();
}

void DefinitionTable::drop_staged() {
    if (!staged_.empty()) forget_last();
    for (const std::string& key : staged_) ids_.erase(key);
    staged_.clear();
}

void DefinitionTable::clear() {
    ids_.clear();
    staged_.clear();
    forget_last();
}

}  // namespace gdprd::audit
