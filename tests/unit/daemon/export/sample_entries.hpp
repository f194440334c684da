#pragma once

#include <memory>
#include <vector>

#include "config/base/time.hpp"
#include "daemon/export/entry_export.hpp"

namespace gdprd::daemon::test {

inline audit::EntryView sample_entry(audit::EntryType type, std::string store = {},
                                     std::string collection = {}) {
    audit::EntryView entry;
    entry.index = EntryIndex(4711);
    entry.leaf_hash.fill(0xAB);
    entry.type = type;
    entry.wall_time = *parse_time("2026-03-05T14:03:22.123456Z");
    entry.incarnation = 3;
    entry.store = std::move(store);
    entry.collection = std::move(collection);
    entry.actor = "uid:alice";
    entry.purpose = "support";
    entry.request = "R-2026-0001";
    entry.row_count = 12;
    return entry;
}

/// A catalogue of one store with four personal fields of one table and one that is not personal.
inline std::shared_ptr<const policy::Catalogue> sample_catalogue() {
    auto out = std::make_shared<policy::Catalogue>();
    policy::StoreSchema schema;
    schema.store = StoreName("crm");
    out->stores.push_back(schema);
    const auto put = [&](const char* field, const char* category) {
        policy::CatalogueField one;
        one.path = *policy::parse_field_path("crm.main.customers." + std::string(field));
        if (*category != 0) one.category = Category(category);
        one.decision = *category != 0 ? policy::Decision::accept : policy::Decision::reject;
        one.personal_ppm = *category != 0 ? 900'000 : 0;
        out->fields.emplace(one.path, one);
    };
    put("email", "user.contact.email");
    put("iban", "user.financial.bank_account");
    put("password", "user.authorization.password");
    put("passport", "user.government_id.passport_number");
    put("status", "");
    return out;
}

/// One entry of each type, of the daemon itself and of a store.
inline std::vector<audit::EntryView> entries_of_every_type() {
    std::vector<audit::EntryView> out;
    for (int type = 1; type <= 16; ++type) {
        out.push_back(sample_entry(static_cast<audit::EntryType>(type)));
        out.push_back(sample_entry(static_cast<audit::EntryType>(type), "crm"));
        out.push_back(sample_entry(static_cast<audit::EntryType>(type), "crm", "main.customers"));
        auto bare = sample_entry(static_cast<audit::EntryType>(type), "unknown", "x");
        bare.actor = bare.purpose = bare.request = "";
        for (const char* result : {"done", "failed", "residue_pending"}) {
            bare.payload = cbor::Map{{"result", result}, {"kind", "delete_rows"}};
            out.push_back(bare);
        }
    }
    return out;
}

}  // namespace gdprd::daemon::test
