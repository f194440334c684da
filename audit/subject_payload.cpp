#include "audit/subject_payload.hpp"

#include "audit/payload.hpp"

namespace gdprd::audit {

namespace {

/// Null: the key is destroyed.
Result<std::shared_ptr<const SubjectKey>> find_alive(const FindSubjectKey& find,
                                                     std::uint64_t number) {
    auto key = find(number);
    if (!key && key.error().code() == ErrorCode::not_found)
        return std::shared_ptr<const SubjectKey>();
    return key;
}

Result<cbor::Value> open_one_row(const PayloadPlace& place, std::uint32_t number,
                                 const cbor::Value& row, const FindSubjectKey& find) {
    GDPRD_TRY_ASSIGN(const cbor::Array* pair, row.as_array());
    if (pair->size() != 2) return Error(ErrorCode::corrupt, "a row of a payload is not a pair");
    GDPRD_TRY_ASSIGN(const std::uint64_t subject, (*pair)[0].as_u64());
    GDPRD_TRY_ASSIGN(const Bytes sealed, (*pair)[1].as_bytes());
    GDPRD_TRY_ASSIGN(const auto key, find_alive(find, subject));
    cbor::Value value;
    if (key) {
        GDPRD_TRY_ASSIGN(value, open_row(place, number, *key, sealed));
    }
    return cbor::Value(cbor::Array{subject, std::move(value)});
}

}  // namespace

Result<void> open_for_subjects(EntryView& view, const FindSubjectKey& find) {
    const PayloadPlace place{view.header.epoch, view.header.seq, view.payload_key};
    if (view.payload_state == PayloadState::sealed) {
        GDPRD_TRY_ASSIGN(const auto key, find_alive(find, view.payload_key.number));
        if (!key) return {};
        GDPRD_TRY_ASSIGN(const Bytes plain, open_payload(place, {nullptr, key.get()}, view.sealed));
        GDPRD_TRY_ASSIGN(view.payload, cbor::decode(plain));
        view.payload_state = PayloadState::present;
        return {};
    }
    if (view.payload_key.kind != PayloadKind::rows || !view.payload) return {};
    GDPRD_TRY_ASSIGN(const cbor::Array* rows, (*view.payload)["rows"].as_array());
    cbor::Array opened;
    for (const cbor::Value& row : *rows) {
        GDPRD_TRY_ASSIGN(cbor::Value value,
                         open_one_row(place, static_cast<std::uint32_t>(opened.size()), row, find));
        opened.push_back(std::move(value));
    }
    view.payload = cbor::Map{{"body", (*view.payload)["body"]}, {"rows", std::move(opened)}};
    return {};
}

}  // namespace gdprd::audit
