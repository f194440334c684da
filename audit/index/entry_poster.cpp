#include "audit/index/entry_poster.hpp"

namespace gdprd::audit {

namespace {

struct NamedId {
    std::uint64_t id;
    DefinitionKind kind;
};

std::array<NamedId, 6> ids_of(const Envelope& envelope) {
    using Kind = DefinitionKind;
    return {NamedId{envelope.store, Kind::store},
            NamedId{envelope.collection, Kind::collection},
            NamedId{envelope.field_set, Kind::field_set},
            NamedId{envelope.actor, Kind::actor},
            NamedId{envelope.purpose, Kind::purpose},
            NamedId{envelope.request, Kind::request}};
}

TokenKind token_kind(DefinitionKind kind) {
    switch (kind) {
        case DefinitionKind::store:
            return TokenKind::store;
        case DefinitionKind::collection:
            return TokenKind::collection;
        case DefinitionKind::field_set:
            return TokenKind::field_set;
        case DefinitionKind::actor:
            return TokenKind::actor;
        case DefinitionKind::purpose:
            return TokenKind::purpose;
        case DefinitionKind::request:
            return TokenKind::request;
    }
    return TokenKind::request;
}

}  // namespace

Result<void> EntryPoster::prepare_name(TrailReader& reader, const EntryOutline& outline,
                                       std::uint64_t id, DefinitionKind kind) {
    if (id == 0 || names_.contains(id)) return {};
    GDPRD_TRY_ASSIGN(const Definition* found,
                     reader.define(OffLoop::on_blocking_thread(), id, kind, outline.epoch));
    names_.emplace(id, *found);
    return {};
}

Result<void> EntryPoster::prepare_subject(std::uint64_t number, MonthNumber month) {
    const SubjectMonth wanted{number, month};
    if (!subject_keys_ || subjects_.contains(wanted)) return {};
    const auto key = subject_keys_(number);
    if (!key) {
        // Destroyed: nobody can search for this person any more, and nothing shall lead there.
        if (key.error().code() == ErrorCode::not_found) return {};
        return key.error();
    }
    subjects_.emplace(wanted, subject_token(*key, month));
    return {};
}

Result<void> EntryPoster::prepare(TrailReader& reader, const EntryOutline& outline) {
    for (const NamedId& named : ids_of(outline.envelope))
        GDPRD_TRY(prepare_name(reader, outline, named.id, named.kind));
    if (outline.subjects.empty()) return {};
    const MonthNumber month = month_of_day(day_of(outline.envelope.wall_ns));
    for (const std::uint64_t number : outline.subjects) GDPRD_TRY(prepare_subject(number, month));
    return {};
}

/// The list of an id's name. The first entry of a field set also enters the set's id for each of
/// its fields.
std::uint32_t EntryPoster::list_of(PartBuilder& builder, const IndexKeys& keys, std::uint64_t id) {
    if (const auto known = lists_.find(id); known != lists_.end()) return known->second;
    const Definition& definition = names_.at(id);
    std::uint32_t list = 0;
    if (definition.kind == DefinitionKind::field_set) {
        list = builder.list_of(keys.field_set_token(id));
        for (const std::string& field : definition.fields)
            builder.post(builder.list_of(keys.token(TokenKind::field, field)), id);
    } else {
        list = builder.list_of(keys.token(token_kind(definition.kind), definition.name));
    }
    lists_.emplace(id, list);
    return list;
}

void EntryPoster::post(PartBuilder& builder, const IndexKeys& keys, const EntryOutline& outline) {
    const Envelope& envelope = outline.envelope;
    const bool definition = (envelope.flags & kFlagDefinition) != 0;
    const std::uint64_t seq = outline.seq;
    builder.begin_entry(seq, envelope.wall_ns, envelope.type, definition);
    // Ids begin after the epoch's key entry, so a type's number is none of them.
    const auto type = ~static_cast<std::uint64_t>(envelope.type);
    auto known = lists_.find(type);
    if (known == lists_.end())
        known = lists_.emplace(type, builder.list_of(keys.type_token(envelope.type))).first;
    builder.post(known->second, seq);
    for (const NamedId& named : ids_of(envelope))
        if (named.id != 0) builder.post(list_of(builder, keys, named.id), seq);
    if (!definition && envelope.actor != 0) builder.count_actor(names_.at(envelope.actor).name);
    if (!definition && envelope.store != 0) builder.count_store(names_.at(envelope.store).name);
    if (!outline.subjects.empty()) {
        const MonthNumber month = month_of_day(day_of(envelope.wall_ns));
        for (const std::uint64_t number : outline.subjects) {
            const auto token = subjects_.find({number, month});
            if (token != subjects_.end()) builder.post(builder.list_of(token->second), seq);
        }
    }
}

}  // namespace gdprd::audit
